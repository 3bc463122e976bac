//! The key ladder of SigV4 as types: secret → day → region → service → signing key. Each step is a type of its own, so a
//! key of one rung cannot be used on another, and a node that holds day keys alone never sees a secret.

use aws_lc_rs::constant_time;
use aws_lc_rs::hmac as aws_lc;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::hex;
use crate::payload::to_array;
use crate::time::Date;

/// A secret access key. It is wiped when dropped, and cannot be printed, compared with `==` or serialised.
pub struct SecretKey(Zeroizing<String>);

/// The key of one credential for one day, in every region and service.
pub struct DayKey {
    date: Date,
    key: Zeroizing<[u8; 32]>,
}

/// The key of one credential for one day and region.
pub struct RegionKey(Zeroizing<[u8; 32]>);

/// The key of one credential for one day, region and service.
pub struct ServiceKey(Zeroizing<[u8; 32]>);

/// The last rung: what signs and verifies. Both pads of the HMAC are already absorbed, so keep it and use it again.
/// Its state is wiped when dropped. It is RustCrypto's, a seventh of the size of AWS-LC's, which copies and wipes more
/// for each signature than there is to hash.
#[derive(Clone)]
pub struct SigningKey(Hmac<Sha256>);

impl SecretKey {
    /// Takes a copy of the secret.
    #[must_use]
    pub fn new(secret: &str) -> Self {
        SecretKey(Zeroizing::new(secret.to_owned()))
    }

    /// The first rung.
    #[must_use]
    pub fn day(&self, date: Date) -> DayKey {
        let mut start = Zeroizing::new(Vec::with_capacity(4 + self.0.len()));
        start.extend_from_slice(b"AWS4");
        start.extend_from_slice(self.0.as_bytes());
        DayKey {
            date,
            key: Zeroizing::new(hmac_sha256(&start, date.as_bytes())),
        }
    }

    /// The first rung of a signer that forgets `AWS4`.
    pub(crate) fn day_without_prefix(&self, date: Date) -> DayKey {
        DayKey {
            date,
            key: Zeroizing::new(hmac_sha256(self.0.as_bytes(), date.as_bytes())),
        }
    }

    /// A secret put together from pieces.
    pub(crate) fn joined(pieces: &[&str]) -> Self {
        SecretKey(Zeroizing::new(pieces.concat()))
    }

    /// Compares two secrets in constant time (their lengths are not hidden).
    #[must_use]
    pub fn matches(&self, other: &str) -> bool {
        constant_time::verify_slices_are_equal(self.0.as_bytes(), other.as_bytes()).is_ok()
    }

    /// The secret itself: to be sealed, or shown once to whoever it was made for.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SecretKey {
    fn from(secret: &str) -> Self {
        SecretKey::new(secret)
    }
}

impl DayKey {
    /// The next rung.
    #[must_use]
    pub fn region(&self, region: &str) -> RegionKey {
        RegionKey(Zeroizing::new(hmac_sha256(&*self.key, region.as_bytes())))
    }

    /// The day it is good for.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// The key as bytes, for a node that shall verify without the secret.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.key.clone()
    }

    /// What [`DayKey::to_bytes`] gave.
    #[must_use]
    pub fn from_bytes(date: Date, key: [u8; 32]) -> Self {
        DayKey {
            date,
            key: Zeroizing::new(key),
        }
    }
}

impl RegionKey {
    /// The next rung.
    #[must_use]
    pub fn service(&self, service: &str) -> ServiceKey {
        ServiceKey(Zeroizing::new(hmac_sha256(&*self.0, service.as_bytes())))
    }

    /// The key as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    /// What [`RegionKey::to_bytes`] gave.
    #[must_use]
    pub fn from_bytes(key: [u8; 32]) -> Self {
        RegionKey(Zeroizing::new(key))
    }
}

