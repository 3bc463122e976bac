//! Which headers pass, in both directions: the table of "Amazon API Gateway important notes",
//! checked against recorded requests, and what this gateway never lets through.

use std::borrow::Cow;
use std::cell::LazyCell;

use ::http::header::{self, HeaderName, HeaderValue, InvalidHeaderValue};
use arrayvec::ArrayString;
use portcullis_catalog::api::Integration;
use portcullis_guard::sigv4::HeaderList;
use portcullis_vtl::Overrides;

use super::mapping::{header_name, is_credential_header, request_values};
use super::{Broken, Call};
use crate::answer::{EXTENDED_ID, REQUEST_ID, once};
use crate::check::{is_gateway_header, signed_headers};
use crate::failure::Failure;
use crate::ids::TraceId;

/// `X-Amzn-Trace-Id`
pub(super) const TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");
const API_ID: HeaderName = HeaderName::from_static("x-amzn-apigateway-api-id");
const HEADER_TARGET: &str = "integration.request.header.";

/// Headers of the message, not of what it carries; and those that API Gateway drops on the way
/// to an HTTP back end.
const DROPPED_REQUEST: [&str; 18] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-md5",
    "expect",
    "host",
    "keep-alive",
    "max-forwards",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "www-authenticate",
];

/// Mapping one of these is a configuration error (recorded, and API Gateway's known issues).
const UNMAPPABLE: [&str; 4] = [
    "content-length",
    "transfer-encoding",
    "x-amzn-trace-id",
    "x-amzn-apigateway-api-id",
];

/// The headers that mappings and templates may make of one message: for each of them the list is looked through.
const MAX_MADE: usize = 1_000;

/// The trace that a request belongs to.
pub(super) struct Trace {
    root: TraceId,
    parent: TraceId,
    sampled: &'static str,
}

impl Trace {
    /// Root and parent as the client sent them, new ones where it sent none.
    pub(super) fn of(call: &Call<'_>) -> Self {
        let (mut root, mut parent, mut sampled) = (None, None, None);
        let mut sent = call.facts.parts.headers.get_all(TRACE_ID);
        let sent = sent.find_map(|sent| sent.to_str().ok());
        for part in sent.into_iter().flat_map(|sent| sent.split(';')) {
            let Some((name, value)) = part.trim().split_once('=') else {
                continue;
            };
            let id = || {
                let mut bytes = value.bytes();
                let plain = bytes.all(|it| it.is_ascii_alphanumeric() || it == b'-');
                TraceId::from(value).ok().filter(|_| plain)
            };
            match (name, value) {
                ("Root", _) => root = id().or(root),
                ("Parent", _) => parent = id().or(parent),
                ("Sampled", "0") => sampled = Some("0"),
                ("Sampled", "1") => sampled = Some("1"),
                _ => {}
            }
        }
        let default = if parent.is_some() { "1" } else { "0" };
        let mut ids = call.local.ids.borrow_mut();
        Self {
            root: root.unwrap_or_else(|| ids.trace_root(call.facts.now.unix())),
            parent: parent.unwrap_or_else(|| ids.trace_parent()),
            sampled: sampled.unwrap_or(default),
        }
    }

    /// `Root` without its name.
    pub(super) fn root(&self) -> TraceId {
        self.root
    }

    /// What the back end is told.
    fn value(&self) -> Result<HeaderValue, InvalidHeaderValue> {
        // Two ids, and 24 bytes between them.
        let mut line = ArrayString::<160>::new();
        for part in [
            "Root=",
            &self.root,
            ";Parent=",
            &self.parent,
            ";Sampled=",
            self.sampled,
        ] {
            line.push_str(part);
        }
        HeaderValue::from_str(&line)
    }

    /// What the answer of an HTTP integration shows.
    pub(super) fn answer_value(&self) -> Option<HeaderValue> {
        once(&["Root=", &self.root].concat()).ok()
    }
}

