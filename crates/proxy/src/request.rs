//! One call of an API, from its head to its record: the nine steps in order. Each step is one
//! call into the file that knows how; nothing here decides.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::pin::pin;

use http::Version;
use http::header::{CONNECTION, HeaderValue};
use portcullis_catalog::day::Day;
use portcullis_catalog::snapshot::{Addressing, Miss, Route, Via};
use portcullis_catalog::{PathForm, RequestPath, Snapshot};
use portcullis_guard::caller::present;
use portcullis_guard::sigv4::{self, PayloadHash, Rules, Timestamp};
use portcullis_guard::{Arrival, Caller, NoTrace, Permit, Presented, admit, metered};
use tokio::time::Instant;

use crate::access_log::{self, Answered};
use crate::answer::{Answer, REFUSING_LAYER, identify};
use crate::body::{self, Payload};
use crate::check::{self, HeadLimits};
use crate::facts::{Facts, Meaning, Socket};
use crate::failure::Failure;
use crate::gateway_response;
use crate::head::{Parts, RawHead};
use crate::ids::RequestId;
use crate::incoming::Incoming;
use crate::integration::{self, Call};
use crate::limits::Limits;
use crate::query::Query;
use crate::record::Record;
use crate::seen::Seen;
use crate::state::Local;
use crate::{traffic, validation};

/// How a request ends.
pub(crate) enum Outcome {
    /// With an answer.
    Answer(Answer),
    /// The connection is closed without a word.
    Cut,
}

/// What names the API that is called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// The path itself, in one of the forms of development doubles.
    ByPath,
    /// What AWS knows: host or header.
    Otherwise,
}

/// Serves one call of an API.
pub(crate) async fn serve(
    local: &Local,
    socket: &Socket,
    parts: &Parts,
    incoming: Incoming,
    raw: &RawHead,
    named: Named,
) -> Outcome {
    // 1. Arrive: what the socket and the head say.
    let began = Instant::now();
    let shared = local.shared();
    let (settings, limits) = (&*shared.settings, &shared.limits);
    let now = Timestamp::from_unix(shared.clock.now());
    let request_id = request_id(local, parts);
    let extended_id = local.ids.borrow_mut().extended_id();

    // 2. Freeze: one world for this request, to its end.
    let world = shared.world.load_full();
    let record = Record {
        local,
        socket,
        parts,
        request_id,
        now,
        began,
        payload: Cell::new(PayloadHash::EMPTY),
        body: RefCell::default(),
    };
    let head = match Head::read(parts, raw, limits, socket.via(), named) {
        Ok(head) => head,
        Err(failure) => {
            let mut answer = failure.answer();
            identify(&mut answer.headers, &request_id, &extended_id);
            record.unrouted(answer.status.as_u16(), &failure);
            return Outcome::Answer(closing(answer, parts));
        }
    };

    // 3. Route: which API, stage and method are meant.
    let Head {
        host,
        form,
        path,
        query,
        ..
    } = &head;
    let addressing = Addressing {
        host,
        api_id_header: parts
            .headers
            .get("x-apigw-api-id")
            .and_then(|value| value.to_str().ok()),
        via: socket.via(),
        handshake: socket.handshake(),
        method: parts.method.as_str(),
        path,
    };
    let routed = match form {
        Some(form) => world.route_by_path(form, addressing),
        None => world.route(&settings.domain, addressing),
    };
    let facts = Facts {
        socket,
        parts,
        spelling: &raw.spelling,
        host,
        path: &head.shown,
        query,
        now,
        request_id,
        extended_id,
        tested: None,
    };
    let mut meaning = Meaning::of(&routed, socket, &world);

    // 4. Read the body, which the signature covers, as soon as it is known to be needed: a caller
    //    that the head alone names or refutes is judged first.
    // 5. Caller: is the signature good, and whose is it?
    let rules = Rules::execute_api(&settings.domain.region);
    let signed = sigv4::Request {
        method: parts.method.as_str(),
        path: parts.uri.path(),
        query: parts.uri.query(),
        headers: &parts.headers,
        authority: parts.uri.authority().map(http::uri::Authority::as_str),
    };
    let mut reading = Reading::new(local, incoming);
    if let Err(failure) = body::check_length(&parts.headers, limits.max_body) {
        let answer = gateway_response::answer(&failure, &facts, meaning);
        record.unrouted(answer.status.as_u16(), &failure);
        return Outcome::Answer(closing(answer, parts));
    }
    let presented = present(
        settings,
        &shared.tokens,
        &world,
        &mut local.ring.borrow_mut(),
        &signed,
        &rules,
        now,
    );
    let caller = if matches!(presented, Presented::Claimed(_)) {
        match reading.hash().await {
            Ok(hash) => {
                record.payload.set(hash);
                record.body.replace(reading.held());
                presented.verify(&mut local.ring.borrow_mut(), &signed, &rules, &hash)
            }
            Err(failure) => {
                let answer = gateway_response::answer(&failure, &facts, meaning);
                record.unrouted(answer.status.as_u16(), &failure);
                return Outcome::Answer(closing(answer, parts));
            }
        }
    } else {
        presented.verify(
            &mut local.ring.borrow_mut(),
            &signed,
            &rules,
            &PayloadHash::EMPTY,
        )
    };
    meaning.identify(&caller, &world);

    // 6. Admit: the four layers.
    let arrival = Arrival {
        supposed: None,
        via: socket.via(),
        peer: socket.peer_ip(),
        secure: socket.secured.is_some(),
        now,
        method: parts.method.as_str(),
        path: match &routed {
            Ok(route) => route.path,
            Err(_) if form.is_some() => path.as_str(),
            Err(_) => path.split_stage().1,
        },
        headers: &parts.headers,
        api_key: traffic::api_key(local, &parts.headers, meaning),
    };
    let mut arn = local.take_arn();
    let admitted = admit(
        settings,
        &world,
        &arrival,
        routed,
        &caller,
        &mut arn,
        &mut NoTrace,
    );
    let seen = Seen::default();
    let (answered, denial) = match admitted {
        // 7. Forward, with the permit; 8. relay what comes back.
        Ok(permit) => {
            meaning.metered = metered(&world, *permit.subject(), &arrival).ok().flatten();
            let moment = (shared.clock.nanos(), Day::of(now.unix()));
            let call = Admitted {
                facts: &facts,
                meaning,
                local,
                seen: &seen,
            };
            let answered = pin!(call.forward(&world, permit, moment, &mut reading)).await;
            (answered, None)
        }
        Err(denial) => match denial.wire(settings.echo_canonical_request) {
            Some(wire) => (Err(Failure::from(wire)), Some(denial)),
            None => {
                record.write(
                    0,
                    &arn,
                    meaning,
                    Some(&denial),
                    None,
                    &world,
                    &arrival,
                    routed,
                    (&addressing, form.is_some()),
                    &caller,
                );
                return Outcome::Cut;
            }
        },
    };
    let (mut answer, failure) = match answered {
        Ok(answer) => (answer, None),
        Err(failure) => {
            let answer = gateway_response::answer(&failure, &facts, meaning);
            (answer, Some(failure))
        }
    };
    identify(&mut answer.headers, &request_id, &extended_id);
    if let Some(denial) = denial.as_ref().filter(|_| shared.journal.names_layers()) {
        let layer = HeaderValue::from_static(denial.layer.id());
        answer.headers.insert(REFUSING_LAYER, layer);
    }
    if !reading.is_over() {
        answer = closing(answer, parts);
    }

    // 9. Record.
    let logged = Answered {
        facts: &facts,
        meaning,
        seen: &seen,
        failure: failure.as_ref(),
        denial: denial.as_ref(),
        began,
    };
    access_log::attach(&mut answer, &logged, &shared.journal);
    let status = answer.status.as_u16();
    record.write(
        status,
        &arn,
        meaning,
        denial.as_ref(),
        failure.as_ref().filter(|_| denial.is_none()),
        &world,
        &arrival,
        routed,
        (&addressing, form.is_some()),
        &caller,
    );
    local.give_back_arn(arn);
    Outcome::Answer(answer)
}

