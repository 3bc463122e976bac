//! A CloudFormation template: the resources that hold policies. Functions are worked out so far as a policy can be read
//! without a stack: pseudo parameters get sample values, and a reference the form of what it will be (AWS CloudFormation
//! User Guide, "Intrinsic function reference").

use portcullis_iam::PolicyType;

use super::{IN_DEFINITION, attached};
use crate::tree::{Node, Value};
use crate::world::{Api, Endpoint, Identity, World};

/// Stands for the account that the stack is made in.
const ACCOUNT: &str = "123456789012";
const REGION: &str = "us-east-1";
/// Stands for an id that CloudFormation will make up.
const ID: &str = "00000000000000000";

pub(super) fn world(file: &str, tree: &Node) -> World {
    let template = Template { tree };
    let mut world = World::default();
    for (name, resource) in tree.get("Resources").map_or(&[][..], Node::entries) {
        let (Some(name), Some(kind)) = (name.text(), resource.get("Type").and_then(Node::text))
        else {
            continue;
        };
        let Some(properties) = resource.get("Properties") else {
            continue;
        };
        let policy = |property: &str, policy_type| {
            let node = template.resolve(properties.get(property)?);
            attached(file, name, policy_type, &node)
        };
        match kind {
            "AWS::ApiGateway::RestApi" => {
                let types = properties.at(&["EndpointConfiguration", "Types"]);
                let first = types
                    .and_then(|types| types.items().first())
                    .and_then(Node::text);
                // The definition may bring the policy.
                let in_body = || {
                    let node = properties.at(&["Body", IN_DEFINITION])?;
                    attached(file, name, PolicyType::Resource, &template.resolve(node))
                };
                let own = policy("Policy", PolicyType::Resource).or_else(in_body);
                world.apis.push(Api {
                    file: file.to_owned(),
                    subject: name.to_owned(),
                    place: (resource.line, resource.column),
                    private: first.map(|kind| kind == "PRIVATE"),
                    policy_unknown: own.is_none() && properties.get("BodyS3Location").is_some(),
                    policy: own,
                    open_methods: template.open_methods(name),
                    ..Api::default()
                });
            }
            "AWS::EC2::VPCEndpoint" => world.endpoints.push(Endpoint {
                policy: policy("PolicyDocument", PolicyType::Endpoint),
                ..Endpoint::default()
            }),
            "AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group" => {
                let inline = properties.get("Policies").map_or(&[][..], Node::items);
                let policies = inline.iter().filter_map(|block| {
                    let node = template.resolve(block.get("PolicyDocument")?);
                    attached(file, name, PolicyType::Identity, &node)
                });
                world.identities.push(Identity {
                    boundary: properties.get("PermissionsBoundary").is_some(),
                    policies: policies.collect(),
                    others: policy("AssumeRolePolicyDocument", PolicyType::Trust)
                        .into_iter()
                        .collect(),
                    ..Identity::default()
                });
            }
            "AWS::IAM::Policy"
            | "AWS::IAM::ManagedPolicy"
            | "AWS::IAM::RolePolicy"
            | "AWS::IAM::UserPolicy"
            | "AWS::IAM::GroupPolicy" => {
                world
                    .policies
                    .extend(policy("PolicyDocument", PolicyType::Identity));
            }
            "AWS::Organizations::Policy" => {
                let policy_type = match properties.get("Type").and_then(Node::text) {
                    Some("RESOURCE_CONTROL_POLICY") => PolicyType::ResourceControl,
                    _ => PolicyType::ServiceControl,
                };
                world.policies.extend(policy("Content", policy_type));
            }
            _ => {}
        }
    }
    world
}

#[derive(Clone, Copy)]
struct Template<'a> {
    tree: &'a Node,
}

