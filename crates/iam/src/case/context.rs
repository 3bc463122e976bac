//! A case's context as the evaluator asks it, completed with the keys that the caller implies.

use serde_json::{Map, Value as Json};

use super::CaseError;
use crate::key::{ConditionKey, Context, KnownKey, Leaning, Strings, Value};
use crate::principal::Caller;

/// The case's context and what the caller implies.
#[derive(Debug, Clone, Default)]
pub(super) struct CaseContext(Vec<(ConditionKey, Owned)>);

#[derive(Debug, Clone)]
enum Owned {
    Absent,
    Text(String),
    List(Vec<String>),
    Bool(bool),
    Number(i64),
    Undetermined(Leaning),
}

impl CaseContext {
    pub(super) fn new(
        given: &Map<String, Json>,
        caller: &Caller<'_>,
    ) -> Result<CaseContext, CaseError> {
        let mut context = CaseContext::default();
        for (name, value) in given {
            let value = owned(value).ok_or_else(|| CaseError::Context(name.clone()))?;
            context.0.push((ConditionKey::parse(name), value));
        }
        for (key, value) in implied(caller) {
            // The first entry of a key counts, so what the case gives goes before what is implied.
            context.0.push((ConditionKey::Known(key), value));
        }
        Ok(context)
    }

    /// Nobody knows this key's value, whatever the case says.
    pub(super) fn undetermine(&mut self, key: &str, leaning: Leaning) {
        let entry = (ConditionKey::parse(key), Owned::Undetermined(leaning));
        self.0.insert(0, entry);
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
            Some((_, Owned::Undetermined(leaning))) => Value::Undetermined(*leaning),
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
