//! Security policies and endpoint access modes of APIs and domain names: which go together (API
//! Gateway Developer Guide, "Security policies for REST APIs"). What they ask for is
//! held where a connection is opened and a request is routed; cipher suites are the same for all.

use portcullis_catalog::api::EndpointType;
use portcullis_wire::Fault;

use super::fault::bad_request;

/// Refuses what AWS refuses to save: an enhanced policy needs an access mode, a legacy one has none,
/// and edge-optimized endpoints have policies of their own.
pub(super) fn check(
    policy: Option<&str>,
    access_mode: Option<&str>,
    endpoint_types: &[EndpointType],
) -> Result<(), Fault> {
    let enhanced = policy.filter(|policy| policy.starts_with("SecurityPolicy_"));
    match (enhanced, access_mode) {
        (Some(_), None) => {
            return Err(bad_request(
                "Endpoint access mode must be set for security policies that start with SecurityPolicy_",
            ));
        }
        (None, Some(_)) => {
            return Err(bad_request(
                "Endpoint access mode can only be set for security policies that start with SecurityPolicy_",
            ));
        }
        _ => {}
    }
    let Some(enhanced) = enhanced else {
        return Ok(());
    };
    let for_edge = enhanced.ends_with("_EDGE");
    let fits = |kind: &EndpointType| (*kind == EndpointType::Edge) == for_edge;
    if endpoint_types.iter().all(fits) {
        return Ok(());
    }
    Err(bad_request(format!(
        "Invalid security policy specified: {enhanced} is not supported for this endpoint type"
    )))
}

/// Refuses another endpoint type while the access mode is STRICT.
pub(super) fn check_type_change(access_mode: Option<&str>) -> Result<(), Fault> {
    if access_mode == Some("STRICT") {
        return Err(bad_request(
            "The endpoint type cannot be changed while the endpoint access mode is STRICT. Change the endpoint access mode to BASIC first.",
        ));
    }
    Ok(())
}
