//! Test invocations: an integration as it is being edited, run once for somebody who may change
//! the API (API Gateway API Reference, "TestInvokeMethod"). Nothing listens for them and no
//! caller of an API is judged; the permit that they take is that of the control call.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Uri, Version};
use http_body_util::{BodyExt, Limited};
use portcullis_catalog::RequestPath;
use portcullis_catalog::path::encode_into;
use portcullis_catalog::snapshot::{Api, Route};
use portcullis_guard::sigv4::{HeaderList, Timestamp};
use portcullis_guard::{Controlled, Permit, Principal};
use tokio::sync::{Semaphore, watch};
use tokio::time::Instant;

use crate::answer::ERROR_TYPE;
use crate::body::Budget;
use crate::control_gate::ControlGate;
use crate::execution_log;
use crate::facts::{Facts, Meaning, Socket, Tested};
use crate::failure::Failure;
use crate::gateway_response;
use crate::head::{Parts, Spelling};
use crate::integration::{self, Call};
use crate::query::Query;
use crate::seen::Seen;
use crate::state::{Common, Ending, Local, Shared};
use crate::validation;

/// The stage that a test is under.
const STAGE: &str = "test-invoke-stage";
/// The host that it names.
const HOST: &str = "testPrefix.testDomainName";

/// Runs test invocations.
pub struct TestInvoker {
    common: Common,
    // Held, so that nothing is told to end.
    _ending: watch::Sender<Ending>,
}

/// One test.
pub struct TestCall<'a> {
    /// The API, with the one resource under [`TestInvoker::STAGE`].
    pub api: Api,
    /// The template of the resource's path.
    pub resource_path: &'a str,
    /// The verb.
    pub verb: &'a str,
    /// What is asked for, below the stage; the template itself if absent.
    pub path_and_query: Option<&'a str>,
    /// As given.
    pub headers: &'a [(String, String)],
    /// As given.
    pub body: Bytes,
    /// Who asks for the test.
    pub principal: &'a Principal,
    /// The client that asks for it.
    pub user_agent: Option<&'a str>,
}

/// What came of it.
#[derive(Debug)]
pub struct TestAnswer {
    /// The status.
    pub status: u16,
    /// The headers, spelled as API Gateway spells them.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
    /// The execution log.
    pub log: String,
    /// From the first step to the last.
    pub latency: Duration,
}

/// Why there is no test.
#[derive(Debug, thiserror::Error)]
pub enum TestError {
    /// The resource has no such method.
    #[error("the resource has no such method")]
    NoMethod,
    /// What is asked for is no path.
    #[error("{0}")]
    Path(String),
    /// No thread, or none that ends.
    #[error("the test cannot be run")]
    Broken,
}

impl TestInvoker {
    /// The stage of every test.
    pub const STAGE: &'static str = STAGE;

    /// Runs tests with these settings.
    ///
    /// # Errors
    /// When the runtime of its threads cannot be made.
    pub fn new(shared: Shared) -> std::io::Result<Self> {
        let (ending, told) = watch::channel(Ending::No);
        let control = ControlGate::new(shared.limits.max_control_waiting)?;
        let connections = Arc::new(Semaphore::new(shared.limits.max_connections.min(1_024)));
        Ok(Self {
            common: Common {
                shared: Arc::new(shared),
                budget: Budget::default(),
                connections,
                control,
                ending: told,
            },
            _ending: ending,
        })
    }

    /// Runs a test. It waits for the back end.
    ///
    /// # Errors
    /// Where there is nothing to test.
    pub fn invoke(
        &self,
        permit: Permit<Controlled>,
        call: &TestCall<'_>,
    ) -> Result<TestAnswer, TestError> {
        // A thread of its own: this one may belong to another runtime.
        std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_io()
                    .enable_time()
                    .build()
                    .map_err(|_| TestError::Broken)?;
                let tasks = tokio::task::LocalSet::new();
                let local = Local::new(self.common.clone());
                tasks.block_on(&runtime, run(&local, permit, call))
            });
            thread.join().unwrap_or(Err(TestError::Broken))
        })
    }
}

