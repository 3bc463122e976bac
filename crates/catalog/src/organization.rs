//! The records of AWS Organizations: an organisation with its root, organisational units, policies, invitations and
//! requests for new accounts. Which account is where stands in the account's own record. What follows for requests is
//! compiled by [`Snapshot`](crate::Snapshot).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::identity::Tags;
use crate::{AccountId, Record};

/// An organisation and its root.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Organization {
    /// `o-…`
    pub id: String,
    /// The management account, which made it.
    pub management: AccountId,
    /// Whether it has all features; otherwise consolidated billing alone, and no policies.
    pub all_features: bool,
    /// Unix seconds.
    pub created: i64,
    /// `r-…`: the one root.
    pub root: String,
    /// The policy types that are enabled in the root.
    pub policy_types: BTreeSet<OrganizationPolicyType>,
    /// The ids of the policies that are attached to the root.
    pub attached_policies: BTreeSet<String>,
    /// The tags of the root.
    pub root_tags: Tags,
    /// The services that may act for the organisation, and since when, in Unix seconds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub service_access: BTreeMap<String, i64>,
}

/// The types of policies that an organisation can have here: those that decide on requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OrganizationPolicyType {
    /// What the principals of an account may do at most.
    #[serde(rename = "SERVICE_CONTROL_POLICY")]
    ServiceControl,
    /// What may be done to the resources of an account at most.
    #[serde(rename = "RESOURCE_CONTROL_POLICY")]
    ResourceControl,
}

/// An organisational unit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrganizationalUnit {
    /// `o-…`
    pub organization: String,
    /// `ou-…`
    pub id: String,
    /// The root or the unit that it is in.
    pub parent: String,
    /// Unique among its siblings.
    pub name: String,
    /// The ids of the policies that are attached to it.
    pub attached_policies: BTreeSet<String>,
    /// Its tags.
    pub tags: Tags,
}

/// A policy of an organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrganizationPolicy {
    /// `o-…`
    pub organization: String,
    /// `p-…`
    pub id: String,
    /// Its type, which never changes.
    pub policy_type: OrganizationPolicyType,
    /// Unique among those of its type.
    pub name: String,
    /// May be empty.
    pub description: String,
    /// As saved.
    pub document: String,
    /// Its tags.
    pub tags: Tags,
}

/// A request for a new account, which was carried out or refused at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountCreation {
    /// `o-…`
    pub organization: String,
    /// `car-…`
    pub id: String,
    /// The name of the account.
    pub name: String,
    /// Unix seconds.
    pub requested: i64,
    /// What came of it.
    pub outcome: Result<AccountId, AccountCreationFailure>,
}

/// Why an account was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountCreationFailure {
    /// Another account has the address.
    EmailAlreadyExists,
}

/// An invitation of an account to an organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invitation {
    /// `o-…`
    pub organization: String,
    /// `h-…`
    pub id: String,
    /// Who invites.
    pub management: AccountId,
    /// Who is invited.
    pub account: AccountId,
    /// The address that was invited, where it was not the account's id.
    pub email: Option<String>,
    /// A word to the invited.
    pub notes: Option<String>,
    /// How it stands; one that nobody answered in time has expired whatever stands here.
    pub state: InvitationState,
    /// Unix seconds.
    pub requested: i64,
    /// Unix seconds.
    pub expires: i64,
    /// The tags that the account gets.
    pub tags: Tags,
}

/// How an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are those of AWS Organizations")]
pub enum InvitationState {
    Open,
    Canceled,
    Accepted,
    Declined,
}

/// A policy that AWS owns and attaches everywhere when its type is enabled.
pub struct ManagedOrganizationPolicy {
    /// `p-…`
    pub id: &'static str,
    /// Its type.
    pub policy_type: OrganizationPolicyType,
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// Its document.
    pub document: &'static str,
}

/// AWS Organizations User Guide, "Service control policies" and "Resource control policies".
pub static AWS_MANAGED: &[ManagedOrganizationPolicy] = &[
    ManagedOrganizationPolicy {
        id: "p-FullAWSAccess",
        policy_type: OrganizationPolicyType::ServiceControl,
        name: "FullAWSAccess",
        description: "Allows access to every operation",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    },
    ManagedOrganizationPolicy {
        id: "p-RCPFullAWSAccess",
        policy_type: OrganizationPolicyType::ResourceControl,
        name: "RCPFullAWSAccess",
        description: "Allows access to every resource",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#,
    },
];

impl ManagedOrganizationPolicy {
    /// The one with this id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        AWS_MANAGED.iter().find(|policy| policy.id == id)
    }

    /// The one that is attached everywhere when this type is enabled.
    pub fn of(policy_type: OrganizationPolicyType) -> Option<&'static Self> {
        AWS_MANAGED
            .iter()
            .find(|policy| policy.policy_type == policy_type)
    }
}

impl Organization {
    /// The key of an organisation.
    pub fn key_of(id: &str) -> String {
        format!("organization/{id}")
    }
}

impl OrganizationalUnit {
    /// The key of a unit.
    pub fn key_of(organization: &str, id: &str) -> String {
        format!("organizational-unit/{organization}/{id}")
    }
}

impl OrganizationPolicy {
    /// The key of a policy.
    pub fn key_of(organization: &str, id: &str) -> String {
        format!("organization-policy/{organization}/{id}")
    }
}

impl AccountCreation {
    /// The key of a request for an account.
    pub fn key_of(organization: &str, id: &str) -> String {
        format!("account-creation/{organization}/{id}")
    }
}

impl Invitation {
    /// The key of an invitation.
    pub fn key_of(organization: &str, id: &str) -> String {
        format!("invitation/{organization}/{id}")
    }
}

impl Record for Organization {
    const KIND: &'static str = "organization";
    fn key(&self) -> String {
        Self::key_of(&self.id)
    }
}

impl Record for OrganizationalUnit {
    const KIND: &'static str = "organizational-unit";
    fn key(&self) -> String {
        Self::key_of(&self.organization, &self.id)
    }
}

impl Record for OrganizationPolicy {
    const KIND: &'static str = "organization-policy";
    fn key(&self) -> String {
        Self::key_of(&self.organization, &self.id)
    }
}

impl Record for AccountCreation {
    const KIND: &'static str = "account-creation";
    fn key(&self) -> String {
        Self::key_of(&self.organization, &self.id)
    }
}

impl Record for Invitation {
    const KIND: &'static str = "invitation";
    fn key(&self) -> String {
        Self::key_of(&self.organization, &self.id)
    }
}
