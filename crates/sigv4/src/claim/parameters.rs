//! The presigned form: the same facts as `X-Amz-…` query parameters. Their names are case-sensitive and may appear once;
//! a name is compared after decoding, because that is how it is signed. Headers that a client hoisted into the query string are
//! data here, never headers.

use std::borrow::Cow;

use super::fields::Fields;
use super::parts::{Parts, malformed_token};
use crate::algorithm::Algorithm;
use crate::canonical::query::{BadQuery, escaped};
use crate::cut::{contains, split, split_once};
use crate::error::{Refusal, RefusalKind};
use crate::limits::QUERY_PAIRS;
use crate::request::Dialect;
use crate::time::Stamp;

/// How their names begin.
const PREFIX: &str = "X-Amz-";

/// The parameters of the presigned form, raw.
#[derive(Copy, Clone, Default)]
pub(super) struct QueryParameters<'r> {
    pub algorithm: Option<&'r str>,
    pub token: Option<&'r str>,
    credential: Option<&'r str>,
    date: Option<&'r str>,
    expires: Option<&'r str>,
    signed_headers: Option<&'r str>,
    signature: Option<&'r str>,
    region_set: Option<&'r str>,
    repeated: Option<&'static str>,
}

impl<'r> QueryParameters<'r> {
    /// Reads a query string once: its escapes, its number of pairs, and the parameters that authenticate.
    pub(super) fn read(query: &'r str) -> Result<Self, BadQuery> {
        let escapes = check_escapes(query)?;
        let mut parameters = QueryParameters::default();
        let mut count = 0;
        for pair in split(query, b'&').filter(|pair| !pair.is_empty()) {
            count += 1;
            if count > QUERY_PAIRS {
                return Err(BadQuery::TooManyPairs);
            }
            // A name that has no escape begins as it was sent.
            if !escapes && !pair.starts_with(PREFIX) {
                continue;
            }
            let (name, value) = split_once(pair, b'=').unwrap_or((pair, ""));
            parameters.take(&decode(name), value);
        }
        Ok(parameters)
    }

    fn take(&mut self, name: &str, value: &'r str) {
        let Some(rest) = name.strip_prefix(PREFIX) else {
            return;
        };
        let (place, name) = match rest {
            "Algorithm" => (&mut self.algorithm, "X-Amz-Algorithm"),
            "Credential" => (&mut self.credential, "X-Amz-Credential"),
            "Date" => (&mut self.date, "X-Amz-Date"),
            "Expires" => (&mut self.expires, "X-Amz-Expires"),
            "SignedHeaders" => (&mut self.signed_headers, "X-Amz-SignedHeaders"),
            "Signature" => (&mut self.signature, "X-Amz-Signature"),
            "Security-Token" => (&mut self.token, "X-Amz-Security-Token"),
            "Region-Set" => (&mut self.region_set, "X-Amz-Region-Set"),
            _ => return,
        };
        if place.replace(value).is_some() {
            self.repeated = self.repeated.or(Some(name));
        }
    }
}

pub(super) fn parts<'r>(
    query: &QueryParameters<'r>,
    fields: &Fields<'r>,
    dialect: Dialect,
) -> Result<Parts<'r>, Refusal> {
    if let Some(name) = query.repeated {
        return Err(Refusal::new(
            RefusalKind::RepeatedParameter,
            dialect,
            format!(
                "AWS query-string parameters must not repeat '{name}'. Re-examine the query-string parameters."
            ),
        ));
    }
    // An algorithm that is not AWS's is, to AWS, no authentication; it is refused all the same.
    let algorithm = query
        .algorithm
        .map(decode)
        .and_then(|name| Algorithm::parse(&name));
    let Some(algorithm) = algorithm else {
        return Err(Refusal::missing_authentication(dialect));
    };
    let (Some(credential), Some(signature), Some(signed_headers), Some(date)) = (
        query.credential,
        query.signature,
        query.signed_headers,
        query.date,
    ) else {
        return Err(missing(query, dialect));
    };
    if fields.session_token.is_some() {
        return Err(malformed_token(dialect));
    }
    let date = decode(date);
    Ok(Parts {
        algorithm,
        presigned: true,
        credential: decode(credential),
        signed_headers: decode(signed_headers),
        signature,
        signed_at: Stamp::parse_compact(&date),
        date,
        expires: query.expires.map(decode),
        region_set: query.region_set.map(decode),
        session_token: query.token.map(decode),
        declared_payload: fields.declared_payload(),
    })
}

/// `X-Amz-Credential` of a query string, raw and without any check.
pub(super) fn peek_credential(query: &str) -> Option<&str> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("X-Amz-Credential="))
}

fn missing(query: &QueryParameters<'_>, dialect: Dialect) -> Refusal {
    let mut message = String::new();
    for (name, present) in [
        ("X-Amz-Credential", query.credential.is_some()),
        ("X-Amz-Signature", query.signature.is_some()),
        ("X-Amz-SignedHeaders", query.signed_headers.is_some()),
        ("X-Amz-Date", query.date.is_some()),
    ] {
        if !present {
            message.push_str("AWS query-string parameters must include '");
            message.push_str(name);
            message.push_str("'. ");
        }
    }
    message.push_str("Re-examine the query-string parameters.");
    Refusal::new(RefusalKind::MissingParameter, dialect, message)
}

/// Whether there are escapes, all of them good.
fn check_escapes(query: &str) -> Result<bool, BadQuery> {
    // Most queries have none, and this looks at whole words.
    if !contains(query, b'%') {
        return Ok(false);
    }
    let mut bytes = query.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            escaped(&mut bytes)?;
        }
    }
    Ok(true)
}

/// Decodes a name or value as the canonical form does; what is not UTF-8 becomes a replacement character, which equals nothing.
fn decode(raw: &str) -> Cow<'_, str> {
    if !raw.contains(['%', '+']) {
        return Cow::Borrowed(raw);
    }
    let mut decoded = Vec::with_capacity(raw.len());
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => decoded.push(b' '),
            b'%' => decoded.extend(escaped(&mut bytes).ok()),
            byte => decoded.push(byte),
        }
    }
    Cow::Owned(match String::from_utf8(decoded) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}
