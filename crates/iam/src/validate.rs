//! What AWS answers when a policy document is saved: its checks, in its order, with its messages (recorded from IAM by
//! others and kept as cases in the tests). Limits that add up over several documents are for the caller, who has them.

mod resource;

use std::collections::HashSet;

use crate::action;
use crate::compile::ABBREVIATED;
use crate::condition::operator::{Kind, Operator};
use crate::date;
use crate::document::element::{ElementFault, check_actions, check_principals, check_resources};
use crate::document::{self, Document, Element, Text, Version};
use crate::error::{Faults, Malformed, SYNTAX};
use crate::key::KnownKey;
use crate::policy::{Policy, PolicyType};

/// IAM's limit on the characters of a managed policy, white space not counted.
pub const MANAGED_POLICY_SIZE: usize = 6_144;
/// IAM's default limit on the characters of a trust policy, white space not counted.
pub const TRUST_POLICY_SIZE: usize = 2_048;
/// STS's limit on the characters of a session policy.
pub const SESSION_POLICY_SIZE: usize = 2_048;
/// AWS Organizations' limit on the characters of a service or resource control policy.
pub const ORGANIZATION_POLICY_SIZE: usize = 5_120;
/// EC2's limit on the characters of a VPC endpoint policy.
pub const ENDPOINT_POLICY_SIZE: usize = 20_480;
/// API Gateway's default limit on the bytes of a resource policy.
pub const API_POLICY_SIZE: usize = 8_192;
const DOCUMENT_SIZE: usize = 131_072;

const LEGACY: &str = "The policy failed legacy parsing";

/// The size of a document as IAM counts it: characters that are not white space.
pub fn policy_size(document: &str) -> usize {
    document.chars().filter(|c| !c.is_whitespace()).count()
}

/// Checks a document as the API that stores it does.
///
/// The size of an identity policy is not checked: the limit depends on whether it is managed or inline, see
/// [`policy_size`].
pub fn validate(document: &str, policy_type: PolicyType) -> Result<(), Malformed> {
    let faults = Faults {
        document,
        policy_type,
    };
    let misplaced = |fault: ElementFault| faults.at(fault.at, fault.message, fault.detail);
    check_text(document, policy_type)?;
    let read = document::read(document).map_err(|fault| faults.syntax(&fault))?;
    check_operators(&read, &faults)?;
    check_version(&read, &faults)?;
    check_legacy(&read, &faults)?;
    let resource_fault = resource::check(&read, policy_type, &faults)?;
    check_sids(&read, &faults)?;
    check_actions(&read).map_err(misplaced)?;
    for element in read.statements.iter().filter_map(|it| it.action.as_ref()) {
        check_listed(element, "Policy statement must contain actions.", &faults)?;
    }
    check_resources(&read, policy_type).map_err(misplaced)?;
    for element in read.statements.iter().filter_map(|it| it.resource.as_ref()) {
        check_listed(element, "Policy statement must contain resources.", &faults)?;
    }
    if let Some(fault) = resource_fault {
        return Err(fault);
    }
    check_action_names(&read, &faults)?;
    check_principals(&read, policy_type).map_err(misplaced)?;
    match policy_type {
        PolicyType::Trust => check_trust(&read, &faults)?,
        PolicyType::ResourceControl => check_resource_control(&read, &faults)?,
        PolicyType::Endpoint => check_endpoint(&read, &faults)?,
        _ => {}
    }
    // What is left: principals, and bounds of our own.
    match policy_type {
        PolicyType::Resource => {
            Policy::compile_for_api(document, "arn:aws:execute-api:::").map(drop)
        }
        _ => Policy::compile(document, policy_type).map(drop),
    }
}

