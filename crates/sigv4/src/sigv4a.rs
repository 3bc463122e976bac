//! SigV4a's key pair: an ECDSA P-256 key derived from a secret access key. It is bound to no day, region or service, so
//! it is derived once per credential; verifying needs the public half alone.

use std::fmt;

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey as Scalar};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, ParsedPublicKey,
};
use zeroize::Zeroizing;

use crate::error::KeyError;
use crate::hex;
use crate::keys::{SecretKey, hmac_sha256};

/// The public half: 65 bytes, an uncompressed point.
#[derive(Clone)]
pub struct PublicKey(ParsedPublicKey);

/// The private half, for signing.
pub(crate) struct KeyPair(EcdsaKeyPair);

/// The order of P-256 minus two, big-endian: the largest candidate that is taken.
const ORDER_MINUS_TWO: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x4f,
];
/// A DER signature of P-256 has at most 72 bytes, and fewer where r or s begins with zeros.
pub(crate) const MAX_SIGNATURE: usize = 72;
const ALGORITHM: &[u8] = b"AWS4-ECDSA-P256-SHA256";

impl PublicKey {
    /// Derives the public key of a credential.
    ///
    /// # Errors
    /// [`KeyError::NotDerivable`] if 254 candidates in a row are out of range, which does not happen.
    pub fn derive(secret: &SecretKey, access_key_id: &str) -> Result<Self, KeyError> {
        Self::from_bytes(public_point(&*private_scalar(secret, access_key_id)?)?.as_ref())
    }

    /// The 65 bytes, which are no secret.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.as_ref().to_vec()
    }

    /// Reads what [`PublicKey::to_bytes`] gave.
    ///
    /// # Errors
    /// [`KeyError::NotAPublicKey`] if the bytes are not a point of the curve.
    pub fn from_bytes(point: &[u8]) -> Result<Self, KeyError> {
        ParsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point)
            .map(PublicKey)
            .map_err(|_| KeyError::NotAPublicKey)
    }

    /// Whether a signature, in hex as it was sent, is one of a string to sign. It is DER. Both `(r, s)` and `(r, n-s)` verify:
    /// never use the signature as an identity.
    pub(crate) fn verifies(&self, string_to_sign: &[u8], signature: &str) -> bool {
        let mut bytes = [0; MAX_SIGNATURE];
        let Some(der) = bytes.get_mut(..signature.len() / 2) else {
            return false;
        };
        hex::decode(signature.as_bytes(), der) && self.0.verify_sig(string_to_sign, der).is_ok()
    }
}

impl KeyPair {
    pub(crate) fn derive(secret: &SecretKey, access_key_id: &str) -> Result<Self, KeyError> {
        let scalar = private_scalar(secret, access_key_id)?;
        let point = public_point(&scalar)?;
        EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_ASN1_SIGNING,
            &*scalar,
            point.as_ref(),
        )
        .map(KeyPair)
        .map_err(|_| KeyError::NotDerivable)
    }

    /// The nonce is AWS-LC's own: two signatures of one text differ.
    pub(crate) fn sign(&self, string_to_sign: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.0
            .sign(&SystemRandom::new(), string_to_sign)
            .map(|signature| signature.as_ref().to_vec())
            .map_err(|_| KeyError::NotDerivable)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey")
    }
}

fn public_point(scalar: &[u8; 32]) -> Result<aws_lc_rs::agreement::PublicKey, KeyError> {
    Scalar::from_private_key(&ECDH_P256, scalar)
        .map_err(|_| KeyError::NotDerivable)?
        .compute_public_key()
        .map_err(|_| KeyError::NotDerivable)
}

/// The derivation of AWS's signers (NIST SP 800-108 in counter mode): the first candidate `c ≤ n-2` gives `c + 1`.
fn private_scalar(
    secret: &SecretKey,
    access_key_id: &str,
) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let mut key = Zeroizing::new(Vec::with_capacity(5 + secret.expose().len()));
    key.extend_from_slice(b"AWS4A");
    key.extend_from_slice(secret.expose().as_bytes());
    for counter in 1..=254u8 {
        let mut input = Vec::with_capacity(64 + access_key_id.len());
        input.extend_from_slice(&1u32.to_be_bytes());
        input.extend_from_slice(ALGORITHM);
        input.push(0);
        input.extend_from_slice(access_key_id.as_bytes());
        input.push(counter);
        input.extend_from_slice(&256u32.to_be_bytes());
        let mut candidate = Zeroizing::new(hmac_sha256(&key, &input));
        if *candidate <= ORDER_MINUS_TWO {
            add_one(&mut candidate);
            return Ok(candidate);
        }
    }
    Err(KeyError::NotDerivable)
}

fn add_one(number: &mut [u8; 32]) {
    for byte in number.iter_mut().rev() {
        *byte = byte.wrapping_add(1);
        if *byte != 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The official suite's `public-key.json` for its example credential.
    #[test]
    fn the_key_of_the_official_suite_is_derived() {
        let secret = SecretKey::new("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        let key = PublicKey::derive(&secret, "AKIDEXAMPLE").unwrap();
        assert_eq!(
            data_encoding::HEXLOWER.encode(&key.to_bytes()),
            "04b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518"
        );
        let again = PublicKey::from_bytes(&key.to_bytes()).unwrap();
        let signature = KeyPair::derive(&secret, "AKIDEXAMPLE")
            .unwrap()
            .sign(b"text")
            .unwrap();
        let digits = data_encoding::HEXLOWER.encode(&signature);
        assert!(again.verifies(b"text", &digits));
        assert!(!again.verifies(b"texu", &digits));
        assert!(!again.verifies(b"text", &digits.to_uppercase()));
        assert!(!again.verifies(b"text", &digits[1..]));
        assert!(!again.verifies(b"text", &"0".repeat(2 * MAX_SIGNATURE + 2)));
        assert!(!again.verifies(b"text", ""));
    }

    #[test]
    fn bytes_that_are_no_point_are_refused() {
        assert_eq!(
            PublicKey::from_bytes(&[4; 65]).err(),
            Some(KeyError::NotAPublicKey)
        );
        assert_eq!(
            PublicKey::from_bytes(&[]).err(),
            Some(KeyError::NotAPublicKey)
        );
    }

    #[test]
    fn one_is_added_with_carry() {
        let mut number = [0u8; 32];
        number[31] = 0xff;
        number[30] = 0xff;
        add_one(&mut number);
        assert_eq!(number[29..], [1, 0, 0]);
    }
}
