//! The control plane from outside: signed bytes in, bytes out.

mod apigateway;
mod ec2;
mod harness;
mod iam;
mod start;
mod sts;
