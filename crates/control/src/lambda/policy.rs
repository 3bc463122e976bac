//! The resource policies of functions, statement by statement, in the form that Lambda writes them. Who may invoke a
//! function is not decided here.

use portcullis_catalog::AccountId;
use portcullis_catalog::function::{Function, FunctionPolicy};
use portcullis_catalog::identity::{Role, User};
use portcullis_iam::Arn;
use portcullis_wire::{Fault, lambda as wire};
use serde_json::{Map, Value, json};

use super::name::LATEST;
use super::{authorize, check_revision, conflict, fault, invalid, name, new_revision, not_found};
use crate::{KeyValue, Permission, Tx};

/// AWS's quota for a policy (Lambda Developer Guide, "Lambda quotas").
const MAX_SIZE: usize = 20_480;

pub(super) fn may_add(
    tx: &Tx<'_>,
    input: &wire::AddPermissionRequest,
) -> Result<Vec<Permission>, Fault> {
    let qualifier = input.qualifier.as_deref();
    let permission = authorize::permission(tx, "AddPermission", &input.function_name, qualifier)?;
    let permission = permission.with("lambda:Principal", KeyValue::Text(input.principal.clone()));
    Ok(vec![match input.function_url_auth_type {
        Some(kind) => permission.with(
            "lambda:FunctionUrlAuthType",
            KeyValue::Text(kind.to_string()),
        ),
        None => permission,
    }])
}

/// Conditions see whom the statement lets in that is taken away.
pub(super) fn may_remove(
    tx: &Tx<'_>,
    input: &wire::RemovePermissionRequest,
) -> Result<Vec<Permission>, Fault> {
    let qualifier = input.qualifier.as_deref();
    let function = &input.function_name;
    let mut permission = authorize::permission(tx, "RemovePermission", function, qualifier)?;
    let Ok((function, qualifier)) = policy_of(tx, function, &input.qualifier) else {
        return Ok(vec![permission]);
    };
    let policy = function.policies.get(&qualifier);
    let mut statements = policy.into_iter().flat_map(|policy| &policy.statements);
    let found = statements.find(|(sid, _)| *sid == input.statement_id);
    let statement: Option<Value> =
        found.and_then(|(_, statement)| serde_json::from_str(statement).ok());
    let Some(statement) = statement else {
        return Ok(vec![permission]);
    };
    let condition = "/Condition/StringEquals/lambda:FunctionUrlAuthType";
    for (key, places) in [
        (
            "lambda:Principal",
            &["/Principal/Service", "/Principal/AWS", "/Principal"][..],
        ),
        ("lambda:FunctionUrlAuthType", &[condition][..]),
    ] {
        let mut values = places
            .iter()
            .filter_map(|place| statement.pointer(place)?.as_str());
        if let Some(value) = values.next() {
            permission = permission.with(key, KeyValue::Text(value.to_owned()));
        }
    }
    Ok(vec![permission])
}

