//! The canonical query string: split at `&`, each side decoded (`+` is a space) and encoded again, sorted by the pair of
//! encoded name and value. Duplicates stay, a name without `=` gets one, empty pairs go. `;` is data, never a separator.

use crate::canonical::encode::{is_unreserved, push_encoded_byte};
use crate::cut::{split, split_once};
use crate::hex;
use crate::limits::QUERY_PAIRS;

/// Which of the presigned form's own parameters are left out.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Dropped {
    Nothing,
    Signature,
    SignatureAndToken,
}

/// Why a query string has no canonical form.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum BadQuery {
    TooManyPairs,
    IncompleteEscape,
    IllegalEscape([u8; 2]),
}

/// The encoded pairs of one query string, as offsets into one buffer.
#[derive(Default)]
pub(crate) struct PairBuffer {
    text: Vec<u8>,
    pairs: Vec<Pair>,
}

#[derive(Copy, Clone)]
struct Pair {
    name: u32,
    value: u32,
    end: u32,
}

/// The canonical form of a query string without its `?`, or `None` if it has bad escapes or too many pairs.
#[must_use]
pub fn canonical_query(raw: &str) -> Option<String> {
    let mut out = Vec::new();
    write_query(&mut out, &mut PairBuffer::default(), raw, Dropped::Nothing).ok()?;
    String::from_utf8(out).ok()
}

pub(crate) fn write_query(
    out: &mut Vec<u8>,
    buffer: &mut PairBuffer,
    raw: &str,
    dropped: Dropped,
) -> Result<(), BadQuery> {
    buffer.read(raw, dropped)?;
    let PairBuffer { text, pairs } = buffer;
    let text = text.as_slice();
    if !pairs.is_sorted_by(|a, b| a.key(text) <= b.key(text)) {
        pairs.sort_unstable_by(|a, b| a.key(text).cmp(&b.key(text)));
    }
    for (index, pair) in pairs.iter().enumerate() {
        if index > 0 {
            out.push(b'&');
        }
        let (name, value) = pair.key(text);
        out.extend_from_slice(name);
        out.push(b'=');
        out.extend_from_slice(value);
    }
    Ok(())
}

impl PairBuffer {
    pub(crate) fn trim(&mut self, most: usize) {
        if self.text.capacity() > most {
            self.text = Vec::new();
        }
    }

    fn read(&mut self, raw: &str, dropped: Dropped) -> Result<(), BadQuery> {
        self.text.clear();
        self.pairs.clear();
        for pair in split(raw, b'&').filter(|pair| !pair.is_empty()) {
            let (name, value) = split_once(pair, b'=').unwrap_or((pair, ""));
            let start = self.offset();
            push_reencoded(&mut self.text, name)?;
            if is_dropped(self.text.get(start as usize..).unwrap_or_default(), dropped) {
                self.text.truncate(start as usize);
                continue;
            }
            if self.pairs.len() == QUERY_PAIRS {
                return Err(BadQuery::TooManyPairs);
            }
            let middle = self.offset();
            push_reencoded(&mut self.text, value)?;
            self.pairs.push(Pair {
                name: start,
                value: middle,
                end: self.offset(),
            });
        }
        Ok(())
    }

    fn offset(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}

impl Pair {
    fn key(self, text: &[u8]) -> (&[u8], &[u8]) {
        let part = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or_default();
        (part(self.name, self.value), part(self.value, self.end))
    }
}

fn is_dropped(name: &[u8], dropped: Dropped) -> bool {
    match dropped {
        Dropped::Nothing => false,
        Dropped::Signature => name == b"X-Amz-Signature",
        Dropped::SignatureAndToken => name == b"X-Amz-Signature" || name == b"X-Amz-Security-Token",
    }
}

/// A name or a value, decoded and encoded again.
pub(crate) fn push_reencoded(out: &mut Vec<u8>, raw: &str) -> Result<(), BadQuery> {
    if raw.bytes().all(is_unreserved) {
        out.extend_from_slice(raw.as_bytes());
        return Ok(());
    }
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.extend_from_slice(b"%20"),
            b'%' => push_encoded_byte(out, escaped(&mut bytes)?),
            byte => push_encoded_byte(out, byte),
        }
    }
    Ok(())
}

/// The byte of the two hex digits that follow a `%`.
pub(crate) fn escaped(bytes: &mut impl Iterator<Item = u8>) -> Result<u8, BadQuery> {
    let (Some(high), Some(low)) = (bytes.next(), bytes.next()) else {
        return Err(BadQuery::IncompleteEscape);
    };
    match (hex::value(high), hex::value(low)) {
        (Some(four), Some(more)) => Ok(four << 4 | more),
        _ => Err(BadQuery::IllegalEscape([high, low])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_decoded_encoded_and_sorted_by_pair() {
        for (raw, canonical) in [
            ("", ""),
            ("a", "a="),
            ("a=", "a="),
            ("b=2&a=1", "a=1&b=2"),
            ("a-b=1&a=2", "a=2&a-b=1"),
            ("a=10&a=2&a=1", "a=1&a=10&a=2"),
            ("b&B&a&A", "A=&B=&a=&b="),
            ("a=b+c", "a=b%20c"),
            ("a=b%2Bc", "a=b%2Bc"),
            ("a=b%20c", "a=b%20c"),
            ("a=%7e%2f", "a=~%2F"),
            ("a=x=y", "a=x%3Dy"),
            ("&&a=1&&b=2&", "a=1&b=2"),
            ("=v", "=v"),
            ("a=1;b=2", "a=1%3Bb%3D2"),
            (
                "r=arn:aws:iam::1:role/x",
                "r=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fx",
            ),
            ("\u{1234}=bar", "%E1%88%B4=bar"),
            ("z=1&\u{e9}=2", "%C3%A9=2&z=1"),
            ("X-Amz-Signature=0", "X-Amz-Signature=0"),
        ] {
            assert_eq!(canonical_query(raw).as_deref(), Some(canonical), "{raw}");
        }
    }

    #[test]
    fn bad_escapes_and_too_many_pairs_have_no_canonical_form() {
        for raw in ["a=%", "a=%2", "a=%zz", "%g0", "a=%\u{e9}"] {
            assert_eq!(canonical_query(raw), None, "{raw}");
        }
        assert!(canonical_query(&"a&".repeat(QUERY_PAIRS)).is_some());
        assert!(canonical_query(&"a&".repeat(QUERY_PAIRS + 1)).is_none());
    }

    #[test]
    fn only_the_presigned_form_leaves_its_signature_out() {
        let raw = "X-Amz-Signature=0&X-Amz-Security-Token=t&x-amz-signature=1&%58-Amz-Signature=2";
        let write = |dropped| {
            let mut out = Vec::new();
            write_query(&mut out, &mut PairBuffer::default(), raw, dropped).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(
            write(Dropped::Nothing),
            "X-Amz-Security-Token=t&X-Amz-Signature=0&X-Amz-Signature=2&x-amz-signature=1"
        );
        assert_eq!(
            write(Dropped::Signature),
            "X-Amz-Security-Token=t&x-amz-signature=1"
        );
        assert_eq!(write(Dropped::SignatureAndToken), "x-amz-signature=1");
    }
}
