//! AWS's UriEncode for one part: everything but the unreserved characters as `%` and two upper-case digits.

use crate::hex;

/// `A-Z a-z 0-9 - . _ ~`: what is never encoded.
pub(crate) const fn is_unreserved(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~')
}

pub(crate) fn push_encoded(out: &mut Vec<u8>, bytes: &[u8]) {
    if bytes.iter().all(|byte| is_unreserved(*byte)) {
        out.extend_from_slice(bytes);
        return;
    }
    for byte in bytes {
        push_encoded_byte(out, *byte);
    }
}

pub(crate) fn push_encoded_byte(out: &mut Vec<u8>, byte: u8) {
    if is_unreserved(byte) {
        out.push(byte);
    } else {
        out.extend_from_slice(&[
            b'%',
            hex::upper_digit(byte >> 4),
            hex::upper_digit(byte & 15),
        ]);
    }
}
