//! The formats of draft 4. A format that it does not name asks nothing.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::pattern::Pattern;

/// A format that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    DateTime,
    Email,
    Hostname,
    Ipv4,
    Ipv6,
    Regex,
    Uri,
}

impl Format {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "date-time" => Self::DateTime,
            "email" => Self::Email,
            "hostname" => Self::Hostname,
            "ipv4" => Self::Ipv4,
            "ipv6" => Self::Ipv6,
            "regex" => Self::Regex,
            "uri" => Self::Uri,
            _ => return None,
        })
    }

    /// What is wrong with a text, as what follows it within quotation marks.
    pub(super) fn fault(self, text: &str) -> Option<String> {
        let (holds, what) = match self {
            Self::DateTime => {
                return (!is_date_time(text)).then(|| {
                    "\" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]".to_owned()
                });
            }
            Self::Email => (is_email(text), "a valid email address"),
            Self::Hostname => (is_hostname(text), "a valid hostname"),
            Self::Ipv4 => (text.parse::<Ipv4Addr>().is_ok(), "a valid IPv4 address"),
            Self::Ipv6 => (text.parse::<Ipv6Addr>().is_ok(), "a valid IPv6 address"),
            Self::Regex => (
                Pattern::compile(text).is_some(),
                "a valid ECMA 262 regular expression",
            ),
            Self::Uri => (is_uri(text), "a valid URI"),
        };
        (!holds).then(|| format!("\" is not {what}"))
    }
}

/// `2015-08-30T12:36:00Z`, with a fraction of a second or an offset (RFC 3339).
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let date: Vec<Option<u32>> = date.split('-').map(number).collect();
    let lengths = text.get(..10).is_some_and(|date| {
        date.bytes()
            .enumerate()
            .all(|(at, byte)| (byte == b'-') == (at == 4 || at == 7))
    });
    let [Some(year), Some(month), Some(day)] = date.as_slice() else {
        return false;
    };
    lengths && (1..=days_of(*year, *month)).contains(day) && is_time(time)
}

fn is_time(text: &str) -> bool {
    let Some(clock) = text.get(..8) else {
        return false;
    };
    let fields: Vec<Option<u32>> = clock.split(':').map(number).collect();
    let [Some(hour), Some(minute), Some(second)] = fields.as_slice() else {
        return false;
    };
    let rest = text.get(8..).unwrap_or_default();
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if !(1..=12).contains(&digits) {
                return false;
            }
            fraction.get(digits..).unwrap_or_default()
        }
        None => rest,
    };
    *hour < 24 && *minute < 60 && *second < 60 && is_zone(zone)
}

fn is_zone(text: &str) -> bool {
    if text == "Z" {
        return true;
    }
    let Some(offset) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    let (hours, minutes) = match offset.split_once(':') {
        Some(parts) => parts,
        None => offset.split_at_checked(2).unwrap_or_default(),
    };
    hours.len() == 2
        && minutes.len() == 2
        && number(hours).is_some_and(|hours| hours < 24)
        && number(minutes).is_some_and(|minutes| minutes < 60)
}

fn number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (text.len() == 2 || text.len() == 4)).then(|| text.parse().ok())?
}

fn days_of(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let atom = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    let dotted = local
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(atom));
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    (dotted || quoted) && is_hostname(domain)
}

fn is_hostname(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

/// The characters of RFC 3986, with `%` before two hexadecimal digits. Relative ones are URIs to
/// API Gateway's validator too.
fn is_uri(text: &str) -> bool {
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let fits = match byte {
            b'%' => {
                let mut digit = || rest.next().is_some_and(|digit| digit.is_ascii_hexdigit());
                digit() && digit()
            }
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte),
        };
        if !fits {
            return false;
        }
    }
    !text.starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_from_what_only_looks_like_them() {
        for (name, good, bad) in [
            (
                "date-time",
                &[
                    "2015-08-30T12:36:00Z",
                    "2016-02-29T00:00:00.123+01:00",
                    "2016-02-29T00:00:00-0130",
                ][..],
                &[
                    "2015-08-30",
                    "2015-02-29T00:00:00Z",
                    "2015-08-30T24:00:00Z",
                    "2015-08-30T12:36:00",
                    "2015-8-30T12:36:00Z",
                    "x",
                ][..],
            ),
            (
                "email",
                &["a.b+c@example.com"],
                &["a", "@b", "a..b@c", "a@-b"],
            ),
            (
                "hostname",
                &["a", "a-b.example"],
                &["", "-a", "a..b", "a_b"],
            ),
            ("ipv4", &["10.0.0.1"], &["10.0.0", "10.0.0.256", "::1"]),
            ("ipv6", &["::1", "2001:db8::1"], &["10.0.0.1", ":::"]),
            ("regex", &["^a$"], &["("]),
            (
                "uri",
                &["https://a/b?c#d", "a/b", "%20"],
                &["a b", "%2", "<"],
            ),
        ] {
            let format = Format::named(name).unwrap();
            for text in good {
                assert_eq!(format.fault(text), None, "{name} {text}");
            }
            for text in bad {
                assert!(format.fault(text).is_some(), "{name} {text}");
            }
        }
        assert_eq!(Format::named("password"), None);
    }
}
