//! AWS's protocols: requests in, values of generated types out, and back.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod codec;
mod error;
mod fault;
mod generated;
mod message;
mod scalar;
pub mod service;
mod timestamp;

pub use codec::{Routed, decode, encode, encode_fault, route};
pub use error::UnknownValue;
pub use fault::Fault;
pub use generated::{apigateway, ec2, iam, sts};
pub use message::{HttpRequest, HttpResponse};
pub use scalar::{Blob, Sensitive};
pub use service::{Operation, Protocol, Service};
pub use timestamp::Timestamp;
