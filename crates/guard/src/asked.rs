//! A request that can be judged again: what it said, without its signature, its body and its secrets.
//! Whoever is asked later what would have let it in puts it to the world of that time.

mod again;
mod asking;
mod facts;
mod principals;
mod recorded;

use std::collections::BTreeSet;
use std::net::IpAddr;

use portcullis_catalog::domain::MutualTls;
use portcullis_catalog::snapshot::{Addressing, Handshake, Miss, Route, Via};
use portcullis_catalog::traffic::ApiKeyDigest;
use portcullis_catalog::{PathForm, RequestPath, Snapshot};
use portcullis_iam::{ConditionKey, NoTrace};
use portcullis_sigv4::{HeaderList, Timestamp};

use crate::Settings;
use crate::arrival::{Arrival, Supposed};
use crate::caller::Caller;
use crate::denial::Denial;
use crate::diagnosis::SignatureCause;
use crate::explanation::{Explanation, explain, explain_dropped, explain_with};
use crate::outcome::admit;
use crate::principal::{Principal, Rejection};

pub use again::Decided;
use again::Supposition;
pub use asking::Asking;
use asking::{Named, Who};
pub use facts::Facts;
pub use principals::{RecordedPrincipal, RecordedSession};
pub use recorded::{Imagined, Unreadable};

/// One request, kept.
#[derive(Clone)]
pub struct Asked {
    via: OwnedVia,
    peer: IpAddr,
    secure: bool,
    now: Timestamp,
    method: String,
    /// As it came.
    path: String,
    by_path: bool,
    host: String,
    api_id_header: Option<String>,
    server_name: Option<String>,
    truststore: Option<MutualTls>,
    /// Those that policies can ask for.
    headers: HeaderList,
    api_key: Option<ApiKeyDigest>,
    caller: AskedCaller,
    /// Whether nothing was read of it: its connection was refused.
    connection_only: bool,
    /// Condition keys that are said beside what the request is, with their values.
    said: Vec<(ConditionKey, Vec<String>)>,
    /// Condition keys that nobody wrote down, in lower case.
    unrecorded: BTreeSet<String>,
}

#[derive(Clone)]
enum OwnedVia {
    Public,
    Endpoint(String),
    AwsEndpoint(String),
}

#[derive(Clone)]
enum AskedCaller {
    Anonymous,
    Signed(Principal),
    /// Not believed. Nothing is kept of what it claimed.
    Rejected,
    /// Written down, to be found in a world.
    Recorded(Box<RecordedPrincipal<'static>>),
}

impl Asked {
    /// What is written down of it, if that is enough to decide it again.
    pub fn facts(&self) -> Option<Facts<'_>> {
        let asking = Asking {
            via: self.via(),
            peer: self.peer,
            secure: self.secure,
            now: self.now,
            method: &self.method,
            path: &self.path,
            by_path: self.by_path,
            addressing: (!self.connection_only).then_some(Named {
                host: &self.host,
                api_id_header: self.api_id_header.as_deref(),
            }),
            server_name: self.server_name.as_deref(),
            truststore: self.truststore.as_ref(),
            headers: Some(&self.headers),
            api_key: self.api_key,
            who: match &self.caller {
                AskedCaller::Anonymous => Who::Anonymous,
                AskedCaller::Signed(principal) => Who::Signed(principal),
                AskedCaller::Rejected => Who::Rejected,
                AskedCaller::Recorded(recorded) => Who::Recorded(recorded),
            },
        };
        Facts::of(&asking, self.unrecorded.clone())
    }

