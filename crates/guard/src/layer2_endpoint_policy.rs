//! Layer 2: does the VPC endpoint let this caller call this API? It is judged first of all
//! policies and whatever the method's authorization is: an unsigned request is anonymous to it
//! (API Gateway Developer Guide, "Use VPC endpoint policies for private APIs").

use portcullis_catalog::snapshot::EndpointEntry;
use portcullis_iam::{PolicyType, Request, Trace, Verdict};

/// Judges a request that came through an endpoint.
pub(crate) fn judge<T: Trace>(
    endpoint: Option<&EndpointEntry>,
    request: &Request<'_>,
    trace: &mut T,
) -> Verdict {
    match endpoint {
        Some(endpoint) => portcullis_iam::judge(
            PolicyType::Endpoint,
            endpoint.policy.policies(),
            request,
            trace,
        ),
        None => Verdict::NotApplicable,
    }
}
