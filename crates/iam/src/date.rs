//! Points in time as policies write them: ISO 8601 in the forms that IAM takes, or seconds since 1970 (IAM User Guide,
//! "Date condition operators"; the W3C profile of ISO 8601). There is no clock here.

use std::fmt::{self, Write};

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Instant {
    pub(crate) seconds: i64,
    pub(crate) nanos: u32,
}

const DAY: i64 = 86_400;

/// Reads a date. Everything IAM's own parser takes has a meaning here, a year alone before a `T` for instance.
pub(crate) fn parse(text: &str) -> Option<Instant> {
    let is_iso = text.contains(['t', 'T', '-']);
    if !is_iso {
        return Some(Instant {
            seconds: digits(text)?,
            nanos: 0,
        });
    }
    let (date, time) = text.split_once(['t', 'T']).unwrap_or((text, ""));
    let (seconds_of_day, nanos) = time_of_day(time)?;
    Some(Instant {
        seconds: days(date)? * DAY + seconds_of_day,
        nanos,
    })
}

/// Writes `2026-01-01T00:00:00Z`.
pub(crate) fn write_iso(out: &mut impl Write, seconds: i64) -> fmt::Result {
    let (year, month, day) = civil(seconds.div_euclid(DAY));
    let of_day = seconds.rem_euclid(DAY);
    write!(
        out,
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        of_day / 3600,
        of_day / 60 % 60,
        of_day % 60
    )
}

/// Days since 1970 of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn days(date: &str) -> Option<i64> {
    let (sign, date) = match date.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, date),
    };
    let mut fields = date.split('-');
    let year = sign * digits(fields.next()?)?;
    let month = fields.next().map_or(Some(1), digits)?;
    let day = fields.next().map_or(Some(1), digits)?;
    let known = (-292_275_054..=292_278_993).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && fields.next().is_none();
    known.then(|| days_from_civil(year, month, day))
}

/// Seconds since midnight UTC, which an offset may take outside the day, and nanoseconds.
fn time_of_day(time: &str) -> Option<(i64, u32)> {
    if time.is_empty() {
        return Some((0, 0));
    }
    let (clock, offset) = split_zone(time)?;
    let mut fields = clock.split(':');
    let hours = in_range(fields.next()?, 23)?;
    let minutes = fields.next().map_or(Some(0), |text| in_range(text, 59))?;
    let (seconds, nanos) = match fields.next() {
        Some(text) => {
            let (whole, fraction) = text
                .split_once('.')
                .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
            let nanos = fraction.map_or(Some(0), nanoseconds)?;
            (in_range(whole, 59)?, nanos)
        }
        None => (0, 0),
    };
    if fields.next().is_some() {
        return None;
    }
    Some((hours * 3600 + minutes * 60 + seconds - offset, nanos))
}

/// The clock and the offset from UTC in seconds.
fn split_zone(time: &str) -> Option<(&str, i64)> {
    let Some(at) = time.find(['z', 'Z', '+', '-']) else {
        return Some((time, 0));
    };
    let (clock, zone) = time.split_at_checked(at)?;
    // A zone belongs to a time with minutes.
    if !clock.contains(':') {
        return None;
    }
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return (zone.len() == 1).then_some((clock, 0)),
    };
    let (hours, minutes) = zone
        .get(1..)?
        .split_once(':')
        .unwrap_or((zone.get(1..)?, "00"));
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let offset = in_range(hours, 23)? * 3600 + in_range(minutes, 59)? * 60;
    Some((clock, sign * offset))
}

fn nanoseconds(fraction: &str) -> Option<u32> {
    if digits(fraction)? > 999_999_999 {
        return None;
    }
    let mut nanos = 0;
    let padded = fraction.bytes().chain(std::iter::repeat(b'0'));
    for digit in padded.take(9) {
        nanos = nanos * 10 + u32::from(digit - b'0');
    }
    Some(nanos)
}

fn in_range(text: &str, max: i64) -> Option<i64> {
    digits(text).filter(|number| *number <= max)
}

fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

// The proleptic Gregorian calendar, counted in eras of 400 years that begin on 1 March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        parse(text).map(|instant| instant.seconds)
    }

    #[test]
    fn the_forms_iam_takes() {
        for (text, expected) in [
            ("1893456000", Some(1_893_456_000)),
            ("2026-01-01T00:00:00Z", Some(1_767_225_600)),
            ("2026-01-01t01:00:00+01", Some(1_767_225_600)),
            ("2025-12-31T18:30-05:30", Some(1_767_225_600)),
            ("2026-01-01", Some(1_767_225_600)),
            ("2026-01", Some(1_767_225_600)),
            ("2026T", Some(1_767_225_600)),
            ("01T", Some(-62_135_596_800)),
            ("1970-01-01T00:00:00.999Z", Some(0)),
            ("9223372036854775808", None),
            ("234-13", None),
            ("2016-12-13t2:00:00.1999999999+10:59", None),
            ("2016-12-13t24:00:00", None),
            ("2016-12-13T10Z", None),
            ("sdfdsf", None),
            ("", None),
            ("-", None),
            ("t", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
        assert!(parse("-292275054-01-01").is_some() && parse("-292275055").is_none());
        assert!(parse("2026-01-01T00:00:00.5Z") > parse("2026-01-01T00:00:00.25Z"));
    }

    #[test]
    fn writing_and_reading_agree() {
        for at in [0, 951_782_400, 1_767_225_599, -1, 4_102_444_800] {
            let mut text = String::new();
            write_iso(&mut text, at).unwrap();
            assert_eq!(seconds(&text), Some(at), "{text}");
        }
    }
}
