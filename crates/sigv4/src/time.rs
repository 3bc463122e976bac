//! Points in time and days as signatures write them: `20150830T123600Z` and `20150830`.
//! Only the conversions that a signature needs; no clock, no time zones, no leap seconds.

use std::fmt;

/// A point in time, in whole seconds since 1970 (UTC).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Timestamp(i64);

/// A day as a credential scope writes it: eight digits, `YYYYMMDD`.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date([u8; 8]);

/// A point in time with its text, so that it is formatted once per request.
#[derive(Copy, Clone)]
pub(crate) struct Stamp {
    at: Timestamp,
    compact: [u8; 16],
}

/// The longest text that is looked at as a date.
const MAX_TEXT: usize = 40;
/// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z: what four year digits can say.
const MIN_UNIX: i64 = -62_167_219_200;
const MAX_UNIX: i64 = 253_402_300_799;
const DAY: i64 = 86_400;

impl Timestamp {
    /// Seconds since 1970. Values outside the years 0 to 9999 are brought to the nearest end.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        if seconds < MIN_UNIX {
            Timestamp(MIN_UNIX)
        } else if seconds > MAX_UNIX {
            Timestamp(MAX_UNIX)
        } else {
            Timestamp(seconds)
        }
    }

    /// Seconds since 1970.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// `20150830T123600Z`, the form that a string to sign holds.
    #[must_use]
    pub fn to_compact(self) -> String {
        String::from_utf8_lossy(&self.compact_bytes()).into_owned()
    }

    /// The day of this point in time.
    #[must_use]
    pub fn date(self) -> Date {
        let (year, month, day) = civil_from_days(self.0.div_euclid(DAY));
        let [y1, y2, y3, y4] = four(year);
        let [m1, m2] = two(month);
        let [d1, d2] = two(day);
        Date([y1, y2, y3, y4, m1, m2, d1, d2])
    }

    /// Reads `20150830T123600Z`.
    #[must_use]
    pub fn parse_compact(text: &str) -> Option<Self> {
        let &[
            y1,
            y2,
            y3,
            y4,
            m1,
            m2,
            d1,
            d2,
            b'T',
            h1,
            h2,
            n1,
            n2,
            s1,
            s2,
            b'Z',
        ] = text.as_bytes()
        else {
            return None;
        };
        from_parts(
            number(&[y1, y2, y3, y4])?,
            number(&[m1, m2])?,
            number(&[d1, d2])?,
            [number(&[h1, h2])?, number(&[n1, n2])?, number(&[s1, s2])?],
        )
    }

    /// The bytes of [`Timestamp::to_compact`], without allocating.
    fn compact_bytes(self) -> [u8; 16] {
        let Date([y1, y2, y3, y4, m1, m2, d1, d2]) = self.date();
        let second = self.0.rem_euclid(DAY);
        let [h1, h2] = two(second / 3600);
        let [n1, n2] = two(second / 60 % 60);
        let [s1, s2] = two(second % 60);
        [
            y1, y2, y3, y4, m1, m2, d1, d2, b'T', h1, h2, n1, n2, s1, s2, b'Z',
        ]
    }

    /// This point moved by so many seconds.
    pub(crate) const fn plus(self, seconds: i64) -> Self {
        Self::from_unix(self.0.saturating_add(seconds))
    }

    /// `2015-08-30T12:36:00Z`.
    fn parse_extended(text: &str) -> Option<Self> {
        let &[
            y1,
            y2,
            y3,
            y4,
            b'-',
            m1,
            m2,
            b'-',
            d1,
            d2,
            b'T',
            h1,
            h2,
            b':',
            n1,
            n2,
            b':',
            s1,
            s2,
            b'Z',
        ] = text.as_bytes()
        else {
            return None;
        };
        from_parts(
            number(&[y1, y2, y3, y4])?,
            number(&[m1, m2])?,
            number(&[d1, d2])?,
            [number(&[h1, h2])?, number(&[n1, n2])?, number(&[s1, s2])?],
        )
    }

    /// `Sun, 30 Aug 2015 12:36:00 GMT` (RFC 9110 §5.6.7). The name of the weekday is not checked against the date.
    fn parse_imf_fixdate(text: &str) -> Option<Self> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let mut words = text.split(' ');
        let weekday = words.next()?;
        let day = words.next()?;
        let month = words.next()?;
        let year = words.next()?;
        let clock = words.next()?;
        if words.next()? != "GMT" || words.next().is_some() || day.len() != 2 || year.len() != 4 {
            return None;
        }
        if !["Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,"].contains(&weekday) {
            return None;
        }
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let month = months.iter().position(|name| *name == month)?;
        let &[h1, h2, b':', n1, n2, b':', s1, s2] = clock.as_bytes() else {
            return None;
        };
        from_parts(
            number(year.as_bytes())?,
            i64::try_from(month).ok()? + 1,
            number(day.as_bytes())?,
            [number(&[h1, h2])?, number(&[n1, n2])?, number(&[s1, s2])?],
        )
    }
}

impl Stamp {
    pub(crate) fn new(at: Timestamp) -> Self {
        Stamp {
            at,
            compact: at.compact_bytes(),
        }
    }

