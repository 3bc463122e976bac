//! Accounts, their places in organisations, and the policies that reach them from there: a list for each level from the
//! root down to the account (AWS Organizations User Guide, "SCP evaluation"). What cannot be followed to the root denies.

use std::sync::Arc;

use portcullis_iam::{Policy, PolicyType};

use super::policies::{Origin, PolicySet};
use super::work::Work;
use crate::AccountId;
use crate::account::{Account, Membership};
use crate::organization::{
    ManagedOrganizationPolicy, Organization, OrganizationPolicy, OrganizationPolicyType,
    OrganizationalUnit,
};

/// An account as a request sees it.
#[derive(Clone)]
pub struct AccountEntry {
    /// Its id.
    pub id: AccountId,
    /// Whether it was closed.
    pub closed: bool,
    /// Its place in an organisation.
    pub organization: Option<Standing>,
    /// The service control policies. None apply to the management account.
    pub service_control: Levels,
    /// The resource control policies, likewise.
    pub resource_control: Levels,
}

/// Where an account stands in its organisation, as condition keys show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// `o-…`
    pub organization_id: String,
    /// `o-…/r-…/ou-…/`; empty where the way to the root is broken.
    pub path: String,
}

/// The policies of one type, level by level. Every level has to allow; without levels, the type does not apply.
#[derive(Clone, Default)]
pub struct Levels {
    levels: Vec<Vec<Arc<Policy>>>,
    flat: PolicySet,
}

impl AccountEntry {
    /// The same account with another document of one service control policy.
    pub(super) fn with_service_control(&self, id: &str, policy: &Arc<Policy>) -> Self {
        let mut changed = Levels::default();
        let mut index = 0_usize;
        for level in self.service_control.as_slice() {
            let mut policies = Vec::new();
            for known in level {
                let origin = self.service_control.flat.origin(index);
                index = index.saturating_add(1);
                let same =
                    matches!(origin, Some(Origin::Organization { id: named, .. }) if named == id);
                let policy = if same { policy } else { known };
                policies.push(Arc::clone(policy));
                let origin = origin.cloned().unwrap_or(Origin::Closed);
                changed.flat.push(origin, Arc::clone(policy));
            }
            changed.levels.push(policies);
        }
        Self {
            service_control: changed,
            ..self.clone()
        }
    }
}

impl Levels {
    /// A list for each level from the root down to the account.
    pub fn as_slice(&self) -> &[Vec<Arc<Policy>>] {
        &self.levels
    }

    /// All of them in that order, with their names.
    pub fn flat(&self) -> &PolicySet {
        &self.flat
    }

    /// One level that denies everything.
    fn closed(policy_type: PolicyType, why: &str) -> Self {
        let policy = Arc::new(Policy::deny_all(why, policy_type));
        Self {
            levels: vec![vec![Arc::clone(&policy)]],
            flat: PolicySet::of(Origin::Closed, policy),
        }
    }
}

/// Deeper than AWS allows units to be nested, so only a circle gets there.
const DEEPEST: usize = 16;

pub(super) fn account(work: &mut Work<'_>, key: &str) -> Option<Arc<AccountEntry>> {
    let account = work.records.unwatched::<Account>(key)?;
    let mut entry = AccountEntry {
        id: account.id,
        closed: account.closed.is_some(),
        organization: None,
        service_control: Levels::default(),
        resource_control: Levels::default(),
    };
    if let Some(membership) = &account.organization {
        enter(work, &mut entry, membership);
    }
    if entry.closed {
        let why = "the account is closed";
        entry.service_control = Levels::closed(PolicyType::ServiceControl, why);
    }
    Some(Arc::new(entry))
}

fn enter<'a>(work: &mut Work<'a>, entry: &mut AccountEntry, membership: &'a Membership) {
    let id = &membership.organization_id;
    let way = work
        .records
        .get::<Organization>(&Organization::key_of(id))
        .and_then(|organization| Some((organization, units(work, organization, membership)?)));
    let Some((organization, units)) = way else {
        let why = "the account's place in its organisation is unknown";
        entry.service_control = Levels::closed(PolicyType::ServiceControl, why);
        entry.resource_control = Levels::closed(PolicyType::ResourceControl, why);
        entry.organization = Some(Standing {
            organization_id: id.clone(),
            path: String::new(),
        });
        return;
    };
    let mut path = format!("{id}/{}/", organization.root);
    for unit in &units {
        path.push_str(&unit.id);
        path.push('/');
    }
    entry.organization = Some(Standing {
        organization_id: id.clone(),
        path,
    });
    if organization.management == entry.id {
        return;
    }
    let account = entry.id.to_string();
    let of_units = units
        .iter()
        .map(|unit| (unit.id.as_str(), &unit.attached_policies));
    let attached: Vec<_> =
        std::iter::once((organization.root.as_str(), &organization.attached_policies))
            .chain(of_units)
            .chain([(account.as_str(), &membership.attached_policies)])
            .collect();
    for (policy_type, compiled_as, levels) in [
        (
            OrganizationPolicyType::ServiceControl,
            PolicyType::ServiceControl,
            &mut entry.service_control,
        ),
        (
            OrganizationPolicyType::ResourceControl,
            PolicyType::ResourceControl,
            &mut entry.resource_control,
        ),
    ] {
        if !organization.policy_types.contains(&policy_type) {
            continue;
        }
        for (target, ids) in &attached {
            let mut level = Vec::new();
            for id in *ids {
                let Some((name, document)) = policy(work, organization, id, policy_type) else {
                    continue;
                };
                let policy = work.policies.compile(document, compiled_as);
                level.push(Arc::clone(&policy));
                let origin = Origin::Organization {
                    id: id.clone(),
                    name: name.to_owned(),
                    target: (*target).to_owned(),
                };
                levels.flat.push(origin, policy);
            }
            levels.levels.push(level);
        }
    }
}

/// The units from the root down to the account; nothing where the way up does not end at the root.
fn units<'a>(
    work: &mut Work<'a>,
    organization: &Organization,
    membership: &Membership,
) -> Option<Vec<&'a OrganizationalUnit>> {
    let mut units: Vec<&OrganizationalUnit> = Vec::new();
    let mut parent = &membership.parent;
    while *parent != organization.root {
        if units.len() == DEEPEST {
            return None;
        }
        let key = OrganizationalUnit::key_of(&organization.id, parent);
        let unit: &'a OrganizationalUnit = work.records.get(&key)?;
        parent = &unit.parent;
        units.push(unit);
    }
    units.reverse();
    Some(units)
}

/// Name and document of a policy of this type. One that is attached but gone cannot be known to allow or deny, so its
/// document is one that denies.
fn policy<'a>(
    work: &mut Work<'a>,
    organization: &Organization,
    id: &'a str,
    policy_type: OrganizationPolicyType,
) -> Option<(&'a str, &'a str)> {
    if let Some(managed) = ManagedOrganizationPolicy::by_id(id) {
        return (managed.policy_type == policy_type).then_some((managed.name, managed.document));
    }
    let key = OrganizationPolicy::key_of(&organization.id, id);
    match work.records.get::<OrganizationPolicy>(&key) {
        None => Some(("a policy that is gone", "")),
        Some(policy) if policy.policy_type == policy_type => Some((&policy.name, &policy.document)),
        Some(_) => None,
    }
}
