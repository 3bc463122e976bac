//! What one worker shows its clients: for each server name the certificate, with the bounds that
//! belong to it. Configurations are kept, because a certificate costs a signature; they are few,
//! and made anew when they grow old or the operator brings other certificates.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use portcullis_catalog::domain::MutualTls;
use rustls::pki_types::ServerName;
use rustls::server::{NoServerSessionStorage, ParsedCertificate};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::version::{TLS12, TLS13};
use rustls::{ServerConfig, client::verify_server_name};

use super::authority::RENEWED_AFTER;
use super::truststore::{Truststore, key_of};
use super::{Material, Tls, failed};
use crate::error::Error;

/// Kept configurations of a worker. Past that all are dropped and made anew as they are needed.
const MAX_KEPT: usize = 1_024;

/// What a client asks for, as far as it decides what it is shown.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The server name that it sends, if it sends one.
    pub(crate) server_name: Option<&'a str>,
    /// The custom domain name that this means, as it is written.
    pub(crate) custom: Option<&'a str>,
    /// The address that it connected to, where the authority may vouch for that.
    pub(crate) address: Option<IpAddr>,
    /// Whether TLS 1.2 is too old.
    pub(crate) only_tls13: bool,
    /// The truststore that its own certificate is asked for, where it is.
    pub(crate) mutual_tls: Option<&'a MutualTls>,
}

/// The configurations of one worker.
#[derive(Default)]
pub(crate) struct Presented {
    /// What they were made from.
    material: Option<Arc<Material>>,
    kept: HashMap<Key, Kept>,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    subject: Subject,
    only_tls13: bool,
    /// Under what the truststore is known that clients prove themselves for.
    truststore: Option<String>,
}

/// Whose certificate.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Subject {
    /// The operator's, by its place.
    Operator(usize),
    /// The gateway's own names.
    Own,
    /// The same, with an address beside the names.
    Address(IpAddr),
    /// A custom domain name.
    Custom(String),
}

struct Kept {
    config: Arc<ServerConfig>,
    made: i64,
}

impl Presented {
    /// The configuration for a client, at a time in Unix seconds. A name that is not known is
    /// answered with the gateway's own, as API Gateway does; the client then refuses.
    ///
    /// # Errors
    /// When a certificate cannot be made.
    pub(crate) fn to(
        &mut self,
        asked: Asked<'_>,
        tls: &Tls,
        material: &Arc<Material>,
        now: i64,
    ) -> Result<Arc<ServerConfig>, Error> {
        let same = self.material.as_ref();
        if !same.is_some_and(|same| Arc::ptr_eq(same, material)) {
            self.kept.clear();
            self.material = Some(Arc::clone(material));
        }
        let mapped = |mutual_tls| {
            let truststore = material.truststore(mutual_tls);
            truststore.ok_or_else(|| unmapped(mutual_tls))
        };
        let truststore = asked.mutual_tls.map(mapped).transpose()?;
        let key = Key {
            subject: subject(asked, material),
            only_tls13: asked.only_tls13,
            truststore: asked.mutual_tls.map(key_of),
        };
        let fresh = |kept: &Kept| (kept.made..kept.made + RENEWED_AFTER).contains(&now);
        if let Some(kept) = self.kept.get(&key).filter(|kept| fresh(kept)) {
            return Ok(Arc::clone(&kept.config));
        }
        let certificate = certificate(&key.subject, tls, material, now)?;
        let config = Arc::new(configure(tls, certificate, truststore, key.only_tls13)?);
        if self.kept.len() >= MAX_KEPT {
            self.kept.clear();
        }
        let kept = Kept {
            config: Arc::clone(&config),
            made: now,
        };
        self.kept.insert(key, kept);
        Ok(config)
    }
}

fn subject(asked: Asked<'_>, material: &Material) -> Subject {
    let name = match (asked.server_name, asked.address) {
        (Some(name), _) => ServerName::try_from(name).ok(),
        (None, address) => address.map(|address| ServerName::IpAddress(address.into())),
    };
    let own = name.and_then(|name| {
        let mut known = material.certificates.iter();
        known.position(|it| is_valid_for(it, &name))
    });
    match (own, asked) {
        (Some(place), _) => Subject::Operator(place),
        (
            None,
            Asked {
                custom: Some(custom),
                ..
            },
        ) => Subject::Custom(custom.to_owned()),
        (
            None,
            Asked {
                server_name: None,
                address: Some(address),
                ..
            },
        ) => Subject::Address(address),
        (None, _) => Subject::Own,
    }
}

fn is_valid_for(certificate: &CertifiedKey, name: &ServerName<'_>) -> bool {
    let end = certificate.end_entity_cert();
    let parsed = end.and_then(ParsedCertificate::try_from);
    parsed.is_ok_and(|parsed| verify_server_name(&parsed, name).is_ok())
}

fn certificate(
    subject: &Subject,
    tls: &Tls,
    material: &Material,
    now: i64,
) -> Result<Arc<CertifiedKey>, Error> {
    let Tls {
        authority,
        names,
        addresses,
        ..
    } = tls;
    match subject {
        Subject::Operator(place) => match material.certificates.get(*place) {
            Some(certificate) => Ok(Arc::clone(certificate)),
            None => authority.issue(names, addresses, now),
        },
        Subject::Own => authority.issue(names, addresses, now),
        Subject::Address(address) => {
            let mut addresses = addresses.clone();
            addresses.push(*address);
            authority.issue(names, &addresses, now)
        }
        Subject::Custom(name) => authority.issue(std::slice::from_ref(name), &[], now),
    }
}

fn configure(
    tls: &Tls,
    certificate: Arc<CertifiedKey>,
    truststore: Option<&Truststore>,
    only_tls13: bool,
) -> Result<ServerConfig, Error> {
    let versions: &[_] = if only_tls13 {
        &[&TLS13]
    } else {
        &[&TLS13, &TLS12]
    };
    let builder = ServerConfig::builder_with_provider(Arc::clone(&tls.provider))
        .with_protocol_versions(versions)
        .map_err(failed)?;
    let builder = match truststore {
        None => builder.with_no_client_auth(),
        Some(truststore) => builder.with_client_cert_verifier(truststore.for_handshake()),
    };
    let mut config = builder.with_cert_resolver(Arc::new(SingleCertAndKey::from(certificate)));
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    // A client may come back to another worker: what it needs for that it carries itself.
    config.session_storage = Arc::new(NoServerSessionStorage {});
    if truststore.is_some() {
        // Who proved himself once does so again with each connection.
        config.send_tls13_tickets = 0;
    } else {
        config.ticketer = Arc::clone(&tls.tickets);
    }
    Ok(config)
}

/// Nobody is let in because nobody said whom to let in.
fn unmapped(mutual_tls: &MutualTls) -> Error {
    let uri = &mutual_tls.truststore_uri;
    Error::Certificate(format!("the truststore `{uri}` is not mapped to a file"))
}
