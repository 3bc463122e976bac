//! Where things are: the one region that this gateway is, its availability zones, and what an
//! account may do there. All of it is constant; the zones only tell subnets apart.

use portcullis_wire::{Fault, ec2 as wire};

use super::fault;
use super::filter::{Filters, one};
use crate::Tx;

const REGION_FILTERS: &[&str] = &["endpoint", "opt-in-status", "region-name"];
const ZONE_FILTERS: &[&str] = &[
    "group-long-name",
    "group-name",
    "message",
    "network-border-group",
    "opt-in-status",
    "parent-zone-id",
    "parent-zone-name",
    "region-name",
    "state",
    "zone-id",
    "zone-name",
    "zone-type",
];

/// The names of the zones of a region: `us-east-1a` and on.
pub(super) fn names(region: &str) -> Vec<String> {
    // The number that the region has on AWS matters to nobody but to us-east-1's users.
    let letters: &[char] = if region == "us-east-1" {
        &['a', 'b', 'c', 'd', 'e', 'f']
    } else {
        &['a', 'b', 'c']
    };
    letters
        .iter()
        .map(|letter| format!("{region}{letter}"))
        .collect()
}

/// The id of a zone: `use1-az1` for `us-east-1a`. On AWS each account has its own order.
pub(super) fn id_of(region: &str, zone: &str) -> String {
    let number = zone
        .bytes()
        .last()
        .unwrap_or(b'a')
        .saturating_sub(b'a')
        .saturating_add(1);
    format!("{}-az{number}", short_region(region))
}

/// The zone with this name or this id.
pub(super) fn resolve(region: &str, name: Option<&str>, id: Option<&str>) -> Option<String> {
    names(region).into_iter().find(|zone| {
        name.is_none_or(|name| name == zone) && id.is_none_or(|id| id == id_of(region, zone))
    })
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeAvailabilityZonesRequest,
) -> Result<wire::DescribeAvailabilityZonesResult, Fault> {
    let region = tx.region();
    let filters = Filters::read(input.filters, ZONE_FILTERS, false)?;
    let mut zones = names(region);
    for wanted in input.zone_names.iter().flatten() {
        if !zones.contains(wanted) {
            return Err(fault(
                "InvalidParameterValue",
                format!("Invalid availability zone: [{wanted}]"),
            ));
        }
    }
    for wanted in input.zone_ids.iter().flatten() {
        if !zones.iter().any(|zone| id_of(region, zone) == *wanted) {
            return Err(fault(
                "InvalidParameterValue",
                format!("Invalid availability zone-id: [{wanted}]"),
            ));
        }
    }
    zones.retain(|zone| {
        let of_name = input
            .zone_names
            .as_ref()
            .is_none_or(|names| names.contains(zone));
        let of_id = input
            .zone_ids
            .as_ref()
            .is_none_or(|ids| ids.contains(&id_of(region, zone)));
        let matched = filters.match_values(|name| match name {
            "group-name" => one(zone_group(region)),
            "network-border-group" | "region-name" => one(region),
            "opt-in-status" => one("opt-in-not-required"),
            "state" => one("available"),
            "zone-id" => one(id_of(region, zone)),
            "zone-name" => one(zone),
            "zone-type" => one("availability-zone"),
            _ => Vec::new(),
        });
        of_name && of_id && matched
    });
    let zones = zones.into_iter().map(|zone| wire::AvailabilityZone {
        opt_in_status: Some(wire::AvailabilityZoneOptInStatus::OptInNotRequired),
        messages: Some(Vec::new()),
        region_name: Some(region.to_owned()),
        zone_id: Some(id_of(region, &zone)),
        zone_name: Some(zone),
        group_name: Some(zone_group(region)),
        network_border_group: Some(region.to_owned()),
        zone_type: Some("availability-zone".to_owned()),
        state: Some(wire::AvailabilityZoneState::Available),
        ..Default::default()
    });
    Ok(wire::DescribeAvailabilityZonesResult {
        availability_zones: Some(zones.collect()),
    })
}

pub(super) fn describe_regions(
    tx: &mut Tx<'_>,
    input: wire::DescribeRegionsRequest,
) -> Result<wire::DescribeRegionsResult, Fault> {
    let region = tx.region();
    let filters = Filters::read(input.filters, REGION_FILTERS, false)?;
    for wanted in input.region_names.iter().flatten() {
        if wanted != region {
            return Err(fault(
                "InvalidParameterValue",
                format!("Invalid region provided: [{wanted}]"),
            ));
        }
    }
    let endpoint = format!("ec2.{region}.{}", super::suffix(tx));
    let matched = filters.match_values(|name| match name {
        "endpoint" => one(&endpoint),
        "opt-in-status" => one("opt-in-not-required"),
        _ => one(region),
    });
    let regions = matched.then(|| wire::Region {
        opt_in_status: Some("opt-in-not-required".to_owned()),
        region_name: Some(region.to_owned()),
        endpoint: Some(endpoint.clone()),
        ..Default::default()
    });
    Ok(wire::DescribeRegionsResult {
        regions: Some(regions.into_iter().collect()),
    })
}

pub(super) fn describe_account_attributes(
    _tx: &mut Tx<'_>,
    input: wire::DescribeAccountAttributesRequest,
) -> Result<wire::DescribeAccountAttributesResult, Fault> {
    let attributes: [(&str, &str); 6] = [
        ("supported-platforms", "VPC"),
        ("default-vpc", "none"),
        ("max-instances", "0"),
        ("vpc-max-security-groups-per-interface", "5"),
        ("max-elastic-ips", "0"),
        ("vpc-max-elastic-ips", "0"),
    ];
    let wanted = input.attribute_names.unwrap_or_default();
    let attributes = attributes
        .into_iter()
        .filter(|(name, _)| {
            wanted.is_empty() || wanted.iter().any(|wanted| wanted.as_str() == *name)
        })
        .map(|(name, value)| wire::AccountAttribute {
            attribute_name: Some(name.to_owned()),
            attribute_values: Some(vec![wire::AccountAttributeValue {
                attribute_value: Some(value.to_owned()),
            }]),
        });
    Ok(wire::DescribeAccountAttributesResult {
        account_attributes: Some(attributes.collect()),
    })
}

fn zone_group(region: &str) -> String {
    format!("{region}-zg-1")
}

/// `use1` for `us-east-1`, `apse2` for `ap-southeast-2`.
fn short_region(region: &str) -> String {
    let mut parts = region.split('-');
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let letters = match part {
            "northeast" => "ne",
            "northwest" => "nw",
            "southeast" => "se",
            "southwest" => "sw",
            _ if part.bytes().all(|byte| byte.is_ascii_digit()) => part,
            _ if part == "gov" => "g",
            _ => part.get(..1).unwrap_or_default(),
        };
        short.push_str(letters);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zone_ids_are_short_as_on_aws() {
        assert_eq!(id_of("us-east-1", "us-east-1a"), "use1-az1");
        assert_eq!(id_of("ap-southeast-2", "ap-southeast-2c"), "apse2-az3");
        assert_eq!(id_of("eu-central-1", "eu-central-1b"), "euc1-az2");
        assert_eq!(
            resolve("us-east-1", None, Some("use1-az2")).as_deref(),
            Some("us-east-1b")
        );
        assert_eq!(resolve("us-east-1", Some("us-east-1g"), None), None);
    }
}
