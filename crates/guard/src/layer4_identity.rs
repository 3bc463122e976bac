//! Layer 4: what do the caller's own policies say? Identity policies, the permissions boundary,
//! session policies, and the service control policies of the caller's account. Whether the
//! signature is good was found by [`caller`](crate::caller) before; this layer names the result.

use portcullis_catalog::snapshot::AccountEntry;
use portcullis_iam::{Policies, Request, Trace, Verdicts};

use crate::principal::Principal;

/// Judges a principal by everything that is attached to it and to its account, where that is known.
pub(crate) fn judge<T: Trace>(
    principal: &Principal,
    account: Option<&AccountEntry>,
    request: &Request<'_>,
    trace: &mut T,
) -> Verdicts {
    let identity = &principal.identity;
    let session = principal
        .session
        .as_ref()
        .map(|session| session.policies.policies());
    let policies = Policies {
        identity: identity.policies.policies(),
        boundary: identity.boundary.policies(),
        session: session.unwrap_or_default(),
        service_control: account.map_or(&[], |account| account.service_control.as_slice()),
        ..Policies::default()
    };
    portcullis_iam::gather(&policies, request, trace)
}
