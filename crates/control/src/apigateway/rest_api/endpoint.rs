//! The endpoint configuration of an API: one type, an address family, and for a private API the
//! VPC endpoints that get a name of their own.

use portcullis_catalog::api::{EndpointConfiguration, EndpointType};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use crate::apigateway::address;
use crate::apigateway::fault::bad_request;

/// The configuration of a new API.
pub(super) fn from_wire(
    sent: Option<wire::EndpointConfiguration>,
) -> Result<EndpointConfiguration, Fault> {
    let sent = sent.unwrap_or_default();
    let endpoint_type = match sent.types.as_deref() {
        None => EndpointType::Edge,
        Some([]) => {
            return Err(bad_request(
                "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.",
            ));
        }
        Some([one]) => type_of(*one),
        Some(_) => {
            return Err(bad_request(
                "Cannot create an api with multiple Endpoint Types.",
            ));
        }
    };
    let private = endpoint_type == EndpointType::Private;
    let ip_address_type = match (private, sent.ip_address_type) {
        (true, Some(wire::IpAddressType::Ipv4)) => return Err(only_dualstack()),
        (true, _) | (false, Some(wire::IpAddressType::Dualstack)) => "dualstack",
        (false, _) => "ipv4",
    };
    let configuration = EndpointConfiguration {
        endpoint_type,
        vpc_endpoint_ids: sent.vpc_endpoint_ids.unwrap_or_default(),
        ip_address_type: ip_address_type.to_owned(),
    };
    check_vpc_endpoints(&configuration)?;
    Ok(configuration)
}

/// Refuses VPC endpoints of a public API, and ids that are none.
pub(in crate::apigateway) fn check_vpc_endpoints(
    configuration: &EndpointConfiguration,
) -> Result<(), Fault> {
    let ids = &configuration.vpc_endpoint_ids;
    if !ids.is_empty() && configuration.endpoint_type != EndpointType::Private {
        return Err(bad_request(
            "VPC endpoints can only be associated with an API of the endpoint type PRIVATE.",
        ));
    }
    match ids.iter().find(|id| !is_vpc_endpoint(id)) {
        Some(id) => Err(bad_request(format!(
            "Invalid VPC endpoint identifier specified: {id}"
        ))),
        None => Ok(()),
    }
}

/// The configuration as it is shown.
pub(super) fn to_wire(configuration: &EndpointConfiguration) -> wire::EndpointConfiguration {
    wire::EndpointConfiguration {
        types: address::endpoint_type(configuration.endpoint_type)
            .parse()
            .ok()
            .map(|one| vec![one]),
        ip_address_type: configuration.ip_address_type.parse().ok(),
        vpc_endpoint_ids: Some(configuration.vpc_endpoint_ids.clone())
            .filter(|ids| !ids.is_empty()),
    }
}

pub(super) fn type_of(sent: wire::EndpointType) -> EndpointType {
    match sent {
        wire::EndpointType::Edge => EndpointType::Edge,
        wire::EndpointType::Regional => EndpointType::Regional,
        wire::EndpointType::Private => EndpointType::Private,
    }
}

pub(super) fn only_dualstack() -> Fault {
    bad_request("Only dualstack ipAddressType is supported for Private APIs.")
}

fn is_vpc_endpoint(id: &str) -> bool {
    let digits = id.strip_prefix("vpce-").unwrap_or_default();
    (8..=17).contains(&digits.len())
        && digits
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
