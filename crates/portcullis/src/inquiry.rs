//! Asking a running gateway what AWS has no API for: one signed call of JSON 1.1 to its control plane. Where that
//! is and who asks comes from options and from the environment of AWS's own tools; without either it is `portcullis
//! dev` on this machine. What the answers mean is said elsewhere.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use http::{HeaderName, HeaderValue, Request, Uri, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use portcullis_sigv4::{
    Algorithm, Credentials as Signer, HeaderList, PayloadHash, SecretKey, Signing, Timestamp,
    sign_headers,
};
use rustls::ClientConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::trust;
use crate::verify::credentials::Credentials;

/// Where `portcullis dev` listens.
const DEV: &str = "http://127.0.0.1:4566";
const PATIENCE: Duration = Duration::from_secs(30);
const MOST: usize = 64 * 1024 * 1024;

/// Where to ask, and as whom.
#[derive(Args, Clone, Default)]
pub(crate) struct Gateway {
    /// The control plane; AWS_ENDPOINT_URL, or `portcullis dev` on this machine, if absent.
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// A file with the access key to ask with, in any form that AWS's tools write; AWS_ACCESS_KEY_ID and its like, or
    /// the test keys of `dev`, if absent.
    #[arg(long, value_name = "FILE")]
    credentials: Option<PathBuf>,
    /// The region that the call is signed for; AWS_REGION or AWS_DEFAULT_REGION if absent.
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
}

/// Asks.
pub(crate) struct Client {
    uri: Uri,
    region: String,
    access_key_id: String,
    secret: SecretKey,
    session_token: Option<String>,
}

impl Gateway {
    /// A client of the gateway that is meant.
    ///
    /// # Errors
    /// When the endpoint is no URL, or the file holds no access key.
    pub(crate) fn client(&self) -> Result<Client, String> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let endpoint = self.endpoint.clone();
        let endpoint = endpoint.or_else(|| variable("AWS_ENDPOINT_URL"));
        let endpoint = endpoint.as_deref().unwrap_or(DEV);
        let uri: Uri = endpoint
            .parse()
            .map_err(|_| format!("`{endpoint}` is no URL"))?;
        if uri.authority().is_none() || !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(format!(
                "`{endpoint}` does not begin with http:// or https://"
            ));
        }
        let credentials = match &self.credentials {
            Some(file) => {
                let text = std::fs::read_to_string(file)
                    .map_err(|error| format!("{}: {error}", file.display()))?;
                Credentials::read(&text).map_err(|error| format!("{}: {error}", file.display()))?
            }
            None => Credentials::from_environment(),
        };
        let (access_key_id, secret, session_token) = match credentials.iter().next() {
            Some(key) => (
                key.access_key_id.clone(),
                SecretKey::new(key.secret.expose()),
                key.session_token.as_deref().cloned(),
            ),
            None => ("test".to_owned(), SecretKey::new("test"), None),
        };
        let region = self.region.clone();
        let region = region.or_else(|| variable("AWS_REGION"));
        let region = region.or_else(|| variable("AWS_DEFAULT_REGION"));
        Ok(Client {
            uri,
            region: region.unwrap_or_else(|| "us-east-1".to_owned()),
            access_key_id,
            secret,
            session_token,
        })
    }
}

