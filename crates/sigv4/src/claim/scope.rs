//! The credential and its scope: `AKID/date/region/service/aws4_request`, without the region for SigV4a. Everything in it
//! must be what this service is; the key is derived from our region and service, never from the client's.

use std::borrow::Cow;

use super::{
    Algorithm, Dialect, MAX_ACCESS_KEY_ID, Refusal, RefusalKind, Request, Rules, Timestamp,
    authorization, parameters,
};

/// A credential with the right number of parts.
pub(super) struct Credential<'r> {
    text: Cow<'r, str>,
    id_end: usize,
    algorithm: Algorithm,
}

const TERMINATOR: &str = "aws4_request";

impl<'r> Credential<'r> {
    pub(super) fn parse(
        text: Cow<'r, str>,
        algorithm: Algorithm,
        dialect: Dialect,
    ) -> Result<Self, Refusal> {
        let (expected, form) = match algorithm {
            Algorithm::HmacSha256 => (
                5,
                "5 slash-delimited elements, e.g. keyid/date/region/service/term",
            ),
            Algorithm::EcdsaP256Sha256 => (
                4,
                "4 slash-delimited elements, e.g. keyid/date/service/term",
            ),
        };
        let id_end = text.find('/').unwrap_or(text.len());
        if text.split('/').count() != expected || id_end == 0 || id_end > MAX_ACCESS_KEY_ID {
            return Err(Refusal::new(
                RefusalKind::MalformedCredential,
                dialect,
                format!("Credential must have exactly {form}, got '{text}'"),
            ));
        }
        Ok(Credential {
            text,
            id_end,
            algorithm,
        })
    }

    pub(super) fn into_access_key_id(self) -> Cow<'r, str> {
        match self.text {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(..self.id_end).unwrap_or_default()),
            Cow::Owned(mut text) => {
                text.truncate(self.id_end);
                Cow::Owned(text)
            }
        }
    }

    /// AWS joins what is wrong into one message, each sentence followed by a space, the last one too.
    pub(super) fn check_scope(
        &self,
        signed_at: Timestamp,
        signed_headers: &str,
        region_set: Option<&str>,
        presigned: bool,
        rules: &Rules<'_>,
    ) -> Result<(), Refusal> {
        let mut rest = self.text.split('/').skip(1);
        let mut next = || rest.next().unwrap_or_default();
        let date = next();
        let region = match self.algorithm {
            Algorithm::HmacSha256 => Some(next()),
            Algorithm::EcdsaP256Sha256 => region_set,
        };
        let (service, terminator) = (next(), next());
        let Some(region) = region else {
            return Err(no_region_set(presigned, rules.dialect));
        };
        // Every parameter of a presigned request is signed; the header must be listed.
        let region_signed = self.algorithm == Algorithm::HmacSha256
            || presigned
            || signed_headers.split(';').any(|h| h == "x-amz-region-set");
        if !region_signed {
            return Err(no_region_set(presigned, rules.dialect));
        }
        let region_fits = match self.algorithm {
            Algorithm::HmacSha256 => region == rules.region,
            Algorithm::EcdsaP256Sha256 => region
                .split(',')
                .map(str::trim_ascii)
                .any(|one| one == "*" || one == rules.region),
        };
        let expected_date = signed_at.date();
        if region_fits
            && service == rules.service
            && terminator == TERMINATOR
            && date == expected_date.as_str()
        {
            return Ok(());
        }
        let mut message = String::new();
        if !region_fits {
            message.push_str(&format!(
                "Credential should be scoped to a valid region, not '{region}'. "
            ));
        }
        if service != rules.service {
            message.push_str(&format!(
                "Credential should be scoped to correct service: '{}'. ",
                rules.service
            ));
        }
        if terminator != TERMINATOR {
            message.push_str(&format!(
                "Credential should be scoped with a valid terminator: '{TERMINATOR}', not '{terminator}'. "
            ));
        }
        if date != expected_date.as_str() {
            message.push_str(&format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{date}' != \
                 '{expected_date}', from '{signed_at}'. "
            ));
        }
        Err(Refusal::new(
            RefusalKind::WrongScope,
            rules.dialect,
            message,
        ))
    }
}

pub(super) fn peek_service<'r>(request: &Request<'r>) -> Option<&'r str> {
    if let Some(value) = request.headers.get(http::header::AUTHORIZATION) {
        return service_of(authorization::peek_credential(value.as_bytes())?, "/");
    }
    let credential = parameters::peek_credential(request.query?)?;
    ["%2F", "%2f", "/"]
        .into_iter()
        .find_map(|slash| service_of(credential, slash))
}

/// The last part but one, in both scopes.
fn service_of<'r>(credential: &'r str, slash: &str) -> Option<&'r str> {
    let mut parts = credential.rsplit(slash);
    let _terminator = parts.next()?;
    let service = parts.next()?;
    // Without a date before it, it is no scope.
    parts.next()?;
    (!service.is_empty()).then_some(service)
}

fn no_region_set(presigned: bool, dialect: Dialect) -> Refusal {
    let message = if presigned {
        "AWS query-string parameters must include 'X-Amz-Region-Set'. Re-examine the query-string parameters."
    } else {
        "Authorization header requires a 'X-Amz-Region-Set' header that is a 'SignedHeader'."
    };
    Refusal::new(RefusalKind::MissingParameter, dialect, message)
}
