//! The credential and its scope: `AKID/date/region/service/aws4_request`, without the region for SigV4a. Everything in it
//! must be what this service is; the key is derived from our region and service, never from the client's.

use super::{authorization, parameters};
use crate::algorithm::Algorithm;
use crate::cut::{split, split_once};
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

/// The access key id of a SigV4 credential whose scope is, byte for byte, what it has to be: that of nearly every request.
/// `None` says nothing; such a credential is looked at part by part, for what is wrong with it.
pub(super) fn exactly_scoped<'a>(
    credential: &'a str,
    signed_at: Stamp,
    rules: &Rules<'_>,
) -> Option<&'a str> {
    let (access_key_id, scope) = split_once(credential, b'/')?;
    let mut rest = scope.as_bytes();
    for part in [
        signed_at.date().as_bytes(),
        rules.region.as_bytes(),
        rules.service.as_bytes(),
    ] {
        rest = rest.strip_prefix(part)?.strip_prefix(b"/")?;
    }
    let fits = rest == TERMINATOR.as_bytes() && is_access_key_id(access_key_id);
    fits.then_some(access_key_id)
}

fn is_access_key_id(text: &str) -> bool {
    (1..=limits::ACCESS_KEY_ID).contains(&text.len())
}

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
            ) if is_access_key_id(access_key_id) => Ok(Credential {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_exactly_scoped_passes_part_by_part_too() {
        let rules = Rules::execute_api("us-east-1");
        let signed_at = Stamp::parse_amz_date("20150830T123600Z").unwrap();
        let exact = |text| exactly_scoped(text, signed_at, &rules);
        let by_part = |text| {
            let parsed = Credential::parse(text, Algorithm::HmacSha256, rules.dialect).ok()?;
            let checked = parsed.check_scope(signed_at, None, false, &rules);
            checked.ok().map(|()| parsed.access_key_id)
        };
        let right = "AKIDEXAMPLE/20150830/us-east-1/execute-api/aws4_request";
        assert_eq!(exact(right), Some("AKIDEXAMPLE"));
        assert_eq!(by_part(right), Some("AKIDEXAMPLE"));
        let long = format!("{}{}", "A".repeat(limits::ACCESS_KEY_ID), &right[11..]);
        assert!(exact(&long).is_some() && by_part(&long).is_some());
        let too_long = format!("A{long}");
        for wrong in [
            "",
            "/",
            "AKIDEXAMPLE",
            &right[11..],
            &too_long,
            &right[..right.len() - 1],
            &format!("{right}/"),
            &format!("/{right}"),
            &format!("{right}t"),
            &right.replace("20150830", "20150831"),
            &right.replace("us-east-1", "us-east-2"),
            &right.replace("us-east-1", "us-east-10"),
            &right.replace("execute-api", "apigateway"),
            &right.replace("/us-east-1", ""),
            &right.replace('/', "//"),
        ] {
            assert_eq!((exact(wrong), by_part(wrong)), (None, None), "{wrong}");
        }
    }
}
