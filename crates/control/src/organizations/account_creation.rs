//! New accounts. AWS makes an account in the background and is asked how it went; here it is made with the answer, and
//! the request remembers what came of it.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::account::{Account, Membership};
use portcullis_catalog::identity::Role;
use portcullis_catalog::organization::{AccountCreation, AccountCreationFailure, Organization};
use portcullis_catalog::{AccountId, Record, id};
use portcullis_wire::organizations as wire;
use portcullis_wire::organizations::{CreateAccountFailureReason, CreateAccountState};
use portcullis_wire::{Fault, Sensitive, Timestamp};

use super::caller::{anywhere, managed};
use super::fault::{constraint, fault, invalid};
use super::node::{attached_by_default, email_of, members};
use super::page::Page;
use super::tag_set;
use crate::tx::internal;
use crate::{Offered, Tx, offer};

/// AWS Organizations User Guide, "Quotas for AWS Organizations": so many are to be had on request.
pub(super) const MOST_ACCOUNTS: usize = 10_000;
/// How long AWS shows what came of a request.
const REMEMBERED: i64 = 90 * 86_400;
/// The role by which the management account gets in, where no other name is asked for.
const ROLE: &str = "OrganizationAccountAccessRole";

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateAccount",
            |tx, input: &wire::CreateAccountRequest| {
                let permission = |action: &str| Ok(anywhere(tx, action));
                tag_set::creating(permission, "CreateAccount", input.tags.as_deref())
            },
            create,
        ),
        offer(
            "DescribeCreateAccountStatus",
            |tx, _: &wire::DescribeCreateAccountStatusRequest| {
                Ok(vec![anywhere(tx, "DescribeCreateAccountStatus")])
            },
            |tx, input| {
                let organization = managed(tx)?;
                let id = &input.create_account_request_id;
                let creation = tx.get(&AccountCreation::key_of(&organization.id, id))?;
                let creation: AccountCreation = creation.ok_or_else(|| {
                    fault(
                        "CreateAccountStatusNotFoundException",
                        "You specified a create account request that doesn't exist.",
                    )
                })?;
                Ok(wire::DescribeCreateAccountStatusResponse {
                    create_account_status: Some(shown(&creation)),
                })
            },
        ),
        offer(
            "ListCreateAccountStatus",
            |tx, _: &wire::ListCreateAccountStatusRequest| {
                Ok(vec![anywhere(tx, "ListCreateAccountStatus")])
            },
            list,
        ),
    ]
}

/// Refuses one more account than an organisation may have.
pub(super) fn check_room(tx: &Tx<'_>, organization: &Organization) -> Result<(), Fault> {
    if members(tx, organization)?.len() >= MOST_ACCOUNTS {
        return Err(constraint(
            "ACCOUNT_NUMBER_LIMIT_EXCEEDED",
            "You have exceeded the allowed number of AWS accounts.",
        ));
    }
    Ok(())
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateAccountRequest,
) -> Result<wire::CreateAccountResponse, Fault> {
    let organization = managed(tx)?;
    check_room(tx, &organization)?;
    let role = input.role_name.as_deref().unwrap_or(ROLE);
    if role.starts_with("AWSServiceRoleFor") {
        return Err(invalid(
            "INVALID_ROLE_NAME",
            "You provided a role name that isn't valid. A role name can't begin with the reserved prefix AWSServiceRoleFor.",
        ));
    }
    let tags = tag_set::read(input.tags.as_deref())?;
    forget(tx, &organization)?;
    let (name, email) = (input.account_name.expose(), input.email.expose());
    let outcome = if is_known(tx, email)? {
        Err(AccountCreationFailure::EmailAlreadyExists)
    } else {
        let account = Account {
            name: Some(name.to_owned()),
            email: Some(email.to_owned()),
            organization: Some(Membership {
                organization_id: organization.id.clone(),
                parent: organization.root.clone(),
                joined: tx.now(),
                invited: false,
                attached_policies: attached_by_default(&organization),
                tags,
            }),
            ..Account::new(unused_id(tx)?, tx.now())
        };
        tx.put(&account)?;
        tx.put(&access_role(tx, account.id, organization.management, role)?)?;
        Ok(account.id)
    };
    let creation = AccountCreation {
        id: format!("car-{}", id::lower_case(&tx.random::<32>()?)),
        organization: organization.id,
        name: name.to_owned(),
        requested: tx.now(),
        outcome,
    };
    tx.put(&creation)?;
    Ok(wire::CreateAccountResponse {
        create_account_status: Some(shown(&creation)),
    })
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::ListCreateAccountStatusRequest,
) -> Result<wire::ListCreateAccountStatusResponse, Fault> {
    let organization = managed(tx)?;
    let mut creations: Vec<AccountCreation> =
        tx.scan(&AccountCreation::key_of(&organization.id, ""))?;
    if let Some(states) = &input.states {
        creations.retain(|creation| states.contains(&state(creation)));
    }
    let page = Page::of(
        creations,
        |creation| &creation.id,
        input.next_token.as_deref(),
        input.max_results,
    )?;
    let (create_account_statuses, next_token) = page.shown(|creation| shown(&creation));
    Ok(wire::ListCreateAccountStatusResponse {
        create_account_statuses,
        next_token,
    })
}

