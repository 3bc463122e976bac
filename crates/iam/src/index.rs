//! A quick look that spares most statements of a large policy a full comparison: each statement keeps a hash of its one
//! action and of the text its resources start with, and a request hashes every prefix of its resource once. The look may
//! let a statement through that does not match; it never holds one back that does.

/// Policies with fewer statements are faster without.
pub(crate) const WORTH_IT: usize = 12;

const LENGTHS: usize = 256;
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// What a statement certainly needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gate {
    prefix: u64,
    length: u8,
    action: u64,
}

impl Gate {
    /// `action` is the only action of the statement in lower case, `prefix` what every resource it covers starts with.
    pub(crate) fn new(action: Option<&str>, prefix: &str) -> Gate {
        let bytes = prefix.as_bytes();
        let bytes = bytes.get(..LENGTHS - 1).unwrap_or(bytes);
        Gate {
            prefix: hash(bytes),
            length: u8::try_from(bytes.len()).unwrap_or(0),
            action: action.map_or(0, |action| hash(action.as_bytes())),
        }
    }

    #[inline]
    pub(crate) fn lets_through(&self, look: &Look) -> bool {
        let prefix = look.prefixes.get(usize::from(self.length)).copied();
        prefix == Some(self.prefix) && (self.action == 0 || self.action == look.action)
    }
}

/// A request's side.
#[derive(Debug)]
pub(crate) struct Look {
    action: u64,
    /// The hash of the first n bytes of the resource at place n; 0 beyond its end.
    prefixes: [u64; LENGTHS],
}

impl Look {
    pub(crate) fn new(action: &str, resource: &str) -> Look {
        let mut prefixes = [0; LENGTHS];
        let mut state = BASIS;
        let mut bytes = resource.bytes();
        for slot in &mut prefixes {
            *slot = finish(state);
            match bytes.next() {
                Some(byte) => state = step(state, byte),
                None => break,
            }
        }
        Look {
            action: hash(action.as_bytes()),
            prefixes,
        }
    }
}

/// What several texts all start with.
pub(crate) fn common_prefix(texts: &[String]) -> &str {
    let Some((first, others)) = texts.split_first() else {
        return "";
    };
    let length = others.iter().fold(first.len(), |length, text| {
        let same = first.bytes().zip(text.bytes()).take_while(|(a, b)| a == b);
        same.count().min(length)
    });
    // A length inside a character has no text of its own; the gate may be wider than need be.
    (0..=length)
        .rev()
        .find_map(|length| first.get(..length))
        .unwrap_or("")
}

fn hash(bytes: &[u8]) -> u64 {
    finish(bytes.iter().fold(BASIS, |state, byte| step(state, *byte)))
}

#[inline]
fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Never 0, which stands for "none".
#[inline]
fn finish(state: u64) -> u64 {
    state | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_lets_through_what_starts_as_it_says() {
        let resource =
            "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5/prod/GET/\u{e9}t\u{e9}";
        let look = Look::new("execute-api:invoke", resource);
        for length in (0..=resource.len()).filter(|at| resource.is_char_boundary(*at)) {
            let gate = Gate::new(Some("execute-api:invoke"), &resource[..length]);
            assert!(gate.lets_through(&look), "{length}");
        }
        assert!(!Gate::new(None, "arn:aws:s3").lets_through(&look));
        assert!(!Gate::new(Some("s3:get"), "").lets_through(&look));
        let long = "x".repeat(600);
        assert!(Gate::new(None, &long).lets_through(&Look::new("", &long)));
        assert!(!Gate::new(None, "abc").lets_through(&Look::new("", "ab")));
    }
}
