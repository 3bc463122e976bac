//! Carrying out one call whose operation and caller are known: ask for permission, do it, commit
//! it with the permit, and do all of it again where somebody else committed in between.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

use portcullis_catalog::snapshot::Via;
use portcullis_catalog::{AccountId, Snapshot};
use portcullis_guard::sigv4::Timestamp;
use portcullis_guard::{
    Arrival, ControlCall, Controlled, Journal, Permit, Principal, Rejection, Settings, TokenKey,
    WebIdentity, admit_control, admit_web_identity,
};
use portcullis_iam::{ConditionKey, NoTrace, Value};
use portcullis_store::{CommitError, MasterKey, Revision, Store};
use portcullis_wire::{Fault, HttpResponse, Operation, Service};
use serde::Serialize;

use crate::feed::Feed;
use crate::issuer::IssuerKeys;
use crate::permission::Permission;
use crate::refusal::{access_denied, unauthenticated};
use crate::request::ControlRequest;
use crate::tx::{Facts, Tx, internal};

/// How often a call is replayed when others commit in between. From the second time on it holds
/// a lock against the calls of this process, so only other processes can make it lose again.
const MAX_ATTEMPTS: usize = 32;

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
}

/// One call that is being carried out.
pub(crate) struct Execution<'a> {
    pub(crate) parts: &'a ControlParts,
    /// Held by a call that lost once, until it is done.
    pub(crate) replays: &'a Mutex<()>,
    pub(crate) service: &'static Service,
    pub(crate) request: &'a ControlRequest<'a>,
    /// Who signed; nobody, where the operation needs no signature.
    pub(crate) principal: Option<&'a Principal>,
    pub(crate) seen: &'a RefCell<Seen>,
}

/// How an operation that needs no signature finds out who calls.
pub(crate) struct Unsigned<I> {
    /// The account that is concerned.
    pub(crate) account: fn(&I) -> Result<AccountId, Fault>,
    /// Whom an issuer vouches for.
    pub(crate) identify: fn(&Tx<'_>, &I) -> Result<WebIdentity, Fault>,
    /// What a caller is told who may not.
    pub(crate) refusal: &'static str,
}

/// What one attempt of a call came to: its answer, or that somebody else was faster.
type Attempted<O> = Result<O, CommitError>;

impl Execution<'_> {
    /// Asks, does, commits; again from the start where somebody else committed in between.
    pub(crate) fn transact<I: Clone, O: Serialize>(
        &self,
        operation: &Operation,
        input: &I,
        permissions: fn(&Tx<'_>, &I) -> Result<Vec<Permission>, Fault>,
        handler: fn(&mut Tx<'_>, I) -> Result<O, Fault>,
    ) -> Result<HttpResponse, Fault> {
        self.replay(operation, |at, world| {
            let signed = self.principal.and_then(|signed| signed.renewed(world));
            let principal = signed.ok_or_else(|| {
                unauthenticated(self.service, Some(&Rejection::UnrecognizedClient))
            })?;
            let facts = self.facts(Some(&principal), principal.identity.account);
            let mut tx = Tx::begin(&*self.parts.store, at, &facts);
            let needed = permissions(&tx, input)?;
            self.note(&needed);
            let permit = self.admit(&needed, |settings, arrival, calls| {
                admit_control(settings, world, arrival, &principal, calls, &mut NoTrace)
                    .map_err(|denied| access_denied(self.service, &denied.message()))
            })?;
            let output = handler(&mut tx, input.clone())?;
            Ok(tx.commit(permit).map(|_| output))
        })
    }

    /// The same for an operation that needs no signature.
    pub(crate) fn transact_unsigned<I: Clone, O: Serialize>(
        &self,
        operation: &Operation,
        input: &I,
        unsigned: &Unsigned<I>,
        permissions: fn(&Tx<'_>, &I, &WebIdentity) -> Result<Vec<Permission>, Fault>,
        handler: fn(&mut Tx<'_>, I, &WebIdentity) -> Result<O, Fault>,
    ) -> Result<HttpResponse, Fault> {
        let account = (unsigned.account)(input)?;
        self.replay(operation, |at, world| {
            let facts = self.facts(None, account);
            let mut tx = Tx::begin(&*self.parts.store, at, &facts);
            let identity = (unsigned.identify)(&tx, input)?;
            self.seen.borrow_mut().caller = identity.to_string();
            let needed = permissions(&tx, input, &identity)?;
            self.note(&needed);
            let permit = self.admit(&needed, |settings, arrival, calls| {
                admit_web_identity(settings, world, arrival, &identity, calls, &mut NoTrace)
                    .map_err(|_| access_denied(self.service, unsigned.refusal))
            })?;
            let output = handler(&mut tx, input.clone(), &identity)?;
            Ok(tx.commit(permit).map(|_| output))
        })
    }

    fn replay<O: Serialize>(
        &self,
        operation: &Operation,
        attempt: impl Fn(Revision, &Snapshot) -> Result<Attempted<O>, Fault>,
    ) -> Result<HttpResponse, Fault> {
        let parts = self.parts;
        let mut alone = None;
        for _ in 0..MAX_ATTEMPTS {
            // The permissions that count are those of the revision that is committed on: one that
            // was taken away in between must not slip through with the old ones.
            let at = parts.store.revision();
            let world = self.world_of(at)?;
            match attempt(at, &world)? {
                Ok(output) => {
                    // What was acknowledged decides from the next request on.
                    parts.feed.catch_up().map_err(internal)?;
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
                        self.replays.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn facts<'a>(&'a self, principal: Option<&'a Principal>, account: AccountId) -> Facts<'a> {
        let parts = self.parts;
        Facts {
            principal,
            account,
            now: self.request.now,
            domain: &parts.settings.domain,
            request_id: self.request.request_id,
            master_key: &parts.master_key,
            tokens: &parts.tokens,
            development: parts.settings.development_keys,
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