/// The headers towards the back end of an HTTP_PROXY integration: the client's, but for those
/// that are dropped, and the gateway's own.
pub(super) fn for_proxy(
    call: &Call<'_>,
    integration: &Integration,
    authority: &str,
    trace: &Trace,
) -> Result<HeaderList, Broken> {
    let parts = call.facts.parts;
    // A6: only what its signature covers may steer in the name of the caller. Nearly all that begins so authenticates.
    let signed = LazyCell::new(|| call.meaning.principal.and_then(|_| signed_headers(parts)));
    let named = connection_options(parts.headers.get_all(header::CONNECTION));
    let mut headers = HeaderList::with_capacity(parts.headers.len() + 4);
    for (name, value) in &parts.headers {
        let text = name.as_str();
        let steers = text.starts_with("x-amz-");
        let dropped = DROPPED_REQUEST.contains(&text)
            || is_gateway_header(text)
            || is_credential_header(call, text)
            || steers && signed.as_ref().is_none_or(|signed| !signed.contains(text))
            || named.iter().any(|it| it == text);
        if !dropped {
            headers.append(name.clone(), value.clone());
        }
    }
    let user_agent = headers.contains(&header::USER_AGENT);
    let overrides = Overrides::default();
    finish(
        call,
        integration,
        authority,
        trace,
        headers,
        !user_agent,
        &overrides,
    )
}

/// The headers towards the back end of an HTTP integration: the gateway's own, and what is mapped.
pub(super) fn for_custom(
    call: &Call<'_>,
    integration: &Integration,
    authority: &str,
    trace: &Trace,
    has_body: bool,
    overrides: &Overrides,
) -> Result<HeaderList, Broken> {
    let mut headers = HeaderList::with_capacity(8);
    headers.append(header::ACCEPT, HeaderValue::from_static("application/json"));
    if has_body {
        let sent = call.facts.parts.headers.get(header::CONTENT_TYPE);
        let value = sent
            .cloned()
            .unwrap_or(HeaderValue::from_static("application/json"));
        headers.append(header::CONTENT_TYPE, value);
    }
    finish(
        call,
        integration,
        authority,
        trace,
        headers,
        true,
        overrides,
    )
}

fn finish(
    call: &Call<'_>,
    integration: &Integration,
    authority: &str,
    trace: &Trace,
    mut headers: HeaderList,
    user_agent: bool,
    overrides: &Overrides,
) -> Result<HeaderList, Broken> {
    let api = call.meaning.api.map_or("", |api| api.id.as_str());
    let ready = |value: Result<HeaderValue, _>| {
        value.map_err(|_| Broken::configuration("the URI names no possible host"))
    };
    let configured = |text: &str| ready(HeaderValue::from_str(text));
    // No client's own of these names passes, and none was set before.
    headers.append(header::HOST, configured(authority)?);
    if user_agent {
        let name = HeaderValue::try_from(["AmazonAPIGateway_", api].concat());
        headers.append(header::USER_AGENT, ready(name)?);
    }
    headers.append(API_ID, configured(api)?);
    headers.append(TRACE_ID, ready(trace.value())?);
    for (to, from) in &integration.request_parameters {
        let Some(name) = to.strip_prefix(HEADER_TARGET) else {
            continue;
        };
        set(&mut headers, to, name, request_values(call, from)?)?;
    }
    // What a template sets stands instead of what is mapped.
    for (name, values) in overrides.request_headers() {
        let values = values.into_iter().map(Cow::Owned).collect();
        set(&mut headers, "context.requestOverride.header", name, values)?;
    }
    Ok(headers)
}

/// Sets a header of a request to what is mapped to it. Where that is nothing, it stays as it is.
fn set(
    headers: &mut HeaderList,
    target: &str,
    name: &str,
    values: Vec<Cow<'_, str>>,
) -> Result<(), Broken> {
    let name = header_name(target, name)?;
    if UNMAPPABLE.contains(&name.as_str()) {
        return Err(Broken::Configuration(format!(
            "the header `{name}` cannot be mapped"
        )));
    }
    if matches!(
        name.as_str(),
        "connection" | "keep-alive" | "proxy-connection" | "te"
    ) {
        // Never seen at a back end, whoever sets it.
        return Ok(());
    }
    let values = values.into_iter().map(|value| {
        HeaderValue::from_str(&value).map_err(|_| {
            Broken::Answer(Failure::bad_request(format!(
                "A value for the header '{name}' is not possible"
            )))
        })
    });
    let values = values.collect::<Result<Vec<_>, _>>()?;
    if !values.is_empty() {
        has_room(headers, values.len())?;
        headers.set(&name, values);
    }
    Ok(())
}

