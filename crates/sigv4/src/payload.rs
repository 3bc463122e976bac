//! The body's part of a signature: its SHA-256, computed by whoever received the body, and what the client declared
//! about it in `x-amz-content-sha256`. The hash that counts is always the computed one.

use std::fmt;

use aws_lc_rs::digest;

/// The SHA-256 of a body as it was received: de-chunked, not content-decoded.
#[derive(Copy, Clone, PartialEq, Eq)]
pub struct PayloadHash([u8; 32]);

/// Hashes a body while it arrives.
#[derive(Clone)]
pub struct PayloadHasher(digest::Context);

/// The value of `x-amz-content-sha256`, read but not believed.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum DeclaredPayload {
    /// A hash. It must equal the computed one.
    Sha256(PayloadHash),
    /// `UNSIGNED-PAYLOAD`.
    Unsigned,
    /// `STREAMING-…`: S3's chunk-signed or trailer forms. They are always refused: nothing here checks chunk signatures.
    Streaming,
    /// Anything else. Always refused.
    Unknown,
}

impl PayloadHash {
    /// The hash of no body at all.
    pub const EMPTY: PayloadHash = PayloadHash([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9,
        0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52,
        0xb8, 0x55,
    ]);

    /// The hash of a body that is all there.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        if body.is_empty() {
            Self::EMPTY
        } else {
            PayloadHash(sha256(body))
        }
    }

    /// A hash computed elsewhere.
    #[must_use]
    pub const fn from_bytes(hash: [u8; 32]) -> Self {
        PayloadHash(hash)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// 64 lower-case hex digits, as a canonical request ends.
    #[must_use]
    pub fn to_hex(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.0)
    }
}

impl PayloadHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        PayloadHasher(digest::Context::new(&digest::SHA256))
    }

    /// Takes the next piece of the body.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The hash of everything seen.
    #[must_use]
    pub fn finish(self) -> PayloadHash {
        PayloadHash(to_array(self.0.finish().as_ref()))
    }
}

impl Default for PayloadHasher {
    fn default() -> Self {
        Self::new()
    }
}

impl DeclaredPayload {
    /// Reads a header value.
    pub(crate) fn parse(value: &[u8]) -> Self {
        if value == b"UNSIGNED-PAYLOAD" {
            return DeclaredPayload::Unsigned;
        }
        if value.starts_with(b"STREAMING-") {
            return DeclaredPayload::Streaming;
        }
        let mut hash = [0u8; 32];
        match value.len() == 64
            && data_encoding::HEXLOWER_PERMISSIVE
                .decode_mut(value, &mut hash)
                .is_ok()
        {
            true => DeclaredPayload::Sha256(PayloadHash(hash)),
            false => DeclaredPayload::Unknown,
        }
    }
}

impl fmt::Debug for PayloadHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PayloadHash({})", self.to_hex())
    }
}

impl fmt::Debug for PayloadHasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PayloadHasher")
    }
}

/// One-shot SHA-256.
pub(crate) fn sha256(data: &[u8]) -> [u8; 32] {
    to_array(digest::digest(&digest::SHA256, data).as_ref())
}

/// A hash as it comes from AWS-LC.
pub(crate) fn to_array(hash: &[u8]) -> [u8; 32] {
    let mut array = [0u8; 32];
    // SHA-256 is 32 bytes long; the loop form keeps the impossible case free of a panic.
    array
        .iter_mut()
        .zip(hash)
        .for_each(|(to, from)| *to = *from);
    array
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_streaming_hash_equals_the_one_shot_hash_however_it_is_cut() {
        let body: Vec<u8> = (0..10_000u32).map(|i| i.to_le_bytes()[0]).collect();
        for piece in [1, 7, 64, 4096, 20_000] {
            let mut hasher = PayloadHasher::new();
            body.chunks(piece).for_each(|part| hasher.update(part));
            assert_eq!(hasher.finish(), PayloadHash::of(&body));
        }
        assert_eq!(PayloadHasher::new().finish(), PayloadHash::EMPTY);
        assert_eq!(PayloadHash::of(b""), PayloadHash::from_bytes(sha256(b"")));
    }

    #[test]
    fn what_is_declared_is_read_and_nothing_else_passes_for_a_hash() {
        let hex = PayloadHash::of(b"x").to_hex();
        assert_eq!(
            DeclaredPayload::parse(hex.as_bytes()),
            DeclaredPayload::Sha256(PayloadHash::of(b"x"))
        );
        assert_eq!(
            DeclaredPayload::parse(b"UNSIGNED-PAYLOAD"),
            DeclaredPayload::Unsigned
        );
        assert_eq!(
            DeclaredPayload::parse(b"STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
            DeclaredPayload::Streaming
        );
        assert_eq!(
            DeclaredPayload::parse(b"STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
            DeclaredPayload::Streaming
        );
        for value in ["", "unsigned-payload", "UNSIGNED-PAYLOAD ", &hex[1..], "zz"] {
            assert_eq!(
                DeclaredPayload::parse(value.as_bytes()),
                DeclaredPayload::Unknown,
                "{value}"
            );
        }
    }
}
