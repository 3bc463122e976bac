//! What the document is made of: its version, its lists, the names of its services.

use portcullis_iam::document::Version;

use super::subject::{Subject, is_allow, starts_ignoring_case};
use crate::code::Code;
use crate::glob;

pub(super) fn check(subject: &mut Subject<'_>) {
    let document = subject.document;
    if document.version.is_none() {
        let reason =
            "without a Version the rules of 2008-10-17 apply: no variables, no tags in keys";
        subject.report(Code::MissingVersion, None, 0, reason);
    }
    for (index, statement) in subject.statements() {
        let here = Some((index, statement));
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
        let passes = |resource: &str| resource == "*" || resource.ends_with(":role/*");
        let any_role = statement
            .resource
            .as_ref()
            .is_some_and(|it| it.negated || it.values.iter().any(|value| passes(&value.text)));
        let lower = name.text.to_lowercase();
        if is_allow(statement)
            && !action.negated
            && starts_ignoring_case(&name.text, "iam:")
            && glob::covers(&lower, "iam:passrole")
            && any_role
        {
            let reason = format!(
                "`{}` with these resources passes any role to any service",
                name.text
            );
            subject.report(Code::PassRoleWildcard, here, name.span.start, reason);
        }
    }
}
