//! The packets that the rules of a VPC refuse, as the kernel tells them: its log for netfilter, over netlink. What is read
//! of a packet is what a flow log shows. The kernel tells no more than a hundred a second for each interface.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::os::fd::{AsFd, BorrowedFd};

use netlink_sys::{Socket, SocketAddr, protocols::NETLINK_NETFILTER};

use crate::ruleset::REFUSED;

/// The log's part of netfilter's messages, and its messages: packets and configuration.
const PACKET: u16 = 0x0400;
const CONFIG: u16 = 0x0401;
const ERROR: u16 = 2;
const REQUEST_AND_ACKNOWLEDGE: u16 = 5;
const HEADER: usize = 16;
/// What follows the header of each message of netfilter: family, version, group.
const FAMILY_HEADER: usize = 4;
/// Enough of a packet for its headers.
const COPIED: u32 = 80;

const PAYLOAD: u16 = 9;
const PREFIX: u16 = 10;

/// One packet that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The interface whose groups refused it.
    pub interface: String,
    /// Whether it was on its way to the interface.
    pub ingress: bool,
    /// Who sent it; port 0 where the protocol has none.
    pub source: (IpAddr, u16),
    /// Whom it was for.
    pub destination: (IpAddr, u16),
    /// By its IANA number.
    pub protocol: u8,
    /// How long it was.
    pub bytes: u64,
}

/// The log of one network namespace.
pub(crate) struct RefusedLog(Socket);

impl RefusedLog {
    /// That of the namespace of this thread.
    ///
    /// # Errors
    /// When the kernel has none.
    pub(super) fn open() -> io::Result<Self> {
        let mut socket = Socket::new(NETLINK_NETFILTER)?;
        socket.bind_auto()?;
        socket.connect(&SocketAddr::new(0, 0))?;
        let log = Self(socket);
        // Bind to the group, then copy the beginning of each packet.
        log.configure(1, 1, &[1])?;
        let mut mode = COPIED.to_be_bytes().to_vec();
        mode.extend([2, 0]);
        log.configure(2, 2, &mode)?;
        log.0.set_non_blocking(true)?;
        Ok(log)
    }

    /// What was refused since the last time; an error where there is nothing yet.
    ///
    /// # Errors
    /// That it would block, or that the kernel could not tell everything.
    pub(crate) fn read(&self) -> io::Result<Vec<Refused>> {
        let (bytes, _) = self.0.recv_from_full()?;
        let mut refused = Vec::new();
        let mut rest = bytes.as_slice();
        while let Some((kind, message, next)) = message(rest) {
            if kind == PACKET {
                refused.extend(packet(message));
            }
            rest = next;
        }
        Ok(refused)
    }

    fn configure(&self, sequence: u32, attribute: u16, value: &[u8]) -> io::Result<()> {
        let length = value.len().saturating_add(4);
        let padded = length.saturating_add(3) & !3;
        let total = HEADER.saturating_add(FAMILY_HEADER).saturating_add(padded);
        let short = |it: usize| u16::try_from(it).unwrap_or(u16::MAX);
        let mut bytes = u32::try_from(total)
            .unwrap_or(u32::MAX)
            .to_ne_bytes()
            .to_vec();
        bytes.extend(CONFIG.to_ne_bytes());
        bytes.extend(REQUEST_AND_ACKNOWLEDGE.to_ne_bytes());
        bytes.extend(sequence.to_ne_bytes());
        bytes.extend(0u32.to_ne_bytes());
        bytes.extend([0, 0]);
        bytes.extend(REFUSED.to_be_bytes());
        bytes.extend(short(length).to_ne_bytes());
        bytes.extend(attribute.to_ne_bytes());
        bytes.extend(value);
        bytes.resize(total, 0);
        self.0.send(&bytes, 0)?;
        loop {
            let (bytes, _) = self.0.recv_from_full()?;
            let mut rest = bytes.as_slice();
            while let Some((kind, message, next)) = message(rest) {
                rest = next;
                if kind != ERROR {
                    continue;
                }
                let code = message.first_chunk().map(|code| i32::from_ne_bytes(*code));
                return match code {
                    Some(0) => Ok(()),
                    Some(code) => Err(io::Error::from_raw_os_error(code.wrapping_neg())),
                    None => Err(io::ErrorKind::InvalidData.into()),
                };
            }
        }
    }
}

impl AsFd for RefusedLog {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// The first message: its type, what is in it, and what follows it.
fn message(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let length = u32::from_ne_bytes(*bytes.first_chunk()?);
    let length = usize::try_from(length).ok()?;
    let kind = u16::from_ne_bytes(*bytes.get(4..)?.first_chunk()?);
    let inside = bytes.get(HEADER..length)?;
    let next = length.checked_add(3)? & !3;
    Some((kind, inside, bytes.get(next..).unwrap_or_default()))
}

fn packet(message: &[u8]) -> Option<Refused> {
    let mut rest = message.get(FAMILY_HEADER..)?;
    let (mut prefix, mut payload) = (None, None);
    while let Some(header) = rest.first_chunk::<4>() {
        let [a, b, c, d] = *header;
        let length = usize::from(u16::from_ne_bytes([a, b]));
        // The upper two bits say how it is written.
        let kind = u16::from_ne_bytes([c, d]) & 0x3fff;
        let value = rest.get(4..length)?;
        match kind {
            PREFIX => prefix = std::str::from_utf8(value).ok(),
            PAYLOAD => payload = Some(value),
            _ => {}
        }
        rest = rest.get(length.checked_add(3)? & !3..).unwrap_or_default();
    }
    let (direction, interface) = prefix?.trim_end_matches('\0').split_once(' ')?;
    let payload = payload?;
    let first = *payload.first()?;
    if first >> 4 != 4 {
        return None;
    }
    let word = |at: usize| Some(u16::from_be_bytes(*payload.get(at..)?.first_chunk()?));
    let address = |at: usize| {
        let octets: [u8; 4] = *payload.get(at..)?.first_chunk()?;
        Some(IpAddr::V4(Ipv4Addr::from(octets)))
    };
    let protocol = *payload.get(9)?;
    let header = usize::from(first & 0x0f).checked_mul(4)?;
    // The first fragment has the ports.
    let has_ports = matches!(protocol, 6 | 17) && word(6)? & 0x1fff == 0;
    let port = |at: usize| has_ports.then(|| word(header.checked_add(at)?)).flatten();
    Some(Refused {
        interface: interface.to_owned(),
        ingress: direction == "in",
        source: (address(12)?, port(0).unwrap_or_default()),
        destination: (address(16)?, port(2).unwrap_or_default()),
        protocol,
        bytes: u64::from(word(2)?),
    })
}
