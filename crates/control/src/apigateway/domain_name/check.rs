//! What a custom domain name may be and have. A public name is refused where it, or a wildcard over
//! it, belongs to another account, and where it is a name that this gateway already has a meaning
//! for: either would let one account answer in the place of another.

use portcullis_catalog::api::EndpointType;
use portcullis_catalog::domain::DomainName;
use portcullis_catalog::snapshot::{Address, Domain};
use portcullis_iam::Arn;
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use crate::Tx;
use crate::apigateway::fault::bad_request;
use crate::apigateway::{policy, security_policy};

const MAX_NAME: usize = 253;
const MAX_LABEL: usize = 63;

pub(super) fn type_of(sent: wire::EndpointType) -> EndpointType {
    match sent {
        wire::EndpointType::Edge => EndpointType::Edge,
        wire::EndpointType::Regional => EndpointType::Regional,
        wire::EndpointType::Private => EndpointType::Private,
    }
}

/// Refuses what is no name, or nobody's to take.
pub(super) fn name(tx: &Tx<'_>, name: &str, private: bool) -> Result<(), Fault> {
    let invalid = || bad_request(format!("Invalid domain name specified: {name}"));
    let labels = name.strip_prefix("*.").unwrap_or(name);
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && label
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_address = labels
        .split('.')
        .next_back()
        .is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let many = labels.contains('.');
    if name.len() > MAX_NAME || !many || is_address || !labels.split('.').all(is_label) {
        return Err(invalid());
    }
    if is_reserved(tx.facts().domain, name) {
        return Err(invalid());
    }
    if private {
        return if labels == name {
            Ok(())
        } else {
            Err(bad_request(
                "Wildcard custom domain names are not supported for private custom domain names",
            ))
        };
    }
    let known: Vec<DomainName> = tx.scan("domain-name/")?;
    for known in known.iter().filter(|known| !known.is_private()) {
        let taken = known.name == name
            || (known.account != tx.account()
                && (covers(&known.name, name) || covers(name, &known.name)));
        if taken {
            return Err(bad_request("The domain name you provided already exists."));
        }
    }
    Ok(())
}

