//! Mapping templates from outside. The data cases are in `cases/`: what API Gateway's and
//! Velocity's documents show, and what was recorded on AWS.

mod bounds;
mod cases;
mod properties;
