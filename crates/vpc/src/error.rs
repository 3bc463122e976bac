//! What can go wrong when a VPC is made real.

use std::io;
use std::path::PathBuf;

/// Why a VPC is not real, or not the way the records say.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The kernel does not let this process make namespaces.
    #[error(
        "cannot make network namespaces: {0}\n  fix: start as root, or with CAP_SYS_ADMIN and CAP_NET_ADMIN, or use another `vpc.realisation`"
    )]
    NotPermitted(#[source] io::Error),
    /// The program that takes packet rules is not there.
    #[error(
        "cannot run `nft`, which hands packet rules to the kernel: {0}\n  fix: install nftables (Debian: apt-get install nftables), or use another `vpc.realisation`"
    )]
    NoNft(#[source] io::Error),
    /// Packet rules were not taken.
    #[error("`nft` does not take the packet rules of `{vpc}`: {told}")]
    Nft {
        /// The VPC.
        vpc: String,
        /// What it said.
        told: String,
    },
    /// Another process has these namespaces.
    #[error("another process keeps the namespaces with the tag `{0}`")]
    Busy(String),
    /// A name that is part of no path.
    #[error("`{0}` cannot be part of the name of a namespace")]
    Name(String),
    /// Two interfaces whose cables would have the same name: nothing of their VPC is made.
    #[error(
        "`{0}` and `{1}` are too much alike for the names of their cables: their VPC is not made"
    )]
    Alike(String, String),
    /// A namespace's file cannot be made, read or removed.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The kernel refuses a link, address or route.
    #[error("{what}: {source}")]
    Kernel {
        /// What was asked of it.
        what: String,
        /// What it says.
        source: io::Error,
    },
    /// A thread cannot be started or has panicked.
    #[error("a helper thread: {0}")]
    Thread(#[source] io::Error),
}
