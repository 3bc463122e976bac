//! API keys: found by a keyed digest, so that no value is kept in the clear and none is compared.
//! A key meters its client and says which stages it may call; it proves nothing about who calls.

use aws_lc_rs::hmac;
use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::{Route, Subscription};
use portcullis_catalog::traffic::ApiKeyDigest;

use crate::arrival::Arrival;

/// The label under which the key of the digests is derived from the master key.
pub const API_KEY_DIGESTS: &str = "API key digests";

/// Makes the digests of API keys.
pub struct ApiKeyDigester(hmac::Key);

/// Why an API key lets nobody through. API Gateway tells the client none of this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiKeyFault {
    /// The request brings none.
    Missing,
    /// The API takes keys from an authorizer, and none ran.
    NoAuthorizer,
    /// The account has no such key.
    Unknown,
    /// The key is disabled.
    Disabled,
    /// No usage plan of the key has this stage.
    NotInPlan,
}

impl ApiKeyDigester {
    /// Takes 32 bytes over, derived from the master key.
    pub fn new(key: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    /// The digest of a value.
    pub fn digest(&self, value: &[u8]) -> ApiKeyDigest {
        let mut digest = [0; 32];
        let tag = hmac::sign(&self.0, value);
        for (to, from) in digest.iter_mut().zip(tag.as_ref()) {
            *to = *from;
        }
        ApiKeyDigest(digest)
    }
}

impl ApiKeyFault {
    /// In words, for people who run the gateway.
    pub fn because(self) -> &'static str {
        match self {
            Self::Missing => "the method asks for an API key, and the request brings none",
            Self::NoAuthorizer => {
                "the API takes API keys from an authorizer, and the method has none"
            }
            Self::Unknown => "the API key is unknown",
            Self::Disabled => "the API key is disabled",
            Self::NotInPlan => "the API key is in no usage plan with this stage",
        }
    }
}

/// What a request is metered by: `None` where its method asks for no API key, whatever it brings.
///
/// # Errors
/// When the method asks for an API key and the request has none that may call this stage.
pub fn metered<'w>(
    world: &'w Snapshot,
    route: Route<'w>,
    arrival: &Arrival<'_>,
) -> Result<Option<&'w Subscription>, ApiKeyFault> {
    if !route.method.api_key_required {
        return Ok(None);
    }
    if route.api.api_key_source != "HEADER" {
        return Err(ApiKeyFault::NoAuthorizer);
    }
    let digest = arrival.api_key.ok_or(ApiKeyFault::Missing)?;
    let key = world
        .api_key(route.api.account, digest)
        .ok_or(ApiKeyFault::Unknown)?;
    if !key.enabled {
        return Err(ApiKeyFault::Disabled);
    }
    world
        .subscription_to(&key.id, &route.api.id, &route.stage.name)
        .map(|subscription| Some(&**subscription))
        .ok_or(ApiKeyFault::NotInPlan)
}
