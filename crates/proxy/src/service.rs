//! Which plane a request is for. On a port of its own each plane is alone; in development they
//! share one, and are told apart by Host and by the service that the credential scope names.

use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;

use http::{HeaderName, HeaderValue, Method, StatusCode};
use portcullis_catalog::snapshot::Address;
use portcullis_catalog::{PathForm, Snapshot};
use portcullis_guard::Settings;
use portcullis_guard::sigv4;

use crate::answer::{Answer, REQUEST_ID};
use crate::body;
use crate::check::{self, HeadLimits};
use crate::control::{ControlPlane, ControlRequest, ControlResponse};
use crate::facts::Socket;
use crate::failure::Failure;
use crate::head::{Parts, RawHead};
use crate::incoming::Incoming;
use crate::limits::Limits;
use crate::listen::Role;
use crate::request::{self, Named, Outcome, closing, request_id};
use crate::state::Local;

/// The path that says how the gateway is.
const HEALTH: &str = "/_portcullis/health";
/// What the operator's own paths begin with.
const OPERATOR: &str = "/_portcullis/";

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plane {
    ExecuteApi,
    /// A call of an API that the path names; nothing else about the request does.
    ExecuteApiByPath,
    Control,
    Operator,
    Health,
}

/// Serves one request of a connection.
pub(crate) async fn serve(
    local: Rc<Local>,
    socket: Rc<Socket>,
    role: Role,
    parts: Box<Parts>,
    incoming: Incoming,
    raw: RawHead,
) -> Outcome {
    let shared = local.shared();
    let plane = classify(
        &shared.settings,
        &shared.world.load(),
        &socket,
        role,
        &parts,
    );
    let called = match plane {
        Plane::ExecuteApi => Named::Otherwise,
        Plane::ExecuteApiByPath => Named::ByPath,
        Plane::Health => return Outcome::Answer(from_control((shared.health)(), None)),
        Plane::Operator => {
            let operator = shared.operator.as_ref();
            return Box::pin(by_control(&local, &socket, operator, *parts, incoming, raw)).await;
        }
        Plane::Control => {
            let control = shared.control.as_ref();
            return Box::pin(by_control(&local, &socket, control, *parts, incoming, raw)).await;
        }
    };
    pin!(request::serve(
        &local, &socket, &parts, incoming, &raw, called
    ))
    .await
}

async fn by_control(
    local: &Local,
    socket: &Socket,
    control: Option<&Arc<dyn ControlPlane>>,
    parts: Parts,
    incoming: Incoming,
    raw: RawHead,
) -> Outcome {
    Outcome::Answer(match control {
        Some(control) => {
            serve_control(local, socket, Arc::clone(control), parts, incoming, raw).await
        }
        None => Failure::forbidden().answer(),
    })
}

fn classify(
    settings: &Settings,
    world: &Snapshot,
    socket: &Socket,
    role: Role,
    parts: &Parts,
) -> Plane {
    if socket.endpoint.is_some() {
        return Plane::ExecuteApi;
    }
    let host = parts
        .headers
        .get(http::header::HOST)
        .and_then(|value| value.to_str().ok());
    let host = host.or_else(|| parts.uri.authority().map(http::uri::Authority::as_str));
    let names_api = || host.is_some_and(|host| settings.domain.read(host) != Address::Other);
    let health = parts.uri.path() == HEALTH;
    match role {
        Role::Gateway if health && !names_api() => Plane::Health,
        Role::Gateway => Plane::ExecuteApi,
        Role::Control if health => Plane::Health,
        Role::Control => Plane::Control,
        Role::Both if names_api() => Plane::ExecuteApi,
        Role::Both => {
            let signed = sigv4::Request {
                method: parts.method.as_str(),
                path: parts.uri.path(),
                query: parts.uri.query(),
                headers: &parts.headers,
                authority: None,
            };
            let names_domain = host.is_some_and(|host| world.public_domain(host).is_some());
            let by_path = settings.conveniences && PathForm::read(parts.uri.path()).is_some();
            match sigv4::peek_service(&signed) {
                Some("execute-api") if by_path && !names_domain => Plane::ExecuteApiByPath,
                Some("execute-api") => Plane::ExecuteApi,
                // A custom domain name never takes what is signed for another service.
                None if names_domain => Plane::ExecuteApi,
                // Nor does a path that names an API, which a host or a custom domain name goes before.
                None if by_path => Plane::ExecuteApiByPath,
                _ if health => Plane::Health,
                None if parts.uri.path().starts_with(OPERATOR) => Plane::Operator,
                _ => Plane::Control,
            }
        }
    }
}

/// The bytes that the body of a control-plane request may have. Only the two calls of Lambda that bring an archive may
/// have many: nobody is authenticated before the body is read.
fn max_control_body(parts: &Parts, limits: &Limits) -> usize {
    const FUNCTIONS: &str = "/2015-03-31/functions";
    let rest = parts.uri.path().strip_prefix(FUNCTIONS);
    let brings_code = match (&parts.method, rest) {
        (&Method::POST, Some(rest)) => rest.is_empty(),
        (&Method::PUT, Some(rest)) => rest.ends_with("/code"),
        _ => false,
    };
    if brings_code {
        limits.max_code_body
    } else {
        limits.max_control_body
    }
}

