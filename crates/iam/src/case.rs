//! Decision cases as data: one JSON object holds a request, its context and all its policies. Tests and
//! `portcullis simulate` read the same form. What the principal's ARN implies (`aws:PrincipalArn`, `aws:username`, ...)
//! is filled in; a context value of `null` takes a key away.

mod caller;
mod context;

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};
use thiserror::Error;

use caller::CallerParts;
use context::CaseContext;

use crate::arn::{Arn, is_account_id};
use crate::combine::Decision;
use crate::error::Malformed;
use crate::evaluate::{Policies, Request, evaluate};
use crate::key::Leaning;
use crate::policy::{Policy, PolicyType};
use crate::principal::Caller;
use crate::trace::Trace;

/// One case, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Case {
    /// Whatever names the case; given back untouched.
    #[serde(default)]
    pub id: Json,
    /// An ARN, `anonymous`, or a service such as `lambda.amazonaws.com`.
    pub principal: String,
    /// The action.
    pub action: String,
    /// The resource's ARN.
    pub resource: String,
    /// The account that owns the resource; taken from its ARN if absent.
    pub resource_account: Option<String>,
    /// Condition keys and their values: a string, Boolean, number, or list of them.
    #[serde(default)]
    pub context: Option<Map<String, Json>>,
    /// The caller's identity-based policies.
    pub identity: Option<Documents>,
    /// The resource's policy: the trust policy, where the resource is a role that is being assumed.
    pub resource_policy: Option<Documents>,
    /// The caller's permissions boundary.
    pub permissions_boundary: Option<Documents>,
    /// The session policies.
    pub session_policy: Option<Documents>,
    /// The endpoint's policy.
    pub endpoint_policy: Option<Documents>,
    /// Service control policies, level by level.
    pub scps: Option<Vec<Documents>>,
    /// Resource control policies, level by level.
    pub rcps: Option<Vec<Documents>>,
    /// Whether resource control policies reach the service. On AWS they do not reach `execute-api`.
    #[serde(default)]
    pub rcps_apply: bool,
}

/// A policy document or a list of them. A document is an object, or a string that holds one; its text is kept as it was
/// written, so that a repeated key is seen.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Documents(Box<RawValue>);

/// Why a case cannot be decided.
#[derive(Debug, Error)]
pub enum CaseError {
    /// The principal is not an ARN of a caller.
    #[error("`{0}` is not the ARN of a user, role, role session, federated user or root")]
    Principal(String),
    /// The resource's ARN names no account, and the case does not either.
    #[error("the account of `{0}` is not known: give `resourceAccount`")]
    ResourceAccount(String),
    /// A context value of a kind that no condition key has.
    #[error("the value of `{0}` must be a string, number, Boolean or a list of them")]
    Context(String),
    /// A policy cannot be compiled; the request would be refused.
    #[error("{policy_type} policy: {} (line {})", malformed.detail(), malformed.line())]
    Policy {
        /// The layer of the policy.
        policy_type: PolicyType,
        /// What is wrong.
        malformed: Malformed,
    },
}

/// A case that is ready to be decided.
#[derive(Debug)]
pub struct CompiledCase {
    caller: CallerParts,
    action: String,
    resource: String,
    resource_account: String,
    context: CaseContext,
    identity: Vec<Arc<Policy>>,
    boundary: Vec<Arc<Policy>>,
    session: Vec<Arc<Policy>>,
    resource_policy: Vec<Arc<Policy>>,
    trust: Vec<Arc<Policy>>,
    endpoint: Vec<Arc<Policy>>,
    service_control: Vec<Vec<Arc<Policy>>>,
    resource_control: Vec<Vec<Arc<Policy>>>,
    resource_control_applies: bool,
}

