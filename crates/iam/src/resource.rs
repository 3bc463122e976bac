//! Matching of `Resource` patterns and of the ARN condition operators. Both compare ARNs part by part, so that a `*`
//! stays between its colons; only the last part, and a `*` that ends a shorter pattern, reach over them (IAM User Guide,
//! "IAM JSON policy elements: Resource" and "ARN condition operators").

use crate::key::Context;
use crate::pattern::{Pattern, TooManyVariables};
use crate::variable::Syntax;

const PARTS: usize = 6;

/// A compiled ARN pattern.
#[derive(Debug, Clone)]
pub(crate) struct ArnPattern {
    /// The first parts as one text with their colons, up to one that has a wildcard or variable.
    fixed: Box<str>,
    /// The parts after those, up to the last.
    parts: Box<[Pattern]>,
    /// The last part, compared with all that is left.
    last: Pattern,
    /// A shorter pattern that does not end in `*` names nothing.
    matches_nothing: bool,
}

impl ArnPattern {
    /// A `Resource`: variables count after the fifth colon only.
    pub(crate) fn resource(text: &str, variables: bool) -> Result<ArnPattern, TooManyVariables> {
        let parts = text.split(':').count();
        let last_may_vary = variables && parts >= PARTS;
        ArnPattern::compile(
            text,
            parts >= PARTS || text.ends_with('*'),
            false,
            last_may_vary,
        )
    }

    /// A value of an ARN condition operator: all six parts must be there, and each may hold variables.
    pub(crate) fn condition(text: &str, variables: bool) -> Result<ArnPattern, TooManyVariables> {
        let complete = split_outside_variables(text, variables).len() == PARTS;
        if !complete && variables && text.contains("${") && !text.contains(['*', '?']) {
            return ArnPattern::whole(text);
        }
        ArnPattern::compile(text, complete, variables, variables)
    }

    /// A variable may hold a whole ARN; there is nothing to take apart before its value is known.
    fn whole(text: &str) -> Result<ArnPattern, TooManyVariables> {
        let syntax = Syntax {
            wildcards: false,
            variables: true,
        };
        Ok(ArnPattern {
            fixed: "".into(),
            parts: Box::new([]),
            last: Pattern::compile(text, syntax)?,
            matches_nothing: false,
        })
    }

    fn compile(
        text: &str,
        matches_something: bool,
        part_variables: bool,
        last_variables: bool,
    ) -> Result<ArnPattern, TooManyVariables> {
        let split = split_outside_variables(text, part_variables || last_variables);
        let (last, parts) = split.split_last().unwrap_or((&text, &[]));
        let varies =
            |part: &&str| part.contains(['*', '?']) || (part_variables && part.contains("${"));
        let plain = parts.iter().take_while(|part| !varies(part)).count();
        let (plain, parts) = parts.split_at_checked(plain).unwrap_or((&[], parts));
        let compile = |part: &&str, variables| {
            Pattern::compile(
                part,
                Syntax {
                    wildcards: true,
                    variables,
                },
            )
        };
        Ok(ArnPattern {
            fixed: plain.iter().flat_map(|part| [part, ":"]).collect(),
            parts: parts
                .iter()
                .map(|part| compile(part, part_variables))
                .collect::<Result<_, _>>()?,
            last: compile(last, last_variables)?,
            matches_nothing: !matches_something,
        })
    }

    /// Whether an ARN matches. `None` if a variable has no value.
    #[inline]
    pub(crate) fn matches(&self, arn: &str, context: &dyn Context) -> Option<bool> {
        if self.matches_nothing {
            return Some(false);
        }
        let Some(mut rest) = arn.strip_prefix(&*self.fixed) else {
            return self.cannot_match(context);
        };
        for part in &self.parts {
            // They are short, and a search that is made for long texts costs more.
            let end = rest.bytes().position(|byte| byte == b':');
            let Some((text, after)) =
                end.and_then(|end| Some((rest.get(..end)?, rest.get(end + 1..)?)))
            else {
                return self.cannot_match(context);
            };
            if !part.matches(text, context)? {
                return self.cannot_match(context);
            }
            rest = after;
        }
        self.last.matches(rest, context)
    }

    /// A variable without a value is reported even where the rest already differs.
    fn cannot_match(&self, context: &dyn Context) -> Option<bool> {
        let mut patterns = self.parts.iter().chain([&self.last]);
        patterns
            .all(|pattern| pattern.has_values(context))
            .then_some(false)
    }

    /// The text that every match starts with.
    pub(crate) fn prefix(&self) -> String {
        let next = self.parts.first().unwrap_or(&self.last);
        format!("{}{}", self.fixed, next.prefix())
    }
}

/// The parts of an ARN pattern, the last one with all the colons that are left. Colons inside `${...}` do not separate.
fn split_outside_variables(text: &str, variables: bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut in_variable = false;
    for (at, c) in text.char_indices() {
        match c {
            '$' if variables && text.get(at..).is_some_and(|rest| rest.starts_with("${")) => {
                in_variable = true;
            }
            '}' => in_variable = false,
            ':' if !in_variable && parts.len() < PARTS - 1 => {
                parts.push(text.get(start..at).unwrap_or(""));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or(""));
    parts
}
