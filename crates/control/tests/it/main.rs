//! The control plane from outside: signed bytes in, bytes out.

mod apigateway;
mod concurrency;
mod ec2;
mod elbv2;
mod harness;
mod iam;
mod interposed;
#[path = "../../../guard/tests/it/issuer.rs"]
mod issuer;
mod organizations;
mod start;
mod sts;
mod web_identity;
