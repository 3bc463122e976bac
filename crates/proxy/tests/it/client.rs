//! A client that sends exactly what a test says and shows exactly what comes back.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use portcullis_guard::sigv4::{
    self, Algorithm, Credentials, HeaderList, PayloadHash, SecretKey, Signing, Timestamp,
};

use crate::gateway::NOW;
use crate::world::Key;

/// Long enough for a slow machine; a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Request {
    to: SocketAddr,
    from: Option<Ipv4Addr>,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// How requests are signed.
#[derive(Clone)]
pub(crate) struct Sign {
    pub(crate) at: i64,
    pub(crate) region: &'static str,
    pub(crate) service: &'static str,
    pub(crate) algorithm: Algorithm,
    pub(crate) token: Option<String>,
    pub content_sha256: bool,
}

impl Default for Sign {
    fn default() -> Self {
        Self {
            at: NOW,
            region: "us-east-1",
            service: "execute-api",
            algorithm: Algorithm::HmacSha256,
            token: None,
            content_sha256: false,
        }
    }
}

impl Request {
    pub(crate) fn new(to: SocketAddr, method: &str, target: &str) -> Self {
        Self {
            to,
            from: None,
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Sets the Host header to the default name of an API.
    pub(crate) fn api(self, id: &str) -> Self {
        self.header("host", &host_of(id))
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Replaces a header.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(it, _)| it != name);
        self.header(name, value)
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Connects from this address of the host.
    pub(crate) fn from(mut self, address: Ipv4Addr) -> Self {
        self.from = Some(address);
        self
    }

    pub(crate) fn sign(self, key: &Key) -> Self {
        self.sign_with(key, &Sign::default())
    }

    pub(crate) fn sign_with(mut self, key: &Key, how: &Sign) -> Self {
        let headers = self.header_list();
        let secret = SecretKey::new(&key.secret);
        let signing = signing(key, &secret, how);
        let added = sigv4::sign_headers(
            &self.to_sign(&headers),
            &PayloadHash::of(&self.body),
            &signing,
        )
        .unwrap();
        for (name, value) in added {
            self = self.set(name.as_str(), value.to_str().unwrap());
        }
        self
    }

    pub(crate) fn presign(mut self, key: &Key, how: &Sign, expires: Option<u32>) -> Self {
        let headers = self.header_list();
        let secret = SecretKey::new(&key.secret);
        let signing = signing(key, &secret, how);
        let query = sigv4::presign(
            &self.to_sign(&headers),
            &PayloadHash::of(&self.body),
            &signing,
            expires,
        )
        .unwrap();
        let path = self.target.split('?').next().unwrap().to_owned();
        self.target = format!("{path}?{query}");
        self
    }

    /// The bytes of the request, with a Content-Length where there is a body.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        let framed = self.headers.iter().any(|(name, _)| {
            matches!(
                name.to_ascii_lowercase().as_str(),
                "content-length" | "transfer-encoding"
            )
        });
        if !self.body.is_empty() && !framed {
            text += &format!("content-length: {}\r\n", self.body.len());
        }
        text += "\r\n";
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }

    pub(crate) fn connect(&self) -> TcpStream {
        connect(self.to, self.from)
    }

    pub(crate) fn send(&self) -> Response {
        exchange(self.connect(), &self.bytes(), &self.method)
            .expect("the connection was closed without an answer")
    }

    /// Sends, and expects the connection to be closed without a word.
    pub(crate) fn is_dropped(&self) -> bool {
        exchange(self.connect(), &self.bytes(), &self.method).is_none()
    }

    pub(crate) fn target(&self) -> &str {
        &self.target
    }

    pub(crate) fn header_value(&self, name: &str) -> &str {
        &self.headers.iter().find(|(it, _)| it == name).unwrap().1
    }

    fn header_list(&self) -> HeaderList {
        let mut list = HeaderList::new();
        for (name, value) in &self.headers {
            list.append(
                HeaderName::try_from(name).unwrap(),
                HeaderValue::try_from(value).unwrap(),
            );
        }
        list
    }

    fn to_sign<'a>(&'a self, headers: &'a HeaderList) -> sigv4::Request<'a> {
        let (path, query) = match self.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (self.target.as_str(), None),
        };
        sigv4::Request {
            method: &self.method,
            path,
            query,
            headers,
            authority: None,
        }
    }
}

