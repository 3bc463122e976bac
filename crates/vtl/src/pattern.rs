//! Java's regular expressions, as far as they can be matched in linear time: without looking
//! around and without referring back. Java's classes are ASCII unless told otherwise.

use std::collections::HashMap;
use std::rc::Rc;

use regex::{Regex, RegexBuilder};

use crate::error::RenderError;
use crate::limits::Purse;

/// Longer expressions are refused.
const MAX_LENGTH: usize = 1_000;

/// A compiled expression may be this large.
const MAX_COMPILED: usize = 256 * 1024;

/// Compiling costs as much as this many steps, and ten more for each byte.
const COMPILE_STEPS: usize = 500;

/// Expressions that were compiled before.
#[derive(Default)]
pub(crate) struct Patterns {
    known: HashMap<String, Rc<Regex>>,
}

impl Patterns {
    /// Compiles an expression, once; `text` is what it is going to be matched against, which is
    /// paid for too.
    pub(crate) fn get(
        &mut self,
        pattern: &str,
        text: &str,
        purse: &Purse,
    ) -> Result<Rc<Regex>, RenderError> {
        purse.read(text.len().saturating_mul(4))?;
        if let Some(known) = self.known.get(pattern) {
            return Ok(Rc::clone(known));
        }
        let bad = || {
            let shown: String = pattern.chars().take(100).collect();
            RenderError::Pattern(shown)
        };
        if pattern.len() > MAX_LENGTH {
            return Err(bad());
        }
        purse.steps(COMPILE_STEPS + 10 * pattern.len())?;
        let compiled = RegexBuilder::new(&from_java(pattern))
            .size_limit(MAX_COMPILED)
            .dfa_size_limit(MAX_COMPILED)
            .nest_limit(50)
            .build()
            .map_err(|_| bad())?;
        let compiled = Rc::new(compiled);
        self.known.insert(pattern.to_owned(), Rc::clone(&compiled));
        Ok(compiled)
    }
}

/// What a match is replaced by: `$1` is a group, a backslash takes the next character as it is
/// (Java's documentation of `Matcher.appendReplacement`).
pub(crate) fn replacement(text: &str) -> Result<Vec<Replacement>, RenderError> {
    let failed = |reason: &str| RenderError::Method {
        method: "replaceAll",
        reason: reason.to_owned(),
    };
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(it) = rest.next() {
        match it {
            '\\' => plain.push(
                rest.next()
                    .ok_or_else(|| failed("a backslash ends the replacement"))?,
            ),
            '$' => {
                let group = rest.next().and_then(|digit| digit.to_digit(10));
                let group = group.ok_or_else(|| failed("`$` is not followed by a group"))?;
                parts.push(Replacement::Text(std::mem::take(&mut plain)));
                parts.push(Replacement::Group(group as usize));
            }
            other => plain.push(other),
        }
    }
    parts.push(Replacement::Text(plain));
    Ok(parts)
}

/// One part of a replacement.
pub(crate) enum Replacement {
    Text(String),
    Group(usize),
}

/// Rewrites what Java writes or means in another way.
fn from_java(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern.chars();
    let mut in_class = false;
    while let Some(it) = rest.next() {
        match it {
            '[' => in_class = true,
            ']' => in_class = false,
            '\\' => {
                let class = match rest.next() {
                    Some('d') => "0-9",
                    Some('w') => "a-zA-Z0-9_",
                    Some('s') => r"\t\n\x0B\f\r ",
                    Some('h') => r"\t\x20\u{a0}",
                    Some('D') => "^0-9",
                    Some('W') => "^a-zA-Z0-9_",
                    Some('S') => r"^\t\n\x0B\f\r ",
                    Some('Z') => {
                        text.push_str(r"\n?\z");
                        continue;
                    }
                    Some('Q') => {
                        let after = rest.as_str();
                        let (literal, after) = after.split_once("\\E").unwrap_or((after, ""));
                        text.push_str(&regex::escape(literal));
                        rest = after.chars();
                        continue;
                    }
                    Some(other) => {
                        text.push('\\');
                        text.push(other);
                        continue;
                    }
                    None => {
                        text.push('\\');
                        continue;
                    }
                };
                let bare = in_class && !class.starts_with('^');
                if !bare {
                    text.push('[');
                }
                text.push_str(class);
                if !bare {
                    text.push(']');
                }
                continue;
            }
            _ => {}
        }
        text.push(it);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn matches(pattern: &str, text: &str) -> bool {
        let purse = Purse::new(Limits::default());
        let found = Patterns::default().get(&format!("^(?:{pattern})$"), text, &purse);
        found.is_ok_and(|regex| regex.is_match(text))
    }

    #[test]
    fn java_s_expressions_are_understood() {
        for (pattern, text, expected) in [
            (r"\d+", "123", true),
            (r"\d+", "١٢", false),
            (r"[\d.]+", "1.2", true),
            (r"[^\d]+", "ab", true),
            (r"[\D]+", "ab", true),
            (r"\w+", "a_1", true),
            (r"\w+", "é", false),
            (r"a\s*b", "a \t b", true),
            (r"\Qa.b\E+", "a.b", true),
            (r"\\'", r"\'", true),
            (r"(a|b)+", "abba", true),
            (r#"\""#, "\"", true),
            (r"a\/b", "a/b", true),
            (r"[\w-]+@[\w.]+", "a-b@c.d", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn what_takes_too_much_is_refused() {
        let purse = Purse::new(Limits::default());
        let mut patterns = Patterns::default();
        for pattern in [
            "(a{100}){100}{100}",
            "(?=a)",
            r"(a)\1",
            "(",
            &"a".repeat(2_000),
        ] {
            assert!(patterns.get(pattern, "", &purse).is_err(), "{pattern}");
        }
    }
}
