//! An OIDC issuer: it has keys, publishes them as a set, and signs whatever it is asked to.

#![allow(dead_code, reason = "not every test binary that has it uses all of it")]

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

/// An issuer with one key.
pub(crate) struct Issuer {
    pub(crate) key_id: &'static str,
    key: Key,
}

enum Key {
    Rsa(RsaKeyPair),
    Ecdsa(EcdsaKeyPair),
}

impl Issuer {
    /// With an RSA key of 2,048 bits.
    pub(crate) fn rsa(key_id: &'static str) -> Self {
        Self::rsa_of(key_id, KeySize::Rsa2048)
    }

    pub(crate) fn rsa_of(key_id: &'static str, size: KeySize) -> Self {
        Self {
            key_id,
            key: Key::Rsa(RsaKeyPair::generate(size).unwrap()),
        }
    }

    /// With a key on P-256.
    pub(crate) fn ecdsa(key_id: &'static str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        Self {
            key_id,
            key: Key::Ecdsa(pair),
        }
    }

    /// `RS256` or `ES256`.
    pub(crate) fn algorithm(&self) -> &'static str {
        match self.key {
            Key::Rsa(_) => "RS256",
            Key::Ecdsa(_) => "ES256",
        }
    }

    /// Its public key.
    pub(crate) fn public_key(&self) -> Value {
        match &self.key {
            Key::Rsa(pair) => {
                let (modulus, exponent) = modulus_and_exponent(pair.public_key().as_ref());
                json!({
                    "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.key_id,
                    "n": BASE64URL_NOPAD.encode(modulus), "e": BASE64URL_NOPAD.encode(exponent),
                })
            }
            Key::Ecdsa(pair) => {
                let point = pair.public_key().as_ref();
                json!({
                    "kty": "EC", "use": "sig", "alg": "ES256", "kid": self.key_id, "crv": "P-256",
                    "x": BASE64URL_NOPAD.encode(&point[1..33]), "y": BASE64URL_NOPAD.encode(&point[33..]),
                })
            }
        }
    }

    /// The set that it publishes.
    pub(crate) fn key_set(&self) -> String {
        json!({ "keys": [self.public_key()] }).to_string()
    }

    /// A token with these claims.
    pub(crate) fn token(&self, claims: &Value) -> String {
        let header = json!({"alg": self.algorithm(), "typ": "JWT", "kid": self.key_id});
        self.sign(&header, claims)
    }

    /// A token with this header, signed whatever the header says.
    pub(crate) fn sign(&self, header: &Value, claims: &Value) -> String {
        let text = format!("{}.{}", part(header), part(claims));
        let signature = self.signature(text.as_bytes());
        format!("{text}.{}", BASE64URL_NOPAD.encode(&signature))
    }

    fn signature(&self, text: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.key {
            Key::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, text, &mut signature)
                    .unwrap();
                signature
            }
            Key::Ecdsa(pair) => pair.sign(&random, text).unwrap().as_ref().to_vec(),
        }
    }
}

/// A part of a token.
pub(crate) fn part(json: &Value) -> String {
    BASE64URL_NOPAD.encode(json.to_string().as_bytes())
}

/// The two numbers of an RSAPublicKey (RFC 8017, appendix A.1.1), which is DER.
fn modulus_and_exponent(der: &[u8]) -> (&[u8], &[u8]) {
    let (sequence, _) = value(der);
    let (modulus, rest) = value(sequence);
    let (exponent, _) = value(rest);
    let strip = |number: &'_ [u8]| number.iter().position(|byte| *byte != 0).unwrap();
    (&modulus[strip(modulus)..], &exponent[strip(exponent)..])
}

/// The value of the first element, and what follows it.
fn value(der: &[u8]) -> (&[u8], &[u8]) {
    let (length, head) = match der[1] {
        short @ 0..0x80 => (usize::from(short), 2),
        long => {
            let bytes = usize::from(long & 0x7f);
            let length = der[2..2 + bytes]
                .iter()
                .fold(0, |length, byte| length << 8 | usize::from(*byte));
            (length, 2 + bytes)
        }
    };
    (&der[head..head + length], &der[head + length..])
}
