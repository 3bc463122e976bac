//! `[tls]`: what clients are shown. Without it the local authority vouches for the gateway's own
//! names; it does so beside the operator's certificates too, for the names that those lack.

use std::path::PathBuf;

use serde::Deserialize;

use crate::certificates::{CertificateFiles, TlsFiles};

/// `[tls]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TlsSection {
    /// Names and addresses that the local authority vouches for beside those that follow from
    /// `region` and `domains`.
    #[serde(default)]
    pub(crate) names: Vec<String>,
    /// The operator's own certificates.
    #[serde(default)]
    pub(crate) certificates: Vec<Certificate>,
}

/// `[[tls.certificates]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Certificate {
    /// A PEM file: the certificate, then what leads to its authority.
    pub(crate) chain: PathBuf,
    /// A PEM file with its private key.
    pub(crate) key: PathBuf,
}

impl TlsSection {
    /// The files that the section names.
    pub(crate) fn files(&self) -> TlsFiles {
        let certificates = self.certificates.iter().map(|known| CertificateFiles {
            chain: known.chain.clone(),
            key: known.key.clone(),
        });
        TlsFiles {
            certificates: certificates.collect(),
        }
    }

    /// Refuses what could not work.
    ///
    /// # Errors
    /// With the key, what is wrong and what to do.
    pub(crate) fn check(&self) -> Result<(), (&'static str, String, &'static str)> {
        if let Some(name) = self.names.iter().find(|name| !is_name(name)) {
            return Err((
                "tls.names",
                format!("`{name}` is neither a name nor an address"),
                "write a host name in lower case, such as \"gateway.example.com\", or an IP address",
            ));
        }
        if let Err(problem) = self.files().read() {
            return Err((
                "tls.certificates",
                problem,
                "give PEM files: the certificate with its chain, and the private key that belongs to it",
            ));
        }
        Ok(())
    }
}

/// Whether it may stand in a certificate.
pub(crate) fn is_name(text: &str) -> bool {
    let labels = text.strip_prefix("*.").unwrap_or(text);
    let is_label = |label: &str| {
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(legal)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.parse::<std::net::IpAddr>().is_ok()
        || (text.len() <= 253 && labels.split('.').all(is_label))
}