    /// Reads `20150830T123600Z`. What could be read is its own compact form: there is one text for each second.
    pub(crate) fn parse_compact(text: &str) -> Option<Self> {
        Some(Stamp {
            at: Timestamp::parse_compact(text)?,
            compact: text.as_bytes().try_into().ok()?,
        })
    }

    /// Reads what AWS takes in an `x-amz-date` header: the compact form, or ISO 8601's extended form without fractions.
    pub(crate) fn parse_amz_date(text: &str) -> Option<Self> {
        Self::parse_compact(text).or_else(|| Timestamp::parse_extended(text).map(Self::new))
    }

    /// Reads what a `date` header may hold: the forms of `x-amz-date`, or HTTP's own (botocore sends that one when the
    /// caller has set `Date`, and still writes the compact form into the string to sign).
    pub(crate) fn parse_date_header(text: &str) -> Option<Self> {
        Self::parse_amz_date(text).or_else(|| Timestamp::parse_imf_fixdate(text).map(Self::new))
    }

    pub(crate) const fn timestamp(&self) -> Timestamp {
        self.at
    }

    pub(crate) const fn date(&self) -> Date {
        let [y1, y2, y3, y4, m1, m2, d1, d2, ..] = self.compact;
        Date([y1, y2, y3, y4, m1, m2, d1, d2])
    }

    pub(crate) const fn as_bytes(&self) -> &[u8] {
        &self.compact
    }
}

impl Date {
    /// Reads eight digits that are a day of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let &[y1, y2, y3, y4, m1, m2, d1, d2] = text.as_bytes() else {
            return None;
        };
        let at = from_parts(
            number(&[y1, y2, y3, y4])?,
            number(&[m1, m2])?,
            number(&[d1, d2])?,
            [0, 0, 0],
        )?;
        Some(at.date())
    }

    /// The eight digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The eight digits as bytes.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_compact())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({})", self.as_str())
    }
}

fn from_parts(
    year: i64,
    month: i64,
    day: i64,
    [hour, minute, second]: [i64; 3],
) -> Option<Timestamp> {
    if !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
        return None;
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some(Timestamp(
        days_from_civil(year, month, day) * DAY + hour * 3600 + minute * 60 + second,
    ))
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a day of the proleptic Gregorian calendar. Years start in March, so that the leap day is last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
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

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0i64, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| sum * 10 + i64::from(digit - b'0'))
    })
}

fn two(value: i64) -> [u8; 2] {
    [digit(value / 10), digit(value)]
}

fn four(value: i64) -> [u8; 4] {
    [
        digit(value / 1000),
        digit(value / 100),
        digit(value / 10),
        digit(value),
    ]
}

fn digit(value: i64) -> u8 {
    b'0' + u8::try_from(value.rem_euclid(10)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_date_of_the_official_suite_reads_and_writes_back() {
        let at = Timestamp::parse_compact("20150830T123600Z").unwrap();
        assert_eq!(at.unix(), 1_440_938_160);
        assert_eq!(at.to_compact(), "20150830T123600Z");
        assert_eq!(at.date().as_str(), "20150830");
        for text in [
            "20150830T123600Z",
            "2015-08-30T12:36:00Z",
            "Sun, 30 Aug 2015 12:36:00 GMT",
        ] {
            let stamp = Stamp::parse_date_header(text).unwrap();
            assert_eq!(stamp.timestamp(), at);
            assert_eq!(stamp.as_bytes(), b"20150830T123600Z");
            assert_eq!(stamp.date(), at.date());
        }
    }

    #[test]
    fn every_day_of_four_centuries_reads_and_writes_back() {
        for day in (-146_097..146_097).step_by(1) {
            let at = Timestamp::from_unix(day * DAY + 3_661);
            assert_eq!(Timestamp::parse_compact(&at.to_compact()), Some(at));
            assert_eq!(Date::parse(at.date().as_str()), Some(at.date()));
        }
    }

    #[test]
    fn texts_that_are_not_dates_are_refused() {
        for text in [
            "",
            "20150830",
            "20150830T123600",
            "20150830T123600z",
            "20150830T123600.000Z",
            "20151330T123600Z",
            "20150230T123600Z",
            "20150229T000000Z",
            "20150830T243600Z",
            "20150830T126000Z",
            "20150830T123660Z",
            "2015083０T12360Z",
            "+0150830T123600Z",
            "2015-08-30T12:36:00.000Z",
            "2015-08-30 12:36:00Z",
            "2015-08-30T12:36:00+00:00",
            "Sun, 30 Aug 2015 12:36:00 +0000",
            "Sun, 30 Aug 15 12:36:00 GMT",
            "Sun 30 Aug 2015 12:36:00 GMT",
        ] {
            assert!(Stamp::parse_date_header(text).is_none(), "{text}");
        }
        assert!(Date::parse("20160229").is_some());
        assert!(Date::parse("21000229").is_none());
    }

    #[test]
    fn the_ends_of_time_are_bounded() {
        assert_eq!(
            Timestamp::from_unix(i64::MAX).to_compact(),
            "99991231T235959Z"
        );
        assert_eq!(
            Timestamp::from_unix(i64::MIN).to_compact(),
            "00000101T000000Z"
        );
        assert_eq!(
            Timestamp::from_unix(i64::MAX).plus(i64::MAX).unix(),
            MAX_UNIX
        );
    }
}
