//! Mapping templates: the Velocity Template Language as API Gateway runs it, with JSON paths, and
//! the plain substitution of access logs and gateway responses. Templates are read once and
//! rendered many times; each rendering is bounded in steps, memory, depth and output, so no
//! template and no payload can hold a worker up. This crate knows no request: what a template may
//! see is handed in.

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

mod data;
pub mod error;
mod heap;
mod input;
mod json;
mod limits;
mod number;
mod parse;
mod path;
mod pattern;
mod print;
mod render;
mod substitution;
mod syntax;
mod template;

pub use data::Data;
pub use error::{ParseError, RenderError};
pub use input::{Inputs, Overrides, Parameters, Rendered};
pub use limits::{Limits, MAX_TEMPLATE};
pub use substitution::Substitution;
pub use template::Template;

/// What a JSON path finds in a payload, as the text of a mapped parameter: a text as it is,
/// anything else as JSON.
///
/// # Errors
/// Where the payload begins like JSON and is not, or the path is none.
pub fn query(body: &str, path: &str, limits: Limits) -> Result<Option<String>, RenderError> {
    render::query(body, path, limits)
}
