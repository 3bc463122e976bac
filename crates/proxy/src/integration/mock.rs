//! MOCK: an answer without a back end. The request template says a status code in something like
//! JSON, which chooses an integration response; the rest is that response's.

use bytes::Bytes;
use portcullis_catalog::route::DeployedIntegration;
use portcullis_catalog::snapshot::Route;
use portcullis_guard::Permit;
use portcullis_guard::sigv4::HeaderList;

use super::transform::{self, Transformed};
use super::{Broken, Call, reply};
use crate::answer::Answer;

/// Deeper templates are refused.
const MAX_DEPTH: usize = 32;

/// Answers an admitted call.
pub(super) fn run(
    permit: Permit<Route<'_>>,
    call: &Call<'_>,
    deployed: &DeployedIntegration,
) -> Result<Answer, Broken> {
    let Transformed { body, overrides } = transform::request(call, deployed)?;
    let said = std::str::from_utf8(&body).ok().and_then(status_code);
    let said = said.ok_or_else(|| {
        Broken::configuration(
            "Unable to parse statusCode. It should be an integer that is defined in the request template.",
        )
    })?;
    // Nothing is sent: the permit ends with the choice of what to answer.
    drop(permit);
    let chosen = reply::choose(deployed, &said.to_string())?;
    reply::held(call, &chosen, &HeaderList::new(), &Bytes::new(), overrides)
}

/// The integer `statusCode` of an object in what API Gateway's parser takes for JSON: names and
/// texts without quotes or in single ones, commas too many, anything behind the end. What is
/// unquoted ends where its place ends, whatever stands in it.
fn status_code(text: &str) -> Option<i64> {
    Parser { rest: text }.object(MAX_DEPTH)?
}

struct Parser<'t> {
    rest: &'t str,
}

impl<'t> Parser<'t> {
    /// An object; the inner value is its `statusCode`, if that is an integer. The last one counts.
    fn object(&mut self, depth: usize) -> Option<Option<i64>> {
        let depth = depth.checked_sub(1)?;
        self.take('{')?;
        let mut code = None;
        loop {
            self.skip_commas();
            if self.take('}').is_some() {
                return Some(code);
            }
            let name = match self.rest.chars().next()? {
                '{' | '[' | ']' | ':' => return None,
                '"' | '\'' => self.quoted()?,
                _ => self.until(&[':']),
            };
            self.take(':')?;
            let integer = self.value(depth, &[',', '}'])?;
            if name == "statusCode" {
                code = integer;
            }
            self.rest = self.rest.trim_start();
            if !self.rest.starts_with([',', '}']) {
                return None;
            }
        }
    }

    /// Any value; the inner one is its number, if it is an integer.
    fn value(&mut self, depth: usize, ends: &[char]) -> Option<Option<i64>> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            '{' => self.object(depth).map(|_| None),
            '[' => self.array(depth).map(|()| None),
            '"' | '\'' => self.quoted().map(|_| None),
            _ => Some(self.until(ends).parse().ok()),
        }
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        self.take('[')?;
        loop {
            self.skip_commas();
            if self.take(']').is_some() {
                return Some(());
            }
            self.value(depth, &[',', ']'])?;
            self.rest = self.rest.trim_start();
            if !self.rest.starts_with([',', ']']) {
                return None;
            }
        }
    }

    fn quoted(&mut self) -> Option<&'t str> {
        let quote = self.rest.chars().next()?;
        let text = self.rest.get(1..)?;
        let mut escaped = false;
        let end = text.find(|it| {
            let ends = it == quote && !escaped;
            escaped = it == '\\' && !escaped;
            ends
        })?;
        self.rest = text.get(end + 1..)?;
        text.get(..end)
    }

    fn until(&mut self, ends: &[char]) -> &'t str {
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        word.trim()
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.rest = self.rest.trim_start().strip_prefix(wanted)?;
        Some(())
    }

    fn skip_commas(&mut self) {
        while self.take(',').is_some() {}
        self.rest = self.rest.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_code_is_read_from_what_only_looks_like_json() {
        for text in [
            r#"{"statusCode": 200}"#,
            "{statusCode: 200}",
            "{ statusCode : 200 }",
            "{'statusCode': 200, '': ''}",
            r#" {"statusCode": 200,} "#,
            r#"{,"statusCode": 200,, "a": "}"}"#,
            r#"{"a": {"statusCode": 500}, "b": [1, {}], "statusCode": 200}"#,
            r#"{"statusCode": 200 , null: null }"#,
            "{statusCode: 200,super{ f}oo: [ba r]}",
            r#"{statusCode: 200, "value": 'goog'}"#,
            "{statusCode: 200, foo}: [ba r]}",
            "{statusCode: 200, foo'}: [ba r]}",
            "{statusCode: 200, }foo: [ba r]}",
            "{statusCode: 200, }foo: ''}",
            r#"{statusCode: 200, " ": " "}"#,
            r#"{"statusCode": 200} x"#,
        ] {
            assert_eq!(status_code(text), Some(200), "{text}");
        }
        assert_eq!(status_code("{statusCode: 0}"), Some(0));
        assert_eq!(status_code("{statusCode: -1000}"), Some(-1000));
    }

    #[test]
    fn what_says_no_integer_says_nothing() {
        for text in [
            r#"{"statusCode": "200"}"#,
            r#"{"statusCode": 200.5}"#,
            r#"{'statusCode": 200}"#,
            r#"{"statusCode': 200 }"#,
            "{'statusCode: 200 }",
            r#"{"statusCode": 200"#,
            r#""statusCode": 200}"#,
            "statusCode: 200",
            "{statusCode: 200, {foo: [ba r]}",
            r#"{"statusCode": 200 "a": 1}"#,
            "{}",
            "",
        ] {
            assert_eq!(status_code(text), None, "{text}");
        }
        assert_eq!(status_code(&"{a:".repeat(100_000)), None);
    }
}
