//! TLS towards back ends: whom this gateway takes for the back end that it means, and how it proves
//! itself. Authorities are those that the operator brings. A back end that is not who it should be
//! is an error of the configuration, with the texts that API Gateway logs.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use portcullis_catalog::snapshot::ClientIdentity;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::time_provider::TimeProvider;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, RootCertStore,
    SignatureScheme,
};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, TlsStream};

use crate::clock::Clock;
use crate::stream::Stream;
use crate::tls::{Described, Material, Tls};

/// Kept configurations of a worker, one for each client certificate. Past that all are dropped.
const MAX_KEPT: usize = 256;

/// What AWS logs where no authority vouches for a back end.
const UNKNOWN_AUTHORITY: &str = "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target";

/// What is asked of a back end, and shown to it.
#[derive(Clone)]
pub(crate) struct Terms {
    /// Whom its certificate has to name: the host of the URI, wherever it is reached.
    pub(crate) server_name: Arc<str>,
    /// Whether its authority need not be known.
    pub(crate) insecure_skip_verification: bool,
    /// Whether anybody may answer: a load balancer takes its targets as they are (Application Load Balancers User Guide,
    /// "Target groups for your Application Load Balancers").
    pub(crate) anybody: bool,
    /// Whether the local authority vouches too: for this gateway's own endpoints, as a public one does on AWS.
    pub(crate) own: bool,
    /// How this gateway proves itself, where it is asked to.
    pub(crate) client: Option<Arc<ClientIdentity>>,
}

impl Terms {
    /// Those of a load balancer towards its targets.
    pub(crate) fn of_balancer(address: &str) -> Self {
        Self {
            server_name: address.into(),
            insecure_skip_verification: true,
            anybody: true,
            own: false,
            client: None,
        }
    }

    /// Whom to take for the other side.
    fn trust(&self) -> Trust {
        Trust {
            insecure: self.insecure_skip_verification,
            anybody: self.anybody,
            own: self.own,
        }
    }

    fn client_id(&self) -> Option<&str> {
        self.client.as_ref().map(|client| client.id.as_str())
    }
}

impl PartialEq for Terms {
    fn eq(&self, other: &Self) -> bool {
        self.server_name == other.server_name
            && self.trust() == other.trust()
            && self.client_id() == other.client_id()
    }
}

impl Eq for Terms {}

impl Hash for Terms {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.server_name.hash(state);
        self.trust().hash(state);
        self.client_id().hash(state);
    }
}

/// Whom to take for the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Trust {
    insecure: bool,
    anybody: bool,
    own: bool,
}

/// Why a connection cannot be secured.
#[derive(Debug)]
pub(crate) enum Unsecured {
    /// The network broke, or it took too long.
    Network(io::Error),
    /// The other side is not who it should be, or does not speak TLS as it should.
    Configuration(String),
}

/// The configurations of one worker.
pub(crate) struct Connector {
    tls: Arc<Tls>,
    clock: Arc<dyn Clock>,
    kept: RefCell<Kept>,
}

#[derive(Default)]
struct Kept {
    /// What they were made from.
    material: Option<Arc<Material>>,
    by_terms: HashMap<(Trust, Option<String>), Arc<ClientConfig>>,
}

impl Connector {
    pub(crate) fn new(tls: Arc<Tls>, clock: Arc<dyn Clock>) -> Self {
        Self {
            tls,
            clock,
            kept: RefCell::default(),
        }
    }

    /// Shakes hands with a back end.
    pub(crate) async fn secure(
        &self,
        terms: &Terms,
        stream: TcpStream,
    ) -> Result<(Stream, Arc<Material>), Unsecured> {
        let name = ServerName::try_from(terms.server_name.to_string()).map_err(|_| {
            Unsecured::Configuration(format!(
                "`{}` cannot stand in a certificate",
                terms.server_name
            ))
        })?;
        let material = self.tls.material();
        let connector = TlsConnector::from(self.config(terms, &material)?);
        match connector.connect(name, stream).await {
            Ok(stream) => {
                let stream = Stream::Tls(Box::new(TlsStream::Client(stream)));
                Ok((stream, material))
            }
            Err(error) => Err(Unsecured::of(error)),
        }
    }

    /// Whether what a back end was verified with is what one would be verified with now.
    pub(super) fn still_means(&self, verified: &Arc<Material>) -> bool {
        Arc::ptr_eq(verified, &self.tls.material())
    }

    fn config(
        &self,
        terms: &Terms,
        material: &Arc<Material>,
    ) -> Result<Arc<ClientConfig>, Unsecured> {
        let mut kept = self.kept.borrow_mut();
        let same = kept.material.as_ref();
        if !same.is_some_and(|same| Arc::ptr_eq(same, material)) {
            kept.by_terms.clear();
            kept.material = Some(Arc::clone(material));
        }
        let client = terms.client_id().map(str::to_owned);
        let key = (terms.trust(), client);
        if let Some(config) = kept.by_terms.get(&key) {
            return Ok(Arc::clone(config));
        }
        let config = Arc::new(self.configure(terms, material)?);
        if kept.by_terms.len() >= MAX_KEPT {
            kept.by_terms.clear();
        }
        kept.by_terms.insert(key, Arc::clone(&config));
        Ok(config)
    }

