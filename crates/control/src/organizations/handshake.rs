//! Invitations: how an account that exists joins an organisation. The management account sends and cancels them, the
//! invited account accepts or declines. Of AWS's handshakes it is the only kind here.

use portcullis_catalog::account::{Account, Membership};
use portcullis_catalog::organization::{Invitation, InvitationState, Organization};
use portcullis_catalog::{AccountId, Record, id};
use portcullis_wire::organizations as wire;
use portcullis_wire::organizations::{
    ActionType, HandshakePartyType, HandshakeResourceType, HandshakeState,
};
use portcullis_wire::{Fault, Sensitive, Timestamp};

use super::account_creation::check_room;
use super::caller::{anywhere, managed, organization_of};
use super::fault::{fault, invalid, not_for_this_account};
use super::node::{attached_by_default, email_of, name_of};
use super::page::Page;
use super::tag_set;
use crate::{Offered, Permission, Tx, offer};

/// AWS Organizations User Guide, "Inviting an account": an invitation is good for fifteen days.
const LIFE: i64 = 15 * 86_400;
/// How long one that is over is shown.
const REMEMBERED: i64 = 30 * 86_400;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "InviteAccountToOrganization",
            |tx, input: &wire::InviteAccountToOrganizationRequest| {
                let permission = |action: &str| Ok(anywhere(tx, action));
                tag_set::creating(
                    permission,
                    "InviteAccountToOrganization",
                    input.tags.as_deref(),
                )
            },
            invite,
        ),
        offer(
            "AcceptHandshake",
            |tx, input: &wire::AcceptHandshakeRequest| {
                permissions(tx, "AcceptHandshake", &input.handshake_id)
            },
            |tx, input| {
                Ok(wire::AcceptHandshakeResponse {
                    handshake: Some(accept(tx, &input.handshake_id)?),
                })
            },
        ),
        offer(
            "DeclineHandshake",
            |tx, input: &wire::DeclineHandshakeRequest| {
                permissions(tx, "DeclineHandshake", &input.handshake_id)
            },
            |tx, input| {
                let invitation = find(tx, &input.handshake_id)?;
                if invitation.account != tx.account() {
                    return Err(not_for_this_account());
                }
                Ok(wire::DeclineHandshakeResponse {
                    handshake: Some(end(tx, invitation, InvitationState::Declined)?),
                })
            },
        ),
        offer(
            "CancelHandshake",
            |tx, input: &wire::CancelHandshakeRequest| {
                permissions(tx, "CancelHandshake", &input.handshake_id)
            },
            |tx, input| {
                let invitation = find(tx, &input.handshake_id)?;
                if invitation.management != tx.account() {
                    return Err(not_for_this_account());
                }
                Ok(wire::CancelHandshakeResponse {
                    handshake: Some(end(tx, invitation, InvitationState::Canceled)?),
                })
            },
        ),
        offer(
            "DescribeHandshake",
            |tx, input: &wire::DescribeHandshakeRequest| {
                permissions(tx, "DescribeHandshake", &input.handshake_id)
            },
            |tx, input| {
                let invitation = find(tx, &input.handshake_id)?;
                Ok(wire::DescribeHandshakeResponse {
                    handshake: Some(shown(tx, &invitation)?),
                })
            },
        ),
        offer(
            "ListHandshakesForAccount",
            |tx, _: &wire::ListHandshakesForAccountRequest| {
                Ok(vec![anywhere(tx, "ListHandshakesForAccount")])
            },
            |tx, input| {
                let mut received = all(tx)?;
                received.retain(|invitation| invitation.account == tx.account());
                let (handshakes, next_token) = page(
                    tx,
                    received,
                    input.filter,
                    input.next_token.as_deref(),
                    input.max_results,
                )?;
                Ok(wire::ListHandshakesForAccountResponse {
                    handshakes,
                    next_token,
                })
            },
        ),
        offer(
            "ListHandshakesForOrganization",
            |tx, _: &wire::ListHandshakesForOrganizationRequest| {
                Ok(vec![anywhere(tx, "ListHandshakesForOrganization")])
            },
            |tx, input| {
                let organization = managed(tx)?;
                let sent = tx.scan(&Invitation::key_of(&organization.id, ""))?;
                let (handshakes, next_token) = page(
                    tx,
                    sent,
                    input.filter,
                    input.next_token.as_deref(),
                    input.max_results,
                )?;
                Ok(wire::ListHandshakesForOrganizationResponse {
                    handshakes,
                    next_token,
                })
            },
        ),
    ]
}

fn permissions(tx: &Tx<'_>, action: &str, id: &str) -> Result<Vec<Permission>, Fault> {
    let permission = anywhere(tx, action);
    Ok(vec![match lookup(tx, id)? {
        Some(invitation) => Permission {
            resource: arn_of(&invitation),
            ..permission
        },
        None => permission,
    }])
}

