//! Where an HTTP integration sends to: the configured URI with stage variables and path
//! parameters filled in, and the query string written out from decoded pairs. A value is escaped
//! for the place that it goes to, so none can become another segment, parameter or host.

use std::borrow::Cow;
use std::sync::Arc;

use ::http::uri::PathAndQuery;
use portcullis_catalog::api::Integration;
use portcullis_catalog::http_address::HttpAddress;
use portcullis_catalog::path::{RequestPath, encode_into};
use portcullis_catalog::route::DeployedIntegration;
use portcullis_vtl::Overrides;

use super::mapping::{is_credential_parameter, request_values};
use super::{Broken, Call};
use crate::failure::Failure;
use crate::query::{push_escaped, push_pair};

/// A back end and the target to ask it for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Whether it is HTTPS.
    pub(super) secure: bool,
    /// As the Host header says it.
    pub(super) authority: Arc<str>,
    pub(super) host: Arc<str>,
    pub(super) port: u16,
    /// In origin form.
    pub(super) path_and_query: String,
}

/// Fills the configured URI in. `forward_query` sends the client's own query string along.
pub(super) fn target(
    call: &Call<'_>,
    deployed: &DeployedIntegration,
    forward_query: bool,
    overrides: &Overrides,
) -> Result<Target, Broken> {
    let integration = &*deployed.integration;
    let address = match &deployed.address {
        Some(address) => Cow::Borrowed(address),
        None => {
            let uri = integration.uri.as_deref().unwrap_or_default();
            let address = HttpAddress::parse(&with_stage_variables(call, uri)?);
            Cow::Owned(address.map_err(|error| Broken::Configuration(error.to_string()))?)
        }
    };
    let fill = Fill {
        call,
        integration,
        overrides,
    };
    let mut path_and_query = if address.path_is_fixed {
        address.path.clone()
    } else {
        let mut path = String::with_capacity(address.path.len() + 32);
        fill.fill_in(&address.path, &mut path, push_path)?;
        // A4: values of parameters must not climb out of the configured path.
        if let Err(error) = RequestPath::parse(&path) {
            return Err(Broken::Answer(Failure::bad_request(error.to_string())));
        }
        path
    };
    let mut written = String::new();
    fill.fill_in(&address.query, &mut written, |text, _, value| {
        push_escaped(text, value)
    })?;
    if forward_query {
        let pairs = call.facts.query.pairs();
        for (name, value) in pairs.filter(|(name, _)| !is_credential_parameter(name)) {
            push_pair(&mut written, name, value);
        }
    }
    for (to, from) in &integration.request_parameters {
        let Some(name) = to.strip_prefix("integration.request.querystring.") else {
            continue;
        };
        // What a template sets stands instead of what is mapped.
        if overrides.request_querystring().any(|(it, _)| it == name) {
            continue;
        }
        // What is forwarded anyway is not said twice.
        let same = from
            .strip_prefix("method.request.")
            .and_then(|from| from.split_once('.'));
        if forward_query
            && same.is_some_and(|(kind, it)| kind.ends_with("querystring") && it == name)
        {
            continue;
        }
        for value in request_values(call, from)? {
            push_pair(&mut written, name, &value);
        }
    }
    for (name, values) in overrides.request_querystring() {
        for value in values {
            push_pair(&mut written, name, &value);
        }
    }
    if !written.is_empty() {
        path_and_query.push('?');
        path_and_query.push_str(&written);
    }
    Ok(Target {
        secure: address.secure,
        authority: Arc::clone(&address.authority),
        host: Arc::clone(&address.host),
        port: address.port,
        path_and_query,
    })
}

/// A path and a query as a request line may have them.
pub(super) fn origin_form(text: String) -> Option<PathAndQuery> {
    let target = PathAndQuery::try_from(text).ok();
    target.filter(|target| target.as_str().starts_with('/'))
}

struct Fill<'a> {
    call: &'a Call<'a>,
    integration: &'a Integration,
    overrides: &'a Overrides,
}

impl Fill<'_> {
    /// Replaces each `{name}` by what a template set for it, or else by what is mapped to
    /// `integration.request.path.{name}`.
    fn fill_in(
        &self,
        text: &str,
        target: &mut String,
        push: impl Fn(&mut String, &str, &str),
    ) -> Result<(), Broken> {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            target.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                return Err(Broken::Configuration(format!(
                    "`{text}` has a `{{` without a `}}`"
                )));
            };
            let name = name.strip_suffix('+').unwrap_or(name);
            self.value(name, target, &push)?;
            rest = after;
        }
        target.push_str(rest);
        Ok(())
    }

    fn value(
        &self,
        name: &str,
        target: &mut String,
        push: &impl Fn(&mut String, &str, &str),
    ) -> Result<(), Broken> {
        let mut set = self.overrides.request_path();
        if let Some((_, values)) = set.find(|(it, _)| *it == name) {
            if let Some(value) = values.last() {
                push(target, "", value);
            }
            return Ok(());
        }
        let mut mapped = self.integration.request_parameters.iter();
        let mapped =
            mapped.find(|(to, _)| to.strip_prefix("integration.request.path.") == Some(name));
        let Some((_, from)) = mapped else {
            return Err(Broken::Configuration(format!(
                "nothing is mapped to `{{{name}}}` of the URI"
            )));
        };
        if let Some(value) = request_values(self.call, from)?.last() {
            push(target, from, value);
        }
        Ok(())
    }
}

/// A path parameter of the request goes on as it was routed; anything else is one segment's text.
fn push_path(target: &mut String, from: &str, value: &str) {
    if from.starts_with("method.request.path.") {
        encode_into(target, value);
    } else {
        push_escaped(target, value);
    }
}

pub(super) fn with_stage_variables<'u>(
    call: &Call<'_>,
    uri: &'u str,
) -> Result<Cow<'u, str>, Broken> {
    const START: &str = "${stageVariables.";
    if !uri.contains('$') {
        return Ok(Cow::Borrowed(uri));
    }
    let mut text = String::with_capacity(uri.len());
    let mut rest = uri;
    while let Some((before, after)) = rest.split_once(START) {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = call
            .meaning
            .stage
            .and_then(|stage| stage.variables.get(name));
        let Some(value) = value else {
            return Err(Broken::Configuration(format!(
                "the stage has no variable `{name}`"
            )));
        };
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    Ok(Cow::Owned(text))
}
