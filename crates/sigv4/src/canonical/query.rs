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

/// Where the encoded pairs of one query string are, and their text while they are put in order.
#[derive(Default)]
pub(crate) struct PairBuffer {
    text: Vec<u8>,
    pairs: Vec<Pair>,
}

/// `name=value`, as offsets into a text that holds the pairs one after the other.
#[derive(Copy, Clone)]
struct Pair {
    start: u32,
    equals: u32,
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
    let from = out.len();
    buffer.pairs.clear();
    push_pairs(out, from, &mut buffer.pairs, raw, dropped)?;
    let text = out.get(from..).unwrap_or_default();
    if !buffer.pairs.is_sorted_by_key(|pair| pair.key(text)) {
        buffer.sort(out, from);
    }
    Ok(())
}

impl PairBuffer {
    pub(crate) fn trim(&mut self, most: usize) {
        if self.text.capacity() > most {
            self.text = Vec::new();
        }
    }

    /// Puts what stands in `out` from an offset on in order.
    fn sort(&mut self, out: &mut Vec<u8>, from: usize) {
        let Self { text, pairs } = self;
        text.clear();
        text.extend_from_slice(out.get(from..).unwrap_or_default());
        pairs.sort_unstable_by(|a, b| a.key(text).cmp(&b.key(text)));
        out.truncate(from);
        for pair in pairs {
            if out.len() > from {
                out.push(b'&');
            }
            out.extend_from_slice(part(text, pair.start, pair.end));
        }
    }
}

impl Pair {
    fn key(self, text: &[u8]) -> (&[u8], &[u8]) {
        let name = part(text, self.start, self.equals);
        (name, part(text, self.equals.saturating_add(1), self.end))
    }
}

/// Appends the pairs in the order in which they came, and notes where each is.
fn push_pairs(
    out: &mut Vec<u8>,
    from: usize,
    pairs: &mut Vec<Pair>,
    raw: &str,
    dropped: Dropped,
) -> Result<(), BadQuery> {
    let offset = |place: usize| u32::try_from(place - from).unwrap_or(u32::MAX);
    for pair in split(raw, b'&').filter(|pair| !pair.is_empty()) {
        let before = out.len();
        if !pairs.is_empty() {
            out.push(b'&');
        }
        let start = out.len();
        let equals = start + push_pair(out, pair)?;
        if is_dropped(out.get(start..equals).unwrap_or_default(), dropped) {
            out.truncate(before);
            continue;
        }
        if pairs.len() == QUERY_PAIRS {
            return Err(BadQuery::TooManyPairs);
        }
        pairs.push(Pair {
            start: offset(start),
            equals: offset(equals),
            end: offset(out.len()),
        });
    }
    Ok(())
}

/// Appends one pair, with its `=`, and says how long its name is.
fn push_pair(out: &mut Vec<u8>, pair: &str) -> Result<usize, BadQuery> {
    let start = out.len();
    let (name, value) = match split_once(pair, b'=') {
        Some((name, value)) if is_encoded(name) && is_encoded(value) => {
            out.extend_from_slice(pair.as_bytes());
            return Ok(name.len());
        }
        Some((name, value)) => (name, value),
        None => (pair, ""),
    };
    push_reencoded(out, name)?;
    let length = out.len() - start;
    out.push(b'=');
    push_reencoded(out, value)?;
    Ok(length)
}

/// Whether decoding and encoding changes nothing because there is nothing to do.
fn is_encoded(raw: &str) -> bool {
    raw.bytes().all(is_unreserved)
}

fn part(text: &[u8], from: u32, to: u32) -> &[u8] {
    text.get(from as usize..to as usize).unwrap_or_default()
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
    if is_encoded(raw) {
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
    fn every_short_query_is_what_a_naive_reading_makes_of_it() {
        fn encoded(raw: &str) -> String {
            let mut out = Vec::new();
            for byte in raw.bytes() {
                push_encoded_byte(&mut out, if byte == b'+' { b' ' } else { byte });
            }
            String::from_utf8(out).unwrap()
        }
        let mut queries = vec![String::new()];
        for _ in 0..6 {
            let longer = queries.iter().flat_map(|query| {
                ["a", "b", "=", "&", "+", "-"].map(|next| format!("{query}{next}"))
            });
            queries = longer.collect();
            for raw in &queries {
                let mut pairs: Vec<_> = raw
                    .split('&')
                    .filter(|pair| !pair.is_empty())
                    .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                    .map(|(name, value)| (encoded(name), encoded(value)))
                    .collect();
                pairs.sort();
                let pairs: Vec<_> = pairs
                    .into_iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect();
                assert_eq!(canonical_query(raw), Some(pairs.join("&")), "{raw}");
            }
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
