//! Everything that is answered instead of a back end's answer, and its exact bytes. A refusal of
//! `guard` comes with its wire form; the failures of HTTP and of integrations are listed here
//! (API Gateway Developer Guide, "Gateway response types"; texts and spacing as recorded).

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use portcullis_catalog::validation::InvalidBody;
use portcullis_guard::sigv4::HeaderList;
use portcullis_guard::{Denial, Reason, StepName, Wire};

use crate::answer::{Answer, ERROR_TYPE, JSON};

/// A failure as it goes over the wire, before a gateway response customises it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) status: u16,
    pub(crate) error_type: &'static str,
    /// The gateway response that may customise it.
    pub(crate) response_type: Option<&'static str>,
    pub(crate) message: Cow<'static, str>,
    /// More than the client is told, for logs: what is wrong with a request that fails validation, or what ran out.
    detail: Option<Box<str>>,
    /// What exactly is wrong with a body, with pieces of it: for the templates of gateway responses.
    told: Option<Box<str>>,
    form: Form,
}

/// How the message is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `{"message":"…"}`: errors of the front door.
    Compact(&'static str),
    /// `{"message": "…"}`: errors of the integration stage come from another serialiser.
    Spaced,
    /// The text alone.
    Plain,
}

impl Failure {
    /// A request that is wrong as HTTP, or could be read in two ways.
    pub(crate) fn bad_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::front_door(400, "BadRequestException", message)
    }

    /// The URL is longer than API Gateway takes.
    pub(crate) fn uri_too_long() -> Self {
        Self::front_door(
            414,
            "RequestEntityTooLargeException",
            "Request URI too long",
        )
    }

    /// The header is longer than API Gateway takes.
    pub(crate) fn header_too_large(max: usize) -> Self {
        let text = format!("Request header names and values exceed {max} bytes");
        Self::front_door(431, "RequestEntityTooLargeException", text)
    }

    /// More header lines than there may be.
    pub(crate) fn too_many_headers(max: usize) -> Self {
        let text = format!("The request has more than {max} headers");
        Self::front_door(431, "RequestEntityTooLargeException", text)
    }

    /// The body did not come in time.
    pub(crate) fn body_timeout() -> Self {
        Self::front_door(
            408,
            "RequestTimeoutException",
            "The request body did not arrive in time",
        )
    }

    /// More bodies are being read than memory was given for.
    pub(crate) fn overloaded() -> Self {
        Self::front_door(503, "ServiceUnavailableException", "Service Unavailable")
    }

    /// Nothing answers this kind of request here.
    pub(crate) fn forbidden() -> Self {
        Self::front_door(403, "ForbiddenException", "Forbidden")
    }

    /// The control plane failed in a way it did not foresee.
    pub(crate) fn control_failed() -> Self {
        Self::front_door(500, "InternalFailure", "Internal server error")
    }

    /// The body is over the limit: plain text, and not customisable (Amazon API Gateway important
    /// notes).
    pub(crate) fn too_large(max: usize) -> Self {
        Self {
            status: 413,
            error_type: "RequestEntityTooLargeException",
            response_type: None,
            message: format!("HTTP content length exceeded {max} bytes.").into(),
            detail: None,
            told: None,
            form: Form::Plain,
        }
    }

    /// No template for the content type, and the integration passes nothing else.
    pub(crate) fn unsupported_media_type() -> Self {
        Self::integration(
            415,
            "BadRequestException",
            "UNSUPPORTED_MEDIA_TYPE",
            "Unsupported Media Type",
        )
    }

    /// The body begins like JSON and is not, where a mapping or a template looks into it.
    pub(crate) fn invalid_json() -> Self {
        Self::integration(
            400,
            "BadRequestException",
            "BAD_REQUEST_BODY",
            "Invalid JSON in request body",
        )
    }

    /// A bucket is empty.
    pub(crate) fn throttled(by: String) -> Self {
        Self {
            response_type: Some("THROTTLED"),
            detail: Some(by.into()),
            ..Self::front_door(429, "TooManyRequestsException", "Too Many Requests")
        }
    }

    /// An API key has used up its quota.
    pub(crate) fn quota_exceeded(usage_plan: &str) -> Self {
        Self {
            response_type: Some("QUOTA_EXCEEDED"),
            detail: Some(format!("the quota of usage plan {usage_plan}").into()),
            ..Self::front_door(429, "LimitExceededException", "Limit Exceeded")
        }
    }

    /// Required parameters are not there.
    pub(crate) fn missing_parameters(names: &[&str]) -> Self {
        let names = names.join(", ");
        Self::integration(
            400,
            "BadRequestException",
            "BAD_REQUEST_PARAMETERS",
            format!("Missing required request parameters: [{names}]"),
        )
    }

    /// The body is not what its model describes. Why goes to templates and the journal.
    pub(crate) fn invalid_body(why: InvalidBody) -> Self {
        Self {
            detail: Some(why.logged.into()),
            told: Some(why.told.into()),
            ..Self::integration(
                400,
                "BadRequestException",
                "BAD_REQUEST_BODY",
                "Invalid request body",
            )
        }
    }

    /// The integration cannot work as it is configured. Why goes to the log, not to the caller.
    pub(crate) fn configuration() -> Self {
        Self::integration(
            500,
            "InternalServerErrorException",
            "API_CONFIGURATION_ERROR",
            "Internal server error",
        )
    }

    /// The back end cannot be reached or does not speak HTTP.
    pub(crate) fn integration_failure() -> Self {
        Self::integration(
            504,
            "InternalServerErrorException",
            "INTEGRATION_FAILURE",
            "Network error communicating with endpoint",
        )
    }

    /// The back end did not answer in time.
    pub(crate) fn integration_timeout() -> Self {
        Self::integration(
            504,
            "InternalServerErrorException",
            "INTEGRATION_TIMEOUT",
            "Endpoint request timed out",
        )
    }

    /// `$context.error.validationErrorString`
    pub(crate) fn validation_error(&self) -> Option<&str> {
        match self.response_type {
            Some("BAD_REQUEST_BODY") => self.told.as_deref().or(self.detail.as_deref()),
            Some("BAD_REQUEST_PARAMETERS") => Some(&self.message),
            _ => None,
        }
    }

    /// As a log may hold it: without pieces of the body, and without the canonical request, which repeats the
    /// caller's session token.
    pub(crate) fn for_logs(&self, denial: Option<&Denial>) -> Self {
        let message = match denial.map(|denial| &denial.reason) {
            Some(Reason::Signature(refusal)) => refusal.message().to_owned().into(),
            _ => self.message.clone(),
        };
        Self {
            message,
            told: None,
            ..self.clone()
        }
    }

    /// Why, for the journal.
    pub(crate) fn because(&self) -> &str {
        self.detail.as_deref().unwrap_or(&self.message)
    }

    /// Which step of an admitted request it is, and why.
    pub(crate) fn ended_at(&self) -> (StepName, &str) {
        let step = match self.response_type {
            Some("THROTTLED" | "QUOTA_EXCEEDED") => StepName::Throttle,
            Some(
                "BAD_REQUEST_PARAMETERS"
                | "BAD_REQUEST_BODY"
                | "REQUEST_TOO_LARGE"
                | "UNSUPPORTED_MEDIA_TYPE",
            ) => StepName::Validation,
            None if (400..500).contains(&self.status) => StepName::Validation,
            _ => StepName::Backend,
        };
        (step, self.because())
    }

    /// The bytes that go out where nothing customises them.
    pub(crate) fn body(&self) -> Bytes {
        match self.form {
            Form::Plain => Bytes::from(self.message.as_bytes().to_vec()),
            Form::Compact(key) => format!("{{\"{key}\":{}}}", self.message_string()).into(),
            Form::Spaced => format!("{{\"message\": {}}}", self.message_string()).into(),
        }
    }

    /// The message as a JSON string, quotes included: `$context.error.messageString`.
    pub(crate) fn message_string(&self) -> String {
        // Nearly no message has anything to escape. It is looked through without a way out before its end, which is
        // quicker than byte by byte.
        let special = |byte: u8| (byte < 0x20) | (byte == b'"') | (byte == b'\\');
        let bytes = self.message.bytes();
        if bytes.fold(false, |any, byte| any | special(byte)) {
            return serde_json::to_string(&self.message).unwrap_or_else(|_| "null".to_owned());
        }
        ["\"", &self.message, "\""].concat()
    }

    /// The answer as it is where nothing customises it.
    pub(crate) fn answer(&self) -> Answer {
        let content_type = match self.form {
            Form::Plain => HeaderValue::from_static("text/plain"),
            Form::Compact(_) | Form::Spaced => JSON,
        };
        let mut headers = HeaderList::with_capacity(6);
        headers.append(header::CONTENT_TYPE, content_type);
        if self.form != Form::Plain {
            headers.append(ERROR_TYPE, HeaderValue::from_static(self.error_type));
        }
        Answer {
            status: self.status_code(),
            headers,
            body: self.body().into(),
        }
    }

    /// The status as a type.
    pub(crate) fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn front_door(
        status: u16,
        error_type: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        let form = Form::Compact("message");
        Self {
            status,
            error_type,
            response_type: None,
            message: message.into(),
            detail: None,
            told: None,
            form,
        }
    }

    fn integration(
        status: u16,
        error_type: &'static str,
        response_type: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        let response_type = Some(response_type);
        Self {
            status,
            error_type,
            response_type,
            message: message.into(),
            detail: None,
            told: None,
            form: Form::Spaced,
        }
    }
}

