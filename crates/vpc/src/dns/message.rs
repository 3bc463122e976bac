//! DNS messages, as far as a server with nothing but addresses needs them: the question that came, and the answer to it
//! (RFC 1035, section 4; RFC 6891 for the size of answers). Names in questions are never compressed and are refused if
//! they are; records of questions are not read, but for the one that says how large an answer may be.

use std::net::IpAddr;

use super::Answer;

/// The largest question that is read. A name has 255 octets; the rest is room for options.
pub const MAX_QUERY: usize = 1_024;
const HEADER: usize = 12;
/// What a client takes that does not say.
const PLAIN_LIMIT: usize = 512;
/// What is sent at most in one datagram, so that it is not cut on its way (DNS Flag Day 2020).
const DATAGRAM_LIMIT: usize = 1_232;
/// Seconds for which an answer may be kept; names follow the records at once, so not long.
const TTL: u32 = 5;

const A: u16 = 1;
const AAAA: u16 = 28;
const ANY: u16 = 255;
const OPT: u16 = 41;
const IN: u16 = 1;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What the answer has to repeat.
    pub id: u16,
    /// The name in lower case, without a last dot. An octet that is no letter, digit, hyphen or underscore is `?`, which no
    /// name of ours has.
    pub name: String,
    /// The type of record that is asked for.
    pub kind: u16,
    /// The class, which is that of the internet in all that matter.
    pub class: u16,
    recursion_desired: bool,
    /// As it came, to be repeated.
    question: Vec<u8>,
    /// The size that the client takes, where it said so.
    size: Option<u16>,
}

/// Why a message is not answered as a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// It is no question at all: nothing is answered.
    Silent,
    /// It has an identifier and is answered with this code.
    Code(u16, u8),
}

const FORMAT_ERROR: u8 = 1;
const SERVER_FAILURE: u8 = 2;
const NO_SUCH_NAME: u8 = 3;
const NOT_IMPLEMENTED: u8 = 4;
const REFUSED: u8 = 5;

/// Reads a question.
///
/// # Errors
/// With what to answer instead.
pub fn read(bytes: &[u8]) -> Result<Query, Malformed> {
    let word = |at: usize| {
        let pair = bytes.get(at..at.saturating_add(2))?;
        Some(u16::from_be_bytes(pair.try_into().ok()?))
    };
    let header = (word(0), word(2), word(4), word(6), word(8), word(10));
    let (Some(id), Some(flags), Some(questions), Some(answers), Some(authorities), Some(more)) =
        header
    else {
        return Err(Malformed::Silent);
    };
    // An answer is not answered: two servers would never stop.
    if flags & 0x8000 != 0 {
        return Err(Malformed::Silent);
    }
    if flags & 0x7800 != 0 {
        return Err(Malformed::Code(id, NOT_IMPLEMENTED));
    }
    let bad = Malformed::Code(id, FORMAT_ERROR);
    if bytes.len() > MAX_QUERY || (questions, answers, authorities) != (1, 0, 0) {
        return Err(bad);
    }
    let (name, end) = read_name(bytes).ok_or(bad)?;
    let (kind, class) = word(end).zip(word(end.saturating_add(2))).ok_or(bad)?;
    let after = end.saturating_add(4);
    let question = bytes.get(HEADER..after).ok_or(bad)?.to_vec();
    // The root's name is one zero, then type and class: of this record the class is a size.
    let is_option = more > 0 && bytes.get(after) == Some(&0) && word(after + 1) == Some(OPT);
    let size = if is_option { word(after + 3) } else { None };
    Ok(Query {
        id,
        name,
        kind,
        class,
        recursion_desired: flags & 0x0100 != 0,
        question,
        size,
    })
}

