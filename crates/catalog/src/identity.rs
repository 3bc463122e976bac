//! The records of IAM: users, groups, roles, managed policies, access keys and OIDC providers.
//! Names are unique in an account ignoring case, so keys carry the name in lower case.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{AccountId, Record, Sealed};

/// Tags: key to value.
pub type Tags = BTreeMap<String, String>;

/// An IAM user.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub struct User {
    pub account: AccountId,
    pub name: String,
    /// `/` or `/…/`.
    pub path: String,
    /// `AIDA…`
    pub id: String,
    /// Unix seconds.
    pub created: i64,
    pub tags: Tags,
    /// The ARN of the managed policy that is the permissions boundary.
    pub permissions_boundary: Option<String>,
    /// Name to document.
    pub inline_policies: BTreeMap<String, String>,
    /// ARNs.
    pub attached_policies: BTreeSet<String>,
}

/// An IAM group. Membership is kept here, by user name in lower case.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub struct Group {
    pub account: AccountId,
    pub name: String,
    pub path: String,
    /// `AGPA…`
    pub id: String,
    pub created: i64,
    pub members: BTreeSet<String>,
    pub inline_policies: BTreeMap<String, String>,
    pub attached_policies: BTreeSet<String>,
}

/// An IAM role.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub struct Role {
    pub account: AccountId,
    pub name: String,
    pub path: String,
    /// `AROA…`
    pub id: String,
    pub created: i64,
    pub description: Option<String>,
    pub max_session_duration: u32,
    /// The trust policy, as saved.
    pub assume_role_policy: String,
    /// The principals of the trust policy as unique ids, ARN to id, fixed when it was saved: a
    /// namesake made later is somebody else (IAM User Guide, "Principal").
    #[serde(default)]
    pub trusted_ids: BTreeMap<String, String>,
    pub tags: Tags,
    pub permissions_boundary: Option<String>,
    pub inline_policies: BTreeMap<String, String>,
    pub attached_policies: BTreeSet<String>,
}

/// A customer managed policy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub struct ManagedPolicy {
    pub account: AccountId,
    pub name: String,
    pub path: String,
    /// `ANPA…`
    pub id: String,
    pub created: i64,
    pub updated: i64,
    pub description: Option<String>,
    pub tags: Tags,
    /// Such as `v1`.
    pub default_version: String,
    /// At most five, in the order of their making.
    pub versions: Vec<PolicyVersion>,
    /// The number that the next version gets; a deleted one is not used again.
    pub next_version: u32,
}

/// One version of a managed policy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub struct PolicyVersion {
    pub id: String,
    pub document: String,
    pub created: i64,
}

/// A long-term access key of a user or of an account's root user.
#[derive(Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub struct AccessKey {
    pub id: String,
    pub account: AccountId,
    /// The user's name as written; `None` is the root user.
    pub user: Option<String>,
    pub active: bool,
    pub created: i64,
    /// The secret access key, sealed with the record's key as associated data.
    pub secret: Sealed,
}

/// An issuer of web identities (OpenID Connect) that an account trusts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub struct OidcProvider {
    pub account: AccountId,
    /// The issuer without `https://`, case and a slash at the end included.
    pub url: String,
    /// The audiences that are accepted, in the order of their coming.
    pub client_ids: Vec<String>,
    pub thumbprints: Vec<String>,
    pub created: i64,
    pub tags: Tags,
}

/// The alias of an account, unique over all accounts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub struct AccountAlias {
    pub alias: String,
    pub account: AccountId,
}

/// The last deletion of a service-linked role, for the caller who asks how it went.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub struct RoleDeletion {
    pub account: AccountId,
    /// The role's name as written.
    pub role: String,
    /// `task/aws-service-role/{service}/{role}/{uuid}`
    pub task_id: String,
    /// Why it failed; it succeeded if absent.
    pub failure: Option<RoleUsage>,
}

/// Who still uses a service-linked role.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RoleUsage {
    /// What keeps the role, for a person.
    pub reason: String,
    /// Where.
    pub region: String,
    /// Their ARNs.
    pub resources: Vec<String>,
}

impl User {
    /// The key of a user.
    pub fn key_of(account: AccountId, name: &str) -> String {
        format!("user/{account}/{}", name.to_lowercase())
    }
    /// `arn:aws:iam::A:user/path/name`
    pub fn arn(&self) -> String {
        format!(
            "arn:aws:iam::{}:user{}{}",
            self.account, self.path, self.name
        )
    }
}

impl Group {
    /// The key of a group.
    pub fn key_of(account: AccountId, name: &str) -> String {
        format!("group/{account}/{}", name.to_lowercase())
    }
    /// `arn:aws:iam::A:group/path/name`
    pub fn arn(&self) -> String {
        format!(
            "arn:aws:iam::{}:group{}{}",
            self.account, self.path, self.name
        )
    }
}

impl Role {
    /// The key of a role.
    pub fn key_of(account: AccountId, name: &str) -> String {
        format!("role/{account}/{}", name.to_lowercase())
    }
    /// `arn:aws:iam::A:role/path/name`
    pub fn arn(&self) -> String {
        format!(
            "arn:aws:iam::{}:role{}{}",
            self.account, self.path, self.name
        )
    }
}

impl ManagedPolicy {
    /// The key of a managed policy.
    pub fn key_of(account: AccountId, name: &str) -> String {
        format!("policy/{account}/{}", name.to_lowercase())
    }
    /// `arn:aws:iam::A:policy/path/name`
    pub fn arn(&self) -> String {
        format!(
            "arn:aws:iam::{}:policy{}{}",
            self.account, self.path, self.name
        )
    }
    /// The document in force.
    pub fn default_document(&self) -> Option<&str> {
        self.versions
            .iter()
            .find(|version| version.id == self.default_version)
            .map(|version| version.document.as_str())
    }
}

impl AccessKey {
    /// The key of an access key: ids are unique over all accounts.
    pub fn key_of(id: &str) -> String {
        format!("access-key/{id}")
    }
}

impl OidcProvider {
    /// The key of a provider.
    pub fn key_of(account: AccountId, url: &str) -> String {
        format!("oidc-provider/{account}/{url}")
    }
    /// `arn:aws:iam::A:oidc-provider/host/path`
    pub fn arn(&self) -> String {
        format!("arn:aws:iam::{}:oidc-provider/{}", self.account, self.url)
    }
}

impl AccountAlias {
    /// The key of an alias.
    pub fn key_of(alias: &str) -> String {
        format!("account-alias/{alias}")
    }
}

impl RoleDeletion {
    /// The key of the last deletion of a role with this name.
    pub fn key_of(account: AccountId, role: &str) -> String {
        format!("role-deletion/{account}/{}", role.to_lowercase())
    }
}

impl Record for User {
    const KIND: &'static str = "user";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name)
    }
}

impl Record for Group {
    const KIND: &'static str = "group";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name)
    }
}

impl Record for Role {
    const KIND: &'static str = "role";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name)
    }
}

impl Record for ManagedPolicy {
    const KIND: &'static str = "policy";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name)
    }
}

impl Record for AccessKey {
    const KIND: &'static str = "access-key";
    fn key(&self) -> String {
        Self::key_of(&self.id)
    }
}

impl Record for OidcProvider {
    const KIND: &'static str = "oidc-provider";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.url)
    }
}

impl Record for AccountAlias {
    const KIND: &'static str = "account-alias";
    fn key(&self) -> String {
        Self::key_of(&self.alias)
    }
}

impl Record for RoleDeletion {
    const KIND: &'static str = "role-deletion";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.role)
    }
}
