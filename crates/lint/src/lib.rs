//! Policies that do not do what they seem to: AWS's own policy checks so far as they apply here, and the traps of the path
//! from a caller through an endpoint to an API. A policy file, a Terraform plan, a CloudFormation template, an OpenAPI
//! document and a whole state are each read into a [`World`], and one set of checks looks at that.
//!
//! The crate only thinks, and what it says binds nobody: no request is decided here. A finding is never a guess about what
//! somebody meant; it names a rule, the place, and what follows from it. Each code has its section in `docs/lints.md`.
#![forbid(unsafe_code)]
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
#![warn(missing_docs)]

mod attached;
mod checks;
mod code;
mod error;
mod finding;
mod glob;
mod level;
mod read;
mod report;
mod state;
mod tree;
mod world;

pub use attached::{Attached, Positions};
pub use checks::lint;
pub use code::Code;
pub use error::Unreadable;
pub use finding::Finding;
pub use level::Level;
pub use read::{Kind, read};
pub use report::{human, json, sarif};
pub use state::world as world_of_state;
pub use world::{Api, Deployed, Endpoint, Identity, World};
