//! The condition keys of one request. A key that does not apply is absent, never empty: absence
//! has a meaning of its own in every operator (IAM User Guide, "Condition operators"; API Gateway
//! Developer Guide, "AWS condition keys that can be used in API Gateway resource policies").

use std::net::IpAddr;

use http::header::{REFERER, USER_AGENT};
use portcullis_catalog::identity::Tags;
use portcullis_catalog::snapshot::{IdentityKind, Standing};
use portcullis_iam::{ConditionKey, Context, KnownKey, Value};
use portcullis_sigv4::HeaderList;

use crate::arrival::Supposed;
use crate::principal::Principal;
use crate::web_identity::WebIdentity;

/// Everything that a policy may ask about a request.
pub(crate) struct RequestContext<'a> {
    /// Who is authenticated; `None` for an anonymous request.
    pub(crate) principal: Option<&'a Principal>,
    /// Whom an OIDC issuer vouches for, before a role is assumed.
    pub(crate) web_identity: Option<&'a WebIdentity>,
    /// Its account's organisation.
    pub(crate) organization: Option<&'a Standing>,
    /// Where it came from.
    pub(crate) source: Source<'a>,
    /// Whether over TLS.
    pub(crate) secure: bool,
    /// Unix seconds.
    pub(crate) now: i64,
    pub(crate) headers: &'a HeaderList,
    pub(crate) region: &'a str,
    /// The account that owns the resource.
    pub(crate) resource_account: &'a str,
    /// Its organisation.
    pub(crate) resource_organization: Option<&'a Standing>,
    /// The resource's tags, where the key `aws:ResourceTag` exists for it.
    pub(crate) resource_tags: Option<&'a Tags>,
    /// The tags that a control call brings.
    pub(crate) request_tags: Option<&'a Tags>,
    /// Keys of one operation, such as `sts:ExternalId`.
    pub(crate) operation: &'a [(ConditionKey, Value<'a>)],
    /// What is said of a request that nobody has made.
    pub(crate) supposed: Option<&'a dyn Supposed>,
}

/// Where a request came from, as policies see it.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// From outside: aws:SourceIp.
    Address(IpAddr),
    /// Through an interface VPC endpoint, which hides the public address: aws:SourceVpce,
    /// aws:SourceVpc and aws:VpcSourceIp instead.
    Endpoint {
        id: &'a str,
        /// Unknown of an endpoint of AWS's own.
        vpc: Option<&'a str>,
        address: IpAddr,
    },
}

