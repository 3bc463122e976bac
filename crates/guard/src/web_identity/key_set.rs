//! The public keys of an issuer: a JSON Web Key Set (RFC 7517) with keys of the kinds that STS
//! takes (STS API Reference, "AssumeRoleWithWebIdentity": RSA and ECDSA). What a set holds besides
//! is passed over, as the RFC asks. It fetches nothing.

use std::fmt;

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED,
    EcdsaVerificationAlgorithm, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey,
};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

/// The longest set that is read.
const MAX_BYTES: usize = 512 * 1024;
/// The most keys that a set may have.
const MAX_KEYS: usize = 200;
/// RFC 7518, section 3.3, asks for 2,048 bits; the library takes no more than 8,192.
const RSA_BYTES: std::ops::RangeInclusive<usize> = 256..=1024;

/// The keys of an issuer that a token may be signed with.
#[derive(Clone, Debug)]
pub struct KeySet {
    keys: Vec<Key>,
}

/// Why a set cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySetError {
    /// Longer than half a mebibyte, or more than 200 keys.
    TooLarge,
    /// Not a JSON Web Key Set.
    Malformed(String),
    /// None of its keys is of a kind that is taken.
    NoUsableKey,
}

/// How a token may be signed. There is neither `none` nor a keyed hash here, so that no token can
/// choose one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Rs384,
    Rs512,
    Es256,
    Es384,
    Es512,
}

#[derive(Clone, Debug)]
struct Key {
    id: Option<String>,
    algorithm: Option<Algorithm>,
    material: Material,
}

#[derive(Clone, Debug)]
enum Material {
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
    Ecdsa { curve: Algorithm, point: Vec<u8> },
}

impl KeySet {
    /// Reads a set.
    ///
    /// # Errors
    /// When it is none, too large, or of no use.
    pub fn read(json: &[u8]) -> Result<Self, KeySetError> {
        if json.len() > MAX_BYTES {
            return Err(KeySetError::TooLarge);
        }
        let set: JsonSet = serde_json::from_slice(json)
            .map_err(|error| KeySetError::Malformed(error.to_string()))?;
        if set.keys.len() > MAX_KEYS {
            return Err(KeySetError::TooLarge);
        }
        let keys: Vec<Key> = set.keys.iter().filter_map(Key::read).collect();
        if keys.is_empty() {
            return Err(KeySetError::NoUsableKey);
        }
        Ok(Self { keys })
    }

    /// Whether a key has this id. A token without one needs the set to have a single key.
    pub fn has(&self, id: Option<&str>) -> bool {
        match id {
            Some(id) => self.keys.iter().any(|key| key.id.as_deref() == Some(id)),
            None => true,
        }
    }

    /// Whether the key that a token names signed it; `None` where no key fits.
    pub(super) fn verify(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Option<bool> {
        let mut fitting = self
            .keys
            .iter()
            .filter(|key| id.is_none() || key.id.as_deref() == id)
            .filter(|key| key.fits(algorithm));
        let first = fitting.next()?;
        if id.is_none() && fitting.next().is_some() {
            return None;
        }
        // An id that stands for several keys is the issuer's mistake; the first one is meant.
        Some(first.verify(algorithm, message, signature))
    }
}

impl Algorithm {
    /// By its name in a header (RFC 7518, section 3.1).
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "RS256" => Self::Rs256,
            "RS384" => Self::Rs384,
            "RS512" => Self::Rs512,
            "ES256" => Self::Es256,
            "ES384" => Self::Es384,
            "ES512" => Self::Es512,
            _ => return None,
        })
    }

    fn rsa(self) -> Option<&'static RsaParameters> {
        match self {
            Self::Rs256 => Some(&RSA_PKCS1_2048_8192_SHA256),
            Self::Rs384 => Some(&RSA_PKCS1_2048_8192_SHA384),
            Self::Rs512 => Some(&RSA_PKCS1_2048_8192_SHA512),
            Self::Es256 | Self::Es384 | Self::Es512 => None,
        }
    }

    fn ecdsa(self) -> Option<&'static EcdsaVerificationAlgorithm> {
        match self {
            Self::Es256 => Some(&ECDSA_P256_SHA256_FIXED),
            Self::Es384 => Some(&ECDSA_P384_SHA384_FIXED),
            Self::Es512 => Some(&ECDSA_P521_SHA512_FIXED),
            Self::Rs256 | Self::Rs384 | Self::Rs512 => None,
        }
    }
}