/// A request that was admitted.
struct Admitted<'a> {
    facts: &'a Facts<'a>,
    meaning: Meaning<'a>,
    local: &'a Local,
    seen: &'a Seen,
}

impl Admitted<'_> {
    /// Sends it on: within its bounds, and if it is what the method asks for.
    async fn forward(
        &self,
        world: &Snapshot,
        permit: Permit<Route<'_>>,
        moment: (u64, Day),
        reading: &mut Reading<'_>,
    ) -> Result<Answer, Failure> {
        let Self { facts, meaning, .. } = *self;
        let settings = &self.local.shared().settings;
        traffic::take(settings, world, *permit.subject(), meaning.metered, moment)?;
        validation::parameters(facts, meaning)?;
        let body = reading.bytes().await?;
        validation::body(facts, meaning, &body).await?;
        let call = Call {
            facts,
            meaning,
            local: self.local,
            body: &body,
            seen: self.seen,
            world,
        };
        pin!(integration::run(permit, &call)).await
    }
}

/// What is read of a head before it is routed.
struct Head<'r> {
    host: &'r str,
    /// Where the path names API and stage.
    form: Option<PathForm<'r>>,
    /// Below the stage where the path names it, else with the stage.
    path: RequestPath<'r>,
    /// With the stage, as it came.
    shown: Cow<'r, str>,
    query: Query<'r>,
}