/// Size and characters, which the services check before they look inside.
fn check_text(document: &str, policy_type: PolicyType) -> Result<(), Malformed> {
    let faults = Faults {
        document,
        policy_type,
    };
    let characters = document.chars().count();
    let too_long = |detail: String| faults.at(0, "The policy is too long.", detail);
    let is_iam = match policy_type {
        PolicyType::Resource => {
            if document.len() > API_POLICY_SIZE {
                return Err(too_long(format!("longer than {API_POLICY_SIZE} bytes")));
            }
            false
        }
        PolicyType::Endpoint | PolicyType::ServiceControl | PolicyType::ResourceControl => {
            let most = match policy_type {
                PolicyType::Endpoint => ENDPOINT_POLICY_SIZE,
                _ => ORGANIZATION_POLICY_SIZE,
            };
            if characters > most {
                return Err(too_long(format!("longer than {most} characters")));
            }
            false
        }
        _ => true,
    };
    if !is_iam {
        return Ok(());
    }
    let invalid = |constraint: String| {
        let message = format!(
            "1 validation error detected: Value at '{}' failed to satisfy constraint: {constraint}",
            parameter(policy_type)
        );
        Malformed::new("ValidationError", message, constraint, (1, 1))
    };
    let most = match policy_type {
        PolicyType::Session => SESSION_POLICY_SIZE,
        _ => DOCUMENT_SIZE,
    };
    if document.is_empty() {
        return Err(invalid(
            "Member must have length greater than or equal to 1".to_owned(),
        ));
    }
    if characters > most {
        return Err(invalid(format!(
            "Member must have length less than or equal to {most}"
        )));
    }
    let is_taken = |c: char| matches!(c, '\u{9}' | '\u{a}' | '\u{d}' | '\u{20}'..='\u{ff}');
    if !document.chars().all(is_taken) {
        return Err(invalid(
            "Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"
                .to_owned(),
        ));
    }
    let (quota, most) = match policy_type {
        PolicyType::Trust => ("ACLSizePerRole", TRUST_POLICY_SIZE),
        PolicyType::PermissionsBoundary => ("PolicySize", MANAGED_POLICY_SIZE),
        _ => return Ok(()),
    };
    if policy_size(document) > most {
        let message = format!("Cannot exceed quota for {quota}: {most}");
        let detail = format!("longer than {most} characters without white space");
        return Err(Malformed::new("LimitExceeded", message, detail, (1, 1)));
    }
    Ok(())
}

fn parameter(policy_type: PolicyType) -> &'static str {
    match policy_type {
        PolicyType::Session => "policy",
        _ => "policyDocument",
    }
}

fn check_operators(read: &Document, faults: &Faults<'_>) -> Result<(), Malformed> {
    let blocks = read.statements.iter().flat_map(|source| &source.condition);
    for block in blocks {
        if Operator::parse(&block.operator.text).is_none() {
            let detail = format!("unknown condition operator `{}`", block.operator.text);
            return Err(faults.at(block.operator.span.start, SYNTAX, detail));
        }
    }
    Ok(())
}

fn check_version(read: &Document, faults: &Faults<'_>) -> Result<(), Malformed> {
    let needs_2012 = matches!(
        faults.policy_type,
        PolicyType::Identity
            | PolicyType::PermissionsBoundary
            | PolicyType::ServiceControl
            | PolicyType::ResourceControl
    );
    if needs_2012 && read.version != Some(Version::V2012) {
        return Err(faults.at(
            0,
            "Policy document must be version 2012-10-17 or greater.",
            "write \"Version\": \"2012-10-17\"",
        ));
    }
    Ok(())
}

/// What IAM's older parser refuses: an effect in the wrong case, and dates that are none.
fn check_legacy(read: &Document, faults: &Faults<'_>) -> Result<(), Malformed> {
    for source in &read.statements {
        if !matches!(source.effect.text.as_str(), "Allow" | "Deny") {
            let detail = format!("Effect is `Allow` or `Deny`, not `{}`", source.effect.text);
            return Err(faults.at(source.effect.span.start, LEGACY, detail));
        }
        for block in &source.condition {
            let kind = Operator::parse(&block.operator.text).map(|operator| operator.kind);
            if !matches!(kind, Some(Kind::Date(_))) {
                continue;
            }
            let values = block.keys.iter().flat_map(|(_, values)| values);
            for value in values {
                if date::parse(&value.text).is_none() {
                    let detail = format!("`{}` is not a date", value.text);
                    return Err(faults.at(value.span.start, LEGACY, detail));
                }
            }
        }
    }
    Ok(())
}

