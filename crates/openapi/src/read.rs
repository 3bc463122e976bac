//! A document into a [`Definition`]. What is wrong is gathered, not thrown: API Gateway names all errors of an import
//! together, and its warnings beside them (API Gateway Developer Guide, "Errors and warnings during import"). What is
//! malformed is an error even where one could pass over it, because a misspelt `security` must not open a method.

mod base_path;
mod components;
mod extensions;
mod integration;
mod model;
mod operation;
mod schema;
mod security;
mod variables;

use std::collections::BTreeMap;

use crate::definition::{Definition, Method};
use crate::error::Unreadable;
use crate::limits::{Budget, MAX_WORK};
use crate::node::Node;
use crate::write::Dialect;

pub use base_path::BasePath;
pub use variables::Variables;

use components::Components;
use security::Scheme;

/// How a document is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What becomes of the base path.
    pub base_path: BasePath,
    /// Whether documentation is passed over.
    pub ignore_documentation: bool,
    /// What `${AWS::Region}` and so on stand for; without it they stay as they are.
    pub variables: Option<Variables>,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What the document says, so far as it could be understood.
    pub definition: Definition,
    /// What was passed over.
    pub warnings: Vec<String>,
    /// Why the definition must not be used.
    pub errors: Vec<String>,
}

/// Reads a document.
///
/// # Errors
/// When it is no definition at all, or too much.
pub fn read(document: Node, options: &Options) -> Result<Reading, Unreadable> {
    let document = match &options.variables {
        Some(variables) => variables.resolve(document),
        None => document,
    };
    let dialect = dialect(&document)?;
    let mut reader = Reader {
        root: &document,
        dialect,
        components: Components::of(&document, dialect),
        schemes: BTreeMap::new(),
        work: Budget::new(MAX_WORK, "repetition"),
        reading: Reading::default(),
    };
    reader.info();
    reader.models()?;
    reader.schemes();
    reader.extensions(options);
    reader.paths(&base_path::prefix(&document, dialect, options.base_path))?;
    Ok(reader.reading)
}

fn dialect(document: &Node) -> Result<Dialect, Unreadable> {
    let version = |name: &str| document.get(name).and_then(Node::scalar);
    // YAML reads `swagger: 2.0` as a number.
    match (version("swagger").as_deref(), version("openapi").as_deref()) {
        (Some("2.0" | "2"), None) => Ok(Dialect::Swagger),
        (None, Some(version)) if version == "3.0" || version.starts_with("3.0.") => {
            Ok(Dialect::OpenApi)
        }
        _ => Err(Unreadable::Version),
    }
}

/// A method's place in the API, for messages.
#[derive(Clone, Copy)]
struct Place<'p> {
    verb: &'p str,
    path: &'p str,
}

struct Reader<'d> {
    root: &'d Node,
    dialect: Dialect,
    components: Components<'d>,
    schemes: BTreeMap<&'d str, Scheme>,
    work: Budget,
    reading: Reading,
}

impl<'d> Reader<'d> {
    fn warn(&mut self, warning: impl Into<String>) {
        self.reading.warnings.push(warning.into());
    }

    fn error(&mut self, error: impl Into<String>) {
        self.reading.errors.push(error.into());
    }

    /// The entries of a map; nothing where there is none, an error where it is something else.
    fn map(&mut self, node: Option<&'d Node>, place: &str) -> &'d [(String, Node)] {
        match node {
            None => &[],
            Some(node) => node.entries().unwrap_or_else(|| {
                self.malformed(place, "object");
                &[]
            }),
        }
    }

    /// The items of a list, likewise.
    fn list(&mut self, node: Option<&'d Node>, place: &str) -> &'d [Node] {
        match node {
            None => &[],
            Some(node) => node.items().unwrap_or_else(|| {
                self.malformed(place, "array");
                &[]
            }),
        }
    }

    /// A string, or what YAML reads as a number where a string is meant.
    fn text(&mut self, node: Option<&Node>, place: &str) -> Option<String> {
        let text = node?.scalar();
        if text.is_none() {
            self.malformed(place, "string");
        }
        text
    }

    /// The strings of a list.
    fn texts(&mut self, node: Option<&'d Node>, place: &str) -> Option<Vec<String>> {
        node?;
        let items = self.list(node, place);
        Some(
            items
                .iter()
                .filter_map(|item| self.text(Some(item), place))
                .collect(),
        )
    }

    /// A boolean, or its name.
    fn truth(&mut self, node: Option<&Node>, place: &str) -> Option<bool> {
        let truth = match node? {
            Node::Bool(truth) => Some(*truth),
            Node::Text(text) => text.to_ascii_lowercase().parse().ok(),
            _ => None,
        };
        if truth.is_none() {
            self.malformed(place, "boolean");
        }
        truth
    }

    /// A whole number, or its digits.
    fn number(&mut self, node: Option<&Node>, place: &str) -> Option<i64> {
        let number = match node? {
            Node::Number(number) => number.as_i64(),
            Node::Text(text) => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.malformed(place, "integer");
        }
        number
    }

    fn malformed(&mut self, place: &str, expected: &str) {
        self.error(format!(
            "Parse issue: attribute {place} is not of type `{expected}`"
        ));
    }

    fn info(&mut self) {
        let info = self.root.get("info");
        self.map(info, "info");
        let info = |name: &str| info.and_then(|info| info.get(name));
        self.reading.definition.title = self.text(info("title"), "info.title");
        self.reading.definition.description = self.text(info("description"), "info.description");
        self.reading.definition.version = self.text(info("version"), "info.version");
    }

    fn paths(&mut self, prefix: &str) -> Result<(), Unreadable> {
        for (path, item) in self.map(self.root.get("paths"), "paths") {
            if path.starts_with("x-") {
                continue;
            }
            if !path.starts_with('/') {
                self.error(format!(
                    "Parse issue: attribute paths. Resource {path} should start with /"
                ));
                continue;
            }
            let full = match format!("{prefix}{}", path.trim_end_matches('/')) {
                full if full.is_empty() => "/".to_owned(),
                full => full,
            };
            self.work.spend(full.split('/').count())?;
            self.reading
                .definition
                .resources
                .entry(full.clone())
                .or_default();
            let shared = item.get("parameters");
            for (key, operation) in self.map(Some(item), &format!("paths.'{path}'")) {
                let Some(verb) = verb(key) else {
                    if key == "trace" {
                        self.warn(format!(
                            "Unsupported method 'TRACE' of resource '{full}'. Ignoring."
                        ));
                    }
                    continue;
                };
                let place = Place { verb, path: &full };
                let method = self.operation(place, operation, shared)?;
                self.insert(place, method);
            }
        }
        Ok(())
    }

    fn insert(&mut self, place: Place<'_>, method: Method) {
        let methods = self
            .reading
            .definition
            .resources
            .entry(place.path.to_owned());
        if methods
            .or_default()
            .insert(place.verb.to_owned(), method)
            .is_some()
        {
            let Place { verb, path } = place;
            self.error(format!(
                "Unable to put method '{verb}' on resource at path '{path}': Method already exists for this resource"
            ));
        }
    }
}

/// The verb of a key of a path item.
fn verb(key: &str) -> Option<&'static str> {
    Some(match key {
        "get" => "GET",
        "put" => "PUT",
        "post" => "POST",
        "delete" => "DELETE",
        "options" => "OPTIONS",
        "head" => "HEAD",
        "patch" => "PATCH",
        "x-amazon-apigateway-any-method" => "ANY",
        _ => return None,
    })
}
