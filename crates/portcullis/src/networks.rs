//! How VPCs are there on this host, as the operator chooses: what the `vpc` crate needs to know to begin, and what the
//! data plane needs to know of it. The work itself is done there and here not at all.

use std::collections::BTreeSet;
use std::error::Error;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use arc_swap::ArcSwap;
use clap::ValueEnum;
use portcullis_catalog::flow_log::Flow;
use portcullis_catalog::network::NetworkInterface;
use portcullis_catalog::snapshot::Domain;
use portcullis_catalog::{AccountId, Snapshot};
use portcullis_guard::{AccessLine, Journal};
use portcullis_proxy::{Clock, Network, SystemClock};
use portcullis_vpc::Realisation;
use portcullis_vpc::dns::Names;
use portcullis_vpc::netns::{Namespaces, Refused, tags};
use portcullis_vpc::resolver::Settings;
use serde::Deserialize;

use crate::refusals::Refusals;

/// What the tags of installations that keep nothing begin with, and no operator's.
pub(crate) const PASSING: &str = "passing";

/// How VPCs are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Choice {
    /// Addresses of 127.0.0.0/8 stand for those of interfaces.
    #[default]
    Loopback,
    /// The private addresses are there already.
    Host,
    /// Network namespaces (Linux, root).
    Netns,
}

/// What an operator decides about VPCs.
#[derive(Debug, Default)]
pub(crate) struct VpcPlan {
    pub(crate) choice: Choice,
    /// Tells the installations of one host apart.
    pub(crate) tag: String,
    /// The accounts whose VPCs are joined, as by a transit gateway.
    pub(crate) joined: BTreeSet<AccountId>,
    /// Where the names of regional APIs lead.
    pub(crate) public: Vec<IpAddr>,
    /// Who is asked about names that are none of ours.
    pub(crate) forward: Vec<SocketAddr>,
}

impl VpcPlan {
    /// Begins; nothing is made yet.
    ///
    /// # Errors
    /// When the host does not allow it.
    pub(crate) fn start(
        self,
        domain: &Domain,
        world: Arc<ArcSwap<Snapshot>>,
        journal: Arc<dyn Journal>,
        refusals: Arc<Refusals>,
    ) -> Result<Arc<Realisation>, portcullis_vpc::Error> {
        Ok(Arc::new(match self.choice {
            Choice::Loopback => Realisation::Loopback,
            Choice::Host => Realisation::Host,
            Choice::Netns => {
                let settings = Settings {
                    names: Names {
                        domain: domain.clone(),
                        public: self.public,
                    },
                    forward: self.forward,
                };
                let seen = Arc::clone(&world);
                let tell = Arc::new(move |vpc: &str, packet: &Refused| {
                    refusals.packet();
                    log_refused(&seen.load(), &*journal, vpc, packet);
                });
                let world = Arc::new(move || world.load_full());
                Realisation::namespaces(&self.tag, settings, world, tell)?
            }
        }))
    }

    /// The port of endpoints where none is set: that of AWS, where they are at addresses of their own.
    pub(crate) fn endpoint_port(&self) -> Option<u16> {
        (self.choice != Choice::Loopback).then_some(443)
    }
}

/// Tells the flow logs of the interface whose groups refused a packet.
fn log_refused(world: &Snapshot, journal: &dyn Journal, vpc: &str, packet: &Refused) {
    let own = if packet.ingress {
        packet.destination.0
    } else {
        packet.source.0
    };
    let IpAddr::V4(own) = own else { return };
    let Some(interface) = world.interface_in(vpc, own) else {
        return;
    };
    if interface.id != packet.interface {
        return;
    }
    let now = SystemClock.now();
    let flow = Flow {
        interface,
        ingress: packet.ingress,
        source: packet.source,
        destination: packet.destination,
        protocol: packet.protocol,
        counted: Some((1, packet.bytes)),
        seen: (now, now),
        accepted: false,
    };
    for log in world.flow_logs_of(interface) {
        if log.wants(false) {
            let destination = log.destination.as_deref();
            journal.access(&AccessLine {
                destination: destination
                    .or(log.log_group_name.as_deref())
                    .unwrap_or_default(),
                line: &log.line(&flow),
            });
        }
    }
}

/// The tag of the installation that keeps its data in a directory.
pub(crate) fn tag_of(data: &Path) -> String {
    let path = data.canonicalize().unwrap_or_else(|_| data.to_owned());
    let bytes = path.as_os_str().as_encoded_bytes();
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
    let hex = data_encoding::HEXLOWER.encode(digest.as_ref());
    hex.chars().take(8).collect()
}

/// The tag of an installation that keeps nothing, told apart by chance alone. What others like it have left after a kill is
/// removed: nobody else would find it.
///
/// # Errors
/// When the system gives no random bytes.
pub(crate) fn passing_tag() -> Result<String, Box<dyn Error>> {
    for tag in tags(PASSING) {
        // Whoever still runs with the tag keeps it.
        let Ok(namespaces) = Namespaces::open(&tag) else {
            continue;
        };
        for failure in namespaces.remove_all() {
            tracing::warn!(%failure, tag, "a namespace of an earlier run is left");
        }
    }
    let mut bytes = [0; 4];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| "the operating system gives no random bytes")?;
    Ok(format!(
        "{PASSING}{}",
        data_encoding::HEXLOWER.encode(&bytes)
    ))
}

/// `portcullis teardown`: removes the namespaces that an installation has made, which a stop leaves to its workloads.
///
/// # Errors
/// When the gateway runs, or something cannot be removed.
pub(crate) fn tear_down(tag: &str) -> Result<ExitCode, Box<dyn Error>> {
    let failures = Namespaces::open(tag)?.remove_all();
    for failure in &failures {
        eprintln!("portcullis: {failure}");
    }
    Ok(if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What the data plane knows of it.
pub(crate) struct OnHost(pub(crate) Arc<Realisation>);

impl Network for OnHost {
    fn address(&self, interface: &NetworkInterface) -> Ipv4Addr {
        self.0.address(interface)
    }

    fn socket(&self, interface: &NetworkInterface) -> io::Result<socket2::Socket> {
        self.0.socket(interface)
    }

    fn is_apart(&self) -> bool {
        self.0.is_apart()
    }

    fn has_stand_ins(&self) -> bool {
        matches!(*self.0, Realisation::Loopback)
    }
}
