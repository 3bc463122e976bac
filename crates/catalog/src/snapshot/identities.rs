//! Who there is: accounts, users, roles and access keys with their policies compiled.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use portcullis_iam::{Policy, PolicyType};

use super::Snapshot;
use super::policies::{Policies, PolicySet};
use crate::account::Membership;
use crate::identity::Tags;
use crate::principals::with_unique_ids;
use crate::records::under;
use crate::{AccountId, Records, Sealed, Secret, aws_managed};

/// An account as a request sees it.
pub struct AccountEntry {
    /// Its id.
    pub id: AccountId,
    /// Its place in an organisation.
    pub organization: Option<Membership>,
    /// The service control policies, a list for each level from the root down to the account;
    /// empty where none apply, as in the management account.
    pub service_control: Vec<Vec<Arc<Policy>>>,
}

/// What kind of identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub enum IdentityKind {
    Root,
    User,
    Role,
}

/// A user, a role or an account's root user.
pub struct Identity {
    /// Which of them.
    pub kind: IdentityKind,
    /// The account that owns it.
    pub account: AccountId,
    /// With its path: `arn:aws:iam::A:role/path/name`.
    pub arn: String,
    /// The friendly name; for the root user, `root`.
    pub name: String,
    /// `AIDA…`, `AROA…`, or the account id for the root user.
    pub id: String,
    /// Its tags.
    pub tags: Tags,
    /// Inline and attached policies, a user's groups' included.
    pub policies: PolicySet,
    /// The permissions boundary, if it has one.
    pub boundary: PolicySet,
    /// A role's trust policy.
    pub trust: PolicySet,
    /// A role's longest session, seconds.
    pub max_session_duration: u32,
}

/// A long-term access key and whose it is.
pub struct KeyEntry {
    /// `AKIA…`
    pub id: String,
    /// Its owner.
    pub identity: Arc<Identity>,
    /// Inactive keys authenticate nobody.
    pub active: bool,
    /// What the secret is checked against for a change: the sealed form.
    pub(super) sealed: Sealed,
    /// `None` where it could not be unsealed: such a key authenticates nobody.
    pub secret: Option<Secret>,
}

impl Identity {
    /// The root user of an account: no policies, full access by default.
    pub fn root(account: AccountId) -> Self {
        Self {
            kind: IdentityKind::Root,
            account,
            arn: format!("arn:aws:iam::{account}:root"),
            name: "root".to_owned(),
            id: account.to_string(),
            tags: Tags::new(),
            policies: PolicySet::default(),
            boundary: PolicySet::default(),
            trust: PolicySet::default(),
            max_session_duration: 3_600,
        }
    }
}

pub(super) type Opener<'a> = dyn Fn(&str, &Sealed) -> Option<Secret> + 'a;