impl From<Wire<'_>> for Failure {
    fn from(wire: Wire<'_>) -> Self {
        Self {
            status: wire.status,
            error_type: wire.error_type,
            response_type: wire.response_type,
            message: wire.message.into_owned().into(),
            detail: None,
            told: None,
            form: Form::Compact(wire.key),
        }
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use portcullis_guard::denial::AccessDenied;
    use portcullis_guard::sigv4::{self, Rules, Timestamp};
    use portcullis_guard::{Denial, Layer, Reason};
    use portcullis_iam::PolicyType;

    use super::*;

    #[test]
    fn a_message_is_a_json_string_whatever_is_in_it() {
        for text in [
            "",
            "plain",
            "a \"b\"",
            "c:\\d",
            "line\nbreak",
            "\u{7f}é\u{1f}",
        ] {
            let failure = Failure::bad_request(text.to_owned());
            let expected = serde_json::to_string(text).unwrap();
            assert_eq!(failure.message_string(), expected);
        }
    }

    /// The bytes of an answer as the catalogue writes them; `-` where there is none.
    fn bytes(failure: Option<Failure>) -> String {
        let Some(failure) = failure else {
            return "-".to_owned();
        };
        let answer = failure.answer();
        let header = |name: &http::HeaderName| {
            answer
                .headers
                .get(name)
                .map_or("-", |value| value.to_str().unwrap())
                .to_owned()
        };
        let (content_type, error_type) = (header(&header::CONTENT_TYPE), header(&ERROR_TYPE));
        let body = futures(answer.body.collect()).to_bytes();
        let status = answer.status.as_u16();
        format!(
            "{status} {error_type} {content_type} {}",
            String::from_utf8_lossy(&body)
        )
    }

    fn futures<T, E: std::fmt::Debug>(future: impl Future<Output = Result<T, E>>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(future).unwrap()
    }

    fn refusal() -> sigv4::Refusal {
        let mut headers = sigv4::HeaderList::new();
        headers.insert(
            header::AUTHORIZATION,
            HeaderValue::from_static("AWS4-HMAC-SHA256 Credential=a"),
        );
        let request = sigv4::Request {
            method: "GET",
            path: "/",
            query: None,
            headers: &headers,
            authority: None,
        };
        let rules = Rules::execute_api("us-east-1");
        sigv4::claim(&request, &rules, Timestamp::from_unix(0))
            .err()
            .unwrap()
    }

    fn access_denied() -> Reason {
        Reason::AccessDenied(Box::new(AccessDenied {
            who: "anonymous".into(),
            action: "execute-api:Invoke".into(),
            resource: "arn:aws:execute-api:us-east-1:********2222:api/prod/GET/\"x\"".into(),
            by: PolicyType::Resource,
            explicit: true,
        }))
    }

    /// Every reason; a new one does not compile until it is here.
    fn expected(reason: &Reason) -> &'static str {
        match reason {
            Reason::Dropped => "-",
            Reason::Forbidden => {
                r#"403 ForbiddenException application/json {"message":"Forbidden"}"#
            }
            Reason::MissingAuthenticationToken => {
                r#"403 MissingAuthenticationTokenException application/json {"message":"Missing Authentication Token"}"#
            }
            Reason::Signature(_) => {
                r#"403 IncompleteSignatureException application/json {"message":"Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256"}"#
            }
            Reason::UnrecognizedClient => {
                r#"403 UnrecognizedClientException application/json {"message":"The security token included in the request is invalid."}"#
            }
            Reason::ExpiredToken => {
                r#"403 ExpiredTokenException application/json {"message":"The security token included in the request is expired"}"#
            }
            Reason::AccessDenied(_) => {
                r#"403 AccessDeniedException application/json {"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********2222:api/prod/GET/\"x\" with an explicit deny in a resource-based policy"}"#
            }
            Reason::InvalidApiKey(_) => {
                r#"403 ForbiddenException application/json {"message":"Forbidden"}"#
            }
            Reason::AuthorizerUnavailable => {
                r#"500 AuthorizerConfigurationException application/json {"message":"Internal server error"}"#
            }
            Reason::UriTooLong => {
                r#"414 RequestEntityTooLargeException application/json {"message":"Request URI too long"}"#
            }
        }
    }

    #[test]
    fn every_denial_has_its_bytes() {
        for reason in [
            Reason::Dropped,
            Reason::Forbidden,
            Reason::MissingAuthenticationToken,
            Reason::Signature(refusal()),
            Reason::UnrecognizedClient,
            Reason::ExpiredToken,
            access_denied(),
            Reason::InvalidApiKey(portcullis_guard::ApiKeyFault::Missing),
            Reason::AuthorizerUnavailable,
            Reason::UriTooLong,
        ] {
            let denial = Denial {
                layer: Layer::Addressing,
                reason,
            };
            let found = bytes(denial.wire(false).map(Failure::from));
            assert_eq!(found, expected(&denial.reason));
        }
    }

    #[test]
    fn every_other_failure_has_its_bytes() {
        for (failure, expected) in [
            (
                Failure::bad_request("x \"y\""),
                r#"400 BadRequestException application/json {"message":"x \"y\""}"#,
            ),
            (
                Failure::uri_too_long(),
                r#"414 RequestEntityTooLargeException application/json {"message":"Request URI too long"}"#,
            ),
            (
                Failure::header_too_large(8_000),
                r#"431 RequestEntityTooLargeException application/json {"message":"Request header names and values exceed 8000 bytes"}"#,
            ),
            (
                Failure::body_timeout(),
                r#"408 RequestTimeoutException application/json {"message":"The request body did not arrive in time"}"#,
            ),
            (
                Failure::overloaded(),
                r#"503 ServiceUnavailableException application/json {"message":"Service Unavailable"}"#,
            ),
            (
                Failure::forbidden(),
                r#"403 ForbiddenException application/json {"message":"Forbidden"}"#,
            ),
            (
                Failure::control_failed(),
                r#"500 InternalFailure application/json {"message":"Internal server error"}"#,
            ),
            (
                Failure::too_large(10_485_760),
                "413 - text/plain HTTP content length exceeded 10485760 bytes.",
            ),
            (
                Failure::unsupported_media_type(),
                r#"415 BadRequestException application/json {"message": "Unsupported Media Type"}"#,
            ),
            (
                Failure::configuration(),
                r#"500 InternalServerErrorException application/json {"message": "Internal server error"}"#,
            ),
            (
                Failure::integration_failure(),
                r#"504 InternalServerErrorException application/json {"message": "Network error communicating with endpoint"}"#,
            ),
            (
                Failure::integration_timeout(),
                r#"504 InternalServerErrorException application/json {"message": "Endpoint request timed out"}"#,
            ),
        ] {
            assert_eq!(bytes(Some(failure)), expected);
        }
    }
}
