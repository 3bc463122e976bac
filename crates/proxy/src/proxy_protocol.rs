//! The PROXY protocol, version 2, as load balancers of AWS's send it before the first byte of a
//! client (Elastic Load Balancing, "Target groups for your Network Load Balancers"; the format is
//! HAProxy's). It reads bytes and says what they say. Whether whoever sent them is believed is
//! decided where the connection was accepted (`worker.rs`).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

const SIGNATURE: [u8; 12] = *b"\r\n\r\n\0\r\nQUIT\n";
/// The signature, what is asked, the family, and the length of what follows.
pub(crate) const FIXED: usize = 16;
/// AWS sends about a hundred bytes; the format would allow 65,535.
const MAX_REST: usize = 1_024;

const CRC32C: u8 = 0x03;
/// AWS's own: a byte that says what it is, then that.
const AWS: u8 = 0xea;
const AWS_ENDPOINT: u8 = 0x01;
/// No id of an endpoint is longer.
const MAX_ENDPOINT: usize = 64;

/// What a header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProxyHeader {
    /// The load balancer speaks for itself, to see whether somebody is there.
    Local,
    /// It speaks for a client.
    Client {
        /// The client.
        source: SocketAddr,
        /// Whom the client connected to.
        destination: SocketAddr,
        /// The interface VPC endpoint that it came through, by its id, if by one.
        endpoint: Option<String>,
    },
}

/// Why bytes are no header that is taken here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProxyHeaderError {
    /// It does not begin as a header of version 2 does.
    #[error("it is no header of the PROXY protocol, version 2")]
    NotVersion2,
    /// It asks for something that the format does not know.
    #[error("it asks for an unknown command")]
    UnknownCommand,
    /// It speaks for something that is no TCP connection.
    #[error("it speaks for no TCP connection")]
    NotTcp,
    /// It is shorter than it says.
    #[error("it ends too early")]
    Truncated,
    /// It is longer than any that is sent.
    #[error("it is too long")]
    TooLong,
    /// Its checksum is of other bytes.
    #[error("its checksum is wrong")]
    Checksum,
    /// It names an endpoint twice, or by what is no id.
    #[error("the endpoint that it names is none")]
    Endpoint,
}

impl ProxyHeader {
    /// How many bytes follow the first sixteen.
    ///
    /// # Errors
    /// When they are no header, or one that is too long.
    pub(crate) fn rest(fixed: &[u8; FIXED]) -> Result<usize, ProxyHeaderError> {
        let [signature @ .., version, _, high, low] = fixed;
        if *signature != SIGNATURE || version >> 4 != 2 {
            return Err(ProxyHeaderError::NotVersion2);
        }
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if length > MAX_REST {
            return Err(ProxyHeaderError::TooLong);
        }
        Ok(length)
    }

    /// Reads a whole header.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, ProxyHeaderError> {
        let (fixed, rest) = bytes
            .split_first_chunk::<FIXED>()
            .ok_or(ProxyHeaderError::Truncated)?;
        if rest.len() != Self::rest(fixed)? {
            return Err(ProxyHeaderError::Truncated);
        }
        let [.., command, family, _, _] = fixed;
        match command & 0x0f {
            // What follows is of no meaning then, and is not looked at.
            0 => return Ok(Self::Local),
            1 => {}
            _ => return Err(ProxyHeaderError::UnknownCommand),
        }
        let (source, destination, mut fields) = match family {
            0x11 => addresses::<4>(rest, |octets| IpAddr::V4(Ipv4Addr::from(octets)))?,
            0x21 => addresses::<16>(rest, |octets| IpAddr::V6(Ipv6Addr::from(octets)))?,
            _ => return Err(ProxyHeaderError::NotTcp),
        };
        let mut endpoint = None;
        while !fields.is_empty() {
            let (kind, value, after) = field(fields)?;
            match kind {
                CRC32C => check(bytes, value, after.len())?,
                // AWS may say something else here one day.
                AWS => {
                    if let Some((&AWS_ENDPOINT, id)) = value.split_first() {
                        let id = endpoint_id(id).ok_or(ProxyHeaderError::Endpoint)?;
                        if endpoint.replace(id).is_some() {
                            return Err(ProxyHeaderError::Endpoint);
                        }
                    }
                }
                _ => {}
            }
            fields = after;
        }
        Ok(Self::Client {
            source,
            destination,
            endpoint,
        })
    }
}

