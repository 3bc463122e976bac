//! The versions of managed policies: at most five, one of them in force.

use portcullis_catalog::identity::PolicyVersion;
use portcullis_wire::{Fault, Timestamp, iam};

use super::entity::only;
use super::page::Page;
use super::{document, policy};
use crate::{Offered, Tx, offer};

const MAX_VERSIONS: usize = 5;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreatePolicyVersion",
            |tx, input: &iam::CreatePolicyVersionRequest| {
                only(policy::change_permission(
                    tx,
                    "CreatePolicyVersion",
                    &input.policy_arn,
                ))
            },
            create,
        ),
        offer(
            "GetPolicyVersion",
            |tx, input: &iam::GetPolicyVersionRequest| {
                only(policy::permission(
                    tx,
                    "GetPolicyVersion",
                    &input.policy_arn,
                ))
            },
            |tx, input| {
                let policy = policy::find(tx, &input.policy_arn)?;
                let version = policy
                    .versions
                    .iter()
                    .find(|version| version.id == input.version_id);
                let version = version.ok_or_else(|| no_such(&policy.arn, &input.version_id))?;
                let shown = iam::PolicyVersion {
                    document: Some(document::encoded(&version.document)),
                    ..shown(version, &policy.default_version)
                };
                Ok(iam::GetPolicyVersionResponse {
                    policy_version: Some(shown),
                })
            },
        ),
        offer(
            "DeletePolicyVersion",
            |tx, input: &iam::DeletePolicyVersionRequest| {
                only(policy::change_permission(
                    tx,
                    "DeletePolicyVersion",
                    &input.policy_arn,
                ))
            },
            delete,
        ),
        offer(
            "ListPolicyVersions",
            |tx, input: &iam::ListPolicyVersionsRequest| {
                only(policy::permission(
                    tx,
                    "ListPolicyVersions",
                    &input.policy_arn,
                ))
            },
            |tx, input| {
                let policy = policy::find(tx, &input.policy_arn)?;
                // The newest first.
                let versions = policy.versions.iter().rev();
                let key =
                    |version: &&PolicyVersion| format!("{:010}", u32::MAX - number(&version.id));
                let page = Page::of(versions, key, input.marker.as_deref(), input.max_items)?;
                let page = page.map(|version| shown(version, &policy.default_version));
                let Page {
                    items,
                    is_truncated,
                    marker,
                } = page;
                Ok(iam::ListPolicyVersionsResponse {
                    versions: Some(items),
                    is_truncated,
                    marker,
                })
            },
        ),
        offer(
            "SetDefaultPolicyVersion",
            |tx, input: &iam::SetDefaultPolicyVersionRequest| {
                only(policy::change_permission(
                    tx,
                    "SetDefaultPolicyVersion",
                    &input.policy_arn,
                ))
            },
            set_default,
        ),
    ]
}

fn create(
    tx: &mut Tx<'_>,
    input: iam::CreatePolicyVersionRequest,
) -> Result<iam::CreatePolicyVersionResponse, Fault> {
    let mut policy = policy::own(tx, &input.policy_arn)?;
    policy::check(&input.policy_document)?;
    if policy.versions.len() >= MAX_VERSIONS {
        let message = "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.";
        return Err(iam::SERVICE.fault("LimitExceeded", message));
    }
    let version = PolicyVersion {
        id: format!("v{}", policy.next_version),
        document: input.policy_document,
        created: tx.now(),
    };
    policy.next_version = policy.next_version.saturating_add(1);
    policy.updated = tx.now();
    if input.set_as_default.unwrap_or_default() {
        policy.default_version.clone_from(&version.id);
    }
    let shown = shown(&version, &policy.default_version);
    policy.versions.push(version);
    tx.put(&policy)?;
    Ok(iam::CreatePolicyVersionResponse {
        policy_version: Some(shown),
    })
}

fn delete(tx: &mut Tx<'_>, input: iam::DeletePolicyVersionRequest) -> Result<(), Fault> {
    let mut policy = policy::own(tx, &input.policy_arn)?;
    if policy.default_version == input.version_id {
        let message = "Cannot delete the default version of a policy.";
        return Err(iam::SERVICE.fault("DeleteConflict", message));
    }
    let count = policy.versions.len();
    policy
        .versions
        .retain(|version| version.id != input.version_id);
    if policy.versions.len() == count {
        return Err(no_such(&input.policy_arn, &input.version_id));
    }
    policy.updated = tx.now();
    tx.put(&policy)
}

fn set_default(tx: &mut Tx<'_>, input: iam::SetDefaultPolicyVersionRequest) -> Result<(), Fault> {
    let mut policy = policy::own(tx, &input.policy_arn)?;
    if !policy
        .versions
        .iter()
        .any(|version| version.id == input.version_id)
    {
        return Err(no_such(&input.policy_arn, &input.version_id));
    }
    policy.default_version = input.version_id;
    policy.updated = tx.now();
    tx.put(&policy)
}

fn no_such(arn: &str, version: &str) -> Fault {
    let message = format!("Policy {arn} version {version} does not exist or is not attachable.");
    iam::SERVICE.fault("NoSuchEntity", message)
}

/// A version as lists show it: without its document.
fn shown(version: &PolicyVersion, default: &str) -> iam::PolicyVersion {
    iam::PolicyVersion {
        document: None,
        version_id: Some(version.id.clone()),
        is_default_version: Some(version.id == default),
        create_date: Some(Timestamp::from_unix(version.created)),
    }
}

fn number(version: &str) -> u32 {
    version
        .strip_prefix('v')
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}
