//! The header form: `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`. The parameters may come
//! in any order, with or without a space after the comma; one that is repeated is refused.

use std::borrow::Cow;

use data_encoding::BASE64;

use http::HeaderValue;

use super::fields::{Fields, text};
use super::parameters::QueryParameters;
use super::parts::{Parts, malformed_token};
use crate::algorithm::Algorithm;
use crate::cut::{split, split_once};
use crate::error::{Refusal, RefusalKind};
use crate::limits;
use crate::payload::sha256;
use crate::request::Dialect;
use crate::time::Stamp;

const CREDENTIAL: &str = "Credential";
const SIGNATURE: &str = "Signature";
const SIGNED_HEADERS: &str = "SignedHeaders";

/// The parameters of the header, each at most once.
#[derive(Default)]
struct Parameters<'r> {
    credential: Option<&'r str>,
    signature: Option<&'r str>,
    signed_headers: Option<&'r str>,
}

pub(super) fn parts<'r>(
    value: &'r HeaderValue,
    fields: &Fields<'r>,
    query: &QueryParameters<'r>,
    dialect: Dialect,
) -> Result<Parts<'r>, Refusal> {
    let value = value.as_bytes();
    if value.len() > limits::AUTHORIZATION {
        return Err(Refusal::new(
            RefusalKind::LimitExceeded,
            dialect,
            format!(
                "The Authorization header must not be longer than {} bytes.",
                limits::AUTHORIZATION
            ),
        ));
    }
    let header = std::str::from_utf8(value)
        .map_err(|_| not_key_value(value, value, dialect))?
        .trim_ascii();
    let (word, rest) = split_once(header, b' ').unwrap_or((header, ""));
    let algorithm = Algorithm::parse(word);
    if algorithm.is_none() && (dialect == Dialect::ControlPlane || word.starts_with("AWS")) {
        return Err(unsupported_algorithm(word, dialect));
    }
    let parameters = Parameters::parse(rest, value, dialect)?;
    let amz_date = fields
        .amz_date
        .map(text)
        .map(|text| (Stamp::parse_amz_date(&text), text));
    let date = amz_date.or_else(|| {
        fields
            .date
            .map(text)
            .map(|text| (Stamp::parse_date_header(&text), text))
    });
    let has_date = date.is_some();
    let (Some(credential), Some(signature), Some(signed_headers), Some((signed_at, date))) = (
        parameters.credential,
        parameters.signature,
        parameters.signed_headers,
        date,
    ) else {
        return Err(missing(&parameters, has_date, word, dialect));
    };
    // API Gateway reads `Bearer x` as parameters before it looks at the scheme, so an unknown one is refused this late.
    let Some(algorithm) = algorithm else {
        return Err(unsupported_algorithm(word, dialect));
    };
    if fields.session_token.is_some() && query.token.is_some() {
        return Err(malformed_token(dialect));
    }
    Ok(Parts {
        algorithm,
        presigned: false,
        credential: Cow::Borrowed(credential),
        signed_headers: Cow::Borrowed(signed_headers),
        signature,
        date,
        signed_at,
        expires: None,
        region_set: fields.region_set.map(text),
        session_token: fields.session_token.map(text),
        declared_payload: fields.declared_payload(),
    })
}

/// `Credential=…` of a header, without any check.
pub(super) fn peek_credential(value: &[u8]) -> Option<&str> {
    let (_, rest) = std::str::from_utf8(value)
        .ok()?
        .trim_ascii()
        .split_once(' ')?;
    rest.split(',').find_map(|item| {
        item.trim_ascii()
            .strip_prefix(CREDENTIAL)?
            .strip_prefix('=')
    })
}

impl<'r> Parameters<'r> {
    fn parse(rest: &'r str, header: &[u8], dialect: Dialect) -> Result<Self, Refusal> {
        let mut parameters = Parameters::default();
        for item in split(rest, b',')
            .map(str::trim_ascii)
            .filter(|item| !item.is_empty())
        {
            let (name, value) = split_once(item, b'=')
                .ok_or_else(|| not_key_value(item.as_bytes(), header, dialect))?;
            let place = match name {
                CREDENTIAL => &mut parameters.credential,
                SIGNATURE => &mut parameters.signature,
                SIGNED_HEADERS => &mut parameters.signed_headers,
                _ => continue,
            };
            if place.replace(value).is_some() {
                return Err(Refusal::new(
                    RefusalKind::RepeatedParameter,
                    dialect,
                    format!("Authorization header must not repeat the '{name}' parameter."),
                ));
            }
        }
        Ok(parameters)
    }
}

/// AWS stopped repeating the value around 2024, because it is often somebody's bearer token.
fn not_key_value(item: &[u8], header: &[u8], dialect: Dialect) -> Refusal {
    let message = match dialect {
        Dialect::ExecuteApi => format!(
            "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with \
             Base64): '{}'.",
            BASE64.encode(&sha256(header))
        ),
        Dialect::ControlPlane => format!(
            "'{}' not a valid key=value pair (missing equal-sign) in Authorization header: '{}'.",
            String::from_utf8_lossy(item),
            String::from_utf8_lossy(header)
        ),
    };
    Refusal::new(RefusalKind::NotKeyValue, dialect, message)
}

fn unsupported_algorithm(word: &str, dialect: Dialect) -> Refusal {
    Refusal::new(
        RefusalKind::UnsupportedAlgorithm,
        dialect,
        format!("Unsupported AWS 'algorithm': '{word}'."),
    )
}

fn missing(parameters: &Parameters<'_>, has_date: bool, word: &str, dialect: Dialect) -> Refusal {
    let mut message = String::new();
    for (name, present) in [
        (CREDENTIAL, parameters.credential.is_some()),
        (SIGNATURE, parameters.signature.is_some()),
        (SIGNED_HEADERS, parameters.signed_headers.is_some()),
    ] {
        if !present {
            message.push_str("Authorization header requires '");
            message.push_str(name);
            message.push_str("' parameter. ");
        }
    }
    if !has_date {
        message.push_str(
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ",
        );
    }
    message.push_str("Authorization=");
    message.push_str(word);
    Refusal::new(RefusalKind::MissingParameter, dialect, message)
}
