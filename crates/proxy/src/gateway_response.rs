//! Customised answers to failures: status, headers and a body with plain substitution, which is
//! not VTL (API Gateway Developer Guide, "Gateway responses in API Gateway"). What the owner
//! deployed acts; `x-amzn-ErrorType` stays what it was.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use portcullis_catalog::snapshot::Deployed;
use portcullis_catalog::templates::DeployedGatewayResponse;
use portcullis_vtl::Substitution;

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
    identify(&mut answer.headers, &facts.request_id, &facts.extended_id);
    answer
}

/// The response that was set for this type, or else the one for its class.
fn choose<'d>(deployed: &'d Deployed, failure: &Failure) -> Option<&'d DeployedGatewayResponse> {
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

fn customise(answer: &mut Answer, custom: &DeployedGatewayResponse, source: &Source<'_>) {
    let status = custom.status.and_then(|it| StatusCode::from_u16(it).ok());
    if let Some(status) = status {
        answer.status = status;
    }
    for (name, from) in &custom.headers {
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
            continue;
        };
        let Some(value) = source.parameter(from) else {
            continue;
        };
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers.insert(name, value);
        }
    }
    if let Some((content_type, template)) = template(custom, source.facts) {
        let text = template.render("", |name| source.variable(name));
        answer.body = AnswerBody::from(Bytes::from(text));
        let mapped = custom
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if let (false, Ok(value)) = (mapped, HeaderValue::from_str(content_type)) {
            answer.headers.insert(http::header::CONTENT_TYPE, value);
        }
    }
}

/// The template for the first type that the client accepts; JSON, or else any.
fn template<'d>(
    custom: &'d DeployedGatewayResponse,
    facts: &Facts<'_>,
) -> Option<&'d (String, Substitution)> {
    let accepted = facts.header_values("accept").next();
    let accepted = accepted
        .and_then(|value| value.split([',', ';']).next())
        .map(str::trim);
    let of_type = |wanted: &str| custom.templates.iter().find(|(it, _)| it == wanted);
    accepted
        .and_then(of_type)
        .or_else(|| of_type("application/json"))
        .or_else(|| custom.templates.first())
}

struct Source<'a> {
    failure: &'a Failure,
    facts: &'a Facts<'a>,
    meaning: Meaning<'a>,
}

impl<'a> Source<'a> {
    /// The value of a header mapping.
    fn parameter<'s>(&'s self, from: &'s str) -> Option<Cow<'s, str>> {
        if let Some(literal) = from.strip_prefix('\'') {
            return literal.strip_suffix('\'').map(Cow::Borrowed);
        }
        self.variable(from)
    }

    fn variable<'s>(&'s self, name: &str) -> Option<Cow<'s, str>> {
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
        let mut parameters = self.facts.path_parameters(self.meaning);
        parameters
            .find(|(it, _)| *it == name)
            .map(|(_, value)| Cow::Borrowed(value))
    }
}
