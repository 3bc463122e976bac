//! Why a value is not what a schema describes. AWS's texts repeat pieces of the value; a reason knows which pieces those are,
//! so that the API's owner may be told them and a log need not hold them.

use std::borrow::Cow;

/// How much of a value is repeated.
const MAX_SHOWN: usize = 200;
/// What a log has in place of a piece of a body.
const NOT_SHOWN: &str = "(not shown)";

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    before: String,
    /// A piece of the value.
    value: Option<String>,
    after: String,
}

impl Reason {
    /// A reason that repeats a piece of the value, at most as much as a person would read.
    pub(super) fn quoting(before: &str, value: &str, after: impl Into<String>) -> Self {
        Self {
            before: before.to_owned(),
            value: Some(shown(value).into_owned()),
            after: after.into(),
        }
    }

    /// In AWS's words.
    #[must_use]
    pub fn told(&self) -> String {
        let value = self.value.as_deref().unwrap_or_default();
        [&self.before, value, &self.after].concat()
    }

    /// Without the value.
    #[must_use]
    pub fn logged(&self) -> String {
        let value = self.value.as_ref().map_or("", |_| NOT_SHOWN);
        [&self.before, value, &self.after].concat()
    }
}

impl<S: Into<String>> From<S> for Reason {
    fn from(words: S) -> Self {
        Self {
            before: words.into(),
            value: None,
            after: String::new(),
        }
    }
}

/// No more of a value than a person would read.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}
