//! Carrying out one call whose operation and caller are known: ask for permission, do it, commit
//! it with the permit, and do all of it again where somebody else committed in between. Calls
//! prepare side by side and commit one after the other; who lost once is alone the next time.

use std::cell::RefCell;
use std::sync::Arc;

use portcullis_catalog::snapshot::Via;
use portcullis_catalog::{AccountId, Snapshot};
use portcullis_guard::sigv4::Timestamp;
use portcullis_guard::{
    Arrival, ControlCall, Controlled, Journal, Permit, Principal, Rejection, Settings, TokenKey,
    WebIdentity, admit_control, admit_web_identity,
};
use portcullis_iam::{ConditionKey, NoTrace, Value};
use portcullis_store::{CommitError, MasterKey, Revision, Store};
use portcullis_wire::{Fault, HttpResponse, Operation, Output, Service};

use crate::feed::Feed;
use crate::inquiry::Inquiries;
use crate::invoker::{Invoker, Trial, TrialAnswer};
use crate::issuer::IssuerKeys;
use crate::permission::Permission;
use crate::refusal::{access_denied, too_busy, unauthenticated};
use crate::request::ControlRequest;
use crate::turns::{Turn, Turns};
use crate::tx::{Facts, Tx, internal};

/// How often a call is tried. The second time it has the turn from its first look at the store to
/// its commit, so no other call can make it lose again; what commits beside the calls still can.
const MAX_ATTEMPTS: usize = 16;

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
    /// Knows the keys of OIDC issuers.
    pub issuers: Arc<dyn IssuerKeys>,
    /// Runs test invocations.
    pub invoker: Arc<dyn Invoker>,
    /// Answers what AWS has no API for.
    pub inquiries: Arc<dyn Inquiries>,
}

/// One call that is being carried out.
pub(crate) struct Execution<'a> {
    pub(crate) parts: &'a ControlParts,
    /// Taken by a call to commit, and from its start on by one that lost.
    pub(crate) turns: &'a Turns,
    pub(crate) service: &'static Service,
    pub(crate) request: &'a ControlRequest<'a>,
    /// Who signed; nobody, where the operation needs no signature.
    pub(crate) principal: Option<&'a Principal>,
    pub(crate) seen: &'a RefCell<Seen>,
}

/// What an operation answers. Its type is erased, as its input is: hundreds of operations, each with a copy of what carries
/// calls out, would be most of what is compiled.
pub(crate) type Answer = Box<dyn Output>;

/// How a call that needs no signature finds out who calls.
pub(crate) struct Unsigned<'a> {
    /// The account that is concerned.
    pub(crate) account: AccountId,
    /// Whom an issuer vouches for.
    pub(crate) identify: &'a dyn Fn(&Tx<'_>) -> Result<WebIdentity, Fault>,
    /// What a caller is told who may not.
    pub(crate) refusal: &'static str,
}

/// What a call needs, or why that cannot be said.
type Permissions = Result<Vec<Permission>, Fault>;

/// What one attempt of a call came to: its answer with the revision that it made, or a refusal; or
/// that somebody else was faster.
type Attempted = Result<Result<(Revision, Answer), Fault>, CommitError>;