impl ServiceKey {
    /// The last rung.
    #[must_use]
    pub fn signing(&self) -> SigningKey {
        let key = Zeroizing::new(hmac_sha256(&*self.0, b"aws4_request"));
        // A key is filled up to a block with zeros (RFC 2104, section 2).
        let mut block = Zeroizing::new([0; 64]);
        for (to, from) in block.iter_mut().zip(&*key) {
            *to = *from;
        }
        SigningKey(Hmac::new((&*block).into()))
    }

    /// The key as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    /// What [`ServiceKey::to_bytes`] gave.
    #[must_use]
    pub fn from_bytes(key: [u8; 32]) -> Self {
        ServiceKey(Zeroizing::new(key))
    }
}

impl SigningKey {
    pub(crate) fn sign(&self, string_to_sign: &[u8]) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(string_to_sign);
        mac.finalize().into_bytes().into()
    }

    /// Whether a signature, in hex as it was sent, is that of a string to sign. Its digits are compared, in constant time, with
    /// those of the right one, so that there is nothing to decode: every signer writes them in lower case.
    pub(crate) fn verifies(&self, string_to_sign: &[u8], signature: &str) -> bool {
        let right = hex::encode(&self.sign(string_to_sign));
        constant_time::verify_slices_are_equal(&right, signature.as_bytes()).is_ok()
    }
}

/// One-shot HMAC-SHA-256.
pub(crate) fn hmac_sha256(key: &[u8], data: &[u8]) -> [u8; 32] {
    to_array(aws_lc::sign(&aws_lc::Key::new(aws_lc::HMAC_SHA256, key), data).as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    // AWS, "Examples of how to derive a signing key" (IAM User Guide): the published intermediate values.
    #[test]
    fn the_ladder_gives_the_published_values() {
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        let day = SecretKey::new("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
            .day(Date::parse("20120215").unwrap());
        assert_eq!(
            hex(&*day.to_bytes()),
            "969fbb94feb542b71ede6f87fe4d5fa29c789342b0f407474670f0c2489e0a0d"
        );
        let region = day.region("us-east-1");
        assert_eq!(
            hex(&*region.to_bytes()),
            "69daa0209cd9c5ff5c8ced464a696fd4252e981430b10e3d3fd8e2f197d7a70c"
        );
        let service = region.service("iam");
        assert_eq!(
            hex(&*service.to_bytes()),
            "f72cfd46f26bc4643f06a11eabb6c0ba18780c19a8da0c31ace671265e3c87fa"
        );
    }

    #[test]
    fn an_exported_rung_leads_to_the_same_signature() {
        let date = Date::parse("20150830").unwrap();
        let day = SecretKey::new("secret").day(date);
        let copy = DayKey::from_bytes(date, *day.to_bytes());
        let sign = |day: &DayKey| day.region("r").service("s").signing().sign(b"text");
        assert_eq!(sign(&day), sign(&copy));
        let region = RegionKey::from_bytes(*day.region("r").to_bytes());
        let service = ServiceKey::from_bytes(*region.service("s").to_bytes());
        assert_eq!(service.signing().sign(b"text"), sign(&day));
        let digits = data_encoding::HEXLOWER.encode(&sign(&day));
        assert!(service.signing().verifies(b"text", &digits));
        assert!(!service.signing().verifies(b"texu", &digits));
        assert!(!service.signing().verifies(b"text", &digits[..62]));
        assert!(!service.signing().verifies(b"text", &digits[..63]));
        assert!(!service.signing().verifies(b"text", &format!("{digits}0")));
        assert!(!service.signing().verifies(b"text", &digits.to_uppercase()));
        assert!(!service.signing().verifies(b"text", ""));
    }

    #[test]
    fn secrets_compare_by_content() {
        assert!(SecretKey::new("abc").matches("abc"));
        assert!(!SecretKey::new("abc").matches("abd"));
        assert!(!SecretKey::new("abc").matches("ab"));
    }
}
