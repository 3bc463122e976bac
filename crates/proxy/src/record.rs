//! Step 9: what the journal is told. A request that layer 1 refuses before a byte of it is read is
//! recorded too. How entries are kept is the journal's business.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::{Addressing, Miss, Route};
use portcullis_guard::sigv4::{self, PayloadHash, Rules, Timestamp};
use portcullis_guard::{
    self as guard, Arrival, Asking, Caller, Denial, Entry, Explainable, Refused, Rejection,
    SignatureCause, diagnose, diagnose_credentials,
};
use tokio::time::Instant;

use crate::facts::{Meaning, Socket};
use crate::failure::Failure;
use crate::head::Parts;
use crate::ids::RequestId;
use crate::state::Local;

/// What is known of a request from its arrival on: what the journal is told of a request whatever becomes of it.
pub(crate) struct Record<'a> {
    pub(crate) local: &'a Local,
    pub(crate) socket: &'a Socket,
    pub(crate) parts: &'a Parts,
    pub(crate) request_id: RequestId,
    pub(crate) now: Timestamp,
    pub(crate) began: Instant,
    /// The hash of the body, once that is read.
    pub(crate) payload: Cell<PayloadHash>,
    /// The body, where it was read before the request was judged; it is compared and never kept.
    pub(crate) body: RefCell<Option<Bytes>>,
}

impl Record<'_> {
    /// A request that was refused before it was known what it means.
    pub(crate) fn unrouted(&self, status: u16, why: &Failure) {
        self.local.shared().journal.record(&Entry {
            failure: Some(why.because()),
            ..self.entry(status, "anonymous")
        });
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the whole of one request, said once"
    )]
    /// A request that was judged.
    pub(crate) fn write(
        &self,
        status: u16,
        arn: &str,
        meaning: Meaning<'_>,
        denial: Option<&Denial>,
        failed: Option<&Failure>,
        world: &Arc<Snapshot>,
        arrival: &Arrival<'_>,
        routed: Result<Route<'_>, Miss<'_>>,
        (addressing, by_path): (&Addressing<'_>, bool),
        caller: &Caller,
    ) {
        let shared = self.local.shared();
        let path = self.parts.uri.path();
        let asking = Asking::request(arrival, addressing, by_path, path, caller);
        let wanted = shared.journal.wants_explanation(denial.is_some());
        let causes = match caller {
            Caller::Rejected(rejection) if wanted => self.causes(rejection, meaning, world),
            _ => Vec::new(),
        };
        let request = self.signed();
        let explainable = wanted.then(|| Explainable {
            settings: &shared.settings,
            world,
            asking,
            call: Some(guard::Call {
                arrival,
                routed,
                caller,
                tokens: &shared.tokens,
                request: &request,
            }),
            denial,
            causes: &causes,
            ending: denial
                .is_none()
                .then(|| failed.map_or(Ok(status), |failed| Err(failed.ended_at()))),
        });
        let (who, access_key_id) = match caller {
            Caller::Signed(principal) => (principal.arn(), &*principal.access_key_id),
            Caller::Anonymous | Caller::Rejected(_) => ("anonymous", ""),
        };
        shared.journal.record(&Entry {
            resource: arn,
            resource_account: meaning.api.map_or("", |api| api.account.as_str()),
            access_key_id,
            denial,
            failure: failed.map(Failure::because),
            explainable,
            asked: Some(asking),
            query: self.parts.uri.query(),
            ..self.entry(status, who)
        });
    }

    /// What is wrong with credentials that are not believed, where that can be found out. It is looked for while the
    /// request is there: what it takes is not kept.
    fn causes(
        &self,
        rejection: &Rejection,
        meaning: Meaning<'_>,
        world: &Snapshot,
    ) -> Vec<SignatureCause> {
        let shared = self.local.shared();
        let found = match rejection {
            Rejection::Signature(_) if shared.journal.wants_diagnosis() => {
                self.diagnose(meaning, world)
            }
            Rejection::UnrecognizedClient => diagnose_credentials(&shared.tokens, &self.signed()),
            _ => return Vec::new(),
        };
        found.causes.iter().map(SignatureCause::from).collect()
    }

    /// Looks for what is wrong with the signature.
    fn diagnose(&self, meaning: Meaning<'_>, world: &Snapshot) -> sigv4::Diagnosis {
        let shared = self.local.shared();
        let settings = &*shared.settings;
        let region = &settings.domain.region;
        let own_names: Vec<String> = meaning
            .api
            .iter()
            .flat_map(|api| {
                let suffixes = settings.domain.suffixes.iter();
                suffixes.map(|suffix| format!("{}.execute-api.{region}.{suffix}", api.id))
            })
            .collect();
        let other_hosts: Vec<&str> = own_names.iter().map(String::as_str).collect();
        let request = self.signed();
        let body = self.body.borrow();
        let refused = Refused {
            request: &request,
            rules: &Rules::execute_api(region),
            payload: &self.payload.get(),
            body: body.as_deref(),
            now: self.now,
            other_hosts: &other_hosts,
        };
        let mut ring = self.local.ring.borrow_mut();
        diagnose(settings, &shared.tokens, world, &mut ring, &refused)
    }

    /// The head as signatures see it.
    fn signed(&self) -> sigv4::Request<'_> {
        let uri = &self.parts.uri;
        sigv4::Request {
            method: self.parts.method.as_str(),
            path: uri.path(),
            query: uri.query(),
            headers: &self.parts.headers,
            authority: uri.authority().map(http::uri::Authority::as_str),
        }
    }

    fn entry<'e>(&'e self, status: u16, caller: &'e str) -> Entry<'e> {
        Entry {
            caller,
            method: self.parts.method.as_str(),
            path: self.parts.uri.path(),
            status,
            took: self.began.elapsed(),
            ..blank(self.socket, &self.request_id, self.now.unix())
        }
    }
}

