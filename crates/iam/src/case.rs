//! Decision cases as data: one JSON object holds a request, its context and all its policies. Tests and
//! `portcullis simulate` read the same form. What the principal's ARN implies (`aws:PrincipalArn`, `aws:username`, ...)
//! is filled in; a context value of `null` takes a key away.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};
use thiserror::Error;

use crate::arn::{Arn, is_account_id};
use crate::combine::Decision;
use crate::error::Malformed;
use crate::evaluate::{Policies, Request, evaluate};
use crate::key::{ConditionKey, Context, KnownKey, Strings, Value};
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
            context: CaseContext::new(&context, &caller)?,
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

/// A caller with strings of its own.
#[derive(Debug, Clone)]
enum CallerParts {
    Anonymous,
    Service(String),
    Root {
        account: String,
        arn: String,
    },
    User {
        account: String,
        arn: String,
        name: String,
    },
    Session {
        account: String,
        arn: String,
        role_arn: String,
        name: String,
    },
    FederatedUser {
        account: String,
        arn: String,
        name: String,
    },
}

impl CallerParts {
    /// A session's ARN leaves out the path of its role; `aws:PrincipalArn`, where the case gives it, has it.
    fn of(principal: &str, context: &Map<String, Json>) -> Option<CallerParts> {
        if principal == "anonymous" {
            return Some(CallerParts::Anonymous);
        }
        if principal.ends_with(".amazonaws.com") {
            return Some(CallerParts::Service(principal.to_owned()));
        }
        let arn = Arn::parse(principal).filter(|arn| is_account_id(arn.account))?;
        let account = arn.account.to_owned();
        let (kind, rest) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
        let arn_text = principal.to_owned();
        match (arn.service, kind) {
            ("iam", "root") if rest.is_empty() => Some(CallerParts::Root {
                account,
                arn: arn_text,
            }),
            ("iam", "user") if !arn.name().is_empty() => Some(CallerParts::User {
                account,
                arn: arn_text,
                name: arn.name().to_owned(),
            }),
            // Some session of the role.
            ("iam", "role") if !arn.name().is_empty() => Some(CallerParts::Session {
                arn: format!(
                    "arn:{}:sts::{account}:assumed-role/{}/",
                    arn.partition,
                    arn.name()
                ),
                account,
                role_arn: arn_text,
                name: String::new(),
            }),
            ("sts", "assumed-role") => {
                let (role, name) = rest.split_once('/')?;
                let plain = format!("arn:{}:iam::{account}:role/{role}", arn.partition);
                Some(CallerParts::Session {
                    role_arn: role_with_path(context, &plain, role).unwrap_or(plain),
                    account,
                    arn: arn_text,
                    name: name.to_owned(),
                })
            }
            ("sts", "federated-user") if !rest.is_empty() => Some(CallerParts::FederatedUser {
                account,
                arn: arn_text,
                name: rest.to_owned(),
            }),
            _ => None,
        }
    }

    fn caller(&self) -> Caller<'_> {
        match self {
            CallerParts::Anonymous => Caller::Anonymous,
            CallerParts::Service(name) => Caller::Service { name },
            CallerParts::Root { account, arn } => Caller::Root { account, arn },
            CallerParts::User { account, arn, name } => Caller::User {
                account,
                arn,
                name,
                id: "",
            },
            CallerParts::Session {
                account,
                arn,
                role_arn,
                name,
            } => Caller::AssumedRole {
                account,
                role_arn,
                role_id: "",
                session_arn: arn,
                session_name: name,
            },
            CallerParts::FederatedUser { account, arn, name } => Caller::FederatedUser {
                account,
                arn,
                name,
                user_arn: "",
                user_id: "",
            },
        }
    }
}

