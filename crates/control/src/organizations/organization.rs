//! The organisation itself: made by the account that will manage it, shown to every member, deleted when it is empty.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::Record;
use portcullis_catalog::account::{Account, Membership};
use portcullis_catalog::id;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::organization::{
    AccountCreation, Invitation, Organization, OrganizationPolicy, OrganizationalUnit,
};
use portcullis_wire::organizations as wire;
use portcullis_wire::organizations::{
    OrganizationFeatureSet, PolicyType, PolicyTypeStatus, PolicyTypeSummary,
};
use portcullis_wire::{Fault, Sensitive};
use serde::Deserialize;

use super::caller::{anywhere, managed, member_of, node_arn, organization_arn};
use super::fault::fault;
use super::node::{email_of, members};
use crate::{Offered, Tx, offer};

/// The input of an operation without parameters.
#[derive(Clone, Deserialize)]
struct NoInput {}

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateOrganization",
            |tx, _: &wire::CreateOrganizationRequest| Ok(vec![anywhere(tx, "CreateOrganization")]),
            create,
        ),
        offer(
            "DescribeOrganization",
            |tx, _: &NoInput| Ok(vec![anywhere(tx, "DescribeOrganization")]),
            |tx, _| {
                let organization = member_of(tx)?;
                Ok(wire::DescribeOrganizationResponse {
                    organization: Some(shown(tx, &organization)?),
                })
            },
        ),
        offer(
            "DeleteOrganization",
            |tx, _: &NoInput| Ok(vec![anywhere(tx, "DeleteOrganization")]),
            delete,
        ),
    ]
}

/// No policy type is enabled in the root at first. The API reference says otherwise of SCPs, but clients of AWS enable
/// the type after this call, and are not told that it is enabled already.
fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateOrganizationRequest,
) -> Result<wire::CreateOrganizationResponse, Fault> {
    let account: Option<Account> = tx.get(&Account::key_of(tx.account()))?;
    let mut account = account.unwrap_or_else(|| Account::new(tx.account(), tx.now()));
    if account.organization.is_some() {
        return Err(fault(
            "AlreadyInOrganizationException",
            "The AWS account is already a member of an organization.",
        ));
    }
    let organization = Organization {
        id: format!("o-{}", id::lower_case(&tx.random::<10>()?)),
        management: tx.account(),
        all_features: input.feature_set != Some(OrganizationFeatureSet::ConsolidatedBilling),
        created: tx.now(),
        root: format!("r-{}", id::lower_case(&tx.random::<4>()?)),
        policy_types: BTreeSet::new(),
        attached_policies: BTreeSet::new(),
        root_tags: Tags::new(),
        service_access: BTreeMap::new(),
    };
    account.organization = Some(Membership {
        organization_id: organization.id.clone(),
        parent: organization.root.clone(),
        joined: tx.now(),
        invited: true,
        attached_policies: BTreeSet::new(),
        tags: Tags::new(),
    });
    tx.put(&account)?;
    tx.put(&organization)?;
    Ok(wire::CreateOrganizationResponse {
        organization: Some(shown(tx, &organization)?),
    })
}

fn delete(tx: &mut Tx<'_>, _: NoInput) -> Result<(), Fault> {
    let organization = managed(tx)?;
    let mut others = Vec::new();
    for member in members(tx, &organization)? {
        if member.account.id == organization.management {
            tx.put(&member.account)?;
        } else {
            others.push(member);
        }
    }
    if !others.is_empty() {
        return Err(fault(
            "OrganizationNotEmptyException",
            "To delete an organization, you must first remove all accounts except the management account.",
        ));
    }
    let id = &organization.id;
    clear::<OrganizationalUnit>(tx, &OrganizationalUnit::key_of(id, ""))?;
    clear::<OrganizationPolicy>(tx, &OrganizationPolicy::key_of(id, ""))?;
    clear::<AccountCreation>(tx, &AccountCreation::key_of(id, ""))?;
    clear::<Invitation>(tx, &Invitation::key_of(id, ""))?;
    tx.delete(&organization.key());
    Ok(())
}

fn clear<R: Record>(tx: &mut Tx<'_>, prefix: &str) -> Result<(), Fault> {
    for record in tx.scan::<R>(prefix)? {
        tx.delete(&record.key());
    }
    Ok(())
}

fn shown(tx: &Tx<'_>, organization: &Organization) -> Result<wire::Organization, Fault> {
    let management = organization.management;
    let account: Option<Account> = tx.get(&Account::key_of(management))?;
    let account = account.unwrap_or_else(|| Account::new(management, 0));
    // AWS names SCPs here in every organisation with all features, whatever is enabled (AWS Organizations API
    // Reference, "Organization").
    let available = organization.all_features.then_some(PolicyTypeSummary {
        r#type: Some(PolicyType::ServiceControlPolicy),
        status: Some(PolicyTypeStatus::Enabled),
    });
    Ok(wire::Organization {
        id: Some(organization.id.clone()),
        arn: Some(organization_arn(organization)),
        feature_set: Some(if organization.all_features {
            OrganizationFeatureSet::All
        } else {
            OrganizationFeatureSet::ConsolidatedBilling
        }),
        master_account_arn: Some(node_arn(organization, management.as_str())),
        master_account_id: Some(management.to_string()),
        master_account_email: Some(Sensitive::from(email_of(&account))),
        available_policy_types: Some(available.into_iter().collect()),
    })
}
