//! One control call, step by step: which service, who calls, which operation, may they, do it,
//! commit it, answer. Whatever fails answers in the service's own error form.

use std::borrow::Cow;
use std::cell::RefCell;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use http::HeaderMap;
use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::Via;
use portcullis_guard::sigv4::{self, PayloadHash, Rules, Timestamp};
use portcullis_guard::{
    Arrival, Caller, ControlCall, Entry, Journal, KeyRing, Principal, Rejection, Settings,
    TokenKey, admit_control, caller,
};
use portcullis_iam::{ConditionKey, NoTrace, Value};
use portcullis_store::{CommitError, MasterKey, Store};
use portcullis_wire::{Fault, HttpRequest, HttpResponse, Operation, Service};
use serde::Serialize;

use crate::feed::Feed;
use crate::offered::ServiceOffer;
use crate::tx::{Facts, Tx, internal};
use crate::{Permission, apigateway, ec2, iam, sts};

/// How often a call is replayed when others commit in between. From the second time on it holds
/// a lock against the calls of this process, so only other processes can make it lose again.
const MAX_ATTEMPTS: usize = 32;

/// The control plane.
pub struct Control {
    settings: Arc<Settings>,
    store: Arc<dyn Store>,
    feed: Arc<Feed>,
    master_key: Arc<MasterKey>,
    tokens: Arc<TokenKey>,
    journal: Arc<dyn Journal>,
    services: Vec<ServiceOffer>,
    ring: Mutex<KeyRing>,
    replays: Mutex<()>,
}

/// A control call as it came off the wire.
#[derive(Clone, Copy)]
pub struct ControlRequest<'a> {
    /// The verb.
    pub method: &'a str,
    /// The raw path.
    pub path: &'a str,
    /// The raw query string.
    pub query: Option<&'a str>,
    /// HTTP/2's `:authority`.
    pub authority: Option<&'a str>,
    /// The headers in arrival order.
    pub headers: &'a HeaderMap,
    /// The whole body.
    pub body: &'a [u8],
    /// The peer of the socket.
    pub peer: IpAddr,
    /// Whether over TLS.
    pub secure: bool,
    /// When it arrived, Unix seconds.
    pub now: i64,
    /// The id that the answer carries.
    pub request_id: &'a str,
}

/// What a control plane is made of.
pub struct ControlParts {
    /// The operator's settings, shared with the data plane.
    pub settings: Arc<Settings>,
    /// Where records are kept.
    pub store: Arc<dyn Store>,
    /// Follows the store.
    pub feed: Arc<Feed>,
    /// Seals secrets.
    pub master_key: Arc<MasterKey>,
    /// Seals session tokens.
    pub tokens: Arc<TokenKey>,
    /// Keeps the audit trail.
    pub journal: Arc<dyn Journal>,
}

impl Control {
    /// Puts the control plane together.
    pub fn new(parts: ControlParts) -> Self {
        let ControlParts {
            settings,
            store,
            feed,
            master_key,
            tokens,
            journal,
        } = parts;
        Self {
            settings,
            store,
            feed,
            master_key,
            tokens,
            journal,
            services: vec![
                apigateway::service(),
                iam::service(),
                sts::service(),
                ec2::service(),
            ],
            ring: Mutex::default(),
            replays: Mutex::default(),
        }
    }

    /// Answers one call. It blocks on the store, so it is not for a thread that serves sockets.
    pub fn handle(&self, request: &ControlRequest<'_>) -> HttpResponse {
        let started = Instant::now();
        let seen = RefCell::new(Seen::default());
        let signed = sigv4_request(request);
        let offer = self.service_of(&signed, request);
        let answer = match offer {
            Some(offer) => match self.answer(offer, request, &signed, &seen) {
                Ok(response) => response,
                Err(fault) => {
                    portcullis_wire::encode_fault(offer.service, &fault, request.request_id)
                }
            },
            None => not_offered(request),
        };
        let seen = seen.into_inner();
        self.journal.record(&Entry {
            request_id: request.request_id,
            service: offer.map_or("", |offer| offer.service.signing_name),
            operation: seen.operation,
            resource: &seen.resource,
            resource_account: &seen.account,
            caller: &seen.caller,
            access_key_id: &seen.access_key_id,
            peer: request.peer,
            vpc_endpoint: None,
            method: request.method,
            path: request.path,
            status: answer.status,
            at: request.now,
            took: started.elapsed(),
            denial: None,
            explanation: None,
        });
        answer
    }

