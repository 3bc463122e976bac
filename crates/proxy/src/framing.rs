//! Where the body of an answer ends (RFC 9112, section 6.3), and its pieces, taken off what was read without a copy.
//! Trailers end here.

use bytes::{Buf as _, Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{Method, StatusCode, Version};
use httparse::Status;
use portcullis_guard::sigv4::HeaderList;

/// The bytes that a chunk's extensions may have, and those that trailers may.
const MAX_LINE: usize = 16 * 1024;

/// Why it cannot be known where a body ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct BadFraming(&'static str);

/// How a body is framed, and how much of it is to come.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// It is over, or there is none.
    None,
    /// So many bytes.
    Length(u64),
    /// All that comes until the connection ends.
    Connection,
    Chunked(Chunk),
}

/// What comes next of a body in chunks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Chunk {
    Size,
    Data(u64),
    /// The line's end behind the data.
    End,
    /// Trailers, of which so many bytes have come.
    Trailers(usize),
}

/// What could be taken off the input.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Data(Bytes),
    End,
    /// Header fields that came behind it, and its end. They are dropped.
    Trailers,
    /// More has to be read.
    Nothing,
}

impl Framing {
    /// Of a request (RFC 9112, section 6.3). `None` where its head can be read in two ways, or in none.
    pub(crate) fn of_request(headers: &HeaderList, version: Version) -> Option<Self> {
        let mut codings = headers.get_all(TRANSFER_ENCODING);
        let mut lengths = headers.get_all(CONTENT_LENGTH);
        let framing = match (codings.next(), lengths.next()) {
            (None, None) => Self::None,
            (None, Some(length)) => match digits(length.as_bytes())? {
                0 => Self::None,
                length => Self::Length(length),
            },
            (Some(coding), None) => {
                let chunked = coding.as_bytes().eq_ignore_ascii_case(b"chunked");
                let known = chunked && version == Version::HTTP_11;
                known.then_some(Self::Chunked(Chunk::Size))?
            }
            (Some(_), Some(_)) => return None,
        };
        let single = codings.next().is_none() && lengths.next().is_none();
        single.then_some(framing)
    }

    /// Of an answer.
    pub(crate) fn of_answer(
        status: StatusCode,
        headers: &HeaderList,
        version: Version,
        method: &Method,
    ) -> Result<Self, BadFraming> {
        let bodiless = status.is_informational()
            || status == StatusCode::NO_CONTENT
            || status == StatusCode::NOT_MODIFIED
            || *method == Method::HEAD;
        if bodiless {
            return Ok(Self::None);
        }
        let mut codings = headers.get_all(&TRANSFER_ENCODING);
        if let Some(last) = codings.next_back() {
            if version == Version::HTTP_10 {
                return Err(BadFraming("HTTP/1.0 has no Transfer-Encoding"));
            }
            // Which of the two another reader believes cannot be known.
            if headers.contains(&CONTENT_LENGTH) {
                return Err(BadFraming("Content-Length beside Transfer-Encoding"));
            }
            let last = last.as_bytes().rsplit(|byte| *byte == b',').next();
            let chunked = last.is_some_and(|it| it.trim_ascii().eq_ignore_ascii_case(b"chunked"));
            return Ok(if chunked {
                Self::Chunked(Chunk::Size)
            } else {
                Self::Connection
            });
        }
        let mut length = None;
        for value in headers.get_all(&CONTENT_LENGTH) {
            for value in value.as_bytes().split(|byte| *byte == b',') {
                let value = digits(value.trim_ascii());
                let value = value.ok_or(BadFraming("Content-Length is no number"))?;
                if length.replace(value).is_some_and(|before| before != value) {
                    return Err(BadFraming("two different Content-Length"));
                }
            }
        }
        Ok(match length {
            Some(0) => Self::None,
            Some(length) => Self::Length(length),
            None => Self::Connection,
        })
    }

    pub(crate) fn is_over(&self) -> bool {
        *self == Self::None
    }

    pub(crate) fn ends_with_connection(&self) -> bool {
        *self == Self::Connection
    }

    /// How much is to come, where that is known.
    pub(crate) fn left(&self) -> Option<u64> {
        match self {
            Self::None => Some(0),
            Self::Length(left) => Some(*left),
            Self::Connection | Self::Chunked(_) => None,
        }
    }

    /// The body, if its length is known and all of it is there.
    pub(crate) fn whole(&mut self, input: &mut BytesMut) -> Option<Bytes> {
        let left = usize::try_from(self.left()?).ok()?;
        if left > input.len() {
            return None;
        }
        *self = Self::None;
        Some(input.split_to(left).freeze())
    }