fn check_sids(read: &Document, faults: &Faults<'_>) -> Result<(), Malformed> {
    let mut seen = HashSet::new();
    let sids = read.statements.iter().filter_map(|it| it.sid.as_ref());
    for sid in sids.filter(|sid| !sid.text.is_empty()) {
        if !seen.insert(&sid.text) {
            return Err(faults.at(
                sid.span.start,
                "Statement IDs (SID) in a single policy must be unique.",
                format!("`{}` is the Sid of two statements", sid.text),
            ));
        }
    }
    Ok(())
}

fn check_listed(
    element: &Element,
    message: &'static str,
    faults: &Faults<'_>,
) -> Result<(), Malformed> {
    if element.values.is_empty() {
        return Err(faults.at(element.at, message, "the list is empty"));
    }
    Ok(())
}

fn action_names(read: &Document) -> impl Iterator<Item = &Text> {
    let elements = |negated| {
        let elements = read.statements.iter().filter_map(|it| it.action.as_ref());
        elements.filter(move |element| element.negated == negated)
    };
    elements(false)
        .chain(elements(true))
        .flat_map(|element| &element.values)
}

fn check_action_names(read: &Document, faults: &Faults<'_>) -> Result<(), Malformed> {
    for name in action_names(read) {
        action::check(&name.text).map_err(|message| {
            let detail = format!("`{}` is not an action", name.text);
            faults.at(name.span.start, message, detail)
        })?;
    }
    Ok(())
}

/// A trust policy speaks of STS only.
fn check_trust(read: &Document, faults: &Faults<'_>) -> Result<(), Malformed> {
    for name in action_names(read) {
        let vendor = name.text.split(':').next().unwrap_or("");
        if !vendor.eq_ignore_ascii_case("sts") {
            return Err(faults.at(
                name.span.start,
                "AssumeRole policy may only specify STS AssumeRole actions.",
                format!("`{}` is not an action of STS", name.text),
            ));
        }
    }
    Ok(())
}

/// AWS Organizations User Guide, "RCP syntax". The one policy that may allow is AWS's own RCPFullAWSAccess.
fn check_resource_control(read: &Document, faults: &Faults<'_>) -> Result<(), Malformed> {
    for source in &read.statements {
        let start = source.span.start;
        let names_everyone = source.principal.as_ref().is_some_and(|principal| {
            let mut named = principal.principals.iter();
            named.len() > 0 && named.all(|it| it.kind == "AWS" && it.value.text == "*")
        });
        let detail = if !names_everyone {
            "the Principal of a resource control policy is `*`"
        } else if source.effect.text != "Deny" {
            "a resource control policy denies; only RCPFullAWSAccess allows"
        } else if source.action.as_ref().is_some_and(|action| action.negated) {
            "resource control policies do not support NotAction"
        } else if action_names(read).any(|name| name.text == "*") {
            "an action of a resource control policy needs a service prefix"
        } else {
            continue;
        };
        return Err(faults.at(start, SYNTAX, detail));
    }
    Ok(())
}

/// Keys that hold the id of one account, organization, VPC or endpoint take no pattern in an endpoint policy (AWS PrivateLink
/// Guide, "Control access to VPC endpoints using endpoint policies").
fn check_endpoint(read: &Document, faults: &Faults<'_>) -> Result<(), Malformed> {
    const IDS: [KnownKey; 10] = [
        KnownKey::PrincipalAccount,
        KnownKey::PrincipalOrgId,
        KnownKey::ResourceAccount,
        KnownKey::ResourceOrgId,
        KnownKey::SourceAccount,
        KnownKey::SourceOrgId,
        KnownKey::SourceVpc,
        KnownKey::SourceVpce,
        KnownKey::VpceAccount,
        KnownKey::VpceOrgId,
    ];
    for block in read.statements.iter().flat_map(|it| &it.condition) {
        let kind = Operator::parse(&block.operator.text).map(|operator| operator.kind);
        for (key, values) in &block.keys {
            if !KnownKey::parse(&key.text).is_some_and(|key| IDS.contains(&key)) {
                continue;
            }
            let is_pattern = kind == Some(Kind::StringLike)
                && values.iter().any(|value| value.text.contains(['*', '?']));
            if is_pattern || matches!(kind, Some(Kind::Numeric(_))) {
                let detail = format!("`{}` holds an id: compare it with whole ids", key.text);
                return Err(faults.at(key.span.start, SYNTAX, detail));
            }
        }
    }
    Ok(())
}
