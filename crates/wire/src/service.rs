//! The tables that the generator fills in for each service: its operations, the shape of their input, its faults.
//! Data only. What a protocol does with a table is in [`crate::query`], [`crate::rest_json`], [`crate::json11`]
//! and [`crate::xml`]; what a constraint refuses is in [`crate::constraint`].

use std::fmt;
use std::sync::OnceLock;

use crate::fault::Fault;

/// How a service's requests and responses look on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Paths, query strings and JSON bodies (API Gateway).
    RestJson,
    /// Form parameters in, XML out (IAM, STS).
    Query,
    /// EC2's own dialect of [`Protocol::Query`].
    Ec2Query,
    /// One path, an `X-Amz-Target` header and JSON bodies.
    Json11,
}

/// One AWS service: everything that is known about it from its model.
pub struct Service {
    /// Its name, which is also the module of its shapes: `iam`.
    pub name: &'static str,
    /// The service part of a credential scope.
    pub signing_name: &'static str,
    /// The first label of AWS's host names for it.
    pub endpoint_prefix: &'static str,
    /// How it speaks.
    pub protocol: Protocol,
    /// The `Version` parameter of the query protocols.
    pub api_version: &'static str,
    /// The namespace of its XML answers, empty where it answers JSON.
    pub xml_namespace: &'static str,
    /// The first half of an `X-Amz-Target`, empty where there is none.
    pub target_prefix: &'static str,
    /// The operations that are offered.
    pub operations: &'static [Operation],
    /// Every operation of the model, so that one that is not offered can be told from one that does not exist.
    pub known_operations: &'static [&'static str],
    /// For rest-json, the method and path of each of [`Service::known_operations`], in the same order.
    pub known_routes: &'static [(&'static str, &'static str)],
    /// The faults that the offered operations declare: code and HTTP status.
    pub faults: &'static [(&'static str, u16)],
}

impl Service {
    /// The offered operation of that name.
    pub fn operation(&self, name: &str) -> Option<&'static Operation> {
        self.operations
            .iter()
            .find(|operation| operation.name == name)
    }

    /// A fault with the status that the service's model gives to `code`; 400 for a code that the model leaves out,
    /// as EC2's does for all of them.
    pub fn fault(&self, code: &'static str, message: impl Into<String>) -> Fault {
        let status = self
            .faults
            .iter()
            .find(|(known, _)| *known == code)
            .map_or(400, |(_, status)| *status);
        Fault::new(status, code, message)
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// One operation of a service.
pub struct Operation {
    /// Its name: `CreateRole`.
    pub name: &'static str,
    /// The HTTP method, `POST` for everything but rest-json.
    pub method: &'static str,
    /// The path, with labels in braces: `/restapis/{restapi_id}`.
    pub uri: &'static str,
    /// The status of a successful answer.
    pub status: u16,
    /// The shape of the input; an empty structure where there is none.
    pub input: &'static Shape,
    /// The member whose value is the whole body of a request, if there is one.
    pub input_payload: Option<&'static str>,
    /// Whether the answer carries anything.
    pub has_output: bool,
    /// The element round the answer of the query protocol: `CreateRoleResult`.
    pub result_wrapper: Option<&'static str>,
    /// The members of the answer that are not in its body.
    pub output_locations: &'static [(&'static str, Location)],
}