    fn answer(
        &self,
        offer: &ServiceOffer,
        request: &ControlRequest<'_>,
        signed: &sigv4::Request<'_>,
        seen: &RefCell<Seen>,
    ) -> Result<HttpResponse, Fault> {
        let world = self.feed.world().load_full();
        let principal = self.authenticate(offer.service, request, signed, &world)?;
        {
            let mut seen = seen.borrow_mut();
            principal.arn().clone_into(&mut seen.caller);
            principal.access_key_id.as_ref().clone_into(&mut seen.access_key_id);
        }
        let routed = portcullis_wire::route(
            offer.service,
            &HttpRequest {
                method: request.method,
                path: request.path,
                query: request.query,
                headers: request.headers,
                body: request.body,
            },
        )?;
        let operation = routed.operation;
        seen.borrow_mut().operation = operation.name;
        sts::refuse_own_session(&principal, offer.service.name, operation.name)?;
        let offered = offer
            .operations
            .iter()
            .find(|offered| offered.name == operation.name);
        let offered = offered.ok_or_else(|| unoffered(offer.service, operation.name))?;
        let execution = Execution {
            control: self,
            service: offer.service,
            request,
            principal: &principal,
            seen,
        };
        (offered.run)(&execution, operation, &routed)
    }

    fn authenticate(
        &self,
        service: &Service,
        request: &ControlRequest<'_>,
        signed: &sigv4::Request<'_>,
        world: &Snapshot,
    ) -> Result<Principal, Fault> {
        let caller = self.caller(service.signing_name, request, signed, world);
        match caller {
            Caller::Signed(principal) => Ok(principal),
            Caller::Anonymous => Err(unauthenticated(service, None)),
            Caller::Rejected(rejection) => Err(unauthenticated(service, Some(&rejection))),
        }
    }

    fn caller(
        &self,
        service: &str,
        request: &ControlRequest<'_>,
        signed: &sigv4::Request<'_>,
        world: &Snapshot,
    ) -> Caller {
        let here = self.settings.domain.region.as_str();
        // IAM is one for all regions and signs for us-east-1; STS has that global endpoint too
        // (AWS General Reference, "Service endpoints").
        let (region, other) = match service {
            "iam" => ("us-east-1", None),
            "sts" => (here, Some("us-east-1")),
            _ => (here, None),
        };
        let now = Timestamp::from_unix(request.now);
        let payload = PayloadHash::of(request.body);
        let verify = |region: &str| {
            let rules = Rules::control(region, service);
            let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
            let presented = caller::present(
                &self.settings,
                &self.tokens,
                world,
                &mut ring,
                signed,
                &rules,
                now,
            );
            drop(ring);
            presented.verify(signed, &rules, &payload)
        };
        match (verify(region), other) {
            (Caller::Rejected(Rejection::Signature(refusal)), Some(other))
                if refusal.kind() == sigv4::RefusalKind::WrongScope && other != region =>
            {
                verify(other)
            }
            (caller, _) => caller,
        }
    }

    fn service_of(
        &self,
        signed: &sigv4::Request<'_>,
        request: &ControlRequest<'_>,
    ) -> Option<&ServiceOffer> {
        let named = |name: &str| {
            self.services
                .iter()
                .find(|offer| offer.service.signing_name == name)
        };
        if let Some(claimed) = sigv4::peek_service(signed) {
            return named(claimed);
        }
        // Unsigned: only the form of the answer depends on the service.
        let form = std::str::from_utf8(request.body).unwrap_or_default();
        let query = request.query.unwrap_or_default();
        let by_version = self.services.iter().find(|offer| {
            let version = format!("Version={}", offer.service.api_version);
            query.contains(&version) || form.contains(&version)
        });
        by_version.or_else(|| named("apigateway"))
    }
}

