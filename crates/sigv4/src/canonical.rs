//! The canonical request and the string to sign, built into buffers that are used again. One pass per part, one buffer,
//! one hash. Which bytes go where follows "Create a signed AWS API request" (IAM User Guide) and, where that is silent,
//! what AWS's front ends were seen to answer.

mod encode;
mod headers;
pub(crate) mod path;
pub(crate) mod query;

use crate::algorithm::Algorithm;
use crate::hex;
use crate::limits;
use crate::payload::sha256;
use crate::request::Request;
use crate::time::Stamp;
pub(crate) use encode::{is_unreserved, push_encoded};
pub(crate) use headers::{NotCanonical, Seen, Whitespace, write_headers, write_value};
use path::write_path;
use query::{Dropped, PairBuffer, write_query};

/// The buffers that a verification works in. Keep one per connection or thread: after the first request it allocates no more.
#[derive(Default)]
pub struct Scratch {
    pub(crate) request: Vec<u8>,
    pub(crate) string_to_sign: Vec<u8>,
    pairs: PairBuffer,
}

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

/// The part of the string to sign that is not the hash.
#[derive(Copy, Clone)]
pub(crate) struct Scope<'a> {
    pub algorithm: Algorithm,
    pub signed_at: Stamp,
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
        if self.request.capacity() > limits::KEPT_BUFFER {
            self.request = Vec::new();
        }
        self.pairs.trim(limits::KEPT_BUFFER);
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
        if out.len() > limits::CANONICAL_REQUEST {
            Err(NotCanonical)
        } else {
            Ok(seen)
        }
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

pub(crate) fn write_string_to_sign(out: &mut Vec<u8>, scope: &Scope<'_>, canonical_request: &[u8]) {
    write_string_to_sign_of(out, scope, &hex::encode(&sha256(canonical_request)));
}

/// The same of a canonical request whose hash is known, in hex.
pub(crate) fn write_string_to_sign_of(out: &mut Vec<u8>, scope: &Scope<'_>, hash: &[u8]) {
    out.extend_from_slice(scope.algorithm.as_str().as_bytes());
    out.push(b'\n');
    out.extend_from_slice(scope.signed_at.as_bytes());
    out.push(b'\n');
    write_scope(out, scope);
    out.push(b'\n');
    out.extend_from_slice(hash);
}
