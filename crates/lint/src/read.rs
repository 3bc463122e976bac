//! Files, each read into a [`World`] of what it says and no more.

mod cloudformation;
mod openapi;
mod terraform;

use portcullis_iam::{PolicyType, document};

use crate::attached::{Attached, Positions};
use crate::error::Unreadable;
use crate::tree::{self, Node};
use crate::world::{Api, World};

/// Where an API definition has the API's policy.
const IN_DEFINITION: &str = "x-amazon-apigateway-policy";

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A policy document; of which kind is guessed from its principals where it is not said.
    Policy(Option<PolicyType>),
    /// What `terraform show -json` prints of a plan or a state.
    Terraform,
    /// A CloudFormation template, in JSON or YAML.
    CloudFormation,
    /// An OpenAPI document, in JSON or YAML.
    OpenApi,
}

/// Reads a file. What it is can be told from what is in it, unless it is said.
///
/// # Errors
/// When it cannot be read, or is of no known kind.
pub fn read(file: &str, text: &str, kind: Option<Kind>) -> Result<World, Unreadable> {
    if let Some(Kind::Policy(policy_type)) = kind {
        return Ok(policy(file, text, policy_type));
    }
    let tree = tree::parse(text)?;
    let kind = kind
        .or_else(|| kind_of(&tree))
        .ok_or(Unreadable::UnknownKind)?;
    Ok(match kind {
        Kind::Policy(policy_type) => policy(file, text, policy_type),
        Kind::Terraform => terraform::world(file, &tree),
        Kind::CloudFormation => cloudformation::world(file, &tree),
        Kind::OpenApi => openapi::world(file, &tree),
    })
}

fn kind_of(tree: &Node) -> Option<Kind> {
    let has = |name: &str| tree.get(name).is_some();
    if has("planned_values") || has("terraform_version") {
        Some(Kind::Terraform)
    } else if has("openapi") || has("swagger") {
        Some(Kind::OpenApi)
    } else if has("AWSTemplateFormatVersion") || has("Resources") {
        Some(Kind::CloudFormation)
    } else if has("Statement") || has("Version") {
        Some(Kind::Policy(None))
    } else {
        None
    }
}

fn policy(file: &str, text: &str, policy_type: Option<PolicyType>) -> World {
    let policy_type = policy_type.unwrap_or_else(|| guess(text));
    let attached = Attached {
        file: file.to_owned(),
        subject: "policy".to_owned(),
        policy_type,
        text: text.to_owned(),
        positions: Positions::Own,
    };
    let mut world = World::default();
    if policy_type == PolicyType::Resource {
        // Some API has it, of which nothing else is known.
        world.apis.push(Api {
            file: file.to_owned(),
            subject: "policy".to_owned(),
            place: (1, 1),
            policy: Some(attached),
            ..Api::default()
        });
    } else {
        world.policies.push(attached);
    }
    world
}

/// Policies with principals are an API's, or a role's where they speak of assuming it.
fn guess(text: &str) -> PolicyType {
    let Ok(read) = document::read(text) else {
        return PolicyType::Identity;
    };
    if read.statements.iter().all(|it| it.principal.is_none()) {
        return PolicyType::Identity;
    }
    let assumes = |name: &str| {
        name.get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("sts:"))
    };
    let mut actions = read.statements.iter().filter_map(|it| it.action.as_ref());
    match actions.all(|it| it.values.iter().all(|value| assumes(&value.text))) {
        true => PolicyType::Trust,
        false => PolicyType::Resource,
    }
}

/// A policy that stands in a tree, as a text or as values.
fn attached(file: &str, subject: &str, policy_type: PolicyType, node: &Node) -> Option<Attached> {
    let (text, positions) = match node.text() {
        Some(text) => (
            text.to_owned(),
            Positions::Within {
                line: node.line,
                column: node.column,
            },
        ),
        None if node.is_null() => return None,
        None => {
            let (text, marks) = node.write();
            (text, Positions::Written(marks))
        }
    };
    (!text.is_empty()).then(|| Attached {
        file: file.to_owned(),
        subject: subject.to_owned(),
        policy_type,
        text,
        positions,
    })
}
