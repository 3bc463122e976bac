//! The callers of the demonstration where VPCs are real: each connection begins in the network namespace of the caller's
//! interface, and ends at the endpoint's own address, which speaks HTTPS alone. What is called is not known here.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use portcullis_catalog::Snapshot;
use portcullis_vpc::Realisation;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// Whose packets are dropped waits so long. Who is let in has an answer in milliseconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where a caller is.
#[derive(Clone)]
pub(crate) struct Place {
    /// `eni-…`
    pub(crate) interface: String,
    /// Its address on this host, or in its namespace.
    pub(crate) address: Ipv4Addr,
}

/// The way in.
pub(crate) struct Inside {
    pub(crate) realisation: Arc<Realisation>,
    world: Arc<ArcSwap<Snapshot>>,
    tls: TlsConnector,
}

impl Inside {
    /// Whose certificates are vouched for by the local authority.
    ///
    /// # Errors
    /// When that cannot be read.
    pub(crate) fn new(
        realisation: Arc<Realisation>,
        world: Arc<ArcSwap<Snapshot>>,
        authority: &str,
    ) -> Result<Self, Box<dyn Error>> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(authority.as_bytes())?)?;
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self {
            realisation,
            world,
            tls: TlsConnector::from(Arc::new(config)),
        })
    }

    /// Connects from a place, and says whom it wants to speak to.
    ///
    /// # Errors
    /// When nobody answers in time, or it is somebody else.
    pub(crate) async fn connect(
        &self,
        from: &Place,
        to: SocketAddr,
        host: &str,
    ) -> Result<TlsStream<TcpStream>, Box<dyn Error>> {
        let world = self.world.load_full();
        let interface = world
            .interfaces()
            .find(|interface| interface.id == from.interface)
            .ok_or_else(|| format!("there is no interface `{}`", from.interface))?;
        let stream = self.realisation.connect(interface, to, PATIENCE)?;
        stream.set_nonblocking(true)?;
        let name = ServerName::try_from(host.to_owned())?;
        let stream = TcpStream::from_std(stream)?;
        Ok(self.tls.connect(name, stream).await?)
    }
}

/// What was made on the host; gone with this.
pub(crate) struct Made(pub(crate) Arc<Realisation>);

impl Drop for Made {
    fn drop(&mut self) {
        for failure in self.0.remove_all() {
            eprintln!("portcullis: {failure}");
        }
    }
}