impl RequestContext<'_> {
    fn known(&self, key: KnownKey) -> Value<'_> {
        use KnownKey as Key;
        match key {
            Key::PrincipalArn
            | Key::PrincipalAccount
            | Key::PrincipalType
            | Key::PrincipalIsAwsService
            | Key::PrincipalOrgId
            | Key::PrincipalOrgPaths
            | Key::UserId
            | Key::UserName
            | Key::TokenIssueTime
            | Key::MultiFactorAuthPresent
            | Key::MultiFactorAuthAge
            | Key::SourceIdentity
            | Key::FederatedProvider => self.of_principal(key),
            Key::SourceIp => match self.source {
                Source::Address(address) => Value::Ip(address.to_canonical()),
                Source::Endpoint { .. } => Value::Absent,
            },
            Key::VpcSourceIp => match self.source {
                Source::Endpoint { address, .. } => Value::Ip(address.to_canonical()),
                Source::Address(_) => Value::Absent,
            },
            Key::SourceVpce => match self.source {
                Source::Endpoint { id, .. } => Value::Str(id),
                Source::Address(_) => Value::Absent,
            },
            Key::SourceVpc => match self.source {
                Source::Endpoint { vpc, .. } => Value::from(vpc),
                Source::Address(_) => Value::Absent,
            },
            Key::ResourceAccount => Value::Str(self.resource_account),
            Key::ResourceOrgId => match self.resource_organization {
                Some(standing) => Value::Str(&standing.organization_id),
                None => Value::Absent,
            },
            Key::ResourceOrgPaths => paths(self.resource_organization),
            Key::CurrentTime | Key::EpochTime => Value::Date(self.now),
            Key::SecureTransport => Value::Bool(self.secure),
            Key::UserAgent => self.header(&USER_AGENT),
            Key::Referer => self.header(&REFERER),
            Key::RequestedRegion => Value::Str(self.region),
            // No service calls on anybody's behalf here.
            Key::ViaAwsService => Value::Bool(false),
            _ => Value::Absent,
        }
    }

    fn of_principal(&self, key: KnownKey) -> Value<'_> {
        use KnownKey as Key;
        let Some(principal) = self.principal else {
            // IAM User Guide, the table of principal values: these three exist for anybody, but
            // for somebody who is about to become a principal.
            return match key {
                _ if self.web_identity.is_some() => Value::Absent,
                Key::PrincipalAccount => Value::Str("anonymous"),
                Key::PrincipalType => Value::Str("Anonymous"),
                Key::UserId => Value::Str("anonymous"),
                _ => Value::Absent,
            };
        };
        let identity = &*principal.identity;
        let session = principal.session.as_deref();
        match key {
            Key::PrincipalArn => Value::Str(&identity.arn),
            Key::PrincipalAccount => Value::Str(identity.account.as_str()),
            Key::PrincipalType => Value::Str(match identity.kind {
                IdentityKind::Root => "Account",
                IdentityKind::User => "User",
                IdentityKind::Role => "AssumedRole",
            }),
            Key::PrincipalIsAwsService => Value::Bool(false),
            Key::PrincipalOrgId => match self.organization {
                Some(standing) => Value::Str(&standing.organization_id),
                None => Value::Absent,
            },
            Key::PrincipalOrgPaths => paths(self.organization),
            Key::UserId => Value::Str(principal.user_id()),
            Key::UserName if identity.kind == IdentityKind::User => Value::Str(&identity.name),
            Key::TokenIssueTime => match session {
                Some(session) => Value::Date(session.claims.issued),
                None => Value::Absent,
            },
            Key::MultiFactorAuthPresent => match session {
                Some(session) => Value::Bool(session.claims.mfa_at.is_some()),
                None => Value::Absent,
            },
            Key::MultiFactorAuthAge => match session.and_then(|session| session.claims.mfa_at) {
                Some(at) => Value::Number(self.now.saturating_sub(at)),
                None => Value::Absent,
            },
            Key::SourceIdentity => {
                Value::from(session.and_then(|session| session.claims.source_identity.as_deref()))
            }
            Key::FederatedProvider => {
                let federation = session.and_then(|session| session.claims.federation.as_ref());
                Value::from(federation.map(|federation| federation.provider.as_str()))
            }
            _ => Value::Absent,
        }
    }

    /// `{issuer}:sub` and its like, of the token that is presented or that the session was made
    /// with.
    fn federation(&self, name: &str) -> Value<'_> {
        if let Some(identity) = self.web_identity {
            return identity.value(name);
        }
        let session = self
            .principal
            .and_then(|principal| principal.session.as_deref());
        match session.and_then(|session| session.claims.federation.as_ref()) {
            Some(federation) => federation.value(name),
            None => Value::Absent,
        }
    }

    fn principal_tag(&self, key: &ConditionKey) -> Value<'_> {
        let Some(principal) = self.principal else {
            return Value::Absent;
        };
        // A session tag overrides the role's of the same name, ignoring case.
        let session = principal.session.as_deref();
        let of_session = session.into_iter().flat_map(|session| &session.claims.tags);
        let mut of_session = of_session.filter(|tag| key.is_tag(&tag.key));
        if let Some(tag) = of_session.next() {
            return Value::Str(&tag.value);
        }
        tag(&principal.identity.tags, key)
    }

    fn header(&self, name: &http::HeaderName) -> Value<'_> {
        Value::from(self.headers.get(name).and_then(|value| value.to_str().ok()))
    }
}

impl Context for RequestContext<'_> {
    fn value<'a>(&'a self, key: &ConditionKey) -> Value<'a> {
        if let Some(value) = self.supposed.and_then(|supposed| supposed.value(key)) {
            return value;
        }
        if let Some((_, value)) = self.operation.iter().find(|(known, _)| known == key) {
            return *value;
        }
        match key {
            ConditionKey::Known(known) => self.known(*known),
            ConditionKey::PrincipalTag(_) => self.principal_tag(key),
            ConditionKey::ResourceTag(_) => self
                .resource_tags
                .map_or(Value::Absent, |tags| tag(tags, key)),
            ConditionKey::RequestTag(_) => self
                .request_tags
                .map_or(Value::Absent, |tags| tag(tags, key)),
            ConditionKey::Other(name) => self.federation(name),
        }
    }
}

/// An account is in one place, but the keys hold lists.
fn paths(standing: Option<&Standing>) -> Value<'_> {
    match standing {
        Some(standing) if !standing.path.is_empty() => {
            Value::from(std::slice::from_ref(&standing.path))
        }
        _ => Value::Absent,
    }
}

fn tag<'a>(tags: &'a Tags, key: &ConditionKey) -> Value<'a> {
    match tags.iter().find(|(name, _)| key.is_tag(name)) {
        Some((_, value)) => Value::Str(value),
        None => Value::Absent,
    }
}
