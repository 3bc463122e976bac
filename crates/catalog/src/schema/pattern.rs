//! Regular expressions of schemas, which are ECMA 262's. Those that look around or refer back are
//! run by backtracking, within a bound; all others in time linear to the text. An expression that
//! hits the bound does not match.

use std::fmt;

/// A compiled expression.
pub(super) struct Pattern {
    source: String,
    compiled: fancy_regex::Regex,
}

/// Steps of backtracking.
const MAX_STEPS: usize = 100_000;
/// Bytes of a compiled expression.
const MAX_SIZE: usize = 1 << 20;

impl Pattern {
    pub(super) fn compile(source: &str) -> Option<Self> {
        let compiled = fancy_regex::RegexBuilder::new(&in_ascii(source))
            .backtrack_limit(MAX_STEPS)
            .delegate_size_limit(MAX_SIZE)
            .delegate_dfa_size_limit(MAX_SIZE)
            .build()
            .ok()?;
        Some(Self {
            source: source.to_owned(),
            compiled,
        })
    }

    /// Whether some part of the text matches.
    pub(super) fn finds(&self, text: &str) -> bool {
        self.compiled.is_match(text).unwrap_or_default()
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

/// Spells out the classes that are ASCII in ECMA 262.
fn in_ascii(source: &str) -> String {
    let mut translated = String::with_capacity(source.len() + 16);
    let mut characters = source.chars();
    let mut in_class = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                let escaped = characters.next();
                let class = match escaped {
                    Some('d') => "0-9",
                    Some('w') => "0-9A-Za-z_",
                    // What is not one of them is a class of its own, inside of a class too.
                    Some('D') => "[^0-9]",
                    Some('W') => "[^0-9A-Za-z_]",
                    _ => {
                        translated.push('\\');
                        translated.extend(escaped);
                        continue;
                    }
                };
                if in_class || class.starts_with('[') {
                    translated.push_str(class);
                } else {
                    translated.push('[');
                    translated.push_str(class);
                    translated.push(']');
                }
                continue;
            }
            // An opening bracket inside of a class is a character to ECMA 262.
            '[' if in_class => translated.push('\\'),
            '[' => in_class = true,
            ']' => in_class = false,
            // So are these, which the crate reads as operators between classes.
            '&' | '~' if in_class => translated.push('\\'),
            _ => {}
        }
        translated.push(character);
    }
    translated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_mean_what_they_mean_in_javascript() {
        for (pattern, text, expected) in [
            ("^a", "ab", true),
            ("b", "abc", true),
            (r"^\d+$", "12", true),
            (r"^\d+$", "١٢", false),
            (r"^[\w-]+$", "a_b-1", true),
            (r"^\D[\W]$", "١é", true),
            (r"^(?=.*[A-Z])(?=.*\d).{4,}$", "Ab12", true),
            (r"^(?=.*[A-Z])(?=.*\d).{4,}$", "ab12", false),
            (r"^(a)\1$", "aa", true),
            (r"^[[a]+$", "[a", true),
            (r"^a\/b$", "a/b", true),
            ("a$", "a\n", false),
        ] {
            let found = Pattern::compile(pattern).unwrap().finds(text);
            assert_eq!(found, expected, "{pattern} {text}");
        }
        assert!(Pattern::compile("(").is_none());
    }

    #[test]
    fn an_expression_that_explodes_stops_and_does_not_match() {
        let bomb = Pattern::compile(r"^(?=(a+)+$)b").unwrap();
        assert!(!bomb.finds(&format!("{}!", "a".repeat(64))));
    }
}
