//! The identifiers that an answer carries, from the system's randomness, fetched in blocks.

use arrayvec::ArrayString;
use aws_lc_rs::rand;
use data_encoding::BASE64;

const BLOCK: usize = 1_024;

/// `x-amzn-RequestId`: a UUID.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct RequestId(ArrayString<36>);

/// `x-amz-apigw-id`: looks like base 64, means nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ExtendedId(ArrayString<16>);

/// A part of a trace's header: `1-67891233-abcdef012345678912345678`, or what a client sent in its place.
pub(crate) type TraceId = ArrayString<64>;

/// Makes identifiers; each worker has its own.
pub(crate) struct Ids {
    block: [u8; BLOCK],
    used: usize,
}

impl Ids {
    pub(crate) fn new() -> Self {
        Self {
            block: [0; BLOCK],
            used: BLOCK,
        }
    }

    /// A random UUID (version 4).
    pub(crate) fn request_id(&mut self) -> RequestId {
        let mut bytes: [u8; 16] = self.random();
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = [b'-'; 36];
        let mut rest = bytes.iter();
        for places in [0..8, 9..13, 14..18, 19..23, 24..36] {
            write_hex(text.get_mut(places), &mut rest);
        }
        RequestId(ArrayString::from_byte_string(&text).unwrap_or_default())
    }

    pub(crate) fn extended_id(&mut self) -> ExtendedId {
        let mut text = [0; 16];
        let text = BASE64.encode_mut_str(&self.random::<11>(), &mut text);
        ExtendedId(ArrayString::from(text).unwrap_or_default())
    }

    /// The root of a new trace (AWS X-Ray Developer Guide, "Tracing header").
    pub(crate) fn trace_root(&mut self, now: i64) -> TraceId {
        let now = u32::try_from(now).unwrap_or(u32::MAX).to_be_bytes();
        let mut text = *b"1-ssssssss-rrrrrrrrrrrrrrrrrrrrrrrr";
        write_hex(text.get_mut(2..10), &mut now.iter());
        write_hex(text.get_mut(11..), &mut self.random::<12>().iter());
        trace_id(&text)
    }

    /// The id of a segment of a trace.
    pub(crate) fn trace_parent(&mut self) -> TraceId {
        let mut text = [0; 16];
        write_hex(Some(&mut text), &mut self.random::<8>().iter());
        trace_id(&text)
    }

    fn random<const N: usize>(&mut self) -> [u8; N] {
        if self.used + N > BLOCK {
            // An id that repeats confuses a reader of logs and decides nothing.
            if rand::fill(&mut self.block).is_err() {
                tracing::error!("the system gives no randomness; request ids will repeat");
            }
            self.used = 0;
        }
        let mut bytes = [0; N];
        if let Some(fresh) = self.block.get(self.used..self.used + N) {
            bytes.copy_from_slice(fresh);
        }
        self.used += N;
        bytes
    }
}

fn trace_id(text: &[u8]) -> TraceId {
    let text = std::str::from_utf8(text).unwrap_or_default();
    ArrayString::from(text).unwrap_or_default()
}

/// Fills places with the digits of the bytes that come next. Encoders for texts of any length take twice as long.
fn write_hex<'b>(places: Option<&mut [u8]>, bytes: &mut impl Iterator<Item = &'b u8>) {
    let digit = |nibble: u8| match nibble {
        0..=9 => b'0' + nibble,
        _ => b'a' + (nibble - 10),
    };
    let pairs = places.unwrap_or_default().chunks_exact_mut(2);
    for (pair, byte) in pairs.zip(bytes) {
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
}

impl RequestId {
    /// What a client chose itself, if it is a UUID.
    pub(crate) fn from_client(text: &[u8]) -> Option<Self> {
        let text = <&[u8; 36]>::try_from(text).ok()?;
        let well_formed = text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
        let text = ArrayString::from_byte_string(text).ok()?;
        well_formed.then_some(Self(text))
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl ExtendedId {
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_ids_are_uuids_and_differ() {
        let mut ids = Ids::new();
        let (one, two) = (ids.request_id(), ids.request_id());
        assert!(one != two);
        assert!(RequestId::from_client(one.as_str().as_bytes()) == Some(one));
        assert_eq!(one.as_str().as_bytes()[14], b'4');
    }

    #[test]
    fn digits_are_those_of_the_bytes_and_fill_their_places() {
        let bytes = [0x00, 0x19, 0xa0, 0x9f, 0xff];
        let mut rest = bytes.iter();
        let mut text = *b"....-....!";
        write_hex(text.get_mut(0..4), &mut rest);
        write_hex(text.get_mut(5..9), &mut rest);
        assert_eq!((&text, rest.next()), (b"0019-a09f!", Some(&0xff)));
    }

    #[test]
    fn a_trace_says_when_it_began() {
        let mut ids = Ids::new();
        let (root, parent) = (ids.trace_root(1_735_689_600), ids.trace_parent());
        let (time, random) = root.strip_prefix("1-").unwrap().split_once('-').unwrap();
        assert_eq!((time, random.len(), parent.len()), ("67748580", 24, 16));
        let hex = |text: &str| {
            text.bytes()
                .all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
        };
        assert!(hex(random) && hex(&parent), "{root} {parent}");
        assert_ne!(root, ids.trace_root(1_735_689_600));
    }

    #[test]
    fn a_client_may_choose_a_uuid_and_nothing_else() {
        assert!(RequestId::from_client(b"c6af9ac6-7b61-11e6-9a41-93e8deadbeef").is_some());
        for bad in [
            &b"c6af9ac6-7b61-11e6-9a41-93e8deadbee"[..],
            b"c6af9ac6x7b61-11e6-9a41-93e8deadbeef",
            b"",
            b"x",
        ] {
            assert!(RequestId::from_client(bad).is_none());
        }
    }
}
