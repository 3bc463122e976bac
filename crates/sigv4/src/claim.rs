//! What a request claims about itself, parsed from either form and checked as far as no key is needed, in the order in
//! which AWS's front end checks it. A [`Claim`] is not an identity: only [`crate::verify`] says that it is true.

mod authorization;
mod fields;
mod parameters;
mod parts;
mod scope;
mod target;
mod window;

use std::borrow::Cow;
use std::fmt;

use crate::algorithm::Algorithm;
use crate::cut::split;
use crate::error::{Refusal, RefusalKind};
use crate::hex;
use crate::limits;
use crate::payload::DeclaredPayload;
use crate::request::{Request, Rules};
use crate::sigv4a::MAX_SIGNATURE;
use crate::time::{Date, Stamp, Timestamp};
use fields::Fields;
use parameters::QueryParameters;
use parts::{Parts, malformed_token};
use scope::Credential;
use window::Life;

/// A well-formed, timely, rightly scoped and still unverified claim of a signature.
#[derive(Clone)]
pub struct Claim<'r> {
    algorithm: Algorithm,
    presigned: bool,
    access_key_id: Cow<'r, str>,
    session_token: Option<Cow<'r, str>>,
    signed_at: Stamp,
    signed_headers: Cow<'r, str>,
    signature: &'r str,
    declared_payload: Option<DeclaredPayload>,
}

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
    let Some(parts) = read(request, rules)? else {
        return Ok(None);
    };
    // Judged where it is: what is claimed is some hundred bytes, and moving it was a part of the time.
    let (access_key_id, signed_at) = judge(&parts, rules, now)?;
    Ok(Some(Claim {
        algorithm: parts.algorithm,
        presigned: parts.presigned,
        access_key_id: first(parts.credential, access_key_id),
        session_token: parts.session_token,
        signed_at,
        signed_headers: parts.signed_headers,
        signature: parts.signature,
        declared_payload: parts.declared_payload,
    }))
}

/// What a claim says of itself before anything of it is judged: what its refusal is explained with.
pub struct Said {
    pub(crate) algorithm: Algorithm,
    pub(crate) presigned: bool,
    pub(crate) signed_headers: String,
    pub(crate) signed_at: Option<Stamp>,
    pub(crate) date: String,
    pub(crate) region: Option<String>,
    pub(crate) service: String,
}

/// Reads what a request says of when and for what it was signed, and believes it. `None` where that cannot be read.
#[must_use]
pub fn said(request: &Request<'_>, rules: &Rules<'_>) -> Option<Said> {
    let parts = read(request, rules).ok()??;
    let credential = Credential::parse(&parts.credential, parts.algorithm, rules.dialect).ok()?;
    Some(Said {
        algorithm: parts.algorithm,
        presigned: parts.presigned,
        signed_at: parts.signed_at,
        date: credential.date.to_owned(),
        region: credential.region.map(str::to_owned),
        service: credential.service.to_owned(),
        signed_headers: parts.signed_headers.into_owned(),
    })
}

/// The service that the credential scope names, unverified: for telling apart services that share a port, and for
/// nothing else.
#[must_use]
pub fn peek_service<'r>(request: &Request<'r>) -> Option<&'r str> {
    scope::peek_service(request)
}

/// The access key id that the credential scope names, unverified: for finding out whom a refusal concerns, and for
/// nothing else.
#[must_use]
pub fn peek_access_key_id<'r>(request: &Request<'r>) -> Option<&'r str> {
    scope::peek_access_key_id(request)
}

impl Said {
    /// When it says that it was signed, where that is a time.
    #[must_use]
    pub fn signed_at(&self) -> Option<Timestamp> {
        self.signed_at.map(|stamp| stamp.timestamp())
    }

    /// The region in its scope. SigV4a has none there.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
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
        self.signed_at.timestamp()
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
        split(&self.signed_headers, b';')
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

    pub(crate) const fn stamp(&self) -> Stamp {
        self.signed_at
    }

    /// As sent.
    pub(crate) const fn signature(&self) -> &str {
        self.signature
    }

    /// Whether the signature has the form of one: lower-case hex only, as every signer writes it.
    pub(crate) fn has_signature(&self) -> bool {
        let digits = self.signature.len();
        let fits = match self.algorithm {
            Algorithm::HmacSha256 => digits == 64,
            Algorithm::EcdsaP256Sha256 => {
                (1..=2 * MAX_SIGNATURE).contains(&digits) && digits.is_multiple_of(2)
            }
        };
        fits && hex::are_digits(self.signature.as_bytes())
    }
}

