//! What exists: the records that the control plane writes, and [`Snapshot`], the immutable
//! compiled world that one request needs. This crate decides nothing and touches nothing; it
//! turns stored bytes into something that `guard` can judge and `proxy` can route by.

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

pub mod account;
pub mod api;
pub mod authorizer;
pub mod aws_managed;
pub mod backend;
pub mod balancing;
pub mod day;
pub mod documentation;
pub mod domain;
pub mod error;
pub mod flow_log;
pub mod function;
pub mod health;
pub mod http_address;
pub mod id;
pub mod identity;
pub mod load_balancer;
pub mod log_group;
pub mod meter;
pub mod network;
pub mod organization;
pub mod path;
pub mod path_form;
pub mod pattern;
pub mod principals;
pub mod record;
pub mod records;
pub mod route;
pub mod schema;
pub mod secret;
pub mod snapshot;
pub mod templates;
pub mod traffic;
pub mod trail;
pub mod validation;

pub use account::AccountId;
pub use error::{DecodeError, InvalidId};
pub use path::RequestPath;
pub use path_form::PathForm;
pub use record::Record;
pub use records::{Decoded, Records};
pub use secret::{Sealed, Secret};
pub use snapshot::Snapshot;
