//! `[tls]`: what clients are shown. Without it the local authority vouches for the gateway's own
//! names; it does so beside the operator's certificates too, for the names that those lack.

use std::collections::BTreeMap;
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
    /// PEM files with the authorities that vouch for back ends, beside those of the system.
    #[serde(default)]
    pub(crate) authorities: Vec<PathBuf>,
    /// PEM files with the authorities that vouch for the clients of custom domain names, by the URI
    /// of their truststore.
    #[serde(default)]
    pub(crate) truststores: BTreeMap<String, PathBuf>,
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
            authorities: self.authorities.clone(),
            truststores: self.truststores.clone(),
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
        let truststores = self.truststores.keys();
        if let Some(uri) = truststores.into_iter().find(|uri| !is_object(uri)) {
            return Err((
                "tls.truststores",
                format!("`{uri}` is no URI of a truststore"),
                "write it as domain names do, such as \"s3://bucket/clients.pem\", with ?versionId= if they ask for a version",
            ));
        }
        if let Err(problem) = self.files().read() {
            return Err((
                "tls",
                problem,
                "give PEM files: a certificate with its chain and the private key that belongs to it, or authorities",
            ));
        }
        Ok(())
    }
}

/// A truststore as `dev` is told of it: `URI=FILE`.
pub(crate) fn parse_truststore(text: &str) -> Result<(String, PathBuf), String> {
    // A key of S3 may have a `=`, a file hardly ever.
    match text.rsplit_once('=') {
        Some((uri, file)) if is_object(uri) => Ok((uri.to_owned(), file.into())),
        _ => Err("write s3://BUCKET/KEY=FILE".to_owned()),
    }
}

fn is_object(uri: &str) -> bool {
    let rest = uri
        .strip_prefix("s3://")
        .and_then(|rest| rest.split_once('/'));
    rest.is_some_and(|(bucket, key)| !bucket.is_empty() && !key.is_empty())
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
