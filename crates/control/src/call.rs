//! One control call, step by step: which service, who calls, which operation, may they, do it,
//! commit it, answer. Whatever fails answers in the service's own error form.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use portcullis_catalog::Snapshot;
use portcullis_guard::sigv4::{self, PayloadHash, Rules, Timestamp};
use portcullis_guard::{Caller, Entry, KeyRing, Principal, Rejection, caller};
use portcullis_wire::{Fault, HttpRequest, HttpResponse, Service, operation_name};

use crate::execution::{ControlParts, Execution, Seen};
use crate::inquiry;
use crate::offered::ServiceOffer;
use crate::permission::Permission;
use crate::refusal::{not_offered, too_busy, unauthenticated, unoffered};
use crate::request::ControlRequest;
use crate::turns::Turns;
use crate::{apigateway, cloudtrail, ec2, elbv2, iam, lambda, logs, organizations, sts};

/// The control plane.
pub struct Control {
    parts: ControlParts,
    services: Vec<ServiceOffer>,
    ring: Mutex<KeyRing>,
    turns: Turns,
}

impl Control {
    /// Puts the control plane together.
    pub fn new(parts: ControlParts) -> Self {
        let services = vec![
            apigateway::service(),
            iam::service(),
            sts::service(),
            ec2::service(),
            elbv2::service(),
            organizations::service(),
            lambda::service(),
            logs::service(),
            cloudtrail::service(),
        ];
        Self {
            parts,
            services,
            ring: Mutex::default(),
            turns: Turns::default(),
        }
    }

    pub(crate) fn parts(&self) -> &ControlParts {
        &self.parts
    }

    pub(crate) fn turns(&self) -> &Turns {
        &self.turns
    }

    /// Answers one call. It blocks on the store, so it is not for a thread that serves sockets.
    pub fn handle(&self, request: &ControlRequest<'_>) -> HttpResponse {
        let started = Instant::now();
        let seen = RefCell::new(Seen::default());
        let signed = sigv4_request(request);
        let offer = self.service_of(&signed, request);
        let inquires = sigv4::peek_service(&signed) == Some(inquiry::NAME);
        let answer = match offer {
            _ if inquires => match self.inquire(request, &signed, &seen) {
                Ok(response) => response,
                Err(fault) => {
                    portcullis_wire::encode_fault(&inquiry::SERVICE, &fault, request.request_id)
                }
            },
            Some(offer) => match self.answer(offer, request, &signed, &seen) {
                Ok(response) => response,
                Err(fault) => {
                    portcullis_wire::encode_fault(offer.service, &fault, request.request_id)
                }
            },
            None => self.unknown_service(request, &signed),
        };
        let seen = seen.into_inner();
        self.parts.journal.record(&Entry {
            request_id: request.request_id,
            service: match offer {
                _ if inquires => inquiry::NAME,
                offer => offer.map_or("", |offer| offer.service.signing_name),
            },
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
            failure: None,
            explainable: None,
            asked: None,
            query: None,
        });
        answer
    }

    /// Answers a question that AWS has no API for.
    fn inquire(
        &self,
        request: &ControlRequest<'_>,
        signed: &sigv4::Request<'_>,
        seen: &RefCell<Seen>,
    ) -> Result<HttpResponse, Fault> {
        let world = self.parts.feed.world().load_full();
        let principal = self.authenticate(&inquiry::SERVICE, request, signed, &world)?;
        let inquiries = &*self.parts.inquiries;
        let target = request.headers.get("x-amz-target");
        let target = target.and_then(|target| target.to_str().ok());
        let operation = *inquiry::operation(inquiries, target)?;
        {
            let mut seen = seen.borrow_mut();
            principal.arn().clone_into(&mut seen.caller);
            seen.access_key_id = principal.access_key_id.as_ref().to_owned();
            seen.operation = operation;
        }
        let region = &self.parts.settings.domain.region;
        let account = principal.identity.account;
        let execution = Execution {
            parts: &self.parts,
            turns: &self.turns,
            service: &inquiry::SERVICE,
            request,
            principal: Some(&principal),
            seen,
        };
        let action = format!("{}:{operation}", inquiry::NAME);
        let needed = Permission::new(action, inquiry::resource(region, account), account);
        execution.admit_inquiry(&world, &principal, &[needed])?;
        let input = match request.body {
            b"" => serde_json::Value::Object(serde_json::Map::new()),
            body => serde_json::from_slice(body)
                .map_err(|error| Fault::new(400, "SerializationException", error.to_string()))?,
        };
        let answer = inquiries.answer(operation, &principal, &world, &input)?;
        Ok(HttpResponse {
            status: 200,
            content_type: "application/x-amz-json-1.1".into(),
            headers: Vec::new(),
            body: answer.to_string().into_bytes(),
        })
    }

