//! A point in time as the protocols carry it: a number of seconds in JSON, ISO 8601 in XML and in form parameters.
//! Reads no clock: now is always an argument somewhere else.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// The name under which a timestamp goes through serde, so that the XML codec, which asks for milliseconds by not being
/// human-readable, can tell it from a number.
pub(crate) const NEWTYPE: &str = "portcullis_wire::Timestamp";

/// A point in time, to the millisecond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    millis: i64,
}

impl Timestamp {
    /// From seconds since 1970.
    pub const fn from_unix(seconds: i64) -> Self {
        Self {
            millis: seconds.saturating_mul(1000),
        }
    }

    /// From milliseconds since 1970.
    pub const fn from_unix_millis(millis: i64) -> Self {
        Self { millis }
    }

    /// Whole seconds since 1970.
    pub const fn unix(self) -> i64 {
        self.millis.div_euclid(1000)
    }

    /// Milliseconds since 1970.
    pub const fn unix_millis(self) -> i64 {
        self.millis
    }

    /// ISO 8601 in UTC: `2026-11-21T12:02:25Z`, with milliseconds only where there are some.
    pub fn to_iso8601(self) -> String {
        let (date, millis) = self.calendar();
        if millis == 0 {
            format!("{date}Z")
        } else {
            format!("{date}.{millis:03}Z")
        }
    }

    /// ISO 8601 with milliseconds always, as EC2 writes it: `2026-11-21T12:02:25.000Z`.
    pub fn to_iso8601_millis(self) -> String {
        let (date, millis) = self.calendar();
        format!("{date}.{millis:03}Z")
    }

    /// ISO 8601 with a zone, or seconds since 1970.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
            return Some(Self {
                millis: timestamp.as_millisecond(),
            });
        }
        text.parse::<f64>().ok().and_then(Self::from_seconds)
    }

    fn from_seconds(seconds: f64) -> Option<Self> {
        let millis = (seconds * 1000.0).round();
        // The bound keeps the cast exact; it lies some 285,000 years away.
        (millis.is_finite() && millis.abs() < 9.0e15).then_some(Self {
            millis: millis as i64,
        })
    }

    fn calendar(self) -> (String, i64) {
        // Outside the calendar of jiff (years -9999 to 9999) the epoch stands in: such a time is never ours.
        let timestamp =
            jiff::Timestamp::from_second(self.unix()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        (
            timestamp.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            self.millis.rem_euclid(1000),
        )
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            serializer.serialize_newtype_struct(NEWTYPE, &self.millis)
        } else if self.millis.rem_euclid(1000) == 0 {
            serializer.serialize_newtype_struct(NEWTYPE, &self.unix())
        } else {
            serializer.serialize_newtype_struct(NEWTYPE, &(self.millis as f64 / 1000.0))
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyForm;
        impl Visitor<'_> for AnyForm {
            type Value = Timestamp;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a timestamp")
            }

            fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Timestamp, E> {
                seconds
                    .checked_mul(1000)
                    .map(Timestamp::from_unix_millis)
                    .ok_or_else(|| E::custom("a timestamp out of range"))
            }

            fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Timestamp, E> {
                i64::try_from(seconds)
                    .map_err(E::custom)
                    .and_then(|seconds| self.visit_i64(seconds))
            }

            fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<Timestamp, E> {
                Timestamp::from_seconds(seconds)
                    .ok_or_else(|| E::custom("a timestamp out of range"))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
                Timestamp::parse(text).ok_or_else(|| E::custom("not a timestamp"))
            }
        }
        deserializer.deserialize_any(AnyForm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_8601_both_ways() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_795_262_545_000, "2026-11-21T12:02:25Z"),
            (1_795_262_545_250, "2026-11-21T12:02:25.250Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] {
            let timestamp = Timestamp::from_unix_millis(millis);
            assert_eq!(timestamp.to_iso8601(), text);
            assert_eq!(Timestamp::parse(text), Some(timestamp));
        }
        assert_eq!(
            Timestamp::from_unix(0).to_iso8601_millis(),
            "1970-01-01T00:00:00.000Z"
        );
    }

    #[test]
    fn seconds_and_zones_are_read_and_nonsense_is_not() {
        let noon = Timestamp::from_unix(1_795_262_545);
        assert_eq!(Timestamp::parse("1795262545"), Some(noon));
        assert_eq!(Timestamp::parse("2026-11-21T13:02:25+01:00"), Some(noon));
        for nonsense in [
            "",
            "soon",
            "2026-11-21",
            "NaN",
            "inf",
            "1e300",
            "2026-13-01T00:00:00Z",
        ] {
            assert_eq!(Timestamp::parse(nonsense), None, "{nonsense}");
        }
    }
}
