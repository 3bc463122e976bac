//! An OpenAPI document: its `x-amazon-apigateway-policy`, and the methods that its extensions leave without authorization.

use portcullis_iam::PolicyType;

use super::{IN_DEFINITION, attached};
use crate::tree::Node;
use crate::world::{Api, World};

const VERBS: [&str; 8] = [
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "x-amazon-apigateway-any-method",
];

pub(super) fn world(file: &str, tree: &Node) -> World {
    let subject = tree
        .at(&["info", "title"])
        .and_then(Node::text)
        .unwrap_or("API");
    let subject = format!("API `{subject}`");
    let policy = tree
        .get(IN_DEFINITION)
        .and_then(|node| attached(file, &subject, PolicyType::Resource, node));
    let endpoints = tree
        .get("x-amazon-apigateway-endpoint-configuration")
        .or_else(|| {
            tree.get("servers")?
                .items()
                .iter()
                .find_map(|it| it.get("x-amazon-apigateway-endpoint-configuration"))
        });
    // Only a PRIVATE API is associated with endpoints; without any it may be of each kind.
    let private = endpoints
        .and_then(|node| node.get("vpcEndpointIds"))
        .filter(|ids| !ids.items().is_empty())
        .map(|_| true);
    let mut world = World::default();
    world.apis.push(Api {
        file: file.to_owned(),
        subject,
        place: (tree.line, tree.column),
        private,
        open_methods: open_methods(tree),
        policy,
        ..Api::default()
    });
    world
}

fn open_methods(tree: &Node) -> Vec<String> {
    let mut open = Vec::new();
    let everywhere = tree
        .get("security")
        .is_some_and(|it| !it.items().is_empty());
    for (path, item) in tree.get("paths").map_or(&[][..], Node::entries) {
        for (verb, operation) in item.entries() {
            let (Some(path), Some(verb)) = (path.text(), verb.text()) else {
                continue;
            };
            if !VERBS.contains(&verb) {
                continue;
            }
            let own = operation.get("security").map(|it| !it.items().is_empty());
            let iam = operation
                .at(&["x-amazon-apigateway-auth", "type"])
                .and_then(Node::text)
                .is_some_and(|kind| !kind.eq_ignore_ascii_case("none"));
            if !iam && !own.unwrap_or(everywhere) {
                let verb = verb.strip_prefix("x-amazon-apigateway-").unwrap_or(verb);
                let verb = verb.strip_suffix("-method").unwrap_or(verb).to_uppercase();
                open.push(format!("{verb} {path}"));
            }
        }
    }
    open
}
