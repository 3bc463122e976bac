//! The filters of the describe calls: names that a kind knows, values with the wildcards `*` and
//! `?` (Amazon EC2 User Guide, "Filter your resources"). Which value a resource has for a name is
//! for its own file to say.

use std::collections::BTreeMap;

use portcullis_catalog::identity::Tags;
use portcullis_wire::{Fault, ec2 as wire};

use super::fault;

/// The most values that one call may filter by.
const MAX_VALUES: usize = 200;

/// The filters of one call: all must match, each by any of its values.
pub(super) struct Filters(Vec<(String, Vec<String>)>);

impl Filters {
    /// Reads filters by names that are known. `tag:KEY` and `tag-key` are known where the kind
    /// has tags.
    pub(super) fn read(
        filters: Option<Vec<wire::Filter>>,
        known: &[&str],
        tags: bool,
    ) -> Result<Self, Fault> {
        let mut read = Vec::new();
        let mut count = 0;
        for (index, filter) in filters.unwrap_or_default().into_iter().enumerate() {
            let name = filter.name.unwrap_or_default();
            let of_tags = tags
                && (name == "tag-key"
                    || name.strip_prefix("tag:").is_some_and(|key| !key.is_empty()));
            if !of_tags && !known.contains(&name.as_str()) {
                return Err(fault(
                    "InvalidParameterValue",
                    format!("The filter '{name}' is invalid"),
                ));
            }
            let values = filter.values.unwrap_or_default();
            if values.is_empty() {
                let number = index.saturating_add(1);
                let message =
                    format!("The request must contain the parameter Filter.{number}.Value");
                return Err(fault("MissingParameter", message));
            }
            count += values.len();
            if count > MAX_VALUES {
                let message = format!(
                    "The maximum number of filter values specified on a single call is {MAX_VALUES}"
                );
                return Err(fault("FilterLimitExceeded", message));
            }
            read.push((name, values));
        }
        Ok(Self(read))
    }

    /// Whether a resource with these tags, and these values by filter name, matches.
    pub(super) fn match_resource(&self, tags: &Tags, values: impl Fn(&str) -> Vec<String>) -> bool {
        self.0.iter().all(|(name, wanted)| {
            let found = if let Some(key) = name.strip_prefix("tag:") {
                tags.get(key).cloned().into_iter().collect()
            } else if name == "tag-key" {
                tags.keys().cloned().collect()
            } else {
                values(name)
            };
            found
                .iter()
                .any(|value| wanted.iter().any(|pattern| matches(pattern, value)))
        })
    }

    /// The same for something without tags.
    pub(super) fn match_values(&self, values: impl Fn(&str) -> Vec<String>) -> bool {
        self.match_resource(const { &BTreeMap::new() }, values)
    }
}

/// One value, as filters want it.
pub(super) fn one(value: impl ToString) -> Vec<String> {
    vec![value.to_string()]
}

/// Whether a text matches a pattern with `*`, `?` and `\` before either. Linear in memory and
/// without recursion, whatever the pattern.
fn matches(pattern: &str, text: &str) -> bool {
    let pattern = tokens(pattern);
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    // Where the last `*` stands, and how much of the text it had taken.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match (pattern.get(p), text.get(t)) {
            (Some(Token::Any), _) => {
                star = Some((p, t));
                p += 1;
            }
            (Some(Token::One), _) => {
                p += 1;
                t += 1;
            }
            (Some(Token::Literal(wanted)), Some(found)) if wanted == found => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    p = at + 1;
                    t = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern
        .iter()
        .skip(p)
        .all(|token| matches!(token, Token::Any))
}

enum Token {
    Any,
    One,
    Literal(char),
}

fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        tokens.push(match character {
            '*' => Token::Any,
            '?' => Token::One,
            '\\' => Token::Literal(characters.next().unwrap_or('\\')),
            other => Token::Literal(other),
        });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_as_ec2_documents_them() {
        for (pattern, text, expected) in [
            ("vpc-*", "vpc-1", true),
            ("*", "", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*amazon?\\*", "*xamazonx*", true),
            ("\\*amazon\\?\\\\", "*amazon?\\", true),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYbZ", false),
            ("ABC", "abc", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
