//! Documentation: as an extension, part by part, and in the places that the parts are about. A part that leaves out its method
//! or its status is about all of them, and one of a path is about everything below it; the most specific is taken (API
//! Gateway Developer Guide, "Representation of API documentation in API Gateway"). Only what the specification has a name
//! for is taken over, and never an extension of API Gateway's own, which says what an API does.

use crate::definition::{Documentation, DocumentationPart};
use crate::node::Node;

use super::Writer;

/// The fields of a location, in the order that API Gateway writes them in.
const LOCATION: [&str; 5] = ["type", "path", "method", "statusCode", "name"];
const ANY: &str = "*";

/// `x-amazon-apigateway-documentation`.
pub(super) fn extension(documentation: &Documentation) -> Node {
    let parts = documentation.parts.iter().map(|part| {
        let mut location = Node::map();
        for field in LOCATION {
            if let Some(value) = part.location.get(field) {
                location.set(field, value);
            }
        }
        Node::map()
            .with("location", location)
            .with("properties", part.properties.clone())
    });
    Node::map()
        .with_some("version", documentation.version.as_ref())
        .with_some("createdDate", documentation.created_date.as_ref())
        .with("documentationParts", Node::List(parts.collect()))
}

/// What a part can be about. Fields that its type does not have are empty.
#[derive(Clone, Copy, Default)]
pub(super) struct About<'a> {
    pub(super) kind: &'static str,
    pub(super) path: &'a str,
    pub(super) verb: &'a str,
    pub(super) status: &'a str,
    pub(super) name: &'a str,
}

impl Writer<'_> {
    /// The node with what the documentation says of it, if the specification has a place for that.
    pub(super) fn described(&self, mut node: Node, about: About<'_>) -> Node {
        let allowed: &[&str] = match about.kind {
            "METHOD" => &["summary", "description", "tags", "externalDocs"],
            "RESOURCE" => &["summary", "description"],
            "MODEL" => &["title", "description", "externalDocs"],
            _ => &["description"],
        };
        if let Some(part) = self.part(about) {
            take_over(&mut node, &part.properties, allowed);
        }
        node
    }

    /// What is said of the API as a whole stands in its information.
    pub(super) fn described_info(&self, mut info: Node) -> Node {
        let api = About {
            kind: "API",
            ..About::default()
        };
        let said = self.part(api).and_then(|part| part.properties.get("info"));
        if let Some(said) = said {
            let allowed = ["description", "termsOfService", "contact", "license"];
            take_over(&mut info, said, &allowed);
        }
        info
    }

    fn part(&self, about: About<'_>) -> Option<&DocumentationPart> {
        let parts = self.definition.documentation.as_ref()?.parts.iter();
        parts
            .filter_map(|part| Some((fit(part, about)?, part)))
            .max_by_key(|(fit, _)| *fit)
            .map(|(_, part)| part)
    }
}

/// How well a part fits: the length of its path, then its status, then its method. `None` does not fit.
fn fit(part: &DocumentationPart, about: About<'_>) -> Option<(usize, bool, bool)> {
    let field = |name: &str| part.location.get(name).map(String::as_str);
    if field("type") != Some(about.kind) || field("name").unwrap_or_default() != about.name {
        return None;
    }
    let path = field("path").unwrap_or("/").trim_end_matches('/');
    let below = about.path.strip_prefix(path)?;
    let inherits = !matches!(about.kind, "API" | "RESOURCE" | "MODEL" | "AUTHORIZER");
    let is_below = match inherits {
        true => below.is_empty() || below.starts_with('/'),
        false => below.is_empty() || (path.is_empty() && below == "/"),
    };
    let exact = |name: &str, value: &str| match field(name).unwrap_or(ANY) {
        ANY => Some(false),
        known if known == value => Some(true),
        _ => None,
    };
    let (status, verb) = (
        exact("statusCode", about.status)?,
        exact("method", about.verb)?,
    );
    is_below.then_some((path.len(), status, verb))
}

fn take_over(node: &mut Node, said: &Node, allowed: &[&str]) {
    for (name, value) in said.entries().unwrap_or_default() {
        let extension = name.starts_with("x-") && !name.starts_with("x-amazon-apigateway-");
        if allowed.contains(&name.as_str()) || extension {
            node.put(name, value.clone());
        }
    }
}
