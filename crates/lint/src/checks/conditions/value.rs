//! What kind of value each key has, and which texts are values of a kind.

use std::net::IpAddr;

use ipnet::IpNet;
use portcullis_iam::KnownKey;
use portcullis_iam::operator::Kind;

/// The type of a key's value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Arn,
    Address,
    Flag,
    Moment,
    Number,
}

impl Type {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Type::Text => "a text",
            Type::Arn => "an ARN",
            Type::Address => "an address",
            Type::Flag => "true or false",
            Type::Moment => "a time",
            Type::Number => "a number",
        }
    }
}

pub(super) fn type_of(key: KnownKey) -> Type {
    use KnownKey as Key;
    match key {
        Key::SourceIp | Key::VpcSourceIp => Type::Address,
        Key::SecureTransport
        | Key::MultiFactorAuthPresent
        | Key::ViaAwsService
        | Key::PrincipalIsAwsService
        | Key::AssumedRoot => Type::Flag,
        Key::CurrentTime | Key::EpochTime | Key::TokenIssueTime => Type::Moment,
        Key::MultiFactorAuthAge | Key::StsDurationSeconds => Type::Number,
        Key::PrincipalArn | Key::SourceArn | Key::SourceVpcArn | Key::ExecuteApiViaDomainArn => {
            Type::Arn
        }
        _ => Type::Text,
    }
}

/// Whether a text is a value of what an operator compares. Dates are looked at where documents are validated.
pub(super) fn is_valid(kind: Kind, text: &str) -> bool {
    match kind {
        Kind::Ip => network(text).is_some(),
        Kind::Bool | Kind::Null => {
            text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
        }
        Kind::Numeric(_) => text.parse::<f64>().is_ok_and(f64::is_finite),
        _ => true,
    }
}

pub(super) fn holds_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// The network that is meant, where bits are set after its mask.
pub(super) fn host_bits(text: &str) -> Option<IpNet> {
    let written = network(text)?;
    (written.trunc() != written).then(|| written.trunc())
}

/// Addresses that no request from the internet has.
pub(super) fn is_private(text: &str) -> bool {
    match network(text).map(|network| network.addr()) {
        Some(IpAddr::V4(address)) => {
            let [first, second, ..] = address.octets();
            let shared = first == 100 && (64..128).contains(&second);
            address.is_private() || address.is_loopback() || address.is_link_local() || shared
        }
        Some(IpAddr::V6(address)) => address.is_loopback() || address.is_unique_local(),
        None => false,
    }
}

fn network(text: &str) -> Option<IpNet> {
    text.parse()
        .ok()
        .or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}
