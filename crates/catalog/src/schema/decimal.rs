//! Numbers of JSON as decimals, so that 0.3 is a multiple of 0.1. What does not fit is compared as
//! binary floating point.

use std::cmp::Ordering;
use std::fmt;

use serde_json::Number;

/// A number as it was written.
#[derive(Debug, Clone)]
pub(super) struct Decimal {
    text: String,
    exact: Option<Exact>,
    near: f64,
}

/// `digits` times ten to the power of minus `scale`.
#[derive(Debug, Clone, Copy)]
struct Exact {
    digits: i128,
    scale: u32,
}

/// More digits than this are compared as floating point.
const MAX_SCALE: u32 = 24;

impl Decimal {
    pub(super) fn of(number: &Number) -> Self {
        let text = number.to_string();
        Self {
            exact: Exact::read(&text),
            near: number.as_f64().unwrap_or(f64::NAN),
            text,
        }
    }

    pub(super) fn is_positive(&self) -> bool {
        self.near > 0.0
    }

    pub(super) fn is_multiple_of(&self, divisor: &Self) -> bool {
        let scaled = self.exact.zip(divisor.exact);
        match scaled.and_then(|(one, other)| Exact::together(one, other)) {
            Some((digits, divisor)) => digits.checked_rem(divisor) == Some(0),
            None => self.near % divisor.near == 0.0,
        }
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let scaled = self.exact.zip(other.exact);
        match scaled.and_then(|(one, other)| Exact::together(one, other)) {
            Some((one, other)) => one.cmp(&other),
            None => self.near.total_cmp(&other.near),
        }
    }
}

impl Exact {
    fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        match u32::try_from(scale) {
            Ok(scale) => (scale <= MAX_SCALE).then_some(Self { digits, scale }),
            Err(_) => {
                let power = 10_i128.checked_pow(scale.unsigned_abs())?;
                let digits = digits.checked_mul(power)?;
                Some(Self { digits, scale: 0 })
            }
        }
    }

    /// The digits of both at the same scale.
    fn together(one: Self, other: Self) -> Option<(i128, i128)> {
        let scale = one.scale.max(other.scale);
        Some((one.at(scale)?, other.at(scale)?))
    }

    fn at(self, scale: u32) -> Option<i128> {
        let power = 10_i128.checked_pow(scale.checked_sub(self.scale)?)?;
        self.digits.checked_mul(power)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::of(&serde_json::from_str(text).unwrap())
    }

    #[test]
    fn decimals_are_compared_and_divided_as_they_are_written() {
        for (one, other, expected) in [
            ("0.3", "0.1", true),
            ("1e3", "250", true),
            ("7", "2", false),
            ("-9", "3", true),
            ("0.35", "0.1", false),
            ("1e300", "1e299", true),
            ("18446744073709551615", "5", true),
        ] {
            let found = decimal(one).is_multiple_of(&decimal(other));
            assert_eq!(found, expected, "{one} of {other}");
        }
        for (one, other, expected) in [
            ("1.0", "1", Ordering::Equal),
            ("9007199254740993", "9007199254740992", Ordering::Greater),
            ("-1e-30", "0", Ordering::Less),
            ("0.1", "0.10", Ordering::Equal),
        ] {
            assert_eq!(
                decimal(one).compare(&decimal(other)),
                expected,
                "{one} {other}"
            );
        }
    }
}
