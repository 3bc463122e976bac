//! The identifiers that an answer carries, from the system's randomness, fetched in blocks.

use aws_lc_rs::rand;
use data_encoding::{BASE64, HEXLOWER};

const BLOCK: usize = 1_024;

/// `x-amzn-RequestId`: a UUID.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct RequestId([u8; 36]);

/// `x-amz-apigw-id`: looks like base 64, means nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ExtendedId([u8; 16]);

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
        HEXLOWER.encode_mut(&bytes, &mut hex);
        let mut digits = hex.into_iter();
        let mut text = [b'-'; 36];
        for (at, place) in text.iter_mut().enumerate() {
            if !matches!(at, 8 | 13 | 18 | 23) {
                *place = digits.next().unwrap_or(b'0');
            }
        }
        RequestId(text)
    }

    pub(crate) fn extended_id(&mut self) -> ExtendedId {
        let bytes: [u8; 11] = self.random();
        let mut text = [0; 16];
        BASE64.encode_mut(&bytes, &mut text);
        ExtendedId(text)
    }

    /// The root of a new trace (AWS X-Ray Developer Guide, "Tracing header").
    pub(crate) fn trace_root(&mut self, now: i64) -> String {
        let bytes: [u8; 12] = self.random();
        format!("1-{now:08x}-{}", HEXLOWER.encode(&bytes))
    }

    /// The id of a segment of a trace.
    pub(crate) fn trace_parent(&mut self) -> String {
        HEXLOWER.encode(&self.random::<8>())
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
        let text = <[u8; 36]>::try_from(text).ok()?;
        let well_formed = text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
        well_formed.then_some(Self(text))
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl ExtendedId {
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
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
