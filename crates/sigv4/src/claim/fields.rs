//! The header fields that authentication reads, found in one pass. Each may appear once: where two programs may read two
//! values, the request is refused.

use std::borrow::Cow;

use http::HeaderValue;

use crate::error::{Refusal, RefusalKind};
use crate::headers::HeaderList;
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

impl<'r> Fields<'r> {
    /// Finds the fields and refuses what is wrong with them as HTTP, whatever the signature says.
    pub(super) fn read(request: &Request<'r>, rules: &Rules<'_>) -> Result<Self, Refusal> {
        let (fields, repeated) = Self::find(request.headers);
        if let Some(name) = repeated {
            return Err(Refusal::new(
                RefusalKind::RepeatedHeader,
                rules.dialect,
                format!("The `{name}` header must not be repeated."),
            ));
        }
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

    /// Finds them, and the first that appears again: two of one are read differently by different programs. The length tells
    /// almost every other header apart before a byte is compared.
    fn find(headers: &'r HeaderList) -> (Self, Option<&'r str>) {
        let mut fields = Fields::default();
        let (mut content_type, mut content_length) = (None, None);
        let mut repeated = None;
        for (name, value) in headers {
            let name = name.as_str();
            let place = match name.len() {
                4 if name == "host" => &mut fields.host,
                4 if name == "date" => &mut fields.date,
                10 if name == "x-amz-date" => &mut fields.amz_date,
                12 if name == "content-type" => &mut content_type,
                13 if name == "authorization" => &mut fields.authorization,
                14 if name == "content-length" => &mut content_length,
                16 if name == "x-amz-region-set" => &mut fields.region_set,
                20 if name == "x-amz-security-token" => &mut fields.session_token,
                20 if name == "x-amz-content-sha256" => &mut fields.content_sha256,
                _ => continue,
            };
            if place.replace(value).is_some() {
                repeated = repeated.or(Some(name));
            }
        }
        (fields, repeated)
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
