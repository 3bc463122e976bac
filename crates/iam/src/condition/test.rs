//! One request value against the values that a policy lists for it, operator by operator. Absence, sets and negation are
//! not known here.

use std::net::IpAddr;

use data_encoding::BASE64;

use super::ip::Cidr;
use super::number::{self, Decimal};
use super::operator::{Kind, Order};
use crate::date::{self, Instant};
use crate::key::{Context, Leaning, Value};
use crate::pattern::{Pattern, TooManyVariables};
use crate::resource::ArnPattern;
use crate::value::Text;
use crate::variable::Syntax;

/// An answer that may be unknown, because a value cannot be read as what the operator compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    No,
    Yes,
    /// A malformed value: an Allow must not rely on it, and a Deny must not be escaped by it.
    Unknown,
    /// The request is not known that far: taken as the leaning says.
    Open(Leaning),
}

/// The values of a policy, read for their operator. A value that cannot be read is `None`.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    Strings(Box<[Pattern]>),
    StringsIgnoringCase(Box<[Pattern]>),
    Arns(Box<[ArnPattern]>),
    Numbers(Order, Box<[Option<Decimal>]>),
    Dates(Order, Box<[Option<Instant>]>),
    Bools(Box<[Pattern]>),
    Binary(Box<[Option<Box<str>>]>),
    Ranges(Box<[Option<Cidr>]>),
    /// `Null`: whether the key must be absent.
    Absent(Box<[Option<bool>]>),
}

impl Test {
    pub(crate) fn compile(
        kind: Kind,
        values: &[Box<str>],
        variables: bool,
    ) -> Result<Test, TooManyVariables> {
        let patterns = |wildcards| {
            let syntax = Syntax {
                wildcards,
                variables,
            };
            values
                .iter()
                .map(|value| Pattern::compile(value, syntax))
                .collect::<Result<Box<[_]>, _>>()
        };
        Ok(match kind {
            Kind::StringEquals => Test::Strings(patterns(false)?),
            Kind::StringLike => Test::Strings(patterns(true)?),
            Kind::StringEqualsIgnoreCase => Test::StringsIgnoringCase(patterns(false)?),
            Kind::Arn => Test::Arns(
                values
                    .iter()
                    .map(|value| ArnPattern::condition(value, variables))
                    .collect::<Result<_, _>>()?,
            ),
            Kind::Numeric(order) => Test::Numbers(order, read(values, number::parse)),
            Kind::Date(order) => Test::Dates(order, read(values, date::parse)),
            // The pages disagree on variables under Bool; they are put in place.
            Kind::Bool => Test::Bools(patterns(false)?),
            Kind::Binary => Test::Binary(read(values, |text| {
                base64(text).then(|| text.trim_end_matches('=').into())
            })),
            Kind::Ip => Test::Ranges(read(values, Cidr::parse)),
            Kind::Null => Test::Absent(read(values, parse_bool)),
        })
    }

    /// Whether one of the policy's values agrees with one value of the request.
    pub(crate) fn agrees(&self, value: Value<'_>, context: &dyn Context) -> Answer {
        match self {
            Test::Strings(patterns) => with_text(value, |text| {
                any(patterns, |pattern| found(pattern.matches(text, context)))
            }),
            Test::StringsIgnoringCase(patterns) => with_text(value, |text| {
                any(patterns, |pattern| {
                    found(pattern.equals_ignoring_case(text, context))
                })
            }),
            Test::Arns(patterns) => with_text(value, |text| {
                if !is_arn(text) {
                    return Answer::Unknown;
                }
                any(patterns, |pattern| found(pattern.matches(text, context)))
            }),
            Test::Numbers(order, wanted) => match as_number(value) {
                Some(number) => any(wanted, |wanted| {
                    known(*wanted, |wanted| order.holds(number.cmp(&wanted)))
                }),
                None => Answer::Unknown,
            },
            Test::Dates(order, wanted) => match as_date(value) {
                Some(date) => any(wanted, |wanted| {
                    known(*wanted, |wanted| order.holds(date.cmp(&wanted)))
                }),
                None => Answer::Unknown,
            },
            Test::Bools(patterns) => match as_bool(value) {
                Some(value) => any(patterns, |pattern| bool_agrees(pattern, value, context)),
                None => Answer::Unknown,
            },
            Test::Binary(wanted) => with_text(value, |text| {
                if !base64(text) {
                    return Answer::Unknown;
                }
                let bytes = text.trim_end_matches('=');
                any(wanted, |wanted| {
                    known(wanted.as_deref(), |wanted| wanted == bytes)
                })
            }),
            Test::Ranges(ranges) => match as_address(value) {
                Some(address) => any(ranges, |range| {
                    match range.and_then(|range| range.contains(address)) {
                        Some(contains) => Answer::from(contains),
                        None => Answer::Unknown,
                    }
                }),
                None => Answer::Unknown,
            },
            Test::Absent(_) => Answer::Unknown,
        }
    }

