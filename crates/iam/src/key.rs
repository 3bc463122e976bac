//! Condition keys and their values. Names are matched ignoring case and resolved when a policy is compiled, so that a
//! request only ever compares small values. What a key means, and when it is present, is for the implementer of
//! [`Context`] to know.

use std::fmt;
use std::net::IpAddr;

/// What a request can tell about itself.
pub trait Context {
    /// The value of a condition key, or [`Value::Absent`].
    ///
    /// A key that does not apply to a request must be absent, not empty: absence has its own meaning in every operator.
    fn value<'a>(&'a self, key: &ConditionKey) -> Value<'a>;
}

/// A context in which every key is absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoContext;

impl Context for NoContext {
    fn value<'a>(&'a self, _: &ConditionKey) -> Value<'a> {
        Value::Absent
    }
}

/// The value of a condition key in one request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// The request has no such key.
    Absent,
    /// One string.
    Str(&'a str),
    /// A multivalued key, whatever the number of its values.
    Strs(Strings<'a>),
    /// A Boolean.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A point in time, in seconds since 1970-01-01T00:00:00Z.
    Date(i64),
    /// An address.
    Ip(IpAddr),
    /// Nobody knows yet what the request will bring, or whether it will bring the key at all: what asks for it is taken
    /// as the leaning says. No request that is served has such a value.
    Undetermined(Leaning),
}

/// How a statement is taken that asks for what nobody knows yet. Between the two lie all requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaning {
    /// As it suits the caller: an Allow is met, a Deny is not.
    ForCaller,
    /// As it suits the caller least: a Deny is met, an Allow is not.
    AgainstCaller,
}

/// The values of a multivalued key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Strings<'a> {
    /// Borrowed strings.
    Borrowed(&'a [&'a str]),
    /// Owned strings.
    Owned(&'a [String]),
}

impl<'a> Strings<'a> {
    /// The values in order.
    pub fn iter(self) -> impl Iterator<Item = &'a str> {
        let (borrowed, owned) = match self {
            Strings::Borrowed(list) => (list, [].as_slice()),
            Strings::Owned(list) => ([].as_slice(), list),
        };
        borrowed
            .iter()
            .copied()
            .chain(owned.iter().map(String::as_str))
    }

    /// How many values there are.
    pub fn len(self) -> usize {
        match self {
            Strings::Borrowed(list) => list.len(),
            Strings::Owned(list) => list.len(),
        }
    }

    /// Whether there is no value.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl<'a> From<&'a [&'a str]> for Value<'a> {
    fn from(list: &'a [&'a str]) -> Self {
        Value::Strs(Strings::Borrowed(list))
    }
}

impl<'a> From<&'a [String]> for Value<'a> {
    fn from(list: &'a [String]) -> Self {
        Value::Strs(Strings::Owned(list))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Str(text)
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Value::Absent, Value::Str)
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<IpAddr> for Value<'_> {
    fn from(value: IpAddr) -> Self {
        Value::Ip(value)
    }
}

/// A condition key as a compiled policy holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ConditionKey {
    /// A key this crate knows by name.
    Known(KnownKey),
    /// `aws:PrincipalTag/{key}`, the tag key in lower case.
    PrincipalTag(Box<str>),
    /// `aws:ResourceTag/{key}`, the tag key in lower case.
    ResourceTag(Box<str>),
    /// `aws:RequestTag/{key}`, the tag key in lower case.
    RequestTag(Box<str>),
    /// Any other key, its whole name in lower case.
    Other(Box<str>),
}

impl ConditionKey {
    /// The key with this name, ignoring case.
    pub fn parse(name: &str) -> ConditionKey {
        if let Some(known) = KnownKey::parse(name) {
            return ConditionKey::Known(known);
        }
        let lower = name.to_lowercase();
        if let Some(tag) = lower.strip_prefix("aws:principaltag/") {
            ConditionKey::PrincipalTag(tag.into())
        } else if let Some(tag) = lower.strip_prefix("aws:resourcetag/") {
            ConditionKey::ResourceTag(tag.into())
        } else if let Some(tag) = lower.strip_prefix("aws:requesttag/") {
            ConditionKey::RequestTag(tag.into())
        } else {
            ConditionKey::Other(lower.into())
        }
    }

