//! HTTP and HTTP_PROXY: the request is written anew from what was parsed, sent with the permit,
//! and the answer mapped (HTTP) or relayed as it is (HTTP_PROXY).

use std::pin::pin;
use std::sync::Arc;

use ::http::{Method, Response, StatusCode, header};
use bytes::Bytes;
use portcullis_catalog::api::Integration;
use portcullis_catalog::route::DeployedIntegration;
use portcullis_catalog::snapshot::Route;
use portcullis_guard::Permit;
use portcullis_guard::sigv4::HeaderList;
use portcullis_vtl::Overrides;
use tokio::time::Instant;

use super::headers::{self, TRACE_ID, Trace};
use super::link::Linked;
use super::target::{Target, origin_form, target};
use super::transform::{self, Transformed};
use super::whole::Whole;
use super::{Broken, Call, is_vpc_link, link, patience, reply};
use crate::answer::{Answer, AnswerBody, JSON};
use crate::choice::{page, refused};
use crate::execution_log;
use crate::relay::Relay;
use crate::upstream::{
    AnswerHead, Answered, Asked, Origin, Outbound, Place, SendError, Terms, send,
};

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
    let target = to(call, deployed, true, &Overrides::default())?;
    let headers = headers::for_proxy(call, integration, &target.authority, &traced(call))?;
    let outbound = outbound(call, integration, target, headers, call.body.clone())?;
    let method = match &outbound {
        Way::Out(outbound, _) => outbound.asked.method.clone(),
        Way::Answered(_) => call.facts.parts.method.clone(),
    };
    let began = Instant::now();
    let deadline = began + patience(integration);
    let (head, body) = pin!(exchange(permit, call, &outbound, began, deadline)).await?;
    let AnswerHead {
        status, headers, ..
    } = head;
    if status.is_informational() {
        return Err(Broken::configuration(
            "the back end wants to change the protocol",
        ));
    }
    // The length of what is not sent is the back end's to say.
    let bodiless = method == Method::HEAD || status == StatusCode::NOT_MODIFIED;
    let length = headers
        .get(&header::CONTENT_LENGTH)
        .filter(|_| bodiless)
        .cloned();
    let mut headers = headers::of_proxied(headers);
    if let Some(length) = length {
        headers.insert(header::CONTENT_LENGTH, length);
    }
    if !headers.contains(header::CONTENT_TYPE) && status != StatusCode::NO_CONTENT && !bodiless {
        headers.insert(header::CONTENT_TYPE, JSON);
    }
    let body = match body {
        // Of a load balancer's own answer to HEAD there is only the head.
        Answered::Whole(_) if method == Method::HEAD => AnswerBody::empty(),
        Answered::Whole(bytes) => bytes.into(),
        Answered::Coming(lease) => AnswerBody::relayed(Relay::new(lease, patience(integration))),
    };
    Ok(Answer {
        status,
        headers,
        body,
    })
}

/// HTTP: templates and mappings decide what passes.
pub(super) async fn run(
    permit: Permit<Route<'_>>,
    call: &Call<'_>,
    deployed: &DeployedIntegration,
) -> Result<Answer, Broken> {
    let integration = &*deployed.integration;
    let Transformed { body, overrides } = transform::request(call, deployed)?;
    let target = to(call, deployed, false, &overrides)?;
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
    let began = Instant::now();
    let deadline = began + patience(integration);
    let (head, body) = pin!(exchange(permit, call, &outbound, began, deadline)).await?;
    let chosen = reply::choose(deployed, head.status.as_str())?;
    let answered = head.headers;
    let read = |bytes: &Bytes, overrides: Overrides| {
        call.seen.log(|| {
            let body = String::from_utf8_lossy(bytes);
            format!("Endpoint response body before transformations: {body}")
        });
        reply::held(call, &chosen, &answered, bytes, overrides)
    };
    let mut answer = match body {
        Answered::Coming(lease) if reply::reads_body(call, &chosen, &answered) => {
            let whole = Box::pin(Whole::read(lease, deadline, call.local)).await?;
            read(&whole.bytes, overrides)?
        }
        Answered::Coming(lease) => {
            let relayed = AnswerBody::relayed(Relay::new(lease, patience(integration)));
            reply::streamed(call, &chosen, &answered, relayed, &overrides)?
        }
        Answered::Whole(bytes) => read(&bytes, overrides)?,
    };
    if let Some(value) = trace.answer_value() {
        answer.headers.insert(TRACE_ID, value);
    }
    Ok(answer)
}

fn to(
    call: &Call<'_>,
    deployed: &DeployedIntegration,
    forward_query: bool,
    overrides: &Overrides,
) -> Result<Target, Broken> {
    let integration = &*deployed.integration;
    let mut target = target(call, deployed, forward_query, overrides)?;
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
    began: Instant,
    deadline: Instant,
) -> Result<(AnswerHead, Answered), Broken> {
    let (outbound, way) = match way {
        Way::Out(outbound, way) => (outbound, way),
        // Nothing is sent, so nothing is permitted either.
        Way::Answered(made) => return Ok(of_page(made.clone(), began)),
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
    let sent = pin!(send(permit, &call.local.pool, outbound, began, deadline)).await;
    let (head, body) = match sent {
        Err(error) if way.by_requests => match of_balancer(&error) {
            Some(status) => return Ok(of_page(page::error(status), began)),
            None => return Err(error.into()),
        },
        sent => sent?,
    };
    let (status, latency) = (head.status.as_u16(), head.at.duration_since(began));
    call.seen.answered(status, latency);
    call.seen.log(|| {
        let latency = latency.as_millis();
        format!("Received response. Status: {status}, Integration latency: {latency} ms")
    });
    call.seen.log(|| {
        let headers = execution_log::headers(&head.headers);
        format!("Endpoint response headers: {headers}")
    });
    Ok((head, body))
}

/// What a load balancer answers by itself, as if it had been sent.
fn of_page(made: Response<Bytes>, began: Instant) -> (AnswerHead, Answered) {
    let (parts, body) = made.into_parts();
    let head = AnswerHead {
        at: began,
        status: parts.status,
        headers: HeaderList::from(&parts.headers),
    };
    (head, Answered::Whole(body))
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
    headers: HeaderList,
    body: Bytes,
) -> Result<Way, Broken> {
    let method = match integration.http_method.as_deref() {
        None | Some("ANY") => call.facts.parts.method.clone(),
        Some(configured) => Method::from_bytes(configured.as_bytes())
            .map_err(|_| Broken::Configuration(format!("`{configured}` is no HTTP method")))?,
    };
    let mut asked = Asked {
        method,
        target: origin_form(target.path_and_query).ok_or_else(|| {
            let uri = integration.uri.as_deref().unwrap_or_default();
            Broken::Configuration(format!("`{uri}` makes no request target"))
        })?,
        headers,
        body,
    };
    // The host of the URI is the server name that is asked for and the name that has to be in the
    // certificate; the Host header may be mapped to something else (API Gateway Developer Guide,
    // "x-amazon-apigateway-integration.tlsConfig object").
    let secure = target.secure;
    let terms = secure.then(|| Terms {
        server_name: Arc::clone(&target.host),
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