impl fmt::Debug for Claim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claim")
            .field("algorithm", &self.algorithm)
            .field("access_key_id", &self.access_key_id)
            .field("signed_at", &self.signed_at())
            .field("signed_headers", &self.signed_headers)
            .finish_non_exhaustive()
    }
}

/// The parts of the authentication, in whichever form it comes.
fn read<'r>(request: &Request<'r>, rules: &Rules<'_>) -> Result<Option<Parts<'r>>, Refusal> {
    let fields = Fields::read(request, rules)?;
    target::check(request, rules)?;
    let query = match request.query {
        Some(query) => {
            QueryParameters::read(query).map_err(|bad| target::bad_query(bad, rules.dialect))?
        }
        None => QueryParameters::default(),
    };
    match (fields.authorization, query.algorithm) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err(Refusal::new(RefusalKind::BothForms, rules.dialect, "")),
        (Some(value), None) => Ok(Some(authorization::parts(
            value,
            &fields,
            &query,
            rules.dialect,
        )?)),
        (None, Some(_)) => Ok(Some(parameters::parts(&query, &fields, rules.dialect)?)),
    }
}

/// The checks that both forms share, from `host` on, in AWS's order. What they give is the length of the access key id, with
/// which the credential begins, and the time.
fn judge(parts: &Parts<'_>, rules: &Rules<'_>, now: Timestamp) -> Result<(usize, Stamp), Refusal> {
    let dialect = rules.dialect;
    check_signed_headers(&parts.signed_headers, rules)?;
    let Some(signed_at) = parts.signed_at else {
        return Err(Refusal::new(
            RefusalKind::MalformedDate,
            dialect,
            format!(
                "Date must be in ISO-8601 'basic format'. Got '{}'. See http://en.wikipedia.org/wiki/ISO_8601",
                parts.date
            ),
        ));
    };
    let life = if parts.presigned {
        Life::Presigned(parts.expires.as_deref())
    } else {
        Life::Skew
    };
    window::check(signed_at.timestamp(), life, rules, now)?;
    let exact = match parts.algorithm {
        Algorithm::HmacSha256 => scope::exactly_scoped(&parts.credential, signed_at, rules),
        Algorithm::EcdsaP256Sha256 => None,
    };
    let access_key_id = match exact {
        Some(access_key_id) => access_key_id,
        None => scoped(parts, signed_at, rules)?,
    };
    if parts
        .session_token
        .as_ref()
        .is_some_and(|token| token.len() > limits::TOKEN || token.is_empty())
    {
        return Err(malformed_token(dialect));
    }
    Ok((access_key_id.len(), signed_at))
}

/// The access key id of a credential whose scope is looked at part by part.
fn scoped<'p>(
    parts: &'p Parts<'_>,
    signed_at: Stamp,
    rules: &Rules<'_>,
) -> Result<&'p str, Refusal> {
    let credential = Credential::parse(&parts.credential, parts.algorithm, rules.dialect)?;
    // Every parameter of a presigned request is signed; a header must be listed.
    let region_set = parts.region_set.as_deref().filter(|_| {
        parts.presigned || split(&parts.signed_headers, b';').any(|name| name == "x-amz-region-set")
    });
    credential.check_scope(signed_at, region_set, parts.presigned, rules)?;
    Ok(credential.access_key_id)
}

fn check_signed_headers(signed_headers: &str, rules: &Rules<'_>) -> Result<(), Refusal> {
    let mut count = 0;
    let mut host = false;
    for name in split(signed_headers, b';') {
        count += 1;
        host |= name == "host" || name == ":authority";
    }
    if count > limits::SIGNED_HEADERS {
        return Err(Refusal::new(
            RefusalKind::LimitExceeded,
            rules.dialect,
            format!(
                "A signature must not cover more than {} headers.",
                limits::SIGNED_HEADERS
            ),
        ));
    }
    if !host {
        return Err(Refusal::new(
            RefusalKind::HostNotSigned,
            rules.dialect,
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
        ));
    }
    Ok(())
}

fn first(text: Cow<'_, str>, end: usize) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(..end).unwrap_or_default()),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    }
}
