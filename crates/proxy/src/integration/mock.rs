//! MOCK: an answer without a back end. The request template says a status code in something like
//! JSON, which chooses an integration response; the rest is that response's.

use portcullis_catalog::route::DeployedIntegration;
use portcullis_catalog::snapshot::Route;
use portcullis_guard::Permit;

use super::http::mapped_response;
use super::{Broken, Call, template};
use crate::answer::{Answer, AnswerBody};

/// Deeper templates are refused.
const MAX_DEPTH: usize = 32;

/// Answers an admitted call.
pub(super) fn run(
    permit: Permit<Route<'_>>,
    call: &Call<'_>,
    deployed: &DeployedIntegration,
) -> Result<Answer, Broken> {
    let template = template::for_request(call, &deployed.integration)?;
    let said = match template {
        Some(template) => status_code(template),
        None => std::str::from_utf8(call.body).ok().and_then(status_code),
    };
    let said = said.ok_or_else(|| {
        Broken::configuration(
            "the request template of a MOCK integration gives no integer `statusCode`",
        )
    })?;
    // Nothing is sent: the permit ends with the choice of what to answer.
    drop(permit);
    let none = ::http::HeaderMap::new();
    mapped_response(call, deployed, &said.to_string(), &none, AnswerBody::empty)
}

/// The integer `statusCode` of an object written in lenient JSON: names without quotes, single
/// quotes, commas too many (as API Gateway was observed to take them).
pub(super) fn status_code(text: &str) -> Option<i64> {
    let mut parser = Parser { rest: text.trim() };
    let code = parser.object(MAX_DEPTH)?;
    if parser.rest.trim().is_empty() {
        code
    } else {
        None
    }
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
            let name = self.word()?;
            self.take(':')?;
            let integer = self.value(depth)?;
            if name == "statusCode" {
                code = integer;
            }
        }
    }

    /// Any value; the inner one is its number, if it is an integer.
    fn value(&mut self, depth: usize) -> Option<Option<i64>> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            '{' => self.object(depth).map(|_| None),
            '[' => self.array(depth).map(|()| None),
            '"' | '\'' => self.word().map(|_| None),
            _ => self.word().map(|word| word.parse().ok()),
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
            self.value(depth)?;
        }
    }

    /// A quoted text, or a bare word.
    fn word(&mut self) -> Option<&'t str> {
        self.rest = self.rest.trim_start();
        let quote = self.rest.chars().next()?;
        if matches!(quote, '"' | '\'') {
            let text = self.rest.get(1..)?;
            let mut escaped = false;
            let end = text.find(|it| {
                let ends = it == quote && !escaped;
                escaped = it == '\\' && !escaped;
                ends
            })?;
            self.rest = text.get(end + 1..)?;
            return text.get(..end);
        }
        let bare = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | '+' | '$');
        let end = self.rest.find(|it| !bare(it)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.rest = self.rest.trim_start().strip_prefix(wanted)?;
        Some(())
    }

    fn skip_commas(&mut self) {
        while self.take(',').is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_code_is_read_from_what_only_looks_like_json() {
        for (text, code) in [
            (r#"{"statusCode": 200}"#, Some(200)),
            ("{statusCode: 200}", Some(200)),
            ("{'statusCode': 404}", Some(404)),
            (r#" {"statusCode": 200,} "#, Some(200)),
            (r#"{,"statusCode": 200,, "a": "}"}"#, Some(200)),
            (
                r#"{"a": {"statusCode": 500}, "b": [1, {}], "statusCode": 201}"#,
                Some(201),
            ),
            ("{statusCode: 0}", Some(0)),
            ("{statusCode: -1000}", Some(-1000)),
            (r#"{"statusCode": "200"}"#, None),
            (r#"{"statusCode": 200.5}"#, None),
            (r#"{'statusCode": 200}"#, None),
            (r#"{"statusCode": 200"#, None),
            (r#""statusCode": 200}"#, None),
            ("statusCode: 200", None),
            (r#"{"statusCode": 200} x"#, None),
            ("{}", None),
            ("", None),
        ] {
            assert_eq!(status_code(text), code, "{text}");
        }
        assert_eq!(status_code(&"{a:".repeat(100_000)), None);
    }
}
