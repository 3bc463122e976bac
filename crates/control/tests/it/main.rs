//! The control plane from outside: signed bytes in, bytes out.

mod ec2;
mod harness;

// Each service adds its module here.
