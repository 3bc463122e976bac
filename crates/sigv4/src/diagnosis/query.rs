//! Query strings as mistaken signers write them. The right way is in `canonical/query.rs` and stays free of all this.

use super::cause::QueryMistake;
use crate::canonical::push_encoded;
use crate::canonical::query::push_reencoded;
use crate::cut::{split, split_once};
use crate::limits::QUERY_PAIRS;

/// One spelled pair, as offsets into the buffer of [`Pairs`].
type Spelled = (usize, usize, usize);

/// The buffers of a query string that is put together wrongly.
#[derive(Default)]
pub(super) struct Pairs {
    text: Vec<u8>,
    pairs: Vec<Spelled>,
}

/// Whether a mistake can make any difference to a query string: what is not sent cannot be signed wrongly.
pub(super) fn matters(mistake: QueryMistake, raw: &str, presigned: bool) -> bool {
    let pairs = || split(raw, b'&').filter(|pair| !pair.is_empty());
    match mistake {
        QueryMistake::AsSent | QueryMistake::NotEncoded => !raw.is_empty(),
        QueryMistake::LeftOut => !raw.is_empty() && !presigned,
        QueryMistake::NotSorted | QueryMistake::SortedAsText => pairs().nth(1).is_some(),
        QueryMistake::PlusKept => raw.contains('+'),
        QueryMistake::EncodedTwice => raw.contains('%'),
        QueryMistake::NoEqualsSign => pairs().any(|pair| !pair.contains('=')),
    }
}

/// Appends the query string as the mistake makes it. `None` where it has no such form.
pub(super) fn write(
    out: &mut Vec<u8>,
    buffer: &mut Pairs,
    raw: &str,
    mistake: QueryMistake,
    presigned: bool,
) -> Option<()> {
    let signed = |pair: &&str| !(pair.is_empty() || presigned && is_signature(pair));
    buffer.text.clear();
    buffer.pairs.clear();
    for pair in split(raw, b'&').filter(signed).take(QUERY_PAIRS) {
        let (name, value) = split_once(pair, b'=').unwrap_or((pair, ""));
        let start = buffer.text.len();
        spell(&mut buffer.text, name, mistake)?;
        let middle = buffer.text.len();
        spell(&mut buffer.text, value, mistake)?;
        buffer.pairs.push((start, middle, buffer.text.len()));
    }
    let Pairs { text, pairs } = buffer;
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    match mistake {
        QueryMistake::LeftOut => return Some(()),
        QueryMistake::AsSent | QueryMistake::NotSorted => {}
        QueryMistake::SortedAsText => pairs.sort_unstable_by(|a, b| {
            let joined = |pair: &Spelled| {
                let (name, value) = (part(pair.0, pair.1), part(pair.1, pair.2));
                name.iter().chain(b"=").chain(value)
            };
            joined(a).cmp(joined(b))
        }),
        QueryMistake::NotEncoded
        | QueryMistake::PlusKept
        | QueryMistake::EncodedTwice
        | QueryMistake::NoEqualsSign => pairs.sort_unstable_by(|a, b| {
            (part(a.0, a.1), part(a.1, a.2)).cmp(&(part(b.0, b.1), part(b.1, b.2)))
        }),
    }
    let bare = matches!(mistake, QueryMistake::AsSent | QueryMistake::NoEqualsSign);
    for (index, &(start, middle, end)) in pairs.iter().enumerate() {
        if index > 0 {
            out.push(b'&');
        }
        out.extend_from_slice(part(start, middle));
        if !(bare && middle == end && !sent_with_equals(raw, part(start, middle))) {
            out.push(b'=');
        }
        out.extend_from_slice(part(middle, end));
    }
    Some(())
}

fn spell(out: &mut Vec<u8>, raw: &str, mistake: QueryMistake) -> Option<()> {
    match mistake {
        QueryMistake::AsSent | QueryMistake::NotEncoded => out.extend_from_slice(raw.as_bytes()),
        QueryMistake::EncodedTwice => push_encoded(out, raw.as_bytes()),
        QueryMistake::PlusKept => {
            for (index, piece) in split(raw, b'+').enumerate() {
                if index > 0 {
                    out.extend_from_slice(b"%2B");
                }
                push_reencoded(out, piece).ok()?;
            }
        }
        QueryMistake::NotSorted | QueryMistake::SortedAsText | QueryMistake::NoEqualsSign => {
            push_reencoded(out, raw).ok()?;
        }
        QueryMistake::LeftOut => {}
    }
    Some(())
}

/// Names without a value may be sent as `a` and as `a=`.
fn sent_with_equals(raw: &str, name: &[u8]) -> bool {
    split(raw, b'&').any(|pair| pair.as_bytes().strip_suffix(b"=") == Some(name))
}

fn is_signature(pair: &str) -> bool {
    pair.starts_with("X-Amz-Signature=")
}
