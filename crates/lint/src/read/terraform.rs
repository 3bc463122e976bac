//! What `terraform show -json` prints, of a plan or of a state: the resources of the AWS provider that hold policies. What is
//! known only after the plan is applied is said to be unknown (Terraform, "JSON output format").

use std::collections::BTreeMap;

use portcullis_iam::PolicyType;

use super::{IN_DEFINITION, attached};
use crate::tree::{self, Node, Value};
use crate::world::{Api, Endpoint, Identity, World};

/// One resource.
struct Resource<'a> {
    address: &'a str,
    kind: &'a str,
    node: &'a Node,
}

impl<'a> Resource<'a> {
    /// An argument; a plan leaves out what it does not know.
    fn value(&self, name: &str) -> Option<&'a Node> {
        self.node.at(&["values", name])
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        self.value(name)?.text()
    }
}

/// The addresses that a resource refers to, by argument.
type References<'a> = BTreeMap<String, BTreeMap<&'a str, Vec<String>>>;

pub(super) fn world(file: &str, tree: &Node) -> World {
    let root = tree
        .at(&["planned_values", "root_module"])
        .or_else(|| tree.at(&["values", "root_module"]));
    let mut resources = Vec::new();
    if let Some(root) = root {
        collect(root, &mut resources);
    }
    let mut references = References::new();
    if let Some(root) = tree.at(&["configuration", "root_module"]) {
        refer(root, "", &mut references);
    }
    let later = later(tree);
    let mut reading = Reading {
        file,
        resources: &resources,
        references: &references,
        later: &later,
        world: World::default(),
    };
    reading.apis();
    reading.endpoints();
    reading.identities();
    reading.loose();
    reading.world
}

struct Reading<'a> {
    file: &'a str,
    resources: &'a [Resource<'a>],
    references: &'a References<'a>,
    /// The arguments that are known only later, by address.
    later: &'a BTreeMap<&'a str, Vec<&'a str>>,
    world: World,
}

impl<'a> Reading<'a> {
    fn of(&self, kind: &'static str) -> impl Iterator<Item = &'a Resource<'a>> + use<'a> {
        self.resources.iter().filter(move |it| it.kind == kind)
    }

    fn policy(
        &mut self,
        resource: &Resource<'_>,
        argument: &str,
        policy_type: PolicyType,
    ) -> Option<crate::Attached> {
        let node = resource.value(argument).filter(|node| !node.is_null());
        if node.is_none() && self.is_later(resource, argument) {
            let place = (resource.node.line, resource.node.column);
            self.world.unknown.push((
                self.file.to_owned(),
                resource.address.to_owned(),
                place.0,
                place.1,
            ));
        }
        attached(self.file, resource.address, policy_type, node?)
    }

    /// Whether an argument is written and known only later: what is not written the provider computes.
    fn is_later(&self, resource: &Resource<'_>, argument: &str) -> bool {
        let later = self.later.get(resource.address);
        let written = self.references.get(&without_indexes(resource.address));
        later.is_some_and(|arguments| arguments.contains(&argument))
            && written.is_none_or(|arguments| arguments.contains_key(argument))
    }

    /// Whether an argument of a resource means another: by its value, or by what it refers to.
    fn means(
        &self,
        resource: &Resource<'_>,
        argument: &str,
        other: &Resource<'_>,
        by: &str,
    ) -> bool {
        let own = resource.text(argument);
        if let (Some(own), Some(value)) = (own, other.text(by)) {
            return own == value;
        }
        let refers = self
            .references
            .get(&without_indexes(resource.address))
            .and_then(|arguments| arguments.get(argument));
        let target = without_indexes(other.address);
        refers.is_some_and(|refers| refers.contains(&target))
    }

    fn apis(&mut self) {
        let policies: Vec<&Resource<'_>> = self.of("aws_api_gateway_rest_api_policy").collect();
        for resource in self.of("aws_api_gateway_rest_api") {
            let types = resource.value("endpoint_configuration");
            let types = types
                .and_then(|node| node.items().first())
                .and_then(|it| it.get("types"));
            let first = types
                .and_then(|types| types.items().first())
                .and_then(Node::text);
            let mut policy = self.policy(resource, "policy", PolicyType::Resource);
            let later = self.is_later(resource, "policy") || self.is_later(resource, "body");
            let mut policy_unknown = later && policy.is_none();
            if let Some(found) = self.in_definition(resource) {
                policy = Some(found);
                policy_unknown = false;
            }
            let own = policies
                .iter()
                .find(|it| self.means(it, "rest_api_id", resource, "id"));
            if let Some(own) = own {
                policy = self.policy(own, "policy", PolicyType::Resource);
                policy_unknown = policy.is_none();
            }
            let open_methods = self
                .of("aws_api_gateway_method")
                .filter(|it| self.means(it, "rest_api_id", resource, "id"))
                .filter(|it| it.text("authorization") == Some("NONE"))
                .map(|it| it.address.to_owned())
                .collect();
            let api = Api {
                file: self.file.to_owned(),
                subject: resource.address.to_owned(),
                place: (resource.node.line, resource.node.column),
                id: resource.text("id").map(str::to_owned),
                account: account(resource),
                private: first.map(|kind| kind == "PRIVATE"),
                policy_unknown,
                policy,
                open_methods,
                ..Api::default()
            };
            self.world.apis.push(api);
        }
    }

    /// The policy that the API definition of a resource brings.
    fn in_definition(&self, resource: &Resource<'_>) -> Option<crate::Attached> {
        let body = resource.value("body")?;
        let definition = tree::parse(body.text()?).ok()?;
        let (text, _) = definition.get(IN_DEFINITION)?.write();
        let policy = Node {
            value: Value::Text(text),
            line: body.line,
            column: body.column,
        };
        attached(self.file, resource.address, PolicyType::Resource, &policy)
    }

    fn endpoints(&mut self) {
        for resource in self.of("aws_vpc_endpoint") {
            let policy = self.policy(resource, "policy", PolicyType::Endpoint);
            let id = resource.text("id").map(str::to_owned);
            self.world.endpoints.push(Endpoint {
                id,
                policy,
                ..Endpoint::default()
            });
        }
        for resource in self.of("aws_vpc_endpoint_policy") {
            let policy = self.policy(resource, "policy", PolicyType::Endpoint);
            self.world.endpoints.push(Endpoint {
                policy,
                ..Endpoint::default()
            });
        }
    }

    fn identities(&mut self) {
        let inline = [
            ("aws_iam_role", "aws_iam_role_policy", "role"),
            ("aws_iam_user", "aws_iam_user_policy", "user"),
            ("aws_iam_group", "aws_iam_group_policy", "group"),
        ];
        for (kind, policy_kind, argument) in inline {
            let policies: Vec<&Resource<'_>> = self.of(policy_kind).collect();
            for resource in self.of(kind) {
                let mut identity = Identity {
                    arn: resource.text("arn").map(str::to_owned),
                    boundary: resource
                        .value("permissions_boundary")
                        .is_some_and(|node| node.text().is_some_and(|text| !text.is_empty())),
                    ..Identity::default()
                };
                if kind == "aws_iam_role" {
                    let trust = self.policy(resource, "assume_role_policy", PolicyType::Trust);
                    identity.others.extend(trust);
                }
                let blocks = resource.value("inline_policy").map_or(&[][..], Node::items);
                let nodes = blocks.iter().filter_map(|block| block.get("policy"));
                identity.policies.extend(nodes.filter_map(|node| {
                    attached(self.file, resource.address, PolicyType::Identity, node)
                }));
                for own in &policies {
                    if self.means(own, argument, resource, "name") {
                        let policy = self.policy(own, "policy", PolicyType::Identity);
                        identity.policies.extend(policy);
                    }
                }
                self.world.identities.push(identity);
            }
            for own in &policies {
                let held = self
                    .of(kind)
                    .any(|it| self.means(own, argument, it, "name"));
                if !held {
                    let policy = self.policy(own, "policy", PolicyType::Identity);
                    self.world.policies.extend(policy);
                }
            }
        }
    }

    fn loose(&mut self) {
        for resource in self.of("aws_iam_policy") {
            let policy = self.policy(resource, "policy", PolicyType::Identity);
            self.world.policies.extend(policy);
        }
        for resource in self.of("aws_organizations_policy") {
            let policy_type = match resource.text("type") {
                Some("RESOURCE_CONTROL_POLICY") => PolicyType::ResourceControl,
                Some("SERVICE_CONTROL_POLICY") | None => PolicyType::ServiceControl,
                Some(_) => continue,
            };
            let policy = self.policy(resource, "content", policy_type);
            self.world.policies.extend(policy);
        }
    }
}

fn collect<'a>(module: &'a Node, resources: &mut Vec<Resource<'a>>) {
    for resource in module.get("resources").map_or(&[][..], Node::items) {
        let text = |name: &str| resource.get(name).and_then(Node::text);
        let managed = text("mode") != Some("data");
        if let (Some(address), Some(kind), true) = (text("address"), text("type"), managed) {
            resources.push(Resource {
                address,
                kind,
                node: resource,
            });
        }
    }
    for child in module.get("child_modules").map_or(&[][..], Node::items) {
        collect(child, resources);
    }
}