pub(super) fn add(
    tx: &mut Tx<'_>,
    input: wire::AddPermissionRequest,
) -> Result<wire::AddPermissionResponse, Fault> {
    let (mut function, qualifier) = policy_of(tx, &input.function_name, &input.qualifier)?;
    let arn = name::arn(
        tx,
        &function.name,
        Some(&qualifier)
            .filter(|it| !it.is_empty())
            .map(String::as_str),
    );
    let principal = principal(tx, &input.principal)?;
    let revision = new_revision(tx)?;
    let policy = function
        .policies
        .entry(qualifier)
        .or_insert_with(|| FunctionPolicy {
            statements: Vec::new(),
            principal_ids: Default::default(),
            revision_id: String::new(),
        });
    if !policy.statements.is_empty() {
        check_revision(input.revision_id.as_deref(), &policy.revision_id)?;
    }
    if policy
        .statements
        .iter()
        .any(|(sid, _)| *sid == input.statement_id)
    {
        return Err(conflict(format!(
            "The statement id ({}) provided already exists. Please provide a new statement id, or remove the existing statement.",
            input.statement_id
        )));
    }
    let mut statement = Map::new();
    statement.insert("Sid".to_owned(), json!(input.statement_id));
    statement.insert("Effect".to_owned(), json!("Allow"));
    statement.insert("Principal".to_owned(), principal.element);
    statement.insert("Action".to_owned(), json!(input.action));
    statement.insert("Resource".to_owned(), json!(arn));
    let conditions = conditions(&input);
    if !conditions.is_empty() {
        statement.insert("Condition".to_owned(), Value::Object(conditions));
    }
    let statement = written(&statement);
    if let Some((arn, id)) = principal.id {
        policy.principal_ids.insert(arn, id);
    }
    policy
        .statements
        .push((input.statement_id, statement.clone()));
    policy.revision_id = revision;
    let size = document(policy).len();
    if size > MAX_SIZE {
        let message =
            format!("The final policy size ({size}) is bigger than the limit ({MAX_SIZE}).");
        return Err(fault("PolicyLengthExceededException", message));
    }
    tx.put(&function)?;
    Ok(wire::AddPermissionResponse {
        statement: Some(statement),
    })
}

pub(super) fn get(
    tx: &mut Tx<'_>,
    input: wire::GetPolicyRequest,
) -> Result<wire::GetPolicyResponse, Fault> {
    let (function, qualifier) = policy_of(tx, &input.function_name, &input.qualifier)?;
    let policy = function.policies.get(&qualifier);
    let policy = policy.filter(|policy| !policy.statements.is_empty());
    let policy = policy.ok_or_else(|| not_found("The resource you requested does not exist."))?;
    Ok(wire::GetPolicyResponse {
        policy: Some(document(policy)),
        revision_id: Some(policy.revision_id.clone()),
    })
}

pub(super) fn remove(tx: &mut Tx<'_>, input: wire::RemovePermissionRequest) -> Result<(), Fault> {
    let (mut function, qualifier) = policy_of(tx, &input.function_name, &input.qualifier)?;
    let missing = || {
        let message = format!(
            "Statement {} is not found in resource policy.",
            input.statement_id
        );
        not_found(message)
    };
    let revision = new_revision(tx)?;
    let policy = function.policies.get_mut(&qualifier).ok_or_else(missing)?;
    let found = policy
        .statements
        .iter()
        .position(|(sid, _)| *sid == input.statement_id);
    let found = found.ok_or_else(missing)?;
    check_revision(input.revision_id.as_deref(), &policy.revision_id)?;
    policy.statements.remove(found);
    policy.revision_id = revision;
    if policy.statements.is_empty() {
        function.policies.remove(&qualifier);
    }
    tx.put(&function)
}

/// The function of a call, and what its policy is kept by there.
fn policy_of(
    tx: &Tx<'_>,
    function: &str,
    qualifier: &Option<String>,
) -> Result<(Function, String), Fault> {
    let named = name::read(tx, function, qualifier.as_deref())?;
    let function = name::function(tx, &named.name)?;
    let qualifier = match named.qualifier {
        None => String::new(),
        Some(latest) if latest == LATEST => {
            return Err(invalid(
                "We currently do not support adding policies for $LATEST.",
            ));
        }
        Some(number) if name::is_number(&number) => {
            name::published(tx, &function.name, &number)?;
            number
        }
        Some(alias) => name::find_alias(tx, &function.name, &alias)?.name,
    };
    Ok((function, qualifier))
}

/// The principal of a statement, with the unique id that its ARN means now.
struct Principal {
    element: Value,
    id: Option<(String, String)>,
}