/// One call that is being carried out.
pub(crate) struct Execution<'a> {
    control: &'a Control,
    service: &'static Service,
    request: &'a ControlRequest<'a>,
    principal: &'a Principal,
    seen: &'a RefCell<Seen>,
}

impl Execution<'_> {
    /// Asks, does, commits; again from the start where somebody else committed in between.
    pub(crate) fn transact<I: Clone, O: Serialize>(
        &self,
        operation: &Operation,
        input: &I,
        permissions: fn(&Tx<'_>, &I) -> Result<Vec<Permission>, Fault>,
        handler: fn(&mut Tx<'_>, I) -> Result<O, Fault>,
    ) -> Result<HttpResponse, Fault> {
        let control = self.control;
        let facts = Facts {
            principal: self.principal,
            now: self.request.now,
            domain: &control.settings.domain,
            request_id: self.request.request_id,
            master_key: &control.master_key,
            tokens: &control.tokens,
            development: control.settings.development_keys,
        };
        let mut alone = None;
        for _ in 0..MAX_ATTEMPTS {
            let mut tx = Tx::begin(&*control.store, &facts);
            let needed = permissions(&tx, input)?;
            self.note(&needed);
            let permit = self.admit(&needed)?;
            let output = handler(&mut tx, input.clone())?;
            match tx.commit(permit) {
                Ok(_) => {
                    // What was acknowledged decides from the next request on.
                    control.feed.catch_up().map_err(internal)?;
                    let id = self.request.request_id;
                    return Ok(portcullis_wire::encode(
                        self.service,
                        operation,
                        &output,
                        id,
                    ));
                }
                Err(CommitError::Conflict { .. }) => {
                    alone.get_or_insert_with(|| {
                        control
                            .replays
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                    });
                }
                Err(error) => return Err(internal(error)),
            }
        }
        Err(Fault::new(
            503,
            "ServiceUnavailable",
            "Too many concurrent changes; try again.",
        ))
    }

    /// Tells the journal what the call is about.
    fn note(&self, needed: &[Permission]) {
        let Some(first) = needed.first() else { return };
        let mut seen = self.seen.borrow_mut();
        seen.resource.clone_from(&first.resource);
        first.resource_account.as_str().clone_into(&mut seen.account);
    }

    fn admit(
        &self,
        needed: &[Permission],
    ) -> Result<portcullis_guard::Permit<portcullis_guard::Controlled>, Fault> {
        let world = self.control.feed.world().load_full();
        let arrival = Arrival {
            via: Via::Public,
            peer: self.request.peer,
            secure: self.request.secure,
            now: Timestamp::from_unix(self.request.now),
            method: self.request.method,
            path: self.request.path,
            headers: self.request.headers,
        };
        let keys: Vec<Vec<(ConditionKey, Value<'_>)>> = needed
            .iter()
            .map(|permission| {
                permission
                    .keys
                    .iter()
                    .map(|(key, value)| (key.clone(), value.as_value()))
                    .collect()
            })
            .collect();
        let calls: Vec<ControlCall<'_>> = needed
            .iter()
            .zip(&keys)
            .map(|(permission, keys)| ControlCall {
                action: &permission.action,
                resource: &permission.resource,
                resource_account: permission.resource_account.as_str(),
                trusted_by: permission.trusted_by.as_deref(),
                request_tags: permission.request_tags.as_ref(),
                resource_tags: permission.resource_tags.as_ref(),
                operation: keys,
            })
            .collect();
        let settings = &self.control.settings;
        admit_control(
            settings,
            &world,
            &arrival,
            self.principal,
            &calls,
            &mut NoTrace,
        )
        .map_err(|denied| access_denied(self.service, &denied.message()))
    }
}

/// What the journal is told of a call.
#[derive(Default)]
struct Seen {
    operation: &'static str,
    resource: String,
    account: String,
    caller: String,
    access_key_id: String,
}

fn sigv4_request<'a>(request: &ControlRequest<'a>) -> sigv4::Request<'a> {
    sigv4::Request {
        method: request.method,
        path: request.path,
        query: request.query,
        headers: request.headers,
        authority: request.authority,
    }
}