impl<'r> Head<'r> {
    fn read(
        parts: &'r Parts,
        raw: &RawHead,
        limits: &Limits,
        via: Via<'_>,
        named: Named,
    ) -> Result<Self, Failure> {
        let private = via.endpoint().is_some();
        let limits = HeadLimits {
            url: if private {
                limits.max_private_url
            } else {
                limits.max_url
            },
            header_bytes: if private {
                limits.max_private_header_bytes
            } else {
                limits.max_header_bytes
            },
            headers: limits.max_headers,
        };
        let host = check::head(parts, raw, limits)?;
        let sent = parts.uri.path();
        let form = match named {
            Named::ByPath => PathForm::read(sent),
            Named::Otherwise => None,
        };
        let path = RequestPath::parse(form.map_or(sent, |form| form.below))
            .map_err(|error| Failure::bad_request(error.to_string()))?;
        let shown = match form {
            Some(PathForm { stage, below, .. }) => Cow::Owned(format!("/{stage}{below}")),
            None => Cow::Borrowed(sent),
        };
        let query = Query::parse(parts.uri.query().unwrap_or_default())
            .map_err(|error| Failure::bad_request(error.to_string()))?;
        Ok(Self {
            host,
            form,
            path,
            shown,
            query,
        })
    }
}

/// The body of a request, read when it is first asked for.
struct Reading<'l> {
    local: &'l Local,
    incoming: Option<Incoming>,
    payload: Option<Payload>,
}

impl<'l> Reading<'l> {
    fn new(local: &'l Local, incoming: Incoming) -> Self {
        Self {
            local,
            incoming: Some(incoming),
            payload: None,
        }
    }

    async fn hash(&mut self) -> Result<PayloadHash, Failure> {
        self.read().await.map(|payload| payload.hash)
    }

    async fn bytes(&mut self) -> Result<bytes::Bytes, Failure> {
        self.read().await.map(|payload| payload.bytes.clone())
    }

    async fn read(&mut self) -> Result<&Payload, Failure> {
        if let Some(incoming) = self.incoming.take() {
            let limits = &self.local.shared().limits;
            let budget = &self.local.common.budget;
            self.payload = Some(body::read(incoming, limits.max_body, limits, budget).await?);
        }
        self.payload
            .as_ref()
            .ok_or_else(|| Failure::bad_request("The request body cannot be read"))
    }

    /// The body, if it was read.
    fn held(&self) -> Option<bytes::Bytes> {
        self.payload.as_ref().map(|payload| payload.bytes.clone())
    }

    /// Whether nothing of the body is left on the connection.
    fn is_over(&self) -> bool {
        match &self.incoming {
            Some(incoming) => incoming.is_over(),
            None => self.payload.is_some(),
        }
    }
}

impl<'a> Meaning<'a> {
    fn of(routed: &Result<Route<'a>, Miss<'a>>, socket: &'a Socket, world: &'a Snapshot) -> Self {
        let endpoint = socket.via().endpoint().and_then(|id| world.endpoint(id));
        let vpc = endpoint.map(|endpoint| endpoint.vpc.as_str());
        let meaning = Self {
            vpc,
            ..Self::default()
        };
        match *routed {
            Ok(Route {
                api,
                stage,
                method,
                path,
                via_domain,
            }) => Self {
                path: Some(path),
                base_path: via_domain.map(|via| via.base_path),
                api: Some(api),
                stage: Some(stage),
                method: Some(method),
                ..meaning
            },
            Err(Miss::NoMethod(api, stage)) => Self {
                api: Some(api),
                stage: Some(stage),
                ..meaning
            },
            Err(Miss::NoStage(api) | Miss::WrongNetwork(api) | Miss::EndpointDisabled(api)) => {
                Self {
                    api: Some(api),
                    ..meaning
                }
            }
            Err(Miss::NoApi | Miss::Conflict | Miss::NoMapping) => meaning,
        }
    }

    /// Who calls; nobody, where the method does not ask.
    fn identify(&mut self, caller: &'a Caller, world: &'a Snapshot) {
        use portcullis_catalog::api::Authorization::AwsIam;
        let asked = self
            .method
            .is_some_and(|method| method.authorization == AwsIam);
        if let (Caller::Signed(principal), true) = (caller, asked) {
            self.principal = Some(principal);
            let account = world.account(principal.identity.account);
            let membership = account.and_then(|account| account.organization.as_ref());
            self.organization = membership.map(|it| it.organization_id.as_str());
        }
    }
}

/// The client's own request id where it is a UUID, else a new one.
pub(crate) fn request_id(local: &Local, parts: &Parts) -> RequestId {
    let sent = parts.headers.get(crate::answer::REQUEST_ID);
    sent.and_then(|value| RequestId::from_client(value.as_bytes()))
        .unwrap_or_else(|| local.ids.borrow_mut().request_id())
}

/// An answer to a request whose body is not read to its end: the connection ends with it.
pub(crate) fn closing(mut answer: Answer, parts: &Parts) -> Answer {
    if parts.version < Version::HTTP_2 {
        let close = HeaderValue::from_static("close");
        answer.headers.insert(CONNECTION, close);
    }
    answer
}
