//! HTTP and HTTP_PROXY: the request is written anew from what was parsed, sent with the permit,
//! and the answer mapped (HTTP) or relayed as it is (HTTP_PROXY).

use ::http::{HeaderMap, Method, Request, StatusCode, header};
use bytes::Bytes;
use http_body_util::Full;
use portcullis_catalog::api::Integration;
use portcullis_catalog::route::DeployedIntegration;
use portcullis_catalog::snapshot::Route;
use portcullis_guard::Permit;

use super::headers::{self, TRACE_ID, Trace, put_mapped};
use super::mapping::{header_name, response_values};
use super::target::{Target, target};
use super::{Broken, Call, deadline, patience, template};
use crate::answer::{Answer, AnswerBody, JSON, answer};
use crate::relay::Relay;
use crate::upstream::{Outbound, send};

/// HTTP_PROXY: everything passes, but for what must not.
pub(super) async fn run_proxy(
    permit: Permit<Route<'_>>,
    call: &Call<'_>,
    deployed: &DeployedIntegration,
) -> Result<Answer, Broken> {
    let integration = &*deployed.integration;
    let target = target(call, integration, true)?;
    let headers = headers::for_proxy(call, integration, &target.authority, &Trace::of(call))?;
    let outbound = outbound(call, integration, target, headers, call.body.clone())?;
    let method = outbound.request.method().clone();
    let (response, lease) = send(permit, &call.local.pool, outbound, deadline(integration)).await?;
    let (parts, body) = response.into_parts();
    if parts.status.is_informational() {
        return Err(Broken::configuration(
            "the back end wants to change the protocol",
        ));
    }
    let mut headers = headers::of_proxied(&parts.headers);
    // The length of what is not sent is the back end's to say.
    let bodiless = method == Method::HEAD || parts.status == StatusCode::NOT_MODIFIED;
    if let Some(length) = parts
        .headers
        .get(header::CONTENT_LENGTH)
        .filter(|_| bodiless)
    {
        headers.insert(header::CONTENT_LENGTH, length.clone());
    }
    if !headers.contains_key(header::CONTENT_TYPE)
        && parts.status != StatusCode::NO_CONTENT
        && !bodiless
    {
        headers.insert(header::CONTENT_TYPE, JSON);
    }
    let relay = Relay::new(body, lease, patience(integration));
    Ok(answer(parts.status, headers, AnswerBody::relayed(relay)))
}

/// HTTP: templates and mappings decide what passes.
pub(super) async fn run(
    permit: Permit<Route<'_>>,
    call: &Call<'_>,
    deployed: &DeployedIntegration,
) -> Result<Answer, Broken> {
    let integration = &*deployed.integration;
    let body = match template::for_request(call, integration)? {
        Some(template) => Bytes::copy_from_slice(template.as_bytes()),
        None => call.body.clone(),
    };
    let target = target(call, integration, false)?;
    let trace = Trace::of(call);
    let headers = headers::for_custom(
        call,
        integration,
        &target.authority,
        &trace,
        !body.is_empty(),
    )?;
    let outbound = outbound(call, integration, target, headers, body)?;
    let (response, lease) = send(permit, &call.local.pool, outbound, deadline(integration)).await?;
    let (parts, body) = response.into_parts();
    let relayed = || AnswerBody::relayed(Relay::new(body, lease, patience(integration)));
    let mut answer = mapped_response(
        call,
        deployed,
        parts.status.as_str(),
        &parts.headers,
        relayed,
    )?;
    if let Some(value) = trace.answer_value() {
        answer.headers_mut().insert(TRACE_ID, value);
    }
    Ok(answer)
}

/// The integration response that a back end's status (or a MOCK's) chooses: its status code, its
/// mapped headers, its template or else the body as it came.
pub(super) fn mapped_response(
    call: &Call<'_>,
    deployed: &DeployedIntegration,
    said: &str,
    answered: &HeaderMap,
    body: impl FnOnce() -> AnswerBody,
) -> Result<Answer, Broken> {
    let Some((code, response)) = deployed.response_for(said) else {
        return Err(Broken::Configuration(format!(
            "no integration response is for `{said}`"
        )));
    };
    let status = StatusCode::from_bytes(code.as_bytes())
        .map_err(|_| Broken::Configuration(format!("`{code}` is no status code")))?;
    let mut headers = HeaderMap::with_capacity(8);
    for (to, from) in &response.parameters {
        let Some(name) = to.strip_prefix("method.response.header.") else {
            continue;
        };
        let name = header_name(to, name)?;
        for value in response_values(call, from, answered)? {
            put_mapped(&mut headers, &name, value);
        }
    }
    headers.entry(header::CONTENT_TYPE).or_insert(JSON);
    let body = match template::for_response(call, &response.templates)? {
        Some(template) => AnswerBody::from(Bytes::copy_from_slice(template.as_bytes())),
        None => body(),
    };
    Ok(answer(status, headers, body))
}

fn outbound(
    call: &Call<'_>,
    integration: &Integration,
    target: Target,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Outbound, Broken> {
    let Target {
        authority,
        host,
        port,
        path_and_query,
    } = target;
    let method = match integration.http_method.as_deref() {
        None | Some("ANY") => call.facts.parts.method.clone(),
        Some(configured) => Method::from_bytes(configured.as_bytes())
            .map_err(|_| Broken::Configuration(format!("`{configured}` is no HTTP method")))?,
    };
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = method;
    *request.uri_mut() = path_and_query
        .parse()
        .map_err(|_| Broken::Configuration(format!("`{path_and_query}` is no request target")))?;
    *request.headers_mut() = headers;
    Ok(Outbound {
        authority,
        host,
        port,
        request,
    })
}
