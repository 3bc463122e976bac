//! Documentation as an extension.

use crate::definition::Documentation;
use crate::node::Node;

/// The fields of a location, in the order that API Gateway writes them in.
const LOCATION: [&str; 5] = ["type", "path", "method", "statusCode", "name"];

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
