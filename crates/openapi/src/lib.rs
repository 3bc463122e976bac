//! OpenAPI 3.0 and Swagger 2.0 with API Gateway's extensions, read into one neutral [`Definition`] and written from it. The
//! text may be JSON or YAML. What an API may look like is not judged here: that is for whoever turns a definition into an
//! API, so that it is judged once. HTTP APIs' extensions (`x-amazon-apigateway-cors`, `-importexport-version`,
//! `-integrations`, `-tag-value`) mean nothing to a REST API and are passed over.
//!
//! Everything that comes in is bounded: bytes, values, depth, and what references and aliases can make of them.
//!
//! ```
//! use portcullis_openapi::{Options, parse, read};
//!
//! let text = "openapi: 3.0.1\ninfo: {title: pets, version: '1'}\npaths: {/pets: {get: {}}}";
//! let reading = read(parse(text.as_bytes())?, &Options::default())?;
//! assert_eq!(reading.definition.title.as_deref(), Some("pets"));
//! assert!(reading.definition.resources["/pets"].contains_key("GET"));
//! # Ok::<(), portcullis_openapi::Unreadable>(())
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

pub mod definition;
mod error;
mod json;
mod limits;
mod node;
mod read;
mod text;
mod write;
mod yaml;

pub use definition::Definition;
pub use error::{Unreadable, Unwritable};
pub use limits::MAX_BYTES;
pub use node::Node;
pub use read::{BasePath, Options, Reading, Variables, read};
pub use text::{Format, parse, print};
pub use write::{Dialect, Extensions, Target, write};