impl Key {
    /// `None` for a key of another kind or for another use.
    fn read(json: &JsonKey) -> Option<Self> {
        let signs = json.usage.as_deref().is_none_or(|usage| usage == "sig")
            && json
                .operations
                .as_ref()
                .is_none_or(|operations| operations.iter().any(|it| it == "verify"));
        if !signs {
            return None;
        }
        let algorithm = match &json.algorithm {
            Some(name) => Some(Algorithm::parse(name)?),
            None => None,
        };
        let material = match json.kind.as_str() {
            "RSA" => {
                let modulus = number(json.n.as_deref()?)?;
                let exponent = number(json.e.as_deref()?)?;
                RSA_BYTES
                    .contains(&modulus.len())
                    .then_some(Material::Rsa { modulus, exponent })?
            }
            "EC" => {
                let (curve, length) = match json.curve.as_deref()? {
                    "P-256" => (Algorithm::Es256, 32),
                    "P-384" => (Algorithm::Es384, 48),
                    "P-521" => (Algorithm::Es512, 66),
                    _ => return None,
                };
                let coordinate = |text: Option<&String>| {
                    let bytes = decode(text?)?;
                    (bytes.len() == length).then_some(bytes)
                };
                let (x, y) = (coordinate(json.x.as_ref())?, coordinate(json.y.as_ref())?);
                // The uncompressed form (SEC 1, section 2.3.3).
                let point = [&[4], x.as_slice(), y.as_slice()].concat();
                Material::Ecdsa { curve, point }
            }
            _ => return None,
        };
        let key = Self {
            id: json.id.clone(),
            algorithm,
            material,
        };
        // One that says of itself what it cannot do is of no use.
        algorithm
            .is_none_or(|algorithm| key.can(algorithm))
            .then_some(key)
    }

    fn fits(&self, algorithm: Algorithm) -> bool {
        self.algorithm.is_none_or(|own| own == algorithm) && self.can(algorithm)
    }

    fn can(&self, algorithm: Algorithm) -> bool {
        match &self.material {
            Material::Rsa { .. } => algorithm.rsa().is_some(),
            Material::Ecdsa { curve, .. } => *curve == algorithm,
        }
    }

    fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        match &self.material {
            Material::Rsa { modulus, exponent } => algorithm.rsa().is_some_and(|parameters| {
                let key = RsaPublicKeyComponents {
                    n: modulus,
                    e: exponent,
                };
                key.verify(parameters, message, signature).is_ok()
            }),
            Material::Ecdsa { point, .. } => algorithm.ecdsa().is_some_and(|ecdsa| {
                UnparsedPublicKey::new(ecdsa, point)
                    .verify(message, signature)
                    .is_ok()
            }),
        }
    }
}

/// The text of base64 without padding; some issuers pad all the same.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

/// A number without leading zeros.
fn number(text: &str) -> Option<Vec<u8>> {
    let bytes = decode(text)?;
    let first = bytes.iter().position(|byte| *byte != 0)?;
    bytes.get(first..).map(<[u8]>::to_vec)
}

#[derive(Deserialize)]
struct JsonSet {
    keys: Vec<JsonKey>,
}

#[derive(Deserialize)]
struct JsonKey {
    #[serde(rename = "kty")]
    kind: String,
    #[serde(rename = "kid")]
    id: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    #[serde(rename = "key_ops")]
    operations: Option<Vec<String>>,
    #[serde(rename = "alg")]
    algorithm: Option<String>,
    #[serde(rename = "crv")]
    curve: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl fmt::Display for KeySetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str("the key set is too large"),
            Self::Malformed(reason) => write!(f, "not a JSON Web Key Set: {reason}"),
            Self::NoUsableKey => {
                f.write_str("the key set has no RSA key of 2048 bits or more and no EC key")
            }
        }
    }
}

impl std::error::Error for KeySetError {}
