//! The trying itself, within a budget: so many strings to sign, and so many bytes of canonical requests. What the budget
//! does not reach stays unknown.

use super::right::Right;
use super::variant::{Buffers, Variant};
use crate::algorithm::Algorithm;
use crate::canonical::{Input, Scope, write_string_to_sign, write_string_to_sign_of};
use crate::claim::Claim;
use crate::keys::SigningKey;
use crate::limits;
use crate::verify::VerifyingKey;

/// One search for what was signed.
pub(super) struct Search<'a> {
    pub claim: &'a Claim<'a>,
    pub input: Input<'a>,
    pub scope: Scope<'a>,
    key: VerifyingKey,
    right: Right,
    buffers: Buffers,
    string_to_sign: Vec<u8>,
    /// The hash of the right canonical request in hex, once it was written: keys are compared by it again and again.
    right_hash: Option<[u8; 64]>,
    tried: usize,
    spent: usize,
    bytes: usize,
}

impl<'a> Search<'a> {
    /// `None` where the request has no canonical form to differ from.
    pub(super) fn new(
        claim: &'a Claim<'a>,
        input: Input<'a>,
        scope: Scope<'a>,
        key: VerifyingKey,
    ) -> Option<Self> {
        Some(Search {
            right: Right::of(&input)?,
            claim,
            input,
            scope,
            key,
            buffers: Buffers::default(),
            string_to_sign: Vec::with_capacity(256),
            right_hash: None,
            tried: 0,
            spent: 0,
            bytes: 0,
        })
    }

    /// How many strings to sign were compared with the signature.
    pub(super) const fn tried(&self) -> usize {
        self.tried
    }

    /// Whether a variant is what was signed.
    pub(super) fn fits(&mut self, variant: &Variant<'_>) -> bool {
        let scope = self.scope;
        self.write(variant, &scope) && self.is_signed()
    }

    /// Whether the right request was signed with another key, for the scope that the string to sign then names.
    pub(super) fn fits_key(&mut self, key: &SigningKey, scope: &Scope<'_>) -> bool {
        self.write_right(scope) && key.verifies(&self.string_to_sign, self.claim.signature())
    }

    /// Whether the right string to sign was signed with a newline after it.
    pub(super) fn fits_with_newline(&mut self) -> bool {
        let scope = self.scope;
        if !self.write_right(&scope) {
            return false;
        }
        self.string_to_sign.push(b'\n');
        self.is_signed()
    }

    /// Fills the string to sign with the right request, which is written and hashed but once.
    fn write_right(&mut self, scope: &Scope<'_>) -> bool {
        let Some(hash) = self.right_hash else {
            if !self.write(&Variant::default(), scope) {
                return false;
            }
            let from = self.string_to_sign.len().saturating_sub(64);
            let hash = self.string_to_sign.get(from..);
            self.right_hash = hash.and_then(|hash| hash.try_into().ok());
            return true;
        };
        if self.spent + 1 > limits::DIAGNOSIS_TRIES {
            return false;
        }
        self.spent += 1;
        self.tried += 1;
        self.string_to_sign.clear();
        write_string_to_sign_of(&mut self.string_to_sign, scope, &hash);
        true
    }

    /// Fills the string to sign, if the budget allows.
    fn write(&mut self, variant: &Variant<'_>, scope: &Scope<'_>) -> bool {
        let price = match self.claim.algorithm() {
            Algorithm::HmacSha256 => 1,
            Algorithm::EcdsaP256Sha256 => limits::ECDSA_PRICE,
        };
        if self.spent + price > limits::DIAGNOSIS_TRIES || self.bytes > limits::DIAGNOSIS_BYTES {
            return false;
        }
        // What cannot be written was worked on all the same.
        let written = variant
            .write(&mut self.buffers, &self.input, &self.right)
            .is_some();
        self.spent += price;
        self.tried += 1;
        let rewritten = variant.rewritten(&self.input);
        self.bytes += self.buffers.request.len() + rewritten * limits::REWRITING_PRICE;
        if !written {
            return false;
        }
        self.string_to_sign.clear();
        write_string_to_sign(&mut self.string_to_sign, scope, &self.buffers.request);
        true
    }

    fn is_signed(&self) -> bool {
        let signature = self.claim.signature();
        match &self.key {
            VerifyingKey::Hmac(key) => key.verifies(&self.string_to_sign, signature),
            VerifyingKey::Ecdsa(key) => key.verifies(&self.string_to_sign, signature),
        }
    }
}