    /// Answers one call that there is no thread for, in the form that its client tries again on.
    /// It looks at nothing but the form of the request, and does not block.
    pub fn turn_away(&self, request: &ControlRequest<'_>) -> HttpResponse {
        let signed = sigv4_request(request);
        if sigv4::peek_service(&signed) == Some(inquiry::NAME) {
            let fault = too_busy(&inquiry::SERVICE);
            return portcullis_wire::encode_fault(&inquiry::SERVICE, &fault, request.request_id);
        }
        match self.service_of(&signed, request) {
            Some(offer) => {
                let fault = too_busy(offer.service);
                portcullis_wire::encode_fault(offer.service, &fault, request.request_id)
            }
            None => self.unknown_service(request, &signed),
        }
    }

    fn unknown_service(
        &self,
        request: &ControlRequest<'_>,
        signed: &sigv4::Request<'_>,
    ) -> HttpResponse {
        let service = sigv4::peek_service(signed).unwrap_or_default();
        let offers = self.services.iter();
        let offered: Vec<&str> = offers.map(|it| it.service.signing_name).collect();
        not_offered(service, &offered, request.body, request.request_id)
    }

    fn answer(
        &self,
        offer: &ServiceOffer,
        request: &ControlRequest<'_>,
        signed: &sigv4::Request<'_>,
        seen: &RefCell<Seen>,
    ) -> Result<HttpResponse, Fault> {
        let headers = request.headers.to_map();
        let route = || {
            portcullis_wire::route(
                offer.service,
                &HttpRequest {
                    method: request.method,
                    path: request.path,
                    query: request.query,
                    headers: &headers,
                    body: request.body,
                },
            )
        };
        let offered = |name: &str| offer.operations.iter().find(|offered| offered.name == name);
        // A stranger's call is read only where it may be one that nobody has to sign.
        let early = offer.operations.iter().any(|it| it.unsigned).then(route);
        let unsigned = match &early {
            Some(Ok(routed)) => offered(routed.operation.name).is_some_and(|it| it.unsigned),
            _ => false,
        };
        let principal = if unsigned {
            None
        } else {
            let world = self.parts.feed.world().load_full();
            Some(self.authenticate(offer.service, request, signed, &world)?)
        };
        if let Some(principal) = &principal {
            let mut seen = seen.borrow_mut();
            principal.arn().clone_into(&mut seen.caller);
            principal
                .access_key_id
                .as_ref()
                .clone_into(&mut seen.access_key_id);
        }
        let routed = early.unwrap_or_else(route)?;
        let operation = routed.operation;
        seen.borrow_mut().operation = operation.name;
        if let Some(principal) = &principal {
            sts::refuse_own_session(principal, offer.service.name, operation.name)?;
        }
        let offered =
            offered(operation.name).ok_or_else(|| unoffered(offer.service, operation.name))?;
        let execution = Execution {
            parts: &self.parts,
            turns: &self.turns,
            service: offer.service,
            request,
            principal: principal.as_ref(),
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
        let here = self.parts.settings.domain.region.as_str();
        // IAM and Organizations are one for all regions and sign for us-east-1; STS has that global
        // endpoint too (AWS General Reference, "Service endpoints").
        let (region, other) = match service {
            "iam" | "organizations" => ("us-east-1", None),
            "sts" => (here, Some("us-east-1")),
            _ => (here, None),
        };
        let now = Timestamp::from_unix(request.now);
        let payload = PayloadHash::of(request.body);
        let verify = |region: &str| {
            let rules = Rules::control(region, service);
            let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
            let presented = caller::present(
                &self.parts.settings,
                &self.parts.tokens,
                world,
                &mut ring,
                signed,
                &rules,
                now,
            );
            presented.verify(&mut ring, signed, &rules, &payload)
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
        let target = request.headers.get("x-amz-target");
        let target = target.and_then(|target| target.to_str().ok());
        let by_target = self
            .services
            .iter()
            .find(|offer| target.is_some_and(|it| operation_name(offer.service, it).is_some()));
        by_version.or(by_target).or_else(|| named("apigateway"))
    }
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
