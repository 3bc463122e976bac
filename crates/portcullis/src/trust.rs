//! Whom a client of this binary trusts: the authorities of the system, or those that it is given. What is fetched, and
//! from where, is said elsewhere.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};

/// The certificate authorities of the system.
///
/// # Errors
/// Where it has none.
pub(crate) fn system() -> Result<Arc<ClientConfig>, String> {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        return Err("this system has no certificate authorities; name a `ca_file`".to_owned());
    }
    let mut roots = RootCertStore::empty();
    // What the system has that cannot be read is as if it were not there.
    roots.add_parsable_certificates(found.certs);
    configured(roots)
}

/// These certificate authorities and no others.
///
/// # Errors
/// Where one cannot be used.
pub(crate) fn trusting(
    authorities: &[CertificateDer<'static>],
) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    for certificate in authorities {
        let added = roots.add(certificate.clone());
        added.map_err(|error| format!("a certificate authority cannot be used: {error}"))?;
    }
    configured(roots)
}

fn configured(roots: RootCertStore) -> Result<Arc<ClientConfig>, String> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(Arc::new(
        config.with_root_certificates(roots).with_no_client_auth(),
    ))
}