impl fmt::Debug for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Where a member stands in an HTTP request or response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the body, which is everywhere in the query protocols.
    Body,
    /// A label of the path.
    Uri(&'static str),
    /// A parameter of the query string; for a map, every parameter that nothing else claims.
    Query(&'static str),
    /// A header.
    Header(&'static str),
    /// Every header with this prefix, as a map.
    Headers(&'static str),
    /// The status of the response.
    StatusCode,
    /// The whole body of the response, as it is.
    Payload,
}

/// One member of a structure.
pub struct Member {
    /// The name in the model, which validation messages use.
    pub name: &'static str,
    /// The name that serde and a body know: it differs from `name` where the model says so.
    pub wire: &'static str,
    /// Whether a request without it is refused.
    pub required: bool,
    /// Where it stands.
    pub location: Location,
    /// What it holds.
    pub shape: &'static Shape,
}

impl Member {
    /// A member that may be left out.
    pub const fn optional(name: &'static str, wire: &'static str, shape: &'static Shape) -> Self {
        Self {
            name,
            wire,
            required: false,
            location: Location::Body,
            shape,
        }
    }

    /// A member that must be there.
    pub const fn required(name: &'static str, wire: &'static str, shape: &'static Shape) -> Self {
        Self {
            name,
            wire,
            required: true,
            location: Location::Body,
            shape,
        }
    }

    /// The same member, standing somewhere else than in the body.
    pub const fn at(mut self, location: Location) -> Self {
        self.location = location;
        self
    }
}

/// What a value may be, with the constraints that the model puts on it.
pub enum Shape {
    /// Named members.
    Structure(&'static [Member]),
    /// Values of one shape, in order.
    List {
        /// The shape of each value.
        element: &'static Shape,
        /// How many there may be.
        length: Range,
    },
    /// Values of one shape, by key.
    Map {
        /// The shape of each key.
        key: &'static Shape,
        /// The shape of each value.
        value: &'static Shape,
        /// How many there may be.
        length: Range,
    },
    /// A string.
    Text(Text),
    /// A 32-bit integer.
    Integer(Range),
    /// A 64-bit integer.
    Long(Range),
    /// A floating point number of either size.
    Float,
    /// A boolean.
    Boolean,
    /// A point in time.
    Timestamp,
    /// Bytes, which JSON and XML carry as base64.
    Blob,
}

/// A structure without members: the input of an operation that takes none.
pub static EMPTY: Shape = Shape::Structure(&[]);
/// A string without constraints.
pub static TEXT: Shape = Shape::Text(Text::ANY);
/// A 32-bit integer without constraints.
pub static INTEGER: Shape = Shape::Integer(Range::ANY);
/// A 64-bit integer without constraints.
pub static LONG: Shape = Shape::Long(Range::ANY);
/// A floating point number.
pub static FLOAT: Shape = Shape::Float;
/// A boolean.
pub static BOOLEAN: Shape = Shape::Boolean;
/// A point in time.
pub static TIMESTAMP: Shape = Shape::Timestamp;
/// Bytes.
pub static BLOB: Shape = Shape::Blob;

/// The constraints on a string.
pub struct Text {
    /// Its length in characters.
    pub length: Range,
    /// The expression that the whole of it matches.
    pub pattern: Option<Pattern>,
    /// The only values that it may have; none for anything.
    pub values: &'static [&'static str],
    /// Whether messages must not repeat it.
    pub sensitive: bool,
}

impl Text {
    /// No constraint.
    pub const ANY: Self = Self::sized(Range::ANY);

    /// A string of some length.
    pub const fn sized(length: Range) -> Self {
        Self {
            length,
            pattern: None,
            values: &[],
            sensitive: false,
        }
    }

    /// A string of some length that matches an expression.
    pub const fn matching(length: Range, pattern: &'static str) -> Self {
        Self {
            length,
            pattern: Some(Pattern::new(pattern)),
            values: &[],
            sensitive: false,
        }
    }

    /// One of these values.
    pub const fn one_of(values: &'static [&'static str]) -> Self {
        Self {
            length: Range::ANY,
            pattern: None,
            values,
            sensitive: false,
        }
    }

    /// The same constraints on a string that messages must not repeat.
    pub const fn hidden(mut self) -> Self {
        self.sensitive = true;
        self
    }
}

/// Inclusive bounds on a number, a length or a count.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The least that is allowed.
    pub min: Option<i64>,
    /// The most that is allowed.
    pub max: Option<i64>,
}

impl Range {
    /// No bounds.
    pub const ANY: Self = Self {
        min: None,
        max: None,
    };

    /// Bounds as the model has them.
    pub const fn new(min: Option<i64>, max: Option<i64>) -> Self {
        Self { min, max }
    }
}

/// A regular expression of the model: its text as AWS repeats it, and the compiled form, made when first needed.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    pub(crate) compiled: OnceLock<Option<regex::Regex>>,
}

impl Pattern {
    /// The expression as the model has it.
    pub const fn new(source: &'static str) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
        }
    }

    /// The expression as the model has it.
    pub fn source(&self) -> &'static str {
        self.source
    }
}