async fn run(
    local: &Local,
    permit: Permit<Controlled>,
    call: &TestCall<'_>,
) -> Result<TestAnswer, TestError> {
    let began = Instant::now();
    let now = Timestamp::from_unix(local.shared().clock.now());
    let world = local.shared().world.load_full();
    let given = call.path_and_query.unwrap_or(call.resource_path);
    let (given, query) = given.split_once('?').unwrap_or((given, ""));
    let asked = below_stage(given);
    let path = RequestPath::parse(&asked).map_err(|error| TestError::Path(error.to_string()))?;
    let query = Query::parse(query).map_err(|error| TestError::Path(error.to_string()))?;
    let stage = call.api.stage(STAGE).ok_or(TestError::NoMethod)?;
    let template = call.resource_path.trim_start_matches('/');
    let method = stage
        .deployed
        .method(call.verb, template)
        .ok_or(TestError::NoMethod)?;
    let route = Route {
        api: &call.api,
        stage,
        method,
        path: path.split_stage().1,
        via_domain: None,
    };
    let nowhere = std::net::SocketAddr::from(([0, 0, 0, 0], 0));
    let socket = Socket {
        endpoint: None,
        peer: nowhere,
        local: nowhere,
        secured: None,
        aws_endpoint: false,
    };
    let mut parts = Parts {
        method: call.verb.parse().map_err(|_| TestError::NoMethod)?,
        uri: Uri::try_from(given).unwrap_or_default(),
        version: Version::HTTP_11,
        headers: HeaderList::with_capacity(call.headers.len()),
    };
    for (name, value) in call.headers {
        let name = HeaderName::try_from(name.as_str());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            parts.headers.append(name, value);
        }
    }
    let request_id = local.ids.borrow_mut().request_id();
    let facts = Facts {
        socket: &socket,
        parts: &parts,
        spelling: &Spelling::default(),
        host: HOST,
        path: parts.uri.path(),
        query: &query,
        now,
        request_id,
        extended_id: local.ids.borrow_mut().extended_id(),
        tested: Some(Tested {
            matches: stage
                .deployed
                .method(call.verb, path.split_stage().1)
                .is_some(),
            user_agent: call.user_agent,
        }),
    };
    let meaning = Meaning {
        api: Some(route.api),
        stage: Some(route.stage),
        method: Some(route.method),
        principal: Some(call.principal),
        path: Some(route.path),
        ..Meaning::default()
    };
    let seen = Seen::logging();
    log_request(&seen, &facts, meaning, given, call);
    let integrated = Call {
        facts: &facts,
        meaning,
        local,
        body: &call.body,
        seen: &seen,
        world: &world,
    };
    let answered = match validated(&integrated).await {
        Ok(()) => integration::run(permit.to_test(route), &integrated).await,
        Err(failure) => Err(failure),
    };
    let failed = answered.is_err();
    let answer =
        answered.unwrap_or_else(|failure| gateway_response::answer(&failure, &facts, meaning));
    let body = Limited::new(answer.body, local.shared().limits.max_body)
        .collect()
        .await;
    let body = body
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    let headers = shown(&answer.headers, failed);
    let status = answer.status.as_u16();
    if !failed {
        seen.log(|| {
            let body = String::from_utf8_lossy(&body);
            format!("Method response body after transformations: {body}")
        });
        seen.log(|| {
            let headers = execution_log::map(headers.iter().map(|(name, value)| (name, value)));
            format!("Method response headers: {headers}")
        });
        seen.log(|| "Successfully completed execution".to_owned());
    }
    seen.log(|| format!("Method completed with status: {status}"));
    Ok(TestAnswer {
        status,
        headers,
        body,
        log: written(&seen, request_id.as_str(), now),
        latency: began.elapsed(),
    })
}

/// Whether it is what the method asks for.
async fn validated(call: &Call<'_>) -> Result<(), Failure> {
    validation::parameters(call.facts, call.meaning)?;
    validation::body(call.facts, call.meaning, call.body).await
}

/// The path of a request for this, with what no path may have escaped.
fn below_stage(given: &str) -> String {
    let mut path = format!("/{STAGE}/");
    let given = given.trim_start_matches('/');
    if given.contains(['{', '}', ' ']) {
        encode_into(&mut path, given);
    } else {
        path.push_str(given);
    }
    path
}

/// The lines before the integration's.
fn log_request(
    seen: &Seen,
    facts: &Facts<'_>,
    meaning: Meaning<'_>,
    given: &str,
    call: &TestCall<'_>,
) {
    let id = facts.request_id;
    seen.log(|| format!("Starting execution for request: {}", id.as_str()));
    seen.log(|| format!("HTTP Method: {}, Resource Path: {given}", call.verb));
    let path = execution_log::map(facts.path_parameters(meaning));
    seen.log(|| format!("Method request path: {path}"));
    let query = execution_log::map(facts.query.pairs());
    seen.log(|| format!("Method request query string: {query}"));
    let headers = call.headers.iter().filter(|(name, _)| {
        !["authorization", "x-amz-security-token"].contains(&name.to_ascii_lowercase().as_str())
    });
    let headers = execution_log::map(headers.map(|(name, value)| (name, value)));
    seen.log(|| format!("Method request headers: {headers}"));
    let body = String::from_utf8_lossy(&call.body);
    seen.log(|| format!("Method request body before transformations: {body}"));
}

/// The headers that a test shows: of a failure, only its type.
fn shown(headers: &HeaderList, failed: bool) -> Vec<(String, String)> {
    let headers = headers.iter().filter(|(name, _)| {
        !["content-length", "x-amzn-requestid", "x-amz-apigw-id"].contains(&name.as_str())
            && (!failed || **name == ERROR_TYPE || name.as_str() != "content-type")
    });
    headers
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (execution_log::spelled(name.as_str()), value)
        })
        .collect()
}

fn written(seen: &Seen, id: &str, now: Timestamp) -> String {
    let time = execution_log::time(now);
    let mut log = format!("Execution log for request {id}\n");
    for line in seen.lines() {
        log.push_str(&format!("{time} : {line}\n"));
    }
    log
}
