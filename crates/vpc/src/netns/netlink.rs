//! Asking the kernel for links, addresses and routes of the namespace that the socket was made in. Each request waits
//! for its acknowledgement. What to ask for is decided elsewhere.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::os::fd::{AsRawFd as _, BorrowedFd};

use netlink_packet_core::{
    NLM_F_ACK, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL, NLM_F_REPLACE, NLM_F_REQUEST, NetlinkMessage,
    NetlinkPayload,
};
use netlink_packet_route::address::{AddressAttribute, AddressMessage, AddressScope};
use netlink_packet_route::link::{
    InfoData, InfoKind, InfoVeth, LinkAttribute, LinkFlags, LinkInfo, LinkMessage,
};
use netlink_packet_route::route::{
    RouteAddress, RouteAttribute, RouteHeader, RouteMessage, RouteProtocol, RouteScope, RouteType,
};
use netlink_packet_route::{AddressFamily, RouteNetlinkMessage};
use netlink_sys::{Socket, SocketAddr, protocols::NETLINK_ROUTE};
use nix::errno::Errno;

/// A conversation with the kernel.
pub(super) struct Netlink {
    socket: Socket,
    sequence: u32,
}

/// A link that is there.
pub(super) struct Link {
    pub(super) index: u32,
    pub(super) name: String,
}

impl Netlink {
    /// About the network namespace of this thread.
    pub(super) fn open() -> io::Result<Self> {
        let mut socket = Socket::new(NETLINK_ROUTE)?;
        socket.bind_auto()?;
        socket.connect(&SocketAddr::new(0, 0))?;
        Ok(Self {
            socket,
            sequence: 0,
        })
    }

    pub(super) fn links(&mut self) -> io::Result<Vec<Link>> {
        let request = RouteNetlinkMessage::GetLink(LinkMessage::default());
        let answers = self.ask(request, NLM_F_DUMP)?;
        let links = answers.into_iter().filter_map(|answer| match answer {
            RouteNetlinkMessage::NewLink(link) => {
                let name = link.attributes.into_iter().find_map(|it| match it {
                    LinkAttribute::IfName(name) => Some(name),
                    _ => None,
                });
                let index = link.header.index;
                name.map(|name| Link { index, name })
            }
            _ => None,
        });
        Ok(links.collect())
    }