impl Case {
    /// Compiles the policies and works out the caller.
    pub fn compile(&self) -> Result<CompiledCase, CaseError> {
        let context = self.context.clone().unwrap_or_default();
        let caller = CallerParts::of(&self.principal, &context)
            .ok_or_else(|| CaseError::Principal(self.principal.clone()))?;
        let resource_account = match &self.resource_account {
            Some(account) => account.clone(),
            None => Arn::parse(&self.resource)
                .map(|arn| arn.account)
                .filter(|account| is_account_id(account))
                .ok_or_else(|| CaseError::ResourceAccount(self.resource.clone()))?
                .to_owned(),
        };
        let one = |documents: &Option<Documents>, policy_type| match documents {
            Some(documents) => self.policies(documents, policy_type),
            None => Ok(Vec::new()),
        };
        let levels = |levels: &Option<Vec<Documents>>, policy_type| {
            let levels = levels.as_deref().unwrap_or(&[]).iter();
            levels
                .map(|documents| self.policies(documents, policy_type))
                .collect::<Result<Vec<_>, _>>()
        };
        let (resource_policy, trust) = if self.assumes_a_role() {
            (Vec::new(), one(&self.resource_policy, PolicyType::Trust)?)
        } else {
            let policies = one(&self.resource_policy, PolicyType::Resource)?;
            (policies, Vec::new())
        };
        Ok(CompiledCase {
            context: CaseContext::new(&context, &caller.caller())?,
            caller,
            action: self.action.clone(),
            resource: self.resource.clone(),
            resource_account,
            identity: one(&self.identity, PolicyType::Identity)?,
            boundary: one(&self.permissions_boundary, PolicyType::PermissionsBoundary)?,
            session: one(&self.session_policy, PolicyType::Session)?,
            resource_policy,
            trust,
            endpoint: one(&self.endpoint_policy, PolicyType::Endpoint)?,
            service_control: levels(&self.scps, PolicyType::ServiceControl)?,
            resource_control: levels(&self.rcps, PolicyType::ResourceControl)?,
            resource_control_applies: self.rcps_apply,
        })
    }

    fn assumes_a_role(&self) -> bool {
        let is_sts = self.action.to_ascii_lowercase().starts_with("sts:");
        let resource = Arn::parse(&self.resource);
        is_sts
            && resource.is_some_and(|arn| arn.service == "iam" && arn.resource.starts_with("role/"))
    }

    fn policies(
        &self,
        documents: &Documents,
        policy_type: PolicyType,
    ) -> Result<Vec<Arc<Policy>>, CaseError> {
        let several;
        let documents = match serde_json::from_str::<Vec<Box<RawValue>>>(documents.0.get()) {
            Ok(list) => {
                several = list;
                several.as_slice()
            }
            Err(_) => std::slice::from_ref(&documents.0),
        };
        let present = documents.iter().filter(|raw| raw.get() != "null");
        present
            .map(|raw| {
                let text = match serde_json::from_str::<String>(raw.get()) {
                    Ok(text) => Cow::Owned(text),
                    Err(_) => Cow::Borrowed(raw.get()),
                };
                let policy = match (policy_type, api_arn(&self.resource)) {
                    (PolicyType::Resource, Some(api_arn)) => {
                        Policy::compile_for_api(&text, api_arn)
                    }
                    _ => Policy::compile(&text, policy_type),
                };
                policy.map(Arc::new).map_err(|malformed| CaseError::Policy {
                    policy_type,
                    malformed,
                })
            })
            .collect()
    }
}

impl CompiledCase {
    /// Decides the case.
    pub fn decide<T: Trace>(&self, trace: &mut T) -> Decision {
        let caller = self.caller();
        evaluate(&self.policies(), &self.request(&caller), trace)
    }

    /// Takes a condition key as one that nobody knows yet, whatever the case says of it.
    pub fn undetermine(&mut self, key: &str, leaning: Leaning) {
        self.context.undetermine(key, leaning);
    }

    /// The caller that the principal's ARN stands for.
    pub fn caller(&self) -> Caller<'_> {
        self.caller.caller()
    }

    /// The request, with the caller that [`CompiledCase::caller`] gave.
    pub fn request<'a>(&'a self, caller: &'a Caller<'a>) -> Request<'a> {
        Request {
            caller,
            action: &self.action,
            resource: &self.resource,
            resource_account: &self.resource_account,
            has_boundary: false,
            context: &self.context,
        }
    }

    /// The policies.
    pub fn policies(&self) -> Policies<'_> {
        Policies {
            identity: &self.identity,
            boundary: &self.boundary,
            session: &self.session,
            resource: &self.resource_policy,
            trust: &self.trust,
            endpoint: &self.endpoint,
            service_control: &self.service_control,
            resource_control: &self.resource_control,
            resource_control_applies: self.resource_control_applies,
        }
    }
}

/// The ARN of the API that an `execute-api` resource belongs to.
fn api_arn(resource: &str) -> Option<&str> {
    if Arn::parse(resource)?.service != "execute-api" {
        return None;
    }
    resource.split('/').next()
}