fn principal(tx: &Tx<'_>, text: &str) -> Result<Principal, Fault> {
    let refused =
        || invalid("The provided principal was invalid. Please check the principal and try again.");
    let plain = |element: Value| Principal { element, id: None };
    if text == "*" {
        return Ok(plain(json!("*")));
    }
    if let Ok(account) = AccountId::parse(text) {
        let root = format!("arn:aws:iam::{account}:root");
        return Ok(plain(json!({ "AWS": root })));
    }
    if is_service(text) {
        return Ok(plain(json!({ "Service": text })));
    }
    let arn = Arn::parse(text).filter(|arn| arn.partition == "aws");
    let arn = arn.ok_or_else(refused)?;
    let account = AccountId::parse(arn.account).map_err(|_| refused())?;
    let kind = arn.resource.split('/').next().unwrap_or_default();
    let id = match (arn.service, kind) {
        ("iam", "root") => return Ok(plain(json!({ "AWS": text }))),
        ("iam", "user") => {
            let user = tx.get::<User>(&User::key_of(account, arn.name()))?;
            user.filter(|user| user.arn() == text).map(|user| user.id)
        }
        ("iam", "role") => {
            let role = tx.get::<Role>(&Role::key_of(account, arn.name()))?;
            role.filter(|role| role.arn() == text).map(|role| role.id)
        }
        ("sts", "assumed-role") => {
            let name = arn.resource.split('/').nth(1).unwrap_or_default();
            let role = tx.get::<Role>(&Role::key_of(account, name))?;
            role.filter(|role| role.name == name).ok_or_else(refused)?;
            return Ok(plain(json!({ "AWS": text })));
        }
        _ => return Err(refused()),
    };
    Ok(Principal {
        element: json!({ "AWS": text }),
        id: Some((text.to_owned(), id.ok_or_else(refused)?)),
    })
}

fn is_service(text: &str) -> bool {
    let name = text
        .strip_suffix(".amazonaws.com")
        .or_else(|| text.strip_suffix(".alexa.com"))
        .or_else(|| (text == "alexa-appkit.amazon.com").then_some("alexa"));
    name.is_some_and(|name| {
        !name.is_empty()
            && name.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte)
            })
    })
}

/// Conditions in the spelling that Lambda writes.
fn conditions(input: &wire::AddPermissionRequest) -> Map<String, Value> {
    let mut equal = Map::new();
    if let Some(account) = &input.source_account {
        equal.insert("AWS:SourceAccount".to_owned(), json!(account));
    }
    if let Some(organization) = &input.principal_org_id {
        equal.insert("aws:PrincipalOrgID".to_owned(), json!(organization));
    }
    if let Some(token) = &input.event_source_token {
        equal.insert("lambda:EventSourceToken".to_owned(), json!(token));
    }
    if let Some(kind) = input.function_url_auth_type {
        equal.insert(
            "lambda:FunctionUrlAuthType".to_owned(),
            json!(kind.as_str()),
        );
    }
    let mut conditions = Map::new();
    if !equal.is_empty() {
        conditions.insert("StringEquals".to_owned(), Value::Object(equal));
    }
    if let Some(arn) = &input.source_arn {
        conditions.insert("ArnLike".to_owned(), json!({ "AWS:SourceArn": arn }));
    }
    if let Some(by_url) = input.invoked_via_function_url {
        let value = json!({ "lambda:InvokedViaFunctionUrl": by_url.to_string() });
        conditions.insert("Bool".to_owned(), value);
    }
    conditions
}

/// A statement with its elements in Lambda's order, which a map of this crate's JSON does not keep.
fn written(statement: &Map<String, Value>) -> String {
    let order = [
        "Sid",
        "Effect",
        "Principal",
        "Action",
        "Resource",
        "Condition",
    ];
    let elements = order.iter().filter_map(|name| {
        let value = statement.get(*name)?;
        Some(format!("{}:{value}", json!(name)))
    });
    format!("{{{}}}", elements.collect::<Vec<_>>().join(","))
}

fn document(policy: &FunctionPolicy) -> String {
    let statements = policy.statements.iter().map(|(_, text)| text.as_str());
    format!(
        r#"{{"Version":"2012-10-17","Id":"default","Statement":[{}]}}"#,
        statements.collect::<Vec<_>>().join(",")
    )
}