/// How each service says that it does not know who calls.
fn unauthenticated(service: &Service, rejection: Option<&Rejection>) -> Fault {
    if service.name == "ec2" && rejection.is_some() {
        // EC2 has one answer for every credential that it does not take (Amazon EC2 API
        // Reference, "Common client errors").
        let expired = matches!(rejection, Some(Rejection::ExpiredToken));
        return if expired {
            Fault::new(400, "RequestExpired", "Request has expired.")
        } else {
            Fault::new(
                401,
                "AuthFailure",
                "AWS was not able to validate the provided access credentials",
            )
        };
    }
    let json = service.name == "apigateway";
    let name = |query: &'static str, rest: &'static str| -> Cow<'static, str> {
        if json { rest.into() } else { query.into() }
    };
    match rejection {
        None => Fault::new(
            403,
            name(
                "MissingAuthenticationToken",
                "MissingAuthenticationTokenException",
            ),
            if json {
                "Missing Authentication Token"
            } else {
                "Request is missing Authentication Token"
            },
        ),
        Some(Rejection::UnrecognizedClient) => Fault::new(
            403,
            name("InvalidClientTokenId", "UnrecognizedClientException"),
            "The security token included in the request is invalid.",
        ),
        Some(Rejection::ExpiredToken) => Fault::new(
            403,
            name("ExpiredToken", "ExpiredTokenException"),
            "The security token included in the request is expired",
        ),
        Some(Rejection::Signature(refusal) | Rejection::NotASignature(refusal)) => {
            let code = match (json, refusal.error_type()) {
                (true, "SignatureDoesNotMatch") => "InvalidSignatureException",
                (true, "IncompleteSignature") => "IncompleteSignatureException",
                (_, code) => code,
            };
            Fault::new(refusal.status(), code, refusal.message())
        }
    }
}

/// How each service says that the caller may not.
fn access_denied(service: &Service, message: &str) -> Fault {
    match service.name {
        "ec2" => Fault::new(
            403,
            "UnauthorizedOperation",
            format!("You are not authorized to perform this operation. {message}"),
        ),
        "apigateway" => Fault::new(403, "AccessDeniedException", message),
        _ => Fault::new(403, "AccessDenied", message),
    }
}

fn unoffered(service: &Service, operation: &str) -> Fault {
    let message = format!("The operation {operation} is not offered by this gateway.");
    match service.name {
        "apigateway" => Fault::new(404, "NotFoundException", message),
        _ => Fault::new(400, "InvalidAction", message),
    }
}

/// A service that is not offered at all. Tools retry a 5xx for minutes, so this is a 4xx, in the
/// form that the caller's protocol reads.
fn not_offered(request: &ControlRequest<'_>) -> HttpResponse {
    let form = request.body.starts_with(b"Action=")
        || request.body.windows(8).any(|part| part == b"&Action=");
    let message = "This gateway offers apigateway, iam, sts and ec2.";
    if form {
        let body = format!(
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>{message}</Message></Error><RequestId>{}</RequestId></ErrorResponse>",
            request.request_id
        );
        return HttpResponse {
            status: 400,
            content_type: "text/xml",
            headers: Vec::new(),
            body: body.into_bytes(),
        };
    }
    let body = format!(r#"{{"__type":"UnknownOperationException","message":"{message}"}}"#);
    HttpResponse {
        status: 400,
        content_type: "application/x-amz-json-1.1",
        headers: vec![(
            "x-amzn-ErrorType".into(),
            "UnknownOperationException".to_owned(),
        )],
        body: body.into_bytes(),
    }
}
