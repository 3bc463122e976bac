//! What the verifier is given: the request as it came off the wire, and the rules of the service it came to.
//! Nothing here parses or decides.

use crate::headers::HeaderList;

/// A request head exactly as received. Every signature rule starts from these bytes, so nothing may be decoded,
/// re-ordered or stripped before.
#[derive(Copy, Clone)]
pub struct Request<'a> {
    /// The method as sent, case kept.
    pub method: &'a str,
    /// The raw path of the request target, up to `?`.
    pub path: &'a str,
    /// The raw query string without its `?`.
    pub query: Option<&'a str>,
    /// The headers in arrival order.
    pub headers: &'a HeaderList,
    /// HTTP/2's `:authority`, or the authority of an absolute-form target. Must equal `Host` where both exist.
    pub authority: Option<&'a str>,
}

/// Whose error texts and types a refusal speaks.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Hash)]
pub enum Dialect {
    /// API Gateway's data plane: `InvalidSignatureException` and its kin.
    ExecuteApi,
    /// The generic front end of IAM, STS, EC2, API Gateway's control plane: `SignatureDoesNotMatch` and its kin.
    ControlPlane,
}

/// What a service demands of a signature.
#[derive(Copy, Clone, Debug)]
pub struct Rules<'a> {
    /// The region that the credential scope must name.
    pub region: &'a str,
    /// The service that the credential scope must name, such as `execute-api`.
    pub service: &'a str,
    /// The wording of refusals.
    pub dialect: Dialect,
    /// How far the signature's time may be from ours, in seconds, both ways.
    pub skew_seconds: i64,
    /// Whether the path is normalised before it is canonicalised. Only S3 does not.
    pub normalise_path: bool,
    /// Whether `x-amz-content-sha256: UNSIGNED-PAYLOAD` is accepted. No AWS page says that execute-api does.
    pub unsigned_payload: bool,
    /// The longest that a presigned request lives, however large its `X-Amz-Expires`. API Gateway ignores
    /// `X-Amz-Expires`, so the default equals the skew; a larger value is an extension of ours.
    pub max_presigned_seconds: i64,
}

impl<'a> Rules<'a> {
    /// API Gateway's data plane: service `execute-api`, five minutes each way.
    #[must_use]
    pub const fn execute_api(region: &'a str) -> Self {
        Self::with_skew(region, "execute-api", Dialect::ExecuteApi, 5 * 60)
    }

    /// A control-plane service such as `iam` or `sts`: fifteen minutes each way.
    #[must_use]
    pub const fn control(region: &'a str, service: &'a str) -> Self {
        Self::with_skew(region, service, Dialect::ControlPlane, 15 * 60)
    }

    const fn with_skew(region: &'a str, service: &'a str, dialect: Dialect, seconds: i64) -> Self {
        Rules {
            region,
            service,
            dialect,
            skew_seconds: seconds,
            normalise_path: true,
            unsigned_payload: false,
            max_presigned_seconds: seconds,
        }
    }
}
