//! Managed policies: those of the account and, for reading, those that AWS owns. What hangs on
//! whom is in `attachment`, the versions' own operations are in `policy_version`.

use std::collections::BTreeMap;

use portcullis_catalog::aws_managed::{self, AwsManagedPolicy};
use portcullis_catalog::identity::{Group, ManagedPolicy, PolicyVersion, Role, Tags, User};
use portcullis_catalog::{AccountId, id};
use portcullis_iam::{Arn, PolicyType};
use portcullis_wire::{Fault, Timestamp, iam};

use super::entity::{self, Entity, only, path_of};
use super::page::Page;
use super::{document, tag_set};
use crate::{Offered, Permission, Tx, offer};

/// The most characters of a version, white space not counted, and how many an account may have
/// (IAM User Guide, "IAM and AWS STS quotas").
const MAX_SIZE: usize = 6144;
const PER_ACCOUNT: usize = 1500;
/// When AWS made its first managed policies: 2015-02-06T18:39:46Z.
const AWS_CREATED: i64 = 1_423_247_986;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreatePolicy", create_permissions, create),
        offer(
            "GetPolicy",
            |tx, input: &iam::GetPolicyRequest| {
                only(permission(tx, "GetPolicy", &input.policy_arn))
            },
            |tx, input| {
                let policy = find(tx, &input.policy_arn)?;
                let usage = usage(tx)?;
                let shown = shown(&policy, usage.get(&policy.arn));
                let details = iam::Policy {
                    description: policy.description.clone(),
                    tags: tag_set::shown(&policy.tags),
                    ..shown
                };
                Ok(iam::GetPolicyResponse {
                    policy: Some(details),
                })
            },
        ),
        offer(
            "DeletePolicy",
            |tx, input: &iam::DeletePolicyRequest| {
                only(change_permission(tx, "DeletePolicy", &input.policy_arn))
            },
            delete,
        ),
        offer(
            "ListPolicies",
            |tx, _: &iam::ListPoliciesRequest| {
                Ok(vec![Permission::new("iam:ListPolicies", "*", tx.account())])
            },
            list,
        ),
    ]
}

/// A managed policy, whoever owns it.
pub(crate) struct Known {
    pub(super) arn: String,
    pub(super) name: String,
    pub(super) path: String,
    pub(super) id: String,
    pub(super) created: i64,
    pub(super) updated: i64,
    pub(super) description: Option<String>,
    pub(super) tags: Tags,
    pub(super) default_version: String,
    pub(super) versions: Vec<PolicyVersion>,
}

/// How often a policy is attached, and how often it is a boundary.
#[derive(Clone, Copy, Default)]
pub(super) struct Usage {
    pub(super) attached: i32,
    pub(super) boundaries: i32,
}

/// The policy with this ARN, as one reads it.
pub(super) fn find(tx: &Tx<'_>, arn: &str) -> Result<Known, Fault> {
    lookup(tx, tx.account(), arn)?
        .ok_or_else(|| iam::SERVICE.fault("NoSuchEntity", format!("Policy {arn} was not found.")))
}

/// The policy with this ARN, to be attached to something of an account.
pub(crate) fn lookup(tx: &Tx<'_>, account: AccountId, arn: &str) -> Result<Option<Known>, Fault> {
    Ok(match owner(arn)? {
        Owner::Aws => aws_managed::by_arn(arn).map(|policy| Known::of_aws(policy, arn)),
        Owner::Account(owner, name) if owner == account => {
            let policy: Option<ManagedPolicy> = tx.get(&ManagedPolicy::key_of(owner, name))?;
            policy.filter(|policy| policy.arn() == arn).map(Known::from)
        }
        Owner::Account(..) => None,
    })
}

/// Whether the ARN is that of a policy of AWS's.
pub(super) fn is_aws(arn: &str) -> bool {
    arn.starts_with("arn:aws:iam::aws:")
}

impl Known {
    /// Whether it is a policy of AWS's.
    pub(super) fn is_aws(&self) -> bool {
        is_aws(&self.arn)
    }

    /// The document in force.
    pub(crate) fn document(&self) -> Option<&str> {
        let default = self
            .versions
            .iter()
            .find(|version| version.id == self.default_version);
        default.map(|version| version.document.as_str())
    }
}

/// The caller's own policy with this ARN, as one changes it.
pub(super) fn own(tx: &Tx<'_>, arn: &str) -> Result<ManagedPolicy, Fault> {
    let policy = match owner(arn)? {
        Owner::Account(owner, name) if owner == tx.account() => {
            tx.get::<ManagedPolicy>(&ManagedPolicy::key_of(owner, name))?
        }
        _ => None,
    };
    policy
        .filter(|policy| policy.arn() == arn)
        .ok_or_else(|| iam::SERVICE.fault("NoSuchEntity", format!("Policy {arn} was not found.")))
}

