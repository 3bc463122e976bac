//! The canonical headers: for each signed name, in the order the client listed them, `name:value` with the values of a
//! repeated header joined by commas, trimmed, and runs of blanks made one (inside quotes too). A signed header that is not
//! in the request is an error; it is never looked for anywhere else.

use crate::cut::split;
use crate::request::Request;

/// What a request holds that signers read in more than one way.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Seen {
    pub tab: bool,
    pub high_byte: bool,
}

/// The signed headers cannot be written: one is absent or not lower case, or a bound is passed.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct NotCanonical;

/// What counts as blank inside a value. Most signers collapse TAB too; Go's and Rust's only the space.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Whitespace {
    Any,
    Spaces,
}

pub(crate) fn write_headers(
    out: &mut Vec<u8>,
    request: &Request<'_>,
    signed_headers: &str,
    whitespace: Whitespace,
    latin1: bool,
) -> Result<Seen, NotCanonical> {
    let mut seen = Seen::default();
    for name in split(signed_headers, b';') {
        out.extend_from_slice(name.as_bytes());
        out.push(b':');
        let mut write = |out: &mut Vec<u8>, value: &[u8]| {
            write_value(out, value, whitespace, latin1, &mut seen);
        };
        // The list of signed headers is in lower case, as names are: one that is not is not found.
        let fields = request.headers.iter();
        let mut values = fields
            .filter(|(known, _)| known.as_str() == name)
            .map(|(_, value)| value.as_bytes());
        match (values.next(), request.authority) {
            (Some(value), _) => write(out, value),
            // HTTP/2 sends the host as `:authority`; signers write `host` for it.
            (None, Some(authority)) if name == "host" || name == ":authority" => {
                write(out, authority.as_bytes());
            }
            (None, _) => return Err(NotCanonical),
        }
        for value in values {
            out.extend_from_slice(separator(name, request));
            write(out, value);
        }
        out.push(b'\n');
    }
    Ok(seen)
}

