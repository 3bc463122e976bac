//! What a payload is, text or binary, and what it is made into: the tables of API Gateway
//! Developer Guide, "Content type conversions in API Gateway". Text that has to become binary is
//! base 64; binary that has to become text becomes base 64.

use bytes::Bytes;
use data_encoding::{BASE64, BASE64_MIME_PERMISSIVE};

use super::{Broken, Call};

/// The media type of what says none.
const DEFAULT: &str = "application/json";

/// A payload after conversion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Payload {
    Text(Bytes),
    Binary(Bytes),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Conversion {
    /// Text as it is.
    Text,
    /// Binary as it is.
    Binary,
    /// From base 64.
    Decode,
    /// Into base 64.
    Encode,
}

/// The payload of a request as the integration gets it.
pub(super) fn of_request(call: &Call<'_>, handling: Option<&str>) -> Result<Payload, Broken> {
    let binary = is_binary(call, &media_type(call, "content-type"));
    let conversion = match (binary, handling) {
        (false, Some("CONVERT_TO_BINARY")) => Conversion::Decode,
        (false, _) => Conversion::Text,
        (true, Some("CONVERT_TO_TEXT")) => Conversion::Encode,
        (true, _) => Conversion::Binary,
    };
    convert(call.body, conversion)
}

/// The payload of an integration's answer as the client gets it.
pub(super) fn of_response(
    call: &Call<'_>,
    content_type: Option<&str>,
    handling: Option<&str>,
    body: &Bytes,
) -> Result<Payload, Broken> {
    convert(body, response_conversion(call, content_type, handling))
}

/// Whether an answer's payload goes on as it is.
pub(super) fn passes(call: &Call<'_>, content_type: Option<&str>, handling: Option<&str>) -> bool {
    let conversion = response_conversion(call, content_type, handling);
    matches!(conversion, Conversion::Text | Conversion::Binary)
}

/// Of a list only the first type counts, and of a type only the type (Amazon API Gateway
/// important notes); what is missing is JSON.
pub(super) fn media_type(call: &Call<'_>, header: &str) -> String {
    let value = call.facts.header_values(header).next();
    bare(value.unwrap_or_default())
}

fn bare(value: &str) -> String {
    let bare = value.split([',', ';']).next().unwrap_or_default().trim();
    if bare.is_empty() { DEFAULT } else { bare }.to_ascii_lowercase()
}

fn response_conversion(
    call: &Call<'_>,
    content_type: Option<&str>,
    handling: Option<&str>,
) -> Conversion {
    let binary = is_binary(call, &bare(content_type.unwrap_or_default()));
    let accepts_binary = is_binary(call, &media_type(call, "accept"));
    match (binary, handling) {
        (false, Some("CONVERT_TO_TEXT")) => Conversion::Text,
        (false, Some("CONVERT_TO_BINARY")) => Conversion::Decode,
        (false, _) if accepts_binary => Conversion::Decode,
        (false, _) => Conversion::Text,
        (true, Some("CONVERT_TO_TEXT")) => Conversion::Encode,
        (true, Some("CONVERT_TO_BINARY")) => Conversion::Binary,
        (true, _) if accepts_binary => Conversion::Binary,
        (true, _) => Conversion::Encode,
    }
}

fn is_binary(call: &Call<'_>, media_type: &str) -> bool {
    let stage = call.meaning.stage;
    let known = stage.map_or(&[][..], |stage| &stage.deployed.binary_media_types);
    known.iter().any(|it| matches(it, media_type))
}

/// `*/*` and `image/*` stand for many.
fn matches(pattern: &str, media_type: &str) -> bool {
    let halves = |it: &str| {
        it.trim()
            .split_once('/')
            .map(|(kind, rest)| (kind.to_ascii_lowercase(), rest.to_ascii_lowercase()))
    };
    let (Some(pattern), Some(media_type)) = (halves(pattern), halves(media_type)) else {
        return false;
    };
    (pattern.0 == "*" || pattern.0 == media_type.0)
        && (pattern.1 == "*" || pattern.1 == media_type.1)
}

fn convert(body: &Bytes, conversion: Conversion) -> Result<Payload, Broken> {
    Ok(match conversion {
        Conversion::Text => Payload::Text(body.clone()),
        Conversion::Binary => Payload::Binary(body.clone()),
        Conversion::Encode => Payload::Text(BASE64.encode(body).into()),
        Conversion::Decode => {
            let decoded = BASE64_MIME_PERMISSIVE.decode(body);
            let decoded = decoded.map_err(|_| {
                Broken::configuration("the payload has to become binary and is not base 64")
            })?;
            Payload::Binary(decoded.into())
        }
    })
}

impl Payload {
    pub(super) fn into_bytes(self) -> Bytes {
        match self {
            Self::Text(bytes) | Self::Binary(bytes) => bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_for_one_type_or_many() {
        for (pattern, media_type, expected) in [
            ("image/png", "image/png", true),
            ("Image/PNG", "image/png", true),
            ("image/png", "image/jpeg", false),
            ("image/*", "image/jpeg", true),
            ("*/*", "application/json", true),
            ("*", "application/json", false),
            ("", "application/json", false),
        ] {
            assert_eq!(matches(pattern, media_type), expected, "{pattern}");
        }
    }

    #[test]
    fn payloads_are_converted_as_the_tables_say() {
        let body = Bytes::from_static(b"aGk=");
        let check = |conversion, expected| {
            assert_eq!(convert(&body, conversion).ok(), Some(expected));
        };
        check(Conversion::Text, Payload::Text(body.clone()));
        check(Conversion::Binary, Payload::Binary(body.clone()));
        check(Conversion::Decode, Payload::Binary("hi".into()));
        check(Conversion::Encode, Payload::Text("YUdrPQ==".into()));
        assert!(convert(&Bytes::from_static(b"{}"), Conversion::Decode).is_err());
    }
}