    /// The index of the link with a name.
    pub(super) fn index(&mut self, name: &str) -> io::Result<u32> {
        let found = self.links()?.into_iter().find(|link| link.name == name);
        found
            .map(|link| link.index)
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("no link `{name}`")))
    }

    /// A cable: one end here, the other, named `eth0`, in another namespace and with a hardware address.
    pub(super) fn add_cable(
        &mut self,
        here: &str,
        there: BorrowedFd<'_>,
        mac: [u8; 6],
    ) -> io::Result<()> {
        let mut peer = LinkMessage::default();
        peer.attributes
            .push(LinkAttribute::IfName("eth0".to_owned()));
        peer.attributes.push(LinkAttribute::Address(mac.to_vec()));
        peer.attributes
            .push(LinkAttribute::NetNsFd(there.as_raw_fd()));
        let mut link = LinkMessage::default();
        link.attributes.push(LinkAttribute::IfName(here.to_owned()));
        link.attributes.push(LinkAttribute::LinkInfo(vec![
            LinkInfo::Kind(InfoKind::Veth),
            LinkInfo::Data(InfoData::Veth(InfoVeth::Peer(peer))),
        ]));
        self.tell(
            RouteNetlinkMessage::NewLink(link),
            NLM_F_CREATE | NLM_F_EXCL,
        )
    }

    pub(super) fn set_up(&mut self, index: u32) -> io::Result<()> {
        let mut link = LinkMessage::default();
        link.header.index = index;
        link.header.flags = LinkFlags::Up;
        link.header.change_mask = LinkFlags::Up;
        self.tell(RouteNetlinkMessage::SetLink(link), 0)
    }

    /// Takes a link away, if it has not gone by itself since it was seen: one end of a cable goes with the namespace of the
    /// other, whenever the kernel comes to it.
    pub(super) fn delete_link(&mut self, index: u32) -> io::Result<()> {
        let mut link = LinkMessage::default();
        link.header.index = index;
        match self.tell(RouteNetlinkMessage::DelLink(link), 0) {
            Err(error) if error.raw_os_error() == Some(Errno::ENODEV as i32) => Ok(()),
            told => told,
        }
    }

    /// The IPv4 addresses of a link.
    pub(super) fn addresses(&mut self, index: u32) -> io::Result<Vec<Ipv4Addr>> {
        let mut request = AddressMessage::default();
        request.header.family = AddressFamily::Inet;
        let answers = self.ask(RouteNetlinkMessage::GetAddress(request), NLM_F_DUMP)?;
        let of_link = answers.into_iter().filter_map(|answer| match answer {
            RouteNetlinkMessage::NewAddress(it) if it.header.index == index => Some(it),
            _ => None,
        });
        let local = of_link.filter_map(|address| {
            address.attributes.into_iter().find_map(|it| match it {
                AddressAttribute::Local(IpAddr::V4(local)) => Some(local),
                _ => None,
            })
        });
        Ok(local.collect())
    }

    /// Gives a link an address, alone in its network; nothing changes where it has it.
    pub(super) fn add_address(&mut self, index: u32, address: Ipv4Addr) -> io::Result<()> {
        let message = address_message(index, address);
        self.tell(
            RouteNetlinkMessage::NewAddress(message),
            NLM_F_CREATE | NLM_F_REPLACE,
        )
    }

    pub(super) fn delete_address(&mut self, index: u32, address: Ipv4Addr) -> io::Result<()> {
        let message = address_message(index, address);
        self.tell(RouteNetlinkMessage::DelAddress(message), 0)
    }

    /// A neighbour: an address that is reached over a link at once.
    pub(super) fn route_link(&mut self, to: Ipv4Addr, index: u32) -> io::Result<()> {
        let mut route = route(32, RouteScope::Link, RouteType::Unicast);
        let to = RouteAttribute::Destination(RouteAddress::Inet(to));
        route.attributes.extend([to, RouteAttribute::Oif(index)]);
        self.put_route(route)
    }

    /// Everything else goes through a neighbour.
    pub(super) fn route_default(&mut self, gateway: Ipv4Addr, index: u32) -> io::Result<()> {
        let mut route = route(0, RouteScope::Universe, RouteType::Unicast);
        let gateway = RouteAttribute::Gateway(RouteAddress::Inet(gateway));
        route
            .attributes
            .extend([gateway, RouteAttribute::Oif(index)]);
        self.put_route(route)
    }

    /// Everything else goes nowhere, without a word.
    pub(super) fn drop_default(&mut self) -> io::Result<()> {
        self.put_route(route(0, RouteScope::Universe, RouteType::BlackHole))
    }

    fn put_route(&mut self, route: RouteMessage) -> io::Result<()> {
        self.tell(
            RouteNetlinkMessage::NewRoute(route),
            NLM_F_CREATE | NLM_F_REPLACE,
        )
    }

    fn tell(&mut self, message: RouteNetlinkMessage, flags: u16) -> io::Result<()> {
        self.ask(message, flags | NLM_F_ACK).map(drop)
    }

    /// Sends a request and takes everything up to its acknowledgement, or to the end of a list.
    fn ask(
        &mut self,
        message: RouteNetlinkMessage,
        flags: u16,
    ) -> io::Result<Vec<RouteNetlinkMessage>> {
        self.sequence = self.sequence.wrapping_add(1);
        let mut message = NetlinkMessage::from(message);
        message.header.flags = NLM_F_REQUEST | flags;
        message.header.sequence_number = self.sequence;
        message.finalize();
        let mut bytes = vec![0; message.buffer_len()];
        message.serialize(&mut bytes);
        self.socket.send(&bytes, 0)?;
        let mut answers = Vec::new();
        loop {
            let (bytes, _) = self.socket.recv_from_full()?;
            let mut rest = bytes.as_slice();
            while !rest.is_empty() {
                let answer = NetlinkMessage::<RouteNetlinkMessage>::deserialize(rest)
                    .map_err(io::Error::other)?;
                // Messages begin at multiples of four.
                let length = usize::try_from(answer.header.length).unwrap_or(usize::MAX);
                let length = length.saturating_add(3) & !3;
                rest = rest.get(length..).unwrap_or_default();
                if answer.header.sequence_number != self.sequence {
                    continue;
                }
                match answer.payload {
                    NetlinkPayload::Done(_) => return Ok(answers),
                    NetlinkPayload::Error(error) => {
                        return match error.code {
                            None => Ok(answers),
                            Some(_) => Err(error.to_io()),
                        };
                    }
                    NetlinkPayload::InnerMessage(answer) => answers.push(answer),
                    _ => {}
                }
                if length == 0 {
                    return Err(io::Error::other("the kernel sent an empty message"));
                }
            }
        }
    }
}

fn address_message(index: u32, address: Ipv4Addr) -> AddressMessage {
    let mut message = AddressMessage::default();
    message.header.family = AddressFamily::Inet;
    message.header.prefix_len = 32;
    message.header.scope = AddressScope::Universe;
    message.header.index = index;
    let address = IpAddr::V4(address);
    message.attributes.extend([
        AddressAttribute::Local(address),
        AddressAttribute::Address(address),
    ]);
    message
}

fn route(prefix: u8, scope: RouteScope, kind: RouteType) -> RouteMessage {
    let mut route = RouteMessage::default();
    route.header.address_family = AddressFamily::Inet;
    route.header.destination_prefix_length = prefix;
    route.header.table = RouteHeader::RT_TABLE_MAIN;
    route.header.protocol = RouteProtocol::Static;
    route.header.scope = scope;
    route.header.kind = kind;
    route
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_has_gone_by_itself_is_taken_away() {
        // The kernel counts from 1.
        let nobody = i32::MAX.unsigned_abs();
        match Netlink::open().unwrap().delete_link(nobody) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                eprintln!("skipped: {error}");
            }
            gone => gone.unwrap(),
        }
    }
}
