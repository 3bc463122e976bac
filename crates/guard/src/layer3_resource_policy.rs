//! Layer 3: what does the API say? The policy that counts is the deployed one: a saved policy
//! does nothing until the next deployment (API Gateway Developer Guide, "Create and attach an
//! API Gateway resource policy to an API").

use portcullis_catalog::snapshot::Deployed;
use portcullis_iam::{PolicyType, Request, Trace, Verdict};

/// Judges a request by the resource policy that was deployed.
pub(crate) fn judge<T: Trace>(
    deployed: &Deployed,
    request: &Request<'_>,
    trace: &mut T,
) -> Verdict {
    portcullis_iam::judge(
        PolicyType::Resource,
        deployed.policy.policies(),
        request,
        trace,
    )
}
