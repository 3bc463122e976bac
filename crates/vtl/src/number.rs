//! Numbers as a template sees them, which is as Java has them: whole numbers and doubles, with
//! Java's arithmetic and Java's way of writing them. Whole numbers beyond 64 bits can be passed
//! on but not calculated with.

use std::cmp::Ordering;
use std::sync::Arc;

/// A number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Number {
    Int(i64),
    Float(f64),
    /// The digits of a whole number that 64 bits do not hold.
    Big(Arc<str>),
}

/// What can be done with two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Number {
    /// Reads the text of a number in JSON or in a template.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if let Ok(whole) = text.parse() {
            return Some(Self::Int(whole));
        }
        let digits = text.strip_prefix('-').unwrap_or(text);
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::Big(text.into()));
        }
        let float: f64 = text.parse().ok()?;
        float.is_finite().then_some(Self::Float(float))
    }

    /// The whole number, where it is one.
    pub(crate) fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(whole) => Some(*whole),
            Self::Float(_) | Self::Big(_) => None,
        }
    }

    /// The whole part, as `intValue` cuts it.
    pub(crate) fn truncated(&self) -> Option<i64> {
        match self {
            Self::Int(whole) => Some(*whole),
            // Casting saturates, as Java's does.
            Self::Float(float) => Some(*float as i64),
            Self::Big(_) => None,
        }
    }

    pub(crate) fn as_float(&self) -> f64 {
        match self {
            Self::Int(whole) => *whole as f64,
            Self::Float(float) => *float,
            Self::Big(digits) => digits.parse().unwrap_or(f64::MAX),
        }
    }

    /// The outcome of an operation; `None` where there is none: a division by zero, or a whole
    /// number that grows over 64 bits.
    pub(crate) fn operate(&self, operation: Operation, other: &Self) -> Option<Self> {
        if let (Some(left), Some(right)) = (self.as_int(), other.as_int()) {
            let whole = match operation {
                Operation::Add => left.checked_add(right),
                Operation::Subtract => left.checked_sub(right),
                Operation::Multiply => left.checked_mul(right),
                Operation::Divide => left.checked_div(right),
                Operation::Remainder => left.checked_rem(right),
            };
            return whole.map(Self::Int);
        }
        let (left, right) = (self.as_float(), other.as_float());
        let float = match operation {
            Operation::Add => left + right,
            Operation::Subtract => left - right,
            Operation::Multiply => left * right,
            Operation::Divide | Operation::Remainder if right == 0.0 => return None,
            Operation::Divide => left / right,
            Operation::Remainder => left % right,
        };
        Some(Self::Float(float))
    }

    /// Compares by value, whatever the two kinds are.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(left), Self::Int(right)) => Some(left.cmp(right)),
            (Self::Big(left), Self::Big(right)) if left == right => Some(Ordering::Equal),
            _ => self.as_float().partial_cmp(&other.as_float()),
        }
    }

    /// Writes it as Java's `toString` does.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Int(whole) => out.push_str(&whole.to_string()),
            Self::Big(digits) => out.push_str(digits),
            Self::Float(float) => write_float(*float, out),
        }
    }
}

/// `Double.toString`: plain between 0.001 and 10,000,000, with an exponent beyond, and always
/// with a digit behind the point (Java's documentation of `Double`).
fn write_float(float: f64, out: &mut String) {
    if float.is_nan() {
        return out.push_str("NaN");
    }
    if float.is_infinite() {
        return out.push_str(if float > 0.0 { "Infinity" } else { "-Infinity" });
    }
    let size = float.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        let text = float.to_string();
        out.push_str(&text);
        if !text.contains('.') {
            out.push_str(".0");
        }
        return;
    }
    let text = format!("{float:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    out.push_str(digits);
    if !digits.contains('.') {
        out.push_str(".0");
    }
    out.push('E');
    out.push_str(exponent);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        Number::read(text).unwrap().write(&mut out);
        out
    }

    #[test]
    fn numbers_are_written_as_java_writes_them() {
        for (read, expected) in [
            ("1", "1"),
            ("-0", "0"),
            ("249.99", "249.99"),
            ("1.0", "1.0"),
            ("100.", "100.0"),
            ("0.001", "0.001"),
            ("0.0001", "1.0E-4"),
            ("9999999.5", "9999999.5"),
            ("1e7", "1.0E7"),
            ("1.25e20", "1.25E20"),
            ("-1.5e-7", "-1.5E-7"),
            ("9223372036854775807", "9223372036854775807"),
            ("92233720368547758070", "92233720368547758070"),
        ] {
            assert_eq!(written(read), expected, "{read}");
        }
        assert_eq!(Number::read("x"), None);
        assert_eq!(Number::read("1e999"), None);
        assert_eq!(Number::read("-"), None);
    }

    #[test]
    fn whole_numbers_stay_whole_and_division_by_zero_is_nothing() {
        let int = |whole| Number::Int(whole);
        assert_eq!(int(7).operate(Operation::Divide, &int(2)), Some(int(3)));
        assert_eq!(int(7).operate(Operation::Remainder, &int(4)), Some(int(3)));
        assert_eq!(
            int(7).operate(Operation::Divide, &Number::Float(2.0)),
            Some(Number::Float(3.5))
        );
        assert_eq!(int(7).operate(Operation::Divide, &int(0)), None);
        assert_eq!(int(i64::MAX).operate(Operation::Add, &int(1)), None);
        assert_eq!(int(i64::MIN).operate(Operation::Divide, &int(-1)), None);
    }
}
