//! Days of the calendar, in UTC, as API Gateway counts usage by them: `2015-08-30`. Time of day is
//! not its business.

use std::fmt;

/// Days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

const SECONDS: i64 = 86_400;

impl Day {
    /// The day of a moment in Unix seconds.
    pub fn of(unix: i64) -> Self {
        Self(unix.div_euclid(SECONDS))
    }

    /// Reads `YYYY-MM-DD`; `None` for anything else, and for days that there are not.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |length: usize| {
            let part = parts.next()?;
            let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<i64>().ok()).flatten()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let parsed = Self::from_civil(year, month, day);
        (parts.next().is_none() && parsed.civil() == (year, month, day)).then_some(parsed)
    }

    /// Sunday is 0.
    pub fn of_week(self) -> i64 {
        (self.0 + 4).rem_euclid(7)
    }

    /// Year, month and day, the latter from 1.
    pub fn civil(self) -> (i64, i64, i64) {
        // Eras of 400 years from 0000-03-01, so that a leap day ends its year.
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, month, day)
    }

    /// A day by year, month and day.
    pub fn from_civil(year: i64, month: i64, day: i64) -> Self {
        let year = year - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let from_march = if month > 2 { month - 3 } else { month + 9 };
        let of_year = (153 * from_march + 2) / 5 + day - 1;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        Self(era * 146_097 + of_era - 719_468)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_shown() {
        for (text, number) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2015-08-30", 16_677),
            ("2100-03-01", 47_541),
        ] {
            assert_eq!(Day::parse(text), Some(Day(number)), "{text}");
            assert_eq!(Day(number).to_string(), text);
        }
        for text in [
            "",
            "2015-8-30",
            "2015-02-29",
            "2015-13-01",
            "2015-01-00",
            "2015-01-01-",
            "x",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        for number in (-800_000..800_000).step_by(97) {
            let (year, month, day) = Day(number).civil();
            assert_eq!(Day::from_civil(year, month, day), Day(number));
        }
        assert_eq!(Day::of(1_440_938_160), Day(16_677));
        assert_eq!(Day(16_677).of_week(), 0, "a Sunday");
    }
}
