//! A client that signs and keeps its connection: enough of HTTP/1.1 for answers that say how long
//! they are, and nothing more.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderValue};
use portcullis_sigv4::{
    Algorithm, Credentials, PayloadHash, Request, SecretKey, Signing, Timestamp, sign_headers,
};

/// Who signs.
#[derive(Clone)]
pub struct Keys {
    pub id: String,
    pub secret: String,
}

/// A connection.
pub struct Client {
    stream: BufReader<TcpStream>,
}

/// A status and a body.
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// What to ask.
pub struct Call<'a> {
    pub service: &'a str,
    pub host: &'a str,
    pub method: &'a str,
    pub target: &'a str,
    pub body: &'a str,
}

impl Client {
    pub fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        Self {
            stream: BufReader::new(stream),
        }
    }

    /// A call of IAM or STS.
    pub fn query(&mut self, keys: &Keys, service: &str, form: &str) -> Answer {
        let version = if service == "sts" {
            "2011-06-15"
        } else {
            "2010-05-08"
        };
        let body = format!("{form}&Version={version}");
        let call = Call {
            service,
            host: "localhost",
            method: "POST",
            target: "/",
            body: &body,
        };
        self.send(keys, &call)
    }

    pub fn send(&mut self, keys: &Keys, call: &Call<'_>) -> Answer {
        let kind = if matches!(call.service, "apigateway" | "execute-api") {
            "application/json"
        } else {
            "application/x-www-form-urlencoded"
        };
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_str(call.host).expect("a host"));
        headers.insert("content-type", HeaderValue::from_static(kind));
        let (path, query) = match call.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (call.target, None),
        };
        let request = Request {
            method: call.method,
            path,
            query,
            headers: &headers,
            authority: None,
        };
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .expect("a clock");
        let secret = SecretKey::new(&keys.secret);
        let signing = Signing {
            credentials: Credentials {
                access_key_id: &keys.id,
                secret: &secret,
                session_token: None,
            },
            algorithm: Algorithm::HmacSha256,
            region: "us-east-1",
            service: call.service,
            time: Timestamp::from_unix(now.as_secs().try_into().expect("a time")),
            content_sha256_header: false,
        };
        let payload = PayloadHash::of(call.body.as_bytes());
        let added = sign_headers(&request, &payload, &signing).expect("a signature");
        headers.extend(added);
        let mut text = format!("{} {} HTTP/1.1\r\n", call.method, call.target);
        for (name, value) in &headers {
            text.push_str(&format!(
                "{name}: {}\r\n",
                value.to_str().unwrap_or_default()
            ));
        }
        text.push_str(&format!(
            "content-length: {}\r\n\r\n{}",
            call.body.len(),
            call.body
        ));
        let stream = self.stream.get_mut();
        stream
            .write_all(text.as_bytes())
            .expect("a request is sent");
        self.receive()
    }

    fn receive(&mut self) -> Answer {
        let mut line = String::new();
        let mut next = |stream: &mut BufReader<TcpStream>| {
            line.clear();
            stream.read_line(&mut line).expect("an answer");
            line.trim_end().to_owned()
        };
        let status = next(&mut self.stream);
        let status = status.split(' ').nth(1).and_then(|it| it.parse().ok());
        let mut length = 0;
        loop {
            let header = next(&mut self.stream);
            if header.is_empty() {
                break;
            }
            let (name, value) = header.split_once(':').unwrap_or_default();
            assert!(!name.eq_ignore_ascii_case("transfer-encoding"), "no length");
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("a body");
        Answer {
            status: status.expect("a status"),
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}
