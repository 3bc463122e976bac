//! What other services may do in an organisation: trusted access and delegated administrators. No service here acts for
//! an organisation, so both lists are empty.

use portcullis_wire::Fault;
use portcullis_wire::organizations as wire;

use super::caller::{anywhere, managed};
use super::fault::constraint;
use crate::{Offered, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "ListAWSServiceAccessForOrganization",
            |tx, _: &wire::ListAWSServiceAccessForOrganizationRequest| {
                Ok(vec![anywhere(tx, "ListAWSServiceAccessForOrganization")])
            },
            |tx, _| {
                check_features(tx)?;
                Ok(wire::ListAWSServiceAccessForOrganizationResponse {
                    enabled_service_principals: Some(Vec::new()),
                    next_token: None,
                })
            },
        ),
        offer(
            "ListDelegatedAdministrators",
            |tx, _: &wire::ListDelegatedAdministratorsRequest| {
                Ok(vec![anywhere(tx, "ListDelegatedAdministrators")])
            },
            |tx, _| {
                check_features(tx)?;
                Ok(wire::ListDelegatedAdministratorsResponse {
                    delegated_administrators: Some(Vec::new()),
                    next_token: None,
                })
            },
        ),
    ]
}

fn check_features(tx: &Tx<'_>) -> Result<(), Fault> {
    if managed(tx)?.all_features {
        return Ok(());
    }
    Err(constraint(
        "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        "The request failed because the organization does not have all features enabled. Please enable all features in your organization and then retry.",
    ))
}
