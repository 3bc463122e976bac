//! Mutual TLS: the authorities that vouch for the clients of a custom domain name. During the
//! handshake a client only has to prove that the certificate is its own; whether anybody here vouches
//! for it is asked afterwards, because API Gateway tells such a client 403 and does not break off
//! (API Gateway Developer Guide, "How to turn on mutual TLS authentication for your REST APIs").

use std::sync::Arc;
use std::time::Duration;

use portcullis_catalog::domain::MutualTls;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, RootCertStore,
    SignatureScheme, client::danger::HandshakeSignatureValid,
};

use super::x509::Described;

/// A truststore.
#[derive(Clone, Debug)]
pub(crate) struct Truststore(Arc<dyn ClientCertVerifier>);

impl Truststore {
    /// Trusts these authorities; `None` where none of them can be one.
    pub(super) fn of(
        authorities: Vec<CertificateDer<'static>>,
        provider: &Arc<CryptoProvider>,
    ) -> Option<Self> {
        let mut roots = RootCertStore::empty();
        let all = authorities.len();
        let (taken, _) = roots.add_parsable_certificates(authorities);
        if taken < all {
            return None;
        }
        let builder =
            WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider));
        builder.build().ok().map(Self)
    }

    /// The verifier for the handshake itself.
    pub(super) fn for_handshake(&self) -> Arc<dyn ClientCertVerifier> {
        Arc::new(Proven(Arc::clone(&self.0)))
    }

    /// Whether somebody here vouches for a chain at a time in Unix seconds.
    ///
    /// # Errors
    /// With the reason, as API Gateway's execution log gives it where that is known.
    pub(crate) fn verify(&self, chain: &[CertificateDer<'_>], now: i64) -> Result<(), String> {
        let Some((end, intermediates)) = chain.split_first() else {
            return Err("there is no certificate".to_owned());
        };
        if Described::of(end).is_none_or(|end| end.self_issued) {
            return Err("self signed certificate".to_owned());
        }
        let now = Duration::from_secs(u64::try_from(now).unwrap_or_default());
        let now = UnixTime::since_unix_epoch(now);
        match self.0.verify_client_cert(end, intermediates, now) {
            Ok(_) => Ok(()),
            Err(Error::InvalidCertificate(CertificateError::UnknownIssuer)) => {
                Err("Could not find issuer for certificate".to_owned())
            }
            Err(error) => Err(error.to_string()),
        }
    }
}

/// Under what a truststore is known: its URI, with the version where one is asked for.
pub(super) fn key_of(mutual_tls: &MutualTls) -> String {
    match &mutual_tls.truststore_version {
        Some(version) => format!("{}?versionId={version}", mutual_tls.truststore_uri),
        None => mutual_tls.truststore_uri.clone(),
    }
}

/// Takes every certificate that its owner proves to have the key of.
#[derive(Debug)]
struct Proven(Arc<dyn ClientCertVerifier>);

impl ClientCertVerifier for Proven {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.0.root_hint_subjects()
    }

    fn client_auth_mandatory(&self) -> bool {
        true
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
