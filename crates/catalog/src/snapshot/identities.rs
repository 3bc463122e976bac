//! Who there is: users, roles and access keys with their policies compiled. What they may do is judged
//! elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portcullis_iam::PolicyType;

use super::policies::{Origin, PolicySet};
use super::work::Work;
use crate::identity::{AccessKey, Group, ManagedPolicy, Role, Tags, User};
use crate::principals::with_unique_ids;
use crate::{AccountId, Sealed, Secret, aws_managed};

/// What kind of identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub enum IdentityKind {
    Root,
    User,
    Role,
}

/// A user, a role or an account's root user.
#[derive(Clone)]
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

pub(super) fn user(work: &mut Work<'_>, key: &str) -> Option<Arc<Identity>> {
    let user = work.records.unwatched::<User>(key)?;
    let mut policies = PolicySet::default();
    gather(
        &mut policies,
        work,
        &user.arn(),
        &user.inline_policies,
        &user.attached_policies,
    );
    for group in work.members.groups_of(key) {
        let Some(group) = work.records.unwatched::<Group>(group) else {
            continue;
        };
        let (inline, attached) = (&group.inline_policies, &group.attached_policies);
        gather(&mut policies, work, &group.arn(), inline, attached);
    }
    let boundary = boundary(work, &user.arn(), user.permissions_boundary.as_deref());
    Some(Arc::new(Identity {
        kind: IdentityKind::User,
        account: user.account,
        arn: user.arn(),
        name: user.name.clone(),
        id: user.id.clone(),
        tags: user.tags.clone(),
        policies,
        boundary,
        trust: PolicySet::default(),
        max_session_duration: 0,
    }))
}

pub(super) fn role(work: &mut Work<'_>, key: &str) -> Option<Arc<Identity>> {
    let role = work.records.unwatched::<Role>(key)?;
    let mut policies = PolicySet::default();
    gather(
        &mut policies,
        work,
        &role.arn(),
        &role.inline_policies,
        &role.attached_policies,
    );
    let trust = with_unique_ids(&role.assume_role_policy, &role.trusted_ids);
    let trust = work.policies.compile(&trust, PolicyType::Trust);
    let boundary = boundary(work, &role.arn(), role.permissions_boundary.as_deref());
    Some(Arc::new(Identity {
        kind: IdentityKind::Role,
        account: role.account,
        arn: role.arn(),
        name: role.name.clone(),
        id: role.id.clone(),
        tags: role.tags.clone(),
        policies,
        boundary,
        trust: PolicySet::of(
            Origin::Trust {
                role: role.name.clone(),
            },
            trust,
        ),
        max_session_duration: role.max_session_duration,
    }))
}

pub(super) fn access_key(
    work: &mut Work<'_>,
    key: &str,
    previous: Option<&KeyEntry>,
) -> Option<Arc<KeyEntry>> {
    let access_key = work.records.unwatched::<AccessKey>(key)?;
    let identity = match &access_key.user {
        None => Arc::new(Identity::root(access_key.account)),
        Some(user) => {
            let user = User::key_of(access_key.account, user);
            let user = work.records.get::<User>(&user)?;
            Arc::clone(work.snapshot.identity_by_id(&user.id)?)
        }
    };
    // Unsealing costs more than looking: a key that did not change keeps its secret.
    let secret = match previous {
        Some(entry) if entry.sealed == access_key.secret => entry.secret.clone(),
        _ => (work.open)(key, &access_key.secret),
    };
    Some(Arc::new(KeyEntry {
        id: access_key.id.clone(),
        identity,
        active: access_key.active,
        sealed: access_key.secret.clone(),
        secret,
    }))
}

fn gather(
    set: &mut PolicySet,
    work: &mut Work<'_>,
    on: &str,
    inline: &BTreeMap<String, String>,
    attached: &BTreeSet<String>,
) {
    for (name, document) in inline {
        let policy = work.policies.compile(document, PolicyType::Identity);
        let origin = Origin::Inline {
            on: on.to_owned(),
            name: name.clone(),
        };
        set.push(origin, policy);
    }
    for arn in attached {
        let (version, document) = managed_document(work, arn);
        let policy = work.policies.compile(document, PolicyType::Identity);
        set.push(managed(arn, version, on), policy);
    }
}

fn boundary(work: &mut Work<'_>, on: &str, arn: Option<&str>) -> PolicySet {
    let Some(arn) = arn else {
        return PolicySet::default();
    };
    let (version, document) = managed_document(work, arn);
    let policies = &mut *work.policies;
    PolicySet::of(
        managed(arn, version, on),
        policies.compile(document, PolicyType::PermissionsBoundary),
    )
}

fn managed(arn: &str, version: &str, on: &str) -> Origin {
    Origin::Managed {
        arn: arn.to_owned(),
        version: version.to_owned(),
        on: on.to_owned(),
    }
}

/// The default version and its document. A policy that is attached but gone cannot be known to allow or deny: its document
/// is one that denies.
fn managed_document<'a>(work: &mut Work<'a>, arn: &str) -> (&'a str, &'a str) {
    if let Some(policy) = aws_managed::by_arn(arn) {
        return ("v1", policy.document);
    }
    let found = managed_key(arn).and_then(|key| {
        let policy: &'a ManagedPolicy = work.records.get(&key)?;
        Some((policy.default_version.as_str(), policy.default_document()?))
    });
    found.unwrap_or_default()
}

fn managed_key(arn: &str) -> Option<String> {
    let rest = arn.strip_prefix("arn:aws:iam::")?;
    let (account, path) = rest.split_once(":policy/")?;
    let name = path.rsplit('/').next()?;
    Some(ManagedPolicy::key_of(AccountId::parse(account).ok()?, name))
}
