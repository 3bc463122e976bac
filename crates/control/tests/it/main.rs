//! The control plane from outside: signed bytes in, bytes out.

mod apigateway;
mod cloudtrail;
mod concurrency;
mod condition_keys;
mod ec2;
mod elbv2;
mod harness;
mod iam;
mod interposed;
#[path = "../../../guard/tests/it/issuer.rs"]
mod issuer;
mod lambda;
mod logs;
mod organizations;
mod services;
mod start;
mod state;
mod sts;
mod web_identity;
