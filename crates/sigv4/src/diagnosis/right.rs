//! The parts of the right canonical request, written once: a variant writes anew only what it differs in.

use crate::canonical::path::write_path;
use crate::canonical::query::{Dropped, PairBuffer, write_query};
use crate::canonical::{Input, Whitespace, write_headers};
use crate::cut::split;

/// The parts.
pub(super) struct Right {
    pub path: Vec<u8>,
    pub query: Vec<u8>,
    headers: Vec<u8>,
    /// Where each line of the headers ends, in the order of the list of signed headers.
    ends: Vec<usize>,
}

impl Right {
    /// `None` where the request has no canonical form.
    pub(super) fn of(input: &Input<'_>) -> Option<Self> {
        let mut right = Right {
            path: Vec::with_capacity(256),
            query: Vec::with_capacity(256),
            headers: Vec::with_capacity(1024),
            ends: Vec::with_capacity(16),
        };
        let request = input.request;
        write_path(&mut right.path, request.path, input.normalise_path, false);
        if let Some(raw) = request.query {
            let dropped = match input.presigned {
                true => Dropped::Signature,
                false => Dropped::Nothing,
            };
            write_query(&mut right.query, &mut PairBuffer::default(), raw, dropped).ok()?;
        }
        for name in split(input.signed_headers, b';') {
            write_headers(&mut right.headers, request, name, Whitespace::Any, false).ok()?;
            right.ends.push(right.headers.len());
        }
        Some(right)
    }

    /// All header lines.
    pub(super) fn headers(&self) -> &[u8] {
        &self.headers
    }

    /// The header lines one by one, each with its newline.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| self.headers.get(start..*end).unwrap_or_default())
    }
}
