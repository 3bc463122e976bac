//! What a request claims about itself, parsed from either form and checked as far as no key is needed, in the order in
//! which AWS's front end checks it. A [`Claim`] is not an identity: only [`crate::verify`] says that it is true.

mod authorization;
mod parameters;
mod scope;

use std::borrow::Cow;
use std::fmt;

use http::header::{CONTENT_LENGTH, CONTENT_TYPE, DATE, HOST, HeaderName};

use crate::canonical::headers::MAX_SIGNED_HEADERS;
use crate::canonical::path::{climbs_above_root, has_good_escapes};
use crate::canonical::query::{BadQuery, MAX_PAIRS};
use crate::error::{Refusal, RefusalKind};
use crate::payload::DeclaredPayload;
use crate::request::{Dialect, Request, Rules};
use crate::time::{Date, Timestamp};
use parameters::QueryParameters;
use scope::Credential;

/// The two algorithms that exist. SigV2, SHA-1 and anything newer are refused.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Hash)]
pub enum Algorithm {
    /// `AWS4-HMAC-SHA256`.
    HmacSha256,
    /// `AWS4-ECDSA-P256-SHA256`.
    EcdsaP256Sha256,
}

/// A well-formed, timely, rightly scoped and still unverified claim of a signature.
#[derive(Clone)]
pub struct Claim<'r> {
    algorithm: Algorithm,
    presigned: bool,
    access_key_id: Cow<'r, str>,
    session_token: Option<Cow<'r, str>>,
    signed_at: Timestamp,
    signed_headers: Cow<'r, str>,
    signature: Signature,
    declared_payload: Option<DeclaredPayload>,
}

/// A decoded signature. One that does not decode is empty, which verifies nowhere: AWS reports it last, as a mismatch.
#[derive(Copy, Clone)]
pub(crate) struct Signature {
    bytes: [u8; MAX_SIGNATURE],
    len: usize,
}

/// The parts of either form before they are judged.
struct Parts<'r> {
    algorithm: Algorithm,
    presigned: bool,
    credential: Cow<'r, str>,
    signed_headers: Cow<'r, str>,
    signature: Signature,
    date: Cow<'r, str>,
    signed_at: Option<Timestamp>,
    expires: Option<Cow<'r, str>>,
    region_set: Option<Cow<'r, str>>,
    session_token: Option<Cow<'r, str>>,
    declared_payload: Option<DeclaredPayload>,
}

/// A DER signature of P-256 has at most 72 bytes.
const MAX_SIGNATURE: usize = 72;
const MAX_AUTHORIZATION: usize = 4 * 1024;
const MAX_TOKEN: usize = 8 * 1024;
/// A token may triple when it is percent-encoded; API Gateway takes about 10 KiB in all.
const MAX_TARGET: usize = 32 * 1024;
const MAX_ACCESS_KEY_ID: usize = 128;
const WEEK_SECONDS: i64 = 604_800;

const X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
const X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
const X_AMZ_CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const X_AMZ_REGION_SET: HeaderName = HeaderName::from_static("x-amz-region-set");

/// Two of these in one request are read differently by different programs.
const SINGLE_HEADERS: [HeaderName; 9] = [
    HOST,
    http::header::AUTHORIZATION,
    X_AMZ_DATE,
    DATE,
    X_AMZ_SECURITY_TOKEN,
    X_AMZ_CONTENT_SHA256,
    X_AMZ_REGION_SET,
    CONTENT_LENGTH,
    CONTENT_TYPE,
];

/// Reads the authentication of a request, header or presigned, and makes every check that needs no key.
///
/// `Ok(None)` means that there is no authentication at all: the caller is anonymous. Anything that looks like
/// authentication and is not well-formed is a refusal, never anonymous.
///
/// # Errors
/// The refusal that AWS would answer, in AWS's order: path and query escapes, which form, algorithm, parameters, `host`
/// signed, date, expired, not yet current, credential, scope, token.
pub fn claim<'r>(
    request: &Request<'r>,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<Option<Claim<'r>>, Refusal> {
    check_http(request, rules)?;
    check_path(request.path, rules)?;
    let query = match request.query {
        Some(query) => QueryParameters::read(query).map_err(|bad| bad_query(bad, rules.dialect))?,
        None => QueryParameters::default(),
    };
    let authorization = request.headers.get(http::header::AUTHORIZATION);
    let parts = match (authorization, &query.algorithm) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return Err(Refusal::new(RefusalKind::BothForms, rules.dialect, "")),
        (Some(value), None) => {
            authorization::parts(value.as_bytes(), request, &query, rules.dialect)?
        }
        (None, Some(_)) => parameters::parts(query, request, rules.dialect)?,
    };
    judge_parts(parts, rules, now).map(Some)
}

/// The service that the credential scope names, unverified: for telling apart services that share a port, and for
/// nothing else.
#[must_use]
pub fn peek_service<'r>(request: &Request<'r>) -> Option<&'r str> {
    scope::peek_service(request)
}

