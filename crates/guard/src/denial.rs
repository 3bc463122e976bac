//! Why not, and what the client is told. Every reason has exactly one wire form, the one that API
//! Gateway gives (API Gateway Developer Guide, "Gateway response types"); the texts are those
//! that clients have recorded.

use std::borrow::Cow;

use portcullis_iam::PolicyType;
use portcullis_sigv4::Refusal;

use crate::api_key::ApiKeyFault;

/// A refusal: by which layer, and why.
#[derive(Debug, Clone)]
pub struct Denial {
    /// The layer that refused first.
    pub layer: Layer,
    /// Why.
    pub reason: Reason,
}

/// Which layer refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Before any layer: the request names nothing that exists here.
    Addressing,
    /// Layer 1.
    SecurityGroup,
    /// Layer 2.
    EndpointPolicy,
    /// Layer 3.
    ResourcePolicy,
    /// Layer 4: signature and the caller's own policies.
    Identity,
}

/// Why a request is refused.
#[derive(Debug, Clone)]
pub enum Reason {
    /// No security group rule lets the connection through. Nothing is answered.
    Dropped,
    /// No API, stage or endpoint of that name on this way in. API Gateway says no more.
    Forbidden,
    /// No credentials where some are needed; also every unknown resource or verb.
    MissingAuthenticationToken,
    /// The signature does not hold.
    Signature(Refusal),
    /// The access key is unknown, or does not go with the session token.
    UnrecognizedClient,
    /// The session is over.
    ExpiredToken,
    /// The policies refuse.
    AccessDenied(Box<AccessDenied>),
    /// The method asks for an API key of a usage plan.
    InvalidApiKey(ApiKeyFault),
    /// The method asks for an authorizer that cannot be run.
    AuthorizerUnavailable,
    /// The ARN of the method is longer than a policy can name (1,600 bytes).
    UriTooLong,
}

/// What an access-denied message names.
#[derive(Debug, Clone)]
pub struct AccessDenied {
    /// The caller's ARN, or `anonymous`.
    pub who: String,
    /// Such as `execute-api:Invoke`.
    pub action: String,
    /// The resource, with the owner's account masked as API Gateway masks it.
    pub resource: String,
    /// The type of the policy that denies, or that ought to have allowed.
    pub by: PolicyType,
    /// Whether a statement denies; otherwise none allows.
    pub explicit: bool,
}

/// What goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wire<'a> {
    /// The status code, before a gateway response changes it.
    pub status: u16,
    /// `x-amzn-ErrorType`.
    pub error_type: &'static str,
    /// The gateway response that may customise it; `None` where API Gateway offers none.
    pub response_type: Option<&'static str>,
    /// `message`, or `Message` for access denied.
    pub key: &'static str,
    /// The text.
    pub message: Cow<'a, str>,
}

impl Denial {
    /// The wire form; `None` where the connection is closed without a word.
    pub fn wire(&self, echo_canonical_request: bool) -> Option<Wire<'_>> {
        let wire = |status, error_type, response_type, message: Cow<'static, str>| {
            Some(Wire {
                status,
                error_type,
                response_type,
                key: "message",
                message,
            })
        };
        match &self.reason {
            Reason::Dropped => None,
            Reason::Forbidden => wire(403, "ForbiddenException", None, "Forbidden".into()),
            Reason::MissingAuthenticationToken => wire(
                403,
                "MissingAuthenticationTokenException",
                Some("MISSING_AUTHENTICATION_TOKEN"),
                "Missing Authentication Token".into(),
            ),
            Reason::Signature(refusal) => Some(Wire {
                status: refusal.status(),
                error_type: refusal.error_type(),
                response_type: Some("INVALID_SIGNATURE"),
                key: "message",
                message: if echo_canonical_request {
                    refusal.message_with_echo()
                } else {
                    refusal.message().into()
                },
            }),
            Reason::UnrecognizedClient => wire(
                403,
                "UnrecognizedClientException",
                Some("DEFAULT_4XX"),
                "The security token included in the request is invalid.".into(),
            ),
            Reason::ExpiredToken => wire(
                403,
                "ExpiredTokenException",
                Some("EXPIRED_TOKEN"),
                "The security token included in the request is expired".into(),
            ),
            Reason::AccessDenied(denied) => Some(Wire {
                status: 403,
                error_type: "AccessDeniedException",
                response_type: Some("ACCESS_DENIED"),
                key: "Message",
                message: denied.message().into(),
            }),
            Reason::InvalidApiKey(_) => wire(
                403,
                "ForbiddenException",
                Some("INVALID_API_KEY"),
                "Forbidden".into(),
            ),
            Reason::AuthorizerUnavailable => wire(
                500,
                "AuthorizerConfigurationException",
                Some("AUTHORIZER_CONFIGURATION_ERROR"),
                "Internal server error".into(),
            ),
            Reason::UriTooLong => wire(
                414,
                "RequestEntityTooLargeException",
                None,
                "Request URI too long".into(),
            ),
        }
    }
}