/// Whether the gateway reads the name itself: as that of an API, or of an endpoint.
fn is_reserved(domain: &Domain, name: &str) -> bool {
    let label = name.strip_prefix("*.").map(|rest| format!("a.{rest}"));
    domain.read(label.as_deref().unwrap_or(name)) != Address::Other
        || domain.suffixes.iter().any(|suffix| {
            let of_endpoints = format!("vpce.{suffix}");
            let of_apis = format!("execute-api.{}.{suffix}", domain.region);
            name == of_apis
                || name
                    .strip_suffix(&of_endpoints)
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
}

/// Whether a wildcard stands for a name: for one label, as API Gateway reads it.
fn covers(wildcard: &str, name: &str) -> bool {
    let Some(rest) = wildcard.strip_prefix("*.") else {
        return false;
    };
    name.split_once('.').is_some_and(|(_, below)| below == rest)
}

/// The address family; a private name has both.
pub(super) fn ip_address_type(
    kind: EndpointType,
    sent: Option<wire::IpAddressType>,
) -> Result<&'static str, Fault> {
    match (kind, sent) {
        (EndpointType::Private, Some(wire::IpAddressType::Ipv4)) => Err(bad_request(
            "Only dualstack ipAddressType is supported for Private domain names.",
        )),
        (EndpointType::Private, _) | (_, Some(wire::IpAddressType::Dualstack)) => Ok("dualstack"),
        _ => Ok("ipv4"),
    }
}

/// Refuses a domain name that cannot be what it says.
pub(super) fn domain_name(tx: &Tx<'_>, domain: &DomainName) -> Result<(), Fault> {
    let private = domain.is_private();
    if private && domain.endpoint_types.len() > 1 {
        return Err(bad_request(
            "A domain name cannot be migrated between public and private endpoint types",
        ));
    }
    certificates(tx, domain)?;
    security_policy::check(
        Some(&domain.security_policy),
        domain.endpoint_access_mode.as_deref(),
        &domain.endpoint_types,
    )?;
    if private && domain.security_policy == "TLS_1_0" {
        return Err(bad_request(
            "Private custom domain names only support the security policy TLS_1_2",
        ));
    }
    if domain.mutual_tls.is_some() && domain.endpoint_types != [EndpointType::Regional] {
        return Err(bad_request(
            "Mutual TLS authentication is only supported for domain names of the endpoint type REGIONAL",
        ));
    }
    if let Some(mutual_tls) = &domain.mutual_tls
        && !is_object(&mutual_tls.truststore_uri)
    {
        return Err(bad_request(
            "Invalid truststore URI specified. Must be of the form s3://bucket-name/key-name",
        ));
    }
    if !private && (domain.policy.is_some() || domain.management_policy.is_some()) {
        return Err(bad_request(
            "Policies are only supported for private custom domain names",
        ));
    }
    for document in [&domain.policy, &domain.management_policy]
        .into_iter()
        .flatten()
    {
        policy::check(document)?;
    }
    Ok(())
}

/// Each endpoint type has its certificate: that of the edge is in `us-east-1`, the others in the
/// region of the gateway.
fn certificates(tx: &Tx<'_>, domain: &DomainName) -> Result<(), Fault> {
    for kind in &domain.endpoint_types {
        let (arn, name, region) = match kind {
            EndpointType::Regional => (
                &domain.regional_certificate_arn,
                &domain.regional_certificate_name,
                tx.region(),
            ),
            EndpointType::Edge => (
                &domain.certificate_arn,
                &domain.certificate_name,
                "us-east-1",
            ),
            EndpointType::Private => (&domain.certificate_arn, &None, tx.region()),
        };
        match (arn, name) {
            (Some(arn), _) => certificate(arn, region)?,
            (None, Some(_)) => {}
            (None, None) => {
                return Err(bad_request(
                    "A certificate ARN must be specified for the domain name",
                ));
            }
        }
    }
    if let Some(arn) = &domain.ownership_verification_certificate_arn {
        certificate(arn, tx.region())?;
    }
    Ok(())
}

fn certificate(arn: &str, region: &str) -> Result<(), Fault> {
    let parsed = Arn::parse(arn).filter(|parsed| {
        let id = parsed.resource.strip_prefix("certificate/");
        parsed.service == "acm" && id.is_some_and(|id| !id.is_empty())
    });
    match parsed {
        Some(parsed) if parsed.region == region => Ok(()),
        Some(_) => Err(bad_request(format!(
            "Invalid certificate ARN: {arn}. Certificate must be in '{region}'."
        ))),
        None => Err(bad_request(format!("Invalid certificate ARN: {arn}"))),
    }
}

fn is_object(uri: &str) -> bool {
    uri.strip_prefix("s3://")
        .and_then(|rest| rest.split_once('/'))
        .is_some_and(|(bucket, key)| !bucket.is_empty() && !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_stands_for_one_label() {
        assert!(covers("*.example.com", "a.example.com"));
        assert!(!covers("*.example.com", "example.com"));
        assert!(!covers("*.example.com", "a.b.example.com"));
        assert!(!covers("a.example.com", "a.example.com"));
    }

    #[test]
    fn names_that_the_gateway_reads_itself_are_reserved() {
        let domain = Domain {
            region: "us-east-1".to_owned(),
            suffixes: vec!["amazonaws.com".to_owned()],
        };
        for (name, reserved) in [
            ("abc123.execute-api.us-east-1.amazonaws.com", true),
            ("*.execute-api.us-east-1.amazonaws.com", true),
            ("execute-api.us-east-1.amazonaws.com", true),
            ("vpce-1-a.execute-api.us-east-1.vpce.amazonaws.com", true),
            ("vpce.amazonaws.com", true),
            ("api.amazonaws.com", false),
            ("api.example.com", false),
            ("*.example.com", false),
        ] {
            assert_eq!(is_reserved(&domain, name), reserved, "{name}");
        }
    }
}
