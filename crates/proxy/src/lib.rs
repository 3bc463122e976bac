//! The data plane: sockets, the hot path, integrations and the upstream pool. It decides nothing:
//! `guard` does, and without the `Permit` that only `guard` can make nothing is sent on
//! (`upstream.rs`). It reads no store either: a request sees one immutable snapshot.
//!
//! To walk one request, read `request.rs` from the top.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::todo,
        clippy::unimplemented
    )
)]

mod access_log;
mod answer;
mod balance;
mod body;
mod check;
mod choice;
mod clock;
mod connection;
mod control;
mod control_gate;
mod error;
mod execution_log;
mod facts;
mod failure;
mod flow;
mod framing;
mod gateway_response;
mod handshake;
mod head;
mod ids;
mod in_place;
mod incoming;
mod inside;
mod integration;
mod limits;
mod listen;
mod network;
mod outbox;
mod passed;
mod priority;
mod proxy;
mod proxy_protocol;
mod query;
mod record;
mod relay;
mod request;
mod seat;
mod secured;
mod seen;
mod service;
mod state;
mod stream;
mod test_invoke;
mod tls;
mod traffic;
mod upstream;
mod validation;
mod wire;
mod worker;

pub use clock::{Clock, SystemClock};
pub use control::{ControlPlane, ControlRequest, ControlResponse};
pub use error::Error;
pub use inside::Inside;
pub use limits::Limits;
pub use listen::{Behind, ListenerState, ListenerStatus, Role, Transport};
pub use network::Network;
pub use passed::Passed;
pub use priority::give_way;
pub use proxy::{Drained, Proxy};
pub use proxy_protocol::{ProxyHeader, ProxyHeaderError};
pub use state::{Health, Shared};
pub use test_invoke::{TestAnswer, TestCall, TestError, TestInvoker};
pub use tls::{Authority, Material, Tls};