    /// Takes the next piece off the input.
    pub(crate) fn take(&mut self, input: &mut BytesMut) -> Result<Taken, BadFraming> {
        match self {
            Self::None => Ok(Taken::End),
            Self::Connection if input.is_empty() => Ok(Taken::Nothing),
            Self::Connection => Ok(Taken::Data(input.split().freeze())),
            Self::Length(left) => {
                let Some(data) = up_to(left, input) else {
                    return Ok(Taken::Nothing);
                };
                if *left == 0 {
                    *self = Self::None;
                }
                Ok(Taken::Data(data))
            }
            Self::Chunked(chunk) => match chunk.take(input)? {
                taken @ (Taken::End | Taken::Trailers) => {
                    *self = Self::None;
                    Ok(taken)
                }
                taken => Ok(taken),
            },
        }
    }
}

impl Chunk {
    /// RFC 9112, section 7.1.
    fn take(&mut self, input: &mut BytesMut) -> Result<Taken, BadFraming> {
        loop {
            match self {
                Self::Size => {
                    let Some(first) = input.first() else {
                        return Ok(Taken::Nothing);
                    };
                    if !first.is_ascii_hexdigit() {
                        return Err(BadFraming("a chunk without a size"));
                    }
                    let size = httparse::parse_chunk_size(input);
                    match size.map_err(|_| BadFraming("the size of a chunk"))? {
                        Status::Complete((line, size)) => {
                            input.advance(line);
                            *self = match size {
                                0 => Self::Trailers(0),
                                size => Self::Data(size),
                            };
                        }
                        Status::Partial if input.len() > MAX_LINE => {
                            return Err(BadFraming("a chunk with too many extensions"));
                        }
                        Status::Partial => return Ok(Taken::Nothing),
                    }
                }
                Self::Data(left) => {
                    let data = up_to(left, input);
                    if *left == 0 {
                        *self = Self::End;
                    }
                    return Ok(data.map_or(Taken::Nothing, Taken::Data));
                }
                Self::End => {
                    if input.len() < 2 {
                        return Ok(Taken::Nothing);
                    }
                    if !input.starts_with(b"\r\n") {
                        return Err(BadFraming("a chunk that is longer than it says"));
                    }
                    input.advance(2);
                    *self = Self::Size;
                }
                Self::Trailers(seen) => {
                    let Some(end) = memchr::memchr(b'\n', input) else {
                        if input.len() + *seen > MAX_LINE {
                            return Err(BadFraming("too many trailers"));
                        }
                        return Ok(Taken::Nothing);
                    };
                    let line = input.split_to(end + 1);
                    *seen += line.len();
                    if *line == *b"\r\n" {
                        let none = *seen == line.len();
                        return Ok(if none { Taken::End } else { Taken::Trailers });
                    }
                    if *seen > MAX_LINE || *line == *b"\n" {
                        return Err(BadFraming("the trailers"));
                    }
                }
            }
        }
    }
}

/// What there is of so many bytes.
fn up_to(left: &mut u64, input: &mut BytesMut) -> Option<Bytes> {
    if input.is_empty() {
        return None;
    }
    let most = usize::try_from(*left).unwrap_or(usize::MAX);
    let data = input.split_to(most.min(input.len()));
    *left -= data.len() as u64;
    Some(data.freeze())
}

