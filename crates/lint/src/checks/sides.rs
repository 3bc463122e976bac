//! Across accounts the caller's own policies and the API's policy must both allow (API Gateway Developer Guide, "How API
//! Gateway resource policies affect authorization workflow", table B). Both sides have to be known to say that one lacks.

use portcullis_iam::document::{self, Source};

use super::subject::{
    account_of, is_account, is_allow, is_everyone, named, reaches, starts_ignoring_case,
};
use crate::attached::Attached;
use crate::code::Code;
use crate::finding::Finding;
use crate::glob;
use crate::world::{Api, Identity, World};

pub(super) const INVOKE: &str = "execute-api:Invoke";

pub(super) fn check(world: &World, findings: &mut Vec<Finding>) {
    for api in &world.apis {
        allowed_by_the_api_alone(world, api, findings);
    }
    for identity in &world.identities {
        allowed_by_the_caller_alone(world, identity, findings);
    }
}

/// The API names somebody whose own policies never let them call it.
fn allowed_by_the_api_alone(world: &World, api: &Api, findings: &mut Vec<Finding>) {
    let (Some(policy), Some(owner), Some(id)) = (&api.policy, &api.account, &api.id) else {
        return;
    };
    for (index, statement) in allows(policy).into_iter().enumerate().filter_map(kept) {
        let Some(principal) = statement.principal.as_ref().filter(|it| !it.negated) else {
            continue;
        };
        for (name, at) in named(principal) {
            let Some(account) = account_of(name).filter(|account| account != owner) else {
                continue;
            };
            let mut candidates = world
                .identities
                .iter()
                .filter(|it| {
                    let arn = it.arn.as_deref().unwrap_or_default();
                    match is_account(name) {
                        true => account_of(arn) == Some(account),
                        false => arn == name,
                    }
                })
                .peekable();
            let known = candidates.peek().is_some();
            if known && !candidates.any(|it| !it.policies_known || may_call(it, id, owner)) {
                let reason = format!(
                    "no policy of `{name}` allows `{INVOKE}` on API `{id}`, so this Allow of account `{owner}` is not enough"
                );
                findings.push(finding(policy, index, &statement, at, reason));
            }
        }
    }
}

/// A caller may call an API by its own policies, and the API's policy does not name it.
fn allowed_by_the_caller_alone(world: &World, identity: &Identity, findings: &mut Vec<Finding>) {
    let Some(arn) = identity
        .arn
        .as_deref()
        .filter(|arn| !arn.contains(":group/"))
    else {
        return;
    };
    let Some(account) = account_of(arn) else {
        return;
    };
    for policy in &identity.policies {
        for (index, statement) in allows(policy).into_iter().enumerate().filter_map(kept) {
            let Some(resource) = statement.resource.as_ref().filter(|it| !it.negated) else {
                continue;
            };
            if !names_invoke(&statement) {
                continue;
            }
            for value in &resource.values {
                let named_api = world.apis.iter().find(|api| {
                    let (Some(id), Some(owner)) = (&api.id, &api.account) else {
                        return false;
                    };
                    value.text.contains(id.as_str())
                        && glob::meets(
                            &value.text,
                            &format!("arn:aws:execute-api:*:{owner}:{id}/*"),
                        )
                });
                let Some(api) = named_api else { continue };
                let (Some(owner), Some(id)) = (&api.account, &api.id) else {
                    continue;
                };
                if owner == account || api.policy_unknown || is_named(api, arn, account) {
                    continue;
                }
                let reason = format!(
                    "the policy of API `{id}` does not allow `{arn}`, so this Allow of account `{account}` is not enough"
                );
                findings.push(finding(policy, index, &statement, value.span.start, reason));
            }
        }
    }
}

fn finding(
    policy: &Attached,
    index: usize,
    statement: &Source,
    at: usize,
    reason: String,
) -> Finding {
    let (line, column) = policy.place(at);
    Finding {
        code: Code::OneSidedAllow,
        file: policy.file.clone(),
        subject: policy.subject.clone(),
        statement: Some(index),
        sid: statement.sid.as_ref().map(|sid| sid.text.clone()),
        line,
        column,
        reason,
    }
}

/// The statements of a policy, with nothing in place of those that do not allow.
fn allows(policy: &Attached) -> Vec<Option<Source>> {
    let read = document::read(&policy.text);
    let statements = read.map_or_else(|_| Vec::new(), |read| read.statements);
    statements
        .into_iter()
        .map(|it| is_allow(&it).then_some(it))
        .collect()
}

fn kept((index, statement): (usize, Option<Source>)) -> Option<(usize, Source)> {
    Some((index, statement?))
}

/// Whether some Allow of an identity reaches some method of an API.
fn may_call(identity: &Identity, id: &str, owner: &str) -> bool {
    let arn = format!("arn:aws:execute-api:*:{owner}:{id}/*");
    identity.policies.iter().any(|policy| {
        allows(policy).into_iter().flatten().any(|statement| {
            reaches(statement.action.as_ref(), INVOKE) && reaches(statement.resource.as_ref(), &arn)
        })
    })
}

/// Whether a statement is about calling APIs by name, not by `*`.
fn names_invoke(statement: &Source) -> bool {
    statement.action.as_ref().is_some_and(|action| {
        !action.negated
            && action
                .values
                .iter()
                .any(|it| starts_ignoring_case(&it.text, "execute-api:"))
            && reaches(Some(action), INVOKE)
    })
}

/// Whether an Allow of the API's policy means a caller of another account.
pub(super) fn is_named(api: &Api, arn: &str, account: &str) -> bool {
    let Some(policy) = &api.policy else {
        return false;
    };
    let session_of =
        arn.replacen("arn:aws:iam:", "arn:aws:sts:", 1)
            .replacen(":role/", ":assumed-role/", 1);
    allows(policy).into_iter().flatten().any(|statement| {
        statement.principal.as_ref().is_some_and(|principal| {
            let names = |name: &str| {
                name == arn
                    || name == account
                    || (is_account(name) && account_of(name) == Some(account))
                    || name
                        .strip_prefix(session_of.as_str())
                        .is_some_and(|rest| rest.starts_with('/'))
            };
            principal.negated
                || is_everyone(principal)
                || named(principal).any(|(name, _)| names(name))
        })
    })
}
