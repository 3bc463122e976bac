//! Exact decimal numbers for the numeric operators: a fraction of a cent must not appear or vanish in a comparison.

/// The decimal places that are kept.
const PLACES: u32 = 18;
/// The digits before the point that are kept.
const WHOLE_DIGITS: i64 = 19;

/// A decimal number, scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Decimal(i128);

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Decimal(i128::from(number) * 10_i128.pow(PLACES))
    }
}

/// Reads an integer or decimal, with or without an exponent. `None` where it is not a number or cannot be kept exactly.
pub(crate) fn parse(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (text, 0),
    };
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None => (mantissa, ""),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    // The place of the next digit, counted from the decimal point.
    let mut place = i64::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let mut scaled: i128 = 0;
    for byte in whole.bytes().chain(fraction.bytes()) {
        if !byte.is_ascii_digit() {
            return None;
        }
        place -= 1;
        let digit = i128::from(byte - b'0');
        if digit == 0 {
            continue;
        }
        let power = u32::try_from(place + i64::from(PLACES)).ok()?;
        if place >= WHOLE_DIGITS {
            return None;
        }
        scaled += digit * 10_i128.checked_pow(power)?;
    }
    Some(Decimal(sign * scaled))
}

fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        for (text, same) in [
            ("10", "10.0"),
            ("1e3", "1000"),
            ("-0.5", "-5E-1"),
            ("0", "-0"),
            ("+7", "007"),
            (".5", "0.50"),
            ("9223372036854775807", "9223372036854775807.0"),
        ] {
            assert!(parse(text).is_some(), "{text}");
            assert_eq!(parse(text), parse(same), "{text} {same}");
        }
        assert!(parse("0.1").unwrap() < parse("0.10000000000000001").unwrap());
        assert!(parse("-2") < parse("1.5"));
        for bad in [
            "", ".", "-", "10abc", "1e", "1e99999", "1 ", "NaN", "0x1", "1e30", "1e-19",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
