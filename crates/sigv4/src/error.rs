//! Everything that this crate can say no with. A [`Refusal`] carries the exact external text of AWS's answer; the canonical
//! request that explains a mismatch is kept apart from it, because it repeats the caller's session token.

use std::borrow::Cow;
use std::fmt;

use thiserror::Error;

use crate::request::Dialect;

/// A request that is not accepted, in the words of the service it was sent to.
#[derive(Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Refusal {
    kind: RefusalKind,
    dialect: Dialect,
    message: Cow<'static, str>,
    echo: Option<Box<Echo>>,
}

/// Why a request is refused.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Hash)]
pub enum RefusalKind {
    /// A header that may appear once appears twice.
    RepeatedHeader,
    /// `Host` and `:authority` (or an absolute-form target) disagree.
    AuthorityMismatch,
    /// A count or a length is over its bound.
    LimitExceeded,
    /// A bad percent escape, a relative path, or one that climbs above the root. AWS answers it without a body.
    MalformedPath,
    /// A bad percent escape in the query string.
    MalformedQuery,
    /// No authentication where some is needed.
    MissingAuthentication,
    /// Both an `Authorization` header and `X-Amz-Algorithm` in the query string. AWS gives no message.
    BothForms,
    /// Any algorithm but the two of SigV4 and SigV4a.
    UnsupportedAlgorithm,
    /// A part of the `Authorization` header without an equals sign.
    NotKeyValue,
    /// A required parameter, or the date, is not there.
    MissingParameter,
    /// A parameter appears twice. AWS takes the last in the header and the first in the query string; we take neither.
    RepeatedParameter,
    /// `host` is not among the signed headers.
    HostNotSigned,
    /// The date cannot be read.
    MalformedDate,
    /// `X-Amz-Expires` is not a number of seconds up to a week.
    MalformedExpiry,
    /// Signed too long ago.
    Expired,
    /// Signed in the future.
    NotYetCurrent,
    /// The credential has not the five (SigV4a: four) parts.
    MalformedCredential,
    /// The credential scope names another region, service, terminator or date.
    WrongScope,
    /// The session token is in two places, too long, or not text.
    MalformedToken,
    /// The access key is unknown, or its session token is not the right one.
    InvalidToken,
    /// The session token's time is over.
    ExpiredToken,
    /// The signature is not the one we calculate.
    SignatureMismatch,
}

/// What a mismatch is explained with: the strings that the client should have signed.
///
/// They repeat every signed header, a session token included. Send them to the caller if that is wanted, never to a log:
/// that is why there is no `Debug` that shows them.
#[derive(Clone, PartialEq, Eq)]
pub struct Echo {
    /// The canonical request.
    pub canonical_request: String,
    /// The string to sign.
    pub string_to_sign: String,
}

/// Key material that is not a key.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Error)]
pub enum KeyError {
    /// The bytes are not an uncompressed point of P-256.
    #[error("the bytes are not a P-256 public key")]
    NotAPublicKey,
    /// No counter gives a private key. Its chance is nil; it is an error so that nothing panics.
    #[error("no SigV4a key can be derived from this credential")]
    NotDerivable,
}

/// Why a request cannot be signed.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Error)]
pub enum SigningError {
    /// There is neither a `host` header nor an authority.
    #[error("the request has neither a `host` header nor an authority")]
    NoHost,
    /// A credential or a region that cannot be written into a header.
    #[error("the credential or the region holds characters that a header cannot carry")]
    NotAHeaderValue,
    /// The path or the query string is over its bound or holds a bad escape.
    #[error("the path, the query string or the headers cannot be canonicalised")]
    NotCanonicalisable,
    /// The lifetime of a presigned request is not within a week.
    #[error("a presigned request lives between 1 and 604800 seconds")]
    Expiry,
    /// The SigV4a key cannot be derived or used.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl Refusal {
    /// No authentication on a request that needs it.
    #[must_use]
    pub fn missing_authentication(dialect: Dialect) -> Self {
        let message = match dialect {
            Dialect::ExecuteApi => "Missing Authentication Token",
            Dialect::ControlPlane => "Request is missing Authentication Token",
        };
        Self::new(RefusalKind::MissingAuthentication, dialect, message)
    }

    /// An access key that does not exist or is inactive, a session token that does not belong to it, or no token where
    /// the key needs one.
    #[must_use]
    pub fn invalid_token(dialect: Dialect) -> Self {
        Self::new(
            RefusalKind::InvalidToken,
            dialect,
            "The security token included in the request is invalid.",
        )
    }

