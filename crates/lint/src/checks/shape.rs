//! What the document is made of: its version, its lists, the names of its services.

use portcullis_iam::PolicyType;
use portcullis_iam::document::Version;

use super::subject::{Subject, is_allow, starts_ignoring_case};
use crate::code::Code;
use crate::glob;

/// The characters of a managed policy, without blanks (IAM User Guide, "IAM and AWS STS quotas").
const MANAGED: usize = 6_144;

pub(super) fn check(subject: &mut Subject<'_>) {
    let document = subject.document;
    if document.version.is_none() {
        let reason =
            "without a Version the rules of 2008-10-17 apply: no variables, no tags in keys";
        subject.report(Code::MissingVersion, None, 0, reason);
    }
    let size = subject.policy.text.chars();
    let size = size.filter(|character| !character.is_whitespace()).count();
    let limited = subject.is(PolicyType::Identity) || subject.is(PolicyType::PermissionsBoundary);
    if limited && size > MANAGED {
        let reason = format!("it has {size} characters; a managed policy may have {MANAGED}");
        subject.report(Code::PolicySize, None, 0, reason);
    }
    for (index, statement) in subject.statements() {
        let here = Some((index, statement));
        check_sid(subject, here);
        check_service_control(subject, here);
        let elements = [&statement.action, &statement.resource];
        for element in elements.into_iter().flatten() {
            if element.values.is_empty() {
                let reason = "an empty list gives the statement no effect";
                subject.report(Code::EmptyElement, here, element.at, reason);
            }
        }
        if let Some(principal) = &statement.principal
            && principal.principals.is_empty()
        {
            let reason = "a statement without principals has no effect";
            subject.report(Code::EmptyElement, here, principal.at, reason);
        }
        for (key, values) in statement.condition.iter().flat_map(|block| &block.keys) {
            if values.is_empty() {
                let reason = format!("`{}` is compared with nothing", key.text);
                subject.report(Code::EmptyElement, here, key.span.start, reason);
            }
        }
        if document.version != Some(Version::V2012) {
            check_variables(subject, here);
        }
        check_actions(subject, here);
    }
}

/// The Sid of IAM's own policies has letters and digits (IAM User Guide, "IAM JSON policy elements: Sid").
fn check_sid(subject: &mut Subject<'_>, here: Here<'_>) {
    let Some(sid) = here.and_then(|(_, statement)| statement.sid.as_ref()) else {
        return;
    };
    let by_iam = !subject.is(PolicyType::Resource) && !subject.is(PolicyType::Endpoint);
    if sid.text.is_empty() {
        let reason = "an empty Sid names nothing";
        subject.report(Code::EmptyElement, here, sid.span.start, reason);
    } else if by_iam && !sid.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let reason = format!("`{}` has more than letters and digits", sid.text);
        subject.report(Code::SidForm, here, sid.span.start, reason);
    }
}

/// What AWS Organizations refused until it took the whole language of IAM (Organizations User Guide, "SCP syntax").
fn check_service_control(subject: &mut Subject<'_>, here: Here<'_>) {
    let Some((_, statement)) = here.filter(|_| subject.is(PolicyType::ServiceControl)) else {
        return;
    };
    let allow = is_allow(statement);
    let (action, resource) = (statement.action.as_ref(), statement.resource.as_ref());
    let inner = |text: &str| text.trim_end_matches('*').contains(['*', '?']);
    let negated_action = action.is_some_and(|it| it.negated);
    let found = [
        (resource.is_some_and(|it| it.negated), "NotResource"),
        (allow && negated_action, "Allow with NotAction"),
        (
            allow && !statement.condition.is_empty(),
            "Allow with a condition",
        ),
        (
            allow && resource.is_some_and(|it| it.values.iter().any(|it| it.text != "*")),
            "Allow of certain resources",
        ),
        (
            action.is_some_and(|it| it.values.iter().any(|it| inner(&it.text))),
            "a wildcard before the end of an action",
        ),
    ];
    for (_, what) in found.into_iter().filter(|(is, _)| *is) {
        let reason = format!("until 2025 a service control policy could not have {what}");
        let at = statement.span.start;
        subject.report(Code::ServiceControlLanguage, here, at, reason);
    }
}

type Here<'a> = Option<(usize, &'a portcullis_iam::document::Source)>;

fn check_variables(subject: &mut Subject<'_>, here: Here<'_>) {
    let Some((_, statement)) = here else { return };
    let resources = statement.resource.iter().flat_map(|it| &it.values);
    let values = statement.condition.iter().flat_map(|block| &block.keys);
    let values = values.flat_map(|(_, values)| values);
    for text in resources.chain(values) {
        if text.text.contains("${") {
            let reason = format!("`{}` is compared as it is written", text.text);
            subject.report(Code::VariableInOldVersion, here, text.span.start, reason);
        }
    }
}

fn check_actions(subject: &mut Subject<'_>, here: Here<'_>) {
    let Some((_, statement)) = here else { return };
    let Some(action) = &statement.action else {
        return;
    };
    for name in &action.values {
        let vendor = name.text.split(':').next().unwrap_or_default();
        if name.text != "*" && vendor.contains(['*', '?']) {
            let reason = format!("`{}` means actions of every service so called", name.text);
            subject.report(Code::WildcardInService, here, name.span.start, reason);
        }
        let about_apis = subject.is(PolicyType::Resource) || subject.is(PolicyType::Endpoint);
        let other = !glob::meets(&name.text.to_lowercase(), "execute-api:*");
        if about_apis && !action.negated && other {
            let reason = format!("`{}` is no action on APIs that are called", name.text);
            subject.report(Code::ActionNeverAsked, here, name.span.start, reason);
        }
    }
    check_any_role(
        subject,
        here,
        "iam:passrole",
        Code::PassRoleWildcard,
        "passes any role to any service",
    );
    let named_service = statement.condition.iter().flat_map(|block| &block.keys);
    let mut named_service = named_service.map(|(key, _)| key.text.as_str());
    if !named_service.any(|key| key.eq_ignore_ascii_case("iam:AWSServiceName")) {
        check_any_role(
            subject,
            here,
            "iam:createservicelinkedrole",
            Code::ServiceLinkedRoleWildcard,
            "creates service-linked roles of any service",
        );
    }
}

/// An action on roles that is allowed on all of them.
fn check_any_role(subject: &mut Subject<'_>, here: Here<'_>, wanted: &str, code: Code, does: &str) {
    let Some((_, statement)) = here else { return };
    let Some(action) = statement.action.as_ref().filter(|_| is_allow(statement)) else {
        return;
    };
    let passes = |resource: &str| resource == "*" || resource.ends_with(":role/*");
    let any_role = statement
        .resource
        .as_ref()
        .is_some_and(|it| it.negated || it.values.iter().any(|value| passes(&value.text)));
    if !any_role {
        return;
    }
    let covers = |text: &str| glob::covers(&text.to_lowercase(), wanted);
    if action.negated {
        if !action.values.iter().any(|value| covers(&value.text)) {
            let reason = format!("a NotAction that leaves `{wanted}` in {does}");
            subject.report(code, here, action.at, reason);
        }
        return;
    }
    // Who is allowed everything is an administrator, and meant to be.
    let of_iam = |text: &str| starts_ignoring_case(text, "iam:") && covers(text);
    for name in action.values.iter().filter(|it| of_iam(&it.text)) {
        let reason = format!("`{}` with these resources {does}", name.text);
        subject.report(code, here, name.span.start, reason);
    }
}
