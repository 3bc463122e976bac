//! The accounts of an organisation: shown, moved, removed, closed.

use portcullis_catalog::organization::Organization;
use portcullis_wire::organizations as wire;
use portcullis_wire::organizations::{AccountJoinedMethod, AccountState, AccountStatus};
use portcullis_wire::{Fault, Sensitive, Timestamp};
use serde::Deserialize;

use super::caller::{anywhere, managed, member_of, node_arn, on};
use super::fault::{constraint, fault, no_such_account, no_such_parent};
use super::node::{Member, Node, email_of, member, members, name_of};
use super::organizational_unit::path_to;
use super::page::Page;
use super::tag_set;
use crate::{Offered, Permission, Tx, offer};

/// The input of an operation without parameters.
#[derive(Clone, Deserialize)]
struct NoInput {}

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "DescribeAccount",
            |tx, input: &wire::DescribeAccountRequest| {
                permissions(tx, "DescribeAccount", &input.account_id)
            },
            |tx, input| {
                let organization = managed(tx)?;
                let member = find(tx, &organization, &input.account_id)?;
                Ok(wire::DescribeAccountResponse {
                    account: Some(shown(tx, &organization, &member)?),
                })
            },
        ),
        offer(
            "ListAccounts",
            |tx, _: &wire::ListAccountsRequest| Ok(vec![anywhere(tx, "ListAccounts")]),
            |tx, input| {
                let organization = managed(tx)?;
                let members = members(tx, &organization)?;
                let (accounts, next_token) = page(
                    tx,
                    &organization,
                    members,
                    input.next_token,
                    input.max_results,
                )?;
                Ok(wire::ListAccountsResponse {
                    accounts,
                    next_token,
                })
            },
        ),
        offer(
            "ListAccountsForParent",
            |tx, input: &wire::ListAccountsForParentRequest| {
                Ok(vec![on(tx, "ListAccountsForParent", |organization| {
                    node_arn(organization, &input.parent_id)
                })?])
            },
            |tx, input| {
                let organization = managed(tx)?;
                let parent = Node::parent(tx, &organization, &input.parent_id)?
                    .ok_or_else(no_such_parent)?;
                let mut members = members(tx, &organization)?;
                members.retain(|member| member.membership.parent == parent.id());
                let (accounts, next_token) = page(
                    tx,
                    &organization,
                    members,
                    input.next_token,
                    input.max_results,
                )?;
                Ok(wire::ListAccountsForParentResponse {
                    accounts,
                    next_token,
                })
            },
        ),
        offer(
            "MoveAccount",
            |tx, input: &wire::MoveAccountRequest| {
                let mut permissions = permissions(tx, "MoveAccount", &input.account_id)?;
                for parent in [&input.source_parent_id, &input.destination_parent_id] {
                    permissions.push(on(tx, "MoveAccount", |organization| {
                        node_arn(organization, parent)
                    })?);
                }
                Ok(permissions)
            },
            move_account,
        ),
        offer(
            "RemoveAccountFromOrganization",
            |tx, input: &wire::RemoveAccountFromOrganizationRequest| {
                permissions(tx, "RemoveAccountFromOrganization", &input.account_id)
            },
            |tx, input| {
                let organization = managed(tx)?;
                let member = find(tx, &organization, &input.account_id)?;
                leave(tx, &organization, member)
            },
        ),
        offer(
            "LeaveOrganization",
            |tx, _: &NoInput| Ok(vec![anywhere(tx, "LeaveOrganization")]),
            |tx, _| {
                let organization = member_of(tx)?;
                let member = find(tx, &organization, tx.account().as_str())?;
                leave(tx, &organization, member)
            },
        ),
        offer(
            "CloseAccount",
            |tx, input: &wire::CloseAccountRequest| {
                permissions(tx, "CloseAccount", &input.account_id)
            },
            close,
        ),
    ]
}

fn permissions(tx: &Tx<'_>, action: &str, id: &str) -> Result<Vec<Permission>, Fault> {
    let permission = on(tx, action, |organization| node_arn(organization, id))?;
    Ok(vec![tag_set::of_node(tx, permission, id)?])
}

