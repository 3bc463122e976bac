//! Addresses of network interfaces: the next free one of the subnet, and the address of this host
//! that stands for it. Only one interface on the host may have the latter, whichever account and
//! VPC it is of, since the peer's address on the socket is all that says who it is.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use portcullis_catalog::Record;
use portcullis_catalog::network::{NetworkInterface, Subnet};
use portcullis_wire::Fault;

use super::fault;
use crate::Tx;
use crate::tx::internal;

/// How many addresses of a subnet EC2 keeps for itself: the first four and the last (Amazon VPC
/// User Guide, "Subnet CIDR blocks").
const RESERVED: u32 = 5;
/// Where the stand-ins are that cannot be like the private address: 127.64.0.0/10.
const POOL_FIRST: u32 = u32::from_be_bytes([127, 64, 0, 1]);
const POOL_LAST: u32 = u32::from_be_bytes([127, 127, 255, 254]);

/// The addresses of a new interface.
pub(super) struct Addresses {
    pub(super) private: Ipv4Addr,
    pub(super) loopback: Ipv4Addr,
}

/// Finds the addresses for a new interface in a subnet, with the private one that is wanted or
/// the next that is free.
pub(super) fn allocate(
    tx: &Tx<'_>,
    subnet: &Subnet,
    wanted: Option<&str>,
) -> Result<Addresses, Fault> {
    let prefix = format!("{}/{}/", NetworkInterface::KIND, subnet.account);
    let interfaces: Vec<NetworkInterface> = tx.scan(&prefix)?;
    let taken: BTreeSet<Ipv4Addr> = interfaces
        .iter()
        .filter(|interface| interface.subnet == subnet.id)
        .map(|interface| interface.private_ip)
        .collect();
    let private = match wanted {
        Some(wanted) => named(subnet, wanted, &taken)?,
        None => usable(subnet).find(|address| !taken.contains(address)).ok_or_else(|| {
            let message = "The specified subnet does not have enough free addresses to satisfy the request.";
            fault("InsufficientFreeAddressesInSubnet", message)
        })?,
    };
    // Those of this account with what this call makes, those of the others as they are.
    let own: BTreeSet<Ipv4Addr> = interfaces
        .iter()
        .map(|interface| interface.loopback)
        .collect();
    let stands_in =
        |address: &Ipv4Addr| own.contains(address) || tx.world().interface_at(*address).is_some();
    Ok(Addresses {
        private,
        loopback: stand_in(private, stands_in)?,
    })
}

/// How many addresses of a subnet are left.
pub(super) fn available(subnet: &Subnet, used: usize) -> i32 {
    let size = 1u32
        .checked_shl(u32::from(32 - subnet.cidr.prefix_len()))
        .unwrap_or(u32::MAX);
    let used = u32::try_from(used).unwrap_or(u32::MAX);
    i32::try_from(size.saturating_sub(RESERVED).saturating_sub(used)).unwrap_or(i32::MAX)
}

fn usable(subnet: &Subnet) -> impl Iterator<Item = Ipv4Addr> {
    let first = u32::from(subnet.cidr.network()).saturating_add(4);
    let last = u32::from(subnet.cidr.broadcast()).saturating_sub(1);
    (first..=last).map(Ipv4Addr::from)
}

fn named(subnet: &Subnet, wanted: &str, taken: &BTreeSet<Ipv4Addr>) -> Result<Ipv4Addr, Fault> {
    let address: Ipv4Addr = wanted.parse().map_err(|_| {
        fault(
            "InvalidParameterValue",
            format!("Invalid IP address '{wanted}'"),
        )
    })?;
    if !subnet.cidr.contains(&address) {
        let message = format!("Address {wanted} does not fall within the subnet's address range");
        return Err(fault("InvalidParameterValue", message));
    }
    if !usable(subnet).any(|usable| usable == address) {
        let message = format!("Address {wanted} is in subnet's reserved address range");
        return Err(fault("InvalidParameterValue", message));
    }
    if taken.contains(&address) {
        return Err(fault(
            "InvalidIPAddress.InUse",
            format!("Address {wanted} is in use."),
        ));
    }
    Ok(address)
}

/// The address in 127.0.0.0/8 for a private one: the same but for the first octet where that is
/// free, so that people can tell which is which; not among those that other programs use.
fn stand_in(private: Ipv4Addr, taken: impl Fn(&Ipv4Addr) -> bool) -> Result<Ipv4Addr, Fault> {
    let [_, b, c, d] = private.octets();
    let alike = Ipv4Addr::new(127, b, c, d);
    let common = (b, c) == (0, 0) || (b, c, d) == (255, 255, 255);
    if !common && !taken(&alike) {
        return Ok(alike);
    }
    (POOL_FIRST..=POOL_LAST)
        .map(Ipv4Addr::from)
        .find(|address| !taken(address))
        .ok_or_else(|| internal("every loopback address of the pool is taken"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_in_is_like_the_private_address_where_it_can_be() {
        let mut taken = BTreeSet::new();
        for (private, expected) in [
            ("10.20.1.4", "127.20.1.4"),
            ("172.20.1.4", "127.64.0.1"),
            ("10.0.0.4", "127.64.0.2"),
            ("10.0.1.4", "127.0.1.4"),
            ("10.255.255.255", "127.64.0.3"),
            ("10.64.0.4", "127.64.0.4"),
        ] {
            let address = stand_in(private.parse().unwrap(), |it| taken.contains(it)).unwrap();
            assert_eq!(address, expected.parse::<Ipv4Addr>().unwrap(), "{private}");
            taken.insert(address);
        }
    }
}
