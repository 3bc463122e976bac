//! A small AWS client: it configures the gateway through its own API, signed, and makes the
//! calls of the demonstration. It knows no more of the gateway than an SDK would.

use std::error::Error;
use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use portcullis_sigv4::{
    Algorithm, Credentials, HeaderList, PayloadHash, SecretKey, Signing, Timestamp, sign_headers,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpSocket, TcpStream};
use tokio::runtime::Runtime;

use super::REGION;
use super::inside::{Inside, Place};

/// Somebody's keys.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) access_key_id: String,
    pub(crate) secret: String,
    pub(crate) token: Option<String>,
}

impl Keys {
    /// The root user of an account, as `dev` knows it.
    pub(crate) fn root(account: &str) -> Self {
        Self {
            access_key_id: account.to_owned(),
            secret: "test".to_owned(),
            token: None,
        }
    }
}

/// How a call is spoilt before it is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signature {
    Good,
    /// Signed for another path than the one that is sent.
    Tampered,
    /// Signed six minutes ago.
    Expired,
}

/// A call of an API.
#[derive(Clone)]
pub(crate) struct ApiCall {
    /// `x-amzn-RequestId`, to find the explanation by.
    pub(crate) id: String,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) host: String,
    /// `None` sends it unsigned.
    pub(crate) keys: Option<Keys>,
    pub(crate) signature: Signature,
    /// The address to connect to.
    pub(crate) to: SocketAddr,
    /// Where it is made; outside of every VPC if absent.
    pub(crate) from: Option<Place>,
}

/// The client.
pub(crate) struct Client {
    address: SocketAddr,
    /// Where VPCs are real: the way into them.
    inside: Option<Inside>,
    runtime: Runtime,
}

struct Answer {
    status: u16,
    body: String,
}

impl Client {
    pub(crate) fn new(address: SocketAddr, inside: Option<Inside>) -> Result<Self, Box<dyn Error>> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        Ok(Self {
            address,
            inside,
            runtime,
        })
    }

    /// Whether interfaces have their own addresses, in namespaces.
    pub(crate) fn is_inside(&self) -> bool {
        self.inside.is_some()
    }

    /// Where the gateway listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// An action of a query service; the answer's XML.
    pub(crate) fn query(
        &self,
        keys: &Keys,
        service: &str,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> Result<String, Box<dyn Error>> {
        let version = match service {
            "iam" => "2010-05-08",
            "sts" => "2011-06-15",
            _ => "2016-11-15",
        };
        let mut body = format!("Action={action}&Version={version}");
        for (name, value) in parameters {
            body.push_str(&format!("&{name}={}", escape(value)));
        }
        let mut headers = HeaderList::new();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        let answer = self.send_signed(keys, service, "POST", "/", headers, body)?;
        success(action, answer)
    }

    /// A call of the API Gateway management API; the answer's JSON.
    pub(crate) fn rest(
        &self,
        keys: &Keys,
        method: &'static str,
        path: &str,
        body: &serde_json::Value,
    ) -> Result<serde_json::Value, Box<dyn Error>> {
        let mut headers = HeaderList::new();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = self.send_signed(keys, "apigateway", method, path, headers, body)?;
        let text = success(path, answer)?;
        Ok(if text.is_empty() {
            serde_json::Value::Null
        } else {
            serde_json::from_str(&text)?
        })
    }

    /// A question that AWS has no API for; the answer's JSON.
    #[cfg(test)]
    pub(crate) fn inquire(
        &self,
        keys: &Keys,
        operation: &str,
        input: &serde_json::Value,
    ) -> Result<serde_json::Value, Box<dyn Error>> {
        let mut headers = HeaderList::new();
        let target = HeaderValue::from_str(&format!("Portcullis.{operation}"))?;
        headers.insert(HeaderName::from_static("x-amz-target"), target);
        let body = input.to_string();
        let answer = self.send_signed(keys, "portcullis", "POST", "/", headers, body)?;
        Ok(serde_json::from_str(&success(operation, answer)?)?)
    }

    /// Calls an API; `None` where the connection was closed without an answer.
    pub(crate) fn call(&self, call: &ApiCall) -> Result<Option<u16>, Box<dyn Error>> {
        let mut headers = HeaderList::new();
        headers.insert(header::HOST, HeaderValue::from_str(&call.host)?);
        if let Some(keys) = &call.keys {
            let path = match call.signature {
                Signature::Tampered => "/prod/other",
                Signature::Good | Signature::Expired => call.path,
            };
            let age = if call.signature == Signature::Expired {
                360
            } else {
                0
            };
            sign(
                &mut headers,
                keys,
                "execute-api",
                call.method,
                path,
                "",
                age,
            )?;
        }
        let id = HeaderName::from_static("x-amzn-requestid");
        headers.insert(id, HeaderValue::from_str(&call.id)?);
        let sent = self.send(
            call.to,
            call.from.as_ref(),
            call.method,
            call.path,
            headers,
            String::new(),
        );
        Ok(sent.ok().map(|answer| answer.status))
    }

    fn send_signed(
        &self,
        keys: &Keys,
        service: &str,
        method: &'static str,
        path: &str,
        mut headers: HeaderList,
        body: String,
    ) -> Result<Answer, Box<dyn Error>> {
        headers.insert(
            header::HOST,
            HeaderValue::from_str(&self.address.to_string())?,
        );
        sign(&mut headers, keys, service, method, path, &body, 0)?;
        self.send(self.address, None, method, path, headers, body)
    }

    fn send(
        &self,
        to: SocketAddr,
        from: Option<&Place>,
        method: &str,
        path: &str,
        headers: HeaderList,
        body: String,
    ) -> Result<Answer, Box<dyn Error>> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .body(Full::new(Bytes::from(body)))?;
        *request.headers_mut() = headers.to_map();
        self.runtime.block_on(async {
            match (from, &self.inside) {
                (Some(from), Some(inside)) => {
                    let host = request.headers().get(header::HOST);
                    let host = host.map_or(Ok(""), HeaderValue::to_str)?.to_owned();
                    exchange(inside.connect(from, to, &host).await?, request).await
                }
                _ => exchange(connect(to, from).await?, request).await,
            }
        })
    }
}

