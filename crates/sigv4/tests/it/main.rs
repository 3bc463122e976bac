//! The crate's behaviour from outside: vectors, the official suite's requests, AWS's own signer as an oracle, every refusal's
//! text, and the attacks that others fell to.

mod attacks;
mod diagnosis;
mod generated;
mod official_suite;
mod oracle;
mod paths;
mod properties;
mod raw_request;
mod readings;
mod refusals;
mod signing;
mod vectors;
