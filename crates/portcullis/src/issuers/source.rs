//! Where the keys of an issuer come from, as the operator says it: a URL, a file, or the issuer
//! itself. It is read strictly: HTTPS, or plain HTTP to this machine.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use http::Uri;
use portcullis_guard::web_identity::KeySet;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// The longest file that is read.
const MAX_FILE: u64 = 1 << 20;

/// Where keys come from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// A file, read again as a URL would be.
    File(PathBuf),
    /// A URL, trusted by these certificate authorities or by those of the system.
    Url(Location, Option<Arc<Vec<CertificateDer<'static>>>>),
    /// What the issuer says of itself (OpenID Connect Discovery 1.0, section 4).
    Discovery,
}

/// A URL that keys may be fetched from.
#[derive(Clone, Debug)]
pub(crate) struct Location {
    pub(crate) secure: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Path and query string.
    pub(crate) target: String,
}

impl Location {
    /// Reads a URL.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub(crate) fn parse(url: &str) -> Result<Self, String> {
        let uri: Uri = url.parse().map_err(|_| format!("`{url}` is no URL"))?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(format!("`{url}` does not begin with https://")),
        };
        let authority = uri.authority().ok_or(format!("`{url}` names no host"))?;
        if authority.as_str().contains('@') {
            return Err(format!("`{url}` has a user in it"));
        }
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err(format!("`{url}` names no host"));
        }
        if !secure && !is_this_machine(&host) {
            return Err(format!(
                "`{url}` is plain HTTP to another machine, where anybody on the way could change the keys"
            ));
        }
        let port = authority
            .port_u16()
            .unwrap_or(if secure { 443 } else { 80 });
        let target = uri.path_and_query().map_or("/", |target| target.as_str());
        Ok(Self {
            secure,
            host,
            port,
            target: target.to_owned(),
        })
    }

    /// As a Host header names it.
    pub(crate) fn authority(&self) -> String {
        let host = if self.host.contains(':') {
            format!("[{}]", self.host)
        } else {
            self.host.clone()
        };
        let default = if self.secure { 443 } else { 80 };
        if self.port == default {
            host
        } else {
            format!("{host}:{}", self.port)
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Url(location, _) => {
                let scheme = if location.secure { "https" } else { "http" };
                write!(f, "{scheme}://{}{}", location.authority(), location.target)
            }
            Self::Discovery => f.write_str("the issuer"),
        }
    }
}

/// Whether the issuer's own URL is one that IAM would take.
///
/// # Errors
/// With what is wrong with it.
pub(crate) fn check_issuer(issuer: &str) -> Result<(), String> {
    let location = Location::parse(issuer)?;
    if !location.secure || issuer.contains(['?', '#']) {
        return Err(format!(
            "`{issuer}` is no issuer: it begins with https:// and has no query string"
        ));
    }
    Ok(())
}

/// The certificate authorities in a file.
///
/// # Errors
/// When there are none.
pub(crate) fn authorities(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let text = read(file)?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        Ok(_) => Err(format!("`{}` holds no certificate", file.display())),
        Err(error) => Err(format!("`{}`: {error}", file.display())),
    }
}

/// The key set in a file.
///
/// # Errors
/// When it holds none.
pub(crate) fn key_set(file: &Path) -> Result<KeySet, String> {
    KeySet::read(&read(file)?).map_err(|error| format!("`{}`: {error}", file.display()))
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    use std::io::Read;
    let failed = |error: std::io::Error| format!("`{}`: {error}", file.display());
    let mut text = Vec::new();
    let opened = std::fs::File::open(file).map_err(failed)?;
    opened
        .take(MAX_FILE)
        .read_to_end(&mut text)
        .map_err(failed)?;
    Ok(text)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_stays_on_this_machine() {
        for good in [
            "https://issuer.example.com/keys?v=1",
            "https://10.0.0.1:6443/openid/v1/jwks",
            "https://[fd00::1]/keys",
            "http://127.0.0.1:8001/keys",
            "http://[::1]/keys",
            "http://localhost/keys",
        ] {
            assert!(Location::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "keys.json",
            "/etc/keys.json",
            "ftp://issuer.example.com",
            "http://issuer.example.com/keys",
            "http://10.0.0.1/keys",
            "http://localhost.example.com/keys",
            "https://user:secret@issuer.example.com/keys",
            "https:///keys",
        ] {
            assert!(Location::parse(bad).is_err(), "{bad}");
        }
        let location = Location::parse("https://[fd00::1]:8443/a?b").unwrap();
        assert_eq!(
            (location.authority().as_str(), location.target.as_str()),
            ("[fd00::1]:8443", "/a?b")
        );
    }

    #[test]
    fn an_issuer_is_https_whatever_its_keys_come_from() {
        assert!(check_issuer("https://issuer.example.com/id/A").is_ok());
        for bad in [
            "http://127.0.0.1/",
            "https://issuer.example.com?a",
            "issuer",
        ] {
            assert!(check_issuer(bad).is_err(), "{bad}");
        }
    }
}
