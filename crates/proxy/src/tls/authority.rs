//! The local certificate authority: it vouches for the names that this gateway answers to, for the
//! clients that were told to trust it. It keeps no file and issues nothing for names that somebody
//! else asks for; what it is asked to vouch for is decided in `presented.rs`.

use std::net::IpAddr;
use std::sync::Arc;

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use portcullis_catalog::Secret;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, SanType,
};
use rustls::crypto::aws_lc_rs::sign::any_supported_type;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;

use crate::error::Error;

const DAY: i64 = 86_400;
/// An authority outlives the trust that is put into it once by hand.
const AUTHORITY_LIFE: i64 = 3_650 * DAY;
/// A certificate is made when it is asked for, so it need not live long.
const LEAF_LIFE: i64 = 30 * DAY;
/// It is made anew long before clients could find it expired.
pub(super) const RENEWED_AFTER: i64 = 10 * DAY;
/// Clients whose clock is behind take it too.
const BACKDATED: i64 = DAY;

/// A certificate authority with its key.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: String,
}

impl Authority {
    /// A new authority, from a time in Unix seconds on, and its private key in PEM.
    ///
    /// # Errors
    /// When no key can be made.
    pub fn generate(now: i64) -> Result<(Self, Secret), Error> {
        let key = KeyPair::generate().map_err(failed)?;
        let print = digest::digest(&digest::SHA256, key.public_key_raw());
        let print = print.as_ref().get(..4).unwrap_or_default();
        let mut subject = DistinguishedName::new();
        subject.push(DnType::OrganizationName, "Portcullis");
        // Authorities of two installations in one trust store have to have two names.
        let name = format!("Portcullis local CA {}", HEXLOWER.encode(print));
        subject.push(DnType::CommonName, name);
        let mut params = CertificateParams::default();
        params.distinguished_name = subject;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = date(now - BACKDATED)?;
        params.not_after = date(now.saturating_add(AUTHORITY_LIFE))?;
        let certificate = params.self_signed(&key).map_err(failed)?.pem();
        let secret = Secret::new(key.serialize_pem());
        let issuer = Issuer::new(params, key);
        let authority = Self {
            issuer,
            certificate,
        };
        Ok((authority, secret))
    }

    /// An authority that was generated before.
    ///
    /// # Errors
    /// When the texts are no certificate and no key, or the key is another's.
    pub fn from_pem(certificate: &str, key: &Secret) -> Result<Self, Error> {
        let key = KeyPair::from_pem(key.expose()).map_err(failed)?;
        let der = CertificateDer::from_pem_slice(certificate.as_bytes())
            .map_err(|error| Error::Certificate(error.to_string()))?;
        let private = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        certified(vec![der], &private)?;
        Ok(Self {
            issuer: Issuer::from_ca_cert_pem(certificate, key).map_err(failed)?,
            certificate: certificate.to_owned(),
        })
    }

    /// Its certificate in PEM, for clients to trust.
    pub fn certificate(&self) -> &str {
        &self.certificate
    }

    /// A certificate for names and addresses.
    pub(super) fn issue(
        &self,
        names: &[String],
        addresses: &[IpAddr],
        now: i64,
    ) -> Result<Arc<CertifiedKey>, Error> {
        let key = KeyPair::generate().map_err(failed)?;
        let mut params = CertificateParams::default();
        for name in names {
            let name = name.as_str().try_into().map_err(failed)?;
            params.subject_alt_names.push(SanType::DnsName(name));
        }
        for address in addresses {
            params.subject_alt_names.push(SanType::IpAddress(*address));
        }
        let mut subject = DistinguishedName::new();
        // As long as a common name may be (RFC 5280, appendix A).
        if let Some(name) = names.iter().find(|name| name.len() <= 64) {
            subject.push(DnType::CommonName, name.as_str());
        }
        params.distinguished_name = subject;
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        params.not_before = date(now - BACKDATED)?;
        params.not_after = date(now.saturating_add(LEAF_LIFE))?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(failed)?;
        let private = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        certified(vec![certificate.der().clone()], &private)
    }
}

/// A chain and the key of its first certificate.
///
/// # Errors
/// When the key is of no kind that TLS takes, or another's.
pub(super) fn certified(
    chain: Vec<CertificateDer<'static>>,
    key: &PrivateKeyDer<'_>,
) -> Result<Arc<CertifiedKey>, Error> {
    let key = any_supported_type(key).map_err(|error| Error::Certificate(error.to_string()))?;
    let certified = CertifiedKey::new(chain, key);
    certified
        .keys_match()
        .map_err(|error| Error::Certificate(error.to_string()))?;
    Ok(Arc::new(certified))
}

fn date(unix: i64) -> Result<time::OffsetDateTime, Error> {
    time::OffsetDateTime::from_unix_timestamp(unix)
        .map_err(|error| Error::Certificate(error.to_string()))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that `map_err` asks for"
)]
fn failed(error: rcgen::Error) -> Error {
    Error::Certificate(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_is_the_same_after_a_restart_and_takes_no_other_key() {
        let (first, key) = Authority::generate(0).unwrap();
        let again = Authority::from_pem(first.certificate(), &key).unwrap();
        let issued = |authority: &Authority| {
            let names = ["localhost".to_owned()];
            authority.issue(&names, &[], 0).unwrap().cert.len()
        };
        assert_eq!((issued(&first), issued(&again)), (1, 1));
        let (_, other) = Authority::generate(0).unwrap();
        assert!(Authority::from_pem(first.certificate(), &other).is_err());
        assert!(Authority::from_pem("", &key).is_err());
    }
}
