//! The account as a whole: its summary.

use std::collections::BTreeMap;

use portcullis_catalog::identity::{Group, Role, User};
use portcullis_wire::iam::SummaryKeyType as Key;
use portcullis_wire::{Fault, iam};
use serde::Deserialize;

use super::entity;
use super::{access_key, oidc_provider, policy};
use crate::{Offered, Permission, Tx, offer};

/// The quotas that the summary shows (IAM User Guide, "IAM and AWS STS quotas"; the values that
/// are not there are those of the IAM API Reference, "GetAccountSummary").
const QUOTAS: &[(Key, i32)] = &[
    (Key::UsersQuota, 5000),
    (Key::GroupsQuota, 300),
    (Key::RolesQuota, 1000),
    (Key::PoliciesQuota, 1500),
    (Key::InstanceProfilesQuota, 1000),
    (Key::ServerCertificatesQuota, 20),
    (Key::UserPolicySizeQuota, 2048),
    (Key::GroupPolicySizeQuota, 5120),
    (Key::RolePolicySizeQuota, 10240),
    (Key::AssumeRolePolicySizeQuota, 2048),
    (Key::PolicySizeQuota, 6144),
    (Key::GroupsPerUserQuota, 10),
    (Key::AccessKeysPerUserQuota, 2),
    (Key::SigningCertificatesPerUserQuota, 2),
    (Key::AttachedPoliciesPerUserQuota, 10),
    (Key::AttachedPoliciesPerGroupQuota, 10),
    (Key::AttachedPoliciesPerRoleQuota, 10),
    (Key::VersionsPerPolicyQuota, 5),
    (Key::PolicyVersionsInUseQuota, 10000),
    (Key::GlobalEndpointTokenVersion, 1),
];

/// What nobody has here.
const NONE: &[Key] = &[
    Key::ServerCertificates,
    Key::InstanceProfiles,
    Key::MFADevices,
    Key::MFADevicesInUse,
    Key::AccountMFAEnabled,
    Key::AccountPasswordPresent,
    Key::AccountSigningCertificatesPresent,
];

/// The input of an operation without parameters.
#[derive(Clone, Deserialize)]
struct NoInput {}

pub(super) fn offers() -> Vec<Offered> {
    vec![offer(
        "GetAccountSummary",
        |tx, _: &NoInput| {
            Ok(vec![Permission::new(
                "iam:GetAccountSummary",
                "*",
                tx.account(),
            )])
        },
        |tx, _| {
            Ok(iam::GetAccountSummaryResponse {
                summary_map: Some(summary(tx)?),
            })
        },
    )]
}

fn summary(tx: &Tx<'_>) -> Result<BTreeMap<Key, i32>, Fault> {
    let account = tx.account();
    let mut map: BTreeMap<Key, i32> = QUOTAS.iter().copied().collect();
    map.extend(NONE.iter().map(|key| (*key, 0)));
    let policies = tx.keys(&format!("policy/{account}/"))?;
    let root_keys = access_key::of(tx, None)?;
    map.extend([
        (Key::Users, count(entity::count::<User>(tx, account)?)),
        (Key::Groups, count(entity::count::<Group>(tx, account)?)),
        (Key::Roles, count(entity::count::<Role>(tx, account)?)),
        (Key::Providers, count(oidc_provider::all(tx)?.len())),
        (Key::Policies, count(policies.len())),
        (Key::PolicyVersionsInUse, count(policy::usage(tx)?.len())),
        (
            Key::AccountAccessKeysPresent,
            i32::from(!root_keys.is_empty()),
        ),
    ]);
    Ok(map)
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
