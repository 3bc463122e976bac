//! The attributes of load balancers. Logs and zonal shift are settings only: nothing is logged or shifted here.

use portcullis_catalog::load_balancer::{LoadBalancer, LoadBalancerKind};
use portcullis_wire::{Fault, elbv2 as wire};

use super::super::{address, misconfigured};
use super::{Attribute, Values, attribute, set, values};
use crate::Tx;

pub(super) const DELETION_PROTECTION: &str = "deletion_protection.enabled";

pub(in super::super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeLoadBalancerAttributesInput,
) -> Result<wire::DescribeLoadBalancerAttributesOutput, Fault> {
    let balancer = address::load_balancer(tx, &input.load_balancer_arn)?;
    Ok(wire::DescribeLoadBalancerAttributesOutput {
        attributes: Some(shown(&balancer)),
    })
}

pub(in super::super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifyLoadBalancerAttributesInput,
) -> Result<wire::ModifyLoadBalancerAttributesOutput, Fault> {
    let mut balancer = address::load_balancer(tx, &input.load_balancer_arn)?;
    let known = known(balancer.kind, balancer.internal);
    let elsewhere = match balancer.kind {
        LoadBalancerKind::Application => self::known(LoadBalancerKind::Network, true),
        LoadBalancerKind::Network => self::known(LoadBalancerKind::Application, true),
    };
    let wanted = input.attributes.into_iter();
    let wanted = wanted.map(|attribute| (attribute.key, attribute.value));
    let attributes = &mut balancer.attributes;
    set("Load balancer", &known, &elsewhere, attributes, wanted)?;
    for logs in ["access_logs", "connection_logs", "health_check_logs"] {
        let value = |name: &str| {
            let value = attributes.get(&format!("{logs}.s3.{name}"));
            value.map_or("", String::as_str)
        };
        if value("enabled") == "true" && value("bucket").is_empty() {
            let message = format!(
                "The attribute '{logs}.s3.bucket' must be set where '{logs}.s3.enabled' is true"
            );
            return Err(misconfigured(message));
        }
    }
    tx.put(&balancer)?;
    Ok(wire::ModifyLoadBalancerAttributesOutput {
        attributes: Some(shown(&balancer)),
    })
}

fn shown(balancer: &LoadBalancer) -> Vec<wire::LoadBalancerAttribute> {
    let known = known(balancer.kind, balancer.internal);
    values(known, &balancer.attributes)
        .into_iter()
        .map(|(key, value)| wire::LoadBalancerAttribute {
            key: Some(key),
            value: Some(value),
        })
        .collect()
}

fn known(kind: LoadBalancerKind, internal: bool) -> Vec<Attribute> {
    use Values::{Boolean, Number, OneOf, Text};
    let deny_gateway_traffic = if internal { "true" } else { "false" };
    let mut known = vec![
        attribute("access_logs.s3.enabled", "false", Boolean),
        attribute("access_logs.s3.bucket", "", Text),
        attribute("access_logs.s3.prefix", "", Text),
        attribute(DELETION_PROTECTION, "false", Boolean),
        attribute("ipv6.deny_all_igw_traffic", deny_gateway_traffic, Boolean),
        attribute("zonal_shift.config.enabled", "false", Boolean),
    ];
    known.extend(match kind {
        LoadBalancerKind::Application => vec![
            attribute("client_keep_alive.seconds", "3600", Number(60..=604_800)),
            attribute("connection_logs.s3.enabled", "false", Boolean),
            attribute("connection_logs.s3.bucket", "", Text),
            attribute("connection_logs.s3.prefix", "", Text),
            attribute("health_check_logs.s3.enabled", "false", Boolean),
            attribute("health_check_logs.s3.bucket", "", Text),
            attribute("health_check_logs.s3.prefix", "", Text),
            attribute("idle_timeout.timeout_seconds", "60", Number(1..=4000)),
            // It cannot be turned off for all target groups at once.
            attribute(
                "load_balancing.cross_zone.enabled",
                "true",
                OneOf(&["true"]),
            ),
            attribute(
                "routing.http.desync_mitigation_mode",
                "defensive",
                OneOf(&["monitor", "defensive", "strictest"]),
            ),
            attribute(
                "routing.http.drop_invalid_header_fields.enabled",
                "false",
                Boolean,
            ),
            attribute(
                "routing.http.preserve_host_header.enabled",
                "false",
                Boolean,
            ),
            attribute(
                "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
                "false",
                Boolean,
            ),
            attribute("routing.http.xff_client_port.enabled", "false", Boolean),
            attribute(
                "routing.http.xff_header_processing.mode",
                "append",
                OneOf(&["append", "preserve", "remove"]),
            ),
            attribute("routing.http2.enabled", "true", Boolean),
            attribute("waf.fail_open.enabled", "false", Boolean),
        ],
        LoadBalancerKind::Network => vec![
            attribute(
                "dns_record.client_routing_policy",
                "any_availability_zone",
                OneOf(&[
                    "availability_zone_affinity",
                    "partial_availability_zone_affinity",
                    "any_availability_zone",
                ]),
            ),
            attribute("load_balancing.cross_zone.enabled", "false", Boolean),
            attribute("secondary_ips.auto_assigned.per_subnet", "0", Number(0..=7)),
        ],
    });
    known
}
