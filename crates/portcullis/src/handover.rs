//! One process takes over from another that serves the same data directory: it is handed the listening sockets, so that
//! no connection is refused while a binary is replaced. The old one lets go of the store first and takes it back should
//! its successor fail; until the successor says that it serves, the old one goes on answering.

use std::error::Error;
use std::io::{self, BufRead, BufReader, IoSlice, IoSliceMut, Write};
use std::mem::MaybeUninit;
use std::net::{SocketAddr, TcpListener};
use std::os::fd::AsFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use portcullis_proxy::{Passed, Proxy, Role};
use portcullis_store::SqliteStore;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

/// Where a process waits for its successor, in the data directory, which nobody else may enter.
const SOCKET: &str = "successor.sock";
/// For each step but the last.
const PATIENCE: Duration = Duration::from_secs(10);
/// For the successor to read everything and to serve: a large state takes its time.
const START: Duration = Duration::from_secs(300);
/// Sockets in one message; the kernel takes 253 (unix(7)).
const AT_ONCE: usize = 64;
/// Bytes of one message.
const MESSAGE: usize = 1_024;
/// Listeners that are taken: every endpoint that a store can hold has a few.
const LISTENERS: usize = 100_000;

/// What a successor asks.
#[derive(Serialize, Deserialize)]
struct Ask {
    version: String,
}

/// One message of the process that goes.
#[derive(Serialize, Deserialize)]
enum Told {
    /// Sockets of a listener come with it.
    Listener {
        address: SocketAddr,
        role: String,
        interface: Option<String>,
    },
    /// That was all.
    End,
}

/// What another process left to this one.
pub(crate) struct Inheritance {
    stream: UnixStream,
}

/// With the listeners that come along.
type Inherited = (Inheritance, Vec<Passed>);

impl Inheritance {
    /// Asks the process that serves the data directory for its listeners. Nothing where there is no such process.
    ///
    /// # Errors
    /// When there is one and it does not hand over.
    pub(crate) fn ask(data: &Path) -> Result<Option<Inherited>, Box<dyn Error>> {
        let path = data.join(SOCKET);
        let stream = match UnixStream::connect(&path) {
            Ok(stream) => stream,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused
                ) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(format!("{}: {error}", path.display()).into()),
        };
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let ask = Ask {
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        say(&stream, &serde_json::to_string(&ask)?)?;
        let mut listeners: Vec<Passed> = Vec::new();
        while listeners.len() < LISTENERS {
            let (told, sockets) = receive(&stream)?;
            let Told::Listener {
                address,
                role,
                interface,
            } = told
            else {
                return Ok(Some((Self { stream }, listeners)));
            };
            let role = role_of(&role).ok_or("a listener of an unknown kind")?;
            let known = listeners
                .iter_mut()
                .find(|it| it.address == address && it.role == role && it.interface == interface);
            match known {
                Some(known) => known.sockets.extend(sockets),
                None => listeners.push(Passed {
                    address,
                    role,
                    interface,
                    sockets,
                }),
            }
            say(&stream, "next")?;
        }
        Err("the running process has more listeners than can be taken over".into())
    }

    /// Tells the other process that this one serves.
    ///
    /// # Errors
    /// When it is not there any more.
    pub(crate) fn ready(self) -> io::Result<()> {
        say(&self.stream, "ready")
    }
}

/// What is handed over, and how. It keeps nothing alive: its thread waits to the end of the process, and what ends before
/// writes what it still has to write.
pub(crate) struct Offer {
    pub(crate) proxy: Weak<Proxy>,
    pub(crate) store: Weak<SqliteStore>,
    /// Saves what is only in memory.
    pub(crate) save: Box<dyn Fn() + Send>,
    /// Told once a successor serves.
    pub(crate) succeeded: Arc<Notify>,
}