fn invite(
    tx: &mut Tx<'_>,
    input: wire::InviteAccountToOrganizationRequest,
) -> Result<wire::InviteAccountToOrganizationResponse, Fault> {
    let organization = managed(tx)?;
    check_room(tx, &organization)?;
    let target = input.target.id.expose();
    let (account, email) = match input.target.r#type {
        HandshakePartyType::Account => (account_target(target)?, None),
        HandshakePartyType::Email => (email_target(tx, target)?, Some(target.to_owned())),
        HandshakePartyType::Organization => {
            return Err(invalid(
                "INVALID_PARTY_TYPE_TARGET",
                "You specified the wrong type of entity (account, organization, or email) as a party.",
            ));
        }
    };
    if organization_of(tx, account)?.is_some() {
        return Err(already_in_an_organization());
    }
    let mut sent: Vec<Invitation> = tx.scan(&Invitation::key_of(&organization.id, ""))?;
    for old in &sent {
        if old.expires < tx.now() - REMEMBERED {
            tx.delete(&old.key());
        }
    }
    sent.retain(|sent| sent.account == account && state(tx, sent) == HandshakeState::Open);
    if !sent.is_empty() {
        return Err(fault(
            "DuplicateHandshakeException",
            "A handshake with the same action and target already exists.",
        ));
    }
    let invitation = Invitation {
        id: format!("h-{}", id::lower_case(&tx.random::<10>()?)),
        organization: organization.id,
        management: organization.management,
        account,
        email,
        notes: input.notes.map(|notes| notes.expose().to_owned()),
        state: InvitationState::Open,
        requested: tx.now(),
        expires: tx.now() + LIFE,
        tags: tag_set::read(input.tags.as_deref())?,
    };
    tx.put(&invitation)?;
    Ok(wire::InviteAccountToOrganizationResponse {
        handshake: Some(shown(tx, &invitation)?),
    })
}

fn accept(tx: &mut Tx<'_>, id: &str) -> Result<wire::Handshake, Fault> {
    let invitation = find(tx, id)?;
    if invitation.account != tx.account() {
        return Err(not_for_this_account());
    }
    check_open(tx, &invitation, InvitationState::Accepted)?;
    if organization_of(tx, tx.account())?.is_some() {
        return Err(already_in_an_organization());
    }
    let organization: Option<Organization> =
        tx.get(&Organization::key_of(&invitation.organization))?;
    let organization = organization.ok_or_else(no_such_handshake)?;
    check_room(tx, &organization)?;
    let account: Option<Account> = tx.get(&Account::key_of(tx.account()))?;
    let mut account = account.unwrap_or_else(|| Account::new(tx.account(), tx.now()));
    account.organization = Some(Membership {
        organization_id: organization.id.clone(),
        parent: organization.root.clone(),
        joined: tx.now(),
        invited: true,
        attached_policies: attached_by_default(&organization),
        tags: invitation.tags.clone(),
    });
    tx.put(&account)?;
    end(tx, invitation, InvitationState::Accepted)
}

fn end(
    tx: &mut Tx<'_>,
    mut invitation: Invitation,
    state: InvitationState,
) -> Result<wire::Handshake, Fault> {
    check_open(tx, &invitation, state)?;
    invitation.state = state;
    tx.put(&invitation)?;
    shown(tx, &invitation)
}

fn check_open(tx: &Tx<'_>, invitation: &Invitation, wanted: InvitationState) -> Result<(), Fault> {
    if invitation.state == wanted {
        return Err(fault(
            "HandshakeAlreadyInStateException",
            "The specified handshake is already in the requested state.",
        ));
    }
    if state(tx, invitation) != HandshakeState::Open {
        return Err(fault(
            "InvalidHandshakeTransitionException",
            "You can't perform the operation on the handshake in its current state.",
        ));
    }
    Ok(())
}

fn account_target(text: &str) -> Result<AccountId, Fault> {
    AccountId::parse(text).map_err(|_| {
        invalid(
            "INVALID_PATTERN",
            "You provided a value that does not match the required pattern.",
        )
    })
}

/// Nobody is sent an email here: the address has to be one that an account was made with.
fn email_target(tx: &Tx<'_>, email: &str) -> Result<AccountId, Fault> {
    let accounts: Vec<Account> = tx.scan("account/")?;
    let mut accounts = accounts.iter();
    accounts
        .find(|account| email_of(account).eq_ignore_ascii_case(email))
        .map(|account| account.id)
        .ok_or_else(|| {
            invalid(
                "INVALID_EMAIL_ADDRESS_TARGET",
                "You specified an invalid email address for the invited account owner.",
            )
        })
}

