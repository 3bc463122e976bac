//! What a document defines once and refers to by `$ref`: parameters, responses, bodies, headers. Schemas are not among
//! them, because they become models and stay references.

use std::collections::BTreeMap;

use crate::limits::MAX_HOPS;
use crate::node::Node;
use crate::write::Dialect;

use super::Reader;

/// A kind of thing that can be referred to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Parameter,
    Response,
    RequestBody,
    Header,
}

/// What can be referred to, by the whole reference.
pub(super) struct Components<'d>(BTreeMap<String, &'d Node>);

impl<'d> Components<'d> {
    pub(super) fn of(document: &'d Node, dialect: Dialect) -> Self {
        let (root, prefix, sections): (_, _, &[&str]) = match dialect {
            Dialect::Swagger => (Some(document), "#/", &["parameters", "responses"]),
            Dialect::OpenApi => (
                document.get("components"),
                "#/components/",
                &["parameters", "responses", "requestBodies", "headers"],
            ),
        };
        let mut known = BTreeMap::new();
        for section in sections {
            let entries = root
                .and_then(|root| root.get(section))
                .and_then(Node::entries);
            for (name, node) in entries.unwrap_or_default() {
                let name = name.replace('~', "~0").replace('/', "~1");
                known.insert(format!("{prefix}{section}/{name}"), node);
            }
        }
        Self(known)
    }
}

impl<'d> Reader<'d> {
    /// What a node stands for: itself, or what it refers to. A reference to nothing, to another kind of thing or in a
    /// circle is an error.
    pub(super) fn resolved(&mut self, node: &'d Node, kind: Kind) -> Option<&'d Node> {
        let section = match kind {
            Kind::Parameter => "/parameters/",
            Kind::Response => "/responses/",
            Kind::RequestBody => "/requestBodies/",
            Kind::Header => "/headers/",
        };
        let mut node = node;
        for _ in 0..MAX_HOPS {
            let Some(target) = node.get("$ref") else {
                return Some(node);
            };
            let target = target.text().unwrap_or_default();
            let known = self.components.0.get(target);
            let Some(known) = known.filter(|_| target.contains(section)) else {
                break;
            };
            node = known;
        }
        let target = node.get("$ref").and_then(Node::text).unwrap_or_default();
        self.error(format!("Parse issue: reference {target} is missing"));
        None
    }
}
