//! Which document of which policy is edited, and by which call it is put in its place. Silence is answered by one new
//! statement in a place of its own where there is one, a Deny by leaving out the one request.

use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::{IdentityKind, Origin, PolicySet, Route};
use serde_json::{Value, json};

use super::Change;
use super::document::{Edit, Exact, Kind};
use crate::Settings;
use crate::asked::Asked;
use crate::principal::Principal;
use crate::steps::{PolicyTrace, Step, StepName, StepVerdict};

/// The request and where it goes.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 'w> {
    pub(super) world: &'w Snapshot,
    pub(super) route: Route<'w>,
    /// As whom policies know the caller.
    pub(super) principal: Option<&'a Principal>,
    pub(super) asked: &'a Asked,
    pub(super) arn: &'a str,
}

type Found = Option<(Vec<Change>, Snapshot)>;

impl Place<'_, '_> {
    fn exact(&self) -> Exact<'_> {
        Exact {
            resource: self.arn,
            principal: self.principal.map(|it| it.identity.arn.as_str()),
            endpoint: self.asked.via().endpoint(),
            owner: self.route.api.account.as_str(),
        }
    }

    fn who(&self) -> String {
        self.principal
            .map_or("everybody", |it| it.identity.arn.as_str())
            .to_owned()
    }

    /// The policy of the VPC endpoint.
    pub(super) fn endpoint(&self, step: &Step) -> Found {
        let endpoint = self.world.endpoint(self.asked.via().endpoint()?)?;
        let exact = Exact {
            endpoint: None,
            ..self.exact()
        };
        let traced = step.policies.first()?;
        let edit = edit(&exact, Kind::Endpoint, traced, !allows(step));
        let document = edit.apply(endpoint.policy.policies().first()?.document())?;
        let what = words(&edit, traced, &self.who(), self.arn);
        let said = format!("policy of VPC endpoint {}: {what}", endpoint.id);
        let changed = self.world.with_endpoint_policy(&endpoint.id, &document)?;
        let parameters = json!({ "VpcEndpointId": endpoint.id, "PolicyDocument": document });
        let change = Change::new(step.name, endpoint.account.as_str(), said).by(
            "ec2",
            "ModifyVpcEndpoint",
            parameters,
        );
        Some((vec![change], changed))
    }

    /// The resource policy: deployed as it is saved, where that is enough, else edited and deployed.
    pub(super) fn resource(&self, settings: &Settings, step: &Step) -> Found {
        let (api, stage) = (self.route.api, self.route.stage);
        let deployed = stage.deployed.policy.policies().first();
        let deployed = deployed.map(|policy| policy.document());
        let owner = api.account.as_str();
        let deploy = |words: String| {
            let parameters = json!({ "restApiId": api.id, "stageName": stage.name });
            Change::new(step.name, owner, words).by("apigateway", "CreateDeployment", parameters)
        };
        let mut current = step.clone();
        let mut base = deployed;
        if let Some(saved) = api
            .saved
            .policy
            .as_deref()
            .filter(|it| Some(*it) != deployed)
        {
            let changed = self
                .world
                .with_resource_policy(&api.id, &stage.name, saved)?;
            let then = self.asked.explain(settings, &changed);
            let after = then.step(StepName::ResourcePolicy)?;
            if !after.decides {
                let words = format!(
                    "the resource policy of API {} was edited but not deployed: stage `{}` still runs deployment {}: create a deployment",
                    api.id, stage.name, stage.deployed.id
                );
                return Some((vec![deploy(words)], changed));
            }
            current = after.clone();
            base = Some(saved);
        }
        let exact = self.exact();
        let none = empty();
        let traced = current.policies.first().unwrap_or(&none);
        let edit = edit(&exact, Kind::Owned, traced, !allows(&current));
        let document = match base {
            Some(base) => edit.apply(base)?,
            None => edit.alone(),
        };
        let what = words(&edit, traced, &self.who(), self.arn);
        let changed = self
            .world
            .with_resource_policy(&api.id, &stage.name, &document)?;
        let parameters = json!({
            "restApiId": api.id,
            "patchOperations": [{ "op": "replace", "path": "/policy", "value": document }],
        });
        let said = format!("resource policy of API {}: {what}", api.id);
        let change =
            Change::new(step.name, owner, said).by("apigateway", "UpdateRestApi", parameters);
        let said = format!(
            "create a deployment for stage `{}`, so that the policy is in force (it deploys whatever else is saved)",
            stage.name
        );
        Some((vec![change, deploy(said)], changed))
    }

    /// The policy of the private domain name. What the endpoint's policy has to say of the name is its own step's.
    pub(super) fn domain_name(&self, step: &Step) -> Found {
        let via = self.route.via_domain?;
        let domain = via.domain;
        let domain_arn = domain.arn(self.arn.split(':').nth(3)?);
        let exact = Exact {
            resource: &domain_arn,
            ..self.exact()
        };
        let none = empty();
        let traced = step.policies.first().unwrap_or(&none);
        let edit = edit(&exact, Kind::Owned, traced, !allows(step));
        let document = match domain.policy.policies().first() {
            Some(policy) => edit.apply(policy.document())?,
            None => edit.alone(),
        };
        let what = words(&edit, traced, &self.who(), &domain_arn);
        let said = format!("policy of private domain name {}: {what}", domain.full_name);
        let changed = self
            .world
            .with_domain_name_policy(&domain.full_name, &document)?;
        let id = domain.full_name.split_once('+').map(|(_, id)| id);
        let parameters = json!({
            "domainName": domain.name,
            "domainNameId": id,
            "patchOperations": [{ "op": "replace", "path": "/policy", "value": document }],
        });
        let change = Change::new(step.name, domain.account.as_str(), said).by(
            "apigateway",
            "UpdateDomainName",
            parameters,
        );
        Some((vec![change], changed))
    }

    /// The caller's own policies: a Deny where it stands, silence by an inline policy of its own, silence of a boundary
    /// in the boundary.
    pub(super) fn identity(&self, step: &Step) -> Found {
        let principal = self.principal?;
        let identity = &principal.identity;
        if identity.kind == IdentityKind::Root {
            return None;
        }
        let is_boundary = step.name == StepName::PermissionsBoundary;
        let set = if is_boundary {
            &identity.boundary
        } else {
            &identity.policies
        };
        let exact = self.exact();
        let account = identity.account.as_str();
        let mut documents = Vec::new();
        let mut changes = Vec::new();
        for (index, traced) in step.policies.iter().enumerate() {
            let origin = set.origin(index)?;
            let kind = match origin {
                Origin::Inline { on, .. } if *on == identity.arn => Kind::Own,
                _ => Kind::Shared,
            };
            let edit = edit(&exact, kind, traced, is_boundary && !allows(step));
            if edit.denies.is_empty() && !edit.allow {
                continue;
            }
            let document = edit.apply(set.policies().get(index)?.document())?;
            let what = words(&edit, traced, &self.who(), self.arn);
            let said = format!("{}: {what}", traced.policy.described);
            let change = Change::new(step.name, account, said);
            changes.push(put(change, origin, &document)?);
            documents.push((origin.clone(), document));
        }
        if !is_boundary && !allows(step) && self.needs_identity(step) {
            let name = unused_name(set, &identity.arn);
            let origin = Origin::Inline {
                on: identity.arn.clone(),
                name: name.clone(),
            };
            let edit = Edit {
                exact: &exact,
                kind: Kind::Own,
                denies: Vec::new(),
                allow: true,
            };
            let document = edit.alone();
            let (what, owner) = (kind_of(identity.kind), &identity.name);
            let said = format!(
                "add execute-api:Invoke on {} to a policy of {what} `{owner}` in account {account}, such as a new inline policy `{name}`",
                self.arn
            );
            let change = Change::new(step.name, account, said);
            changes.push(put(change, &origin, &document)?);
            documents.push((origin, document));
        }
        if changes.is_empty() {
            return None;
        }
        let changed = self
            .world
            .with_identity_policies(&identity.id, &documents)?;
        Some((changes, changed))
    }

    /// Whether the caller's own side has to allow, once nothing denies: where the owner's side does it, it need not.
    fn needs_identity(&self, step: &Step) -> bool {
        let denied = step.decided_by.is_some() && step.verdict == StepVerdict::Refuse;
        let same_account = self
            .principal
            .is_some_and(|it| it.identity.account == self.route.api.account);
        // With a Deny out of the way, the next look says whether an Allow is missing.
        !(denied && same_account)
    }

    /// The first policy of the organization's that denies, or of the level that is silent.
    pub(super) fn service_control(&self, step: &Step) -> Found {
        let principal = self.principal?;
        let account = principal.identity.account;
        let levels = &self.world.account(account)?.service_control;
        let set = levels.flat();
        let exact = self.exact();
        let denying = step.policies.iter().position(|it| !denies(it).is_empty());
        let index = denying.or_else(|| silent_level(step, set))?;
        let traced = step.policies.get(index)?;
        let edit = edit(&exact, Kind::Shared, traced, denying.is_none());
        let document = edit.apply(set.policies().get(index)?.document())?;
        let Some(Origin::Organization { id, .. }) = set.origin(index) else {
            return None;
        };
        let what = words(&edit, traced, &self.who(), self.arn);
        let said = format!("{}: {what}", traced.policy.described);
        let changed = self
            .world
            .with_service_control_policy(account, id, &document)?;
        let parameters = json!({ "PolicyId": id, "Content": document });
        let change = Change::new(step.name, account.as_str(), said).by(
            "organizations",
            "UpdatePolicy",
            parameters,
        );
        Some((vec![change], changed))
    }
}

