//! Makes temporary credentials: an access key id, a secret, and the token that proves both. They
//! leave in the answer and are kept nowhere.

use portcullis_catalog::{AccountId, id};
use portcullis_guard::SessionClaims;
use portcullis_guard::session::{Federation, SessionTag};
use portcullis_wire::{Fault, Timestamp, sts};

use crate::Tx;
use crate::tx::internal;

/// The longest token. It travels in a header, and API Gateway takes 10,240 bytes of headers
/// (API Gateway Developer Guide, "Quotas"), so a longer one could call nothing.
pub(super) const MAX_TOKEN: usize = 8192;

/// What a session is, before it has credentials.
pub(super) struct Subject {
    pub(super) account: AccountId,
    /// The unique id of the role or user; the account id for a root user.
    pub(super) identity_id: String,
    /// Empty for a user's own session.
    pub(super) session_name: String,
    pub(super) seconds: i64,
    pub(super) policies: Vec<String>,
    pub(super) tags: Vec<SessionTag>,
    pub(super) source_identity: Option<String>,
    pub(super) chained: bool,
    /// The token that it was made with.
    pub(super) federation: Option<Federation>,
}

/// Credentials for a session that begins now.
pub(super) fn issue(tx: &Tx<'_>, subject: Subject) -> Result<sts::Credentials, Fault> {
    let access_key_id = id::access_key_id("ASIA", subject.account, &tx.random()?);
    let secret = id::secret_access_key(&tx.random()?);
    let expires = tx.now().saturating_add(subject.seconds);
    let claims = SessionClaims {
        access_key_id: access_key_id.clone(),
        secret_access_key: secret.clone().into(),
        account: subject.account,
        identity_id: subject.identity_id,
        session_name: subject.session_name,
        issued: tx.now(),
        expires,
        policies: subject.policies,
        tags: subject.tags,
        source_identity: subject.source_identity,
        chained: subject.chained,
        mfa_at: None,
        federation: subject.federation,
    };
    let token = tx.facts().tokens.seal(&claims, tx.random()?);
    let token = token.ok_or_else(|| internal("a session token could not be sealed"))?;
    Ok(sts::Credentials {
        access_key_id,
        secret_access_key: secret.into(),
        session_token: token,
        expiration: Timestamp::from_unix(expires),
    })
}

/// Refuses a second factor: nobody has a device here.
pub(super) fn refuse_mfa(
    serial_number: Option<&str>,
    token_code: Option<&str>,
) -> Result<(), Fault> {
    if serial_number.is_none() && token_code.is_none() {
        return Ok(());
    }
    let message = "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.";
    Err(Fault::new(403, "AccessDenied", message))
}

/// Refuses where a token was asked for that is longer than this one: none is padded.
pub(super) fn check_size(
    credentials: &sts::Credentials,
    minimum: Option<i32>,
) -> Result<(), Fault> {
    let minimum = minimum
        .and_then(|size| usize::try_from(size).ok())
        .unwrap_or_default();
    if credentials.session_token.len() < minimum {
        let message = format!("Tokens are not padded to a MinimumSessionTokenSize of {minimum}.");
        return Err(sts::SERVICE.fault("ValidationError", message));
    }
    Ok(())
}
