//! The models' regular expressions, which are Java's, run by the regex crate: matched against the whole value, with
//! Java's ASCII meaning of `\w`, `\d` and `\s`. An expression that needs more than the crate has constrains nothing.

use regex::{Regex, RegexBuilder};

use crate::service::Pattern;

/// Whether the whole of `text` matches. Compiles the expression the first time.
pub(super) fn matches(pattern: &Pattern, text: &str) -> bool {
    pattern
        .compiled
        .get_or_init(|| compile(pattern.source()))
        .as_ref()
        .is_none_or(|regex| regex.is_match(text))
}

fn compile(source: &str) -> Option<Regex> {
    RegexBuilder::new(&format!(r"\A(?:{})\z", ascii_classes(source)))
        .size_limit(1 << 20)
        .build()
        .ok()
}

/// Spells out the classes that mean ASCII to Java and Unicode to the regex crate.
fn ascii_classes(source: &str) -> String {
    let mut translated = String::with_capacity(source.len() + 16);
    let mut characters = source.chars();
    let mut in_brackets = false;
    while let Some(character) = characters.next() {
        match character {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            _ => {}
        }
        if character != '\\' {
            translated.push(character);
            continue;
        }
        let class = match characters.next() {
            Some('w') => "0-9A-Za-z_",
            Some('d') => "0-9",
            Some('s') => r"\t\n\x0B\f\r ",
            Some(other) => {
                translated.push('\\');
                translated.push(other);
                continue;
            }
            None => continue,
        };
        if in_brackets {
            translated.push_str(class);
        } else {
            translated.push('[');
            translated.push_str(class);
            translated.push(']');
        }
    }
    translated
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::{Service, Shape};

    fn check(expression: &'static str, text: &str, expected: bool) {
        assert_eq!(
            matches(&Pattern::new(expression), text),
            expected,
            "`{expression}` and `{text}`"
        );
    }

    #[test]
    fn expressions_match_the_whole_value_in_ascii() {
        check(r"[\w+=,.@-]+", "deploy-er@example.com", true);
        check(r"[\w+=,.@-]+", "two words", false);
        check(r"[\w+=,.@-]+", "caf\u{e9}", false);
        check(r"[\w+=,.@-]+", "line\n", false);
        check(r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)", "/team/a/", true);
        check(r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)", "team", false);
        check(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "Gr\u{fc}n 5", true);
        check(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "a*b", false);
        check(r"[1-5]\d\d", "200", true);
        check(r"[1-5]\d\d", "600", false);
    }

    /// Of account aliases, function aliases and S3 buckets; their handlers hold these rules.
    const LOOK_AHEAD: [&str; 3] = [
        r"[0-9A-Za-z\.\-_]*(?<!\.)",
        "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
        "(?!^[0-9]+$)([a-zA-Z0-9-_]+)",
    ];

    #[test]
    fn every_expression_of_the_models_compiles_but_look_aheads() {
        fn visit(shape: &'static Shape, depth: usize) {
            match shape {
                Shape::Text(text) => {
                    if let Some(pattern) = &text.pattern {
                        let source = pattern.source();
                        let known = compile(source).is_some() || LOOK_AHEAD.contains(&source);
                        assert!(known, "`{source}`");
                    }
                }
                Shape::Structure(members) if depth < 12 => {
                    members
                        .iter()
                        .for_each(|member| visit(member.shape, depth + 1));
                }
                Shape::List { element, .. } => visit(element, depth + 1),
                Shape::Map { key, value, .. } => {
                    visit(key, depth + 1);
                    visit(value, depth + 1);
                }
                _ => {}
            }
        }
        let services: [&Service; 9] = [
            &crate::apigateway::SERVICE,
            &crate::cloudtrail::SERVICE,
            &crate::ec2::SERVICE,
            &crate::elbv2::SERVICE,
            &crate::iam::SERVICE,
            &crate::lambda::SERVICE,
            &crate::logs::SERVICE,
            &crate::organizations::SERVICE,
            &crate::sts::SERVICE,
        ];
        for operation in services.iter().flat_map(|service| service.operations) {
            visit(operation.input, 0);
        }
    }
}