/// The role in a new account that the management account may assume (AWS Organizations User Guide, "Accessing member
/// accounts in an organization").
fn access_role(
    tx: &Tx<'_>,
    account: AccountId,
    management: AccountId,
    name: &str,
) -> Result<Role, Fault> {
    Ok(Role {
        account,
        name: name.to_owned(),
        path: "/".to_owned(),
        id: id::unique_id("AROA", &tx.random()?),
        created: tx.now(),
        description: None,
        max_session_duration: 3_600,
        assume_role_policy: format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{management}:root"}},"Action":"sts:AssumeRole"}}]}}"#
        ),
        trusted_ids: BTreeMap::new(),
        tags: BTreeMap::new(),
        permissions_boundary: None,
        inline_policies: BTreeMap::new(),
        attached_policies: BTreeSet::from([
            "arn:aws:iam::aws:policy/AdministratorAccess".to_owned()
        ]),
    })
}

/// Whether an account has the address.
fn is_known(tx: &Tx<'_>, email: &str) -> Result<bool, Fault> {
    let accounts: Vec<Account> = tx.scan("account/")?;
    let mut accounts = accounts.iter();
    Ok(accounts.any(|account| email_of(account).eq_ignore_ascii_case(email)))
}

/// Twelve digits that are no account's.
fn unused_id(tx: &Tx<'_>) -> Result<AccountId, Fault> {
    for _ in 0..16 {
        let digits: String = tx
            .random::<12>()?
            .iter()
            .map(|byte| char::from(b'0' + byte % 10))
            .collect();
        let id = AccountId::parse(&digits).map_err(internal)?;
        if tx.get::<Account>(&Account::key_of(id))?.is_none() {
            return Ok(id);
        }
    }
    Err(internal("no account id is free"))
}

/// What came of a request is not remembered for ever.
fn forget(tx: &mut Tx<'_>, organization: &Organization) -> Result<(), Fault> {
    let prefix = AccountCreation::key_of(&organization.id, "");
    for creation in tx.scan::<AccountCreation>(&prefix)? {
        if creation.requested < tx.now() - REMEMBERED {
            tx.delete(&creation.key());
        }
    }
    Ok(())
}

const fn state(creation: &AccountCreation) -> CreateAccountState {
    match creation.outcome {
        Ok(_) => CreateAccountState::Succeeded,
        Err(_) => CreateAccountState::Failed,
    }
}

fn shown(creation: &AccountCreation) -> wire::CreateAccountStatus {
    let at = Timestamp::from_unix(creation.requested);
    wire::CreateAccountStatus {
        id: Some(creation.id.clone()),
        account_name: Some(Sensitive::from(creation.name.as_str())),
        state: Some(state(creation)),
        requested_timestamp: Some(at),
        completed_timestamp: Some(at),
        account_id: creation.outcome.ok().map(|account| account.to_string()),
        gov_cloud_account_id: None,
        failure_reason: creation.outcome.err().map(|failure| match failure {
            AccountCreationFailure::EmailAlreadyExists => {
                CreateAccountFailureReason::EmailAlreadyExists
            }
        }),
    }
}
