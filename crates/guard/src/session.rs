//! Temporary credentials. A session token carries everything about its session, sealed (AEAD),
//! so every node verifies it without a look-up; what must be current (the role, its policies and
//! tags) is taken from the snapshot at each request.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use portcullis_catalog::AccountId;
use portcullis_catalog::snapshot::{Origin, PolicySet};
use portcullis_iam::{Policy, PolicyType, Value};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The first byte of every token: the version of its form.
const VERSION: u8 = 1;
/// AWS promises no maximum; ours bounds what is decoded for an unknown caller, and fits the
/// headers that API Gateway takes.
const MAX_TOKEN: usize = 8 * 1024;

/// The key that session tokens are sealed with.
pub struct TokenKey(LessSafeKey);

/// What a token says. It is never printed: it holds the secret access key.
#[derive(Clone, Serialize, Deserialize)]
pub struct SessionClaims {
    /// The temporary access key id, `ASIA…`, that the token goes with.
    pub access_key_id: String,
    /// Its secret access key.
    pub secret_access_key: Zeroizing<String>,
    /// The account that the session belongs to.
    pub account: AccountId,
    /// The unique id of the role or user; the account id for a root user.
    pub identity_id: String,
    /// RoleSessionName; empty where the session is a user's own (GetSessionToken).
    pub session_name: String,
    /// Unix seconds.
    pub issued: i64,
    /// Unix seconds.
    pub expires: i64,
    /// Session policies, as documents. `None` where none was passed.
    pub policies: Vec<String>,
    /// Session tags.
    pub tags: Vec<SessionTag>,
    /// What the caller said that it is, kept over role chaining.
    pub source_identity: Option<String>,
    /// Whether the role was assumed with the credentials of another role.
    pub chained: bool,
    /// When the caller proved a second factor, Unix seconds.
    pub mfa_at: Option<i64>,
    /// The token of an OIDC issuer that the session was made with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federation: Option<Federation>,
}

/// A tag of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTag {
    /// Compared ignoring case.
    pub key: String,
    /// Its value.
    pub value: String,
    /// Whether a session made from this one inherits it.
    pub transitive: bool,
}

/// What a session keeps of the token that it was made with. Nothing else of a token is known
/// afterwards (IAM User Guide, "Cross-service AWS OIDC federation context keys").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Federation {
    /// The ARN of the provider.
    pub provider: String,
    /// The issuer without `https://`, which condition keys begin with.
    pub issuer: String,
    /// The claim `sub`.
    pub subject: String,
    /// The claim `azp`, or `aud` where there is none.
    pub audience: String,
    /// The claim `amr`.
    pub methods: Vec<String>,
}

/// A session whose token was opened.
pub struct Session {
    /// What the token says.
    pub claims: SessionClaims,
    /// `arn:aws:sts::A:assumed-role/NAME/SESSION`; empty for a user's own session.
    pub arn: String,
    /// `AROA…:session`, or the identity's own id.
    pub user_id: String,
    /// The session policies, compiled.
    pub policies: PolicySet,
}

impl TokenKey {
    /// Takes 32 bytes over, derived from the master key.
    pub fn new(key: &[u8; 32]) -> Option<Self> {
        UnboundKey::new(&AES_256_GCM, key)
            .ok()
            .map(|key| Self(LessSafeKey::new(key)))
    }

    /// Seals claims into a token. The nonce must never repeat under one key: 12 random bytes.
    pub fn seal(&self, claims: &SessionClaims, nonce: [u8; 12]) -> Option<String> {
        let mut sealed = serde_json::to_vec(claims).ok()?;
        let aad = Aad::from([VERSION]);
        let nonce_value = Nonce::assume_unique_for_key(nonce);
        self.0
            .seal_in_place_append_tag(nonce_value, aad, &mut sealed)
            .ok()?;
        let mut token = vec![VERSION];
        token.extend_from_slice(&nonce);
        token.extend_from_slice(&sealed);
        Some(data_encoding::BASE64.encode(&token))
    }

    /// Opens a token; `None` for anything that this key did not seal.
    pub fn open(&self, token: &str) -> Option<SessionClaims> {
        if token.len() > MAX_TOKEN {
            return None;
        }
        let bytes = data_encoding::BASE64.decode(token.as_bytes()).ok()?;
        let (version, rest) = bytes.split_first()?;
        let (nonce, sealed) = rest.split_first_chunk::<12>()?;
        if *version != VERSION {
            return None;
        }
        let mut sealed = Zeroizing::new(sealed.to_vec());
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let plain = self
            .0
            .open_in_place(nonce, Aad::from([VERSION]), &mut sealed)
            .ok()?;
        serde_json::from_slice(plain).ok()
    }
}

impl Session {
    /// A session of the identity with this name (a role's friendly name), or a user's own.
    pub fn new(claims: SessionClaims, role_name: Option<&str>) -> Self {
        let (arn, user_id) = match role_name {
            Some(role) => (
                format!(
                    "arn:aws:sts::{}:assumed-role/{role}/{}",
                    claims.account, claims.session_name
                ),
                format!("{}:{}", claims.identity_id, claims.session_name),
            ),
            None => (String::new(), claims.identity_id.clone()),
        };
        let mut policies = PolicySet::default();
        for (index, document) in claims.policies.iter().enumerate() {
            let policy = Policy::compile(document, PolicyType::Session)
                .unwrap_or_else(|error| Policy::deny_all(&error.to_string(), PolicyType::Session));
            let number = index.saturating_add(1);
            policies.push(Origin::Session { number }, policy.into());
        }
        Self {
            claims,
            arn,
            user_id,
            policies,
        }
    }
}

impl Federation {
    /// The condition key of that name, in lower case: `{issuer}:sub` and its like.
    pub(crate) fn value(&self, name: &str) -> Value<'_> {
        match self.claim(name) {
            Some("sub") => Value::Str(&self.subject),
            Some("aud") => Value::Str(&self.audience),
            Some("amr") if !self.methods.is_empty() => Value::from(self.methods.as_slice()),
            _ => Value::Absent,
        }
    }

    /// What stands after `{issuer}:`.
    pub(crate) fn claim<'n>(&self, name: &'n str) -> Option<&'n str> {
        let (issuer, claim) = name.rsplit_once(':')?;
        let lower = self.issuer.chars().flat_map(char::to_lowercase);
        lower.eq(issuer.chars()).then_some(claim)
    }
}
