//! Parameter mappings: where a value comes from (API Gateway Developer Guide, "Request and
//! response data mapping reference"). What authenticates a caller is never a source: it must not
//! reach a back end, under whatever name.

use std::borrow::Cow;

use ::http::{HeaderName, HeaderValue};
use portcullis_catalog::api::Authorization;
use portcullis_guard::sigv4::HeaderList;
use portcullis_vtl::{Limits, RenderError};

use super::{Broken, Call};
use crate::failure::Failure;

/// The values that a request mapping yields; none where its source is absent.
pub(super) fn request_values<'c>(
    call: &'c Call<'_>,
    from: &'c str,
) -> Result<Vec<Cow<'c, str>>, Broken> {
    if let Some(value) = plain_value(call, from) {
        return Ok(value.into_iter().collect());
    }
    let Some(name) = from.strip_prefix("method.request.") else {
        return Err(unknown(from));
    };
    let all =
        |values: &mut dyn Iterator<Item = &'c str>| values.map(Cow::Borrowed).collect::<Vec<_>>();
    let last = |values: &mut dyn Iterator<Item = &'c str>| {
        values.last().map(Cow::Borrowed).into_iter().collect()
    };
    let facts = call.facts;
    if let Some(rest) = name.strip_prefix("body") {
        let body = String::from_utf8_lossy(call.body);
        let value = of_body(from, rest, body).map_err(|error| match error {
            Unmapped::Body => Broken::Answer(Failure::invalid_json()),
            Unmapped::Mapping(broken) => broken,
        });
        return Ok(value?.into_iter().map(Cow::Owned).collect());
    }
    if let Some(name) = name.strip_prefix("path.") {
        let mut parameters = facts.path_parameters(call.meaning);
        let found = parameters.find(|(it, _)| *it == name);
        return Ok(found
            .map(|(_, value)| Cow::Borrowed(value))
            .into_iter()
            .collect());
    }
    if let Some(name) = name.strip_prefix("querystring.") {
        return Ok(last(
            &mut facts
                .query
                .values(name)
                .filter(|_| !is_credential_parameter(name)),
        ));
    }
    if let Some(name) = name.strip_prefix("multivaluequerystring.") {
        return Ok(all(&mut facts
            .query
            .values(name)
            .filter(|_| !is_credential_parameter(name))));
    }
    if let Some(name) = name.strip_prefix("header.") {
        let passes = !is_credential_header(call, name);
        return Ok(last(&mut facts.header_values(name).filter(|_| passes)));
    }
    if let Some(name) = name.strip_prefix("multivalueheader.") {
        let passes = !is_credential_header(call, name);
        return Ok(all(&mut facts.header_values(name).filter(|_| passes)));
    }
    Err(unknown(from))
}

/// The values that a response mapping yields.
pub(super) fn response_values(
    call: &Call<'_>,
    from: &str,
    answered: &HeaderList,
    body: &[u8],
) -> Result<Vec<HeaderValue>, Broken> {
    if let Some(value) = plain_value(call, from) {
        return value
            .into_iter()
            .map(|value| header_value(&value))
            .collect();
    }
    let Some(name) = from.strip_prefix("integration.response.") else {
        return Err(unknown(from));
    };
    if let Some(rest) = name.strip_prefix("body") {
        let value = of_body(from, rest, String::from_utf8_lossy(body));
        let value = value.map_err(|error| match error {
            Unmapped::Body => Broken::configuration("the back end's answer is no JSON"),
            Unmapped::Mapping(broken) => broken,
        });
        let values = value?.into_iter().map(|value| header_value(&value));
        return values.collect();
    }
    if let Some(name) = name.strip_prefix("header.") {
        let last = answered.get_all(name).next_back();
        return Ok(last.cloned().into_iter().collect());
    }
    if let Some(name) = name.strip_prefix("multivalueheader.") {
        return Ok(answered.get_all(name).cloned().collect());
    }
    Err(unknown(from))
}

/// The name in a header target, such as `integration.request.header.X`.
pub(super) fn header_name(target: &str, name: &str) -> Result<HeaderName, Broken> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Broken::Configuration(format!("`{target}` names no possible header")))
}

/// A configured header value.
pub(super) fn header_value(value: &str) -> Result<HeaderValue, Broken> {
    HeaderValue::from_str(value)
        .map_err(|_| Broken::configuration("a mapping yields a value that no header can have"))
}

/// Query parameters that authenticate, of either form of SigV4.
pub(super) fn is_credential_parameter(name: &str) -> bool {
    const NAMES: [&str; 8] = [
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Security-Token",
        "X-Amz-Signature",
        "X-Amz-Region-Set",
    ];
    NAMES.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// Headers that authenticate. `Authorization` is the back end's own business where it holds no
/// signature and the method asks for none.
pub(super) fn is_credential_header(call: &Call<'_>, name: &str) -> bool {
    if name.eq_ignore_ascii_case("authorization") {
        let iam = call
            .meaning
            .method
            .is_some_and(|it| it.authorization == Authorization::AwsIam);
        let signature = |value: &str| value.trim_start().starts_with("AWS");
        return iam || call.facts.header_values(name).any(signature);
    }
    ["x-amz-date", "x-amz-security-token", "x-amz-region-set"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(name))
}

/// A literal, a stage variable or a context variable; the outer `None` where it is none of them.
fn plain_value<'c>(call: &'c Call<'_>, from: &'c str) -> Option<Option<Cow<'c, str>>> {
    if let Some(literal) = from.strip_prefix('\'') {
        return Some(literal.strip_suffix('\'').map(Cow::Borrowed));
    }
    if let Some(name) = from.strip_prefix("stageVariables.") {
        let variables = call.meaning.stage.map(|stage| &stage.variables);
        let value = variables.and_then(|variables| variables.get(name));
        return Some(value.map(|value| Cow::Borrowed(value.as_str())));
    }
    let name = from.strip_prefix("context.")?;
    Some(call.facts.context(name, call.meaning))
}

enum Unmapped {
    /// The body begins like JSON and is not.
    Body,
    Mapping(Broken),
}

/// The whole body, or what a JSON path without its `$.` finds in it.
fn of_body(from: &str, rest: &str, body: Cow<'_, str>) -> Result<Option<String>, Unmapped> {
    if rest.is_empty() {
        return Ok(Some(body.into_owned()));
    }
    let Some(path) = rest.strip_prefix('.') else {
        return Err(Unmapped::Mapping(unknown(from)));
    };
    let path = if path.starts_with('$') {
        path.to_owned()
    } else {
        format!("$.{path}")
    };
    portcullis_vtl::query(&body, &path, Limits::default()).map_err(|error| match error {
        RenderError::PayloadNotJson(_) => Unmapped::Body,
        other => Unmapped::Mapping(Broken::Configuration(format!("`{from}`: {other}"))),
    })
}

fn unknown(from: &str) -> Broken {
    Broken::Configuration(format!("nothing can be mapped from `{from}`"))
}