impl Layer {
    /// Its id, for headers and programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Addressing => "addressing",
            Self::SecurityGroup => "securityGroup",
            Self::EndpointPolicy => "endpointPolicy",
            Self::ResourcePolicy => "resourcePolicy",
            Self::Identity => "identity",
        }
    }

    /// The layer that a policy belongs to.
    pub fn of(by: PolicyType) -> Self {
        match by {
            PolicyType::Endpoint => Self::EndpointPolicy,
            PolicyType::Resource | PolicyType::ResourceControl | PolicyType::Trust => {
                Self::ResourcePolicy
            }
            PolicyType::Identity
            | PolicyType::PermissionsBoundary
            | PolicyType::Session
            | PolicyType::ServiceControl => Self::Identity,
        }
    }
}

impl AccessDenied {
    /// The text that AWS gives: who, what, on what, and which type of policy is why (IAM User
    /// Guide, "Troubleshoot access denied error messages").
    pub fn message(&self) -> String {
        let Self {
            who,
            action,
            resource,
            ..
        } = self;
        let why = self.why();
        format!("User: {who} is not authorized to perform: {action} on resource: {resource}{why}")
    }

    fn why(&self) -> String {
        if self.explicit {
            return format!(" with an explicit deny in {}", with_article(self.by));
        }
        let action = &self.action;
        match self.by {
            PolicyType::PermissionsBoundary => {
                format!(" because no permissions boundary allows the {action} action")
            }
            by => format!(" because no {} policy allows the {action} action", kind(by)),
        }
    }
}

/// An ARN with its account masked but for the last four digits, as API Gateway shows it.
pub(crate) fn masked(arn: &str) -> String {
    let mut parts = arn.splitn(6, ':');
    let mut masked = String::with_capacity(arn.len());
    for index in 0..6 {
        let Some(part) = parts.next() else { break };
        if index > 0 {
            masked.push(':');
        }
        match part.len().checked_sub(4).and_then(|at| part.get(at..)) {
            Some(last) if index == 4 => {
                masked.push_str("********");
                masked.push_str(last);
            }
            _ => masked.push_str(part),
        }
    }
    masked
}

fn kind(by: PolicyType) -> &'static str {
    match by {
        PolicyType::Identity => "identity-based",
        PolicyType::Resource => "resource-based",
        PolicyType::Endpoint => "VPC endpoint",
        PolicyType::PermissionsBoundary => "permissions boundary",
        PolicyType::Session => "session",
        PolicyType::ServiceControl => "service control",
        PolicyType::ResourceControl => "resource control",
        PolicyType::Trust => "role trust",
    }
}

fn with_article(by: PolicyType) -> &'static str {
    match by {
        PolicyType::Identity => "an identity-based policy",
        PolicyType::Resource => "a resource-based policy",
        PolicyType::Endpoint => "a VPC endpoint policy",
        PolicyType::PermissionsBoundary => "a permissions boundary",
        PolicyType::Session => "a session policy",
        PolicyType::ServiceControl => "a service control policy",
        PolicyType::ResourceControl => "a resource control policy",
        PolicyType::Trust => "the role trust policy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owners_account_is_masked_but_for_four_digits() {
        assert_eq!(
            masked("arn:aws:execute-api:us-east-1:222222221234:abc/prod/GET/a:b"),
            "arn:aws:execute-api:us-east-1:********1234:abc/prod/GET/a:b"
        );
    }
}