    /// How it came in.
    pub fn via(&self) -> Via<'_> {
        match &self.via {
            OwnedVia::Public => Via::Public,
            OwnedVia::Endpoint(id) => Via::Endpoint(id),
            OwnedVia::AwsEndpoint(id) => Via::AwsEndpoint(id),
        }
    }

    /// The VPC endpoint that it came through, whoever owns it.
    pub fn vpc_endpoint(&self) -> Option<&str> {
        match &self.via {
            OwnedVia::Public => None,
            OwnedVia::Endpoint(id) | OwnedVia::AwsEndpoint(id) => Some(id),
        }
    }

    /// The access key that signed it.
    pub fn access_key_id(&self) -> &str {
        match &self.caller {
            AskedCaller::Signed(principal) => &principal.access_key_id,
            AskedCaller::Recorded(recorded) => &recorded.access_key_id,
            AskedCaller::Anonymous | AskedCaller::Rejected => "",
        }
    }

    /// The peer of its socket.
    pub fn peer(&self) -> IpAddr {
        self.peer
    }

    /// Its verb.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Who proved to have signed it.
    pub fn principal(&self) -> Option<&Principal> {
        match &self.caller {
            AskedCaller::Signed(principal) => Some(principal),
            AskedCaller::Anonymous | AskedCaller::Rejected | AskedCaller::Recorded(_) => None,
        }
    }

    /// Whether its claim was not believed.
    pub fn is_rejected(&self) -> bool {
        matches!(self.caller, AskedCaller::Rejected)
    }

    /// Whether nothing was read of it.
    pub fn is_connection(&self) -> bool {
        self.connection_only
    }

    /// The same request another way.
    #[must_use]
    pub fn through(&self, via: Via<'_>, peer: IpAddr) -> Self {
        Self {
            via: via.into(),
            peer,
            ..self.clone()
        }
    }

    /// The same request for something else.
    #[must_use]
    pub fn asking(&self, method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            ..self.clone()
        }
    }

    /// The path as it came.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// About how many bytes it takes.
    pub fn weight(&self) -> usize {
        let texts = [&self.method, &self.path, &self.host];
        let texts: usize = texts.iter().map(|text| text.len()).sum();
        let headers: usize = self.headers.iter().map(|(_, value)| value.len()).sum();
        size_of::<Self>()
            .saturating_add(texts)
            .saturating_add(headers)
    }

    /// Judges it by a world, as it is now.
    ///
    /// # Errors
    /// With the refusal.
    pub fn judge(&self, settings: &Settings, world: &Snapshot) -> Result<(), Denial> {
        let mut arn = String::new();
        self.with(settings, world, |arrival, routed, caller| {
            let admitted = admit(
                settings,
                world,
                arrival,
                routed,
                caller,
                &mut arn,
                &mut NoTrace,
            );
            admitted.map(|_permit| ())
        })
    }

    /// Explains what a world says of it.
    pub fn explain(&self, settings: &Settings, world: &Snapshot) -> Explanation {
        self.with(settings, world, |arrival, routed, caller| {
            explain(settings, world, arrival, routed, caller)
        })
    }

    /// Explains the judging of it in the world that judged it. What its signature was refused for is not kept with it.
    pub(crate) fn explain_as_judged(
        &self,
        settings: &Settings,
        world: &Snapshot,
        rejection: Option<&Rejection>,
        causes: &[SignatureCause],
    ) -> Explanation {
        if self.is_connection() {
            return explain_dropped(world, self.via(), self.peer);
        }
        let caller = match (&self.caller, rejection) {
            (AskedCaller::Rejected, Some(rejection)) => Caller::Rejected(rejection.clone()),
            (AskedCaller::Signed(principal), _) => Caller::Signed(principal.clone()),
            _ => Caller::Anonymous,
        };
        self.put(settings, world, None, &caller, |arrival, routed, caller| {
            explain_with(settings, world, arrival, routed, caller, causes)
        })
    }

    /// The route that it takes in a world.
    pub fn with<R>(
        &self,
        settings: &Settings,
        world: &Snapshot,
        then: impl FnOnce(&Arrival<'_>, Result<Route<'_>, Miss<'_>>, &Caller) -> R,
    ) -> R {
        let supposition = Supposition::new(self);
        let supposed = (!self.said.is_empty() || !self.unrecorded.is_empty())
            .then_some(&supposition as &dyn Supposed);
        let caller = match &self.caller {
            AskedCaller::Signed(principal) => Caller::Signed(principal.as_in(world)),
            AskedCaller::Recorded(recorded) => recorded
                .in_world(world)
                .map_or(Caller::Anonymous, Caller::Signed),
            AskedCaller::Anonymous | AskedCaller::Rejected => Caller::Anonymous,
        };
        self.put(settings, world, supposed, &caller, then)
    }

    /// Puts it as a request that is there.
    fn put<R>(
        &self,
        settings: &Settings,
        world: &Snapshot,
        supposed: Option<&dyn Supposed>,
        caller: &Caller,
        then: impl FnOnce(&Arrival<'_>, Result<Route<'_>, Miss<'_>>, &Caller) -> R,
    ) -> R {
        let form = self.by_path.then(|| PathForm::read(&self.path)).flatten();
        let path = form.map_or(self.path.as_str(), |form| form.below);
        let path = RequestPath::parse(path);
        let routed = match &path {
            Ok(path) => {
                let addressing = Addressing {
                    host: &self.host,
                    api_id_header: self.api_id_header.as_deref(),
                    via: self.via(),
                    handshake: Handshake {
                        server_name: self.server_name.as_deref(),
                        truststore: self.truststore.as_ref(),
                    },
                    method: &self.method,
                    path,
                };
                match &form {
                    Some(form) => world.route_by_path(form, addressing),
                    None => world.route(&settings.domain, addressing),
                }
            }
            Err(_) => Err(Miss::NoApi),
        };
        let below = match (&routed, &path) {
            (Ok(route), _) => route.path,
            (Err(_), Ok(path)) if form.is_some() => path.as_str(),
            (Err(_), Ok(path)) => path.split_stage().1,
            (Err(_), Err(_)) => "",
        };
        let arrival = Arrival {
            via: self.via(),
            peer: self.peer,
            secure: self.secure,
            now: self.now,
            method: &self.method,
            path: below,
            headers: &self.headers,
            api_key: self.api_key,
            supposed,
        };
        then(&arrival, routed, caller)
    }
}
