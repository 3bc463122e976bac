//! The resource policy of an API: stored as it was sent, because tools compare, and shown with
//! one more level of JSON escapes, as AWS does. It acts only once it is deployed.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::AccountId;
use portcullis_catalog::identity::{Role, User};
use portcullis_catalog::principals::replace_principals;
use portcullis_iam::{Arn, PolicyType};
use portcullis_wire::Fault;
use serde_json::Value;

use super::fault::bad_request;
use crate::Tx;

const INVALID: &str =
    "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";
/// API Gateway's quota on the characters of a resource policy.
const MAX_LENGTH: usize = 8_192;

/// Refuses a document that AWS refuses to save.
pub(super) fn check(document: &str) -> Result<(), Fault> {
    if document.chars().count() > MAX_LENGTH {
        return Err(bad_request(format!(
            "The policy exceeds the maximum length of {MAX_LENGTH} characters."
        )));
    }
    portcullis_iam::validate(document, PolicyType::Resource).map_err(|_| bad_request(INVALID))
}

/// Whom a document means: the unique ids that its users and roles have now, by ARN. A namesake
/// made later is somebody else, until the policy is saved again (IAM User Guide, "AWS JSON policy
/// elements: Principal"). Somebody who is not there cannot be meant: API Gateway refuses to save
/// such a policy, and to keep the name would let in whoever takes it later.
pub(super) fn principal_ids(
    tx: &Tx<'_>,
    document: Option<&str>,
) -> Result<BTreeMap<String, String>, Fault> {
    let mut named = BTreeSet::new();
    replace_principals(document.unwrap_or_default(), |kind, principal| {
        if kind == "AWS" {
            named.insert(principal.to_owned());
        }
        None
    });
    let mut ids = BTreeMap::new();
    for principal in named {
        match meaning(tx, &principal)? {
            Meaning::Entity(id) => {
                ids.insert(principal, id);
            }
            Meaning::Literal => {}
            Meaning::Nobody => return Err(bad_request(INVALID)),
        }
    }
    Ok(ids)
}

enum Meaning {
    /// A user or role that exists, by its unique id.
    Entity(String),
    /// Something without a unique id of its own: everybody, an account, a session.
    Literal,
    Nobody,
}

fn meaning(tx: &Tx<'_>, principal: &str) -> Result<Meaning, Fault> {
    let Some(arn) = Arn::parse(principal) else {
        return Ok(Meaning::Literal);
    };
    let (Ok(account), Some((kind, rest))) =
        (AccountId::parse(arn.account), arn.resource.split_once('/'))
    else {
        return Ok(Meaning::Literal);
    };
    let role = |name: &str| tx.get::<Role>(&Role::key_of(account, name));
    // Keys ignore case and the path; ARNs do not.
    let found = match (arn.service, kind) {
        ("iam", "user") => tx
            .get::<User>(&User::key_of(account, arn.name()))?
            .filter(|user| user.arn() == principal)
            .map(|user| user.id),
        ("iam", "role") => role(arn.name())?
            .filter(|role| role.arn() == principal)
            .map(|role| role.id),
        ("sts", "assumed-role") => {
            let name = rest.split('/').next().unwrap_or_default();
            let exists = role(name)?.is_some_and(|role| role.name == name);
            return Ok(if exists {
                Meaning::Literal
            } else {
                Meaning::Nobody
            });
        }
        _ => return Ok(Meaning::Literal),
    };
    Ok(found.map_or(Meaning::Nobody, Meaning::Entity))
}

/// A document with its JSON escapes, without the quotes around.
pub(super) fn escaped(document: &str) -> String {
    let quoted = Value::from(document).to_string();
    let inner = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or_default().to_owned()
}

/// What a person should know about a document that AWS would save without a word.
pub(super) fn warnings(document: &str) -> Option<Vec<String>> {
    let parsed: Value = serde_json::from_str(document).ok()?;
    let statements = match parsed.get("Statement")? {
        Value::Array(statements) => statements.as_slice(),
        one => std::slice::from_ref(one),
    };
    let keys = statements
        .iter()
        .filter_map(|statement| statement.get("Condition")?.as_object())
        .flat_map(|condition| condition.values())
        .filter_map(Value::as_object)
        .flat_map(|operands| operands.keys());
    let mut warnings: Vec<String> = keys
        .filter(|key| key.to_ascii_lowercase().starts_with("aws:resourcetag/"))
        .map(|key| {
            format!(
                "The resource policy uses the condition key {key}, which AWS does not document for execute-api: \
                 there it is absent from every request, so a condition on it never matches and a negated one always does."
            )
        })
        .collect();
    warnings.sort();
    warnings.dedup();
    (!warnings.is_empty()).then_some(warnings)
}
