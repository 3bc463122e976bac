//! The credential and its scope: `AKID/date/region/service/aws4_request`, without the region for SigV4a. Everything in it
//! must be what this service is; the key is derived from our region and service, never from the client's.

use super::{authorization, parameters};
use crate::algorithm::Algorithm;
use crate::cut::split;
use crate::error::{Refusal, RefusalKind};
use crate::limits;
use crate::request::{Dialect, Request, Rules};
use crate::time::Stamp;

/// A credential with the right number of parts.
pub(super) struct Credential<'a> {
    pub access_key_id: &'a str,
    pub date: &'a str,
    /// SigV4a has none: its regions are in `X-Amz-Region-Set`.
    pub region: Option<&'a str>,
    pub service: &'a str,
    terminator: &'a str,
}

const TERMINATOR: &str = "aws4_request";

impl<'a> Credential<'a> {
    pub(super) fn parse(
        text: &'a str,
        algorithm: Algorithm,
        dialect: Dialect,
    ) -> Result<Self, Refusal> {
        let mut parts = split(text, b'/');
        let mut next = || parts.next();
        let credential = match algorithm {
            Algorithm::HmacSha256 => (next(), next(), next().map(Some), next(), next()),
            Algorithm::EcdsaP256Sha256 => (next(), next(), Some(None), next(), next()),
        };
        match (credential, parts.next()) {
            (
                (Some(access_key_id), Some(date), Some(region), Some(service), Some(terminator)),
                None,
            ) if (1..=limits::ACCESS_KEY_ID).contains(&access_key_id.len()) => Ok(Credential {
                access_key_id,
                date,
                region,
                service,
                terminator,
            }),
            _ => Err(malformed(text, algorithm, dialect)),
        }
    }

    /// AWS joins what is wrong into one message, each sentence followed by a space, the last one too.
    pub(super) fn check_scope(
        &self,
        signed_at: Stamp,
        region_set: Option<&str>,
        presigned: bool,
        rules: &Rules<'_>,
    ) -> Result<(), Refusal> {
        let (region, region_fits) = match (self.region, region_set) {
            (Some(region), _) => (region, region == rules.region),
            (None, Some(set)) => (
                set,
                set.split(',')
                    .map(str::trim_ascii)
                    .any(|one| one == "*" || one == rules.region),
            ),
            (None, None) => return Err(no_region_set(presigned, rules.dialect)),
        };
        let today = signed_at.date();
        let (service_fits, terminator_fits) =
            (self.service == rules.service, self.terminator == TERMINATOR);
        let date_fits = self.date == today.as_str();
        if region_fits && service_fits && terminator_fits && date_fits {
            return Ok(());
        }
        let mut message = String::new();
        if !region_fits {
            message.push_str(&format!(
                "Credential should be scoped to a valid region, not '{region}'. "
            ));
        }
        if !service_fits {
            message.push_str(&format!(
                "Credential should be scoped to correct service: '{}'. ",
                rules.service
            ));
        }
        if !terminator_fits {
            message.push_str(&format!(
                "Credential should be scoped with a valid terminator: '{TERMINATOR}', not '{}'. ",
                self.terminator
            ));
        }
        if !date_fits {
            message.push_str(&format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{}' != \
                 '{today}', from '{}'. ",
                self.date,
                signed_at.timestamp()
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

/// The first part, in both scopes.
pub(super) fn peek_access_key_id<'r>(request: &Request<'r>) -> Option<&'r str> {
    let (credential, slashes): (_, &[&str]) = match request.headers.get(http::header::AUTHORIZATION)
    {
        Some(value) => (authorization::peek_credential(value.as_bytes())?, &["/"]),
        None => {
            let credential = parameters::peek_credential(request.query?)?;
            (credential, &["%2F", "%2f", "/"])
        }
    };
    let mut parts = slashes
        .iter()
        .filter_map(|slash| credential.split_once(slash));
    parts.next().map(|(id, _)| id).filter(|id| !id.is_empty())
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

fn malformed(text: &str, algorithm: Algorithm, dialect: Dialect) -> Refusal {
    let form = match algorithm {
        Algorithm::HmacSha256 => "5 slash-delimited elements, e.g. keyid/date/region/service/term",
        Algorithm::EcdsaP256Sha256 => "4 slash-delimited elements, e.g. keyid/date/service/term",
    };
    Refusal::new(
        RefusalKind::MalformedCredential,
        dialect,
        format!("Credential must have exactly {form}, got '{text}'"),
    )
}
