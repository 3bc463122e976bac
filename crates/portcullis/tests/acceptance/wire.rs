//! HTTP/1.1 by hand: exact bytes out, every byte of the answer in. It corrects nothing, so that
//! a test can send what no library would.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

/// A guard against hanging for ever; nothing is asserted about it.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer, as it came.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// A connection that is kept.
pub(crate) struct Connection {
    stream: TcpStream,
    unread: Vec<u8>,
}

impl Answer {
    /// The only value of a header.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self
            .headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(
            values.next().is_none(),
            "{name} is there twice: {:?}",
            self.headers
        );
        value
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The text of the first element of that name.
    #[track_caller]
    pub(crate) fn element(&self, name: &str) -> String {
        let found = self.elements(name).into_iter().next();
        found.unwrap_or_else(|| panic!("no <{name}> in {} {}", self.status, self.text()))
    }

    /// The texts of all elements of that name.
    pub(crate) fn elements(&self, name: &str) -> Vec<String> {
        let text = self.text();
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let parts = text.split(&open).skip(1);
        parts
            .filter_map(|part| Some(part.split_once(&close)?.0.to_owned()))
            .collect()
    }

    /// Fails the test unless the call succeeded.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert!(
            (200..300).contains(&self.status),
            "{} {}",
            self.status,
            self.text()
        );
        self
    }
}

impl Connection {
    /// Connects, from a certain address of this host where that matters.
    pub(crate) fn open(to: SocketAddr, from: Option<Ipv4Addr>) -> io::Result<Self> {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        if let Some(from) = from {
            socket.set_reuse_address(true)?;
            socket.bind(&SocketAddr::from((from, 0)).into())?;
        }
        socket.connect(&to.into())?;
        let stream = TcpStream::from(socket);
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream,
            unread: Vec::new(),
        })
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// Says that nothing more will be sent.
    pub(crate) fn finish(&mut self) {
        // The other side may have closed already.
        let _ = self.stream.shutdown(std::net::Shutdown::Write);
    }

    /// A request and its answer.
    pub(crate) fn exchange(&mut self, bytes: &[u8]) -> io::Result<Answer> {
        self.send(bytes)?;
        self.answer()
    }

    /// The next answer. An error where the connection ends before it does.
    pub(crate) fn answer(&mut self) -> io::Result<Answer> {
        let end = loop {
            match self.unread.windows(4).position(|four| four == b"\r\n\r\n") {
                Some(at) => break at + 4,
                None => self.more()?,
            }
        };
        let head: Vec<u8> = self.unread.drain(..end).collect();
        let head = String::from_utf8(head).map_err(io::Error::other)?;
        let mut lines = head.trim_end().split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let status: u16 = status.ok_or_else(|| io::Error::other(head.clone()))?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect();
        let mut answer = Answer {
            status,
            headers,
            body: Vec::new(),
        };
        if status == 100 {
            return self.answer();
        }
        answer.body = match (
            answer.header("content-length"),
            answer.header("transfer-encoding"),
        ) {
            (Some(length), None) => self.take(length.parse().map_err(io::Error::other)?)?,
            (None, Some("chunked")) => self.chunks()?,
            (None, None) if matches!(status, 204 | 304) => Vec::new(),
            (None, None) => self.rest()?,
            _ => return Err(io::Error::other("an answer that is framed twice")),
        };
        Ok(answer)
    }

    /// Everything until the other side closes.
    pub(crate) fn rest(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = std::mem::take(&mut self.unread);
        match self.stream.read_to_end(&mut bytes) {
            // What was read before a reset was read.
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => Ok(bytes),
            result => result.map(|_| bytes),
        }
    }

    fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = loop {
                match self.unread.windows(2).position(|two| two == b"\r\n") {
                    Some(at) => break self.take(at + 2)?,
                    None => self.more()?,
                }
            };
            let size = String::from_utf8_lossy(&line);
            let size = usize::from_str_radix(size.trim(), 16).map_err(io::Error::other)?;
            let chunk = self.take(size + 2)?;
            if size == 0 {
                return Ok(body);
            }
            body.extend_from_slice(&chunk[..size]);
        }
    }

    fn take(&mut self, length: usize) -> io::Result<Vec<u8>> {
        while self.unread.len() < length {
            self.more()?;
        }
        Ok(self.unread.drain(..length).collect())
    }

    fn more(&mut self) -> io::Result<()> {
        let mut buffer = [0; 16 * 1024];
        let read = self.stream.read(&mut buffer)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.unread.extend_from_slice(&buffer[..read]);
        Ok(())
    }
}

/// Sends bytes on a connection of their own; `None` where it is closed without an answer.
pub(crate) fn exchange(to: SocketAddr, from: Option<Ipv4Addr>, bytes: &[u8]) -> Option<Answer> {
    let mut connection = Connection::open(to, from).ok()?;
    // A refusal may come, and the connection be closed, before everything is sent.
    let _ = connection.send(bytes);
    connection.answer().ok()
}
