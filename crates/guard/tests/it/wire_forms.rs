//! Every reason has one wire form. The match below has no wildcard: a new reason does not compile
//! until its form is written down here.

use portcullis_guard::denial::AccessDenied;
use portcullis_guard::sigv4::{Dialect, Refusal};
use portcullis_guard::{ApiKeyFault, Denial, Layer, Reason};
use portcullis_iam::PolicyType;

fn expected(
    reason: &Reason,
) -> Option<(
    u16,
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
)> {
    match reason {
        Reason::Dropped => None,
        Reason::Forbidden => Some((403, "ForbiddenException", None, "message", "Forbidden")),
        Reason::MissingAuthenticationToken => Some((
            403,
            "MissingAuthenticationTokenException",
            Some("MISSING_AUTHENTICATION_TOKEN"),
            "message",
            "Missing Authentication Token",
        )),
        Reason::Signature(_) => Some((
            403,
            "MissingAuthenticationTokenException",
            Some("INVALID_SIGNATURE"),
            "message",
            "Missing Authentication Token",
        )),
        Reason::UnrecognizedClient => Some((
            403,
            "UnrecognizedClientException",
            Some("DEFAULT_4XX"),
            "message",
            "The security token included in the request is invalid.",
        )),
        Reason::ExpiredToken => Some((
            403,
            "ExpiredTokenException",
            Some("EXPIRED_TOKEN"),
            "message",
            "The security token included in the request is expired",
        )),
        Reason::AccessDenied(_) => Some((
            403,
            "AccessDeniedException",
            Some("ACCESS_DENIED"),
            "Message",
            "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********2222:abc/prod/GET/ with an explicit deny in a resource-based policy",
        )),
        Reason::InvalidApiKey(_) => Some((
            403,
            "ForbiddenException",
            Some("INVALID_API_KEY"),
            "message",
            "Forbidden",
        )),
        Reason::AuthorizerUnavailable => Some((
            500,
            "AuthorizerConfigurationException",
            Some("AUTHORIZER_CONFIGURATION_ERROR"),
            "message",
            "Internal server error",
        )),
        Reason::UriTooLong => Some((
            414,
            "RequestEntityTooLargeException",
            None,
            "message",
            "Request URI too long",
        )),
    }
}

#[test]
fn every_reason_has_exactly_one_wire_form() {
    let denied = AccessDenied {
        who: "anonymous".to_owned(),
        action: "execute-api:Invoke".to_owned(),
        resource: "arn:aws:execute-api:us-east-1:********2222:abc/prod/GET/".to_owned(),
        by: PolicyType::Resource,
        explicit: true,
    };
    let reasons = [
        Reason::Dropped,
        Reason::Forbidden,
        Reason::MissingAuthenticationToken,
        Reason::Signature(Refusal::missing_authentication(Dialect::ExecuteApi)),
        Reason::UnrecognizedClient,
        Reason::ExpiredToken,
        Reason::AccessDenied(Box::new(denied)),
        Reason::InvalidApiKey(ApiKeyFault::Missing),
        Reason::AuthorizerUnavailable,
        Reason::UriTooLong,
    ];
    for reason in reasons {
        let denial = Denial {
            layer: Layer::Identity,
            reason,
        };
        let wire = denial.wire(true);
        let form = wire.as_ref().map(|wire| {
            (
                wire.status,
                wire.error_type,
                wire.response_type,
                wire.key,
                &*wire.message,
            )
        });
        assert_eq!(form, expected(&denial.reason));
    }
}

#[test]
fn the_text_of_access_denied_says_which_policy_and_how() {
    let text = |by, explicit| {
        let denied = AccessDenied {
            who: "W".to_owned(),
            action: "a:B".to_owned(),
            resource: "R".to_owned(),
            by,
            explicit,
        };
        denied
            .message()
            .strip_prefix("User: W is not authorized to perform: a:B on resource: R")
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        text(PolicyType::Identity, false),
        " because no identity-based policy allows the a:B action"
    );
    assert_eq!(
        text(PolicyType::Endpoint, false),
        " because no VPC endpoint policy allows the a:B action"
    );
    assert_eq!(
        text(PolicyType::PermissionsBoundary, false),
        " because no permissions boundary allows the a:B action"
    );
    assert_eq!(
        text(PolicyType::ServiceControl, true),
        " with an explicit deny in a service control policy"
    );
    assert_eq!(
        text(PolicyType::Endpoint, true),
        " with an explicit deny in a VPC endpoint policy"
    );
    assert_eq!(
        text(PolicyType::Session, true),
        " with an explicit deny in a session policy"
    );
}
