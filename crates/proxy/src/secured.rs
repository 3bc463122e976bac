//! What was agreed on when a connection was secured, and who the client is where it had to prove
//! that, by the names that API Gateway gives these things (API Gateway Developer Guide, "Variables
//! for access logging"). It judges nothing.

use std::borrow::Cow;

use portcullis_catalog::domain::MutualTls;
use portcullis_catalog::snapshot::Handshake;
use portcullis_vtl::Data;
use rustls::pki_types::CertificateDer;
use rustls::{CipherSuite, ProtocolVersion, ServerConnection};

use crate::tls::{Described, openssl_time, pem};

/// What was agreed on when a connection was secured.
#[derive(Clone)]
pub(crate) struct Secured {
    /// The server name that the client asked for.
    pub(crate) server_name: Option<String>,
    /// Such as `TLSv1.3`.
    pub(crate) version: &'static str,
    /// By the name that OpenSSL gives it.
    pub(crate) cipher_suite: &'static str,
    /// Who the client is by mutual TLS, where the truststore of the name vouches for it.
    pub(crate) client: Option<Client>,
}

/// A client that proved itself by its certificate.
#[derive(Clone)]
pub(crate) struct Client {
    /// What vouches for it.
    truststore: MutualTls,
    pem: String,
    described: Described,
}

impl Secured {
    /// What a connection whose handshake is over agreed on.
    pub(crate) fn of(connection: &ServerConnection) -> Self {
        let version = match connection.protocol_version() {
            Some(ProtocolVersion::TLSv1_2) => "TLSv1.2",
            _ => "TLSv1.3",
        };
        let suite = connection.negotiated_cipher_suite();
        Self {
            server_name: connection.server_name().map(str::to_owned),
            version,
            cipher_suite: suite.map_or("-", |suite| openssl_name(suite.suite())),
            client: None,
        }
    }

    /// The same, for those who route.
    pub(crate) fn handshake(&self) -> Handshake<'_> {
        Handshake {
            server_name: self.server_name.as_deref(),
            truststore: self.client.as_ref().map(|client| &client.truststore),
        }
    }
}

impl Client {
    /// A client whose chain was verified with a truststore.
    pub(crate) fn of(truststore: MutualTls, chain: &[CertificateDer<'_>]) -> Option<Self> {
        let end = chain.first()?;
        Some(Self {
            truststore,
            pem: pem(end),
            described: Described::of(end)?,
        })
    }

    /// A variable by its name without `context.identity.clientCert.`.
    pub(crate) fn variable(&self, name: &str) -> Option<Cow<'_, str>> {
        let described = &self.described;
        Some(match name {
            "clientCertPem" => Cow::Borrowed(&self.pem),
            "subjectDN" => Cow::Borrowed(&described.subject),
            "issuerDN" => Cow::Borrowed(&described.issuer),
            "serialNumber" => Cow::Borrowed(&described.serial_number),
            "validity.notBefore" => Cow::Owned(openssl_time(described.not_before)?),
            "validity.notAfter" => Cow::Owned(openssl_time(described.not_after)?),
            _ => return None,
        })
    }

    /// All of them, as a mapping template sees them.
    pub(crate) fn variables(&self) -> Data {
        let texts = |names: &[&str], prefix: &str| {
            let texts = names.iter().filter_map(|name| {
                let value = self.variable(&format!("{prefix}{name}"))?;
                Some(((*name).to_owned(), Data::Text(value.into_owned())))
            });
            texts.collect::<Vec<_>>()
        };
        let names = ["clientCertPem", "subjectDN", "issuerDN", "serialNumber"];
        let validity = texts(&["notBefore", "notAfter"], "validity.");
        let validity = (
            "validity".to_owned(),
            Data::Map(validity.into_iter().collect()),
        );
        Data::Map(texts(&names, "").into_iter().chain([validity]).collect())
    }
}

/// API Gateway logs cipher suites by OpenSSL's names (API Gateway Developer Guide, "Supported
/// security policies").
fn openssl_name(suite: CipherSuite) -> &'static str {
    use CipherSuite as Suite;
    match suite {
        Suite::TLS13_AES_128_GCM_SHA256 => "TLS_AES_128_GCM_SHA256",
        Suite::TLS13_AES_256_GCM_SHA384 => "TLS_AES_256_GCM_SHA384",
        Suite::TLS13_CHACHA20_POLY1305_SHA256 => "TLS_CHACHA20_POLY1305_SHA256",
        Suite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 => "ECDHE-ECDSA-AES128-GCM-SHA256",
        Suite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 => "ECDHE-ECDSA-AES256-GCM-SHA384",
        Suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 => "ECDHE-ECDSA-CHACHA20-POLY1305",
        Suite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 => "ECDHE-RSA-AES128-GCM-SHA256",
        Suite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 => "ECDHE-RSA-AES256-GCM-SHA384",
        Suite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 => "ECDHE-RSA-CHACHA20-POLY1305",
        _ => "-",
    }
}
