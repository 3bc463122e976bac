//! Address ranges: IPv4 and IPv6 in CIDR notation, a bare address being a range of one (IAM User Guide, "IP address
//! condition operators").

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of addresses; host bits in the policy's text are ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cidr {
    V4 { network: u32, mask: u32 },
    V6 { network: u128, mask: u128 },
}

impl Cidr {
    pub(crate) fn parse(text: &str) -> Option<Cidr> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(parse_prefix(prefix)?)),
            None => (text, None),
        };
        match address.parse().ok()? {
            IpAddr::V4(address) => {
                let prefix = prefix.unwrap_or(32);
                let host_bits = 32_u32.checked_sub(prefix)?;
                let mask = u32::MAX.checked_shl(host_bits).unwrap_or(0);
                Some(Cidr::V4 {
                    network: address.to_bits() & mask,
                    mask,
                })
            }
            IpAddr::V6(address) => {
                let prefix = prefix.unwrap_or(128);
                let host_bits = 128_u32.checked_sub(prefix)?;
                let mask = u128::MAX.checked_shl(host_bits).unwrap_or(0);
                Some(Cidr::V6 {
                    network: address.to_bits() & mask,
                    mask,
                })
            }
        }
    }

    /// Whether the range holds the address. `None` for an IPv4-mapped IPv6 address that is in the range in one form and
    /// not in the other: AWS does not document which counts, so neither side of a policy may rely on it.
    pub(crate) fn contains(&self, address: IpAddr) -> Option<bool> {
        let plain = self.contains_as_written(address);
        let canonical = address.to_canonical();
        if canonical != address && self.contains_as_written(canonical) != plain {
            return None;
        }
        Some(plain)
    }

    fn contains_as_written(&self, address: IpAddr) -> bool {
        match (*self, address) {
            (Cidr::V4 { network, mask }, IpAddr::V4(address)) => {
                Ipv4Addr::to_bits(address) & mask == network
            }
            (Cidr::V6 { network, mask }, IpAddr::V6(address)) => {
                Ipv6Addr::to_bits(address) & mask == network
            }
            _ => false,
        }
    }
}

fn parse_prefix(text: &str) -> Option<u32> {
    let plain = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (range, address, expected) in [
            ("10.0.0.0/8", "10.255.0.1", Some(true)),
            ("203.0.113.7/24", "203.0.113.200", Some(true)),
            ("203.0.113.7", "203.0.113.8", Some(false)),
            ("0.0.0.0/0", "8.8.8.8", Some(true)),
            ("::/0", "8.8.8.8", Some(false)),
            ("2001:db8::1/128", "2001:0DB8:0:0:0:0:0:1", Some(true)),
            ("2001:db8::1", "2001:db8::2", Some(false)),
            ("10.0.0.0/8", "::ffff:10.0.0.1", None),
            ("10.0.0.0/8", "::ffff:11.0.0.1", Some(false)),
        ] {
            let cidr = Cidr::parse(range).unwrap();
            assert_eq!(
                cidr.contains(address.parse().unwrap()),
                expected,
                "{range} {address}"
            );
        }
        for bad in [
            "",
            "10.0.0",
            "10.0.0.0/33",
            "10.0.0.0/",
            "10.0.0.0/-1",
            "10.0.0.0/255.0.0.0",
            "::/129",
            "x",
        ] {
            assert_eq!(Cidr::parse(bad), None, "{bad}");
        }
    }
}