async fn serve_control(
    local: &Local,
    socket: &Socket,
    control: Arc<dyn ControlPlane>,
    parts: Parts,
    incoming: Incoming,
    raw: RawHead,
) -> Answer {
    let limits = &local.shared().limits;
    let id = request_id(local, &parts);
    let read = async {
        // Session tokens make control requests longer than calls of APIs.
        let head = HeadLimits {
            url: 16 * 1024,
            header_bytes: 48 * 1024,
            headers: limits.max_headers,
        };
        check::head(&parts, &raw, head)?;
        let most = max_control_body(&parts, limits);
        body::check_length(&parts.headers, most)?;
        body::read(incoming, most, limits, &local.common.budget).await
    };
    let payload = match read.await {
        Ok(payload) => payload,
        Err(failure) => return closing(with_request_id(failure.answer(), id.as_str()), &parts),
    };
    let request = ControlRequest {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().map(str::to_owned),
        authority: parts
            .uri
            .authority()
            .map(|authority| authority.as_str().to_owned()),
        headers: parts.headers,
        body: payload.bytes.clone(),
        peer: socket.peer,
        local: socket.local,
        secure: socket.secured.is_some(),
        request_id: id.as_str().to_owned(),
    };
    // Handlers wait for the store, so they get a thread that may wait.
    let Some(admission) = local.common.control.enter().await else {
        return from_control(control.turn_away(request), Some(id.as_str()));
    };
    match admission.run(move || control.handle(request)).await {
        Ok(response) => from_control(response, Some(id.as_str())),
        Err(error) => {
            tracing::error!(%error, request_id = id.as_str(), "a control-plane handler failed");
            with_request_id(Failure::control_failed().answer(), id.as_str())
        }
    }
}

/// The answer that the control plane gave, but for what frames a message, which is not its to say.
fn from_control(response: ControlResponse, request_id: Option<&str>) -> Answer {
    const FRAMING: [HeaderName; 4] = [
        http::header::CONTENT_LENGTH,
        http::header::CONNECTION,
        http::header::TRANSFER_ENCODING,
        http::header::DATE,
    ];
    let headers = response.headers.into_iter();
    let answer = Answer {
        status: StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        headers: headers.filter(|(it, _)| !FRAMING.contains(it)).collect(),
        body: response.body.into(),
    };
    match request_id {
        Some(id) if !answer.headers.contains(REQUEST_ID) => with_request_id(answer, id),
        _ => answer,
    }
}

fn with_request_id(mut answer: Answer, id: &str) -> Answer {
    if let Ok(value) = HeaderValue::from_str(id) {
        answer.headers.insert(REQUEST_ID, value);
    }
    answer
}

#[cfg(test)]
mod tests {
    use http::Request;
    use portcullis_catalog::snapshot::Domain;

    use super::*;

    #[test]
    fn the_planes_are_told_apart() {
        let domain = Domain {
            region: "us-east-1".into(),
            suffixes: vec!["amazonaws.com".into()],
        };
        let settings = Settings {
            domain,
            resource_tags: false,
            development_keys: false,
            conveniences: false,
            echo_canonical_request: false,
            account_throttle: portcullis_catalog::traffic::Throttle::ACCOUNT,
        };
        let scope = |service: &str| {
            format!(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=00"
            )
        };
        let check =
            |endpoint: Option<&str>, role, host: &str, path: &str, service: Option<&str>, plane| {
                let local = "127.0.0.1:1".parse().unwrap();
                let socket = Socket {
                    endpoint: endpoint.map(Into::into),
                    peer: local,
                    local,
                    secured: None,
                    aws_endpoint: false,
                };
                let mut request = Request::builder().uri(path).header("host", host);
                if let Some(service) = service {
                    request = request.header("authorization", scope(service));
                }
                let (parts, ()) = request.body(()).unwrap().into_parts();
                let parts = Parts::from(parts);
                let found = classify(&settings, &Snapshot::default(), &socket, role, &parts);
                assert_eq!(
                    found, plane,
                    "{endpoint:?} {role:?} {host} {path} {service:?}"
                );
            };
        let (api, other) = ("abc.execute-api.us-east-1.amazonaws.com", "127.0.0.1:4566");
        check(
            Some("vpce-1"),
            Role::Both,
            other,
            HEALTH,
            None,
            Plane::ExecuteApi,
        );
        check(None, Role::Both, api, "/prod", None, Plane::ExecuteApi);
        check(None, Role::Both, api, HEALTH, None, Plane::ExecuteApi);
        check(None, Role::Both, other, HEALTH, None, Plane::Health);
        check(None, Role::Both, other, "/", Some("iam"), Plane::Control);
        check(
            None,
            Role::Both,
            other,
            "/prod",
            Some("execute-api"),
            Plane::ExecuteApi,
        );
        check(None, Role::Both, other, "/restapis", None, Plane::Control);
        check(
            None,
            Role::Gateway,
            other,
            "/restapis",
            Some("apigateway"),
            Plane::ExecuteApi,
        );
        check(None, Role::Gateway, other, HEALTH, None, Plane::Health);
        check(None, Role::Gateway, api, HEALTH, None, Plane::ExecuteApi);
        check(
            None,
            Role::Control,
            api,
            "/prod",
            Some("execute-api"),
            Plane::Control,
        );
        check(None, Role::Control, other, HEALTH, None, Plane::Health);
    }
}
