//! The header fields that authentication reads, found in one pass. Each may appear once: where two programs may read two
//! values, the request is refused.

use std::borrow::Cow;

use http::{HeaderMap, HeaderValue};

use crate::error::{Refusal, RefusalKind};
use crate::payload::DeclaredPayload;
use crate::request::{Request, Rules};

/// The fields, as received.
#[derive(Copy, Clone, Default)]
pub(super) struct Fields<'r> {
    pub authorization: Option<&'r HeaderValue>,
    pub amz_date: Option<&'r HeaderValue>,
    pub date: Option<&'r HeaderValue>,
    pub session_token: Option<&'r HeaderValue>,
    pub region_set: Option<&'r HeaderValue>,
    content_sha256: Option<&'r HeaderValue>,
    host: Option<&'r HeaderValue>,
}

/// Two of these in one request are read differently by different programs.
const SINGLE: [&str; 9] = [
    "host",
    "authorization",
    "x-amz-date",
    "date",
    "x-amz-security-token",
    "x-amz-content-sha256",
    "x-amz-region-set",
    "content-length",
    "content-type",
];

impl<'r> Fields<'r> {
    /// Finds the fields and refuses what is wrong with them as HTTP, whatever the signature says.
    pub(super) fn read(request: &Request<'r>, rules: &Rules<'_>) -> Result<Self, Refusal> {
        refuse_repeated(request.headers, rules)?;
        let fields = Self::find(request.headers);
        if let (Some(authority), Some(host)) = (request.authority, fields.host)
            && authority.as_bytes() != host.as_bytes()
        {
            return Err(Refusal::new(
                RefusalKind::AuthorityMismatch,
                rules.dialect,
                "The `Host` header must equal the authority of the request target.",
            ));
        }
        Ok(fields)
    }

    pub(super) fn declared_payload(&self) -> Option<DeclaredPayload> {
        self.content_sha256
            .map(|value| DeclaredPayload::parse(value.as_bytes().trim_ascii()))
    }

    /// The length tells almost every other header apart before a byte is compared.
    fn find(headers: &'r HeaderMap) -> Self {
        let mut fields = Fields::default();
        for (name, value) in headers {
            let name = name.as_str();
            let place = match name.len() {
                4 if name == "host" => &mut fields.host,
                4 if name == "date" => &mut fields.date,
                10 if name == "x-amz-date" => &mut fields.amz_date,
                13 if name == "authorization" => &mut fields.authorization,
                16 if name == "x-amz-region-set" => &mut fields.region_set,
                20 if name == "x-amz-security-token" => &mut fields.session_token,
                20 if name == "x-amz-content-sha256" => &mut fields.content_sha256,
                _ => continue,
            };
            *place = Some(value);
        }
        fields
    }
}

/// The text of a field. A byte that is not UTF-8 becomes a replacement character, which equals nothing that we expect.
pub(super) fn text(value: &HeaderValue) -> Cow<'_, str> {
    let bytes = value.as_bytes().trim_ascii();
    // `from_utf8_lossy` reads byte by byte, which shows on a token of a thousand.
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

fn refuse_repeated(headers: &HeaderMap, rules: &Rules<'_>) -> Result<(), Refusal> {
    if headers.len() == headers.keys_len() {
        return Ok(());
    }
    match SINGLE
        .into_iter()
        .find(|name| headers.get_all(*name).iter().nth(1).is_some())
    {
        None => Ok(()),
        Some(name) => Err(Refusal::new(
            RefusalKind::RepeatedHeader,
            rules.dialect,
            format!("The `{name}` header must not be repeated."),
        )),
    }
}
