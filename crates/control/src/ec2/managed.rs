//! What another service keeps in a VPC: network interfaces that it makes, and what it asks about the network before.
//! The faults are EC2's; the service that asks puts them into its own words.

use std::collections::BTreeSet;

use portcullis_catalog::network::{InternetGateway, NetworkInterface, Subnet};
use portcullis_wire::Fault;

use super::resource::all;
use super::{address, network_interface};
use crate::Tx;

/// A new interface of a service in a subnet, not stored yet.
pub(crate) fn make_interface(
    tx: &Tx<'_>,
    subnet: &Subnet,
    security_groups: BTreeSet<String>,
    private_ip: Option<&str>,
) -> Result<NetworkInterface, Fault> {
    network_interface::make(tx, subnet, security_groups, private_ip)
}

/// How many addresses of a subnet are free.
pub(crate) fn free_addresses(tx: &Tx<'_>, subnet: &Subnet) -> Result<i32, Fault> {
    let interfaces = all::<NetworkInterface>(tx)?;
    let used = interfaces
        .iter()
        .filter(|interface| interface.subnet == subnet.id)
        .count();
    Ok(address::available(subnet, used))
}

/// Whether a VPC has a way to the internet.
pub(crate) fn has_internet_gateway(tx: &Tx<'_>, vpc: &str) -> Result<bool, Fault> {
    let gateways = all::<InternetGateway>(tx)?;
    Ok(gateways
        .iter()
        .any(|gateway| gateway.attached_to.as_deref() == Some(vpc)))
}