    fn configure(&self, terms: &Terms, material: &Material) -> Result<ClientConfig, Unsecured> {
        let failed = |error: Error| Unsecured::Configuration(error.to_string());
        let provider = Arc::clone(self.tls.provider());
        let time = Arc::new(Time(Arc::clone(&self.clock)));
        let mut authorities = Arc::clone(material.authorities());
        if terms.own {
            let own = self.tls.authority_certificate().as_bytes();
            let own = CertificateDer::from_pem_slice(own)
                .map_err(|error| Unsecured::Configuration(error.to_string()))?;
            Arc::make_mut(&mut authorities).add(own).map_err(failed)?;
        }
        let verifier = Verifier {
            known: known(&authorities, &provider),
            provider: Arc::clone(&provider),
            trust: terms.trust(),
        };
        let builder = ClientConfig::builder_with_details(provider, time)
            .with_safe_default_protocol_versions()
            .map_err(failed)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let mut config = match &terms.client {
            None => builder.with_no_client_auth(),
            Some(client) => {
                let (chain, key) = read(client)?;
                builder.with_client_auth_cert(chain, key).map_err(failed)?
            }
        };
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }
}

fn known(
    authorities: &Arc<RootCertStore>,
    provider: &Arc<CryptoProvider>,
) -> Option<Arc<WebPkiServerVerifier>> {
    let builder =
        WebPkiServerVerifier::builder_with_provider(Arc::clone(authorities), Arc::clone(provider));
    // Without an authority nobody is vouched for.
    builder.build().ok()
}

fn read(
    client: &ClientIdentity,
) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), Unsecured> {
    let unusable = || {
        Unsecured::Configuration(format!(
            "the client certificate `{}` cannot be used",
            client.id
        ))
    };
    let chain = CertificateDer::pem_slice_iter(client.certificate.as_bytes());
    let chain: Vec<_> = chain.collect::<Result<_, _>>().map_err(|_| unusable())?;
    let secret = client.private_key.as_ref().ok_or_else(unusable)?;
    let key = PrivateKeyDer::from_pem_slice(secret.expose().as_bytes());
    Ok((chain, key.map_err(|_| unusable())?))
}

/// The certificate of a back end, verified as API Gateway does.
#[derive(Debug)]
struct Verifier {
    known: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
    trust: Trust,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.trust.anybody {
            return Ok(ServerCertVerified::assertion());
        }
        let unknown = || Err(Error::from(CertificateError::UnknownIssuer));
        let judged = match &self.known {
            Some(known) => known.verify_server_cert(end, intermediates, name, ocsp, now),
            None => unknown(),
        };
        let judged = match judged {
            Err(_) if self.trust.insecure => self.verify_basics(end, intermediates, name, now),
            judged => judged,
        };
        judged.map_err(|error| refused(&error, end, name))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let algorithms = &self.provider.signature_verification_algorithms;
        algorithms.supported_schemes()
    }
}

impl Verifier {
    /// What `insecureSkipVerification` leaves: the authority need not be known, but there has to be
    /// one in the chain, and dates and host name have to be right (API Gateway Developer Guide,
    /// "x-amazon-apigateway-integration.tlsConfig object").
    fn verify_basics(
        &self,
        end: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let parsed = ParsedCertificate::try_from(end)?;
        verify_server_name(&parsed, name)?;
        let unix = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
        let mut last = None;
        for certificate in std::iter::once(end).chain(intermediates) {
            let read = Described::of(certificate).ok_or(CertificateError::BadEncoding)?;
            if unix < read.not_before {
                return Err(CertificateError::NotValidYet.into());
            }
            if unix > read.not_after {
                return Err(CertificateError::Expired.into());
            }
            last = Some((certificate, read));
        }
        let Some((root, read)) = last else {
            return Err(Error::NoCertificatesPresented);
        };
        if !read.self_issued {
            return Err(CertificateError::UnknownIssuer.into());
        }
        if !intermediates.is_empty() {
            let mut roots = RootCertStore::empty();
            roots.add(root.clone().into_owned())?;
            let algorithms = self.provider.signature_verification_algorithms.all;
            verify_server_cert_signed_by_trust_anchor(
                &parsed,
                &roots,
                intermediates,
                now,
                algorithms,
            )?;
        }
        Ok(ServerCertVerified::assertion())
    }
}

/// An error that says what AWS's log says.
#[derive(Debug)]
struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

fn refused(error: &Error, end: &CertificateDer<'_>, name: &ServerName<'_>) -> Error {
    use CertificateError as Because;
    let text = match error {
        Error::InvalidCertificate(
            Because::NotValidForName | Because::NotValidForNameContext { .. },
        ) => {
            let subject = Described::of(end).map_or_else(String::new, |read| read.subject);
            format!(
                "Host name '{}' does not match the certificate subject provided by the peer ({subject})",
                name.to_str()
            )
        }
        Error::InvalidCertificate(Because::UnknownIssuer) => UNKNOWN_AUTHORITY.to_owned(),
        other => other.to_string(),
    };
    let text = Arc::new(Refused(text));
    Error::InvalidCertificate(Because::Other(OtherError(text)))
}

impl Unsecured {
    fn of(error: io::Error) -> Self {
        let tls = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Error>());
        match tls {
            Some(Error::InvalidCertificate(CertificateError::Other(OtherError(reason)))) => {
                Self::Configuration(reason.to_string())
            }
            Some(error) => Self::Configuration(error.to_string()),
            None => Self::Network(error),
        }
    }
}

/// The gateway's clock, for dates of certificates.
struct Time(Arc<dyn Clock>);

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Time")
    }
}

impl TimeProvider for Time {
    fn current_time(&self) -> Option<UnixTime> {
        let now = u64::try_from(self.0.now()).ok()?;
        Some(UnixTime::since_unix_epoch(Duration::from_secs(now)))
    }
}
