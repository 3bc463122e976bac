//! What TLS needs: what this gateway shows its clients, and whom it takes for its back ends. Certificates come
//! from the operator or from the local authority (`authority.rs`); which one a client is shown is
//! chosen by the server name that it asks for (`presented.rs`). No file is read here: whoever owns
//! the files brings what is in them, and brings it again when it changes.

mod authority;
mod presented;
mod truststore;
mod x509;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use arc_swap::ArcSwap;
use portcullis_catalog::Secret;
use portcullis_catalog::domain::MutualTls;
use portcullis_catalog::snapshot::Domain;
use rustls::RootCertStore;
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs::Ticketer;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::ProducesTickets;
use rustls::sign::CertifiedKey;

use crate::error::Error;

pub use authority::Authority;
pub(crate) use presented::{Asked, Presented};
pub(crate) use truststore::Truststore;
pub(crate) use x509::{Described, openssl_time, pem};

/// What TLS needs, shared by all workers.
pub struct Tls {
    authority: Authority,
    /// What the authority vouches for, whoever asks.
    names: Vec<String>,
    addresses: Vec<IpAddr>,
    material: ArcSwap<Material>,
    tickets: Arc<dyn ProducesTickets>,
    provider: Arc<CryptoProvider>,
}

/// What the operator brings; replaced as a whole.
pub struct Material {
    certificates: Vec<Arc<CertifiedKey>>,
    /// Who vouches for back ends.
    authorities: Arc<RootCertStore>,
    /// Who vouches for the clients of custom domain names, by what those call it.
    truststores: BTreeMap<String, Truststore>,
}

impl Tls {
    /// Vouches for the gateway's own names: those under `domain`, `localhost`, and the names and
    /// addresses that the operator adds.
    ///
    /// # Errors
    /// When the system gives no randomness, or a name cannot stand in a certificate.
    pub fn new(
        authority: Authority,
        domain: &Domain,
        added: &[String],
        material: Material,
    ) -> Result<Self, Error> {
        let mut names = own_names(domain);
        let mut addresses = Vec::new();
        for added in added {
            match added.parse() {
                Ok(address) => addresses.push(address),
                Err(_) if names.contains(added) => {}
                Err(_) => names.push(added.clone()),
            }
        }
        // What cannot be vouched for is said now, not to the first client.
        authority.issue(&names, &addresses, 0)?;
        Ok(Self {
            authority,
            names,
            addresses,
            material: ArcSwap::from_pointee(material),
            tickets: Ticketer::new().map_err(failed)?,
            provider: Arc::new(rustls::crypto::aws_lc_rs::default_provider()),
        })
    }

    /// The names that the local authority vouches for, wildcards among them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The certificate of the local authority in PEM.
    pub fn authority_certificate(&self) -> &str {
        self.authority.certificate()
    }

    pub(crate) fn material(&self) -> Arc<Material> {
        self.material.load_full()
    }

    pub(crate) fn provider(&self) -> &Arc<CryptoProvider> {
        &self.provider
    }

    /// Uses this from the next connection on.
    pub fn replace(&self, material: Material) {
        self.material.store(Arc::new(material));
    }
}

impl Default for Material {
    fn default() -> Self {
        Self {
            certificates: Vec::new(),
            authorities: Arc::new(RootCertStore::empty()),
            truststores: BTreeMap::new(),
        }
    }
}

impl Material {
    /// Takes these authorities for back ends, beside those that it has. What no authority can be
    /// is passed over: the stores of systems hold such things. Returns how many were taken.
    pub fn trust(&mut self, authorities: Vec<CertificateDer<'static>>) -> usize {
        let mut all = RootCertStore::clone(&self.authorities);
        let (taken, _) = all.add_parsable_certificates(authorities);
        self.authorities = Arc::new(all);
        taken
    }

    /// Takes the authorities of a PEM text for back ends too.
    ///
    /// # Errors
    /// When the text holds none.
    pub fn add_authorities(&mut self, pem: &str) -> Result<(), Error> {
        let authorities = certificates(pem)?;
        let all = authorities.len();
        if self.trust(authorities) == all {
            return Ok(());
        }
        let problem = "there is a certificate that cannot be an authority".to_owned();
        Err(Error::Certificate(problem))
    }

    /// Maps the URI of a truststore, such as `s3://bucket/key`, to the authorities of a PEM text. One
    /// that a name asks for in a certain version is mapped with `?versionId=` and the version.
    ///
    /// # Errors
    /// When the text holds no authority, or something that cannot be one.
    pub fn add_truststore(&mut self, uri: &str, pem: &str) -> Result<(), Error> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let truststore = Truststore::of(certificates(pem)?, &provider).ok_or_else(|| {
            Error::Certificate("there is a certificate that cannot be an authority".to_owned())
        })?;
        self.truststores.insert(uri.to_owned(), truststore);
        Ok(())
    }

    /// The truststore that a domain name asks for, where the operator has mapped it.
    pub(crate) fn truststore(&self, mutual_tls: &MutualTls) -> Option<&Truststore> {
        self.truststores.get(&truststore::key_of(mutual_tls))
    }

    pub(crate) fn authorities(&self) -> &Arc<RootCertStore> {
        &self.authorities
    }

    /// Adds a certificate of the operator's own: its chain, the end first, and its key.
    ///
    /// # Errors
    /// When the texts are no certificates and no key, or the key is another's.
    pub fn add_certificate(&mut self, chain: &str, key: &Secret) -> Result<(), Error> {
        let chain = certificates(chain)?;
        let key = PrivateKeyDer::from_pem_slice(key.expose().as_bytes())
            .map_err(|error| Error::Certificate(format!("the private key: {error}")))?;
        self.certificates.push(authority::certified(chain, &key)?);
        Ok(())
    }
}

/// The certificates of a PEM text; at least one.
fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, Error> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    let read = read.map_err(|error| Error::Certificate(error.to_string()))?;
    if read.is_empty() {
        return Err(Error::Certificate("there is no certificate".to_owned()));
    }
    Ok(read)
}

/// The names that follow from region and domains: those of APIs and endpoints (API Gateway
/// Developer Guide, "Invoke a private API"), and those of AWS's own APIs.
fn own_names(domain: &Domain) -> Vec<String> {
    let region = &domain.region;
    let mut names = vec!["localhost".to_owned()];
    for suffix in &domain.suffixes {
        names.push(format!("*.execute-api.{region}.{suffix}"));
        names.push(format!("execute-api.{region}.{suffix}"));
        names.push(format!("*.execute-api.{region}.vpce.{suffix}"));
        names.push(format!("*.{region}.{suffix}"));
        // Clients take a wildcard only below a name of two labels.
        if suffix.contains('.') {
            names.push(format!("*.{suffix}"));
        }
        if !names.contains(suffix) {
            names.push(suffix.clone());
        }
    }
    names
}

fn failed(error: rustls::Error) -> Error {
    Error::Certificate(error.to_string())
}
