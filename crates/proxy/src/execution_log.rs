//! How execution logs write things: maps as Java prints them, long ones cut, and the time of a line
//! (as recorded from test invocations on AWS). What authenticates anybody is masked.

use portcullis_guard::sigv4::{HeaderList, Timestamp};

/// Longer lists of headers are cut.
const MAX_HEADERS: usize = 998;

/// Headers, each with all its values.
pub(crate) fn headers(headers: &HeaderList) -> String {
    let pairs = headers.names().map(|name| {
        let values: Vec<_> = headers
            .get_all(name)
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        let secret = matches!(name.as_str(), "authorization" | "x-amz-security-token");
        let value = values.join(",");
        let value = if secret {
            "*".repeat(value.len())
        } else {
            value
        };
        (spelled(name.as_str()), value)
    });
    let mut text = map(pairs);
    if text.len() > MAX_HEADERS {
        let end = (0..=MAX_HEADERS)
            .rev()
            .find(|at| text.is_char_boundary(*at));
        text.truncate(end.unwrap_or(0));
        text.push_str(" [TRUNCATED]");
    }
    text
}

/// `{a=1, b=2}`
pub(crate) fn map<N: AsRef<str>, V: AsRef<str>>(pairs: impl Iterator<Item = (N, V)>) -> String {
    let pairs = pairs.map(|(name, value)| format!("{}={}", name.as_ref(), value.as_ref()));
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
}

/// A header's name with a capital in front of each of its words, as API Gateway writes its own.
pub(crate) fn spelled(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("x-amzn-remapped-") {
        return format!("x-amzn-Remapped-{}", spelled(rest));
    }
    if name == "x-amzn-errortype" {
        return "x-amzn-ErrorType".to_owned();
    }
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|it| it.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join("-")
}

/// `Tue Aug 30 12:36:00 UTC 2015`
pub(crate) fn time(now: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    // `YYYYMMDDTHHMMSSZ`
    let compact = now.to_compact();
    let digits = |from: usize, to: usize| compact.get(from..to).unwrap_or_default();
    let day = usize::try_from(now.unix().div_euclid(86_400).rem_euclid(7)).unwrap_or(0);
    let month = digits(4, 6).parse::<usize>().unwrap_or(1);
    format!(
        "{} {} {} {}:{}:{} UTC {}",
        DAYS.get(day).unwrap_or(&""),
        MONTHS.get(month.saturating_sub(1)).unwrap_or(&""),
        digits(6, 8),
        digits(9, 11),
        digits(11, 13),
        digits(13, 15),
        digits(0, 4),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_names_are_written_as_recorded() {
        assert_eq!(
            time(Timestamp::from_unix(1_440_938_160)),
            "Sun Aug 30 12:36:00 UTC 2015"
        );
        assert_eq!(spelled("content-type"), "Content-Type");
        assert_eq!(spelled("x-amzn-errortype"), "x-amzn-ErrorType");
        assert_eq!(spelled("x-amzn-remapped-date"), "x-amzn-Remapped-Date");
        assert_eq!(spelled("x-amzn-trace-id"), "X-Amzn-Trace-Id");
    }
}
