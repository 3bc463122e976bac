//! A canonical request that differs from the right one in one or two known ways. What a variant differs in is what it
//! blames when its signature fits.

use super::cause::{BodyMistake, Cause, HeaderMistake, LayoutMistake, PathMistake, QueryMistake};
use super::query::{self, Pairs};
use super::right::Right;
use crate::canonical::path::{normalise_path, write_path};
use crate::canonical::{Input, Seen, Whitespace, push_encoded, write_headers, write_value};
use crate::cut::split;

/// What is written differently. The default is the right canonical request.
#[derive(Copy, Clone, Default)]
pub(super) struct Variant<'a> {
    pub method: Option<&'a str>,
    pub path: Option<PathMistake>,
    pub query: Option<QueryMistake>,
    pub header: Option<Header<'a>>,
    /// The last line in place of the body's hash.
    pub body: Option<(BodyMistake, &'a [u8])>,
    pub layout: Option<LayoutMistake>,
    /// A list of signed headers that holds the session token too.
    pub listed: Option<&'a str>,
}

/// One header that is written differently.
#[derive(Copy, Clone)]
pub(super) struct Header<'a> {
    pub name: &'a str,
    pub mistake: HeaderMistake,
    /// The value that was signed, where the mistake does not make it from the one that arrived.
    pub value: &'a [u8],
    /// What follows the value.
    pub suffix: &'a str,
}

/// The buffers that variants are written in.
#[derive(Default)]
pub(super) struct Buffers {
    pub request: Vec<u8>,
    pairs: Pairs,
    lines: Vec<u8>,
}

impl<'a> Header<'a> {
    pub(super) const fn of(name: &'a str, mistake: HeaderMistake) -> Self {
        Header {
            name,
            mistake,
            value: b"",
            suffix: "",
        }
    }

    pub(super) const fn valued(name: &'a str, mistake: HeaderMistake, value: &'a [u8]) -> Self {
        Header {
            name,
            mistake,
            value,
            suffix: "",
        }
    }
}

impl Variant<'_> {
    /// What it blames.
    pub(super) fn causes(&self) -> Vec<Cause> {
        let mut causes = Vec::with_capacity(2);
        causes.extend(self.method.map(|method| Cause::Method {
            signed: method.to_owned(),
        }));
        causes.extend(self.path.map(Cause::Path));
        causes.extend(self.query.map(Cause::Query));
        causes.extend(self.header.map(|header| header.cause()));
        causes.extend(self.body.map(|(mistake, _)| Cause::Body(mistake)));
        causes.extend(self.layout.map(Cause::Layout));
        causes.extend(self.listed.map(|_| Cause::TokenNotListed));
        causes
    }

    /// The bytes of the request that are canonicalised anew for it, which costs more than copying does.
    pub(super) fn rewritten(&self, input: &Input<'_>) -> usize {
        let path = self.path.map_or(0, |_| input.request.path.len());
        let query = self
            .query
            .map_or(0, |_| input.request.query.unwrap_or_default().len());
        path + query
    }

    /// Writes the canonical request. `None` where there is none.
    pub(super) fn write(
        &self,
        buffers: &mut Buffers,
        input: &Input<'_>,
        right: &Right,
    ) -> Option<()> {
        let out = &mut buffers.request;
        out.clear();
        out.extend_from_slice(self.method.unwrap_or(input.request.method).as_bytes());
        out.push(b'\n');
        match self.path {
            None => out.extend_from_slice(&right.path),
            Some(mistake) => write_mistaken_path(out, input.request.path, mistake),
        }
        out.push(b'\n');
        match (self.query, input.request.query) {
            (Some(mistake), Some(raw)) => {
                query::write(out, &mut buffers.pairs, raw, mistake, input.presigned)?;
            }
            (_, _) => out.extend_from_slice(&right.query),
        }
        out.push(b'\n');
        let signed_headers = self.listed.unwrap_or(input.signed_headers);
        if self.listed.is_some() {
            let whitespace = Whitespace::Any;
            write_headers(out, input.request, signed_headers, whitespace, false).ok()?;
        } else {
            self.write_headers(out, input, right);
        }
        if self.layout != Some(LayoutMistake::NoEmptyLine) {
            out.push(b'\n');
        }
        out.extend_from_slice(signed_headers.as_bytes());
        out.push(b'\n');
        out.extend_from_slice(self.body.map_or(input.payload, |(_, line)| line));
        match self.layout {
            Some(LayoutMistake::TrailingNewline) => out.push(b'\n'),
            Some(LayoutMistake::CrLf) => {
                buffers.lines.clear();
                for byte in out.iter() {
                    if *byte == b'\n' {
                        buffers.lines.push(b'\r');
                    }
                    buffers.lines.push(*byte);
                }
                std::mem::swap(out, &mut buffers.lines);
            }
            Some(LayoutMistake::NoEmptyLine | LayoutMistake::StringToSignNewline) | None => {}
        }
        Some(())
    }

    fn write_headers(&self, out: &mut Vec<u8>, input: &Input<'_>, right: &Right) {
        let Some(header) = self.header else {
            out.extend_from_slice(right.headers());
            return;
        };
        let mut written = 0;
        for (name, line) in split(input.signed_headers, b';').zip(right.lines()) {
            if name == header.name {
                out.extend_from_slice(name.as_bytes());
                out.push(b':');
                header.write(out, input, written);
                out.push(b'\n');
                written += 1;
            } else {
                out.extend_from_slice(line);
            }
        }
    }
}

