//! The quotas that `DescribeAccountLimits` tells: those that hold here.

use portcullis_wire::{Fault, elbv2 as wire};

use super::page::page;
use crate::Tx;

/// Names as the model's documentation of `Limit` has them.
const LIMITS: [(&str, &str); 18] = [
    ("application-load-balancers", "50"),
    ("certificates-per-application-load-balancer", "25"),
    ("certificates-per-network-load-balancer", "25"),
    ("condition-values-per-alb-rule", "5"),
    ("condition-wildcards-per-alb-rule", "6"),
    ("listeners-per-application-load-balancer", "50"),
    ("listeners-per-network-load-balancer", "50"),
    ("network-load-balancers", "50"),
    ("rules-per-application-load-balancer", "100"),
    ("target-groups", "3000"),
    ("target-groups-per-action-on-application-load-balancer", "5"),
    ("target-groups-per-action-on-network-load-balancer", "5"),
    ("target-groups-per-application-load-balancer", "100"),
    (
        "target-id-registrations-per-application-load-balancer",
        "1000",
    ),
    ("targets-per-application-load-balancer", "1000"),
    (
        "targets-per-availability-zone-per-network-load-balancer",
        "1000",
    ),
    ("targets-per-network-load-balancer", "3000"),
    ("trust-stores-per-account", "0"),
];

pub(super) fn describe(
    _: &mut Tx<'_>,
    input: wire::DescribeAccountLimitsInput,
) -> Result<wire::DescribeAccountLimitsOutput, Fault> {
    let limits = LIMITS.to_vec();
    let key = |(name, _): &(&str, &str)| (*name).to_owned();
    let (limits, next_marker) = page(limits, key, input.page_size, input.marker.as_deref())?;
    let limits = limits.into_iter().map(|(name, max)| wire::Limit {
        name: Some(name.to_owned()),
        max: Some(max.to_owned()),
    });
    Ok(wire::DescribeAccountLimitsOutput {
        limits: Some(limits.collect()),
        next_marker,
    })
}
