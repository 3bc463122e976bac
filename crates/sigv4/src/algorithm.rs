//! The two signature algorithms that exist here. There is no third, and no way to name one.

/// SigV4 or SigV4a. SigV2, SHA-1 and anything newer are refused.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Hash)]
pub enum Algorithm {
    /// `AWS4-HMAC-SHA256`.
    HmacSha256,
    /// `AWS4-ECDSA-P256-SHA256`.
    EcdsaP256Sha256,
}

impl Algorithm {
    /// The name that goes into requests and strings to sign.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Algorithm::HmacSha256 => "AWS4-HMAC-SHA256",
            Algorithm::EcdsaP256Sha256 => "AWS4-ECDSA-P256-SHA256",
        }
    }

    /// The algorithm of exactly this name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        [Algorithm::HmacSha256, Algorithm::EcdsaP256Sha256]
            .into_iter()
            .find(|known| known.as_str() == name)
    }
}
