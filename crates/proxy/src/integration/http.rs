//! HTTP and HTTP_PROXY: the request is written anew from what was parsed, sent with the permit,
//! and the answer mapped (HTTP) or relayed as it is (HTTP_PROXY).

use ::http::{HeaderMap, Method, Response, StatusCode, header};
use bytes::Bytes;
use portcullis_catalog::api::Integration;
use portcullis_catalog::route::DeployedIntegration;
use portcullis_catalog::snapshot::Route;
use portcullis_guard::Permit;
use portcullis_vtl::Overrides;
use tokio::time::Instant;

use super::headers::{self, TRACE_ID, Trace};
use super::link::Linked;
use super::target::{Target, origin_form, target};
use super::transform::{self, Transformed};
use super::whole::Whole;
use super::{Broken, Call, deadline, is_vpc_link, link, patience, reply};
use crate::answer::{Answer, AnswerBody, JSON, answer};
use crate::choice::{page, refused};
use crate::execution_log;
use crate::relay::Relay;
use crate::upstream::{Answered, Asked, Origin, Outbound, Place, SendError, Terms, send};

/// Where a request goes.
enum Way {
    Out(Box<Outbound>, How),
    /// A load balancer answers by itself.
    Answered(Response<Bytes>),
}

#[derive(Clone, Copy)]
struct How {
    secure: bool,
    /// Whether it is an Application Load Balancer that chose the back end.
    by_requests: bool,
}

/// HTTP_PROXY: everything passes, but for what must not.
pub(super) async fn run_proxy(
    permit: Permit<Route<'_>>,
    call: &Call<'_>,
    deployed: &DeployedIntegration,
) -> Result<Answer, Broken> {
    let integration = &*deployed.integration;
    let target = to(call, integration, true, &Overrides::default())?;
    let headers = headers::for_proxy(call, integration, &target.authority, &traced(call))?;
    let outbound = outbound(call, integration, target, headers, call.body.clone())?;
    let method = match &outbound {
        Way::Out(outbound, _) => outbound.asked.method.clone(),
        Way::Answered(_) => call.facts.parts.method.clone(),
    };
    let response = exchange(permit, call, &outbound, deadline(integration)).await?;
    let (parts, body) = response.into_parts();
    if parts.status.is_informational() {
        return Err(Broken::configuration(
            "the back end wants to change the protocol",
        ));
    }
    // The length of what is not sent is the back end's to say.
    let bodiless = method == Method::HEAD || parts.status == StatusCode::NOT_MODIFIED;
    let length = parts.headers.get(header::CONTENT_LENGTH);
    let length = length.filter(|_| bodiless).cloned();
    let mut headers = headers::of_proxied(parts.headers);
    if let Some(length) = length {
        headers.insert(header::CONTENT_LENGTH, length);
    }
    if !headers.contains_key(header::CONTENT_TYPE)
        && parts.status != StatusCode::NO_CONTENT
        && !bodiless
    {
        headers.insert(header::CONTENT_TYPE, JSON);
    }
    let body = match body {
        // Of a load balancer's own answer to HEAD there is only the head.
        Answered::Whole(_) if method == Method::HEAD => AnswerBody::empty(),
        Answered::Whole(bytes) => bytes.into(),
        Answered::Coming(lease) => AnswerBody::relayed(Relay::new(lease, patience(integration))),
    };
    Ok(answer(parts.status, headers, body))
}

/// HTTP: templates and mappings decide what passes.
pub(super) async fn run(
    permit: Permit<Route<'_>>,
    call: &Call<'_>,
    deployed: &DeployedIntegration,
) -> Result<Answer, Broken> {
    let integration = &*deployed.integration;
    let Transformed { body, overrides } = transform::request(call, deployed)?;
    let target = to(call, integration, false, &overrides)?;
    let trace = traced(call);
    let headers = headers::for_custom(
        call,
        integration,
        &target.authority,
        &trace,
        !body.is_empty(),
        &overrides,
    )?;
    let outbound = outbound(call, integration, target, headers, body)?;
    let deadline = deadline(integration);
    let response = exchange(permit, call, &outbound, deadline).await?;
    let (parts, body) = response.into_parts();
    let chosen = reply::choose(deployed, parts.status.as_str())?;
    let read = |bytes: &Bytes, overrides: Overrides| {
        call.seen.log(|| {
            let body = String::from_utf8_lossy(bytes);
            format!("Endpoint response body before transformations: {body}")
        });
        reply::held(call, &chosen, &parts.headers, bytes, overrides)
    };
    let mut answer = match body {
        Answered::Coming(lease) if reply::reads_body(call, &chosen, &parts.headers) => {
            let whole = Whole::read(lease, deadline, call.local).await?;
            read(&whole.bytes, overrides)?
        }
        Answered::Coming(lease) => {
            let relayed = AnswerBody::relayed(Relay::new(lease, patience(integration)));
            reply::streamed(call, &chosen, &parts.headers, relayed, &overrides)?
        }
        Answered::Whole(bytes) => read(&bytes, overrides)?,
    };
    if let Some(value) = trace.answer_value() {
        answer.headers_mut().insert(TRACE_ID, value);
    }
    Ok(answer)
}