/// What came cannot be read as a request: all that is known of it is whence it came, and why.
pub(crate) fn unreadable(
    local: &Local,
    socket: &Socket,
    request_id: &RequestId,
    status: u16,
    why: &Failure,
) {
    let shared = local.shared();
    shared.journal.record(&Entry {
        status,
        failure: Some(why.because()),
        ..blank(socket, request_id, shared.clock.now())
    });
}

/// A connection that layer 1 refuses at accept: nothing was read of it, and it is recorded.
pub(crate) fn refused_at_accept(local: &Local, socket: &Socket, world: &Arc<Snapshot>) {
    at_accept(local, socket, Some(world), None);
}

/// One that the groups of a load balancer, or those of who comes to it, refuse.
pub(crate) fn refused_at_balancer(local: &Local, socket: &Socket) {
    let why = "the groups at both ends do not let it through to the load balancer";
    at_accept(local, socket, None, Some(why));
}

/// One from an address that nothing in a VPC has. Layer 1 would take it for the interface that the address stands for
/// elsewhere, so it is not asked.
pub(crate) fn refused_as_stranger(local: &Local, socket: &Socket) {
    let why = "an address of 127.0.0.0/8 is nobody's in a VPC";
    at_accept(local, socket, None, Some(why));
}

const DROPPED: Denial = Denial {
    layer: portcullis_guard::Layer::SecurityGroup,
    reason: portcullis_guard::Reason::Dropped,
};

fn at_accept(local: &Local, socket: &Socket, world: Option<&Arc<Snapshot>>, failure: Option<&str>) {
    let request_id = local.ids.borrow_mut().request_id();
    let shared = local.shared();
    let now = Timestamp::from_unix(shared.clock.now());
    let asking = Asking::connection(socket.via(), socket.peer_ip(), now);
    let world = world.filter(|_| shared.journal.wants_explanation(true));
    shared.journal.record(&Entry {
        denial: Some(&DROPPED),
        failure,
        explainable: world.map(|world| Explainable {
            settings: &shared.settings,
            world,
            asking,
            call: None,
            denial: Some(&DROPPED),
            causes: &[],
            ending: None,
        }),
        asked: Some(asking),
        ..blank(socket, &request_id, shared.clock.now())
    });
}

/// A line of which nothing is known but whence and when.
fn blank<'e>(socket: &'e Socket, request_id: &'e RequestId, at: i64) -> Entry<'e> {
    Entry {
        request_id: request_id.as_str(),
        service: "execute-api",
        operation: "Invoke",
        resource: "",
        resource_account: "",
        caller: "anonymous",
        access_key_id: "",
        peer: socket.peer_ip(),
        vpc_endpoint: socket.endpoint.as_deref(),
        method: "",
        path: "",
        status: 0,
        at,
        took: Duration::ZERO,
        denial: None,
        failure: None,
        explainable: None,
        asked: None,
        query: None,
    }
}
