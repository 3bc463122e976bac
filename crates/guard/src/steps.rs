//! The trace of one request: every step from the network to the back end in order, what it said, and
//! which statement of which policy said it. It is plain data, as people and programs are shown it
//! (`docs/explain.md`); it is made from what [`admit`](crate::admit) reports, and decides nothing.

use serde::Serialize;

mod build;
mod describe;

pub(crate) use build::{Judged, network_path, steps};

/// How many statements of one step are kept: those that matched, then those that came closest.
const MOST_STATEMENTS: usize = 32;

/// One step on the way of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Which.
    pub name: StepName,
    /// What it says.
    pub verdict: StepVerdict,
    /// Whether its refusal is the answer: of several that refuse, the first that is asked.
    pub decides: bool,
    /// Why, in words.
    pub because: String,
    /// The account whose step it is: who may read all of it, and who can change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The policy and the statement that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<DecidedBy>,
    /// Every policy that was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<PolicyTrace>,
    /// Whether more is known than is shown, because it is another account's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
}

/// The steps in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum StepName {
    /// Layer 1: security groups, on a way through a VPC endpoint.
    NetworkPath,
    /// Which API and stage are meant, and whether they are reached this way.
    Addressing,
    /// Layer 2: the policy of the VPC endpoint.
    EndpointPolicy,
    /// Whether the signature holds.
    Signature,
    /// Whether the access key and the session token are known and in time.
    Session,
    /// Layer 4: what the caller's own policies allow.
    IdentityPolicy,
    /// What the caller's permissions boundary leaves of that.
    PermissionsBoundary,
    /// What the policies of the session leave of it.
    SessionPolicy,
    /// What the organization leaves the caller's account.
    ServiceControlPolicy,
    /// Layer 3: the policy of the API, as it is deployed.
    ResourcePolicy,
    /// The policy of the private custom domain name that was called.
    DomainNamePolicy,
    /// Whether the deployment has such a method, and what it asks for.
    Method,
    /// The API key and its usage plan.
    ApiKey,
    /// Quotas and rates.
    Throttle,
    /// Required parameters and the model of the body.
    Validation,
    /// What answered.
    Backend,
}

/// What a step says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum StepVerdict {
    /// It lets the request pass.
    Pass,
    /// It refuses.
    Refuse,
    /// Nothing of it allows, and nothing needs it to.
    Silent,
    /// It has no say on this way, or the request did not come so far.
    NotAsked,
}

/// Which statement of which policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DecidedBy {
    /// The policy.
    pub policy: PolicyName,
    /// The statement, counted from 1.
    pub statement: usize,
    /// Its `Sid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Its line in the document as it is stored, from 1.
    pub line: u32,
    /// Its column, from 1.
    pub column: u32,
}

/// One policy and what its statements said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyTrace {
    /// Which.
    pub policy: PolicyName,
    /// Its statements, in order.
    pub statements: Vec<StatementTrace>,
    /// How many more there are, none of which matched.
    #[serde(skip_serializing_if = "is_zero")]
    pub omitted: usize,
}

/// How a policy is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyName {
    /// `inline`, `managed`, `trust`, `endpoint`, `api`, `domainName`, `organization`, `session` or `closed`.
    pub kind: &'static str,
    /// Its ARN, name or id.
    pub name: String,
    /// What it is attached to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The version, or the deployment, that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// In words.
    pub described: String,
}

/// One statement, put to the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementTrace {
    /// Counted from 1.
    pub statement: usize,
    /// Its `Sid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// `Allow` or `Deny`.
    pub effect: &'static str,
    /// Its line in the document as it is stored, from 1.
    pub line: u32,
    /// Its column, from 1.
    pub column: u32,
    /// Whether all of it matched.
    pub matched: bool,
    /// The first element that did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<&'static str>,
    /// What the match is worth, or what the request had where it failed.
    pub reason: String,
    /// Every condition.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionTrace>,
}

/// One key under one condition operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionTrace {
    /// As written.
    pub operator: String,
    /// As written.
    pub key: String,
    /// The policy's values.
    pub expected: Vec<String>,
    /// The request's value; nothing where the key is absent.
    pub actual: Option<String>,
    /// Whether the key is absent from the request.
    pub absent: bool,
    /// Whether it holds; nothing where a value cannot be read as what the operator compares.
    pub holds: Option<bool>,
}

impl StepName {
    /// For a person.
    pub fn title(self) -> &'static str {
        match self {
            Self::NetworkPath => "network path",
            Self::Addressing => "addressing",
            Self::EndpointPolicy => "endpoint policy",
            Self::Signature => "signature",
            Self::Session => "session",
            Self::IdentityPolicy => "identity policy",
            Self::PermissionsBoundary => "boundary",
            Self::SessionPolicy => "session policy",
            Self::ServiceControlPolicy => "service control",
            Self::ResourcePolicy => "resource policy",
            Self::DomainNamePolicy => "domain name policy",
            Self::Method => "method",
            Self::ApiKey => "API key",
            Self::Throttle => "throttle",
            Self::Validation => "validation",
            Self::Backend => "back end",
        }
    }

    /// As JSON names it.
    pub fn id(self) -> &'static str {
        match self {
            Self::NetworkPath => "networkPath",
            Self::Addressing => "addressing",
            Self::EndpointPolicy => "endpointPolicy",
            Self::Signature => "signature",
            Self::Session => "session",
            Self::IdentityPolicy => "identityPolicy",
            Self::PermissionsBoundary => "permissionsBoundary",
            Self::SessionPolicy => "sessionPolicy",
            Self::ServiceControlPolicy => "serviceControlPolicy",
            Self::ResourcePolicy => "resourcePolicy",
            Self::DomainNamePolicy => "domainNamePolicy",
            Self::Method => "method",
            Self::ApiKey => "apiKey",
            Self::Throttle => "throttle",
            Self::Validation => "validation",
            Self::Backend => "backend",
        }
    }
}

impl StepVerdict {
    /// For a person.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Refuse => "REFUSE",
            Self::Silent => "silent",
            Self::NotAsked => "-",
        }
    }
}

impl Step {
    /// A step that no policy decides.
    pub fn plain(name: StepName, verdict: StepVerdict, because: impl Into<String>) -> Self {
        Self {
            name,
            verdict,
            decides: false,
            because: because.into(),
            account: None,
            decided_by: None,
            policies: Vec::new(),
            withheld: false,
        }
    }

    /// The same step of an account.
    #[must_use]
    pub fn of(self, account: impl Into<String>) -> Self {
        Self {
            account: Some(account.into()),
            ..self
        }
    }

    /// Only what it said: for an account that may not read another's policies.
    #[must_use]
    pub fn verdict_only(&self) -> Self {
        let because = match self.verdict {
            StepVerdict::Pass => "it lets the request pass",
            StepVerdict::Refuse => "it refuses; why is for the account that owns it to read",
            StepVerdict::Silent => "nothing of it allows, and nothing needs it to",
            StepVerdict::NotAsked => "not asked",
        };
        Self {
            decides: self.decides,
            withheld: true,
            ..Self::plain(self.name, self.verdict, because)
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_zero(number: &usize) -> bool {
    *number == 0
}