fn find(tx: &Tx<'_>, organization: &Organization, id: &str) -> Result<Member, Fault> {
    member(tx, organization, id)?.ok_or_else(no_such_account)
}

fn move_account(tx: &mut Tx<'_>, input: wire::MoveAccountRequest) -> Result<(), Fault> {
    let organization = managed(tx)?;
    let mut member = find(tx, &organization, &input.account_id)?;
    let source = Node::parent(tx, &organization, &input.source_parent_id)?;
    if source.is_none_or(|source| source.id() != member.membership.parent) {
        return Err(fault(
            "SourceParentNotFoundException",
            "You specified a source parent that doesn't exist.",
        ));
    }
    let destination = Node::parent(tx, &organization, &input.destination_parent_id)?;
    let Some(destination) = destination else {
        return Err(fault(
            "DestinationParentNotFoundException",
            "You specified a destination parent that doesn't exist.",
        ));
    };
    if destination.id() == member.membership.parent {
        return Err(fault(
            "DuplicateAccountException",
            "The account is already present in the specified destination.",
        ));
    }
    destination.id().clone_into(&mut member.membership.parent);
    member.put(tx)
}

/// An account that goes takes neither tags nor policies with it. AWS asks for a payment method and for some days to have
/// passed, where the organisation made the account; there is no such thing here.
fn leave(tx: &mut Tx<'_>, organization: &Organization, member: Member) -> Result<(), Fault> {
    if member.account.id == organization.management {
        return Err(fault(
            "MasterCannotLeaveOrganizationException",
            "You can't remove a management account from an organization.",
        ));
    }
    tx.put(&member.account)
}

/// AWS takes some minutes; here the account is closed with the answer.
fn close(tx: &mut Tx<'_>, input: wire::CloseAccountRequest) -> Result<(), Fault> {
    let organization = managed(tx)?;
    let mut member = find(tx, &organization, &input.account_id)?;
    if member.account.id == organization.management {
        return Err(constraint(
            "CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
            "You can't close the management account.",
        ));
    }
    if !organization.all_features {
        return Err(constraint(
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
            "The request failed because the organization does not have all features enabled. Please enable all features in your organization and then retry.",
        ));
    }
    if member.account.closed.is_some() {
        return Err(fault(
            "AccountAlreadyClosedException",
            "The provided account is already closed.",
        ));
    }
    member.account.closed = Some(tx.now());
    member.put(tx)
}

fn page(
    tx: &Tx<'_>,
    organization: &Organization,
    members: Vec<Member>,
    token: Option<String>,
    max_results: Option<i32>,
) -> Result<(Option<Vec<wire::Account>>, Option<String>), Fault> {
    let page = Page::of(
        members,
        |member| member.account.id.as_str(),
        token.as_deref(),
        max_results,
    )?;
    let shown: Result<Vec<_>, Fault> = page
        .items
        .iter()
        .map(|member| shown(tx, organization, member))
        .collect();
    Ok((Some(shown?), page.next_token))
}

fn shown(
    tx: &Tx<'_>,
    organization: &Organization,
    member: &Member,
) -> Result<wire::Account, Fault> {
    let Member {
        account,
        membership,
    } = member;
    let (status, state) = match account.closed {
        None => (AccountStatus::Active, AccountState::Active),
        Some(_) => (AccountStatus::Suspended, AccountState::Suspended),
    };
    let place = path_to(tx, organization, &membership.parent)?;
    Ok(wire::Account {
        id: Some(account.id.to_string()),
        arn: Some(node_arn(organization, account.id.as_str())),
        email: Some(Sensitive::from(email_of(account))),
        name: Some(Sensitive::from(name_of(account))),
        status: Some(status),
        state: Some(state),
        paths: Some(vec![format!("{place}{}/", account.id)]),
        joined_method: Some(if membership.invited {
            AccountJoinedMethod::Invited
        } else {
            AccountJoinedMethod::Created
        }),
        joined_timestamp: Some(Timestamp::from_unix(membership.joined)),
    })
}
