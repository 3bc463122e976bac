//! The IAM policy language: documents, validation, evaluation and the explanation of a decision.
//!
//! A document is compiled once into a [`Policy`]; [`evaluate`] then decides a [`Request`] against all the policies that
//! apply and, with a [`Recorder`], says why in the same pass. This crate reads no clock, file or socket: everything that
//! a policy can ask about a request comes in through [`Context`].
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

pub mod arn;
pub mod case;
pub mod document;

mod action;
mod combine;
mod compile;
mod condition;
mod context_keys;
mod date;
mod error;
mod evaluate;
mod index;
mod key;
mod pattern;
mod policy;
mod principal;
mod resource;
mod trace;
mod validate;
mod value;
mod variable;

pub use arn::{Arn, MethodArn};
pub use combine::{Decision, Verdict, Verdicts, combine};
pub use compile::expand_api_resources;
pub use condition::operator;
pub use context_keys::context_keys;
pub use error::Malformed;
pub use evaluate::{Policies, Request, evaluate, gather, judge};
pub use key::{ConditionKey, Context, KnownKey, Leaning, NoContext, Strings, Value};
pub use policy::{Effect, Policy, PolicyType, Span, Statement};
pub use principal::{Caller, Grant};
pub use trace::{
    At, ConditionEntry, Entry, FailedElement, Had, LayerVerdict, Mismatch, NoTrace, Outcome,
    Recorder, Subject, Trace,
};
pub use validate::{
    API_POLICY_SIZE, ENDPOINT_POLICY_SIZE, MANAGED_POLICY_SIZE, ORGANIZATION_POLICY_SIZE,
    SESSION_POLICY_SIZE, TRUST_POLICY_SIZE, policy_size, validate,
};
