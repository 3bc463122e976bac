//! The keys that signatures are verified with, derived once a day for each credential. What the
//! ring remembers is checked against the snapshot at every use, so a rotated or revoked key is
//! gone with the snapshot that says so.

use std::sync::Arc;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use foldhash::HashMap;
use portcullis_catalog::snapshot::{Identity, KeyEntry};
use portcullis_catalog::{AccountId, Secret, Snapshot};
use portcullis_sigv4::{
    Algorithm, Claim, Date, PublicKey, Rules, Scratch, SecretKey, Timestamp, VerifyingKey,
};

use crate::Settings;
use crate::principal::{Principal, Rejection};
use crate::session::{Session, TokenKey};

/// How many credentials a ring remembers before it starts anew: about 400 bytes each.
const CAPACITY: usize = 16_384;

/// Derived keys by access key id. Each worker thread has its own, so nothing is locked.
#[derive(Default)]
pub struct KeyRing {
    entries: HashMap<Arc<str>, Remembered>,
    /// The buffers of verification, kept from one request to the next.
    pub(crate) scratch: Scratch,
}

struct Remembered {
    access_key_id: Arc<str>,
    credential: Credential,
    keys: Vec<Derived>,
}

enum Credential {
    LongTerm(Arc<KeyEntry>),
    Session {
        token: Box<str>,
        session: Arc<Session>,
    },
    Development(Arc<Identity>),
}

struct Derived {
    algorithm: Algorithm,
    date: Date,
    region: Box<str>,
    service: Box<str>,
    key: Arc<VerifyingKey>,
}

impl KeyRing {
    /// The principal that a claim is about and the key to verify it with.
    pub(crate) fn find(
        &mut self,
        settings: &Settings,
        tokens: &TokenKey,
        world: &Snapshot,
        claim: &Claim<'_>,
        rules: &Rules<'_>,
        now: Timestamp,
    ) -> Result<(Principal, Arc<VerifyingKey>), Rejection> {
        let id = claim.access_key_id();
        let known = self
            .entries
            .get(id)
            .is_some_and(|entry| entry.holds(world, claim));
        if !known {
            self.remember(settings, tokens, world, claim)?;
        }
        let entry = self
            .entries
            .get_mut(id)
            .ok_or(Rejection::UnrecognizedClient)?;
        let principal = entry.principal(world, now)?;
        let key = entry.key(claim, rules)?;
        Ok((principal, key))
    }

    /// The secret behind a claim, and those of its owner's other keys, by access key id: what a signature that does not
    /// match is explained with. Nothing where the claim is nobody's.
    pub(crate) fn secrets(
        &mut self,
        settings: &Settings,
        tokens: &TokenKey,
        world: &Snapshot,
        claim: &Claim<'_>,
    ) -> Option<(SecretKey, Vec<(String, SecretKey)>)> {
        let id = claim.access_key_id();
        let known = self
            .entries
            .get(id)
            .is_some_and(|entry| entry.holds(world, claim));
        if !known {
            self.remember(settings, tokens, world, claim).ok()?;
        }
        let entry = self.entries.get(id)?;
        let own = SecretKey::new(entry.secret()?.expose());
        let others = match &entry.credential {
            Credential::LongTerm(key) => world
                .access_keys_of(&key.identity.id)
                .filter(|other| other.id != key.id)
                .filter_map(|other| {
                    let secret = other.secret.as_ref()?;
                    Some((other.id.clone(), SecretKey::new(secret.expose())))
                })
                .collect(),
            Credential::Session { .. } | Credential::Development(_) => Vec::new(),
        };
        Some((own, others))
    }

    fn remember(
        &mut self,
        settings: &Settings,
        tokens: &TokenKey,
        world: &Snapshot,
        claim: &Claim<'_>,
    ) -> Result<(), Rejection> {
        let id = claim.access_key_id();
        let credential = match (claim.session_token(), world.access_key(id)) {
            (None, Some(entry)) => Credential::LongTerm(Arc::clone(entry)),
            (None, None) if settings.development_keys => {
                let account = development_account(id).ok_or(Rejection::UnrecognizedClient)?;
                Credential::Development(Arc::new(Identity::root(account)))
            }
            (Some(token), None) => {
                let claims = tokens.open(token).ok_or(Rejection::UnrecognizedClient)?;
                let same = verify_slices_are_equal(claims.access_key_id.as_bytes(), id.as_bytes());
                same.map_err(|_| Rejection::UnrecognizedClient)?;
                let role = world.identity_by_id(&claims.identity_id);
                let role_name = (!claims.session_name.is_empty())
                    .then_some(role.map(|role| role.name.as_str()))
                    .flatten();
                if !claims.session_name.is_empty() && role_name.is_none() {
                    return Err(Rejection::UnrecognizedClient);
                }
                let session = Arc::new(Session::new(claims, role_name));
                Credential::Session {
                    token: token.into(),
                    session,
                }
            }
            // A long-term key with a token, or a temporary one without.
            _ => return Err(Rejection::UnrecognizedClient),
        };
        if self.entries.len() >= CAPACITY {
            self.entries.clear();
        }
        let access_key_id: Arc<str> = id.into();
        let entry = Remembered {
            access_key_id: Arc::clone(&access_key_id),
            credential,
            keys: Vec::new(),
        };
        self.entries.insert(access_key_id, entry);
        Ok(())
    }
}

