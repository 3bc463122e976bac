//! AssumeRole. What is wrong with the call itself is said before anybody is asked for permission;
//! what would tell something about the role, only after.

use portcullis_catalog::AccountId;
use portcullis_catalog::identity::Role;
use portcullis_catalog::snapshot::IdentityKind;
use portcullis_wire::{Fault, sts};

use super::credentials::{Subject, check_size, issue, refuse_mfa};
use super::role;
use super::session_policy::SessionPolicies;
use super::session_tag::SessionTags;
use crate::{KeyValue, Offered, Permission, Tx, offer};

/// The longest session of a role assumed with another role's credentials (IAM User Guide, "Role
/// chaining").
const MAX_CHAINED_SECONDS: i32 = 3600;

pub(super) fn offered() -> Offered {
    offer("AssumeRole", permissions, assume)
}

/// A call in which nothing is wrong.
struct Request {
    account: AccountId,
    role: Option<Role>,
    tags: SessionTags,
    source_identity: Option<String>,
    seconds: i32,
}

fn permissions(tx: &Tx<'_>, input: &sts::AssumeRoleRequest) -> Result<Vec<Permission>, Fault> {
    let request = read(tx, input)?;
    let mut actions = vec!["sts:AssumeRole"];
    // What is inherited needs the permission of every role on the way, too (IAM User Guide,
    // "Pass session tags in AWS STS" and "Monitor and control actions taken with assumed roles").
    if !request.tags.is_empty() {
        actions.push("sts:TagSession");
    }
    if request.source_identity.is_some() {
        actions.push("sts:SetSourceIdentity");
    }
    Ok(role::for_each(&actions, &described(input, &request)))
}

/// The role, with everything that a trust policy may ask about the call.
fn described(input: &sts::AssumeRoleRequest, request: &Request) -> Permission {
    let mut permission = role::described(
        &input.role_arn,
        request.account,
        request.role.as_ref(),
        &input.role_session_name,
    );
    if let Some(id) = &input.external_id {
        permission = permission.with("sts:ExternalId", KeyValue::Text(id.clone()));
    }
    if let Some(identity) = &request.source_identity {
        permission = permission.with("sts:SourceIdentity", KeyValue::Text(identity.clone()));
    }
    if !request.tags.passed.is_empty() {
        permission = permission.bringing(request.tags.as_request_tags());
    }
    let transitive = request.tags.transitive_keys();
    if !transitive.is_empty() {
        permission = permission.with("sts:TransitiveTagKeys", KeyValue::Texts(transitive));
    }
    permission
}

fn assume(
    tx: &mut Tx<'_>,
    input: sts::AssumeRoleRequest,
) -> Result<sts::AssumeRoleResponse, Fault> {
    let request = read(tx, &input)?;
    let role = request
        .role
        .ok_or_else(|| denied("The role does not exist."))?;
    let chained = tx.principal()?.identity.kind == IdentityKind::Role;
    if chained && request.seconds > MAX_CHAINED_SECONDS {
        return Err(invalid(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        ));
    }
    role::check_duration(&role, request.seconds)?;
    let has_tags = !request.tags.is_empty();
    let policies = policies_of(&input)?;
    let credentials = issue(
        tx,
        Subject {
            account: role.account,
            identity_id: role.id.clone(),
            session_name: input.role_session_name.clone(),
            seconds: request.seconds.into(),
            policies: policies.documents(tx, role.account)?,
            tags: request.tags.into_all(),
            source_identity: request.source_identity.clone(),
            chained,
            federation: None,
        },
    )?;
    let packed = policies.packed_size(has_tags, &credentials.session_token)?;
    check_size(&credentials, input.minimum_session_token_size)?;
    Ok(sts::AssumeRoleResponse {
        credentials: Some(credentials),
        assumed_role_user: Some(role::shown(&role, &input.role_session_name)),
        packed_policy_size: packed,
        source_identity: request.source_identity,
        ..Default::default()
    })
}

fn policies_of(input: &sts::AssumeRoleRequest) -> Result<SessionPolicies<'_>, Fault> {
    SessionPolicies::read(input.policy.as_deref(), input.policy_arns.as_deref())
}

fn read(tx: &Tx<'_>, input: &sts::AssumeRoleRequest) -> Result<Request, Fault> {
    let account = role::account_of(&input.role_arn)?;
    policies_of(input)?;
    let principal = tx.principal()?;
    let tags = SessionTags::read(principal, input)?;
    if input
        .provided_contexts
        .as_ref()
        .is_some_and(|contexts| !contexts.is_empty())
    {
        return Err(invalid(
            "ProvidedContexts are not supported by this gateway.",
        ));
    }
    let source_identity = source_identity(tx, input)?;
    refuse_mfa(input.serial_number.as_deref(), input.token_code.as_deref())?;
    // The keys of a development double are root users, so there it is allowed.
    if principal.identity.kind == IdentityKind::Root && !tx.facts().development {
        return Err(denied("Roles may not be assumed by root accounts."));
    }
    Ok(Request {
        account,
        role: role::find(tx, account, &input.role_arn)?,
        tags,
        source_identity,
        seconds: input.duration_seconds.unwrap_or(role::DEFAULT_SECONDS),
    })
}

/// The source identity of the session: once set, it stays through every chained role.
fn source_identity(tx: &Tx<'_>, input: &sts::AssumeRoleRequest) -> Result<Option<String>, Fault> {
    let session = tx.principal()?.session.as_deref();
    let held = session.and_then(|session| session.claims.source_identity.as_ref());
    match (held, &input.source_identity) {
        (_, Some(given)) if given.to_ascii_lowercase().starts_with("aws:") => Err(invalid(
            "SourceIdentity must not begin with the reserved prefix 'aws:'.",
        )),
        (Some(held), Some(given)) if held != given => Err(denied(
            "The source identity of a session cannot be changed.",
        )),
        (Some(held), _) => Ok(Some(held.clone())),
        (None, given) => Ok(given.clone()),
    }
}

fn invalid(message: &str) -> Fault {
    sts::SERVICE.fault("ValidationError", message)
}

fn denied(message: &str) -> Fault {
    Fault::new(403, "AccessDenied", message)
}
