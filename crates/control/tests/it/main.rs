//! The control plane from outside: signed bytes in, bytes out.

mod apigateway;
mod harness;

// Each service adds its module here.