impl Claim<'_> {
    /// The access key id, unverified.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The session token, unverified, from the header or the parameter. It need not be signed: API Gateway's generated
    /// JavaScript client adds it after signing. It must belong to the access key id, which the caller checks.
    #[must_use]
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_deref()
    }

    /// Which kind of key verifies it.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// When it says that it was signed; within the rules' window of the time that [`claim`] was given.
    #[must_use]
    pub const fn signed_at(&self) -> Timestamp {
        self.signed_at
    }

    /// The day of the signing key. It is the same in the scope and in the timestamp.
    #[must_use]
    pub fn date(&self) -> Date {
        self.signed_at.date()
    }

    /// Whether a header is among the signed ones. An unsigned header may have been added by anyone on the way.
    #[must_use]
    pub fn covers(&self, header_name: &str) -> bool {
        self.signed_header_names()
            .any(|name| name.eq_ignore_ascii_case(header_name))
    }

    /// The signed headers in the order of the claim.
    pub fn signed_header_names(&self) -> impl Iterator<Item = &str> {
        self.signed_headers.split(';')
    }

    /// What `x-amz-content-sha256` says, unverified.
    ///
    /// With [`DeclaredPayload::Sha256`] a caller may verify against the declared hash before it reads the body, and must then
    /// compare the body's own hash with it.
    #[must_use]
    pub const fn declared_payload(&self) -> Option<DeclaredPayload> {
        self.declared_payload
    }

    /// Whether the signature came in the query string.
    #[must_use]
    pub const fn is_presigned(&self) -> bool {
        self.presigned
    }

    pub(crate) fn signed_headers(&self) -> &str {
        &self.signed_headers
    }

    pub(crate) fn signature(&self) -> &[u8] {
        self.signature.as_bytes()
    }
}

impl fmt::Debug for Claim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claim")
            .field("algorithm", &self.algorithm)
            .field("access_key_id", &self.access_key_id)
            .field("signed_at", &self.signed_at)
            .field("signed_headers", &self.signed_headers)
            .finish_non_exhaustive()
    }
}

impl Algorithm {
    /// The name that goes into requests and strings to sign.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Algorithm::HmacSha256 => "AWS4-HMAC-SHA256",
            Algorithm::EcdsaP256Sha256 => "AWS4-ECDSA-P256-SHA256",
        }
    }

    fn parse(name: &[u8]) -> Option<Self> {
        [Algorithm::HmacSha256, Algorithm::EcdsaP256Sha256]
            .into_iter()
            .find(|known| known.as_str().as_bytes() == name)
    }
}

