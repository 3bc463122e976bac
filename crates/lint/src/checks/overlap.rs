//! Statements that say what another says. Only what is certain is reported: a statement with conditions covers nothing.

use portcullis_iam::document::{Element, PrincipalElement, Source};

use super::subject::{Subject, is_allow, is_everyone};
use crate::code::Code;
use crate::glob;

pub(super) fn check(subject: &mut Subject<'_>) {
    let statements: Vec<(usize, &Source)> = subject.statements().collect();
    for &(index, statement) in &statements {
        let mut others = statements.iter().filter(|(other, _)| *other != index);
        let found = others.find_map(|&(other, wide)| {
            let same_effect = is_allow(statement) == is_allow(wide);
            let name = name(other, wide);
            if same_effect && are_same(statement, wide) {
                let reason = format!("it says what {name} says");
                return (other < index).then_some((Code::DuplicateStatement, reason));
            }
            if !wide.condition.is_empty() || !covers(wide, statement) {
                return None;
            }
            match (same_effect, is_allow(statement)) {
                (true, _) => Some((
                    Code::RedundantStatement,
                    format!("{name} says this and more, without a condition"),
                )),
                (false, true) => Some((
                    Code::UnreachableAllow,
                    format!("{name} denies all of it, without a condition"),
                )),
                (false, false) => None,
            }
        });
        if let Some((code, reason)) = found {
            subject.report(code, Some((index, statement)), statement.span.start, reason);
        }
    }
}

fn name(index: usize, statement: &Source) -> String {
    match &statement.sid {
        Some(sid) if !sid.text.is_empty() => format!("statement `{}`", sid.text),
        _ => format!("statement {}", index + 1),
    }
}

fn are_same(one: &Source, other: &Source) -> bool {
    let conditions = |it: &Source| {
        let mut all: Vec<_> = it
            .condition
            .iter()
            .flat_map(|block| {
                let operator = block.operator.text.clone();
                block.keys.iter().map(move |(key, values)| {
                    let mut values: Vec<String> = values.iter().map(|it| it.text.clone()).collect();
                    values.sort();
                    (operator.clone(), key.text.to_lowercase(), values)
                })
            })
            .collect();
        all.sort();
        all
    };
    let principals = |it: &Source| {
        it.principal.as_ref().map(|principal| {
            let mut all: Vec<_> = principal
                .principals
                .iter()
                .map(|it| (it.kind.clone(), it.value.text.clone()))
                .collect();
            all.sort();
            (principal.negated, all)
        })
    };
    one.action.as_ref().map(list) == other.action.as_ref().map(list)
        && one.resource.as_ref().map(list) == other.resource.as_ref().map(list)
        && principals(one) == principals(other)
        && conditions(one) == conditions(other)
}

fn list(element: &Element) -> (bool, Vec<&str>) {
    let mut values: Vec<&str> = element.values.iter().map(|it| it.text.as_str()).collect();
    values.sort_unstable();
    (element.negated, values)
}

fn covers(wide: &Source, narrow: &Source) -> bool {
    element_covers(wide.action.as_ref(), narrow.action.as_ref(), true)
        && element_covers(wide.resource.as_ref(), narrow.resource.as_ref(), false)
        && principal_covers(wide.principal.as_ref(), narrow.principal.as_ref())
}

fn element_covers(wide: Option<&Element>, narrow: Option<&Element>, ignores_case: bool) -> bool {
    let (wide, narrow) = match (wide, narrow) {
        (None, None) => return true,
        (Some(wide), Some(narrow)) if !wide.negated && !narrow.negated => (wide, narrow),
        _ => return false,
    };
    let spell = |text: &str| match ignores_case {
        true => text.to_lowercase(),
        false => text.to_owned(),
    };
    // A variable is a text that is not known.
    let has_variable = wide.values.iter().any(|it| it.text.contains("${"));
    !narrow.values.is_empty()
        && !has_variable
        && narrow.values.iter().all(|narrow| {
            let narrow = spell(&narrow.text);
            let mut wide = wide.values.iter();
            wide.any(|wide| glob::covers(&spell(&wide.text), &narrow))
        })
}

fn principal_covers(wide: Option<&PrincipalElement>, narrow: Option<&PrincipalElement>) -> bool {
    let (wide, narrow) = match (wide, narrow) {
        (None, None) => return true,
        (Some(wide), Some(narrow)) => (wide, narrow),
        _ => return false,
    };
    if is_everyone(wide) {
        return true;
    }
    let holds = |kind: &str, name: &str| {
        let mut principals = wide.principals.iter();
        principals.any(|it| it.kind == kind && it.value.text == name)
    };
    !wide.negated
        && !narrow.negated
        && !narrow.principals.is_empty()
        && narrow
            .principals
            .iter()
            .all(|it| holds(&it.kind, &it.value.text))
}
