//! UpdateDomainName: which paths a custom domain name has, and what each does to it.

use portcullis_catalog::api::EndpointType;
use portcullis_catalog::domain::{DomainName, MutualTls};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::{MANAGEMENT_ACTION, POLICY_ACTION, check, find, make_labels, on, to_wire};
use crate::apigateway::fault::bad_request;
use crate::apigateway::patch::{self, Patch};
use crate::apigateway::{policy, security_policy};
use crate::{KeyValue, Permission, Tx};

pub(super) fn permissions(
    tx: &Tx<'_>,
    input: &wire::UpdateDomainNameRequest,
) -> Result<Vec<Permission>, Fault> {
    let id = input.domain_name_id.as_deref();
    let mut update = on(tx, "PATCH", &input.domain_name, id, "")?;
    let operations = input.patch_operations.as_deref().unwrap_or_default();
    let touches = |path: &str| {
        let mut paths = operations.iter().filter_map(|it| it.path.as_deref());
        paths.any(|sent| sent.starts_with(path))
    };
    for (path, key) in [
        ("/securityPolicy", "apigateway:Request/SecurityPolicy"),
        ("/routingMode", "apigateway:Request/RoutingMode"),
        (
            "/mutualTlsAuthentication/truststoreUri",
            "apigateway:Request/MtlsTrustStoreUri",
        ),
        (
            "/mutualTlsAuthentication/truststoreVersion",
            "apigateway:Request/MtlsTrustStoreVersion",
        ),
    ] {
        let mut sent = operations
            .iter()
            .filter(|operation| operation.path.as_deref() == Some(path));
        if let Some(operation) = sent.next_back() {
            let value = operation.value.clone().unwrap_or_default();
            update = update.with(key, KeyValue::Text(value));
        }
    }
    let types: Vec<String> = operations
        .iter()
        .filter(|operation| operation.op != Some(Op::Remove))
        .filter(|operation| {
            let path = operation.path.as_deref().unwrap_or_default();
            path.starts_with("/endpointConfiguration/types")
        })
        .filter_map(|operation| operation.value.clone())
        .collect();
    if !types.is_empty() {
        update = update.with("apigateway:Request/EndpointType", KeyValue::Texts(types));
    }
    let mut needed = vec![update];
    for (path, action) in [
        ("/policy", POLICY_ACTION),
        ("/managementPolicy", MANAGEMENT_ACTION),
    ] {
        if touches(path) {
            let mut permission = on(tx, "PATCH", &input.domain_name, id, "")?;
            permission.action = action.to_owned();
            needed.push(permission);
        }
    }
    Ok(needed)
}

pub(super) fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateDomainNameRequest,
) -> Result<wire::DomainName, Fault> {
    let mut domain = find(tx, &input.domain_name, input.domain_name_id.as_deref())?;
    for patch in patch::read(input.patch_operations)? {
        apply(tx, &mut domain, &patch)?;
    }
    make_labels(tx, &mut domain)?;
    check::domain_name(tx, &domain)?;
    tx.put(&domain)?;
    Ok(to_wire(tx, &domain))
}

fn apply(tx: &Tx<'_>, domain: &mut DomainName, patch: &Patch) -> Result<(), Fault> {
    match patch.path().as_slice() {
        ["certificateArn"] => {
            domain.certificate_arn = settled(patch)?;
            domain.certificate_uploaded = Some(tx.now());
        }
        ["certificateName"] => domain.certificate_name = settled(patch)?,
        ["regionalCertificateArn"] => domain.regional_certificate_arn = settled(patch)?,
        ["regionalCertificateName"] => domain.regional_certificate_name = settled(patch)?,
        ["ownershipVerificationCertificateArn"] => {
            domain.ownership_verification_certificate_arn = settled(patch)?;
        }
        ["securityPolicy"] => {
            let sent = patch.replaced()?.parse::<wire::SecurityPolicy>();
            let sent = sent.map_err(|_| bad_request("Invalid security policy specified"))?;
            sent.as_str().clone_into(&mut domain.security_policy);
        }
        ["endpointAccessMode"] => {
            let sent = settled(patch)?
                .map(|mode| mode.parse::<wire::EndpointAccessMode>())
                .transpose();
            let sent = sent.map_err(|_| {
                bad_request(
                    "Invalid endpoint access mode specified. Valid options are BASIC,STRICT",
                )
            })?;
            domain.endpoint_access_mode = sent.map(|mode| mode.as_str().to_owned());
        }
        ["routingMode"] => {
            let sent = patch.replaced()?.parse::<wire::RoutingMode>();
            let sent = sent.map_err(|_| bad_request("Invalid routing mode specified"))?;
            sent.as_str().clone_into(&mut domain.routing_mode);
        }
        ["mutualTlsAuthentication", member] => edit_mutual_tls(domain, patch, member)?,
        ["endpointConfiguration", "types", rest @ ..] => edit_types(domain, patch, rest)?,
        ["endpointConfiguration", "ipAddressType"] => {
            let sent = patch.replaced()?.parse::<wire::IpAddressType>();
            let sent =
                sent.map_err(|_| bad_request("ipAddressType must be either ipv4 or dualstack."))?;
            let kind = domain.endpoint_types.first();
            let kind = kind.copied().unwrap_or(EndpointType::Edge);
            domain.ip_address_type = check::ip_address_type(kind, Some(sent))?.to_owned();
        }
        ["policy"] => {
            let document = settled(patch)?;
            if let Some(document) = &document {
                policy::check(document)?;
            }
            domain.principal_ids = policy::principal_ids(tx, document.as_deref())?;
            domain.policy = document;
        }
        ["managementPolicy"] => {
            let document = settled(patch)?;
            if let Some(document) = &document {
                policy::check(document)?;
            }
            domain.management_principal_ids = policy::principal_ids(tx, document.as_deref())?;
            domain.management_policy = document;
        }
        _ => return Err(patch.unknown()),
    }
    Ok(())
}

