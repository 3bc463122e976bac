//! Why a text is no definition, and why a definition cannot be written. What is wrong inside a definition that can be read
//! is not here but in [`Reading::errors`](crate::Reading), because all of it is reported together.

use thiserror::Error;

/// Why a text is not read as a definition. What API Gateway says of all of them is the same.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// More than API Gateway takes.
    #[error("the definition is longer than 6 MB")]
    TooLong,
    /// Neither JSON nor YAML, or neither UTF-8.
    #[error("the definition is neither JSON nor YAML: {0}")]
    Syntax(String),
    /// Well formed, but more than is worked on.
    #[error("the definition has too much in it: {0}")]
    TooMuch(&'static str),
    /// Not Swagger 2.0 and not OpenAPI 3.0.
    #[error("the document is neither Swagger 2.0 nor OpenAPI 3.0")]
    Version,
}

/// Why a definition has no form as a document.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unwritable {
    /// API Gateway exports no method whose body has models, none of them for JSON.
    #[error("Only found non-JSON body models for {verb} {path}")]
    OnlyOtherBodies {
        /// The method's verb.
        verb: String,
        /// The resource's path.
        path: String,
    },
}