impl Execution<'_> {
    /// Asks, does, commits; again from the start where somebody else committed in between.
    pub(crate) fn transact(
        &self,
        operation: &Operation,
        permissions: &dyn Fn(&Tx<'_>) -> Permissions,
        handler: &dyn Fn(&mut Tx<'_>) -> Result<Answer, Fault>,
    ) -> Result<HttpResponse, Fault> {
        self.replay(operation, &|at, world, turn| {
            let principal = match self.renewed(world) {
                Ok(principal) => principal,
                Err(fault) => return Ok(Err(fault)),
            };
            let facts = self.facts(world, Some(&principal), principal.identity.account);
            let mut tx = Tx::begin(&*self.parts.store, at, &facts);
            let done = permissions(&tx).and_then(|needed| {
                let permit = self.admit_signed(world, &principal, &needed)?;
                Ok((permit, handler(&mut tx)?))
            });
            self.conclude(tx, done, turn)
        })
    }

    /// The same for a test invocation, which commits nothing: its permit is for the one sending.
    /// What is run is of the revision that the permissions are of. Nobody waits for its back end:
    /// a turn that it had to take ends before.
    pub(crate) fn test(
        &self,
        operation: &Operation,
        permissions: &dyn Fn(&Tx<'_>) -> Permissions,
        prepare: &dyn Fn(&Tx<'_>) -> Result<Trial, Fault>,
        answer: &dyn Fn(TrialAnswer) -> Answer,
    ) -> Result<HttpResponse, Fault> {
        self.replay(operation, &|at, world, turn| {
            let principal = match self.renewed(world) {
                Ok(principal) => principal,
                Err(fault) => return Ok(Err(fault)),
            };
            let facts = self.facts(world, Some(&principal), principal.identity.account);
            let tx = Tx::begin(&*self.parts.store, at, &facts);
            let prepared = permissions(&tx).and_then(|needed| {
                let permit = self.admit_signed(world, &principal, &needed)?;
                Ok((permit, prepare(&tx)?))
            });
            tx.abandon()?;
            *turn = None;
            Ok(prepared.and_then(|(permit, mut trial)| {
                let user_agent = self.request.headers.get(http::header::USER_AGENT);
                trial.user_agent = user_agent
                    .and_then(|value| value.to_str().ok())
                    .map(str::to_owned);
                let invoked = self.parts.invoker.invoke(permit, &principal, &trial);
                let invoked =
                    invoked.map_err(|reason| Fault::new(400, "BadRequestException", reason))?;
                Ok((at, answer(invoked)))
            }))
        })
    }

    /// Who signed, as they are in this world.
    fn renewed(&self, world: &Snapshot) -> Result<Principal, Fault> {
        let signed = self.principal.and_then(|signed| signed.renewed(world));
        signed.ok_or_else(|| unauthenticated(self.service, Some(&Rejection::UnrecognizedClient)))
    }

    fn admit_signed(
        &self,
        world: &Snapshot,
        principal: &Principal,
        needed: &[Permission],
    ) -> Result<Permit<Controlled>, Fault> {
        self.note(needed);
        self.admit(needed, |settings, arrival, calls| {
            admit_control(settings, world, arrival, principal, calls, &mut NoTrace)
                .map_err(|denied| access_denied(self.service, &denied.message()))
        })
    }

    /// Leave to be answered a question, which commits nothing.
    pub(crate) fn admit_inquiry(
        &self,
        world: &Snapshot,
        principal: &Principal,
        needed: &[Permission],
    ) -> Result<(), Fault> {
        let _permit = self.admit_signed(world, principal, needed)?;
        Ok(())
    }

    /// The same for an operation that needs no signature.
    pub(crate) fn transact_unsigned(
        &self,
        operation: &Operation,
        unsigned: &Unsigned<'_>,
        permissions: &dyn Fn(&Tx<'_>, &WebIdentity) -> Permissions,
        handler: &dyn Fn(&mut Tx<'_>, &WebIdentity) -> Result<Answer, Fault>,
    ) -> Result<HttpResponse, Fault> {
        self.replay(operation, &|at, world, turn| {
            let facts = self.facts(world, None, unsigned.account);
            let mut tx = Tx::begin(&*self.parts.store, at, &facts);
            let done = (unsigned.identify)(&tx).and_then(|identity| {
                self.seen.borrow_mut().caller = identity.to_string();
                let needed = permissions(&tx, &identity)?;
                self.note(&needed);
                let permit = self.admit(&needed, |settings, arrival, calls| {
                    admit_web_identity(settings, world, arrival, &identity, calls, &mut NoTrace)
                        .map_err(|_| access_denied(self.service, unsigned.refusal))
                })?;
                Ok((permit, handler(&mut tx, &identity)?))
            });
            self.conclude(tx, done, turn)
        })
    }

    /// Commits what an attempt came to. Who changes something waits for its turn.
    fn conclude<'t>(
        &'t self,
        tx: Tx<'_>,
        done: Result<(Permit<Controlled>, Answer), Fault>,
        turn: &mut Option<Turn<'t>>,
    ) -> Attempted {
        match done {
            Ok((permit, output)) => {
                if tx.writes() {
                    turn.get_or_insert_with(|| self.turns.take());
                }
                tx.commit(permit).map(|at| Ok((at, output)))
            }
            // What was refused may have been seen half before and half after a change.
            Err(fault) => tx.abandon().map(|()| Err(fault)),
        }
    }

    fn replay<'t>(
        &'t self,
        operation: &Operation,
        attempt: &dyn Fn(Revision, &Snapshot, &mut Option<Turn<'t>>) -> Attempted,
    ) -> Result<HttpResponse, Fault> {
        let mut turn = None;
        for _ in 0..MAX_ATTEMPTS {
            // The permissions that count are those of the revision that is committed on: one that
            // was taken away in between must not slip through with the old ones.
            let world = self.world_of(self.parts.store.revision())?;
            let at = Revision::new(world.revision());
            match attempt(at, &world, &mut turn) {
                Ok(Ok((at, output))) => {
                    // What was acknowledged decides from the next request on, and is there on the host.
                    self.parts.feed.settle(at).map_err(internal)?;
                    let id = self.request.request_id;
                    return Ok(portcullis_wire::encode(
                        self.service,
                        operation,
                        &*output,
                        id,
                    ));
                }
                Ok(Err(fault)) => return Err(fault),
                Err(CommitError::Conflict { .. }) => {
                    turn.get_or_insert_with(|| self.turns.take());
                }
                Err(error) => return Err(internal(error)),
            }
        }
        Err(too_busy(self.service))
    }

    fn facts<'a>(
        &'a self,
        world: &'a Snapshot,
        principal: Option<&'a Principal>,
        account: AccountId,
    ) -> Facts<'a> {
        let parts = self.parts;
        Facts {
            principal,
            account,
            world,
            now: self.request.now,
            domain: &parts.settings.domain,
            request_id: self.request.request_id,
            master_key: &parts.master_key,
            tokens: &parts.tokens,
            development: parts.settings.development_keys,
            account_throttle: parts.settings.account_throttle,
            conveniences: parts.settings.conveniences,
            issuers: &*parts.issuers,
        }
    }

    /// Tells the journal what the call is about.
    fn note(&self, needed: &[Permission]) {
        let Some(first) = needed.first() else { return };
        let mut seen = self.seen.borrow_mut();
        seen.resource.clone_from(&first.resource);
        first
            .resource_account
            .as_str()
            .clone_into(&mut seen.account);
    }

    /// The world of this revision, or a later one.
    fn world_of(&self, at: Revision) -> Result<Arc<Snapshot>, Fault> {
        let feed = &self.parts.feed;
        if feed.world().load().revision() < at.number() {
            feed.catch_up().map_err(internal)?;
        }
        Ok(feed.world().load_full())
    }

    /// Puts what a call needs to the policies.
    fn admit(
        &self,
        needed: &[Permission],
        judge: impl FnOnce(
            &Settings,
            &Arrival<'_>,
            &[ControlCall<'_>],
        ) -> Result<Permit<Controlled>, Fault>,
    ) -> Result<Permit<Controlled>, Fault> {
        let arrival = Arrival {
            supposed: None,
            via: Via::Public,
            peer: self.request.peer,
            secure: self.request.secure,
            now: Timestamp::from_unix(self.request.now),
            method: self.request.method,
            path: self.request.path,
            headers: self.request.headers,
            api_key: None,
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
                resource_policy: permission.resource_policy.as_ref(),
                request_tags: permission.request_tags.as_ref(),
                resource_tags: permission.resource_tags.as_ref(),
                operation: keys,
            })
            .collect();
        judge(&self.parts.settings, &arrival, &calls)
    }
}

/// What the journal is told of a call.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) operation: &'static str,
    pub(crate) resource: String,
    pub(crate) account: String,
    pub(crate) caller: String,
    pub(crate) access_key_id: String,
}