impl Signature {
    /// Lower-case hex only, as every signer writes it.
    fn decode(hex: &[u8], algorithm: Algorithm) -> Self {
        let mut signature = Signature {
            bytes: [0; MAX_SIGNATURE],
            len: 0,
        };
        let fits = match algorithm {
            Algorithm::HmacSha256 => hex.len() == 64,
            // ECDSA signatures vary in length: a leading zero byte of r or s is not written.
            Algorithm::EcdsaP256Sha256 => {
                hex.len().is_multiple_of(2) && hex.len() <= 2 * MAX_SIGNATURE
            }
        };
        let len = hex.len() / 2;
        if let (true, Some(bytes)) = (fits, signature.bytes.get_mut(..len))
            && data_encoding::HEXLOWER.decode_mut(hex, bytes).is_ok()
        {
            signature.len = len;
        }
        signature
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// What is wrong as HTTP, whatever the signature says.
fn check_http(request: &Request<'_>, rules: &Rules<'_>) -> Result<(), Refusal> {
    let refuse = |kind, message: String| Err(Refusal::new(kind, rules.dialect, message));
    let headers = request.headers;
    if headers.len() != headers.keys_len() {
        for name in &SINGLE_HEADERS {
            if headers.get_all(name).iter().nth(1).is_some() {
                return refuse(
                    RefusalKind::RepeatedHeader,
                    format!("The `{name}` header must not be repeated."),
                );
            }
        }
    }
    if let (Some(authority), Some(host)) = (request.authority, headers.get(HOST))
        && authority.as_bytes() != host.as_bytes()
    {
        return refuse(
            RefusalKind::AuthorityMismatch,
            "The `Host` header must equal the authority of the request target.".to_owned(),
        );
    }
    if request.path.len() + request.query.map_or(0, str::len) > MAX_TARGET {
        return refuse(
            RefusalKind::LimitExceeded,
            "The request target is too long.".to_owned(),
        );
    }
    Ok(())
}

fn check_path(path: &str, rules: &Rules<'_>) -> Result<(), Refusal> {
    let relative = !path.is_empty() && !path.starts_with('/');
    if relative || !has_good_escapes(path) || (rules.normalise_path && climbs_above_root(path)) {
        return Err(Refusal::new(RefusalKind::MalformedPath, rules.dialect, ""));
    }
    Ok(())
}

fn bad_query(bad: BadQuery, dialect: Dialect) -> Refusal {
    match bad {
        BadQuery::TooManyPairs => Refusal::new(
            RefusalKind::LimitExceeded,
            dialect,
            format!("The query string must not hold more than {MAX_PAIRS} parameters."),
        ),
        BadQuery::IncompleteEscape => Refusal::new(
            RefusalKind::MalformedQuery,
            dialect,
            "Incomplete trailing escape % sequence",
        ),
        BadQuery::IllegalEscape(digits) => Refusal::new(
            RefusalKind::MalformedQuery,
            dialect,
            format!(
                "Illegal hex character in escape % pattern: %{}",
                String::from_utf8_lossy(&digits)
            ),
        ),
    }
}

/// The checks that both forms share, from `host` on, in AWS's order.
fn judge_parts<'r>(
    parts: Parts<'r>,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<Claim<'r>, Refusal> {
    let dialect = rules.dialect;
    if parts
        .signed_headers
        .split(';')
        .nth(MAX_SIGNED_HEADERS)
        .is_some()
    {
        return Err(Refusal::new(
            RefusalKind::LimitExceeded,
            dialect,
            format!("A signature must not cover more than {MAX_SIGNED_HEADERS} headers."),
        ));
    }
    if !parts
        .signed_headers
        .split(';')
        .any(|name| name == "host" || name == ":authority")
    {
        return Err(Refusal::new(
            RefusalKind::HostNotSigned,
            dialect,
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
        ));
    }
    let signed_at = parts.signed_at.ok_or_else(|| {
        Refusal::new(
            RefusalKind::MalformedDate,
            dialect,
            format!(
                "Date must be in ISO-8601 'basic format'. Got '{}'. See http://en.wikipedia.org/wiki/ISO_8601",
                parts.date
            ),
        )
    })?;
    check_window(
        signed_at,
        parts.expires.as_deref(),
        parts.presigned,
        rules,
        now,
    )?;
    let credential = Credential::parse(parts.credential, parts.algorithm, dialect)?;
    credential.check_scope(
        signed_at,
        &parts.signed_headers,
        parts.region_set.as_deref(),
        parts.presigned,
        rules,
    )?;
    if parts
        .session_token
        .as_ref()
        .is_some_and(|token| token.len() > MAX_TOKEN || token.is_empty())
    {
        return Err(malformed_token(dialect));
    }
    Ok(Claim {
        algorithm: parts.algorithm,
        presigned: parts.presigned,
        access_key_id: credential.into_access_key_id(),
        session_token: parts.session_token,
        signed_at,
        signed_headers: parts.signed_headers,
        signature: parts.signature,
        declared_payload: parts.declared_payload,
    })
}

/// A header signature lives as long as the skew, both ways. A presigned one lives for its `X-Amz-Expires`, but never longer
/// than the rules allow; being from the future is bounded by the skew alike.
fn check_window(
    signed_at: Timestamp,
    expires: Option<&str>,
    presigned: bool,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let mut life = rules.skew_seconds;
    if presigned {
        life = rules.max_presigned_seconds;
        match expires {
            None => life = life.min(rules.skew_seconds),
            Some(text) => match text.parse::<u32>().map(i64::from) {
                Ok(seconds @ 1..=WEEK_SECONDS) => life = life.min(seconds),
                _ => {
                    return Err(Refusal::new(
                        RefusalKind::MalformedExpiry,
                        rules.dialect,
                        format!(
                            "X-Amz-Expires must be a number of seconds between 1 and {WEEK_SECONDS}."
                        ),
                    ));
                }
            },
        }
    }
    let oldest = now.plus(-life);
    if signed_at < oldest {
        return Err(Refusal::new(
            RefusalKind::Expired,
            rules.dialect,
            format!(
                "Signature expired: {signed_at} is now earlier than {oldest} ({now} - {}.)",
                duration(life)
            ),
        ));
    }
    let newest = now.plus(rules.skew_seconds);
    if signed_at > newest {
        return Err(Refusal::new(
            RefusalKind::NotYetCurrent,
            rules.dialect,
            format!(
                "Signature not yet current: {signed_at} is still later than {newest} ({now} + {}.)",
                duration(rules.skew_seconds)
            ),
        ));
    }
    Ok(())
}

fn duration(seconds: i64) -> String {
    if seconds % 60 == 0 {
        format!("{} min", seconds / 60)
    } else {
        format!("{seconds} sec")
    }
}

/// AWS's texts for a token that cannot be one and for a token that is not known differ by a full stop.
fn malformed_token(dialect: Dialect) -> Refusal {
    let message = match dialect {
        Dialect::ExecuteApi => "The security token included in the request is invalid.",
        Dialect::ControlPlane => "The security token included in the request is invalid",
    };
    Refusal::new(RefusalKind::MalformedToken, dialect, message)
}

fn header_text<'r>(request: &Request<'r>, name: &HeaderName) -> Option<Cow<'r, str>> {
    request
        .headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
}