/// The value of an `add` or a `replace`; nothing after a `remove` or for an empty value.
fn settled(patch: &Patch) -> Result<Option<String>, Fault> {
    patch.only(&[Op::Add, Op::Remove, Op::Replace])?;
    let stays = patch.op != Op::Remove && !patch.value.is_empty();
    Ok(stays.then(|| patch.value.clone()))
}

/// Without a trust store there is no mutual TLS.
fn edit_mutual_tls(domain: &mut DomainName, patch: &Patch, member: &str) -> Result<(), Fault> {
    let value = settled(patch)?;
    match (member, value) {
        ("truststoreUri", None) => domain.mutual_tls = None,
        ("truststoreUri", Some(truststore_uri)) => {
            let version = domain.mutual_tls.take();
            domain.mutual_tls = Some(MutualTls {
                truststore_uri,
                truststore_version: version.and_then(|known| known.truststore_version),
            });
        }
        ("truststoreVersion", truststore_version) => match &mut domain.mutual_tls {
            Some(known) => known.truststore_version = truststore_version,
            None if truststore_version.is_none() => {}
            None => {
                return Err(bad_request(
                    "A truststore version can only be set along with a truststore URI",
                ));
            }
        },
        _ => return Err(patch.unknown()),
    }
    Ok(())
}

/// A name moves between EDGE and REGIONAL by having both for a while (API Gateway Developer Guide,
/// "Migrating a custom domain name to a different API endpoint").
fn edit_types(domain: &mut DomainName, patch: &Patch, rest: &[&str]) -> Result<(), Fault> {
    let named = match (rest, patch.op) {
        ([], _) | ([_], Op::Replace | Op::Add) => patch.value.as_str(),
        ([name], _) => name,
        _ => return Err(patch.unknown()),
    };
    let sent = named.parse::<wire::EndpointType>().map_err(|_| {
        bad_request("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE")
    })?;
    let kind = check::type_of(sent);
    security_policy::check_type_change(
        domain
            .endpoint_access_mode
            .as_deref()
            .filter(|_| domain.endpoint_types != [kind]),
    )?;
    if domain.is_private() != (kind == EndpointType::Private) {
        return Err(bad_request(
            "A domain name cannot be migrated between public and private endpoint types",
        ));
    }
    let types = &mut domain.endpoint_types;
    match patch.op {
        Op::Add if !types.contains(&kind) => types.push(kind),
        Op::Add => {}
        Op::Replace => *types = vec![kind],
        Op::Remove => {
            types.retain(|known| *known != kind);
            if types.is_empty() {
                return Err(bad_request(
                    "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.",
                ));
            }
        }
        _ => {
            return Err(bad_request(
                "Invalid patch operation specified. Must be 'add'|'remove'|'replace'",
            ));
        }
    }
    // A certificate of an endpoint type that is gone is of no use.
    if !types.contains(&EndpointType::Regional) {
        domain.regional_certificate_arn = None;
        domain.regional_certificate_name = None;
    } else if !types.contains(&EndpointType::Edge) && !types.contains(&EndpointType::Private) {
        domain.certificate_arn = None;
        domain.certificate_name = None;
    }
    Ok(())
}
