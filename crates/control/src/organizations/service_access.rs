//! What other services may do in an organisation: trusted access is enabled, disabled and listed. No service here acts for
//! an organisation, so it is only kept, and there are no delegated administrators.

use portcullis_catalog::organization::Organization;
use portcullis_wire::organizations as wire;
use portcullis_wire::{Fault, Timestamp};

use super::caller::{anywhere, managed};
use super::fault::{constraint, invalid};
use super::page::Page;
use crate::{KeyValue, Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "EnableAWSServiceAccess",
            |tx, input: &wire::EnableAWSServiceAccessRequest| {
                Ok(to_change(
                    tx,
                    "EnableAWSServiceAccess",
                    &input.service_principal,
                ))
            },
            enable,
        ),
        offer(
            "DisableAWSServiceAccess",
            |tx, input: &wire::DisableAWSServiceAccessRequest| {
                Ok(to_change(
                    tx,
                    "DisableAWSServiceAccess",
                    &input.service_principal,
                ))
            },
            disable,
        ),
        offer(
            "ListAWSServiceAccessForOrganization",
            |tx, _: &wire::ListAWSServiceAccessForOrganizationRequest| {
                Ok(vec![anywhere(tx, "ListAWSServiceAccessForOrganization")])
            },
            list,
        ),
        offer(
            "ListDelegatedAdministrators",
            |tx, input: &wire::ListDelegatedAdministratorsRequest| {
                let permission = anywhere(tx, "ListDelegatedAdministrators");
                Ok(vec![match input.service_principal.clone() {
                    Some(service) => {
                        permission.with("organizations:ServicePrincipal", KeyValue::Text(service))
                    }
                    None => permission,
                }])
            },
            |tx, _| {
                with_all_features(tx)?;
                Ok(wire::ListDelegatedAdministratorsResponse {
                    delegated_administrators: Some(Vec::new()),
                    next_token: None,
                })
            },
        ),
    ]
}

fn to_change(tx: &Tx<'_>, action: &str, service: &str) -> Vec<Permission> {
    let service = KeyValue::Text(service.to_owned());
    vec![anywhere(tx, action).with("organizations:ServicePrincipal", service)]
}

fn enable(tx: &mut Tx<'_>, input: wire::EnableAWSServiceAccessRequest) -> Result<(), Fault> {
    let mut organization = with_all_features(tx)?;
    check_service(&input.service_principal)?;
    let now = tx.now();
    organization
        .service_access
        .entry(input.service_principal)
        .or_insert(now);
    tx.put(&organization)
}

fn disable(tx: &mut Tx<'_>, input: wire::DisableAWSServiceAccessRequest) -> Result<(), Fault> {
    let mut organization = with_all_features(tx)?;
    check_service(&input.service_principal)?;
    organization.service_access.remove(&input.service_principal);
    tx.put(&organization)
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::ListAWSServiceAccessForOrganizationRequest,
) -> Result<wire::ListAWSServiceAccessForOrganizationResponse, Fault> {
    let organization = with_all_features(tx)?;
    let (enabled_service_principals, next_token) = Page::of(
        organization.service_access,
        |(service, _)| service,
        input.next_token.as_deref(),
        input.max_results,
    )?
    .shown(|(service, since)| wire::EnabledServicePrincipal {
        service_principal: Some(service),
        date_enabled: Some(Timestamp::from_unix(since)),
    });
    Ok(wire::ListAWSServiceAccessForOrganizationResponse {
        enabled_service_principals,
        next_token,
    })
}

/// AWS knows the services by name; here whatever has the form of a service principal of AWS's is one.
fn check_service(principal: &str) -> Result<(), Fault> {
    let label = |label: &str| {
        let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !label.is_empty() && label.bytes().all(known)
    };
    match principal.strip_suffix(".amazonaws.com") {
        Some(service) if service.split('.').all(label) => Ok(()),
        _ => Err(invalid(
            "UNRECOGNIZED_SERVICE_PRINCIPAL",
            "You specified an unrecognized service principal.",
        )),
    }
}

/// The organisation that the caller's account manages, where it has all features.
fn with_all_features(tx: &Tx<'_>) -> Result<Organization, Fault> {
    let organization = managed(tx)?;
    if organization.all_features {
        return Ok(organization);
    }
    Err(constraint(
        "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        "The request failed because the organization does not have all features enabled. Please enable all features in your organization and then retry.",
    ))
}
