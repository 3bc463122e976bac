//! Endpoints as answers show them, with their names.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::network::{Subnet, VpcEndpoint};
use portcullis_wire::{Fault, Timestamp, ec2 as wire};

use super::super::resource::all;
use super::super::{endpoint_service, tag_set};
use crate::Tx;

/// What an endpoint without a policy shows, as AWS does.
const FULL_ACCESS: &str = "{\n  \"Statement\": [\n    {\n      \"Action\": \"*\", \n      \"Effect\": \"Allow\", \n      \
                           \"Principal\": \"*\", \n      \"Resource\": \"*\"\n    }\n  ]\n}";

/// The zone of each subnet of the account.
pub(super) fn zones(tx: &Tx<'_>) -> Result<BTreeMap<String, String>, Fault> {
    Ok(all::<Subnet>(tx)?
        .into_iter()
        .map(|subnet| (subnet.id, subnet.availability_zone))
        .collect())
}

/// The names of an endpoint: its own, one for each zone, and the service's where private DNS is on
/// (API Gateway Developer Guide, "Invoke a private API").
fn dns_entries(
    tx: &Tx<'_>,
    endpoint: &VpcEndpoint,
    zones: &BTreeMap<String, String>,
) -> Vec<wire::DnsEntry> {
    /// The hosted zone of PrivateLink in us-east-1; a zone id means something to Route 53 only.
    const PUBLIC_ZONE: &str = "Z7HUB22UULQXV";
    const PRIVATE_ZONE: &str = "ZONEIDPENDING";
    let base = endpoint_service::base_name(tx);
    let label = format!("{}-{}", endpoint.id, endpoint.dns_suffix);
    let entry = |name: String, zone: &str| wire::DnsEntry {
        dns_name: Some(name),
        hosted_zone_id: Some(zone.to_owned()),
    };
    let mut entries = vec![entry(format!("{label}.{base}"), PUBLIC_ZONE)];
    let of_endpoint: BTreeSet<&String> = endpoint
        .subnets
        .iter()
        .filter_map(|subnet| zones.get(subnet))
        .collect();
    entries.extend(
        of_endpoint
            .into_iter()
            .map(|zone| entry(format!("{label}-{zone}.{base}"), PUBLIC_ZONE)),
    );
    if endpoint.private_dns_enabled {
        let private = endpoint_service::private_name(tx);
        entries.push(entry(private.clone(), PRIVATE_ZONE));
        entries.push(entry(format!("*.{private}"), PRIVATE_ZONE));
    }
    entries
}

pub(super) fn shown(
    tx: &Tx<'_>,
    endpoint: &VpcEndpoint,
    names: &BTreeMap<String, String>,
    zones: &BTreeMap<String, String>,
) -> wire::VpcEndpoint {
    let groups = endpoint
        .security_groups
        .iter()
        .map(|id| wire::SecurityGroupIdentifier {
            group_id: Some(id.clone()),
            group_name: names.get(id).cloned(),
        });
    wire::VpcEndpoint {
        vpc_endpoint_id: Some(endpoint.id.clone()),
        vpc_endpoint_type: Some(wire::VpcEndpointType::Interface),
        vpc_id: Some(endpoint.vpc.clone()),
        service_name: Some(endpoint.service_name.clone()),
        state: Some("available".to_owned()),
        policy_document: Some(
            endpoint
                .policy
                .clone()
                .unwrap_or_else(|| FULL_ACCESS.to_owned()),
        ),
        route_table_ids: Some(Vec::new()),
        subnet_ids: Some(endpoint.subnets.iter().cloned().collect()),
        groups: Some(groups.collect()),
        ip_address_type: endpoint.ip_address_type.parse().ok(),
        dns_options: Some(wire::DnsOptions {
            dns_record_ip_type: Some(wire::DnsRecordIpType::Ipv4),
            ..Default::default()
        }),
        private_dns_enabled: Some(endpoint.private_dns_enabled),
        requester_managed: Some(false),
        network_interface_ids: Some(endpoint.network_interfaces.iter().cloned().collect()),
        dns_entries: Some(dns_entries(tx, endpoint, zones)),
        creation_timestamp: Some(Timestamp::from_unix(endpoint.created)),
        tags: tag_set::shown(&endpoint.tags),
        owner_id: Some(endpoint.account.to_string()),
        service_region: Some(tx.region().to_owned()),
        ..Default::default()
    }
}