fn already_in_an_organization() -> Fault {
    fault(
        "HandshakeConstraintViolationException",
        "The handshake request is invalid because the invited account is already a member of an organization.",
    )
    .with_field("Reason", "ALREADY_IN_AN_ORGANIZATION")
}

fn no_such_handshake() -> Fault {
    fault(
        "HandshakeNotFoundException",
        "You specified a handshake that doesn't exist.",
    )
}

fn all(tx: &Tx<'_>) -> Result<Vec<Invitation>, Fault> {
    tx.scan(&format!("{}/", Invitation::KIND))
}

/// An invitation that concerns the caller's account.
fn lookup(tx: &Tx<'_>, id: &str) -> Result<Option<Invitation>, Fault> {
    let mut invitations = all(tx)?.into_iter();
    Ok(invitations.find(|invitation| {
        invitation.id == id && [invitation.account, invitation.management].contains(&tx.account())
    }))
}

fn find(tx: &Tx<'_>, id: &str) -> Result<Invitation, Fault> {
    lookup(tx, id)?.ok_or_else(no_such_handshake)
}

fn page(
    tx: &Tx<'_>,
    mut invitations: Vec<Invitation>,
    filter: Option<wire::HandshakeFilter>,
    token: Option<&str>,
    max_results: Option<i32>,
) -> Result<(Option<Vec<wire::Handshake>>, Option<String>), Fault> {
    let filter = filter.unwrap_or_default();
    // No invitation is part of another handshake.
    if filter.parent_handshake_id.is_some()
        || filter
            .action_type
            .is_some_and(|action| action != ActionType::Invite)
    {
        invitations.clear();
    }
    invitations.sort_by(|one, other| one.id.cmp(&other.id));
    let page = Page::of(invitations, |invitation| &invitation.id, token, max_results)?;
    let shown: Result<Vec<_>, Fault> = page
        .items
        .iter()
        .map(|invitation| shown(tx, invitation))
        .collect();
    Ok((Some(shown?), page.next_token))
}

fn state(tx: &Tx<'_>, invitation: &Invitation) -> HandshakeState {
    match invitation.state {
        InvitationState::Open if invitation.expires <= tx.now() => HandshakeState::Expired,
        InvitationState::Open => HandshakeState::Open,
        InvitationState::Canceled => HandshakeState::Canceled,
        InvitationState::Accepted => HandshakeState::Accepted,
        InvitationState::Declined => HandshakeState::Declined,
    }
}

/// `arn:aws:organizations::MANAGEMENT:handshake/o-…/invite/h-…`
fn arn_of(invitation: &Invitation) -> String {
    format!(
        "arn:aws:organizations::{}:handshake/{}/invite/{}",
        invitation.management, invitation.organization, invitation.id
    )
}

fn shown(tx: &Tx<'_>, invitation: &Invitation) -> Result<wire::Handshake, Fault> {
    let management: Option<Account> = tx.get(&Account::key_of(invitation.management))?;
    let management = management.unwrap_or_else(|| Account::new(invitation.management, 0));
    let (target, party_type, resource_type) = match &invitation.email {
        Some(email) => (
            email.clone(),
            HandshakePartyType::Email,
            HandshakeResourceType::Email,
        ),
        None => (
            invitation.account.to_string(),
            HandshakePartyType::Account,
            HandshakeResourceType::Account,
        ),
    };
    let resource = |kind, value: &str, inner: Option<Vec<_>>| wire::HandshakeResource {
        value: Some(Sensitive::from(value)),
        r#type: Some(kind),
        resources: inner,
    };
    let organization = resource(
        HandshakeResourceType::Organization,
        &invitation.organization,
        Some(vec![
            resource(
                HandshakeResourceType::MasterEmail,
                &email_of(&management),
                None,
            ),
            resource(
                HandshakeResourceType::MasterName,
                &name_of(&management),
                None,
            ),
            resource(HandshakeResourceType::OrganizationFeatureSet, "ALL", None),
        ]),
    );
    let mut resources = vec![organization, resource(resource_type, &target, None)];
    if let Some(notes) = &invitation.notes {
        resources.push(resource(HandshakeResourceType::Notes, notes, None));
    }
    let party = |id: &str, r#type| wire::HandshakeParty {
        id: Sensitive::from(id),
        r#type,
    };
    Ok(wire::Handshake {
        id: Some(invitation.id.clone()),
        arn: Some(arn_of(invitation)),
        parties: Some(vec![
            party(&invitation.organization, HandshakePartyType::Organization),
            party(&target, party_type),
        ]),
        state: Some(state(tx, invitation)),
        requested_timestamp: Some(Timestamp::from_unix(invitation.requested)),
        expiration_timestamp: Some(Timestamp::from_unix(invitation.expires)),
        action: Some(ActionType::Invite),
        resources: Some(resources),
    })
}