/// The permission to do something to a policy.
pub(super) fn permission(tx: &Tx<'_>, action: &str, arn: &str) -> Result<Permission, Fault> {
    let account = match owner(arn)? {
        Owner::Aws => tx.account(),
        Owner::Account(account, _) => account,
    };
    let permission = Permission::new(format!("iam:{action}"), arn, account);
    Ok(match lookup(tx, tx.account(), arn)? {
        Some(policy) => tag_set::tagged(permission, &policy.tags),
        None => permission,
    })
}

/// The same for a change, which nobody may make to a policy of AWS's.
pub(super) fn change_permission(tx: &Tx<'_>, action: &str, arn: &str) -> Result<Permission, Fault> {
    if matches!(owner(arn)?, Owner::Aws) {
        let who = tx.principal()?.arn();
        let message = format!(
            "User: {who} is not authorized to perform: iam:{action} on resource: policy {arn}"
        );
        return Err(Fault::new(403, "AccessDenied", message));
    }
    permission(tx, action, arn)
}

/// Refuses a document that no managed policy may have.
pub(super) fn check(policy_document: &str) -> Result<(), Fault> {
    document::check(policy_document, PolicyType::Identity)?;
    if document::size(policy_document) > MAX_SIZE {
        return Err(document::over_quota("PolicySize", MAX_SIZE));
    }
    Ok(())
}

/// How every policy is used in the caller's account, by ARN.
pub(super) fn usage(tx: &Tx<'_>) -> Result<BTreeMap<String, Usage>, Fault> {
    let mut usage = BTreeMap::new();
    count::<User>(tx, &mut usage)?;
    count::<Group>(tx, &mut usage)?;
    count::<Role>(tx, &mut usage)?;
    Ok(usage)
}

enum Owner<'a> {
    Aws,
    Account(AccountId, &'a str),
}

fn owner(arn: &str) -> Result<Owner<'_>, Fault> {
    let parsed = Arn::parse(arn).ok_or_else(|| {
        // The two blanks are AWS's.
        iam::SERVICE.fault("ValidationError", "Invalid ARN:  Could not be parsed!")
    })?;
    let invalid = || iam::SERVICE.fault("InvalidInput", format!("ARN {arn} is not valid."));
    let ours = parsed.partition == "aws" && parsed.service == "iam" && parsed.region.is_empty();
    if !ours || !parsed.resource.starts_with("policy/") {
        return Err(invalid());
    }
    match parsed.account {
        "aws" => Ok(Owner::Aws),
        account => AccountId::parse(account)
            .map(|account| Owner::Account(account, parsed.name()))
            .map_err(|_| invalid()),
    }
}

fn count<E: Entity>(tx: &Tx<'_>, usage: &mut BTreeMap<String, Usage>) -> Result<(), Fault> {
    for entity in entity::all::<E>(tx, tx.account())? {
        for arn in entity.attached_policies() {
            usage.entry(arn.clone()).or_default().attached += 1;
        }
        if let Some(arn) = entity.particulars().and_then(|(_, boundary)| boundary) {
            usage.entry(arn.to_owned()).or_default().boundaries += 1;
        }
    }
    Ok(())
}

fn create_permissions(
    tx: &Tx<'_>,
    input: &iam::CreatePolicyRequest,
) -> Result<Vec<Permission>, Fault> {
    let path = path_of(input.path.as_deref());
    let arn = format!(
        "arn:aws:iam::{}:policy{path}{}",
        tx.account(),
        input.policy_name
    );
    entity::creating(tx, "CreatePolicy", "TagPolicy", &arn, input.tags.as_deref())
}

fn create(
    tx: &mut Tx<'_>,
    input: iam::CreatePolicyRequest,
) -> Result<iam::CreatePolicyResponse, Fault> {
    let account = tx.account();
    let tags = tag_set::read(input.tags.as_deref().unwrap_or_default())?;
    check(&input.policy_document)?;
    let key = ManagedPolicy::key_of(account, &input.policy_name);
    if tx.get::<ManagedPolicy>(&key)?.is_some() {
        let name = &input.policy_name;
        let message =
            format!("A policy called {name} already exists. Duplicate names are not allowed.");
        return Err(iam::SERVICE.fault("EntityAlreadyExists", message));
    }
    if tx.keys(&format!("policy/{account}/"))?.len() >= PER_ACCOUNT {
        return Err(document::over_quota("PoliciesPerAccount", PER_ACCOUNT));
    }
    let policy = ManagedPolicy {
        account,
        name: input.policy_name,
        path: path_of(input.path.as_deref()),
        id: id::unique_id("ANPA", &tx.random()?),
        created: tx.now(),
        updated: tx.now(),
        description: input.description,
        tags,
        default_version: "v1".to_owned(),
        versions: vec![PolicyVersion {
            id: "v1".to_owned(),
            document: input.policy_document,
            created: tx.now(),
        }],
        next_version: 2,
    };
    tx.put(&policy)?;
    let policy = Known::from(policy);
    let shown = iam::Policy {
        tags: tag_set::shown(&policy.tags),
        ..shown(&policy, None)
    };
    Ok(iam::CreatePolicyResponse {
        policy: Some(shown),
    })
}