impl Query {
    /// The answer as a message, for a stream or for a datagram, where one that is too long is cut and says so.
    pub fn respond(&self, answer: &Answer, stream: bool) -> Vec<u8> {
        let records = self.records(answer);
        let code = match answer {
            _ if self.class != IN => REFUSED,
            Answer::Addresses(_) | Answer::Empty => 0,
            Answer::NoSuchName => NO_SUCH_NAME,
            Answer::NotOurs => REFUSED,
        };
        let whole = self.message(code, &records, false);
        let size = self.size.map_or(PLAIN_LIMIT, usize::from);
        if stream || whole.len() <= size.clamp(PLAIN_LIMIT, DATAGRAM_LIMIT) {
            return whole;
        }
        self.message(code, &[], true)
    }

    /// The answer where it could not be found out.
    pub fn fail(&self) -> Vec<u8> {
        self.message(SERVER_FAILURE, &[], false)
    }

    fn records(&self, answer: &Answer) -> Vec<IpAddr> {
        let Answer::Addresses(addresses) = answer else {
            return Vec::new();
        };
        let asked = addresses.iter().filter(|address| match address {
            _ if self.class != IN => false,
            IpAddr::V4(_) => matches!(self.kind, A | ANY),
            IpAddr::V6(_) => matches!(self.kind, AAAA | ANY),
        });
        let mut records: Vec<IpAddr> = asked.copied().collect();
        // Clients take the first: another one each time.
        let turn = usize::from(self.id).checked_rem(records.len());
        records.rotate_left(turn.unwrap_or_default());
        records
    }

    fn message(&self, code: u8, records: &[IpAddr], cut: bool) -> Vec<u8> {
        let count = u16::try_from(records.len()).unwrap_or(u16::MAX);
        let mut flags = 0x8400 | 0x0080 | u16::from(code);
        if self.recursion_desired {
            flags |= 0x0100;
        }
        if cut {
            flags |= 0x0200;
        }
        let options = u16::from(self.size.is_some());
        let mut bytes = Vec::with_capacity(PLAIN_LIMIT);
        for word in [self.id, flags, 1, count, 0, options] {
            bytes.extend(word.to_be_bytes());
        }
        bytes.extend_from_slice(&self.question);
        for address in records.iter().take(usize::from(u16::MAX)) {
            // The name is that of the question, which follows the header.
            bytes.extend([0xc0, 0x0c]);
            let kind = if address.is_ipv4() { A } else { AAAA };
            bytes.extend(kind.to_be_bytes());
            bytes.extend(IN.to_be_bytes());
            bytes.extend(TTL.to_be_bytes());
            match address {
                IpAddr::V4(address) => {
                    bytes.extend(4u16.to_be_bytes());
                    bytes.extend(address.octets());
                }
                IpAddr::V6(address) => {
                    bytes.extend(16u16.to_be_bytes());
                    bytes.extend(address.octets());
                }
            }
        }
        if self.size.is_some() {
            bytes.push(0);
            bytes.extend(OPT.to_be_bytes());
            bytes.extend(1_232u16.to_be_bytes());
            bytes.extend([0; 6]);
        }
        bytes
    }
}

impl Malformed {
    /// What is answered, if anything.
    pub fn respond(self) -> Option<Vec<u8>> {
        let Self::Code(id, code) = self else {
            return None;
        };
        let mut bytes = Vec::with_capacity(HEADER);
        for word in [id, 0x8000 | u16::from(code), 0, 0, 0, 0] {
            bytes.extend(word.to_be_bytes());
        }
        Some(bytes)
    }
}

/// The name after the header, and where it ends.
fn read_name(bytes: &[u8]) -> Option<(String, usize)> {
    const MAX_LABEL: usize = 63;
    const MAX_NAME: usize = 255;
    let mut name = String::new();
    let mut at = HEADER;
    loop {
        let length = usize::from(*bytes.get(at)?);
        at = at.checked_add(1)?;
        if at.checked_sub(HEADER)?.checked_add(length)? > MAX_NAME {
            return None;
        }
        if length == 0 {
            return Some((name, at));
        }
        if length > MAX_LABEL {
            return None;
        }
        let end = at.checked_add(length)?;
        if !name.is_empty() {
            name.push('.');
        }
        name.extend(bytes.get(at..end)?.iter().map(|octet| match octet {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => {
                char::from(octet.to_ascii_lowercase())
            }
            _ => '?',
        }));
        at = end;
    }
}
