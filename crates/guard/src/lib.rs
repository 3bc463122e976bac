//! The four layers. A request is admitted when every layer lets it pass, and the proof is a
//! [`Permit`], which only this crate can make and without which nothing is forwarded and nothing
//! is committed. `ls` of this folder is the security diagram.
//!
//! A permit cannot be made up:
//!
//! ```compile_fail
//! let forged = portcullis_guard::Permit { subject: () };
//! ```
//!
//! nor copied from one request to the next:
//!
//! ```compile_fail
//! use portcullis_guard::Permit;
//! fn twice<S>(permit: Permit<S>) -> (Permit<S>, Permit<S>) {
//!     (permit, permit)
//! }
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
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

pub mod api_key;
pub mod arrival;
mod asked;
pub mod caller;
pub mod change;
mod context;
pub mod control;
pub mod denial;
pub mod diagnosis;
pub mod explainable;
pub mod explanation;
mod glance;
pub mod journal;
pub mod key_ring;
pub mod layer1_security_group;
mod layer2_endpoint_policy;
mod layer3_resource_policy;
mod layer4_identity;
pub mod layers;
mod outcome;
pub mod principal;
mod service_trust;
pub mod session;
pub mod steps;
pub mod web_identity;

/// What [`admit`] is given where nobody wants to know why.
pub use portcullis_iam::NoTrace;
/// Signatures, for the crates that hold a request before it is judged.
pub use portcullis_sigv4 as sigv4;

pub use api_key::{API_KEY_DIGESTS, ApiKeyDigester, ApiKeyFault, metered};
pub use arrival::{Arrival, Supposed};
pub use asked::{
    Asked, Asking, Decided, Facts, Imagined, RecordedPrincipal, RecordedSession, Unreadable,
};
pub use caller::{Caller, Presented};
pub use control::{ControlCall, Controlled, admit_control, admit_web_identity};
pub use denial::{Denial, Layer, Reason, Wire};
pub use diagnosis::{Refused, SignatureCause, claimed_account, diagnose, diagnose_credentials};
pub use explainable::{Call, Explainable, Said, Unexplained};
pub use explanation::{Explanation, LayerReport, explain, explain_dropped};
pub use journal::{AccessLine, Entry, Journal};
pub use key_ring::KeyRing;
pub use layers::{Finding, LayerSaid};
pub use outcome::{INVOKE, Permit, admit};
pub use principal::{Principal, Rejection};
pub use service_trust::{ServiceTrust, trusts_service};
pub use session::{Session, SessionClaims, TokenKey};
pub use steps::{Step, StepName, StepVerdict};
pub use web_identity::WebIdentity;

/// What an operator decides about judging; everything else is AWS's.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The region and the names under which the gateway is called.
    pub domain: portcullis_catalog::snapshot::Domain,
    /// Fill `aws:ResourceTag/…` from the API's tags. AWS documents no such key for execute-api,
    /// so where this is off the key is absent, as on AWS.
    pub resource_tags: bool,
    /// Accept an account id as access key id with the secret `test`, and `test` for account
    /// 000000000000: the root users of a development double. Never on in `serve`.
    pub development_keys: bool,
    /// Take what people are used to from other development doubles and AWS does not know: paths that
    /// name API and stage, and ids of APIs pinned by a tag. Never on in `serve`.
    pub conveniences: bool,
    /// Put the canonical request into signature refusals, as AWS does. It repeats the caller's
    /// own session token.
    pub echo_canonical_request: bool,
    /// How much all APIs of one account are called.
    pub account_throttle: portcullis_catalog::traffic::Throttle,
}