impl Template<'_> {
    fn open_methods(self, api: &str) -> Vec<String> {
        let resources = self.tree.get("Resources").map_or(&[][..], Node::entries);
        resources
            .iter()
            .filter_map(|(name, resource)| {
                let properties = resource.get("Properties")?;
                let is_method = resource.get("Type")?.text()? == "AWS::ApiGateway::Method";
                let own = properties.at(&["RestApiId", "Ref"])?.text()? == api;
                let open = properties.get("AuthorizationType")?.text()? == "NONE";
                (is_method && own && open).then(|| name.text().unwrap_or_default().to_owned())
            })
            .collect()
    }

    /// The value with its functions worked out. The tree is bounded in depth, and so is this.
    fn resolve(self, node: &Node) -> Node {
        let value = match &node.value {
            Value::List(items) => Value::List(
                items
                    .iter()
                    .map(|item| self.resolve(item))
                    .filter(|item| !is_no_value(item))
                    .collect(),
            ),
            Value::Map(entries) => match entries.as_slice() {
                [(name, argument)] if is_function(name) => {
                    return Node {
                        line: node.line,
                        column: node.column,
                        ..self.call(name.text().unwrap_or_default(), argument)
                    };
                }
                entries => Value::Map(
                    entries
                        .iter()
                        .map(|(key, value)| (key.clone(), self.resolve(value)))
                        .filter(|(_, value)| !is_no_value(value))
                        .collect(),
                ),
            },
            other => other.clone(),
        };
        Node { value, ..*node }
    }

    fn call(self, function: &str, argument: &Node) -> Node {
        let text = |text: String| Node {
            value: Value::Text(text),
            line: argument.line,
            column: argument.column,
        };
        match function {
            "Ref" => text(self.reference(argument.text().unwrap_or_default())),
            "Fn::GetAtt" => text(self.attribute(argument)),
            "Fn::Sub" => text(self.substitute(argument)),
            "Fn::Join" => {
                let argument = self.resolve(argument);
                let separator = argument
                    .items()
                    .first()
                    .and_then(Node::text)
                    .unwrap_or_default();
                let parts = argument.items().get(1).map_or(&[][..], Node::items);
                let parts: Vec<&str> = parts.iter().filter_map(Node::text).collect();
                text(parts.join(separator))
            }
            // One branch says what kind of policy it is; the other is another deployment.
            "Fn::If" => match argument.items().get(1) {
                Some(branch) => self.resolve(branch),
                None => text(String::new()),
            },
            _ => text("unknown".to_owned()),
        }
    }

    fn reference(self, name: &str) -> String {
        match name {
            "AWS::AccountId" => ACCOUNT.to_owned(),
            "AWS::Region" => REGION.to_owned(),
            "AWS::Partition" => "aws".to_owned(),
            "AWS::NoValue" => NO_VALUE.to_owned(),
            _ => {
                let kind = self
                    .tree
                    .at(&["Resources", name, "Type"])
                    .and_then(Node::text);
                let default = self
                    .tree
                    .at(&["Parameters", name, "Default"])
                    .and_then(Node::text);
                match kind {
                    Some("AWS::EC2::VPCEndpoint") => format!("vpce-{ID}"),
                    Some("AWS::EC2::VPC") => format!("vpc-{ID}"),
                    _ => default.map_or_else(|| self.guess(name), str::to_owned),
                }
            }
        }
    }

    /// What a parameter without a default will hold, told from what it is for.
    fn guess(self, name: &str) -> String {
        let lower = name.to_lowercase();
        let described = self
            .tree
            .at(&["Parameters", name, "Type"])
            .and_then(Node::text);
        if lower.contains("account") {
            ACCOUNT.to_owned()
        } else if lower.contains("rolearn") {
            format!("arn:aws:iam::{ACCOUNT}:role/{name}")
        } else if lower.contains("vpce") || lower.contains("endpointid") {
            format!("vpce-{ID}")
        } else if described == Some("AWS::EC2::VPC::Id") || lower.contains("vpcid") {
            format!("vpc-{ID}")
        } else {
            name.to_owned()
        }
    }

    /// `Resource.Attribute`, as a text or as a list.
    fn attribute(self, argument: &Node) -> String {
        let joined: Vec<&str> = match argument.text() {
            Some(text) => text.splitn(2, '.').collect(),
            None => argument.items().iter().filter_map(Node::text).collect(),
        };
        let (name, attribute) = match joined.as_slice() {
            [name, attribute] => (*name, *attribute),
            _ => return "unknown".to_owned(),
        };
        let kind = self
            .tree
            .at(&["Resources", name, "Type"])
            .and_then(Node::text);
        match (kind, attribute) {
            (Some("AWS::IAM::Role"), "Arn") => format!("arn:aws:iam::{ACCOUNT}:role/{name}"),
            (Some("AWS::IAM::User"), "Arn") => format!("arn:aws:iam::{ACCOUNT}:user/{name}"),
            (Some("AWS::EC2::VPCEndpoint"), "Id") => format!("vpce-{ID}"),
            (Some("AWS::EC2::VPC"), "VpcId") => format!("vpc-{ID}"),
            _ => name.to_owned(),
        }
    }

    /// `${Name}`, `${Resource.Attribute}`, the map's own names, and `${!Literal}`.
    fn substitute(self, argument: &Node) -> String {
        let (text, own) = match argument.items() {
            [text, own, ..] => (text.text(), Some(own)),
            _ => (argument.text(), None),
        };
        let mut rest = text.unwrap_or_default();
        let mut out = String::new();
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                out.push_str("${");
                rest = after;
                continue;
            };
            rest = after;
            if let Some(literal) = name.strip_prefix('!') {
                out.push_str(&format!("${{{literal}}}"));
            } else if let Some(value) = own.and_then(|own| own.get(name)) {
                out.push_str(self.resolve(value).text().unwrap_or_default());
            } else if name.contains('.') {
                let node = Node {
                    value: Value::Text(name.to_owned()),
                    ..*argument
                };
                out.push_str(&self.attribute(&node));
            } else {
                out.push_str(&self.reference(name));
            }
        }
        out.push_str(rest);
        out
    }
}

/// What `AWS::NoValue` leaves in place of what it removes.
const NO_VALUE: &str = "\u{0}";

fn is_no_value(node: &Node) -> bool {
    node.text() == Some(NO_VALUE)
}

fn is_function(name: &Node) -> bool {
    name.text()
        .is_some_and(|name| name == "Ref" || name.starts_with("Fn::"))
}
