//! A refusal in AWS's terms, and its three forms on the wire: the query protocols' `<ErrorResponse>`, EC2's
//! `<Response><Errors>`, and JSON with an `x-amzn-ErrorType` header or a `__type`. Which fault fits a refusal is for
//! the caller to say.

use std::borrow::Cow;

/// A refusal as a client of AWS knows it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Fault {
    /// The HTTP status.
    pub status: u16,
    /// The code that clients branch on: `NoSuchEntity`, `InvalidVpcID.NotFound`.
    pub code: Cow<'static, str>,
    /// What a person reads.
    pub message: String,
    /// Whether the caller is to blame: `Sender`, otherwise `Receiver`.
    pub sender: bool,
    /// Further members, in order: name and value.
    pub fields: Vec<(&'static str, String)>,
    /// After how many seconds the caller may try again: the header `Retry-After`.
    pub retry_after: Option<u32>,
}

impl Fault {
    /// A fault; the sender is to blame for a status under 500.
    pub fn new(
        status: u16,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code: code.into(),
            message: message.into(),
            sender: status < 500,
            fields: Vec::new(),
            retry_after: None,
        }
    }

    /// The same fault, which is over in so many seconds.
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The same fault with one more member.
    pub fn with_field(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }
}
