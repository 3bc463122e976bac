//! Customised answers to failures: status, headers and a body template with plain substitution,
//! which is not VTL (API Gateway Developer Guide, "Gateway responses in API Gateway"). What the
//! owner deployed acts; `x-amzn-ErrorType` stays what it was.

use std::borrow::Cow;

use http::{HeaderName, HeaderValue, StatusCode};
use portcullis_catalog::api::GatewayResponse;
use portcullis_catalog::snapshot::Deployed;

use crate::answer::{Answer, AnswerBody, identify};
use crate::facts::{Facts, Meaning, error_variable};
use crate::failure::Failure;

/// Answers a failure of a call of an API.
pub(crate) fn answer(failure: &Failure, facts: &Facts<'_>, meaning: Meaning<'_>) -> Answer {
    let mut answer = failure.answer();
    let deployed = meaning.stage.map(|stage| &*stage.deployed);
    if let Some(custom) = deployed.and_then(|deployed| choose(deployed, failure)) {
        customise(
            &mut answer,
            custom,
            &Source {
                failure,
                facts,
                meaning,
            },
        );
    }
    identify(answer.headers_mut(), &facts.request_id, &facts.extended_id);
    answer
}

/// The response that was set for this type, or else the one for its class.
fn choose<'d>(deployed: &'d Deployed, failure: &Failure) -> Option<&'d GatewayResponse> {
    let own = deployed.gateway_responses.get(failure.response_type?);
    own.or_else(|| {
        let class = if failure.status < 500 {
            "DEFAULT_4XX"
        } else {
            "DEFAULT_5XX"
        };
        deployed.gateway_responses.get(class)
    })
}

fn customise(answer: &mut Answer, custom: &GatewayResponse, source: &Source<'_>) {
    let status = custom
        .status_code
        .as_deref()
        .and_then(|code| StatusCode::from_bytes(code.as_bytes()).ok());
    if let Some(status) = status {
        *answer.status_mut() = status;
    }
    for (target, from) in &custom.parameters {
        let Some(name) = target.strip_prefix("gatewayresponse.header.") else {
            continue;
        };
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
            continue;
        };
        let Some(value) = source.parameter(from) else {
            continue;
        };
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().insert(name, value);
        }
    }
    if let Some((content_type, template)) = template(custom, source.facts) {
        *answer.body_mut() = AnswerBody::from(bytes::Bytes::from(render(template, source)));
        let mapped = custom
            .parameters
            .keys()
            .any(|target| target.eq_ignore_ascii_case("gatewayresponse.header.content-type"));
        if let (false, Ok(value)) = (mapped, HeaderValue::from_str(content_type)) {
            answer
                .headers_mut()
                .insert(http::header::CONTENT_TYPE, value);
        }
    }
}

/// The template for the first type that the client accepts; JSON, or else any.
fn template<'d>(custom: &'d GatewayResponse, facts: &Facts<'_>) -> Option<(&'d str, &'d str)> {
    let accepted = facts.header_values("accept").next();
    let accepted = accepted
        .and_then(|value| value.split([',', ';']).next())
        .map(str::trim);
    let found = accepted
        .and_then(|accepted| custom.templates.get_key_value(accepted))
        .or_else(|| custom.templates.get_key_value("application/json"))
        .or_else(|| custom.templates.iter().next());
    found.map(|(content_type, template)| (content_type.as_str(), template.as_str()))
}

/// Replaces `$context.…`, `$stageVariables.…` and `method.request.…`, with or without a `$`, by
/// their values; one without a value by nothing. All else stays as it is.
fn render(template: &str, source: &Source<'_>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, name, after)) = next_variable(rest) {
        text.push_str(before);
        text.push_str(source.variable(name).as_deref().unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The text before the first variable, its name, and what follows.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    const STARTS: [&str; 3] = ["context.", "stageVariables.", "method.request."];
    let mut from = 0;
    loop {
        let tail = text.get(from..)?;
        let at = from + tail.find(['$', 'm'])?;
        let tail = text.get(at..)?;
        let name = tail.strip_prefix('$').unwrap_or(tail);
        let dollar = name.len() != tail.len();
        let (name, braced) = match name.strip_prefix('{') {
            Some(name) if dollar => (name, true),
            _ => (name, false),
        };
        let begins = STARTS.iter().any(|start| name.starts_with(start));
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

struct Source<'a> {
    failure: &'a Failure,
    facts: &'a Facts<'a>,
    meaning: Meaning<'a>,
}

impl<'a> Source<'a> {
    /// The value of a header mapping.
    fn parameter(&self, from: &'a str) -> Option<Cow<'a, str>> {
        if let Some(literal) = from.strip_prefix('\'') {
            return literal.strip_suffix('\'').map(Cow::Borrowed);
        }
        self.variable(from)
    }

    fn variable(&self, name: &'a str) -> Option<Cow<'a, str>> {
        if let Some(name) = name.strip_prefix("context.error.") {
            return error_variable(self.failure, name);
        }
        if let Some(name) = name.strip_prefix("context.") {
            return self.facts.context(name, self.meaning);
        }
        if let Some(name) = name.strip_prefix("stageVariables.") {
            let value = self.meaning.stage?.variables.get(name)?;
            return Some(Cow::Borrowed(value));
        }
        let name = name.strip_prefix("method.request.")?;
        if let Some(name) = name.strip_prefix("header.") {
            return self.facts.header_values(name).last().map(Cow::Borrowed);
        }
        if let Some(name) = name.strip_prefix("querystring.") {
            return self.facts.query.values(name).last().map(Cow::Borrowed);
        }
        let name = name.strip_prefix("path.")?;
        let (_, path) = self.facts.path.split_stage();
        let mut parameters = self.meaning.method?.path_parameters(path);
        parameters
            .find(|(it, _)| *it == name)
            .map(|(_, value)| Cow::Borrowed(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_in_text_and_names_end_where_they_end() {
        let found = next_variable;
        assert_eq!(
            found(r#"{"m":$context.error.messageString}"#),
            Some((r#"{"m":"#, "context.error.messageString", "}"))
        );
        assert_eq!(
            found("in $context.stage."),
            Some(("in ", "context.stage", "."))
        );
        assert_eq!(
            found("${stageVariables.a}b"),
            Some(("", "stageVariables.a", "b"))
        );
        assert_eq!(
            found("my method.request.header.X-A!"),
            Some(("my ", "method.request.header.X-A", "!"))
        );
        assert_eq!(found("costs $5, the context.stage is mine"), None);
    }
}