pub(super) fn compile(
    records: &Records,
    policies: &mut Policies,
    previous: &Snapshot,
    open: &Opener<'_>,
    snapshot: &mut Snapshot,
) {
    for account in records.accounts.values() {
        let organization = account.organization.clone();
        let bound = organization
            .iter()
            .filter(|membership| !membership.management);
        let service_control = bound
            .flat_map(|membership| &membership.service_control_policies)
            .map(|level| {
                let compile = |document: &String| {
                    policies.compile(document, PolicyType::ServiceControl, None)
                };
                level.iter().map(compile).collect()
            })
            .collect();
        let entry = AccountEntry {
            id: account.id,
            organization,
            service_control,
        };
        snapshot.accounts.insert(account.id, entry);
    }
    for user in records.users.values() {
        let mut set = PolicySet::default();
        gather(
            &mut set,
            records,
            policies,
            &user.inline_policies,
            &user.attached_policies,
        );
        let member = user.name.to_lowercase();
        for group in under(&records.groups, &format!("group/{}/", user.account)) {
            if group.members.contains(&member) {
                let (inline, attached) = (&group.inline_policies, &group.attached_policies);
                gather(&mut set, records, policies, inline, attached);
            }
        }
        add(
            snapshot,
            Identity {
                kind: IdentityKind::User,
                account: user.account,
                arn: user.arn(),
                name: user.name.clone(),
                id: user.id.clone(),
                tags: user.tags.clone(),
                policies: set,
                boundary: boundary(records, policies, user.permissions_boundary.as_deref()),
                trust: PolicySet::default(),
                max_session_duration: 0,
            },
        );
    }
    for role in records.roles.values() {
        let mut set = PolicySet::default();
        gather(
            &mut set,
            records,
            policies,
            &role.inline_policies,
            &role.attached_policies,
        );
        let trust = with_unique_ids(&role.assume_role_policy, &role.trusted_ids);
        let trust = policies.compile(&trust, PolicyType::Trust, None);
        add(
            snapshot,
            Identity {
                kind: IdentityKind::Role,
                account: role.account,
                arn: role.arn(),
                name: role.name.clone(),
                id: role.id.clone(),
                tags: role.tags.clone(),
                policies: set,
                boundary: boundary(records, policies, role.permissions_boundary.as_deref()),
                trust: PolicySet::of(format!("trust policy of {}", role.name), trust),
                max_session_duration: role.max_session_duration,
            },
        );
    }
    let mut roots = HashMap::new();
    for key in records.access_keys.values() {
        let identity = match &key.user {
            None => Arc::clone(
                roots
                    .entry(key.account)
                    .or_insert_with(|| Arc::new(Identity::root(key.account))),
            ),
            Some(user) => {
                let user = records
                    .users
                    .get(&crate::identity::User::key_of(key.account, user));
                let Some(identity) = user.and_then(|user| snapshot.identities_by_id.get(&user.id))
                else {
                    continue;
                };
                Arc::clone(identity)
            }
        };
        // Unsealing costs more than looking: a key that did not change keeps its secret.
        let secret = match previous.access_keys.get(&key.id) {
            Some(entry) if entry.sealed == key.secret => entry.secret.clone(),
            _ => open(&crate::identity::AccessKey::key_of(&key.id), &key.secret),
        };
        let entry = KeyEntry {
            id: key.id.clone(),
            identity,
            active: key.active,
            sealed: key.secret.clone(),
            secret,
        };
        snapshot.access_keys.insert(key.id.clone(), Arc::new(entry));
    }
}

fn add(snapshot: &mut Snapshot, identity: Identity) {
    let identity = Arc::new(identity);
    snapshot
        .identities
        .insert(identity.arn.clone(), Arc::clone(&identity));
    snapshot
        .identities_by_id
        .insert(identity.id.clone(), identity);
}

fn gather(
    set: &mut PolicySet,
    records: &Records,
    policies: &mut Policies,
    inline: &BTreeMap<String, String>,
    attached: &BTreeSet<String>,
) {
    for (name, document) in inline {
        set.push(name, policies.compile(document, PolicyType::Identity, None));
    }
    for arn in attached {
        // A policy that is attached but gone cannot be known to allow or deny: it denies.
        let document = managed_document(records, arn).unwrap_or_default();
        set.push(arn, policies.compile(document, PolicyType::Identity, None));
    }
}

fn boundary(records: &Records, policies: &mut Policies, arn: Option<&str>) -> PolicySet {
    let Some(arn) = arn else {
        return PolicySet::default();
    };
    let document = managed_document(records, arn).unwrap_or_default();
    PolicySet::of(
        arn,
        policies.compile(document, PolicyType::PermissionsBoundary, None),
    )
}

fn managed_document<'a>(records: &'a Records, arn: &str) -> Option<&'a str> {
    if let Some(policy) = aws_managed::by_arn(arn) {
        return Some(policy.document);
    }
    let rest = arn.strip_prefix("arn:aws:iam::")?;
    let (account, path) = rest.split_once(":policy/")?;
    let name = path.rsplit('/').next()?;
    let key = crate::identity::ManagedPolicy::key_of(AccountId::parse(account).ok()?, name);
    records.policies.get(&key)?.default_document()
}