/// The text of the first element of that name.
pub(crate) fn element<'a>(xml: &'a str, name: &str) -> Result<&'a str, Box<dyn Error>> {
    let open = format!("<{name}>");
    let start = xml.find(&open).map(|at| at + open.len());
    let text = start.and_then(|start| {
        let rest = xml.get(start..)?;
        rest.get(..rest.find(&format!("</{name}>"))?)
    });
    text.ok_or_else(|| format!("the answer has no <{name}>: {xml}").into())
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> Result<Answer, Box<dyn Error>> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let driver = tokio::spawn(connection);
    let response = sender.send_request(request).await?;
    let status = response.status().as_u16();
    let body = response.into_body().collect().await?.to_bytes();
    driver.abort();
    Ok(Answer {
        status,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

async fn connect(to: SocketAddr, from: Option<&Place>) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    if let Some(from) = from {
        socket.bind((from.address, 0).into())?;
    }
    socket.connect(to).await
}

fn sign(
    headers: &mut HeaderList,
    keys: &Keys,
    service: &str,
    method: &str,
    path: &str,
    body: &str,
    age: i64,
) -> Result<(), Box<dyn Error>> {
    let secret = SecretKey::new(&keys.secret);
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path, None),
    };
    let signing = Signing {
        credentials: Credentials {
            access_key_id: &keys.access_key_id,
            secret: &secret,
            session_token: keys.token.as_deref(),
        },
        algorithm: Algorithm::HmacSha256,
        region: REGION,
        service,
        time: Timestamp::from_unix(now - age),
        content_sha256_header: false,
    };
    let request = portcullis_sigv4::Request {
        method,
        path,
        query,
        headers,
        authority: None,
    };
    let added = sign_headers(&request, &PayloadHash::of(body.as_bytes()), &signing)?;
    for (name, value) in added {
        headers.insert(name, value);
    }
    Ok(())
}

fn success(what: &str, answer: Answer) -> Result<String, Box<dyn Error>> {
    if (200..300).contains(&answer.status) {
        return Ok(answer.body);
    }
    Err(format!(
        "{what} was answered with {}: {}",
        answer.status, answer.body
    )
    .into())
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
