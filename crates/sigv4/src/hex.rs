//! Lower-case hex for hashes and signatures. Written without branches and look-ups, so that the compiler turns the loops into
//! vector code: two hashes and one signature per request are a measurable part of a microsecond.

/// A hash as 64 lower-case digits.
pub(crate) fn encode(hash: &[u8; 32]) -> [u8; 64] {
    let mut digits = [0u8; 64];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(hash) {
        if let [high, low] = pair {
            *high = lower_digit(byte >> 4);
            *low = lower_digit(byte & 15);
        }
    }
    digits
}

/// Reads lower-case digits into exactly half as many bytes. What is left in `bytes` on failure means nothing.
pub(crate) fn decode(digits: &[u8], bytes: &mut [u8]) -> bool {
    let mut bad = digits.len() != bytes.len() * 2;
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        if let [high, low] = *pair {
            let (high, low) = (lower_value(high), lower_value(low));
            bad |= (high | low) > 15;
            *byte = high << 4 | (low & 15);
        }
    }
    !bad
}

/// Whether all of it is lower-case digits.
pub(crate) fn are_digits(text: &[u8]) -> bool {
    text.iter().all(|digit| lower_value(*digit) <= 15)
}

/// The value of one digit of either case.
pub(crate) const fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// The upper-case digit of percent-encoding.
pub(crate) const fn upper_digit(nibble: u8) -> u8 {
    if nibble < 10 {
        b'0' + nibble
    } else {
        b'A' + nibble - 10
    }
}

const fn lower_digit(nibble: u8) -> u8 {
    nibble + b'0' + if nibble > 9 { b'a' - b'0' - 10 } else { 0 }
}

/// More than 15 for what is no lower-case digit.
const fn lower_value(digit: u8) -> u8 {
    let decimal = digit.wrapping_sub(b'0');
    let letter = digit.wrapping_sub(b'a');
    if decimal < 10 {
        decimal
    } else if letter < 6 {
        letter + 10
    } else {
        0xff
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_written_and_read_back() {
        for start in (0..=255u8).step_by(32) {
            let mut hash = [0u8; 32];
            hash.iter_mut()
                .zip(start..=255)
                .for_each(|(byte, value)| *byte = value);
            let digits = encode(&hash);
            assert_eq!(
                std::str::from_utf8(&digits).unwrap(),
                data_encoding::HEXLOWER.encode(&hash)
            );
            let mut back = [0u8; 32];
            assert!(decode(&digits, &mut back));
            assert_eq!(back, hash);
        }
    }

    #[test]
    fn only_lower_case_digits_in_pairs_are_read() {
        let mut byte = [0u8; 1];
        for digit in 0..=255u8 {
            let good = matches!(digit, b'0'..=b'9' | b'a'..=b'f');
            assert_eq!(are_digits(&[b'0', digit]), good, "{digit}");
            assert_eq!(decode(&[digit, b'0'], &mut byte), good, "{digit}");
            assert_eq!(decode(&[b'0', digit], &mut byte), good, "{digit}");
        }
        assert!(!decode(b"0", &mut byte));
        assert!(!decode(b"000", &mut byte));
        assert!(decode(b"", &mut []));
    }
}