impl Remembered {
    /// Whether what is remembered is still what the world and the claim say.
    fn holds(&self, world: &Snapshot, claim: &Claim<'_>) -> bool {
        match (&self.credential, claim.session_token()) {
            (Credential::LongTerm(entry), None) => world
                .access_key(&entry.id)
                .is_some_and(|current| Arc::ptr_eq(current, entry)),
            (Credential::Session { token, .. }, Some(presented)) => {
                verify_slices_are_equal(token.as_bytes(), presented.as_bytes()).is_ok()
            }
            (Credential::Development(_), None) => world.access_key(&self.access_key_id).is_none(),
            _ => false,
        }
    }

    fn principal(&self, world: &Snapshot, now: Timestamp) -> Result<Principal, Rejection> {
        let access_key_id = Arc::clone(&self.access_key_id);
        match &self.credential {
            Credential::LongTerm(entry) if entry.active => {
                Ok(Principal::from((entry, access_key_id)))
            }
            Credential::LongTerm(_) => Err(Rejection::UnrecognizedClient),
            Credential::Development(identity) => Ok(Principal {
                identity: Arc::clone(identity),
                session: None,
                access_key_id,
            }),
            Credential::Session { session, .. } => {
                let claims = &session.claims;
                if now.unix() >= claims.expires {
                    return Err(Rejection::ExpiredToken);
                }
                let identity = match world.identity_by_id(&claims.identity_id) {
                    Some(identity) => Arc::clone(identity),
                    // A root user's own session; anything else was deleted.
                    None if claims.identity_id == claims.account.as_str() => {
                        Arc::new(Identity::root(claims.account))
                    }
                    None => return Err(Rejection::UnrecognizedClient),
                };
                Ok(Principal {
                    identity,
                    session: Some(Arc::clone(session)),
                    access_key_id,
                })
            }
        }
    }

    fn key(
        &mut self,
        claim: &Claim<'_>,
        rules: &Rules<'_>,
    ) -> Result<Arc<VerifyingKey>, Rejection> {
        let (algorithm, date) = (claim.algorithm(), claim.date());
        let found = self.keys.iter().find(|derived| {
            derived.algorithm == algorithm
                && derived.date == date
                && *derived.region == *rules.region
                && *derived.service == *rules.service
        });
        if let Some(derived) = found {
            return Ok(Arc::clone(&derived.key));
        }
        let secret = self.secret().ok_or(Rejection::UnrecognizedClient)?;
        let secret = SecretKey::new(secret.expose());
        let key = match algorithm {
            Algorithm::HmacSha256 => VerifyingKey::Hmac(
                secret
                    .day(date)
                    .region(rules.region)
                    .service(rules.service)
                    .signing(),
            ),
            Algorithm::EcdsaP256Sha256 => {
                let key = PublicKey::derive(&secret, &self.access_key_id);
                VerifyingKey::Ecdsa(key.map_err(|_| Rejection::UnrecognizedClient)?)
            }
        };
        let key = Arc::new(key);
        // A claim's date is within the window around now, so few exist at a time.
        if self.keys.len() >= 16 {
            self.keys.clear();
        }
        self.keys.push(Derived {
            algorithm,
            date,
            region: rules.region.into(),
            service: rules.service.into(),
            key: Arc::clone(&key),
        });
        Ok(key)
    }

    fn secret(&self) -> Option<Secret> {
        match &self.credential {
            Credential::LongTerm(entry) => entry.secret.clone(),
            Credential::Session { session, .. } => {
                Some(Secret::new(session.claims.secret_access_key.to_string()))
            }
            Credential::Development(_) => Some(Secret::new("test".to_owned())),
        }
    }
}

/// The account whose root user a development access key id stands for.
pub(crate) fn development_account(id: &str) -> Option<AccountId> {
    match id {
        "test" => AccountId::parse("000000000000").ok(),
        digits => AccountId::parse(digits).ok(),
    }
}
