//! Who made a request, written down without secrets, and found again in a world by what was written.

use std::borrow::Cow;
use std::sync::Arc;

use portcullis_catalog::snapshot::{Identity, IdentityKind};
use portcullis_catalog::{AccountId, Snapshot};
use serde::{Deserialize, Serialize};

use crate::principal::Principal;
use crate::session::{Federation, Session, SessionClaims, SessionTag};

/// The most bytes of session policies that are written down.
const MOST_POLICIES: usize = 8 * 1024;

/// A principal, written down.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedPrincipal<'a> {
    /// `root`, `user` or `role`.
    pub kind: Cow<'a, str>,
    /// Its account.
    pub account: AccountId,
    /// Its ARN; for a session, that of the role.
    pub arn: Cow<'a, str>,
    /// Its unique id, where it was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Cow<'a, str>>,
    /// What it signed with.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub access_key_id: Cow<'a, str>,
    /// Its session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<RecordedSession<'a>>,
}

/// A session, written down without its secrets.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedSession<'a> {
    /// RoleSessionName; empty where it is a user's own.
    pub name: Cow<'a, str>,
    /// Unix seconds.
    #[serde(default)]
    pub issued: i64,
    /// Unix seconds of a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mfa_at: Option<i64>,
    /// Its source identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<Cow<'a, str>>,
    /// Its tags.
    #[serde(default, skip_serializing_if = "nothing")]
    pub tags: Cow<'a, [SessionTag]>,
    /// Its policies, where they were written down.
    #[serde(default)]
    pub policies: Option<Cow<'a, [String]>>,
    /// The issuer that vouched for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federation: Option<Cow<'a, Federation>>,
}

impl<'a> RecordedPrincipal<'a> {
    pub(super) fn of(principal: &'a Principal) -> Self {
        let identity = &principal.identity;
        let kind = match identity.kind {
            IdentityKind::Root => "root",
            IdentityKind::User => "user",
            IdentityKind::Role => "role",
        };
        let session = principal.session.as_deref().map(|session| {
            let claims = &session.claims;
            let size: usize = claims.policies.iter().map(String::len).sum();
            RecordedSession {
                name: claims.session_name.as_str().into(),
                issued: claims.issued,
                mfa_at: claims.mfa_at,
                source_identity: claims.source_identity.as_deref().map(Cow::Borrowed),
                tags: claims.tags.as_slice().into(),
                policies: (size <= MOST_POLICIES).then_some(claims.policies.as_slice().into()),
                federation: claims.federation.as_ref().map(Cow::Borrowed),
            }
        });
        Self {
            kind: kind.into(),
            account: identity.account,
            arn: identity.arn.as_str().into(),
            id: Some(identity.id.as_str().into()),
            access_key_id: (&*principal.access_key_id).into(),
            session,
        }
    }

    /// What an ARN says of a principal. A session's names its role by its friendly name alone.
    pub fn named(arn: &str, access_key_id: &str) -> Option<RecordedPrincipal<'static>> {
        let account = AccountId::parse(arn.split(':').nth(4)?).ok()?;
        let rest = arn.splitn(6, ':').nth(5)?;
        let (kind, session) = match rest.split_once('/') {
            None if rest == "root" => ("root", None),
            Some(("user", _)) => ("user", None),
            Some(("role", _)) => ("role", None),
            Some(("assumed-role", session)) => {
                let (_, name) = session.split_once('/')?;
                ("role", Some(name))
            }
            _ => return None,
        };
        Some(RecordedPrincipal {
            kind: kind.into(),
            account,
            arn: Cow::Owned(arn.to_owned()),
            id: None,
            access_key_id: Cow::Owned(access_key_id.to_owned()),
            session: session.map(|name| RecordedSession {
                name: Cow::Owned(name.to_owned()),
                ..RecordedSession::default()
            }),
        })
    }

    /// The ARN that AWS shows: for a role, that of the session.
    pub(super) fn shown(&self) -> String {
        match (&self.session, self.arn.rsplit_once('/')) {
            (Some(session), Some((before, role))) if before.contains(":role") => format!(
                "arn:aws:sts::{}:assumed-role/{role}/{}",
                self.account, session.name
            ),
            _ => self.arn.clone().into_owned(),
        }
    }

    /// The principal as a world knows it; `None` where it is not there.
    pub fn in_world(&self, world: &Snapshot) -> Option<Principal> {
        let identity = match (&*self.kind, &self.id) {
            ("root", _) => Arc::new(Identity::root(self.account)),
            (_, Some(id)) => Arc::clone(world.identity_by_id(id)?),
            (_, None) => match world.identity(&self.arn) {
                Some(identity) => Arc::clone(identity),
                None => {
                    let role = self.arn.split('/').nth(1)?;
                    let mut identities = world.identities();
                    Arc::clone(identities.find(|it| {
                        it.kind == IdentityKind::Role
                            && it.account == self.account
                            && it.name == role
                    })?)
                }
            },
        };
        let session = self.session.as_ref().map(|session| {
            let claims = SessionClaims {
                access_key_id: self.access_key_id.clone().into_owned(),
                secret_access_key: String::new().into(),
                account: self.account,
                identity_id: identity.id.clone(),
                session_name: session.name.clone().into_owned(),
                issued: session.issued,
                expires: i64::MAX,
                policies: session.policies.clone().unwrap_or_default().into_owned(),
                tags: session.tags.clone().into_owned(),
                source_identity: session.source_identity.clone().map(Cow::into_owned),
                chained: false,
                mfa_at: session.mfa_at,
                federation: session.federation.clone().map(Cow::into_owned),
            };
            let role = (identity.kind == IdentityKind::Role).then_some(identity.name.as_str());
            Arc::new(Session::new(claims, role))
        });
        Some(Principal {
            identity,
            session,
            access_key_id: (&*self.access_key_id).into(),
        })
    }
}

fn nothing(tags: &[SessionTag]) -> bool {
    tags.is_empty()
}