    /// A session token whose time is over.
    #[must_use]
    pub fn expired_token(dialect: Dialect) -> Self {
        Self::new(
            RefusalKind::ExpiredToken,
            dialect,
            "The security token included in the request is expired",
        )
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> RefusalKind {
        self.kind
    }

    /// The dialect that the refusal speaks.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The text of AWS's answer. Empty where AWS gives none.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The strings that should have been signed, on a [`RefusalKind::SignatureMismatch`] only.
    #[must_use]
    pub fn echo(&self) -> Option<&Echo> {
        self.echo.as_deref()
    }

    /// The same refusal without these strings: for whoever keeps it.
    #[must_use]
    pub fn without_echo(&self) -> Self {
        Refusal {
            message: self.message.clone(),
            echo: None,
            ..*self
        }
    }

    /// The message with AWS's tail of the canonical string and the string to sign, where there is one. It repeats the
    /// caller's own session token: for the wire, where a setting asks for it, and never for a log.
    #[must_use]
    pub fn message_with_echo(&self) -> Cow<'_, str> {
        match &self.echo {
            None => Cow::Borrowed(&self.message),
            Some(echo) => Cow::Owned(format!(
                "{}\n\nThe Canonical String for this request should have been\n'{}'\n\nThe String-to-Sign should have been\n'{}'\n",
                self.message, echo.canonical_request, echo.string_to_sign
            )),
        }
    }

    /// The HTTP status of AWS's answer: 403 for everything about the signature, 400 for what is wrong as HTTP.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self.kind {
            RefusalKind::RepeatedHeader
            | RefusalKind::AuthorityMismatch
            | RefusalKind::LimitExceeded
            | RefusalKind::MalformedPath
            | RefusalKind::MalformedQuery => 400,
            RefusalKind::MissingAuthentication
            | RefusalKind::BothForms
            | RefusalKind::UnsupportedAlgorithm
            | RefusalKind::NotKeyValue
            | RefusalKind::MissingParameter
            | RefusalKind::RepeatedParameter
            | RefusalKind::HostNotSigned
            | RefusalKind::MalformedDate
            | RefusalKind::MalformedExpiry
            | RefusalKind::Expired
            | RefusalKind::NotYetCurrent
            | RefusalKind::MalformedCredential
            | RefusalKind::WrongScope
            | RefusalKind::MalformedToken
            | RefusalKind::InvalidToken
            | RefusalKind::ExpiredToken
            | RefusalKind::SignatureMismatch => 403,
        }
    }

    /// The error type or code: `x-amzn-ErrorType` at API Gateway, `<Code>` or `__type` at the control plane.
    #[must_use]
    pub const fn error_type(&self) -> &'static str {
        let (execute_api, control_plane) = match self.kind {
            RefusalKind::RepeatedHeader
            | RefusalKind::AuthorityMismatch
            | RefusalKind::LimitExceeded
            | RefusalKind::MalformedPath => {
                ("BadRequestException", "MalformedHttpRequestException")
            }
            RefusalKind::MalformedQuery => ("BadRequestException", "MalformedQueryString"),
            RefusalKind::MissingAuthentication => (
                "MissingAuthenticationTokenException",
                "MissingAuthenticationToken",
            ),
            RefusalKind::UnsupportedAlgorithm
            | RefusalKind::NotKeyValue
            | RefusalKind::MissingParameter
            | RefusalKind::RepeatedParameter
            | RefusalKind::MalformedDate
            | RefusalKind::MalformedExpiry
            | RefusalKind::MalformedCredential => {
                ("IncompleteSignatureException", "IncompleteSignature")
            }
            RefusalKind::BothForms
            | RefusalKind::HostNotSigned
            | RefusalKind::Expired
            | RefusalKind::NotYetCurrent
            | RefusalKind::WrongScope
            | RefusalKind::SignatureMismatch => {
                ("InvalidSignatureException", "SignatureDoesNotMatch")
            }
            RefusalKind::MalformedToken | RefusalKind::InvalidToken => {
                ("UnrecognizedClientException", "InvalidClientTokenId")
            }
            RefusalKind::ExpiredToken => ("ExpiredTokenException", "ExpiredToken"),
        };
        match self.dialect {
            Dialect::ExecuteApi => execute_api,
            Dialect::ControlPlane => control_plane,
        }
    }

    pub(crate) fn new(
        kind: RefusalKind,
        dialect: Dialect,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Refusal {
            kind,
            dialect,
            message: message.into(),
            echo: None,
        }
    }

    pub(crate) fn mismatch(dialect: Dialect, echo: Option<Echo>) -> Self {
        Refusal {
            kind: RefusalKind::SignatureMismatch,
            dialect,
            message: Cow::Borrowed(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret \
                 Access Key and signing method. Consult the service documentation for details.",
            ),
            echo: echo.map(Box::new),
        }
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal")
            .field("kind", &self.kind)
            .field("error_type", &self.error_type())
            .field("message", &self.message)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Echo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Echo")
    }
}