/// The call that puts a document into the place that it comes from.
fn put(change: Change, origin: &Origin, document: &str) -> Option<Change> {
    match origin {
        Origin::Inline { on, name } => {
            let (kind, owner) = on.rsplit_once(':')?.1.split_once('/')?;
            let owner = owner.rsplit('/').next()?;
            let (action, key) = match kind {
                "role" => ("PutRolePolicy", "RoleName"),
                "user" => ("PutUserPolicy", "UserName"),
                "group" => ("PutGroupPolicy", "GroupName"),
                _ => return None,
            };
            let mut parameters = json!({ "PolicyName": name, "PolicyDocument": document });
            parameters
                .as_object_mut()?
                .insert(key.to_owned(), Value::from(owner));
            Some(change.by("iam", action, parameters))
        }
        // AWS's own cannot be edited.
        Origin::Managed { arn, version, .. }
            if !version.is_empty() && !arn.starts_with("arn:aws:iam::aws:") =>
        {
            let parameters = json!({
                "PolicyArn": arn,
                "PolicyDocument": document,
                "SetAsDefault": true,
            });
            Some(change.by("iam", "CreatePolicyVersion", parameters))
        }
        _ => None,
    }
}

fn edit<'a>(exact: &'a Exact<'a>, kind: Kind, traced: &PolicyTrace, allow: bool) -> Edit<'a> {
    Edit {
        exact,
        kind,
        denies: denies(traced),
        allow,
    }
}

