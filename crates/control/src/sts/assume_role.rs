//! AssumeRole. What is wrong with the call itself is said before anybody is asked for permission;
//! what would tell something about the role, only after.

use portcullis_catalog::AccountId;
use portcullis_catalog::identity::Role;
use portcullis_catalog::snapshot::IdentityKind;
use portcullis_iam::Arn;
use portcullis_wire::{Fault, sts};

use super::credentials::{Subject, check_size, issue, refuse_mfa};
use super::session_policy;
use super::session_tag::SessionTags;
use crate::{KeyValue, Offered, Permission, Tx, offer};

const DEFAULT_SECONDS: i32 = 3600;
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
    let mut permission = described(input, &request);
    // A role that is not there has an id that no role has: it trusts nobody.
    permission.trusted_by = Some(request.role.map(|role| role.id).unwrap_or_default());
    let with_action = |action: &str| Permission {
        action: action.to_owned(),
        ..permission.clone()
    };
    Ok(actions.into_iter().map(with_action).collect())
}

/// The role, with everything that a trust policy may ask about the call.
fn described(input: &sts::AssumeRoleRequest, request: &Request) -> Permission {
    let mut permission = Permission::new("", &input.role_arn, request.account);
    let mut texts = vec![("sts:RoleSessionName", &input.role_session_name)];
    texts.extend(input.external_id.as_ref().map(|id| ("sts:ExternalId", id)));
    texts.extend(
        request
            .source_identity
            .as_ref()
            .map(|identity| ("sts:SourceIdentity", identity)),
    );
    for (key, value) in texts {
        permission = permission.with(key, KeyValue::Text(value.clone()));
    }
    permission = permission.with(
        "sts:DurationSeconds",
        KeyValue::Number(request.seconds.into()),
    );
    if !request.tags.passed.is_empty() {
        permission = permission.bringing(request.tags.as_request_tags());
    }
    let transitive = request.tags.transitive_keys();
    if !transitive.is_empty() {
        permission = permission.with("sts:TransitiveTagKeys", KeyValue::Texts(transitive));
    }
    let Some(role) = &request.role else {
        return permission;
    };
    let permission = permission.tagged(&role.tags);
    role.tags
        .iter()
        .fold(permission, |permission, (key, value)| {
            permission.with(
                &format!("iam:ResourceTag/{key}"),
                KeyValue::Text(value.clone()),
            )
        })
}

fn assume(
    tx: &mut Tx<'_>,
    input: sts::AssumeRoleRequest,
) -> Result<sts::AssumeRoleResponse, Fault> {
    let request = read(tx, &input)?;
    let principal = tx.facts().principal;
    let role = request
        .role
        .ok_or_else(|| denied("The role does not exist."))?;
    let chained = principal.identity.kind == IdentityKind::Role;
    if chained && request.seconds > MAX_CHAINED_SECONDS {
        return Err(invalid(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        ));
    }
    if i64::from(request.seconds) > i64::from(role.max_session_duration) {
        return Err(invalid(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ));
    }
    let has_tags = !request.tags.is_empty();
    let session_name = input.role_session_name.clone();
    let credentials = issue(
        tx,
        Subject {
            account: role.account,
            identity_id: role.id.clone(),
            session_name: session_name.clone(),
            seconds: request.seconds.into(),
            policies: session_policy::documents(tx, role.account, &input)?,
            tags: request.tags.into_all(),
            source_identity: request.source_identity.clone(),
            chained,
        },
    )?;
    let packed = session_policy::packed_size(&input, has_tags, &credentials.session_token)?;
    check_size(&credentials, input.minimum_session_token_size)?;
    Ok(sts::AssumeRoleResponse {
        credentials: Some(credentials),
        assumed_role_user: Some(sts::AssumedRoleUser {
            assumed_role_id: format!("{}:{session_name}", role.id),
            arn: format!(
                "arn:aws:sts::{}:assumed-role/{}/{session_name}",
                role.account, role.name
            ),
        }),
        packed_policy_size: packed,
        source_identity: request.source_identity,
        ..Default::default()
    })
}

fn read(tx: &Tx<'_>, input: &sts::AssumeRoleRequest) -> Result<Request, Fault> {
    let facts = tx.facts();
    let account = role_account(&input.role_arn)
        .ok_or_else(|| invalid(&format!("{} is invalid", input.role_arn)))?;
    session_policy::check(input)?;
    let tags = SessionTags::read(facts.principal, input)?;
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
    if facts.principal.identity.kind == IdentityKind::Root && !facts.development {
        return Err(denied("Roles may not be assumed by root accounts."));
    }
    let name = Arn::parse(&input.role_arn)
        .map(|arn| arn.name())
        .unwrap_or_default();
    let role: Option<Role> = tx.get(&Role::key_of(account, name))?;
    Ok(Request {
        account,
        // Names differ by case in ARNs, and the path is part of them.
        role: role.filter(|role| role.arn() == input.role_arn),
        tags,
        source_identity,
        seconds: input.duration_seconds.unwrap_or(DEFAULT_SECONDS),
    })
}

fn role_account(role_arn: &str) -> Option<AccountId> {
    let arn = Arn::parse(role_arn)?;
    let is_role = arn.partition == "aws"
        && arn.service == "iam"
        && arn.region.is_empty()
        && arn
            .resource
            .strip_prefix("role/")
            .is_some_and(|name| !name.is_empty());
    AccountId::parse(arn.account).ok().filter(|_| is_role)
}

/// The source identity of the session: once set, it stays through every chained role.
fn source_identity(tx: &Tx<'_>, input: &sts::AssumeRoleRequest) -> Result<Option<String>, Fault> {
    let session = tx.facts().principal.session.as_deref();
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
