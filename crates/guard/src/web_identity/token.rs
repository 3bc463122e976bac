//! A JSON Web Token in its compact form (RFC 7519, RFC 7515). Its header names a key and an
//! algorithm; the key decides whether it may be used with that algorithm, and a token that wants
//! anything else of its reader is refused.

use serde::Deserialize;

use super::claims::Claims;
use super::key_set::{Algorithm, KeySet};
use super::{Provider, WebIdentity};
use crate::session::Federation;

/// The longest token (STS API Reference, "AssumeRoleWithWebIdentity").
const MAX_TOKEN: usize = 20_000;
/// The longest subject and audience (the same page).
const MAX_NAME: usize = 255;
/// How far an issuer's clock may be ahead of this one's, seconds.
const LEEWAY: i64 = 60;

/// A token that was read, and that nobody vouches for yet.
pub struct Token<'t> {
    algorithm: Algorithm,
    key_id: Option<String>,
    issuer: String,
    claims: Claims,
    signed: &'t str,
    signature: Vec<u8>,
}

/// Why a token proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// It is no JSON Web Token, or one that STS does not take.
    NotAToken,
    /// A claim is missing that STS asks for.
    MissingClaim(&'static str),
    /// It was issued by somebody else, or for another audience.
    Audience,
    /// None of the issuer's keys is the one that it names.
    UnknownKey,
    /// The key that it names did not sign it.
    Signature,
    /// It is over.
    Expired {
        /// Unix seconds.
        now: i64,
        /// Unix seconds.
        expires: i64,
    },
    /// It begins later, or was issued in the future.
    NotYetValid,
    /// Its tags or its source identity cannot be used.
    Claim(&'static str),
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that a reader has to know (RFC 7515, section 4.1.11): none is known.
    crit: Option<serde::de::IgnoredAny>,
}

impl<'t> Token<'t> {
    /// Reads a token.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(text: &'t str) -> Result<Self, TokenError> {
        Self::parse(text).ok_or(TokenError::NotAToken)
    }

    /// Who issued it, as it says itself.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The id of the key that it says it is signed with.
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// Refuses a token for another provider or another audience, which takes no key to see.
    ///
    /// # Errors
    /// When the provider does not accept it.
    pub fn check_audience(&self, provider: &Provider<'_>) -> Result<(), TokenError> {
        self.audience(provider).map(drop)
    }

    /// Verifies it with the keys of its issuer, at a time in Unix seconds.
    ///
    /// # Errors
    /// When it is not signed by the issuer, not for this provider, or not in force.
    pub fn verify(
        self,
        provider: &Provider<'_>,
        keys: &KeySet,
        now: i64,
    ) -> Result<WebIdentity, TokenError> {
        let (audience, other_audience) = self.audience(provider)?;
        let good = keys
            .verify(
                self.key_id(),
                self.algorithm,
                self.signed.as_bytes(),
                &self.signature,
            )
            .ok_or(TokenError::UnknownKey)?;
        if !good {
            return Err(TokenError::Signature);
        }
        let claims = &self.claims;
        let expires = claims.expires.ok_or(TokenError::MissingClaim("exp"))?;
        if now >= expires {
            return Err(TokenError::Expired { now, expires });
        }
        let issued = claims.issued.ok_or(TokenError::MissingClaim("iat"))?;
        let begins = claims.not_before.unwrap_or(issued).max(issued);
        if begins > now.saturating_add(LEEWAY) {
            return Err(TokenError::NotYetValid);
        }
        let subject = claims.subject.as_deref().filter(|it| !it.is_empty());
        let subject = subject.ok_or(TokenError::MissingClaim("sub"))?;
        if subject.chars().count() > MAX_NAME || subject.chars().any(char::is_control) {
            return Err(TokenError::Claim("The subject is not valid."));
        }
        let source_identity = claims.source_identity.clone();
        if source_identity
            .as_deref()
            .is_some_and(|it| !is_source_identity(it))
        {
            return Err(TokenError::Claim("The source identity is not valid."));
        }
        Ok(WebIdentity {
            federation: Federation {
                provider: provider.arn.to_owned(),
                issuer: provider.url.to_owned(),
                subject: subject.to_owned(),
                audience: audience.to_owned(),
                methods: claims.methods.clone().unwrap_or_default(),
            },
            other_audience: other_audience.to_owned(),
            tags: claims.tags().map_err(TokenError::Claim)?,
            source_identity,
        })
    }

    /// The condition keys `aud` and `oaud`: the authorised party where the token names one, and
    /// the audience. Both have to be registered (IAM User Guide, "Available keys for AWS OIDC
    /// federation").
    fn audience(&self, provider: &Provider<'_>) -> Result<(&str, &str), TokenError> {
        if self.issuer.strip_prefix("https://") != Some(provider.url) {
            return Err(TokenError::Audience);
        }
        let registered = |name: &&String| provider.client_ids.contains(name);
        let audience = self.claims.audience.as_ref();
        let audience = audience.ok_or(TokenError::MissingClaim("aud"))?;
        let audience = audience.as_slice().iter().find(registered);
        let audience = audience.ok_or(TokenError::Audience)?;
        match &self.claims.authorized_party {
            Some(party) if !registered(&party) => Err(TokenError::Audience),
            Some(party) => Ok((party, audience)),
            None => Ok((audience, audience)),
        }
    }

    fn parse(text: &'t str) -> Option<Self> {
        if text.len() > MAX_TOKEN {
            return None;
        }
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, payload) = signed.split_once('.')?;
        let header: Header = serde_json::from_slice(&part(header)?).ok()?;
        let claims: Claims = serde_json::from_slice(&part(payload)?).ok()?;
        if header.crit.is_some() {
            return None;
        }
        let issuer = claims.issuer.clone().filter(|issuer| !issuer.is_empty())?;
        Some(Self {
            algorithm: Algorithm::parse(&header.alg)?,
            key_id: header.kid,
            issuer,
            claims,
            signed,
            signature: part(signature)?,
        })
    }
}

/// A part of the compact form: base64url without padding, in its one form.
fn part(text: &str) -> Option<Vec<u8>> {
    data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

/// What SourceIdentity may be (STS API Reference, "AssumeRole").
fn is_source_identity(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte);
    let reserved = text
        .get(..4)
        .is_some_and(|it| it.eq_ignore_ascii_case("aws:"));
    (2..=64).contains(&text.len()) && text.bytes().all(allowed) && !reserved
}