/// A header that speaks for a client of IPv4; for any other it says that the load balancer speaks for itself.
pub(crate) fn written(source: SocketAddr, destination: SocketAddr) -> Vec<u8> {
    let mut header = SIGNATURE.to_vec();
    let (IpAddr::V4(from), IpAddr::V4(to)) = (source.ip(), destination.ip()) else {
        header.extend([0x20, 0, 0, 0]);
        return header;
    };
    header.extend([0x21, 0x11, 0, 12]);
    header.extend(from.octets());
    header.extend(to.octets());
    header.extend(source.port().to_be_bytes());
    header.extend(destination.port().to_be_bytes());
    header
}

/// Two addresses, two ports, and what follows them.
fn addresses<const N: usize>(
    bytes: &[u8],
    address: impl Fn([u8; N]) -> IpAddr,
) -> Result<(SocketAddr, SocketAddr, &[u8]), ProxyHeaderError> {
    let short = ProxyHeaderError::Truncated;
    let (source, bytes) = bytes.split_first_chunk::<N>().ok_or(short)?;
    let (destination, bytes) = bytes.split_first_chunk::<N>().ok_or(short)?;
    let (source_port, bytes) = bytes.split_first_chunk::<2>().ok_or(short)?;
    let (destination_port, bytes) = bytes.split_first_chunk::<2>().ok_or(short)?;
    let socket = |octets: &[u8; N], port: &[u8; 2]| {
        SocketAddr::new(address(*octets), u16::from_be_bytes(*port))
    };
    let source = socket(source, source_port);
    Ok((source, socket(destination, destination_port), bytes))
}

/// One field: its type, its value, and what follows.
fn field(bytes: &[u8]) -> Result<(u8, &[u8], &[u8]), ProxyHeaderError> {
    let short = ProxyHeaderError::Truncated;
    let ([kind, high, low], bytes) = bytes.split_first_chunk::<3>().ok_or(short)?;
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    let (value, after) = bytes.split_at_checked(length).ok_or(short)?;
    Ok((*kind, value, after))
}

/// The checksum is of the whole header, with zeros in its own place.
fn check(header: &[u8], value: &[u8], after: usize) -> Result<(), ProxyHeaderError> {
    let wrong = ProxyHeaderError::Checksum;
    let expected = <[u8; 4]>::try_from(value).map_err(|_| wrong)?;
    let before = header.len().checked_sub(after + 4).ok_or(wrong)?;
    let head = header.get(..before).unwrap_or_default();
    let tail = header.get(before + 4..).unwrap_or_default();
    let bytes = head.iter().chain(&[0; 4]).chain(tail);
    if crc32c(bytes) == u32::from_be_bytes(expected) {
        Ok(())
    } else {
        Err(wrong)
    }
}

/// Castagnoli's polynomial, bit by bit: headers are short.
fn crc32c<'b>(bytes: impl Iterator<Item = &'b u8>) -> u32 {
    !bytes.fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            let carry = if sum & 1 == 1 { 0x82f6_3b78 } else { 0 };
            sum >> 1 ^ carry
        })
    })
}

fn endpoint_id(bytes: &[u8]) -> Option<String> {
    let id = std::str::from_utf8(bytes).ok()?;
    let digits = id.strip_prefix("vpce-")?;
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let well_formed = !digits.is_empty() && id.len() <= MAX_ENDPOINT && digits.bytes().all(legal);
    well_formed.then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let source = SocketAddr::from(([10, 0, 0, 9], 40_000));
        let destination = SocketAddr::from(([10, 0, 0, 4], 443));
        let expected = ProxyHeader::Client {
            source,
            destination,
            endpoint: None,
        };
        let header = written(source, destination);
        assert_eq!(ProxyHeader::read(&header), Ok(expected));
        let header = written("[fd00::1]:1".parse().unwrap(), destination);
        assert_eq!(ProxyHeader::read(&header), Ok(ProxyHeader::Local));
    }

    #[test]
    fn the_checksum_is_castagnolis() {
        // RFC 3720, appendix B.4.
        assert_eq!(crc32c([0; 32].iter()), 0x8a91_36aa);
        assert_eq!(crc32c([0xff; 32].iter()), 0x62a8_ab43);
        assert_eq!(crc32c(b"123456789".iter()), 0xe306_9283);
    }
}