fn role_with_path(context: &Map<String, Json>, plain: &str, role: &str) -> Option<String> {
    let (_, given) = context
        .iter()
        .find(|(name, _)| KnownKey::parse(name) == Some(KnownKey::PrincipalArn))?;
    let given = given.as_str()?;
    let prefix = plain.strip_suffix(role)?;
    let is_same = given.starts_with(prefix) && Arn::parse(given)?.name() == role;
    is_same.then(|| given.to_owned())
}

/// The case's context and what the caller implies.
#[derive(Debug, Clone, Default)]
struct CaseContext(Vec<(ConditionKey, Owned)>);

#[derive(Debug, Clone)]
enum Owned {
    Absent,
    Text(String),
    List(Vec<String>),
    Bool(bool),
    Number(i64),
}

impl CaseContext {
    fn new(given: &Map<String, Json>, caller: &CallerParts) -> Result<CaseContext, CaseError> {
        let mut context = CaseContext::default();
        for (name, value) in given {
            let value = owned(value).ok_or_else(|| CaseError::Context(name.clone()))?;
            context.0.push((ConditionKey::parse(name), value));
        }
        for (key, value) in implied(&caller.caller()) {
            // The first entry of a key counts, so what the case gives goes before what is implied.
            context.0.push((ConditionKey::Known(key), value));
        }
        Ok(context)
    }
}

impl Context for CaseContext {
    fn value<'a>(&'a self, key: &ConditionKey) -> Value<'a> {
        match self.0.iter().find(|(known, _)| known == key) {
            None | Some((_, Owned::Absent)) => Value::Absent,
            Some((_, Owned::Text(text))) => Value::Str(text),
            Some((_, Owned::List(list))) => Value::Strs(Strings::Owned(list)),
            Some((_, Owned::Bool(value))) => Value::Bool(*value),
            Some((_, Owned::Number(number))) => Value::Number(*number),
        }
    }
}

/// IAM User Guide, "IAM policy elements: Variables and tags", the table of principals. Unique ids are not known here, and
/// so `aws:userid` is not for users and roles.
fn implied(caller: &Caller<'_>) -> Vec<(KnownKey, Owned)> {
    let text = |text: &str| Owned::Text(text.to_owned());
    let mut keys = Vec::new();
    if let Some(arn) = caller.principal_arn() {
        keys.push((KnownKey::PrincipalArn, text(arn)));
    }
    if let Some(kind) = caller.principal_type() {
        keys.push((KnownKey::PrincipalType, text(kind)));
    }
    if let Some(account) = caller.account() {
        keys.push((KnownKey::PrincipalAccount, text(account)));
        keys.push((KnownKey::PrincipalIsAwsService, Owned::Bool(false)));
    }
    match *caller {
        Caller::Anonymous => {
            keys.push((KnownKey::PrincipalAccount, text("anonymous")));
            keys.push((KnownKey::UserId, text("anonymous")));
        }
        Caller::Root { account, .. } => keys.push((KnownKey::UserId, text(account))),
        Caller::User { name, .. } => keys.push((KnownKey::UserName, text(name))),
        Caller::FederatedUser { account, name, .. } => {
            keys.push((KnownKey::UserId, Owned::Text(format!("{account}:{name}"))));
        }
        Caller::Service { name } => {
            keys.push((KnownKey::PrincipalIsAwsService, Owned::Bool(true)));
            keys.push((KnownKey::PrincipalServiceName, text(name)));
        }
        Caller::AssumedRole { .. } | Caller::Federated { .. } => {}
    }
    keys
}

fn owned(value: &Json) -> Option<Owned> {
    Some(match value {
        Json::Null => Owned::Absent,
        Json::Bool(value) => Owned::Bool(*value),
        Json::String(text) => Owned::Text(text.clone()),
        Json::Number(number) => match number.as_i64() {
            Some(number) => Owned::Number(number),
            None => Owned::Text(number.to_string()),
        },
        Json::Array(items) => Owned::List(items.iter().map(item).collect::<Option<_>>()?),
        Json::Object(_) => return None,
    })
}

fn item(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Number(number) => Some(number.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
