//! The principals of a policy, found and replaced in the text itself, so that a document keeps
//! its order and its line numbers. It judges nothing: a text that is not the JSON of a
//! policy simply has no principals, and is refused where it is compiled.

use std::collections::BTreeMap;

/// Calls back for each principal of a policy: its kind (`AWS`, `Service`, …) and its text. Where
/// the callback gives a text, that stands in the principal's place in the document returned.
///
/// Only the `Principal` of a statement is looked at: an ARN in a condition is plain text.
pub fn replace_principals(
    document: &str,
    mut replacement: impl FnMut(&str, &str) -> Option<String>,
) -> String {
    let mut walk = Walk::default();
    let mut replaced = String::with_capacity(document.len());
    let mut rest = document;
    while let Some(first) = rest.chars().next() {
        let length = if first == '"' {
            string_length(rest)
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length.min(rest.len()));
        let text = if first == '"' {
            serde_json::from_str::<String>(token).ok()
        } else {
            None
        };
        let is_key = after.trim_start().starts_with(':');
        let new = match &text {
            Some(name) if is_key => {
                walk.key(name);
                None
            }
            Some(value) => walk.kind().and_then(|kind| replacement(kind, value)),
            None => {
                walk.punctuation(first);
                None
            }
        };
        match new {
            // Written as JSON again, whatever it holds.
            Some(new) => replaced.push_str(&serde_json::Value::from(new).to_string()),
            None => replaced.push_str(token),
        }
        rest = after;
    }
    replaced
}

/// The document with each saved ARN replaced by the unique id that it meant when it was saved, so
/// that a namesake made later is somebody else.
pub fn with_unique_ids(document: &str, ids: &BTreeMap<String, String>) -> String {
    replace_principals(document, |kind, principal| {
        ids.get(principal).filter(|_| kind == "AWS").cloned()
    })
}

/// Where in the document the walk stands: one entry for each open bracket, with the key that is
/// being read inside it.
#[derive(Default)]
struct Walk {
    open: Vec<(char, String)>,
}

impl Walk {
    fn key(&mut self, name: &str) {
        if let Some((_, key)) = self.open.last_mut() {
            name.clone_into(key);
        }
    }

    fn punctuation(&mut self, character: char) {
        match character {
            '{' | '[' => self.open.push((character, String::new())),
            '}' | ']' => {
                self.open.pop();
            }
            _ => {}
        }
    }

    /// The kind of principal that a string here is; `None` where it is no principal.
    fn kind(&self) -> Option<&str> {
        let (root, within) = self.open.split_first()?;
        let statement = match within {
            [('[', _), statement @ ..] => statement,
            statement => statement,
        };
        let (statement, principal) = statement.split_first()?;
        if root.1 != "Statement" || statement.0 != '{' || statement.1 != "Principal" {
            return None;
        }
        match principal {
            // `"Principal": "*"` is everybody, as `{"AWS": "*"}` is.
            [] => Some("AWS"),
            [('{', kind)] | [('{', kind), ('[', _)] => Some(kind),
            _ => None,
        }
    }
}

/// The length of the JSON string that the text begins with, quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (index, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn principals(document: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let same = replace_principals(document, |kind, value| {
            found.push((kind.to_owned(), value.to_owned()));
            None
        });
        assert_eq!(same, document);
        found
    }

    #[test]
    fn every_form_of_a_principal_is_found() {
        let pair = |kind: &str, value: &str| (kind.to_owned(), value.to_owned());
        let one = r#"{"Statement":{"Principal":"*","Effect":"Allow"}}"#;
        assert_eq!(principals(one), [pair("AWS", "*")]);
        let many = r#"{"Statement":[{"Principal":{"AWS":["a","b\/c"],"Service":"s"}},{"Principal":{"AWS":"d"}}]}"#;
        let expected = [
            pair("AWS", "a"),
            pair("AWS", "b/c"),
            pair("Service", "s"),
            pair("AWS", "d"),
        ];
        assert_eq!(principals(many), expected);
    }

    #[test]
    fn only_principals_are_replaced_and_the_rest_of_the_text_stays() {
        let document = "{\n \"Statement\": [{\"Sid\": \"x\", \"Principal\": {\"AWS\": \"x\"},\n \"Condition\": {\"StringEquals\": {\"Principal\": \"x\"}}}]}";
        let replaced =
            replace_principals(document, |_, value| (value == "x").then(|| "AROA1".into()));
        assert_eq!(
            replaced,
            document.replace("\"AWS\": \"x\"", "\"AWS\": \"AROA1\"")
        );
    }

    #[test]
    fn what_is_no_policy_is_left_as_it_is() {
        for document in [
            "",
            "\"",
            "{\"Statement",
            "]]}}",
            "{\"Principal\":\"x\"}",
            "\"\\",
            "[\"é\"]",
        ] {
            assert_eq!(principals(document), [], "{document}");
        }
    }
}
