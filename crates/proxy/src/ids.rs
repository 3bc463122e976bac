//! The identifiers that an answer carries, from the system's randomness, fetched in blocks.

use arrayvec::ArrayString;
use aws_lc_rs::rand;
use data_encoding::{BASE64, HEXLOWER};

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
        let mut hex = [0; 32];
        let digits = HEXLOWER.encode_mut_str(&bytes, &mut hex);
        let mut text = ArrayString::new();
        for (at, length) in [(0, 8), (8, 4), (12, 4), (16, 4), (20, 12)] {
            if at > 0 {
                text.push('-');
            }
            text.push_str(digits.get(at..at + length).unwrap_or_default());
        }
        RequestId(text)
    }

    pub(crate) fn extended_id(&mut self) -> ExtendedId {
        let mut text = [0; 16];
        let text = BASE64.encode_mut_str(&self.random::<11>(), &mut text);
        ExtendedId(ArrayString::from(text).unwrap_or_default())
    }

    /// The root of a new trace (AWS X-Ray Developer Guide, "Tracing header").
    pub(crate) fn trace_root(&mut self, now: i64) -> TraceId {
        let now = u32::try_from(now).unwrap_or(u32::MAX).to_be_bytes();
        let (mut seconds, mut random) = ([0; 8], [0; 24]);
        let mut root = TraceId::new();
        for part in [
            "1-",
            HEXLOWER.encode_mut_str(&now, &mut seconds),
            "-",
            HEXLOWER.encode_mut_str(&self.random::<12>(), &mut random),
        ] {
            root.push_str(part);
        }
        root
    }

    /// The id of a segment of a trace.
    pub(crate) fn trace_parent(&mut self) -> TraceId {
        let mut text = [0; 16];
        let text = HEXLOWER.encode_mut_str(&self.random::<8>(), &mut text);
        ArrayString::from(text).unwrap_or_default()
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
