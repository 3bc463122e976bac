//! The words of OpenAPI that JSON schema does not have. API Gateway's models are JSON schemas of draft 4, so an import drops
//! them (API Gateway Developer Guide, "Important notes for REST APIs"). A property may have such a name, so only the
//! places where a schema stands are looked at.

use crate::node::Node;

/// What is dropped wherever a schema stands, besides extensions.
const DROPPED: [&str; 10] = [
    "deprecated",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "readOnly",
    "writeOnly",
    "xml",
    "contentMediaType",
];

/// A schema without the words that are OpenAPI's alone.
pub(super) fn json_schema(schema: &Node) -> Node {
    let Node::Map(entries) = schema else {
        return schema.clone();
    };
    let kept = entries
        .iter()
        .filter(|(name, _)| !DROPPED.contains(&name.as_str()) && !name.starts_with("x-"));
    Node::Map(
        kept.map(|(name, value)| (name.clone(), below(name, value)))
            .collect(),
    )
}

fn below(keyword: &str, value: &Node) -> Node {
    match (keyword, value) {
        (
            "properties" | "patternProperties" | "definitions" | "dependencies",
            Node::Map(entries),
        ) => {
            let entries = entries.iter();
            Node::Map(
                entries
                    .map(|(name, schema)| (name.clone(), json_schema(schema)))
                    .collect(),
            )
        }
        ("items" | "additionalItems" | "additionalProperties" | "not", Node::Map(_)) => {
            json_schema(value)
        }
        ("items" | "allOf" | "anyOf" | "oneOf", Node::List(schemas)) => {
            Node::List(schemas.iter().map(json_schema).collect())
        }
        _ => value.clone(),
    }
}