fn signing<'a>(key: &'a Key, secret: &'a SecretKey, how: &'a Sign) -> Signing<'a> {
    Signing {
        credentials: Credentials {
            access_key_id: &key.id,
            secret,
            session_token: how.token.as_deref(),
        },
        algorithm: how.algorithm,
        region: how.region,
        service: how.service,
        time: Timestamp::from_unix(how.at),
        content_sha256_header: how.content_sha256,
    }
}

pub(crate) fn host_of(api: &str) -> String {
    format!("{api}.execute-api.us-east-1.amazonaws.com")
}

pub(crate) fn connect(to: SocketAddr, from: Option<Ipv4Addr>) -> TcpStream {
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    if let Some(from) = from {
        socket
            .bind(&SocketAddr::new(IpAddr::V4(from), 0).into())
            .unwrap();
    }
    socket.connect(&to.into()).unwrap();
    let stream: TcpStream = socket.into();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// Sends bytes and reads one response; `None` where the connection closes before its first byte.
pub(crate) fn exchange(
    mut stream: impl Read + Write,
    bytes: &[u8],
    method: &str,
) -> Option<Response> {
    // A server that refuses early may not read it all.
    let _ = stream.write_all(bytes);
    read_response(&mut stream, method)
}

pub(crate) fn read_response(stream: &mut impl Read, method: &str) -> Option<Response> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => head.push(byte[0]),
            Err(error)
                if matches!(
                    error.kind(),
                    // The last is an alert of TLS.
                    std::io::ErrorKind::ConnectionReset
                        | std::io::ErrorKind::UnexpectedEof
                        | std::io::ErrorKind::InvalidData
                ) =>
            {
                break;
            }
            Err(error) => panic!(
                "no answer: {error}; so far {:?}",
                String::from_utf8_lossy(&head)
            ),
        }
    }
    if head.is_empty() {
        return None;
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let status: u16 = lines
        .next()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let find = |name: &str| {
        headers
            .iter()
            .find(|(it, _)| it == name)
            .map(|(_, value)| value.as_str())
    };
    let mut body = Vec::new();
    if method == "HEAD" || status == 204 || status == 304 {
    } else if find("transfer-encoding") == Some("chunked") {
        loop {
            let mut line = Vec::new();
            while !line.ends_with(b"\r\n") {
                match stream.read(&mut byte) {
                    Ok(1..) => line.push(byte[0]),
                    _ => {
                        return Some(Response {
                            status,
                            headers,
                            body,
                        });
                    }
                }
            }
            let size = usize::from_str_radix(String::from_utf8_lossy(&line).trim(), 16).unwrap();
            let mut chunk = vec![0; size + 2];
            stream.read_exact(&mut chunk).unwrap();
            body.extend_from_slice(&chunk[..size]);
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = find("content-length") {
        body = vec![0; length.parse().unwrap()];
        stream.read_exact(&mut body).unwrap();
    } else {
        let _ = stream.read_to_end(&mut body);
    }
    Some(Response {
        status,
        headers,
        body,
    })
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(it, _)| it == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// Status, error type and body at once.
    #[track_caller]
    pub(crate) fn is(&self, status: u16, error_type: &str, body: &str) {
        let found = (
            self.status,
            self.header("x-amzn-errortype").unwrap_or_default(),
            self.text(),
        );
        assert_eq!(found, (status, error_type, body));
    }

    #[track_caller]
    pub(crate) fn is_ok(&self) {
        assert_eq!(
            (self.status, self.text()),
            (200, "{\"ok\":true}"),
            "{self:?}"
        );
    }
}
