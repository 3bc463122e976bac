//! A client of TLS that asks for exactly what a test says, and trusts one authority alone. Its
//! clock stands where the gateway's does.

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::client::Resumption;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion,
};

use crate::client::{Request, Response, connect, exchange};
use crate::gateway::{Gateway, NOW};

pub(crate) type TlsStream = StreamOwned<ClientConnection, TcpStream>;

pub(crate) const BOTH: &[&SupportedProtocolVersion] =
    &[&rustls::version::TLS13, &rustls::version::TLS12];
pub(crate) const TLS13: &[&SupportedProtocolVersion] = &[&rustls::version::TLS13];
pub(crate) const TLS12: &[&SupportedProtocolVersion] = &[&rustls::version::TLS12];

/// How a client opens a connection.
#[derive(Clone)]
pub(crate) struct Tls {
    pub(crate) to: SocketAddr,
    pub(crate) from: Option<Ipv4Addr>,
    /// Whom it means; an address is asked for by no name.
    pub(crate) name: String,
    pub(crate) versions: &'static [&'static SupportedProtocolVersion],
    pub(crate) alpn: Vec<&'static str>,
    /// The authority that it trusts, in PEM.
    pub(crate) trusted: String,
    /// Its own certificate and key, in PEM.
    pub(crate) own: Option<(String, String)>,
    /// What is sent before the handshake.
    pub(crate) first: Vec<u8>,
}

impl Tls {
    /// A client of the gateway's public listener that trusts its authority.
    pub(crate) fn new(gateway: &Gateway, name: &str) -> Self {
        Self {
            to: gateway.address,
            from: None,
            name: name.to_owned(),
            versions: BOTH,
            alpn: Vec::new(),
            trusted: gateway.tls.authority_certificate().to_owned(),
            own: None,
            first: Vec::new(),
        }
    }

    pub(crate) fn config(&self) -> ClientConfig {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut roots = RootCertStore::empty();
        let trusted = CertificateDer::from_pem_slice(self.trusted.as_bytes()).unwrap();
        roots.add(trusted).unwrap();
        let builder = ClientConfig::builder_with_details(provider, Arc::new(Standing))
            .with_protocol_versions(self.versions)
            .unwrap()
            .with_root_certificates(roots);
        let mut config = match &self.own {
            None => builder.with_no_client_auth(),
            Some((chain, key)) => {
                let chain = CertificateDer::pem_slice_iter(chain.as_bytes());
                let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
                let chain: Result<Vec<_>, _> = chain.collect();
                builder.with_client_auth_cert(chain.unwrap(), key).unwrap()
            }
        };
        config.alpn_protocols = self.alpn.iter().map(|it| it.as_bytes().to_vec()).collect();
        config.resumption = Resumption::disabled();
        config
    }

    /// Shakes hands.
    pub(crate) fn connect(&self) -> io::Result<TlsStream> {
        let name = ServerName::try_from(self.name.clone()).unwrap();
        let mut connection = ClientConnection::new(Arc::new(self.config()), name).unwrap();
        let mut stream = connect(self.to, self.from);
        stream.write_all(&self.first)?;
        while connection.is_handshaking() {
            connection.complete_io(&mut stream)?;
        }
        Ok(StreamOwned::new(connection, stream))
    }

    /// Sends a request and reads its answer; `None` where the connection is closed without one.
    pub(crate) fn exchange(&self, request: &Request) -> Option<Response> {
        let stream = self.connect().ok()?;
        exchange(stream, &request.bytes(), "GET")
    }

    /// GET with the name as the host.
    pub(crate) fn get(&self, path: &str) -> Option<Response> {
        let request = Request::new(self.to, "GET", path).header("host", &self.name);
        self.exchange(&request)
    }
}

/// The gateway's own time.
#[derive(Debug)]
struct Standing;

impl TimeProvider for Standing {
    fn current_time(&self) -> Option<UnixTime> {
        let now = u64::try_from(NOW).unwrap();
        Some(UnixTime::since_unix_epoch(Duration::from_secs(now)))
    }
}