impl Header<'_> {
    fn cause(&self) -> Cause {
        if self.name == "host" {
            let mut signed = String::from_utf8_lossy(self.value).into_owned();
            signed.push_str(self.suffix);
            return Cause::Host { signed };
        }
        Cause::Header {
            name: self.name.to_owned(),
            mistake: self.mistake,
        }
    }

    /// Writes the value. `written` says how many lines it has already, where it is listed more than once.
    fn write(&self, out: &mut Vec<u8>, input: &Input<'_>, written: usize) {
        let mut seen = Seen::default();
        let mut right = |out: &mut Vec<u8>, value: &[u8]| {
            write_value(out, value, Whitespace::Any, false, &mut seen);
        };
        let mut values = input
            .request
            .headers
            .get_all(self.name)
            .map(|value| value.as_bytes());
        match self.mistake {
            HeaderMistake::NotCollapsed => {
                if let Some(value) = values.next() {
                    out.extend_from_slice(value);
                }
            }
            HeaderMistake::TrailingSpace => {
                if let Some(value) = values.next() {
                    right(out, value);
                    out.push(b' ');
                }
            }
            HeaderMistake::LowerCase => {
                if let Some(value) = values.next() {
                    let start = out.len();
                    right(out, value);
                    out.iter_mut()
                        .skip(start)
                        .for_each(u8::make_ascii_lowercase);
                }
            }
            HeaderMistake::JoinedWithSpace => {
                for (index, value) in values.enumerate() {
                    if index > 0 {
                        out.extend_from_slice(b", ");
                    }
                    right(out, value);
                }
            }
            HeaderMistake::Reordered => {
                for (index, value) in values.rev().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    right(out, value);
                }
            }
            HeaderMistake::OnlyFirstValue => {
                if let Some(value) = values.next() {
                    right(out, value);
                }
            }
            HeaderMistake::OnlyLastValue => {
                if let Some(value) = values.next_back() {
                    right(out, value);
                }
            }
            HeaderMistake::LinePerValue => {
                if let Some(value) = values.nth(written) {
                    right(out, value);
                }
            }
            HeaderMistake::SortedLines => {
                let mut sorted: Vec<&[u8]> = values.collect();
                sorted.sort_unstable();
                if let Some(value) = sorted.get(written) {
                    right(out, value);
                }
            }
            HeaderMistake::ElementAdded
            | HeaderMistake::Empty
            | HeaderMistake::Replaced
            | HeaderMistake::Parameters => {
                right(out, self.value);
                out.extend_from_slice(self.suffix.as_bytes());
            }
        }
    }
}

/// Whether a mistake can make any difference to a path.
pub(super) fn path_matters(mistake: PathMistake, raw: &str) -> bool {
    let escaped = raw.contains('%');
    let encoded_differently = || {
        raw.bytes()
            .any(|byte| byte != b'/' && !crate::canonical::is_unreserved(byte))
    };
    let normal = || normalise_path(raw).len() == raw.len();
    match mistake {
        PathMistake::EncodedOnce | PathMistake::EncodedThrice => encoded_differently(),
        PathMistake::NotNormalised => !normal(),
        PathMistake::AsSent => !normal() && encoded_differently(),
        PathMistake::UpperCaseEscapes | PathMistake::LowerCaseEscapes => escaped,
        PathMistake::LastSlashLost => !raw.ends_with('/'),
        PathMistake::LastSlashAdded => raw.len() > 1 && raw.ends_with('/'),
        PathMistake::FirstSegmentAdded => without_first_segment(raw).is_some(),
    }
}

fn write_mistaken_path(out: &mut Vec<u8>, raw: &str, mistake: PathMistake) {
    match mistake {
        PathMistake::EncodedOnce => out.extend_from_slice(normalise_path(raw).as_bytes()),
        PathMistake::EncodedThrice => {
            let mut twice = Vec::with_capacity(raw.len() * 3);
            write_path(&mut twice, raw, true, false);
            push_encoded_path(out, &twice);
        }
        PathMistake::NotNormalised => write_path(out, raw, false, false),
        PathMistake::AsSent => out.extend_from_slice(raw.as_bytes()),
        PathMistake::UpperCaseEscapes => {
            write_respelled(out, raw, |digit| digit.to_ascii_uppercase());
        }
        PathMistake::LowerCaseEscapes => {
            write_respelled(out, raw, |digit| digit.to_ascii_lowercase());
        }
        PathMistake::LastSlashLost => {
            write_path(out, raw, true, false);
            out.push(b'/');
        }
        PathMistake::LastSlashAdded => {
            write_path(out, raw.trim_end_matches('/'), true, false);
        }
        PathMistake::FirstSegmentAdded => {
            write_path(
                out,
                without_first_segment(raw).unwrap_or_default(),
                true,
                false,
            );
        }
    }
}

/// The path with the two digits of each escape in another case, encoded once more.
fn write_respelled(out: &mut Vec<u8>, raw: &str, digit: impl Fn(u8) -> u8) {
    let mut digits = 0;
    let respelled: Vec<u8> = normalise_path(raw)
        .bytes()
        .map(|byte| {
            if byte == b'%' {
                digits = 2;
                byte
            } else if digits > 0 {
                digits -= 1;
                digit(byte)
            } else {
                byte
            }
        })
        .collect();
    push_encoded_path(out, &respelled);
}

fn push_encoded_path(out: &mut Vec<u8>, path: &[u8]) {
    for (index, segment) in path.split(|byte| *byte == b'/').enumerate() {
        if index > 0 {
            out.push(b'/');
        }
        push_encoded(out, segment);
    }
}

/// `/prod/pets` without `/prod`.
fn without_first_segment(raw: &str) -> Option<&str> {
    let rest = raw.strip_prefix('/')?;
    rest.get(rest.find('/')?..)
}
