//! How each service says no before an operation is asked: to a stranger, to a caller who may not,
//! and to a call of something that is not offered. Every form is the one that the service's own
//! clients read; none is a 5xx, which tools would retry for minutes, but for EC2's word for a call
//! that shall be tried again.

use std::borrow::Cow;

use portcullis_guard::Rejection;
use portcullis_wire::{Fault, HttpResponse, Protocol, Service};

/// How each service says that it does not know who calls.
pub(crate) fn unauthenticated(service: &Service, rejection: Option<&Rejection>) -> Fault {
    if service.name == "ec2" && rejection.is_some() {
        // EC2 has one answer for every credential that it does not take (Amazon EC2 API
        // Reference, "Common client errors").
        let expired = matches!(rejection, Some(Rejection::ExpiredToken));
        return if expired {
            Fault::new(400, "RequestExpired", "Request has expired.")
        } else {
            Fault::new(
                401,
                "AuthFailure",
                "AWS was not able to validate the provided access credentials",
            )
        };
    }
    let json = speaks_json(service);
    let status = refusal_status(service);
    let name = |query: &'static str, rest: &'static str| -> Cow<'static, str> {
        if json { rest.into() } else { query.into() }
    };
    match rejection {
        None => Fault::new(
            status,
            name(
                "MissingAuthenticationToken",
                "MissingAuthenticationTokenException",
            ),
            if json {
                "Missing Authentication Token"
            } else {
                "Request is missing Authentication Token"
            },
        ),
        Some(Rejection::UnrecognizedClient) => Fault::new(
            status,
            name("InvalidClientTokenId", "UnrecognizedClientException"),
            "The security token included in the request is invalid.",
        ),
        Some(Rejection::ExpiredToken) => Fault::new(
            status,
            name("ExpiredToken", "ExpiredTokenException"),
            "The security token included in the request is expired",
        ),
        Some(Rejection::Signature(refusal) | Rejection::NotASignature(refusal)) => {
            let code = match (json, refusal.error_type()) {
                (true, "SignatureDoesNotMatch") => "InvalidSignatureException",
                (true, "IncompleteSignature") => "IncompleteSignatureException",
                (_, code) => code,
            };
            let status = match service.protocol {
                Protocol::Json11 => status,
                _ => refusal.status(),
            };
            Fault::new(status, code, refusal.message())
        }
    }
}

/// How each service says that the caller may not.
pub(crate) fn access_denied(service: &Service, message: &str) -> Fault {
    match service.name {
        "ec2" => Fault::new(
            403,
            "UnauthorizedOperation",
            format!("You are not authorized to perform this operation. {message}"),
        ),
        _ if speaks_json(service) => {
            Fault::new(refusal_status(service), "AccessDeniedException", message)
        }
        _ => Fault::new(403, "AccessDenied", message),
    }
}

fn speaks_json(service: &Service) -> bool {
    matches!(service.protocol, Protocol::RestJson | Protocol::Json11)
}

/// The services of JSON 1.1 have one status for whatever the client is to blame for (AWS JSON 1.1 protocol, "Operation
/// error serialization").
fn refusal_status(service: &Service) -> u16 {
    match service.protocol {
        Protocol::Json11 => 400,
        _ => 403,
    }
}

/// How each service says that there is too much to do at the moment. SDKs know these and try again
/// by themselves; nothing was changed.
pub(crate) fn too_busy(service: &Service) -> Fault {
    let fault = match (service.protocol, service.name) {
        // API Gateway API Reference, TooManyRequestsException.
        (Protocol::RestJson, _) => Fault::new(429, "TooManyRequestsException", "Too Many Requests"),
        // Amazon EC2 API Reference, "Error codes".
        (Protocol::Ec2Query, _) => {
            Fault::new(503, "RequestLimitExceeded", "Request limit exceeded.")
        }
        // AWS Organizations API Reference, TooManyRequestsException.
        (Protocol::Json11, "organizations") => Fault::new(
            400,
            "TooManyRequestsException",
            "You have sent too many requests in too short a period of time.",
        ),
        (Protocol::Json11, _) => Fault::new(400, "ThrottlingException", "Rate exceeded"),
        (Protocol::Query, _) => Fault::new(400, "Throttling", "Rate exceeded"),
    };
    fault.retry_after(RETRY_AFTER)
}

/// Seconds: a queue of calls is worked off in less.
const RETRY_AFTER: u32 = 1;

pub(crate) fn unoffered(service: &Service, operation: &str) -> Fault {
    let message = format!("The operation {operation} is not offered by this gateway.");
    match service.name {
        "apigateway" => Fault::new(404, "NotFoundException", message),
        _ if speaks_json(service) => Fault::new(400, "UnknownOperationException", message),
        _ => Fault::new(400, "InvalidAction", message),
    }
}

/// A service that is not offered at all. Tools retry a 5xx for minutes, so this is a 4xx, in the
/// form that the caller's protocol reads.
pub(crate) fn not_offered(
    service: &str,
    offered: &[&str],
    body: &[u8],
    request_id: &str,
) -> HttpResponse {
    let message = format!("This gateway offers {}.", offered.join(", "));
    let form = body.starts_with(b"Action=") || body.windows(8).any(|part| part == b"&Action=");
    let (content_type, headers, body) = if service == "s3" {
        let error = format!(
            "<Error><Code>MethodNotAllowed</Code><Message>{message}</Message><RequestId>{request_id}</RequestId></Error>"
        );
        ("application/xml", Vec::new(), error)
    } else if form {
        let error = format!(
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>{message}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>"
        );
        ("text/xml", Vec::new(), error)
    } else {
        let code = "UnknownOperationException";
        let error = format!(r#"{{"__type":"{code}","message":"{message}"}}"#);
        let header = ("x-amzn-ErrorType".into(), code.to_owned());
        ("application/x-amz-json-1.1", vec![header], error)
    };
    HttpResponse {
        status: 400,
        content_type: content_type.into(),
        headers,
        body: body.into_bytes(),
    }
}