fn delete(tx: &mut Tx<'_>, input: iam::DeletePolicyRequest) -> Result<(), Fault> {
    let policy = own(tx, &input.policy_arn)?;
    if usage(tx)?.contains_key(&input.policy_arn) {
        return Err(iam::SERVICE.fault(
            "DeleteConflict",
            "Cannot delete a policy attached to entities.",
        ));
    }
    if policy.versions.len() > 1 {
        let message = "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
        return Err(iam::SERVICE.fault("DeleteConflict", message));
    }
    tx.delete(&ManagedPolicy::key_of(policy.account, &policy.name));
    Ok(())
}

fn list(
    tx: &mut Tx<'_>,
    input: iam::ListPoliciesRequest,
) -> Result<iam::ListPoliciesResponse, Fault> {
    let (local, aws) = match input.scope {
        None | Some(iam::PolicyScopeType::All) => (true, true),
        Some(iam::PolicyScopeType::Local) => (true, false),
        Some(iam::PolicyScopeType::Aws) => (false, true),
    };
    let mut policies: Vec<Known> = Vec::new();
    if local {
        let own = tx.scan::<ManagedPolicy>(&format!("policy/{}/", tx.account()))?;
        policies.extend(own.into_iter().map(Known::from));
    }
    if aws {
        policies.extend(aws_managed::ALL.iter().map(|policy| {
            let arn = format!("arn:aws:iam::aws:policy{}{}", policy.path, policy.name);
            Known::of_aws(policy, &arn)
        }));
    }
    policies.sort_by_key(order);
    let usage = usage(tx)?;
    let prefix = input.path_prefix.as_deref().unwrap_or("/");
    policies.retain(|policy| {
        let used = usage.get(&policy.arn).copied().unwrap_or_default();
        let wanted = match input.policy_usage_filter {
            None => !input.only_attached.unwrap_or_default() || used.attached + used.boundaries > 0,
            Some(iam::PolicyUsageType::PermissionsPolicy) => used.attached > 0,
            Some(iam::PolicyUsageType::PermissionsBoundary) => used.boundaries > 0,
        };
        wanted && policy.path.starts_with(prefix)
    });
    let page = Page::of(policies, order, input.marker.as_deref(), input.max_items)?;
    let page = page.map(|policy| shown(&policy, usage.get(&policy.arn)));
    let Page {
        items,
        is_truncated,
        marker,
    } = page;
    Ok(iam::ListPoliciesResponse {
        policies: Some(items),
        is_truncated,
        marker,
    })
}

/// By name, and where AWS and the account have the same one, AWS's first.
fn order(policy: &Known) -> String {
    let owner = if policy.is_aws() { "aws" } else { "local" };
    format!("{}/{owner}", policy.name.to_lowercase())
}

/// A policy as lists show it: without its description and tags.
fn shown(policy: &Known, usage: Option<&Usage>) -> iam::Policy {
    let usage = usage.copied().unwrap_or_default();
    iam::Policy {
        policy_name: Some(policy.name.clone()),
        policy_id: Some(policy.id.clone()),
        arn: Some(policy.arn.clone()),
        path: Some(policy.path.clone()),
        default_version_id: Some(policy.default_version.clone()),
        attachment_count: Some(usage.attached),
        permissions_boundary_usage_count: Some(usage.boundaries),
        is_attachable: Some(true),
        description: None,
        create_date: Some(Timestamp::from_unix(policy.created)),
        update_date: Some(Timestamp::from_unix(policy.updated)),
        tags: None,
    }
}

impl Known {
    fn of_aws(policy: &AwsManagedPolicy, arn: &str) -> Self {
        let version = "v1".to_owned();
        Self {
            arn: arn.to_owned(),
            name: policy.name.to_owned(),
            path: policy.path.to_owned(),
            id: policy.id.to_owned(),
            created: AWS_CREATED,
            updated: AWS_CREATED,
            description: Some(policy.description.to_owned()),
            tags: Tags::new(),
            default_version: version.clone(),
            versions: vec![PolicyVersion {
                id: version,
                document: policy.document.to_owned(),
                created: AWS_CREATED,
            }],
        }
    }
}

impl From<ManagedPolicy> for Known {
    fn from(policy: ManagedPolicy) -> Self {
        Self {
            arn: policy.arn(),
            name: policy.name,
            path: policy.path,
            id: policy.id,
            created: policy.created,
            updated: policy.updated,
            description: policy.description,
            tags: policy.tags,
            default_version: policy.default_version,
            versions: policy.versions,
        }
    }
}
