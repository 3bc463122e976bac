//! Texts in which variables are replaced and nothing else: access-log formats and the templates
//! of gateway responses, which are not VTL (API Gateway Developer Guide, "Set up CloudWatch
//! logging for REST APIs", "Gateway responses in API Gateway"). No value is looked into for
//! further variables.

use std::borrow::Cow;

/// A compiled text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitution {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(Box<str>),
    /// A variable, without its `$`.
    Variable(Box<str>),
}

impl Substitution {
    /// Reads the format of an access log: only `$context` is known there.
    pub fn access_log(format: &str) -> Self {
        Self::read(format, &["context."], false)
    }

    /// Reads the template of a gateway response, or the source of one of its headers.
    pub fn gateway_response(template: &str) -> Self {
        let roots = ["context.", "stageVariables.", "method.request."];
        Self::read(template, &roots, true)
    }

    /// Replaces each variable by its value, and by `missing` where it has none.
    pub fn render<'v>(
        &self,
        missing: &str,
        mut value: impl FnMut(&str) -> Option<Cow<'v, str>>,
    ) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Variable(name) => text.push_str(value(name).as_deref().unwrap_or(missing)),
            }
        }
        text
    }

    /// The names of its variables.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Variable(name) => Some(&**name),
            Part::Text(_) => None,
        })
    }

    fn read(text: &str, roots: &[&str], bare_method: bool) -> Self {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, name, after)) = next_variable(rest, roots, bare_method) {
            if !before.is_empty() {
                parts.push(Part::Text(before.into()));
            }
            parts.push(Part::Variable(name.into()));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.into()));
        }
        Self { parts }
    }
}

/// The text before the first variable, its name, and what follows.
fn next_variable<'t>(
    text: &'t str,
    roots: &[&str],
    bare_method: bool,
) -> Option<(&'t str, &'t str, &'t str)> {
    let mut from = 0;
    loop {
        let tail = text.get(from..)?;
        let at = from + tail.find(|it| it == '$' || (bare_method && it == 'm'))?;
        let tail = text.get(at..)?;
        let name = tail.strip_prefix('$').unwrap_or(tail);
        let dollar = name.len() != tail.len();
        let (name, braced) = match name.strip_prefix('{') {
            Some(name) if dollar => (name, true),
            _ => (name, false),
        };
        let begins = roots.iter().any(|root| name.starts_with(root));
        if begins && (dollar || name.starts_with("method.")) {
            let length = name.find(|it: char| !is_name(it)).unwrap_or(name.len());
            // A full stop at the end ends a sentence, not a name.
            let variable = name.get(..length)?.trim_end_matches('.');
            let after = name.get(variable.len()..)?;
            let after = if braced {
                after.strip_prefix('}').unwrap_or(after)
            } else {
                after
            };
            return Some((text.get(..at)?, variable, after));
        }
        from = at + 1;
    }
}

fn is_name(it: char) -> bool {
    it.is_ascii_alphanumeric() || matches!(it, '.' | '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(substitution: &Substitution) -> String {
        substitution.render("-", |name| {
            (name != "context.none").then(|| Cow::Owned(format!("<{name}>")))
        })
    }

    #[test]
    fn variables_are_found_in_text_and_names_end_where_they_end() {
        for (template, expected) in [
            (
                r#"{"m":$context.error.messageString}"#,
                r#"{"m":<context.error.messageString>}"#,
            ),
            ("in $context.stage.", "in <context.stage>."),
            ("${stageVariables.a}b", "<stageVariables.a>b"),
            (
                "my method.request.header.X-A!",
                "my <method.request.header.X-A>!",
            ),
            (
                "costs $5, the context.stage is mine",
                "costs $5, the context.stage is mine",
            ),
            ("$context.none", "-"),
            ("", ""),
        ] {
            let substitution = Substitution::gateway_response(template);
            assert_eq!(rendered(&substitution), expected, "{template}");
        }
    }

    #[test]
    fn an_access_log_knows_only_the_context() {
        let format = "$context.requestId $stageVariables.a method.request.header.X $context.none";
        let expected = "<context.requestId> $stageVariables.a method.request.header.X -";
        assert_eq!(rendered(&Substitution::access_log(format)), expected);
    }
}