    /// `Null`: whether one of the policy's values says what is the case.
    pub(crate) fn absence_agrees(&self, absent: bool) -> Answer {
        match self {
            Test::Absent(wanted) => any(wanted, |wanted| known(*wanted, |wanted| wanted == absent)),
            _ => Answer::Unknown,
        }
    }
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        if yes { Answer::Yes } else { Answer::No }
    }
}

impl Answer {
    pub(crate) fn negate(self) -> Answer {
        match self {
            Answer::No => Answer::Yes,
            Answer::Yes => Answer::No,
            Answer::Unknown | Answer::Open(_) => self,
        }
    }
}

fn any<T>(wanted: &[T], mut agrees: impl FnMut(&T) -> Answer) -> Answer {
    let mut answer = Answer::No;
    for wanted in wanted {
        match agrees(wanted) {
            Answer::Yes => return Answer::Yes,
            Answer::Unknown | Answer::Open(_) => answer = Answer::Unknown,
            Answer::No => {}
        }
    }
    answer
}

/// A pattern whose variable has no value agrees with nothing.
fn found(matches: Option<bool>) -> Answer {
    Answer::from(matches == Some(true))
}

fn known<T>(wanted: Option<T>, agrees: impl FnOnce(T) -> bool) -> Answer {
    wanted.map_or(Answer::Unknown, |wanted| Answer::from(agrees(wanted)))
}

fn with_text(value: Value<'_>, then: impl FnOnce(&str) -> Answer) -> Answer {
    match Text::of(value) {
        Some(text) => then(text.as_str()),
        None => Answer::Unknown,
    }
}

fn bool_agrees(pattern: &Pattern, value: bool, context: &dyn Context) -> Answer {
    let is = |text| pattern.equals_ignoring_case(text, context);
    match (is("true"), is("false")) {
        (None, _) | (_, None) => Answer::No,
        (Some(false), Some(false)) => Answer::Unknown,
        (Some(wanted), _) => Answer::from(wanted == value),
    }
}

fn as_number(value: Value<'_>) -> Option<Decimal> {
    match value {
        Value::Str(text) => number::parse(text),
        Value::Number(number) | Value::Date(number) => Some(Decimal::from(number)),
        _ => None,
    }
}

fn as_date(value: Value<'_>) -> Option<Instant> {
    match value {
        Value::Str(text) => date::parse(text),
        Value::Number(seconds) | Value::Date(seconds) => Some(Instant { seconds, nanos: 0 }),
        _ => None,
    }
}

fn as_bool(value: Value<'_>) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(value),
        Value::Str(text) => parse_bool(text),
        _ => None,
    }
}

fn as_address(value: Value<'_>) -> Option<IpAddr> {
    match value {
        Value::Ip(address) => Some(address),
        Value::Str(text) => text.parse().ok(),
        _ => None,
    }
}

fn parse_bool(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

fn is_arn(text: &str) -> bool {
    text.starts_with("arn:") && text.bytes().filter(|byte| *byte == b':').count() >= 5
}

/// Whether the text is standard base64 in its one canonical form, so that equal bytes are equal texts. Checked in small
/// steps on the stack, because a request must not make this allocate.
fn base64(text: &str) -> bool {
    const STEP: usize = 64;
    let mut room = [0; STEP / 4 * 3];
    // The decoder takes padding inside, where several encoded texts follow one another.
    if text.trim_end_matches('=').contains('=') {
        return false;
    }
    text.as_bytes().chunks(STEP).all(|chunk| {
        let length = BASE64.decode_len(chunk.len()).ok();
        let output = length.and_then(|length| room.get_mut(..length));
        output.is_some_and(|output| BASE64.decode_mut(chunk, output).is_ok())
    })
}

fn read<T>(values: &[Box<str>], parse: impl Fn(&str) -> Option<T>) -> Box<[Option<T>]> {
    values.iter().map(|value| parse(value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_has_one_form() {
        for (text, expected) in [
            ("", true),
            ("QQ==", true),
            ("QR==", false),
            ("QQ", false),
            ("QQ==QQ==", false),
            ("====", false),
            ("Q", false),
            ("!!!!", false),
            ("QmluYXJ5VmFsdWVJbkJhc2U2NA==", true),
        ] {
            assert_eq!(base64(text), expected, "{text}");
        }
        assert!(base64(&"QUJD".repeat(100)));
    }
}
