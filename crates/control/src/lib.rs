//! The control plane: AWS's own APIs, by which tools set the gateway up. One file per resource
//! kind; a handler is a plain `fn(&mut Tx, Input) -> Result<Output, Fault>`. Every call is
//! signed, admitted as IAM actions on ARNs by the same `guard` as the data plane, and committed
//! with the permit in hand ([`call`] has the steps in order).

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod apigateway;
pub mod call;
pub mod cloudtrail;
pub mod ec2;
pub mod elbv2;
mod execution;
pub mod feed;
pub mod iam;
pub mod inquiry;
pub mod invoker;
pub mod issuer;
pub mod lambda;
pub mod logs;
mod offered;
pub mod organizations;
mod permission;
mod refusal;
mod request;
pub mod state;
pub mod sts;
mod turns;
mod tx;

pub use call::Control;
pub use execution::ControlParts;
pub use feed::Feed;
pub use inquiry::{Inquiries, InquiryFault, NoInquiries};
pub use invoker::{Invoker, Trial, TrialAnswer};
pub use issuer::{IssuerKeys, Known, NoIssuers};
pub use offered::{Offered, ServiceOffer, offer};
pub use permission::{KeyValue, Permission};
pub use request::ControlRequest;
pub use tx::Tx;
