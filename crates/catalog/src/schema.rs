//! JSON schemas of draft 4, as API Gateway's models are written (JSON Schema draft 4; API Gateway
//! Developer Guide, "Data models for REST APIs"): compiled once, then asked of bodies. References go
//! to the document itself and to other models of the API; nothing is ever fetched. What a body is
//! refused for is said in the words that API Gateway's own validator uses.

mod compile;
mod decimal;
mod format;
mod pattern;
mod reason;
mod validate;

use std::collections::BTreeMap;

pub use compile::{model_reference, without_model_references};
use decimal::Decimal;
use format::Format;
use pattern::Pattern;
pub use reason::Reason;
use serde_json::Value;

/// What a reference to another model begins with; the id of the API, `/models/` and its name follow.
pub const MODEL_REFERENCE: &str = "https://apigateway.amazonaws.com/restapis/";

/// A compiled schema with everything that it refers to.
#[derive(Debug)]
pub struct Schema {
    nodes: Vec<Node>,
    root: NodeId,
    unknown: Vec<String>,
}

/// Why a document is no schema.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// A keyword has a value that draft 4 does not give it.
    #[error("`{keyword}` has a value that it cannot have")]
    Keyword {
        /// The keyword.
        keyword: &'static str,
    },
    /// A regular expression cannot be compiled.
    #[error("`{pattern}` is not a regular expression that can be run")]
    Pattern {
        /// The expression.
        pattern: String,
    },
    /// A reference is neither to the document itself nor to a model by its canonical URL.
    #[error("`{reference}` does not refer to anything")]
    Reference {
        /// As written.
        reference: String,
    },
    /// A reference names a model that the API does not have.
    #[error("there is no model `{model}`")]
    Model {
        /// Its name.
        model: String,
    },
    /// Larger or deeper than anybody writes.
    #[error("the schema is too large")]
    TooLarge,
}

type NodeId = usize;

/// One schema; what it does not say is not asked.
#[derive(Debug, Default)]
struct Node {
    /// Stands for this schema whatever else it says.
    reference: Option<NodeId>,
    types: Option<Vec<Type>>,
    one_of_these: Option<Vec<Value>>,
    // Numbers.
    multiple_of: Option<Decimal>,
    minimum: Option<Bound>,
    maximum: Option<Bound>,
    // Strings.
    min_length: Option<u64>,
    max_length: Option<u64>,
    pattern: Option<Pattern>,
    format: Option<Format>,
    // Arrays.
    items: Items,
    additional_items: Additional,
    min_items: Option<u64>,
    max_items: Option<u64>,
    unique_items: bool,
    // Objects.
    min_properties: Option<u64>,
    max_properties: Option<u64>,
    /// In alphabetical order.
    required: Vec<String>,
    properties: BTreeMap<String, NodeId>,
    pattern_properties: Vec<(Pattern, NodeId)>,
    additional_properties: Additional,
    dependencies: BTreeMap<String, Dependency>,
    // Combinations.
    all_of: Vec<NodeId>,
    any_of: Vec<NodeId>,
    one_of: Vec<NodeId>,
    not: Option<NodeId>,
}

/// The primitive types, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Type {
    Array,
    Boolean,
    Integer,
    Null,
    Number,
    Object,
    String,
}

#[derive(Debug)]
struct Bound {
    limit: Decimal,
    exclusive: bool,
}

#[derive(Debug, Default)]
enum Items {
    #[default]
    Any,
    Each(NodeId),
    InOrder(Vec<NodeId>),
}

#[derive(Debug, Default, Clone, Copy)]
enum Additional {
    #[default]
    Any,
    None,
    Each(NodeId),
}

#[derive(Debug)]
enum Dependency {
    Properties(Vec<String>),
    Schema(NodeId),
}

impl Schema {
    /// Compiles a document. `model` gives the schemas of the API's other models by name.
    ///
    /// # Errors
    /// With the first reason why it is no schema.
    pub fn compile(
        document: &Value,
        model: &dyn Fn(&str) -> Option<Value>,
    ) -> Result<Self, SchemaError> {
        compile::compile(document, model)
    }

    /// The keywords of the document that draft 4 does not know, in the order of their appearance.
    pub fn unknown_keywords(&self) -> &[String] {
        &self.unknown
    }

    /// Asks whether a value is what the schema describes. `steps` bounds the work: a value that takes
    /// more is refused.
    ///
    /// # Errors
    /// With everything that was found wrong at the first level that has something wrong.
    pub fn validate(&self, value: &Value, steps: u64) -> Result<(), Vec<Reason>> {
        validate::validate(self, value, steps)
    }
}

impl Type {
    fn named(name: &str) -> Option<Self> {
        let all = [
            Self::Array,
            Self::Boolean,
            Self::Integer,
            Self::Null,
            Self::Number,
            Self::Object,
            Self::String,
        ];
        all.into_iter().find(|it| it.name() == name)
    }

    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            // An integer is written without a fraction and an exponent (draft 4, section 3.5).
            Value::Number(number) if number.is_i64() || number.is_u64() => Self::Integer,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Array => "array",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Null => "null",
            Self::Number => "number",
            Self::Object => "object",
            Self::String => "string",
        }
    }
}
