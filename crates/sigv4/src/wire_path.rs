//! The one path object of a request: checked once, then used for the canonical request, the route, the policy's ARN and the
//! upstream request. It refuses every path that two programs could read in two ways; it never repairs one.

use std::borrow::Cow;

use crate::canonical::path::write_path;
use crate::error::AmbiguousPath;
use crate::hex;
use crate::limits;

/// A raw request path that has one reading: it is absolute, normalisation does not change it, and its escapes decode.
///
/// Verifier and router disagreeing about a path is how signatures were used for other resources elsewhere
/// (`/prod//x/../admin` carries the signature of `/prod/admin`). No ordinary client sends such a path, so the gateway
/// answers 400 to it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct WirePath<'r>(&'r str);

impl<'r> WirePath<'r> {
    /// Checks a raw path.
    ///
    /// # Errors
    /// The first reason, from the left, why the path has more than one reading.
    pub fn parse(raw: &'r str) -> Result<Self, AmbiguousPath> {
        if raw.is_empty() {
            return Ok(WirePath("/"));
        }
        if raw.len() > limits::PATH {
            return Err(AmbiguousPath::TooLong);
        }
        let Some(rest) = raw.strip_prefix('/') else {
            return Err(AmbiguousPath::NotAbsolute);
        };
        let mut segments = rest.split('/').peekable();
        while let Some(segment) = segments.next() {
            // An empty last segment is a trailing slash, which normalisation keeps.
            if segment.is_empty() && segments.peek().is_some() {
                return Err(AmbiguousPath::EmptySegment);
            }
            check_segment(segment)?;
        }
        Ok(WirePath(raw))
    }

    /// The path as it was received.
    #[must_use]
    pub const fn as_str(&self) -> &'r str {
        self.0
    }

    /// The segments as received, still encoded. A trailing slash gives a last empty one; `/` gives one empty segment.
    pub fn segments(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.0.strip_prefix('/').unwrap_or(self.0).split('/')
    }

    /// The segments, each decoded once. `%2F` stays inside its segment.
    pub fn decoded_segments(&self) -> impl Iterator<Item = Cow<'r, str>> + use<'r> {
        self.segments().map(decode)
    }

    /// The path as the canonical request holds it.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut out = Vec::with_capacity(self.0.len() + 16);
        write_path(&mut out, self.0, true, false);
        String::from_utf8(out).unwrap_or_default()
    }
}

fn check_segment(segment: &str) -> Result<(), AmbiguousPath> {
    if is_dot(segment) {
        return Err(AmbiguousPath::DotSegment);
    }
    let mut bytes = segment.bytes();
    let mut encoded = false;
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => {
                let (Some(high), Some(low)) = (
                    bytes.next().and_then(hex::value),
                    bytes.next().and_then(hex::value),
                ) else {
                    return Err(AmbiguousPath::BadEscape);
                };
                encoded = true;
                check_byte(high << 4 | low)?;
            }
            b'?' | b'#' => return Err(AmbiguousPath::NotAPath),
            byte => check_byte(byte)?,
        }
    }
    if encoded {
        let decoded = decode_bytes(segment);
        let text = std::str::from_utf8(&decoded).map_err(|_| AmbiguousPath::NotUtf8)?;
        if is_dot(text) {
            return Err(AmbiguousPath::EncodedDotSegment);
        }
    }
    Ok(())
}

/// `.` and `..`, also before a `;parameter`: some back ends cut that off first and then walk up.
fn is_dot(segment: &str) -> bool {
    let name = segment.split_once(';').map_or(segment, |(name, _)| name);
    name == "." || name == ".."
}

fn check_byte(byte: u8) -> Result<(), AmbiguousPath> {
    match byte {
        b'\\' => Err(AmbiguousPath::Backslash),
        0..=0x1f | 0x7f => Err(AmbiguousPath::ControlCharacter),
        _ => Ok(()),
    }
}

fn decode(segment: &str) -> Cow<'_, str> {
    if !segment.contains('%') {
        return Cow::Borrowed(segment);
    }
    // `parse` has made sure that this is UTF-8.
    Cow::Owned(String::from_utf8(decode_bytes(segment)).unwrap_or_default())
}

fn decode_bytes(segment: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(segment.len());
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        let byte = match byte {
            b'%' => match (
                bytes.next().and_then(hex::value),
                bytes.next().and_then(hex::value),
            ) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => b'%',
            },
            byte => byte,
        };
        decoded.push(byte);
    }
    decoded
}