/// What each resource refers to, by argument, with the addresses as the plan spells them.
fn refer<'a>(module: &'a Node, prefix: &str, references: &mut References<'a>) {
    for resource in module.get("resources").map_or(&[][..], Node::items) {
        let Some(address) = resource.get("address").and_then(Node::text) else {
            continue;
        };
        let arguments = references.entry(format!("{prefix}{address}")).or_default();
        for (name, expression) in resource.get("expressions").map_or(&[][..], Node::entries) {
            let Some(name) = name.text() else { continue };
            let names = expression.get("references").map_or(&[][..], Node::items);
            let named = names.iter().filter_map(Node::text);
            arguments.insert(name, named.map(|name| format!("{prefix}{name}")).collect());
        }
    }
    for (name, call) in module.get("module_calls").map_or(&[][..], Node::entries) {
        if let (Some(name), Some(module)) = (name.text(), call.get("module")) {
            refer(module, &format!("{prefix}module.{name}."), references);
        }
    }
}

/// The arguments that are known only once the plan is applied.
fn later(tree: &Node) -> BTreeMap<&str, Vec<&str>> {
    let mut later: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for change in tree.get("resource_changes").map_or(&[][..], Node::items) {
        let Some(address) = change.get("address").and_then(Node::text) else {
            continue;
        };
        let unknown = change.at(&["change", "after_unknown"]);
        for (name, value) in unknown.map_or(&[][..], Node::entries) {
            if let (Some(name), Value::Bool(true)) = (name.text(), &value.value) {
                later.entry(address).or_default().push(name);
            }
        }
    }
    later
}

/// `aws_x.y[0]` and `module.m["k"].aws_x.y` without what tells instances apart.
fn without_indexes(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut depth = 0u32;
    for char in address.chars() {
        match char {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            char if depth == 0 => out.push(char),
            _ => {}
        }
    }
    out
}

/// The account in the execution ARN, which a state knows.
fn account(api: &Resource<'_>) -> Option<String> {
    let arn = api.text("execution_arn")?;
    arn.split(':').nth(4).map(str::to_owned)
}