/// HTTP/2 may split `cookie` into several fields, which mean one joined with `; ` (RFC 9113 §8.2.3).
fn separator(name: &str, request: &Request<'_>) -> &'static [u8] {
    if name == "cookie" && request.authority.is_some() {
        b"; "
    } else {
        b","
    }
}

/// One value, trimmed and with its runs of blanks made one.
pub(crate) fn write_value(
    out: &mut Vec<u8>,
    value: &[u8],
    whitespace: Whitespace,
    latin1: bool,
    seen: &mut Seen,
) {
    if is_word(value) {
        out.extend_from_slice(value);
        return;
    }
    let (tab, high, run) = survey(value);
    seen.tab |= tab;
    seen.high_byte |= high;
    let edge = value.first() == Some(&b' ') || value.last() == Some(&b' ');
    let rewritten = tab || run || edge || (high && latin1);
    if !rewritten {
        out.extend_from_slice(value);
        return;
    }
    let is_blank = |byte: u8| byte == b' ' || (byte == b'\t' && whitespace == Whitespace::Any);
    let mut pending = false;
    let mut started = false;
    for &byte in value {
        if is_blank(byte) {
            pending = started;
            continue;
        }
        if pending {
            out.push(b' ');
            pending = false;
        }
        started = true;
        if latin1 && byte >= 0x80 {
            let mut utf8 = [0u8; 2];
            out.extend_from_slice(char::from(byte).encode_utf8(&mut utf8).as_bytes());
        } else {
            out.push(byte);
        }
    }
}

/// Whether a value has neither a blank nor another byte below `!`, nor one outside ASCII: most are such a word. Eight bytes at
/// a time, of which the last may be looked at twice. Taking `!` from each byte borrows first where one is below it, and
/// what a borrow makes of its neighbours does not matter then.
fn is_word(value: &[u8]) -> bool {
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    const LEAST: u64 = u64::from_ne_bytes([b'!'; 8]);
    let Some(last) = value.last_chunk::<8>() else {
        return value.iter().all(|byte| (b'!'..0x80).contains(byte));
    };
    let (words, _) = value.as_chunks::<8>();
    let odd = words.iter().chain([last]).fold(0, |odd, word| {
        let word = u64::from_le_bytes(*word);
        odd | word | word.wrapping_sub(LEAST)
    });
    odd & HIGH == 0
}

/// Whether a value holds a TAB, a byte outside ASCII, two blanks in a row. No early exit, so that it runs on whole vectors:
/// a session token is a thousand bytes.
fn survey(value: &[u8]) -> (bool, bool, bool) {
    let tab_or_high = value.iter().fold((0u8, 0u8), |(tab, high), byte| {
        (tab | u8::from(*byte == b'\t'), high | *byte)
    });
    let next = value.get(1..).unwrap_or_default();
    let run = value.iter().zip(next).fold(0u8, |run, (a, b)| {
        run | u8::from((*a == b' ') & (*b == b' '))
    });
    (tab_or_high.0 != 0, tab_or_high.1 >= 0x80, run != 0)
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;
    use crate::headers::HeaderList;

    fn canonical(
        headers: &[(&'static str, &[u8])],
        authority: Option<&str>,
        signed: &str,
        whitespace: Whitespace,
        latin1: bool,
    ) -> Result<(String, Seen), NotCanonical> {
        let mut list = HeaderList::new();
        for (name, value) in headers {
            list.append(
                HeaderName::from_static(name),
                HeaderValue::from_bytes(value).unwrap(),
            );
        }
        let request = Request {
            method: "GET",
            path: "/",
            query: None,
            headers: &list,
            authority,
        };
        let mut out = Vec::new();
        let seen = write_headers(&mut out, &request, signed, whitespace, latin1)?;
        Ok((String::from_utf8(out).unwrap(), seen))
    }

    #[test]
    fn values_are_trimmed_collapsed_and_joined_in_arrival_order() {
        let headers: &[(&str, &[u8])] = &[
            ("host", b"h:8080"),
            ("x-dup", b" 2 "),
            ("x-dup", b"1"),
            ("x-empty", b""),
            ("x-quoted", b"\"a   b\""),
        ];
        let (text, seen) = canonical(
            headers,
            None,
            "host;x-dup;x-empty;x-quoted",
            Whitespace::Any,
            false,
        )
        .unwrap();
        assert_eq!(text, "host:h:8080\nx-dup:2,1\nx-empty:\nx-quoted:\"a b\"\n");
        assert_eq!(seen, Seen::default());
    }

    #[test]
    fn a_tab_is_blank_in_one_reading_and_data_in_the_other() {
        let headers: &[(&str, &[u8])] = &[("x", b"a\t b  c")];
        let any = canonical(headers, None, "x", Whitespace::Any, false).unwrap();
        assert_eq!(
            any,
            (
                "x:a b c\n".to_owned(),
                Seen {
                    tab: true,
                    high_byte: false
                }
            )
        );
        assert_eq!(
            canonical(headers, None, "x", Whitespace::Spaces, false)
                .unwrap()
                .0,
            "x:a\t b c\n"
        );
    }

    #[test]
    fn bytes_outside_ascii_are_raw_in_one_reading_and_latin_1_in_the_other() {
        let (text, seen) = canonical(
            &[("x", "caf\u{e9}".as_bytes())],
            None,
            "x",
            Whitespace::Any,
            false,
        )
        .unwrap();
        assert_eq!(text, "x:caf\u{e9}\n");
        assert!(seen.high_byte);
        assert_eq!(
            canonical(&[("x", b"caf\xe9")], None, "x", Whitespace::Any, true)
                .unwrap()
                .0,
            "x:caf\u{e9}\n"
        );
    }

    #[test]
    fn a_word_is_what_needs_no_second_look() {
        for length in 0..40 {
            for byte in 0..=255u8 {
                for (place, neighbour) in
                    (0..length).flat_map(|place| [(place, b'!'), (place, 0x7f)])
                {
                    let mut value = vec![neighbour; length];
                    value[place] = byte;
                    let expected = (b'!'..0x80).contains(&byte);
                    assert_eq!(is_word(&value), expected, "{byte} at {place} of {length}");
                }
            }
            assert!(is_word(&vec![b'~'; length]));
        }
    }

    #[test]
    fn a_header_is_found_among_few_and_among_many() {
        let mut headers = vec![("host", b"h".as_slice()), ("x-dup", b"1"), ("x-dup", b"2")];
        let many: Vec<String> = (0..40).map(|index| format!("x-{index}")).collect();
        let many: &'static [String] = many.leak();
        for more in [0, 40] {
            headers.extend(
                many.iter()
                    .take(more)
                    .map(|name| (name.as_str(), b"v".as_slice())),
            );
            let (text, _) =
                canonical(&headers, None, "host;x-dup", Whitespace::Any, false).unwrap();
            assert_eq!(text, "host:h\nx-dup:1,2\n");
            for absent in ["Host", "x-Dup", "x", "", "x_dup "] {
                let found = canonical(&headers, None, absent, Whitespace::Any, false);
                assert_eq!(found.err(), Some(NotCanonical), "{absent}");
            }
        }
    }

    #[test]
    fn an_absent_or_upper_case_signed_header_is_an_error() {
        for signed in [
            "x-absent",
            "host;x-absent",
            "Host",
            "",
            "host;",
            ";host",
            "ho st",
            ":method",
        ] {
            assert_eq!(
                canonical(&[("host", b"h")], None, signed, Whitespace::Any, false).err(),
                Some(NotCanonical)
            );
        }
    }

    #[test]
    fn the_authority_stands_for_an_absent_host_only() {
        let any = Whitespace::Any;
        assert_eq!(
            canonical(&[], Some("h"), "host", any, false).unwrap().0,
            "host:h\n"
        );
        assert_eq!(
            canonical(&[], Some("h"), ":authority", any, false)
                .unwrap()
                .0,
            ":authority:h\n"
        );
        assert_eq!(
            canonical(&[("host", b"g")], Some("h"), "host", any, false)
                .unwrap()
                .0,
            "host:g\n"
        );
        assert!(canonical(&[], Some("h"), "x-host", any, false).is_err());
    }

    #[test]
    fn cookies_of_http_2_are_joined_as_one_cookie() {
        let cookies: &[(&str, &[u8])] = &[("cookie", b"a=1"), ("cookie", b"b=2")];
        assert_eq!(
            canonical(cookies, Some("h"), "cookie", Whitespace::Any, false)
                .unwrap()
                .0,
            "cookie:a=1; b=2\n"
        );
        assert_eq!(
            canonical(cookies, None, "cookie", Whitespace::Any, false)
                .unwrap()
                .0,
            "cookie:a=1,b=2\n"
        );
    }
}
