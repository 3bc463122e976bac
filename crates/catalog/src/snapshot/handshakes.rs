//! What the handshake of TLS says of a request: under which name it was made, and who proved himself.
//! Which name or API asks for that is said where they are compiled.

use crate::domain::MutualTls;

/// What TLS said when a connection was opened. Nothing of it comes from a header.
#[derive(Clone, Copy, Debug, Default)]
pub struct Handshake<'a> {
    /// The server name that the client asked for.
    pub server_name: Option<&'a str>,
    /// The truststore that the client's certificate was verified with, as the record of the domain
    /// name gives it.
    pub truststore: Option<&'a MutualTls>,
}

impl Handshake<'_> {
    /// Whether the client asked for the host that it names.
    pub(super) fn names(&self, host: &str) -> bool {
        self.server_name
            .is_some_and(|name| name_of(name) == name_of(host))
    }
}

/// Whether a security policy has no room for TLS 1.2 (API Gateway Developer Guide, "Security
/// policies for REST APIs in API Gateway").
pub(super) fn only_tls13(security_policy: &str) -> bool {
    security_policy.starts_with("SecurityPolicy_TLS13_")
        && !security_policy.starts_with("SecurityPolicy_TLS13_1_2_")
}

/// A host without its port and the dot at its end, in lower case.
pub(super) fn name_of(host: &str) -> String {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase()
}
