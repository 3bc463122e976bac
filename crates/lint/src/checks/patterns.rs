//! Resources: patterns that match nothing, too much, or what another of the list matches already (API Gateway Developer
//! Guide, "Resource format of permissions for executing API in API Gateway").

use portcullis_iam::PolicyType;
use portcullis_iam::document::{Source, Text};

use super::subject::{Subject, account_of, is_allow, is_everyone, named};
use crate::code::Code;
use crate::glob;

pub(super) fn check(subject: &mut Subject<'_>) {
    for (index, statement) in subject.statements() {
        check_redundant(subject, index, statement);
        let Some(resource) = statement.resource.as_ref() else {
            continue;
        };
        for value in &resource.values {
            check_api_arn(subject, index, statement, value);
            if !resource.negated {
                check_foreign_wildcard(subject, index, statement, value);
            }
        }
    }
}

fn check_redundant(subject: &mut Subject<'_>, index: usize, statement: &Source) {
    let lists = [
        (&statement.action, Code::RedundantAction, true),
        (&statement.resource, Code::RedundantResource, false),
    ];
    for (element, code, ignores_case) in lists {
        let Some(element) = element else { continue };
        let spelled: Vec<String> = element
            .values
            .iter()
            .map(|value| match ignores_case {
                true => value.text.to_lowercase(),
                false => value.text.clone(),
            })
            .collect();
        for (place, value) in element.values.iter().enumerate() {
            let Some(narrow) = spelled.get(place) else {
                continue;
            };
            // Of two that are equal, the first stays.
            let wider = spelled.iter().enumerate().find(|(other, wide)| {
                *other != place && glob::covers(wide, narrow) && (*wide != narrow || *other < place)
            });
            if let Some((other, _)) = wider {
                let wide = element.values.get(other).map_or("", |it| it.text.as_str());
                let reason = format!("`{wide}` of the same list covers `{}`", value.text);
                subject.report(code, Some((index, statement)), value.span.start, reason);
            }
        }
    }
}

/// `API/STAGE/METHOD/PATH` of an ARN of execute-api, or of what API Gateway makes one of.
fn api_resource(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("execute-api:/") {
        return Some(rest);
    }
    let mut parts = text.splitn(6, ':');
    let service = parts.nth(2)?;
    (service == "execute-api").then(|| parts.nth(2)).flatten()
}

fn check_api_arn(subject: &mut Subject<'_>, index: usize, statement: &Source, value: &Text) {
    let here = Some((index, statement));
    let at = value.span.start;
    let Some(resource) = api_resource(&value.text) else {
        let about_apis = subject.is(PolicyType::Resource) || subject.is(PolicyType::Endpoint);
        let service = value.text.split(':').nth(2).unwrap_or("*");
        let open = service.contains(['*', '?', '$']) || !value.text.starts_with("arn:");
        if about_apis && !open {
            let reason = format!("`{}` is not the ARN of an API", value.text);
            subject.report(Code::ArnMatchesNothing, here, at, reason);
        }
        return;
    };
    let short = value.text.starts_with("execute-api:/");
    // The short form leaves the API out.
    let mut segments = resource.split('/').skip(usize::from(!short));
    let (stage, method) = (segments.next(), segments.next());
    let ends_open = value.text.ends_with('*') || value.text.contains("${");
    if method.is_none_or(str::is_empty) && !ends_open {
        let reason = format!("`{}` ends before the method", value.text);
        subject.report(Code::ArnMatchesNothing, here, at, reason);
        return;
    }
    let Some(method) = method else { return };
    if method.bytes().any(|byte| byte.is_ascii_lowercase()) && !method.contains("${") {
        let reason = format!(
            "the method `{method}` is not in upper case, and ARNs are compared as they are"
        );
        subject.report(Code::ArnMatchesNothing, here, at, reason);
        return;
    }
    let literal = !method.is_empty() && !method.contains(['*', '?']);
    if is_allow(statement) && literal && stage == Some("*") {
        let reason = format!(
            "the `*` before `{method}` also matches `/`, so another method whose path has `/{method}/` in it is allowed"
        );
        subject.report(Code::StarCrossesSlash, here, at, reason);
    }
}

/// Everything of an API, or of all, for somebody of another account.
fn check_foreign_wildcard(
    subject: &mut Subject<'_>,
    index: usize,
    statement: &Source,
    value: &Text,
) {
    if !is_allow(statement) || !is_everything(&value.text) || !subject.is(PolicyType::Resource) {
        return;
    }
    // An API's account is in its ARN too, where the policy spells that out.
    let in_arn = value
        .text
        .split(':')
        .nth(4)
        .filter(|account| account.len() == 12);
    let own = subject
        .api
        .and_then(|api| api.account.as_deref())
        .or(in_arn);
    let Some(principal) = statement
        .principal
        .as_ref()
        .filter(|it| !it.negated && !is_everyone(it))
    else {
        return;
    };
    let foreign = named(principal).find(|(name, _)| {
        account_of(name).is_some_and(|account| own.is_none_or(|own| own != account))
    });
    if let (Some((name, _)), true) = (foreign, own.is_some()) {
        let reason = format!(
            "`{}` lets `{name}` of another account call every method of every stage",
            value.text
        );
        subject.report(
            Code::WildcardCrossAccount,
            Some((index, statement)),
            value.span.start,
            reason,
        );
    }
}

fn is_everything(text: &str) -> bool {
    if text == "*" {
        return true;
    }
    api_resource(text).is_some_and(|resource| {
        let rest = match text.starts_with("execute-api:/") {
            true => resource,
            false => resource.split_once('/').map_or(resource, |(_, rest)| rest),
        };
        !rest.is_empty() && rest.bytes().all(|byte| matches!(byte, b'*' | b'/'))
    })
}
