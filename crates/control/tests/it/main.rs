//! The control plane from outside: signed bytes in, bytes out.

mod apigateway;
mod harness;
mod iam;
mod sts;

// Each service adds its module here.