/// The statements that deny, counted from 0.
fn denies(traced: &PolicyTrace) -> Vec<usize> {
    let statements = traced.statements.iter();
    statements
        .filter(|statement| statement.matched && statement.effect == "Deny")
        .map(|statement| statement.statement.saturating_sub(1))
        .collect()
}

/// Whether a statement of a step allows, leaving aside what denies.
fn allows(step: &Step) -> bool {
    let mut statements = step.policies.iter().flat_map(|it| &it.statements);
    statements.any(|statement| statement.matched && statement.effect == "Allow")
}

/// The first policy that can be edited of the first level where nothing allows.
fn silent_level(step: &Step, set: &PolicySet) -> Option<usize> {
    let target = |index: usize| match set.origin(index) {
        Some(Origin::Organization { target, .. }) => Some(target.as_str()),
        _ => None,
    };
    let of = |wanted: &str| {
        let wanted = wanted.to_owned();
        let policies = step.policies.iter().enumerate();
        policies.filter(move |(index, _)| target(*index) == Some(wanted.as_str()))
    };
    let silent = (0..step.policies.len()).filter_map(target).find(|level| {
        !of(level).any(|(_, policy)| {
            let mut statements = policy.statements.iter();
            statements.any(|statement| statement.matched && statement.effect == "Allow")
        })
    })?;
    let found = of(silent).find(|(index, _)| {
        matches!(set.origin(*index), Some(Origin::Organization { id, .. }) if id != "p-FullAWSAccess")
    });
    found.map(|(index, _)| index)
}

/// What an edit does, in words.
fn words(edit: &Edit<'_>, traced: &PolicyTrace, who: &str, arn: &str) -> String {
    let mut parts = Vec::new();
    for index in &edit.denies {
        let number = index.saturating_add(1);
        let statement = traced
            .statements
            .iter()
            .find(|statement| statement.statement == number);
        let sid = statement.and_then(|statement| statement.sid.as_ref());
        let sid = sid.map(|sid| format!(" `{sid}`")).unwrap_or_default();
        let conditions = statement.into_iter().flat_map(|it| &it.conditions);
        let conditions: Vec<String> = conditions
            .map(|condition| {
                let has = match &condition.actual {
                    Some(actual) => format!("has `{actual}`"),
                    None => "is absent".to_owned(),
                };
                format!("{} `{}` {has}", condition.operator, condition.key)
            })
            .collect();
        let why = if conditions.is_empty() {
            String::new()
        } else {
            format!(" ({})", conditions.join(", "))
        };
        parts.push(format!(
            "statement {number}{sid} denies it{why}: exempt {who} on {arn} alone"
        ));
    }
    if edit.allow {
        parts.push(format!(
            "add a statement that allows {who} execute-api:Invoke on {arn}"
        ));
    }
    parts.join("; ")
}

fn empty() -> PolicyTrace {
    PolicyTrace {
        policy: crate::steps::PolicyName {
            kind: "closed",
            name: String::new(),
            on: None,
            version: None,
            described: String::new(),
        },
        statements: Vec::new(),
        omitted: 0,
    }
}

fn kind_of(kind: IdentityKind) -> &'static str {
    match kind {
        IdentityKind::Root => "root user",
        IdentityKind::User => "user",
        IdentityKind::Role => "role",
    }
}

fn unused_name(set: &PolicySet, on: &str) -> String {
    let is_taken = |wanted: &str| {
        (0..set.policies().len()).any(|index| {
            matches!(set.origin(index), Some(Origin::Inline { on: owner, name }) if owner == on && name == wanted)
        })
    };
    let mut name = "allow-this-call".to_owned();
    let mut number = 1_u32;
    while is_taken(&name) {
        number = number.saturating_add(1);
        name = format!("allow-this-call-{number}");
    }
    name
}
