//! An endpoint's policy and an API's policy, which a call has to pass both (API Gateway Developer Guide, "Use VPC endpoint
//! policies for private APIs in API Gateway"): where one allows what the other never does, the Allow is of no use.

use portcullis_iam::KnownKey;
use portcullis_iam::document::{self, Document, Source};

use super::sides::{INVOKE, is_named};
use super::subject::{account_of, is_account, is_allow, is_everyone, named, reaches};
use crate::attached::Attached;
use crate::code::Code;
use crate::finding::Finding;
use crate::glob;
use crate::world::{Api, Endpoint, World};

pub(super) fn check(world: &World, findings: &mut Vec<Finding>) {
    for endpoint in &world.endpoints {
        let Some(policy) = &endpoint.policy else {
            continue;
        };
        let Ok(read) = document::read(&policy.text) else {
            continue;
        };
        for api in &world.apis {
            let apis = api.policy.as_ref().map(|it| document::read(&it.text));
            let Some(Ok(of_api)) = apis else { continue };
            nobody_of_the_api(api, &of_api, endpoint, policy, &read, findings);
            allowed_by_the_endpoint_alone(api, policy, &read, findings);
        }
    }
}

/// Whether the endpoints that lead to an API, all of them known, let nobody of its own account through.
pub(super) fn keep_out_own_account(world: &World, api: &Api, of_api: &Document) -> bool {
    let Some(owner) = &api.account else {
        return false;
    };
    let ids = endpoints_named(of_api);
    let keeps_out = |id: &String| {
        let mut endpoints = world.endpoints.iter();
        let endpoint = endpoints.find(|it| it.id.as_ref() == Some(id));
        let policy = endpoint.and_then(|it| it.policy.as_ref());
        let read = policy.and_then(|it| document::read(&it.text).ok());
        read.is_some_and(|read| {
            read.statements.iter().filter(|it| is_allow(it)).all(|it| {
                it.principal.as_ref().is_some_and(|principal| {
                    let own = |(name, _): (&str, usize)| account_of(name) == Some(owner);
                    !principal.negated && !is_everyone(principal) && !named(principal).any(own)
                })
            })
        })
    };
    !ids.is_empty() && ids.iter().all(keeps_out)
}

/// The API names the endpoint, and the endpoint lets none of those through whom the API allows.
fn nobody_of_the_api(
    api: &Api,
    of_api: &Document,
    endpoint: &Endpoint,
    policy: &Attached,
    read: &Document,
    findings: &mut Vec<Finding>,
) {
    let (Some(id), Some(owner), Some(endpoint)) = (&api.id, &api.account, &endpoint.id) else {
        return;
    };
    if !endpoints_named(of_api).contains(endpoint) {
        return;
    }
    let allows = |statement: &&Source| {
        is_allow(statement)
            && reaches(statement.action.as_ref(), INVOKE)
            && reaches_api(statement, owner, id)
    };
    let through: Vec<&Source> = read.statements.iter().filter(allows).collect();
    let mut callers = Vec::new();
    for statement in of_api.statements.iter().filter(|it| is_allow(it)) {
        match &statement.principal {
            Some(principal) if !principal.negated && !is_everyone(principal) => {
                callers.extend(named(principal).map(|(name, _)| name));
            }
            // Somebody is let through, unless nobody is.
            Some(_) if !through.is_empty() => return,
            _ => {}
        }
    }
    let passes = |caller: &&str| {
        through
            .iter()
            .any(|statement| lets_through(statement, caller))
    };
    if callers.iter().any(passes) {
        return;
    }
    let at = read.statements.first().map_or(0, |it| it.span.start);
    let reason = format!(
        "API `{id}` is called through `{endpoint}`, whose policy lets through nobody whom the policy of the API allows"
    );
    findings.push(finding(policy, None, at, reason));
}

/// The endpoint names an API and a caller of another account whom the API never allows.
fn allowed_by_the_endpoint_alone(
    api: &Api,
    policy: &Attached,
    read: &Document,
    findings: &mut Vec<Finding>,
) {
    let (Some(id), Some(owner)) = (&api.id, &api.account) else {
        return;
    };
    for (index, statement) in read.statements.iter().enumerate() {
        let names_api = statement.resource.as_ref().is_some_and(|resource| {
            let mut values = resource.values.iter();
            !resource.negated && values.any(|value| value.text.contains(&format!(":{id}/")))
        });
        let Some(principal) = &statement.principal else {
            continue;
        };
        if !is_allow(statement) || !names_api || principal.negated {
            continue;
        }
        for (name, at) in named(principal).filter(|(name, _)| *name != "*") {
            let Some(account) = account_of(name).filter(|account| account != owner) else {
                continue;
            };
            if is_account(name) || is_named(api, name, account) {
                continue;
            }
            let reason = format!(
                "the policy of API `{id}` never allows `{name}`, whom this Allow lets through to it"
            );
            findings.push(finding(policy, Some((index, statement)), at, reason));
        }
    }
}

/// The endpoints that an API's policy names.
fn endpoints_named(of_api: &Document) -> Vec<String> {
    let keys = of_api.statements.iter().flat_map(|it| &it.condition);
    let keys = keys.flat_map(|block| &block.keys);
    let vpces = keys.filter(|(key, _)| KnownKey::parse(&key.text) == Some(KnownKey::SourceVpce));
    let values = vpces.flat_map(|(_, values)| values);
    values.map(|value| value.text.clone()).collect()
}

/// Whether a statement's resources hold some method of an API. The region is the value's own, because a wildcard in its
/// place would reach over the colons behind it.
fn reaches_api(statement: &Source, owner: &str, id: &str) -> bool {
    let Some(resource) = &statement.resource else {
        return true;
    };
    resource.negated
        || resource.values.iter().any(|value| {
            let region = value.text.split(':').nth(3);
            let region = region.filter(|it| !it.contains('*')).unwrap_or("x");
            glob::meets(
                &value.text,
                &format!("arn:aws:execute-api:{region}:{owner}:{id}/*"),
            )
        })
}

/// Whether an Allow of an endpoint's policy can mean a caller, or somebody of an account.
fn lets_through(statement: &Source, caller: &str) -> bool {
    statement.principal.as_ref().is_some_and(|principal| {
        let account = account_of(caller);
        principal.negated
            || is_everyone(principal)
            || named(principal).any(|(name, _)| {
                name == caller
                    || (is_account(name) && account_of(name) == account)
                    || (is_account(caller) && account_of(name) == account)
                    || is_session_of(name, caller)
                    || is_session_of(caller, name)
            })
    })
}

/// Whether one is a session of the other, a role.
fn is_session_of(session: &str, role: &str) -> bool {
    let name = role.rsplit('/').next().unwrap_or_default();
    role.contains(":role/")
        && session.contains(&format!(":assumed-role/{name}/"))
        && account_of(session) == account_of(role)
}

fn finding(
    policy: &Attached,
    statement: Option<(usize, &Source)>,
    at: usize,
    reason: String,
) -> Finding {
    let (line, column) = policy.place(at);
    Finding {
        code: Code::EndpointPolicyDisagrees,
        file: policy.file.clone(),
        subject: policy.subject.clone(),
        statement: statement.map(|(index, _)| index),
        sid: statement.and_then(|(_, it)| it.sid.as_ref().map(|sid| sid.text.clone())),
        line,
        column,
        reason,
    }
}
