//! What the last line of a canonical request may have been in place of the hash of the body that arrived.

use super::cause::BodyMistake;
use super::evidence::Evidence;
use crate::hex;
use crate::limits::DIAGNOSIS_BODY;
use crate::payload::{DeclaredPayload, PayloadHash, PayloadHasher};
use crate::request::Request;

/// The longest declaration that is taken for a line.
const LONGEST_LINE: usize = 128;

/// The lines, likeliest first, each other than the right one.
pub(super) fn lines(request: &Request<'_>, evidence: &Evidence<'_>) -> Vec<(BodyMistake, Vec<u8>)> {
    let right = hex::encode(evidence.payload.as_bytes());
    let mut lines = Vec::with_capacity(12);
    let mut push = |mistake, line: &[u8]| {
        if *line != right {
            lines.push((mistake, line.to_vec()));
        }
    };
    let mut of = |mistake, hash: PayloadHash| push(mistake, &hex::encode(hash.as_bytes()));
    of(BodyMistake::Empty, PayloadHash::EMPTY);
    if let Some(body) = evidence.body.filter(|body| body.len() <= DIAGNOSIS_BODY) {
        with_other_line_ends(body, &mut of);
    }
    let declared = request.headers.get("x-amz-content-sha256");
    let declared = declared.map(|value| value.as_bytes().trim_ascii());
    if let Some(line) = declared.filter(|line| line.len() <= LONGEST_LINE) {
        match DeclaredPayload::parse(line) {
            DeclaredPayload::Sha256(hash) if hash == *evidence.payload => {}
            DeclaredPayload::Sha256(_) => push(BodyMistake::Changed, line),
            DeclaredPayload::Unsigned | DeclaredPayload::Streaming => {
                push(BodyMistake::Unsigned, line);
            }
            DeclaredPayload::Unknown => {}
        }
    }
    push(BodyMistake::Unsigned, b"UNSIGNED-PAYLOAD");
    push(BodyMistake::UpperCaseHash, &right.to_ascii_uppercase());
    push(BodyMistake::NoHash, b"");
    lines
}

/// `curl -d` drops line ends, editors add one, and Windows writes two bytes for each.
fn with_other_line_ends(body: &[u8], of: &mut impl FnMut(BodyMistake, PayloadHash)) {
    let last = BodyMistake::LastLineEnd;
    match body.strip_suffix(b"\n") {
        Some(bare) => of(
            last,
            PayloadHash::of(bare.strip_suffix(b"\r").unwrap_or(bare)),
        ),
        None => {
            for end in [b"\n".as_slice(), b"\r\n"] {
                let mut hasher = PayloadHasher::new();
                hasher.update(body);
                hasher.update(end);
                of(last, hasher.finish());
            }
        }
    }
    if !body.contains(&b'\n') {
        return;
    }
    for end in [b"\n".as_slice(), b"\r\n", b""] {
        let mut hasher = PayloadHasher::new();
        for line in body.split_inclusive(|byte| *byte == b'\n') {
            match line.strip_suffix(b"\n") {
                Some(line) => {
                    hasher.update(line.strip_suffix(b"\r").unwrap_or(line));
                    hasher.update(end);
                }
                None => hasher.update(line),
            }
        }
        of(BodyMistake::LineEnds, hasher.finish());
    }
}