impl Offer {
    /// Waits for a successor, from a thread of its own.
    ///
    /// # Errors
    /// When its socket cannot be made.
    pub(crate) fn make(self, data: &Path) -> Result<(), Box<dyn Error>> {
        let path = data.join(SOCKET);
        // Whoever made it has gone, or has handed over: the store's lock is this process's.
        let _ = std::fs::remove_file(&path);
        let listener =
            UnixListener::bind(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        std::thread::Builder::new()
            .name("successor".to_owned())
            .spawn(move || {
                for stream in listener.incoming() {
                    match stream.and_then(|stream| self.hand_over(&stream)) {
                        Ok(()) => return self.succeeded.notify_one(),
                        Err(error) => {
                            self.take_back();
                            tracing::error!(%error, "no process took over; this one goes on");
                        }
                    }
                }
            })?;
        Ok(())
    }

    /// A process that ends closes its connection before the kernel has released its lock.
    fn take_back(&self) {
        let Some(store) = self.store.upgrade() else {
            return;
        };
        let until = Instant::now() + PATIENCE;
        while let Err(error) = store.take_back() {
            if Instant::now() > until {
                tracing::error!(%error, "the store cannot be written any more");
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn hand_over(&self, stream: &UnixStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut lines = BufReader::new(stream);
        let ask: Ask = serde_json::from_str(&line(&mut lines)?)?;
        tracing::info!(version = ask.version, "another process takes over");
        let proxy = self.proxy.upgrade().ok_or(io::ErrorKind::NotConnected)?;
        (self.save)();
        let store = self.store.upgrade().ok_or(io::ErrorKind::NotConnected)?;
        store.let_go();
        drop(store);
        for passed in proxy.pass_on()? {
            for some in passed.sockets.chunks(AT_ONCE) {
                let told = Told::Listener {
                    address: passed.address,
                    role: format!("{:?}", passed.role),
                    interface: passed.interface.clone(),
                };
                send(stream, &told, some)?;
                expect(&mut lines, "next")?;
            }
        }
        send(stream, &Told::End, &[])?;
        drop(proxy);
        stream.set_read_timeout(Some(START))?;
        expect(&mut lines, "ready")
    }
}

fn role_of(name: &str) -> Option<Role> {
    [Role::Gateway, Role::Control, Role::Both]
        .into_iter()
        .find(|role| format!("{role:?}") == name)
}

fn say(mut stream: &UnixStream, text: &str) -> io::Result<()> {
    stream.write_all(format!("{text}\n").as_bytes())
}

fn line(lines: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    io::Read::take(lines, MESSAGE as u64).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

fn expect(lines: &mut impl BufRead, word: &str) -> io::Result<()> {
    match line(lines)? {
        said if said == word => Ok(()),
        said if said.is_empty() => Err(io::ErrorKind::UnexpectedEof.into()),
        said => Err(io::Error::other(format!("`{said}` instead of `{word}`"))),
    }
}

fn send(stream: &UnixStream, told: &Told, sockets: &[TcpListener]) -> io::Result<()> {
    let text = serde_json::to_string(told)?;
    let borrowed: Vec<_> = sockets.iter().map(AsFd::as_fd).collect();
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(AT_ONCE))];
    let mut rights = SendAncillaryBuffer::new(&mut space);
    if !borrowed.is_empty() && !rights.push(SendAncillaryMessage::ScmRights(&borrowed)) {
        return Err(io::ErrorKind::ArgumentListTooLong.into());
    }
    // Short, and alone on its way: it goes in one piece, and so do the sockets.
    let bytes = [IoSlice::new(text.as_bytes())];
    let sent = sendmsg(stream, &bytes, &mut rights, SendFlags::NOSIGNAL)?;
    if sent == text.len() && sent <= MESSAGE {
        Ok(())
    } else {
        Err(io::ErrorKind::WriteZero.into())
    }
}

fn receive(stream: &UnixStream) -> io::Result<(Told, Vec<TcpListener>)> {
    let mut text = [0; MESSAGE];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(AT_ONCE))];
    let mut rights = RecvAncillaryBuffer::new(&mut space);
    let mut pieces = [IoSliceMut::new(&mut text)];
    let received = recvmsg(stream, &mut pieces, &mut rights, RecvFlags::CMSG_CLOEXEC)?;
    let sockets = rights.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(sockets) => Some(sockets),
        _ => None,
    });
    let sockets = sockets.flatten().map(TcpListener::from).collect();
    let text = text.get(..received.bytes).unwrap_or_default();
    if text.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok((serde_json::from_slice(text)?, sockets))
}
