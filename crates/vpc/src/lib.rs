//! A VPC made real on the host: which namespaces, addresses and packet rules the records ask for, what the names of a
//! VPC mean, and what makes both true on Linux. Who may call which API is not judged here, and nothing is stored.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod dns;
pub mod error;
pub mod netns;
pub mod plan;
pub mod realisation;
pub mod resolver;
pub mod ruleset;
mod watcher;

pub use dns::{Answer, Names, answer};
pub use error::Error;
pub use plan::{Interface, Network, Plan};
pub use realisation::Realisation;
pub use ruleset::Ruleset;
pub use watcher::Tell;
