//! A custom domain name as it is shown: with the names and hosted zones that its DNS records point
//! to, in the form that API Gateway gives them. Nothing answers DNS here.

use portcullis_catalog::domain::DomainName;
use portcullis_wire::Timestamp;
use portcullis_wire::apigateway as wire;

use crate::Tx;
use crate::apigateway::address;

/// The hosted zone of every CloudFront distribution (Amazon CloudFront endpoints and quotas).
const DISTRIBUTION_ZONE: &str = "Z2FDTNDATAQYW2";
/// The hosted zones of regional names (Amazon API Gateway endpoints and quotas).
const REGIONAL_ZONES: [(&str, &str); 18] = [
    ("us-east-1", "Z1UJRXOUMOOFQ8"),
    ("us-east-2", "ZOJJZC49E0EPZ"),
    ("us-west-1", "Z2MUQ32089INYE"),
    ("us-west-2", "Z2OJLYMUO9EFXC"),
    ("ap-south-1", "Z3VO1THU9YC4UR"),
    ("ap-northeast-1", "Z1YSHQZHG15GKL"),
    ("ap-northeast-2", "Z20JF4UZKIW1U8"),
    ("ap-northeast-3", "Z2YQB5RD63NC85"),
    ("ap-southeast-1", "ZL327KTPIQFUL"),
    ("ap-southeast-2", "Z2RPCDW04V8134"),
    ("ca-central-1", "Z19DQILCV0OWEC"),
    ("eu-central-1", "Z1U9ULNL0V5AJ3"),
    ("eu-west-1", "ZLY8HYME6SFDD"),
    ("eu-west-2", "ZJ5UAJN8Y3Z2Q"),
    ("eu-west-3", "Z3KY65QIEKYHQQ"),
    ("eu-north-1", "Z3UWIKFBOOGXPP"),
    ("eu-south-1", "Z3BT4WSQ9TDYZV"),
    ("sa-east-1", "ZCMLWB8V5SYIT"),
];

/// The ARN that policies and tags know it by. A private one has its account and its id.
pub(in crate::apigateway) fn arn(region: &str, domain: &DomainName) -> String {
    match domain.id {
        Some(_) => format!(
            "arn:aws:apigateway:{region}:{}:/domainnames/{}",
            domain.account,
            domain.full_name()
        ),
        None => format!("arn:aws:apigateway:{region}::/domainnames/{}", domain.name),
    }
}

/// A domain name as it is shown.
pub(in crate::apigateway) fn to_wire(tx: &Tx<'_>, domain: &DomainName) -> wire::DomainName {
    let region = tx.region();
    let suffix = tx.facts().domain.suffixes.first();
    let regional = domain.regional_label.as_ref().zip(suffix);
    let regional = regional.map(|(label, suffix)| format!("{label}.execute-api.{region}.{suffix}"));
    let zone = REGIONAL_ZONES.iter().find(|(known, _)| *known == region);
    let distribution = domain.distribution_label.as_ref();
    let types = domain.endpoint_types.iter();
    let types = types.filter_map(|kind| address::endpoint_type(*kind).parse().ok());
    let uses_certificate = domain.certificate_arn.is_some() || domain.certificate_name.is_some();
    wire::DomainName {
        domain_name: Some(domain.name.clone()),
        domain_name_id: domain.id.clone(),
        domain_name_arn: Some(arn(region, domain)),
        certificate_name: domain.certificate_name.clone(),
        certificate_arn: domain.certificate_arn.clone(),
        certificate_upload_date: domain
            .certificate_uploaded
            .filter(|_| uses_certificate)
            .map(Timestamp::from_unix),
        regional_hosted_zone_id: zone
            .filter(|_| regional.is_some())
            .map(|(_, zone)| (*zone).to_owned()),
        regional_domain_name: regional,
        regional_certificate_name: domain.regional_certificate_name.clone(),
        regional_certificate_arn: domain.regional_certificate_arn.clone(),
        distribution_domain_name: distribution.map(|label| format!("{label}.cloudfront.net")),
        distribution_hosted_zone_id: distribution.map(|_| DISTRIBUTION_ZONE.to_owned()),
        endpoint_configuration: Some(wire::EndpointConfiguration {
            types: Some(types.collect()),
            ip_address_type: domain.ip_address_type.parse().ok(),
            vpc_endpoint_ids: None,
        }),
        domain_name_status: Some(wire::DomainNameStatus::Available),
        domain_name_status_message: None,
        security_policy: domain.security_policy.parse().ok(),
        endpoint_access_mode: domain
            .endpoint_access_mode
            .as_deref()
            .and_then(|mode| mode.parse().ok()),
        tags: Some(domain.tags.clone()).filter(|tags| !tags.is_empty()),
        mutual_tls_authentication: domain.mutual_tls.as_ref().map(|known| {
            wire::MutualTlsAuthentication {
                truststore_uri: Some(known.truststore_uri.clone()),
                truststore_version: known.truststore_version.clone(),
                truststore_warnings: None,
            }
        }),
        ownership_verification_certificate_arn: domain
            .ownership_verification_certificate_arn
            .clone(),
        management_policy: domain.management_policy.clone(),
        policy: domain.policy.clone(),
        routing_mode: domain.routing_mode.parse().ok(),
    }
}
