//! AWS Signature Version 4 and 4a from the server's side: parse what a request claims, build the canonical request,
//! compare the signature, find out why it does not match; and from the client's side: sign headers or presign a query string.
//!
//! The crate only thinks. It reads no clock (time is an argument), opens no socket and looks up no key: the caller turns
//! an access key id into a [`VerifyingKey`] and hashes the body into a [`PayloadHash`]. It makes no access decision either:
//! `Ok(())` from [`verify`] means that the signature is good, and nothing more.
//!
//! ```
//! use portcullis_sigv4 as sigv4;
//! # fn main() -> Result<(), sigv4::Refusal> {
//! # let headers = sigv4::HeaderList::new();
//! let request = sigv4::Request { method: "GET", path: "/prod/pets", query: None, headers: &headers, authority: None };
//! let rules = sigv4::Rules::execute_api("us-east-1");
//! let now = sigv4::Timestamp::from_unix(1_440_938_160);
//! match sigv4::claim(&request, &rules, now)? {
//!     None => { /* anonymous */ }
//!     Some(claim) => {
//!         let secret = sigv4::SecretKey::new("the secret of claim.access_key_id()");
//!         let key = secret.day(claim.date()).region(rules.region).service(rules.service).signing();
//!         sigv4::verify(&claim, &request, &rules, &sigv4::PayloadHash::EMPTY, &sigv4::VerifyingKey::Hmac(key))?;
//!     }
//! }
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::todo,
        clippy::unimplemented
    )
)]
#![warn(missing_docs)]

pub use algorithm::Algorithm;
pub use canonical::path::{canonical_path, normalise_path};
pub use canonical::query::canonical_query;
pub use claim::{Claim, Said, claim, peek_access_key_id, peek_service, said};
pub use diagnosis::{
    BodyMistake, Cause, Diagnosis, Evidence, HeaderMistake, KeyMistake, LayoutMistake, PathMistake,
    QueryMistake, diagnose,
};
pub use error::{Echo, KeyError, Refusal, RefusalKind, SigningError};
pub use headers::{AsHeaderName, HeaderList};
pub use keys::{DayKey, RegionKey, SecretKey, ServiceKey, SigningKey};
pub use payload::{DeclaredPayload, PayloadHash, PayloadHasher};
pub use request::{Dialect, Request, Rules};
pub use sign::{Credentials, Signing, presign, sign_headers};
pub use sigv4a::PublicKey;
pub use time::{Date, Timestamp};
pub use verify::{Scratch, VerifyingKey, expected, verify, verify_with};

mod algorithm;
mod canonical;
mod claim;
mod cut;
mod diagnosis;
mod error;
mod headers;
mod hex;
mod keys;
mod limits;
mod payload;
mod request;
mod sign;
mod sigv4a;
mod time;
mod verify;