fn to(
    call: &Call<'_>,
    integration: &Integration,
    forward_query: bool,
    overrides: &Overrides,
) -> Result<Target, Broken> {
    let mut target = target(call, integration, forward_query, overrides)?;
    if is_vpc_link(integration) && integration.integration_target.is_some() {
        target.path_and_query = link::staged(call, &target.path_and_query, overrides)?;
    }
    Ok(target)
}

fn traced(call: &Call<'_>) -> Trace {
    let trace = Trace::of(call);
    call.seen.traced(trace.root());
    trace
}

async fn exchange(
    permit: Permit<Route<'_>>,
    call: &Call<'_>,
    way: &Way,
    deadline: Instant,
) -> Result<Response<Answered>, Broken> {
    let (outbound, way) = match way {
        Way::Out(outbound, way) => (outbound, way),
        // Nothing is sent, so nothing is permitted either.
        Way::Answered(made) => return Ok(made.clone().map(Answered::Whole)),
    };
    let scheme = if way.secure { "https" } else { "http" };
    let (authority, target) = (&outbound.authority, &outbound.asked.target);
    let uri = || format!("{scheme}://{authority}{target}");
    call.seen.log(|| format!("Endpoint request URI: {}", uri()));
    call.seen.log(|| {
        let headers = execution_log::headers(&outbound.asked.headers);
        format!("Endpoint request headers: {headers}")
    });
    call.seen.log(|| {
        let body = String::from_utf8_lossy(&outbound.asked.body);
        format!("Endpoint request body after transformations: {body}")
    });
    call.seen.log(|| format!("Sending request to {}", uri()));
    let began = Instant::now();
    let sent = send(permit, &call.local.pool, outbound, deadline).await;
    let response = match sent {
        Err(error) if way.by_requests => match of_balancer(&error) {
            Some(status) => return Ok(page::error(status).map(Answered::Whole)),
            None => return Err(error.into()),
        },
        sent => sent?,
    };
    let (status, latency) = (response.status().as_u16(), began.elapsed());
    call.seen.answered(status, latency);
    call.seen.log(|| {
        let latency = latency.as_millis();
        format!("Received response. Status: {status}, Integration latency: {latency} ms")
    });
    call.seen.log(|| {
        let headers = execution_log::headers(response.headers());
        format!("Endpoint response headers: {headers}")
    });
    Ok(response)
}

/// What an Application Load Balancer says of a target that gives no answer (Application Load Balancers User Guide,
/// "Troubleshoot your Application Load Balancers"). That the integration's time is over is not its to say.
fn of_balancer(error: &SendError) -> Option<StatusCode> {
    match error {
        SendError::Connect(error) => Some(refused(error)),
        SendError::Exchange(_) | SendError::Configuration(_) => Some(StatusCode::BAD_GATEWAY),
        SendError::Timeout => None,
    }
}

fn outbound(
    call: &Call<'_>,
    integration: &Integration,
    target: Target,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Way, Broken> {
    let method = match integration.http_method.as_deref() {
        None | Some("ANY") => call.facts.parts.method.clone(),
        Some(configured) => Method::from_bytes(configured.as_bytes())
            .map_err(|_| Broken::Configuration(format!("`{configured}` is no HTTP method")))?,
    };
    let path_and_query = &target.path_and_query;
    let mut asked = Asked {
        method,
        target: origin_form(path_and_query).ok_or_else(|| {
            Broken::Configuration(format!("`{path_and_query}` is no request target"))
        })?,
        headers,
        body,
    };
    // The host of the URI is the server name that is asked for and the name that has to be in the
    // certificate; the Host header may be mapped to something else (API Gateway Developer Guide,
    // "x-amazon-apigateway-integration.tlsConfig object").
    let secure = target.secure;
    let terms = secure.then(|| Terms {
        server_name: target.host.clone(),
        insecure_skip_verification: integration.insecure_skip_verification,
        anybody: false,
        own: false,
        client: call
            .meaning
            .stage
            .and_then(|stage| stage.client_identity.clone()),
    });
    let (origins, by_requests) = if is_vpc_link(integration) {
        match link::reach(call, integration, target.port, terms, &mut asked)? {
            Linked::Reached(reached) => (reached.origins, reached.by_requests),
            Linked::Answered(made) => return Ok(Way::Answered(made)),
        }
    } else {
        let place = Place::Host(target.host, target.port);
        (vec![Origin { place, terms }], false)
    };
    let outbound = Outbound {
        authority: target.authority,
        origins,
        asked,
    };
    let how = How {
        secure,
        by_requests,
    };
    Ok(Way::Out(Box::new(outbound), how))
}
