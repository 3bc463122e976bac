//! The `Action` and `NotAction` elements. Service prefixes and action names ignore case; wildcards belong in the name
//! (IAM User Guide, "IAM JSON policy elements: Action").

use crate::key::NoContext;
use crate::pattern::Pattern;
use crate::variable::Syntax;

/// A compiled `Action` or `NotAction`.
#[derive(Debug, Clone)]
pub(crate) struct Actions {
    negated: bool,
    patterns: Box<[ActionPattern]>,
}

#[derive(Debug, Clone)]
enum ActionPattern {
    Any,
    Literal(Box<str>),
    Wild(Pattern),
}

impl Actions {
    pub(crate) fn compile<'t>(negated: bool, values: impl Iterator<Item = &'t str>) -> Actions {
        Actions {
            negated,
            patterns: values.map(compile).collect(),
        }
    }

    /// Every action.
    pub(crate) fn any() -> Actions {
        Actions {
            negated: false,
            patterns: Box::new([ActionPattern::Any]),
        }
    }

    /// Whether the element covers an action, given in lower case. An element without values gives its statement no effect.
    #[inline]
    pub(crate) fn matches(&self, action: &str) -> bool {
        let mut patterns = self.patterns.iter();
        !self.patterns.is_empty() && patterns.any(|pattern| pattern.matches(action)) != self.negated
    }

    /// The one action the element covers, in lower case, if it names one.
    pub(crate) fn literal(&self) -> Option<&str> {
        match &*self.patterns {
            [ActionPattern::Literal(text)] if !self.negated => Some(text),
            _ => None,
        }
    }
}

impl ActionPattern {
    fn matches(&self, action: &str) -> bool {
        match self {
            ActionPattern::Any => true,
            ActionPattern::Literal(text) => **text == *action,
            ActionPattern::Wild(pattern) => pattern.matches(action, &NoContext) == Some(true),
        }
    }
}

fn compile(text: &str) -> ActionPattern {
    if text == "*" {
        return ActionPattern::Any;
    }
    let lower = text.to_ascii_lowercase();
    let syntax = Syntax {
        wildcards: true,
        variables: false,
    };
    match Pattern::compile(&lower, syntax) {
        Ok(pattern) if pattern.literal().is_none() => ActionPattern::Wild(pattern),
        _ => ActionPattern::Literal(lower.into()),
    }
}

/// What AWS says of an action that is not one.
pub(crate) fn check(action: &str) -> Result<(), String> {
    if action == "*" {
        return Ok(());
    }
    let Some((vendor, name)) = action.split_once(':') else {
        return Err(
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.".to_owned(),
        );
    };
    if name.contains(':') {
        return Err("Actions/Condition can contain only one colon.".to_owned());
    }
    let is_vendor = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    if vendor != "*" && (vendor.is_empty() || !vendor.bytes().all(is_vendor)) {
        return Err(format!("Vendor {vendor} is not valid"));
    }
    Ok(())
}

/// An action in lower case, on the stack: AWS's longest action names are below 80 characters.
#[derive(Debug, Clone)]
pub(crate) enum LowerCase<'a> {
    Already(&'a str),
    Inline { bytes: [u8; 96], length: usize },
    Long(String),
}

impl<'a> LowerCase<'a> {
    pub(crate) fn of(text: &'a str) -> LowerCase<'a> {
        if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return LowerCase::Already(text);
        }
        let mut bytes = [0; 96];
        match bytes.get_mut(..text.len()) {
            Some(room) => {
                room.copy_from_slice(text.as_bytes());
                room.make_ascii_lowercase();
                LowerCase::Inline {
                    bytes,
                    length: text.len(),
                }
            }
            None => LowerCase::Long(text.to_ascii_lowercase()),
        }
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        match self {
            LowerCase::Already(text) => text,
            LowerCase::Inline { bytes, length } => {
                let bytes = bytes.get(..*length).unwrap_or(&[]);
                std::str::from_utf8(bytes).unwrap_or("")
            }
            LowerCase::Long(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_ignored_and_wildcards_count() {
        for (pattern, action, expected) in [
            ("*", "iam:CreateUser", true),
            ("IAM:create*", "iam:CreateUser", true),
            ("iam:Create?ser", "iam:CreateUser", true),
            ("execute-api:invoke", "execute-api:Invoke", true),
            ("execute-api:*", "execute-apix:Invoke", false),
            ("iam:Create", "iam:CreateUser", false),
        ] {
            let actions = Actions::compile(false, [pattern].into_iter());
            assert_eq!(
                actions.matches(LowerCase::of(action).as_str()),
                expected,
                "{pattern} {action}"
            );
            let not = Actions::compile(true, [pattern].into_iter());
            assert_eq!(
                not.matches(LowerCase::of(action).as_str()),
                !expected,
                "not {pattern} {action}"
            );
        }
        let long = format!("iam:{}", "A".repeat(200));
        assert!(
            Actions::compile(false, ["iam:a*"].into_iter()).matches(LowerCase::of(&long).as_str())
        );
        assert!(!Actions::compile(true, [].into_iter()).matches("a:b"));
    }
}
