//! One fetch of an issuer's keys, over HTTPS with certificates that are verified. It follows no
//! redirect, takes no more than a key set may be long, and gives up after ten seconds.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::header::{ACCEPT, HOST, USER_AGENT};
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Empty, Limited};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use portcullis_guard::web_identity::KeySet;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::source::{Location, Source, key_set};
use crate::trust::{system, trusting};

const PATIENCE: Duration = Duration::from_secs(10);
/// As long as a key set may be.
const MAX_BODY: usize = 512 * 1024;

/// Fetches, with the certificate authorities of the system, which are read once.
#[derive(Default)]
pub(super) struct Fetcher {
    system: OnceLock<Result<Arc<ClientConfig>, String>>,
}

/// What is read of an issuer's own description.
#[derive(Deserialize)]
struct Discovered {
    issuer: String,
    jwks_uri: String,
}

impl Fetcher {
    /// The keys as they are now.
    ///
    /// # Errors
    /// With the reason, for the operator.
    pub(super) async fn fetch(&self, issuer: &str, source: &Source) -> Result<KeySet, String> {
        let fetching = async {
            match source {
                Source::File(file) => key_set(file),
                Source::Url(location, authorities) => {
                    let tls = match authorities {
                        Some(authorities) => Some(trusting(authorities)?),
                        None => None,
                    };
                    let body = self.get(location, tls).await?;
                    KeySet::read(&body).map_err(|error| error.to_string())
                }
                Source::Discovery => self.discover(issuer).await,
            }
        };
        match tokio::time::timeout(PATIENCE, fetching).await {
            Ok(fetched) => fetched,
            Err(_) => Err(format!("no answer within {} s", PATIENCE.as_secs())),
        }
    }

    async fn discover(&self, issuer: &str) -> Result<KeySet, String> {
        let base = issuer.strip_suffix('/').unwrap_or(issuer);
        let description = format!("{base}/.well-known/openid-configuration");
        let body = self.get(&secure(&description)?, None).await?;
        let found: Discovered = serde_json::from_slice(&body)
            .map_err(|error| format!("{description} is no description of an issuer: {error}"))?;
        if found.issuer != issuer {
            let other = found.issuer;
            return Err(format!("{description} describes another issuer: `{other}`"));
        }
        let body = self.get(&secure(&found.jwks_uri)?, None).await?;
        KeySet::read(&body).map_err(|error| error.to_string())
    }

    async fn get(
        &self,
        location: &Location,
        tls: Option<Arc<ClientConfig>>,
    ) -> Result<Bytes, String> {
        let unreachable = |error: std::io::Error| format!("{}: {error}", location.authority());
        let mut addresses = tokio::net::lookup_host((location.host.as_str(), location.port))
            .await
            .map_err(unreachable)?;
        let stream = if location.secure {
            let addresses: Vec<_> = addresses.collect();
            TcpStream::connect(addresses.as_slice()).await
        } else {
            // The name may lead elsewhere than its reader thought.
            let local = addresses.find(|address| address.ip().is_loopback());
            let local = local.ok_or(format!("{} is not this machine", location.host))?;
            TcpStream::connect(local).await
        };
        let stream = stream.map_err(unreachable)?;
        if !location.secure {
            return exchange(location, stream).await;
        }
        let tls = match tls {
            Some(tls) => tls,
            None => self.system.get_or_init(system).clone()?,
        };
        let name = ServerName::try_from(location.host.clone())
            .map_err(|_| format!("`{}` cannot stand in a certificate", location.host))?;
        let stream = TlsConnector::from(tls).connect(name, stream).await;
        exchange(location, stream.map_err(unreachable)?).await
    }
}

async fn exchange(
    location: &Location,
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
) -> Result<Bytes, String> {
    let failed = |error: hyper::Error| format!("{}: {error}", location.authority());
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(failed)?;
    let connection = tokio::spawn(connection);
    let request = Request::get(&location.target)
        .header(HOST, location.authority())
        .header(ACCEPT, "application/json")
        .header(
            USER_AGENT,
            concat!("portcullis/", env!("CARGO_PKG_VERSION")),
        )
        .body(Empty::<Bytes>::new())
        .map_err(|error| error.to_string())?;
    let answered = async {
        let response = sender.send_request(request).await.map_err(failed)?;
        if response.status() != StatusCode::OK {
            return Err(format!(
                "{}{} answered {}",
                location.authority(),
                location.target,
                response.status()
            ));
        }
        let body = Limited::new(response.into_body(), MAX_BODY);
        let body = body.collect().await;
        body.map(http_body_util::Collected::to_bytes)
            .map_err(|error| format!("{}: {error}", location.authority()))
    };
    let answered = answered.await;
    connection.abort();
    answered
}

