//! The inside of the namespaces: addresses, cables and routes of a router and of interfaces. Every step may be repeated;
//! it finds what an earlier one, or an earlier start, has left.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::net::Ipv4Addr;
use std::os::fd::AsFd as _;

use super::named::within;
use super::netlink::{Link, Netlink};
use crate::dns::LINK_LOCAL_RESOLVER;
use crate::error::Error;
use crate::plan::{Interface, Network};

/// The router has the first address of each subnet and those of the resolver, and leads nowhere else.
pub(super) fn router(router: &File, network: &Network) -> Result<(), Error> {
    inside(router, "the router", |netlink| {
        // Packets of IPv6 are dropped by the rules; without it there are not even router advertisements.
        set("net/ipv6/conf/all/disable_ipv6", "1", true)?;
        set("net/ipv6/conf/default/disable_ipv6", "1", true)?;
        let loopback = netlink.index("lo")?;
        netlink.set_up(loopback)?;
        netlink.drop_default()?;
        let mut wanted: BTreeSet<Ipv4Addr> = network.gateways.clone();
        if let Some(resolver) = network.resolver {
            wanted.extend([resolver, LINK_LOCAL_RESOLVER]);
        }
        let present: BTreeSet<Ipv4Addr> = netlink.addresses(loopback)?.into_iter().collect();
        for address in present.difference(&wanted) {
            if !address.is_loopback() {
                netlink.delete_address(loopback, *address)?;
            }
        }
        for address in wanted.difference(&present) {
            netlink.add_address(loopback, *address)?;
        }
        Ok(())
    })?;
    forward(router, true)
}

/// Whether a router lets anything through at all.
pub(super) fn forward(router: &File, anything: bool) -> Result<(), Error> {
    let value = if anything { "1" } else { "0" };
    inside(router, "the router", |_| {
        set("net/ipv4/ip_forward", value, false)
    })
}

/// Cables for new interfaces, each with its namespace and whether that is new; cables of no interface are cut.
pub(super) fn interfaces(
    router: &File,
    network: &Network,
    new: &BTreeMap<&Interface, (File, bool)>,
) -> Result<(), Error> {
    let wanted: BTreeSet<&str> = network
        .interfaces
        .values()
        .map(|interface| interface.link.as_str())
        .collect();
    inside(router, "the cables of the router", |netlink| {
        let mut present: BTreeMap<String, Link> = BTreeMap::new();
        for link in netlink.links()? {
            if link.name != "lo" && !wanted.contains(link.name.as_str()) {
                netlink.delete_link(link.index)?;
            } else {
                present.insert(link.name.clone(), link);
            }
        }
        for (interface, (namespace, fresh)) in new {
            // A namespace that was made anew has no end of the old cable.
            let mut there = present.contains_key(&interface.link);
            if let (true, Some(link)) = (*fresh, present.get(&interface.link)) {
                netlink.delete_link(link.index)?;
                there = false;
            }
            if !there {
                netlink.add_cable(&interface.link, namespace.as_fd(), interface.mac)?;
            }
        }
        Ok(())
    })?;
    for (interface, (namespace, _)) in new {
        inside(namespace, &interface.link, |netlink| {
            set("net/ipv6/conf/all/disable_ipv6", "1", true)?;
            let loopback = netlink.index("lo")?;
            netlink.set_up(loopback)?;
            let index = netlink.index("eth0")?;
            netlink.set_up(index)?;
            netlink.add_address(index, interface.address)
        })?;
    }
    inside(router, "the routes of the router", |netlink| {
        let links = netlink.links()?;
        for interface in new.keys() {
            let link = links.iter().find(|link| link.name == interface.link);
            let index = link
                .map(|link| link.index)
                .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
            netlink.set_up(index)?;
            netlink.route_link(interface.address, index)?;
        }
        Ok(())
    })?;
    // The way out needs a cable that is up at both ends.
    for (interface, (namespace, _)) in new {
        inside(namespace, &interface.link, |netlink| {
            let index = netlink.index("eth0")?;
            netlink.route_link(interface.gateway, index)?;
            netlink.route_default(interface.gateway, index)
        })?;
    }
    Ok(())
}

/// Cuts every cable of a namespace, at both ends.
pub(super) fn cut(namespace: &File) -> Result<(), Error> {
    inside(namespace, "the cables", |netlink| {
        for link in netlink.links()? {
            if link.name != "lo" {
                netlink.delete_link(link.index)?;
            }
        }
        Ok(())
    })
}

fn inside(
    namespace: &File,
    what: &str,
    work: impl FnOnce(&mut Netlink) -> io::Result<()> + Send,
) -> Result<(), Error> {
    let done = within(namespace, || {
        Netlink::open().and_then(|mut it| work(&mut it))
    });
    done.and_then(|done| done).map_err(|source| Error::Kernel {
        what: what.to_owned(),
        source,
    })
}

/// Sets a variable of the kernel, in the namespace of this thread.
fn set(name: &str, value: &str, may_be_absent: bool) -> io::Result<()> {
    let path = format!("/proc/sys/{name}");
    match fs::write(&path, value) {
        Err(error) if may_be_absent && error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(io::Error::new(error.kind(), format!("{path}: {error}"))),
        Ok(()) => Ok(()),
    }
}
