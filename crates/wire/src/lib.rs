//! AWS's protocols, written once: requests come in as bytes and leave as values of generated types, answers and refusals
//! go the other way. The shapes and the tables of the operations are generated from AWS's models; everything here is
//! generic over them. Who may call, and what a call does, is not known in this crate.
//!
//! A call takes four steps: [`route`], [`decode`], then [`encode`] or [`encode_fault`].
//!
//! ```
//! use portcullis_wire::{HttpRequest, decode, encode, iam, route};
//!
//! let request = HttpRequest {
//!     method: "POST",
//!     path: "/",
//!     query: None,
//!     headers: &http::HeaderMap::new(),
//!     body: b"Action=ListRolePolicies&Version=2010-05-08&RoleName=deployer",
//! };
//! let routed = route(&iam::SERVICE, &request)?;
//! let input: iam::ListRolePoliciesRequest = decode(&routed)?;
//! assert_eq!(input.role_name, "deployer");
//!
//! let output = iam::ListRolePoliciesResponse { policy_names: vec!["invoke".to_owned()], ..Default::default() };
//! let response = encode(&iam::SERVICE, routed.operation, &output, "f1c2");
//! assert_eq!(response.status, 200);
//! # Ok::<(), portcullis_wire::Fault>(())
//! ```

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

mod codec;
mod constraint;
mod error;
mod fault;
mod form;
mod generated;
mod json11;
mod message;
mod query;
mod rest_json;
mod scalar;
pub mod service;
mod timestamp;
mod tree;
mod xml;

pub use codec::{Output, Routed, decode, encode, encode_fault, route};
pub use error::UnknownValue;
pub use fault::Fault;
pub use generated::{apigateway, cloudtrail, ec2, elbv2, iam, lambda, logs, organizations, sts};
pub use json11::operation_name;
pub use message::{HttpRequest, HttpResponse};
pub use scalar::{Blob, Sensitive};
pub use service::{Operation, Protocol, Service};
pub use timestamp::Timestamp;
