//! Policy variables: how they are written, and where they are looked at (IAM User Guide, "IAM policy elements: Variables and
//! tags"). What has no variables because of its version is looked at with the shape.

use portcullis_iam::document::{Source, Text, Version};
use portcullis_iam::operator::{Kind, Operator};

use super::subject::Subject;
use crate::code::Code;

pub(super) fn check(subject: &mut Subject<'_>) {
    if subject.document.version != Some(Version::V2012) {
        return;
    }
    for (index, statement) in subject.statements() {
        for value in statement.resource.iter().flat_map(|it| &it.values) {
            check_form(subject, index, statement, value);
        }
        for block in &statement.condition {
            let operator = Operator::parse(&block.operator.text);
            let takes_none = operator.is_some_and(|operator| {
                !matches!(
                    operator.kind,
                    Kind::StringEquals
                        | Kind::StringEqualsIgnoreCase
                        | Kind::StringLike
                        | Kind::Arn
                )
            });
            for value in block.keys.iter().flat_map(|(_, values)| values) {
                check_form(subject, index, statement, value);
                if takes_none && value.text.contains("${") {
                    let operator = &block.operator.text;
                    let reason =
                        format!("`{operator}` takes no variables: those of text and ARNs do");
                    let here = Some((index, statement));
                    subject.report(Code::VariableOutOfPlace, here, value.span.start, reason);
                }
            }
        }
        let principals = statement.principal.iter().flat_map(|it| &it.principals);
        for principal in principals.filter(|it| it.value.text.contains("${")) {
            let reason = format!(
                "`{}` is no principal: variables are looked at in resources and conditions only",
                principal.value.text
            );
            let here = Some((index, statement));
            let at = principal.value.span.start;
            subject.report(Code::VariableOutOfPlace, here, at, reason);
        }
    }
}

fn check_form(subject: &mut Subject<'_>, index: usize, statement: &Source, value: &Text) {
    if let Some(fault) = fault(&value.text) {
        let reason = format!("`{}`: {fault}", value.text);
        let here = Some((index, statement));
        subject.report(Code::VariableForm, here, value.span.start, reason);
    }
}

/// What is wrong with the first variable that is not written rightly.
fn fault(text: &str) -> Option<&'static str> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("${") {
        let Some((variable, after)) = after.split_once('}') else {
            return Some("the brace of a variable is not closed");
        };
        let (name, default) = match variable.split_once(',') {
            Some((name, default)) => (name, Some(default.trim())),
            None => (variable, None),
        };
        if name.trim().is_empty() {
            return Some("a variable has no name");
        }
        if name.contains(char::is_whitespace) {
            return Some("the name of a variable has a blank in it");
        }
        let quoted = |text: &str| {
            let inside = text.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
            inside.is_some()
        };
        if default.is_some_and(|default| !quoted(default)) {
            return Some("the default value of a variable stands within single quotation marks");
        }
        rest = after;
    }
    None
}