/// Whether there may be so many more.
fn has_room(headers: &HeaderList, more: usize) -> Result<(), Broken> {
    if headers.len().saturating_add(more) > MAX_MADE {
        return Err(Broken::Configuration(format!(
            "more than {MAX_MADE} headers are mapped"
        )));
    }
    Ok(())
}

/// What becomes of a header of an answer.
enum Fate {
    Pass,
    Drop,
    /// It goes on as `x-amzn-Remapped-…`.
    Remap,
}

/// The headers of an HTTP_PROXY answer.
pub(super) fn of_proxied(answered: HeaderList) -> HeaderList {
    let named = connection_options(answered.get_all(&header::CONNECTION));
    let headers = answered.into_iter().filter_map(|(name, value)| {
        if named.iter().any(|it| it == name.as_str()) {
            return None;
        }
        let fate = match name.as_str() {
            "accept" => Fate::Pass,
            "connection" | "content-length" => Fate::Remap,
            "expect" | "te" | "trailer" | "upgrade" | "proxy-authenticate" | "host" | "via" => {
                Fate::Drop
            }
            other => fate(other),
        };
        Some((fate.of(name)?, value))
    });
    headers.collect()
}

/// Sets a header of an answer that the configuration maps.
pub(super) fn put_mapped(
    headers: &mut HeaderList,
    name: &HeaderName,
    value: HeaderValue,
) -> Result<(), Broken> {
    if let Some(name) = mapped_fate(name).of(name.clone()) {
        has_room(headers, 1)?;
        headers.append(name, value);
    }
    Ok(())
}

/// Takes back what was set under a name.
pub(super) fn remove_mapped(headers: &mut HeaderList, name: &HeaderName) {
    if let Some(name) = mapped_fate(name).of(name.clone()) {
        headers.remove(name);
    }
}

fn mapped_fate(name: &HeaderName) -> Fate {
    match name.as_str() {
        "connection" | "content-length" | "expect" | "host" | "proxy-authenticate" | "trailer"
        | "upgrade" => Fate::Remap,
        other => fate(other),
    }
}

fn fate(name: &str) -> Fate {
    match name {
        "authorization" | "content-md5" | "date" | "max-forwards" | "server" | "user-agent"
        | "www-authenticate" => Fate::Remap,
        "keep-alive" | "proxy-connection" | "transfer-encoding" => Fate::Drop,
        // What names this answer is ours to say.
        name if name == REQUEST_ID || name == EXTENDED_ID => Fate::Remap,
        _ => Fate::Pass,
    }
}

impl Fate {
    /// The name under which a header goes on.
    fn of(&self, name: HeaderName) -> Option<HeaderName> {
        match self {
            Self::Pass => Some(name),
            Self::Drop => None,
            Self::Remap => Some(remapped(&name)),
        }
    }
}

/// The prefix is AWS's; the names that nearly every answer has are ready.
fn remapped(name: &HeaderName) -> HeaderName {
    const CONNECTION: HeaderName = HeaderName::from_static("x-amzn-remapped-connection");
    const LENGTH: HeaderName = HeaderName::from_static("x-amzn-remapped-content-length");
    const DATE: HeaderName = HeaderName::from_static("x-amzn-remapped-date");
    const SERVER: HeaderName = HeaderName::from_static("x-amzn-remapped-server");
    match name.as_str() {
        "connection" => CONNECTION,
        "content-length" => LENGTH,
        "date" => DATE,
        "server" => SERVER,
        other => HeaderName::try_from(format!("x-amzn-remapped-{other}"))
            .unwrap_or(HeaderName::from_static("x-amzn-remapped")),
    }
}

/// The headers that Connection headers name.
fn connection_options<'v>(values: impl IntoIterator<Item = &'v HeaderValue>) -> Vec<String> {
    let values = values.into_iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(|it| it.trim().to_ascii_lowercase())
        .collect()
}