    /// Whether this key asks for the tag `key`, which a record holds in its own spelling.
    pub fn is_tag(&self, key: &str) -> bool {
        let (ConditionKey::PrincipalTag(wanted)
        | ConditionKey::ResourceTag(wanted)
        | ConditionKey::RequestTag(wanted)) = self
        else {
            return false;
        };
        key.chars().flat_map(char::to_lowercase).eq(wanted.chars())
    }
}

impl fmt::Display for ConditionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConditionKey::Known(known) => f.write_str(known.name()),
            ConditionKey::PrincipalTag(tag) => write!(f, "aws:PrincipalTag/{tag}"),
            ConditionKey::ResourceTag(tag) => write!(f, "aws:ResourceTag/{tag}"),
            ConditionKey::RequestTag(tag) => write!(f, "aws:RequestTag/{tag}"),
            ConditionKey::Other(name) => f.write_str(name),
        }
    }
}

macro_rules! known_keys {
    ($($variant:ident = $name:literal,)*) => {
        /// The condition keys with a name of their own (IAM User Guide, "AWS global condition context keys"; Service
        /// Authorization Reference for `execute-api` and `sts`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum KnownKey {
            $(#[doc = concat!("`", $name, "`.")] $variant,)*
        }

        impl KnownKey {
            /// Every known key.
            pub const ALL: &'static [KnownKey] = &[$(KnownKey::$variant,)*];

            /// The key's name in AWS's spelling.
            pub fn name(self) -> &'static str {
                match self {
                    $(KnownKey::$variant => $name,)*
                }
            }
        }
    };
}

known_keys! {
    PrincipalArn = "aws:PrincipalArn",
    PrincipalAccount = "aws:PrincipalAccount",
    PrincipalOrgId = "aws:PrincipalOrgID",
    PrincipalOrgPaths = "aws:PrincipalOrgPaths",
    PrincipalType = "aws:PrincipalType",
    PrincipalIsAwsService = "aws:PrincipalIsAWSService",
    PrincipalServiceName = "aws:PrincipalServiceName",
    PrincipalServiceNamesList = "aws:PrincipalServiceNamesList",
    UserId = "aws:userid",
    UserName = "aws:username",
    FederatedProvider = "aws:FederatedProvider",
    SourceIdentity = "aws:SourceIdentity",
    AssumedRoot = "aws:AssumedRoot",
    TokenIssueTime = "aws:TokenIssueTime",
    MultiFactorAuthPresent = "aws:MultiFactorAuthPresent",
    MultiFactorAuthAge = "aws:MultiFactorAuthAge",
    SourceIp = "aws:SourceIp",
    VpcSourceIp = "aws:VpcSourceIp",
    SourceVpc = "aws:SourceVpc",
    SourceVpce = "aws:SourceVpce",
    SourceVpcArn = "aws:SourceVpcArn",
    VpceAccount = "aws:VpceAccount",
    VpceOrgId = "aws:VpceOrgID",
    VpceOrgPaths = "aws:VpceOrgPaths",
    ResourceAccount = "aws:ResourceAccount",
    ResourceOrgId = "aws:ResourceOrgID",
    ResourceOrgPaths = "aws:ResourceOrgPaths",
    TagKeys = "aws:TagKeys",
    CurrentTime = "aws:CurrentTime",
    EpochTime = "aws:EpochTime",
    SecureTransport = "aws:SecureTransport",
    UserAgent = "aws:UserAgent",
    Referer = "aws:Referer",
    RequestedRegion = "aws:RequestedRegion",
    ViaAwsService = "aws:ViaAWSService",
    CalledVia = "aws:CalledVia",
    CalledViaFirst = "aws:CalledViaFirst",
    CalledViaLast = "aws:CalledViaLast",
    SourceArn = "aws:SourceArn",
    SourceAccount = "aws:SourceAccount",
    SourceOrgId = "aws:SourceOrgID",
    SourceOrgPaths = "aws:SourceOrgPaths",
    ExecuteApiViaDomainArn = "execute-api:viaDomainArn",
    StsExternalId = "sts:ExternalId",
    StsRoleSessionName = "sts:RoleSessionName",
    StsSourceIdentity = "sts:SourceIdentity",
    StsDurationSeconds = "sts:DurationSeconds",
    StsAwsServiceName = "sts:AWSServiceName",
    StsTransitiveTagKeys = "sts:TransitiveTagKeys",
}

impl KnownKey {
    /// The known key with this name, ignoring case.
    pub fn parse(name: &str) -> Option<KnownKey> {
        KnownKey::ALL
            .iter()
            .copied()
            .find(|key| key.name().eq_ignore_ascii_case(name))
    }
}
