//! What is recorded of every request, handed to whoever keeps the audit trail. The journal is a
//! trait so that this crate writes nothing itself.

use std::net::IpAddr;
use std::time::Duration;

use crate::asked::Asking;
use crate::denial::Denial;
use crate::explainable::Explainable;

/// Keeps entries. Implementations must not block and must not fail the request.
pub trait Journal: Send + Sync {
    /// Records one request, once it was answered.
    fn record(&self, entry: &Entry<'_>);

    /// Records one line of the access log of a stage.
    fn access(&self, line: &AccessLine<'_>);

    /// Whether refusals (or every request) should come with what it takes to explain them.
    fn wants_explanation(&self, denied: bool) -> bool;

    /// Whether the explanation of a signature that is not accepted should name the mistake, which costs a hundred
    /// times what refusing it does.
    fn wants_diagnosis(&self) -> bool {
        false
    }

    /// Whether a refusal names its layer in a header of its answer, which AWS's do not: for development alone.
    fn names_layers(&self) -> bool {
        false
    }
}

/// What a stage logs of one request, in the format that it sets.
pub struct AccessLine<'a> {
    /// The ARN that the stage names: a log group, or a delivery stream.
    pub destination: &'a str,
    /// One line, without its end.
    pub line: &'a str,
}

/// One request.
pub struct Entry<'a> {
    /// `x-amzn-RequestId`.
    pub request_id: &'a str,
    /// `execute-api`, or the control-plane service.
    pub service: &'a str,
    /// `Invoke`, or the operation.
    pub operation: &'a str,
    /// The ARN that it was about; empty where nothing was found.
    pub resource: &'a str,
    /// The account that owns the resource.
    pub resource_account: &'a str,
    /// The caller's ARN, or `anonymous`.
    pub caller: &'a str,
    /// The access key that signed.
    pub access_key_id: &'a str,
    /// The peer of the socket.
    pub peer: IpAddr,
    /// The VPC endpoint that it came through.
    pub vpc_endpoint: Option<&'a str>,
    /// The verb.
    pub method: &'a str,
    /// The path as received.
    pub path: &'a str,
    /// The status that was answered.
    pub status: u16,
    /// When it arrived, Unix seconds.
    pub at: i64,
    /// From arrival to answer.
    pub took: Duration,
    /// Why it was refused.
    pub denial: Option<&'a Denial>,
    /// Why the gateway itself answered a request that was admitted: a bound, a validation, a back end
    /// that could not be asked.
    pub failure: Option<&'a str>,
    /// Why, for the journal to find out, at once or later, where it wants to.
    pub explainable: Option<Explainable<'a>>,
    /// The request itself, to be kept or written down.
    pub asked: Option<Asking<'a>>,
    /// Its query as it came. It holds what clients take for secret, and what signs the request.
    pub query: Option<&'a str>,
}
