//! Why a text is no template, and why a template yields nothing. What was wrong with the request
//! is told apart from what is wrong with the template.

/// A text that is no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct ParseError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong there.
    pub reason: String,
}

/// Why rendering ended without a result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// More was to be done than one rendering may do.
    #[error("the template does more than one rendering may do")]
    TooManySteps,
    /// The values need more memory than one rendering may have.
    #[error("the values of the template need too much memory")]
    TooMuchMemory,
    /// The result is too long.
    #[error("the template renders to more than {0} bytes")]
    TooLong(usize),
    /// Macros, blocks or values are nested too deeply.
    #[error("the template nests too deeply")]
    TooDeep,
    /// A JSON path was asked of a payload that begins like JSON and is not.
    #[error("the payload is not JSON: {0}")]
    PayloadNotJson(String),
    /// A text that was given to `$util.parseJson` is not JSON.
    #[error("`$util.parseJson` was given no JSON: {0}")]
    NotJson(String),
    /// A JSON path that is none.
    #[error("`{path}` is no JSON path: {reason}")]
    Path {
        /// As the template says it.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A regular expression that is none, or is too large.
    #[error("`{0}` is no regular expression that can be used here")]
    Pattern(String),
    /// What would be an exception in Java: an index beyond the end, a number that is none.
    #[error("`{method}` fails: {reason}")]
    Method {
        /// The method.
        method: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A text for `#evaluate` that is no template.
    #[error("the text given to `#evaluate` is no template: {0}")]
    Evaluate(ParseError),
}