/// A number and nothing else: no sign, no space (RFC 9110, section 8.6).
fn digits(text: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(text).ok()?;
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use http::header::{HeaderName, HeaderValue};
    use proptest::prelude::*;

    use super::*;

    fn framing(status: u16, version: Version, method: Method, fields: &[(&str, &str)]) -> Framing {
        read(status, version, method, fields).unwrap()
    }

    fn read(
        status: u16,
        version: Version,
        method: Method,
        fields: &[(&str, &str)],
    ) -> Result<Framing, BadFraming> {
        let fields = fields.iter().map(|(name, value)| {
            let name = HeaderName::try_from(*name).unwrap();
            (name, HeaderValue::from_str(value).unwrap())
        });
        let headers = fields.collect::<HeaderList>();
        Framing::of_answer(
            StatusCode::from_u16(status).unwrap(),
            &headers,
            version,
            &method,
        )
    }

    #[test]
    fn the_head_says_where_the_body_ends() {
        use Framing::{Chunked, Connection, Length, None};
        const V11: Version = Version::HTTP_11;
        const LENGTH: &str = "content-length";
        const CODING: &str = "transfer-encoding";
        let get = |fields: &[_]| framing(200, V11, Method::GET, fields);
        assert_eq!(get(&[(LENGTH, "5")]), Length(5));
        assert_eq!(get(&[(LENGTH, "0")]), None);
        assert_eq!(get(&[(LENGTH, "5"), (LENGTH, "5")]), Length(5));
        assert_eq!(get(&[(LENGTH, "5, 5")]), Length(5));
        assert_eq!(get(&[(CODING, "chunked")]), Chunked(Chunk::Size));
        assert_eq!(get(&[(CODING, "gzip, Chunked ")]), Chunked(Chunk::Size));
        assert_eq!(
            get(&[(CODING, "gzip"), (CODING, "chunked")]),
            Chunked(Chunk::Size)
        );
        assert_eq!(get(&[(CODING, "chunked, gzip")]), Connection);
        assert_eq!(get(&[(CODING, "xchunked")]), Connection);
        assert_eq!(get(&[]), Connection);
        let long = &[(LENGTH, "5")];
        assert_eq!(framing(200, V11, Method::HEAD, long), None);
        assert_eq!(framing(204, V11, Method::GET, long), None);
        assert_eq!(framing(304, V11, Method::GET, long), None);
        assert_eq!(framing(304, V11, Method::GET, &[(CODING, "chunked")]), None);
        assert_eq!(framing(200, Version::HTTP_10, Method::GET, long), Length(5));
    }

    #[test]
    fn a_head_that_can_be_read_in_two_ways_is_not_read() {
        for length in ["-1", "+5", "5 5", "0x5", "", "5,6", "99999999999999999999"] {
            let read = read(
                200,
                Version::HTTP_11,
                Method::GET,
                &[("content-length", length)],
            );
            assert!(read.is_err(), "{length:?}");
        }
        for (version, fields) in [
            (
                Version::HTTP_11,
                &[("content-length", "5"), ("content-length", "6")][..],
            ),
            (
                Version::HTTP_11,
                &[("content-length", "5"), ("transfer-encoding", "chunked")],
            ),
            (Version::HTTP_10, &[("transfer-encoding", "chunked")]),
        ] {
            assert!(
                read(200, version, Method::GET, fields).is_err(),
                "{fields:?}"
            );
        }
    }

    /// What is taken if the bytes come in these pieces; the rest that is nobody's.
    fn taken(
        mut framing: Framing,
        pieces: &[&[u8]],
    ) -> Result<(Vec<u8>, bool, Vec<u8>), BadFraming> {
        let (mut input, mut body) = (BytesMut::new(), Vec::new());
        for piece in pieces {
            input.extend_from_slice(piece);
            while let Taken::Data(data) = framing.take(&mut input)? {
                body.extend_from_slice(&data);
            }
        }
        Ok((body, framing.is_over(), input.to_vec()))
    }

    fn chunked(bytes: &str) -> Result<(Vec<u8>, bool, Vec<u8>), BadFraming> {
        taken(Framing::Chunked(Chunk::Size), &[bytes.as_bytes()])
    }

    #[test]
    fn chunks_are_put_together_and_their_trailers_dropped() {
        let all = "5;a=b\r\nhello\r\n1 \r\n!\r\n0\r\nx: y\r\n\r\nrest";
        assert_eq!(
            chunked(all).unwrap(),
            (b"hello!".to_vec(), true, b"rest".to_vec())
        );
        assert_eq!(
            chunked("5\r\nhel").unwrap(),
            (b"hel".to_vec(), false, vec![])
        );
    }

    #[test]
    fn chunks_that_are_none_are_an_error() {
        let long = "1;".to_owned() + &"x".repeat(MAX_LINE);
        let trailers = "0\r\n".to_owned() + &"x: y\r\n".repeat(MAX_LINE / 6 + 1);
        for bad in [
            "\r\n",
            ";x\r\n",
            " 5\r\nhello\r\n",
            "g\r\n",
            "5\nhello\r\n",
            "5\r\nhello!\r\n",
            "5\r\nhello\n0\r\n\r\n",
            "fffffffffffffffff\r\n",
            "-1\r\n",
            "0\r\n\n",
            &long,
            &trailers,
        ] {
            assert!(chunked(bad).is_err(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn it_does_not_matter_in_which_pieces_a_body_comes(
            chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..50), 0..8),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
            in_chunks: bool,
        ) {
            let (mut bytes, mut body) = (Vec::new(), Vec::new());
            for chunk in &chunks {
                if in_chunks {
                    bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                }
                bytes.extend_from_slice(chunk);
                body.extend_from_slice(chunk);
                if in_chunks {
                    bytes.extend_from_slice(b"\r\n");
                }
            }
            let framing = if in_chunks {
                bytes.extend_from_slice(b"0\r\n\r\n");
                Framing::Chunked(Chunk::Size)
            } else {
                Framing::of_answer(
                    StatusCode::OK,
                    &[("content-length", body.len())]
                        .into_iter()
                        .map(|(name, length)| (HeaderName::from_static(name), HeaderValue::from(length)))
                        .collect(),
                    Version::HTTP_11,
                    &Method::GET,
                )?
            };
            bytes.extend_from_slice(b"HTTP/1.1 200");
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let pieces: Vec<&[u8]> = cuts.windows(2).map(|cut| &bytes[cut[0]..cut[1]]).collect();
            let (taken, over, rest) = taken(framing, &pieces)?;
            prop_assert_eq!(taken, body);
            prop_assert!(over);
            prop_assert_eq!(rest, b"HTTP/1.1 200");
        }

        #[test]
        fn whatever_comes_is_taken_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let before = bytes.len();
            if let Ok((body, _, rest)) = taken(Framing::Chunked(Chunk::Size), &[&bytes]) {
                prop_assert!(body.len() + rest.len() <= before);
            }
        }
    }
}
