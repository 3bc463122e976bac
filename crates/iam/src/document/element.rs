//! Which element may stand in which type of policy. AWS's pages for the grammar, for trust policies, for VPC endpoint
//! policies and for organization policies each hold a part of this table.

use super::{Document, Source};
use crate::policy::PolicyType;

/// An element that is missing or out of place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ElementFault {
    pub(crate) at: usize,
    /// IAM's text.
    pub(crate) message: &'static str,
    pub(crate) detail: &'static str,
}

/// Statements have an action.
pub(crate) fn check_actions(document: &Document) -> Result<(), ElementFault> {
    let missing = document.statements.iter().find(|it| it.action.is_none());
    match missing {
        Some(source) => fault(
            source.span.start,
            "Policy statement must contain actions.",
            "a Statement needs an Action or NotAction",
        ),
        None => Ok(()),
    }
}

/// Statements have a resource, unless their policy is on a role.
pub(crate) fn check_resources(
    document: &Document,
    policy_type: PolicyType,
) -> Result<(), ElementFault> {
    for source in &document.statements {
        match (&source.resource, policy_type) {
            (Some(resource), PolicyType::Trust) => {
                let message = if resource.negated {
                    "Has prohibited field NotResource"
                } else {
                    "Has prohibited field Resource"
                };
                return fault(
                    resource.at,
                    message,
                    "in a trust policy the role is the resource",
                );
            }
            (None, PolicyType::Trust) | (Some(_), _) => {}
            (None, _) => {
                return fault(
                    source.span.start,
                    "Policy statement must contain resources.",
                    "a Statement needs a Resource or NotResource",
                );
            }
        }
    }
    Ok(())
}

/// A principal stands where the policy is on a resource, and nowhere else.
pub(crate) fn check_principals(
    document: &Document,
    policy_type: PolicyType,
) -> Result<(), ElementFault> {
    document
        .statements
        .iter()
        .try_for_each(|source| check_principal(source, policy_type))
}

fn check_principal(source: &Source, policy_type: PolicyType) -> Result<(), ElementFault> {
    let is_on_resource = match policy_type {
        PolicyType::Identity
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::ServiceControl => false,
        PolicyType::Resource
        | PolicyType::Endpoint
        | PolicyType::ResourceControl
        | PolicyType::Trust => true,
    };
    match &source.principal {
        Some(principal) if !is_on_resource => fault(
            principal.at,
            "Policy document should not specify a principal.",
            "this type of policy means the principal that it is attached to",
        ),
        None if is_on_resource => fault(
            source.span.start,
            "Missing required field Principal",
            "a Statement of this type of policy needs a Principal",
        ),
        Some(principal) if principal.negated => {
            if matches!(policy_type, PolicyType::Trust | PolicyType::ResourceControl) {
                return fault(
                    principal.at,
                    "Has prohibited field NotPrincipal",
                    "this type of policy does not support NotPrincipal",
                );
            }
            if source.effect.text != "Deny" {
                return fault(
                    principal.at,
                    "Syntax errors in policy.",
                    "NotPrincipal is supported with Deny only",
                );
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn fault<T>(at: usize, message: &'static str, detail: &'static str) -> Result<T, ElementFault> {
    Err(ElementFault {
        at,
        message,
        detail,
    })
}
