//! A connection that is kept, and a client on it that signs: enough of HTTP/1.1 for answers that say how long
//! they are, and nothing more.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::load::Request;
use crate::signing::sign;

/// After this, whoever does not answer is taken for dead.
const PATIENCE: Duration = Duration::from_secs(60);

/// Who signs.
#[derive(Clone)]
pub struct Keys {
    pub id: String,
    pub secret: String,
}

/// A connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

/// A status and a body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// `x-amzn-ErrorType`
    pub error_type: Option<String>,
    /// Whether it was the connection's last.
    pub closes: bool,
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

impl Connection {
    pub fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream: BufReader::new(stream),
        })
    }

    /// Sends the bytes of a request and reads its answer.
    pub fn exchange(&mut self, request: &[u8]) -> io::Result<Answer> {
        exchange(&mut self.stream, request)
    }
}

/// The same over any stream.
pub fn exchange<S: Read + Write>(stream: &mut BufReader<S>, request: &[u8]) -> io::Result<Answer> {
    stream.get_mut().write_all(request)?;
    let mut line = String::new();
    let mut next = |stream: &mut BufReader<S>| {
        line.clear();
        match stream.read_line(&mut line)? {
            0 => Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
            _ => Ok(line.trim_end().to_owned()),
        }
    };
    let wrong = || io::Error::from(io::ErrorKind::InvalidData);
    let status = next(stream)?;
    let status = status.split(' ').nth(1).and_then(|it| it.parse().ok());
    let mut answer = Answer {
        status: status.ok_or_else(wrong)?,
        error_type: None,
        closes: false,
        body: String::new(),
    };
    let mut length = 0;
    loop {
        let header = next(stream)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(wrong)?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(|_| wrong())?,
            "transfer-encoding" => return Err(wrong()),
            "connection" => answer.closes = value.eq_ignore_ascii_case("close"),
            "x-amzn-errortype" => answer.error_type = Some(value.to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    answer.body = String::from_utf8_lossy(&body).into_owned();
    Ok(answer)
}

/// A connection of somebody who signs.
pub struct Client {
    connection: Connection,
}

impl Client {
    pub fn connect(address: SocketAddr) -> Self {
        Self {
            connection: Connection::open(address).expect("a connection"),
        }
    }

    /// A call of IAM or STS.
    pub fn query(&mut self, keys: &Keys, service: &str, form: &str) -> Answer {
        let version = match service {
            "sts" => "2011-06-15",
            "ec2" => "2016-11-15",
            _ => "2010-05-08",
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
        let mut request = Request {
            method: call.method.to_owned(),
            host: call.host.to_owned(),
            target: call.target.to_owned(),
            headers: vec![("content-type".to_owned(), kind.to_owned())],
            body: call.body.as_bytes().to_vec(),
        };
        sign(keys, call.service, &mut request);
        let answer = self.connection.exchange(&request.bytes());
        answer.expect("an answer")
    }
}