/// A URL that somebody else chose: HTTPS only, without exception.
fn secure(url: &str) -> Result<Location, String> {
    let location = Location::parse(url)?;
    if location.secure {
        Ok(location)
    } else {
        Err(format!("`{url}` does not begin with https://"))
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use rustls::ServerConfig;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    use super::*;

    const KEYS: &str = r#"{"keys":[{"kty":"EC","crv":"P-256","kid":"1","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}"#;

    /// A server with a certificate for a name, which gives one answer to whoever asks, with its
    /// own port in place of `PORT`.
    struct Server {
        address: SocketAddr,
        authority: CertificateDer<'static>,
    }

    impl Server {
        async fn start(name: &str, status: &'static str, body: String) -> Self {
            let CertifiedKey { cert, signing_key } =
                generate_simple_self_signed(vec![name.to_owned()]).unwrap();
            let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
            let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
            let config = ServerConfig::builder_with_provider(provider)
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_no_client_auth()
                .with_single_cert(vec![cert.der().clone()], key)
                .unwrap();
            let acceptor = TlsAcceptor::from(Arc::new(config));
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    // A client that does not trust us is gone by now.
                    let Ok(mut stream) = acceptor.accept(stream).await else {
                        continue;
                    };
                    let mut head = [0; 4096];
                    let _ = stream.read(&mut head).await;
                    let body = body.replace("PORT", &address.port().to_string());
                    let length = body.len();
                    let answer = format!(
                        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nLocation: https://localhost/\r\n\r\n{body}"
                    );
                    let _ = stream.write_all(answer.as_bytes()).await;
                    let _ = stream.shutdown().await;
                }
            });
            Self {
                address,
                authority: cert.der().clone(),
            }
        }

        fn source(&self, trusted: bool) -> Source {
            let url = format!("https://localhost:{}/keys", self.address.port());
            let authorities = trusted.then(|| Arc::new(vec![self.authority.clone()]));
            Source::Url(Location::parse(&url).unwrap(), authorities)
        }
    }

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_all().build().unwrap().block_on(future)
    }

    #[test]
    fn keys_come_from_a_server_that_an_authority_vouches_for() {
        block_on(async {
            let server = Server::start("localhost", "200 OK", KEYS.to_owned()).await;
            let fetcher = Fetcher::default();
            let keys = fetcher.fetch("", &server.source(true)).await.unwrap();
            assert!(keys.has(Some("1")));
            // Nobody vouches for it, or it is somebody else.
            let refused = fetcher.fetch("", &server.source(false)).await;
            assert!(refused.is_err(), "trusted without an authority");
            let other = Server::start("elsewhere.example", "200 OK", KEYS.to_owned()).await;
            let refused = fetcher.fetch("", &other.source(true)).await.unwrap_err();
            assert!(refused.contains("certificate"), "{refused}");
        });
    }

    #[test]
    fn what_is_no_key_set_is_none() {
        block_on(async {
            let fetcher = Fetcher::default();
            for (status, body) in [
                ("302 Found", KEYS.to_owned()),
                ("404 Not Found", KEYS.to_owned()),
                ("200 OK", "<html>".to_owned()),
                ("200 OK", " ".repeat(MAX_BODY + 1)),
            ] {
                let server = Server::start("localhost", status, body).await;
                let refused = fetcher.fetch("", &server.source(true)).await;
                assert!(refused.is_err(), "{status}");
            }
        });
    }

    #[test]
    fn an_issuer_says_itself_where_its_keys_are_and_only_over_https() {
        // One document that is a description and a key set at once.
        let document = |issuer: &str, keys_at: &str| {
            let description = format!(r#""issuer":"{issuer}","jwks_uri":"{keys_at}""#);
            KEYS.replacen('{', &format!("{{{description},"), 1)
        };
        let own = "https://localhost:PORT/id/A/";
        let cases = [
            (document(own, "https://localhost:PORT/keys"), "", true),
            (
                document("https://localhost:PORT/id/A", "https://localhost:PORT/keys"),
                "another issuer",
                false,
            ),
            (
                document(own, "http://127.0.0.1:PORT/keys"),
                "https://",
                false,
            ),
            (document(own, "/keys"), "https://", false),
            (KEYS.to_owned(), "no description", false),
        ];
        block_on(async {
            for (document, reason, good) in cases {
                let server = Server::start("localhost", "200 OK", document).await;
                let fetcher = Fetcher::default();
                let _ = fetcher
                    .system
                    .set(trusting(std::slice::from_ref(&server.authority)));
                let issuer = own.replace("PORT", &server.address.port().to_string());
                match fetcher.fetch(&issuer, &Source::Discovery).await {
                    Ok(keys) => assert!(good && keys.has(Some("1"))),
                    Err(error) => assert!(!good && error.contains(reason), "{error}"),
                }
            }
        });
    }
}
