//! The canonical request and the string to sign, built into buffers that are used again. One pass per part, one buffer,
//! one hash. Which bytes go where follows "Create a signed AWS API request" (IAM User Guide) and, where that is silent,
//! what AWS's front ends were seen to answer.

pub(crate) mod headers;
pub(crate) mod path;
pub(crate) mod query;

use data_encoding::HEXLOWER;

use crate::claim::Algorithm;
use crate::payload::sha256;
use crate::request::Request;
use crate::time::Timestamp;
use headers::{Whitespace, write_headers};
use path::write_path;
use query::{Dropped, PairBuffer, write_query};

/// No canonical request grows beyond this. Encoding can triple a path, so it is above the bound on the input.
pub(crate) const MAX_CANONICAL: usize = 128 * 1024;

/// The buffers that a verification works in. Keep one per connection or thread: after the first request it allocates no more.
#[derive(Default)]
pub struct Scratch {
    pub(crate) request: Vec<u8>,
    pub(crate) string_to_sign: Vec<u8>,
    pairs: PairBuffer,
}

/// What a scratch buffer may keep between requests.
const MAX_KEPT: usize = 32 * 1024;

/// Everything that a canonical request depends on besides the request itself.
#[derive(Copy, Clone)]
pub(crate) struct Input<'a> {
    pub request: &'a Request<'a>,
    pub signed_headers: &'a str,
    pub payload: &'a [u8],
    pub normalise_path: bool,
    pub presigned: bool,
}

/// The places where signers differ and each is right by some reading. The first reading is the default; the others are
/// tried only where the request holds what they differ on.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Reading {
    /// `/a/.` is `/a/` rather than `/a`.
    pub dots_end_in_slash: bool,
    /// A TAB inside a header value stays.
    pub spaces_only: bool,
    /// The header bytes are Latin-1 on the wire and UTF-8 in the signature.
    pub latin1: bool,
    /// `X-Amz-Security-Token` was added to the query string after signing.
    pub without_token: bool,
}

/// What the request holds that readings differ on.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Seen {
    pub tab: bool,
    pub high_byte: bool,
}

/// The signed headers cannot be written: one is absent, not lower case, or the bound is passed.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct NotCanonical;

/// The part of the string to sign that is not the hash.
#[derive(Copy, Clone)]
pub(crate) struct Scope<'a> {
    pub algorithm: Algorithm,
    pub signed_at: Timestamp,
    pub region: &'a str,
    pub service: &'a str,
}

impl Scratch {
    /// Empty buffers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Fills both buffers with one reading of a request.
    pub(crate) fn build(
        &mut self,
        input: &Input<'_>,
        reading: Reading,
        scope: &Scope<'_>,
    ) -> Result<Seen, NotCanonical> {
        let seen = self.write_request(input, reading)?;
        self.string_to_sign.clear();
        write_string_to_sign(&mut self.string_to_sign, scope, &self.request);
        Ok(seen)
    }

    /// Gives memory back after an unusually large request, and forgets nothing otherwise: the buffers hold no secret but the
    /// session token that the client sent.
    pub(crate) fn trim(&mut self) {
        if self.request.capacity() > MAX_KEPT {
            self.request = Vec::new();
        }
        self.pairs.trim(MAX_KEPT);
    }

    fn write_request(&mut self, input: &Input<'_>, reading: Reading) -> Result<Seen, NotCanonical> {
        let Scratch {
            request: out,
            pairs,
            ..
        } = self;
        out.clear();
        out.extend_from_slice(input.request.method.as_bytes());
        out.push(b'\n');
        write_path(
            out,
            input.request.path,
            input.normalise_path,
            reading.dots_end_in_slash,
        );
        out.push(b'\n');
        if let Some(query) = input.request.query {
            let dropped = match (input.presigned, reading.without_token) {
                (false, _) => Dropped::Nothing,
                (true, false) => Dropped::Signature,
                (true, true) => Dropped::SignatureAndToken,
            };
            write_query(out, pairs, query, dropped).map_err(|_| NotCanonical)?;
        }
        out.push(b'\n');
        let whitespace = if reading.spaces_only {
            Whitespace::Spaces
        } else {
            Whitespace::Any
        };
        let seen = write_headers(
            out,
            input.request,
            input.signed_headers,
            whitespace,
            reading.latin1,
        )?;
        out.push(b'\n');
        out.extend_from_slice(input.signed_headers.as_bytes());
        out.push(b'\n');
        out.extend_from_slice(input.payload);
        if out.len() > MAX_CANONICAL {
            Err(NotCanonical)
        } else {
            Ok(seen)
        }
    }
}

/// `A-Z a-z 0-9 - . _ ~`: what is never encoded.
pub(crate) const fn is_unreserved(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~')
}

pub(crate) fn push_encoded(out: &mut Vec<u8>, bytes: &[u8]) {
    if bytes.iter().all(|byte| is_unreserved(*byte)) {
        out.extend_from_slice(bytes);
        return;
    }
    for byte in bytes {
        push_encoded_byte(out, *byte);
    }
}

pub(crate) fn push_encoded_byte(out: &mut Vec<u8>, byte: u8) {
    if is_unreserved(byte) {
        out.push(byte);
    } else {
        out.extend_from_slice(&[b'%', upper_hex(byte >> 4), upper_hex(byte & 15)]);
    }
}

/// `region/` is part of a SigV4 scope only: SigV4a names its regions in `X-Amz-Region-Set`.
pub(crate) fn write_scope(out: &mut Vec<u8>, scope: &Scope<'_>) {
    out.extend_from_slice(scope.signed_at.date().as_bytes());
    out.push(b'/');
    if scope.algorithm == Algorithm::HmacSha256 {
        out.extend_from_slice(scope.region.as_bytes());
        out.push(b'/');
    }
    out.extend_from_slice(scope.service.as_bytes());
    out.extend_from_slice(b"/aws4_request");
}

fn write_string_to_sign(out: &mut Vec<u8>, scope: &Scope<'_>, canonical_request: &[u8]) {
    out.extend_from_slice(scope.algorithm.as_str().as_bytes());
    out.push(b'\n');
    out.extend_from_slice(&scope.signed_at.compact_bytes());
    out.push(b'\n');
    write_scope(out, scope);
    out.push(b'\n');
    let mut hex = [0u8; 64];
    HEXLOWER.encode_mut(&sha256(canonical_request), &mut hex);
    out.extend_from_slice(&hex);
}

const fn upper_hex(nibble: u8) -> u8 {
    if nibble < 10 {
        b'0' + nibble
    } else {
        b'A' + nibble - 10
    }
}
