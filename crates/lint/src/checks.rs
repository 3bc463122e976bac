//! The checks, in the order of what they look at: one document, a document with what holds it, everything together.

mod api;
mod arns;
mod conditions;
mod endpoints;
mod federation;
mod networks;
mod overlap;
mod patterns;
mod principals;
mod services;
mod shape;
mod sides;
mod subject;
mod variables;

use portcullis_iam::{PolicyType, document};

use crate::attached::Attached;
use crate::code::Code;
use crate::finding::Finding;
use crate::world::{Api, World};
use subject::Subject;

/// Every finding, in the order of files, subjects and places.
#[must_use]
pub fn lint(world: &World) -> Vec<Finding> {
    let mut findings = Vec::new();
    for policy in &world.policies {
        check_policy(world, None, policy, &mut findings);
    }
    for api in &world.apis {
        if let Some(policy) = &api.policy {
            check_policy(world, Some(api), policy, &mut findings);
        }
        api::check(world, api, &mut findings);
    }
    for policy in world.endpoints.iter().filter_map(|it| it.policy.as_ref()) {
        check_policy(world, None, policy, &mut findings);
    }
    for identity in &world.identities {
        for policy in identity.policies.iter().chain(&identity.others) {
            check_policy(world, None, policy, &mut findings);
        }
    }
    sides::check(world, &mut findings);
    endpoints::check(world, &mut findings);
    networks::check(world, &mut findings);
    for (file, subject, line, column) in &world.unknown {
        findings.push(Finding {
            code: Code::Unknown,
            file: file.clone(),
            subject: subject.clone(),
            statement: None,
            sid: None,
            line: *line,
            column: *column,
            reason: "the plan does not say what the policy will be".to_owned(),
        });
    }
    let key = |it: &Finding| {
        (
            it.file.clone(),
            it.subject.clone(),
            it.line,
            it.column,
            it.code,
        )
    };
    findings.sort_by_cached_key(key);
    // A policy that several identities share is looked at with each.
    findings.dedup();
    findings
}

fn check_policy(world: &World, api: Option<&Api>, policy: &Attached, findings: &mut Vec<Finding>) {
    // What AWS manages nobody here can change.
    if policy.subject.starts_with("arn:aws:iam::aws:") {
        return;
    }
    if let Err(malformed) = portcullis_iam::validate(&policy.text, policy.policy_type) {
        let at = document::offset(&policy.text, malformed.line(), malformed.column());
        let (line, column) = policy.place(at);
        findings.push(Finding {
            code: Code::Malformed,
            file: policy.file.clone(),
            subject: policy.subject.clone(),
            statement: None,
            sid: None,
            line,
            column,
            reason: format!("{} ({})", malformed.detail(), malformed.message()),
        });
    }
    // What cannot be read has no statements to look at.
    let Ok(read) = document::read(&policy.text) else {
        return;
    };
    let mut subject = Subject {
        world,
        api,
        policy,
        document: &read,
        findings,
    };
    shape::check(&mut subject);
    conditions::check(&mut subject);
    variables::check(&mut subject);
    arns::check(&mut subject);
    patterns::check(&mut subject);
    overlap::check(&mut subject);
    if matches!(
        policy.policy_type,
        PolicyType::Resource | PolicyType::Endpoint | PolicyType::Trust
    ) {
        principals::check(&mut subject);
        federation::check(&mut subject);
        services::check(&mut subject);
    }
}
