//! Everything that is answered instead of a back end's answer, and its exact bytes. A refusal of
//! `guard` comes with its wire form; the failures of HTTP and of integrations are listed here
//! (API Gateway Developer Guide, "Gateway response types"; texts and spacing as recorded).

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use portcullis_guard::Wire;

use crate::answer::{Answer, AnswerBody, ERROR_TYPE, JSON, answer};

/// A failure as it goes over the wire, before a gateway response customises it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) status: u16,
    pub(crate) error_type: &'static str,
    /// The gateway response that may customise it.
    pub(crate) response_type: Option<&'static str>,
    pub(crate) message: Cow<'static, str>,
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
        Self::front_door(414, "RequestEntityTooLargeException", "Request URI too long")
    }

    /// The header is longer than API Gateway takes.
    pub(crate) fn header_too_large(max: usize) -> Self {
        let text = format!("Request header names and values exceed {max} bytes");
        Self::front_door(431, "RequestEntityTooLargeException", text)
    }

    /// The body did not come in time.
    pub(crate) fn body_timeout() -> Self {
        Self::front_door(408, "RequestTimeoutException", "The request body did not arrive in time")
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
            form: Form::Plain,
        }
    }

    /// No template for the content type, and the integration passes nothing else.
    pub(crate) fn unsupported_media_type() -> Self {
        Self::integration(415, "BadRequestException", "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type")
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
        serde_json::to_string(&self.message).unwrap_or_else(|_| "null".to_owned())
    }

    /// The answer as it is where nothing customises it.
    pub(crate) fn answer(&self) -> Answer {
        let content_type = match self.form {
            Form::Plain => HeaderValue::from_static("text/plain"),
            Form::Compact(_) | Form::Spaced => JSON,
        };
        let mut headers = HeaderMap::with_capacity(6);
        headers.insert(header::CONTENT_TYPE, content_type);
        if self.form != Form::Plain {
            headers.insert(ERROR_TYPE, HeaderValue::from_static(self.error_type));
        }
        answer(self.status_code(), headers, AnswerBody::from(self.body()))
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
        Self { status, error_type, response_type: None, message: message.into(), form }
    }

    fn integration(
        status: u16,
        error_type: &'static str,
        response_type: &'static str,
        message: &'static str,
    ) -> Self {
        let response_type = Some(response_type);
        Self { status, error_type, response_type, message: message.into(), form: Form::Spaced }
    }
}

impl From<Wire<'_>> for Failure {
    fn from(wire: Wire<'_>) -> Self {
        Self {
            status: wire.status,
            error_type: wire.error_type,
            response_type: wire.response_type,
            message: wire.message.into_owned().into(),
            form: Form::Compact(wire.key),
        }
    }
}