impl Client {
    /// Asks one question.
    ///
    /// # Errors
    /// When nobody answers, or the answer is a refusal.
    pub(crate) fn ask(&self, operation: &str, input: &Value) -> Result<Value, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        runtime.block_on(async {
            let asked = tokio::time::timeout(PATIENCE, self.exchange(operation, input));
            match asked.await {
                Ok(answer) => answer,
                Err(_) => Err(format!("no answer within {} s", PATIENCE.as_secs())),
            }
        })
    }

    async fn exchange(&self, operation: &str, input: &Value) -> Result<Value, String> {
        let (host, port, secure) = self.place()?;
        let unreachable = |error: std::io::Error| format!("{}: {error}", self.uri);
        let stream = TcpStream::connect((host.as_str(), port))
            .await
            .map_err(unreachable)?;
        let request = self.request(operation, input)?;
        if !secure {
            return self.send(stream, request).await;
        }
        let name = ServerName::try_from(host)
            .map_err(|_| format!("{}: no name for a certificate", self.uri))?;
        let stream = TlsConnector::from(trusted()?).connect(name, stream).await;
        self.send(stream.map_err(unreachable)?, request).await
    }

    fn place(&self) -> Result<(String, u16, bool), String> {
        let secure = self.uri.scheme_str() == Some("https");
        let host = self.uri.host().ok_or("the endpoint has no host")?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = self.uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        Ok((host.to_owned(), port, secure))
    }

    fn request(&self, operation: &str, input: &Value) -> Result<Request<Full<Bytes>>, String> {
        let body = input.to_string();
        let authority = self.uri.authority().map_or("", |it| it.as_str());
        let mut headers = HeaderList::new();
        let text = |value: &str| HeaderValue::from_str(value).map_err(|error| error.to_string());
        headers.insert(header::HOST, text(authority)?);
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/x-amz-json-1.1"),
        );
        let target = HeaderName::from_static("x-amz-target");
        headers.insert(target, text(&format!("Portcullis.{operation}"))?);
        let signing = Signing {
            credentials: Signer {
                access_key_id: &self.access_key_id,
                secret: &self.secret,
                session_token: self.session_token.as_deref(),
            },
            algorithm: Algorithm::HmacSha256,
            region: &self.region,
            service: "portcullis",
            time: Timestamp::from_unix(jiff::Timestamp::now().as_second()),
            content_sha256_header: false,
        };
        let signed = portcullis_sigv4::Request {
            method: "POST",
            path: "/",
            query: None,
            headers: &headers,
            authority: None,
        };
        let added = sign_headers(&signed, &PayloadHash::of(body.as_bytes()), &signing)
            .map_err(|error| error.to_string())?;
        for (name, value) in added {
            headers.insert(name, value);
        }
        let mut request = Request::post("/")
            .body(Full::new(Bytes::from(body)))
            .map_err(|error| error.to_string())?;
        *request.headers_mut() = headers.to_map();
        Ok(request)
    }

    async fn send(
        &self,
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        request: Request<Full<Bytes>>,
    ) -> Result<Value, String> {
        let failed = |error: hyper::Error| format!("{}: {error}", self.uri);
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .map_err(failed)?;
        let connection = tokio::spawn(connection);
        let answered = async {
            let response = sender.send_request(request).await.map_err(failed)?;
            let status = response.status();
            let body = Limited::new(response.into_body(), MOST).collect().await;
            let body = body.map_err(|error| format!("{}: {error}", self.uri))?;
            let body: Value = serde_json::from_slice(&body.to_bytes())
                .map_err(|_| format!("{}: {status}, and no JSON", self.uri))?;
            if status.is_success() {
                return Ok(body);
            }
            let said = |name: &str| body.get(name).and_then(Value::as_str);
            let message = said("message").or_else(|| said("Message"));
            let code = said("__type").unwrap_or("refused");
            Err(format!("{code}: {}", message.unwrap_or_default()))
        };
        let answered = answered.await;
        connection.abort();
        answered
    }
}

/// The authorities of AWS_CA_BUNDLE, or of the system.
fn trusted() -> Result<Arc<ClientConfig>, String> {
    let Some(bundle) = std::env::var_os("AWS_CA_BUNDLE").filter(|it| !it.is_empty()) else {
        return trust::system();
    };
    let bundle = Path::new(&bundle);
    let unreadable = |error: rustls::pki_types::pem::Error| {
        format!("AWS_CA_BUNDLE, {}: {error}", bundle.display())
    };
    let certificates: Result<Vec<CertificateDer<'static>>, _> =
        CertificateDer::pem_file_iter(bundle)
            .map_err(unreadable)?
            .collect();
    trust::trusting(&certificates.map_err(unreadable)?)
}
