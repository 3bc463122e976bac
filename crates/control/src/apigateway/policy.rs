//! The resource policy of an API: stored as it was sent, because tools compare, and shown with
//! one more level of JSON escapes, as AWS does. It acts only once it is deployed.

use portcullis_iam::PolicyType;
use portcullis_wire::Fault;
use serde_json::Value;

use super::fault::bad_request;

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
