//! The services that endpoints can be made for: one, `execute-api`. Managed prefix lists are
//! described beside it because tools look for one that a service might have.

use portcullis_wire::{Fault, ec2 as wire};

use super::filter::{Filters, one};
use super::page::page;
use super::resource::{malformed, well_formed};
use super::{fault, suffix, zone};
use crate::Tx;

const SERVICE_FILTERS: &[&str] = &[
    "owner",
    "service-name",
    "service-region",
    "service-type",
    "supported-ip-address-types",
];
const PREFIX_LIST_FILTERS: &[&str] = &["prefix-list-id", "prefix-list-name"];
/// AWS's own id of the service differs by region; it means nothing to a caller.
const SERVICE_ID: &str = "vpce-svc-0e7ec07e4a9100000";

/// The name of the one service.
pub(super) fn name(tx: &Tx<'_>) -> String {
    format!("com.amazonaws.{}.execute-api", tx.region())
}

/// What a name that is no service's is answered with.
pub(super) fn unknown(name: &str) -> Fault {
    fault(
        "InvalidServiceName",
        format!("The Vpc Endpoint Service '{name}' does not exist"),
    )
}

/// The name under which the service is called where private DNS is on.
pub(super) fn private_name(tx: &Tx<'_>) -> String {
    format!("execute-api.{}.{}", tx.region(), suffix(tx))
}

/// What the names of all its endpoints end in.
pub(super) fn base_name(tx: &Tx<'_>) -> String {
    format!("execute-api.{}.vpce.{}", tx.region(), suffix(tx))
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeVpcEndpointServicesRequest,
) -> Result<wire::DescribeVpcEndpointServicesResult, Fault> {
    let name = name(tx);
    let filters = Filters::read(input.filters, SERVICE_FILTERS, true)?;
    for wanted in input.service_names.iter().flatten() {
        if *wanted != name {
            return Err(unknown(wanted));
        }
    }
    let here = |regions: &Vec<String>| {
        regions.is_empty() || regions.iter().any(|region| region == tx.region())
    };
    let matched = input.service_regions.as_ref().is_none_or(here)
        && filters.match_values(|filter| match filter {
            "owner" => one("amazon"),
            "service-name" => one(&name),
            "service-region" => one(tx.region()),
            "service-type" => one("Interface"),
            "supported-ip-address-types" => one("ipv4"),
            _ => Vec::new(),
        });
    let services: Vec<wire::ServiceDetail> =
        matched.then(|| shown(tx, &name)).into_iter().collect();
    let key = |service: &wire::ServiceDetail| service.service_name.clone().unwrap_or_default();
    let (services, next_token) = page(
        services,
        key,
        input.max_results,
        input.next_token.as_deref(),
    )?;
    Ok(wire::DescribeVpcEndpointServicesResult {
        service_names: Some(services.iter().map(key).collect()),
        service_details: Some(services),
        next_token,
    })
}

/// No service here has a prefix list: that is for gateway endpoints.
pub(super) fn describe_prefix_lists(
    _tx: &mut Tx<'_>,
    input: wire::DescribePrefixListsRequest,
) -> Result<wire::DescribePrefixListsResult, Fault> {
    Filters::read(input.filters, PREFIX_LIST_FILTERS, false)?;
    if let Some(id) = input.prefix_list_ids.unwrap_or_default().first() {
        return Err(if well_formed("pl", id) {
            fault(
                "InvalidPrefixListID.NotFound",
                format!("The prefix list ID '{id}' does not exist"),
            )
        } else {
            malformed("InvalidPrefixListId.Malformed", "pl", id)
        });
    }
    Ok(wire::DescribePrefixListsResult {
        prefix_lists: Some(Vec::new()),
        next_token: None,
    })
}

fn shown(tx: &Tx<'_>, name: &str) -> wire::ServiceDetail {
    let zones = zone::names(tx.region());
    let private_name = private_name(tx);
    wire::ServiceDetail {
        service_name: Some(name.to_owned()),
        service_id: Some(SERVICE_ID.to_owned()),
        service_type: Some(vec![wire::ServiceTypeDetail {
            service_type: Some(wire::ServiceType::Interface),
        }]),
        service_region: Some(tx.region().to_owned()),
        availability_zone_ids: Some(
            zones
                .iter()
                .map(|zone| zone::id_of(tx.region(), zone))
                .collect(),
        ),
        availability_zones: Some(zones),
        owner: Some("amazon".to_owned()),
        base_endpoint_dns_names: Some(vec![base_name(tx)]),
        private_dns_names: Some(vec![wire::PrivateDnsDetails {
            private_dns_name: Some(private_name.clone()),
        }]),
        private_dns_name: Some(private_name),
        vpc_endpoint_policy_supported: Some(true),
        acceptance_required: Some(false),
        manages_vpc_endpoints: Some(false),
        tags: Some(Vec::new()),
        private_dns_name_verification_state: Some(wire::DnsNameState::Verified),
        supported_ip_address_types: Some(vec![wire::ServiceConnectivityType::Ipv4]),
        ..Default::default()
    }
}
