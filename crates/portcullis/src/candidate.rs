//! What is tried beside the live configuration: some policies in place of others, or another state as a whole. Policies are
//! laid over whatever is live at the moment, so that the candidate follows its changes; nothing of it is enforced.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::{Identity, Origin};
use portcullis_guard::Settings;
use portcullis_iam::PolicyType;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::document;
use crate::world::World;

/// The most policies of one candidate.
const MOST: usize = 100;

/// A candidate as it travels.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct Candidate {
    identity_policies: Vec<IdentityPolicy>,
    resource_policies: Vec<ResourcePolicy>,
    endpoint_policies: Vec<EndpointPolicy>,
    /// A state document, in place of everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<Value>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct IdentityPolicy {
    /// A user or role; absent for a managed policy, which counts for everybody who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    principal: Option<String>,
    /// The name of an inline policy, or the ARN of a managed one.
    name: String,
    document: String,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ResourcePolicy {
    api: String,
    /// All stages, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
    document: String,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct EndpointPolicy {
    endpoint: String,
    document: String,
}

/// A candidate from a command line, or from `[shadow]` of a configuration, where each option is a member.
#[derive(Args, Clone, Default)]
pub(crate) struct CandidateFiles {
    /// A policy of a user or role, in place of its inline policy NAME or, without one there, beside the others; may be
    /// given more than once.
    #[arg(long, value_name = "ARN#NAME=FILE")]
    pub(crate) identity_policy: Vec<String>,
    /// A document in place of a managed policy's; may be given more than once.
    #[arg(long, value_name = "ARN=FILE")]
    pub(crate) managed_policy: Vec<String>,
    /// A resource policy, as if it were deployed; may be given more than once.
    #[arg(long, value_name = "API[/STAGE]=FILE")]
    pub(crate) resource_policy: Vec<String>,
    /// A policy of a VPC endpoint; may be given more than once.
    #[arg(long, value_name = "ID=FILE")]
    pub(crate) endpoint_policy: Vec<String>,
    /// A state document, in place of everything.
    #[arg(long, value_name = "FILE")]
    pub(crate) candidate: Option<PathBuf>,
}

/// A candidate that can be asked.
pub(crate) struct Prepared {
    candidate: Candidate,
    state: Option<Arc<Snapshot>>,
}

impl CandidateFiles {
    /// Reads the files.
    ///
    /// # Errors
    /// When one cannot be read, or says nothing.
    pub(crate) fn read(&self) -> Result<Candidate, String> {
        let mut candidate = Candidate::default();
        for (text, managed) in self
            .identity_policy
            .iter()
            .map(|text| (text, false))
            .chain(self.managed_policy.iter().map(|text| (text, true)))
        {
            let (whose, document) = pair(text)?;
            let (principal, name) = match (managed, whose.split_once('#')) {
                (true, _) => (None, whose.to_owned()),
                (false, Some((principal, name))) => (Some(principal.to_owned()), name.to_owned()),
                (false, None) => (Some(whose.to_owned()), "candidate".to_owned()),
            };
            candidate.identity_policies.push(IdentityPolicy {
                principal,
                name,
                document,
            });
        }
        for text in &self.resource_policy {
            let (whose, document) = pair(text)?;
            let (api, stage) = match whose.split_once('/') {
                Some((api, stage)) => (api.to_owned(), Some(stage.to_owned())),
                None => (whose.to_owned(), None),
            };
            candidate.resource_policies.push(ResourcePolicy {
                api,
                stage,
                document,
            });
        }
        for text in &self.endpoint_policy {
            let (endpoint, document) = pair(text)?;
            candidate.endpoint_policies.push(EndpointPolicy {
                endpoint: endpoint.to_owned(),
                document,
            });
        }
        if let Some(file) = &self.candidate {
            let text = std::fs::read_to_string(file);
            let text = text.map_err(|error| format!("{}: {error}", file.display()))?;
            let state = serde_json::from_str(&text);
            candidate.state = Some(state.map_err(|error| format!("{}: {error}", file.display()))?);
        }
        Ok(candidate)
    }
}

impl Candidate {
    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.identity_policies.is_empty()
            && self.resource_policies.is_empty()
            && self.endpoint_policies.is_empty()
            && self.state.is_none()
    }

    /// What it is about, without its documents.
    pub(crate) fn summary(&self) -> Value {
        let identity = self.identity_policies.iter();
        let resource = self.resource_policies.iter();
        let endpoint = self.endpoint_policies.iter();
        json!({
            "identityPolicies": identity.map(|it| json!({ "principal": it.principal, "name": it.name })).collect::<Vec<_>>(),
            "resourcePolicies": resource.map(|it| json!({ "api": it.api, "stage": it.stage })).collect::<Vec<_>>(),
            "endpointPolicies": endpoint.map(|it| &it.endpoint).collect::<Vec<_>>(),
            "state": self.state.is_some(),
        })
    }

    /// Checks its documents and compiles its state.
    ///
    /// # Errors
    /// With what AWS would refuse of it.
    pub(crate) fn prepare(self, settings: &Settings) -> Result<Prepared, String> {
        if self.is_empty() {
            return Err("the candidate says nothing: give a policy or a state".to_owned());
        }
        let identity = self
            .identity_policies
            .iter()
            .map(|it| (&it.document, PolicyType::Identity));
        let resource = self
            .resource_policies
            .iter()
            .map(|it| (&it.document, PolicyType::Resource));
        let endpoint = self
            .endpoint_policies
            .iter()
            .map(|it| (&it.document, PolicyType::Endpoint));
        let documents: Vec<_> = identity.chain(resource).chain(endpoint).collect();
        if documents.len() > MOST {
            return Err(format!(
                "a candidate has at most {MOST} policies; give a state instead"
            ));
        }
        for (document, policy_type) in documents {
            portcullis_iam::validate(document, policy_type)
                .map_err(|malformed| format!("a {policy_type} policy: {}", malformed.detail()))?;
        }
        let state = match &self.state {
            None => None,
            Some(text) => {
                let state = document::read_sealed(text.to_string().as_bytes());
                let state = state.map_err(|error| error.to_string())?;
                let world = World::of_state("candidate".to_owned(), &state, settings.clone());
                Some(world.map_err(|error| error.to_string())?.snapshot)
            }
        };
        Ok(Prepared {
            candidate: Self {
                state: None,
                ..self
            },
            state,
        })
    }
}

impl Prepared {
    /// The world with the candidate in it.
    ///
    /// # Errors
    /// When something that it is about does not exist there.
    pub(crate) fn over(&self, live: &Snapshot) -> Result<Snapshot, String> {
        let mut world = match &self.state {
            Some(state) => Snapshot::clone(state),
            None => live.clone(),
        };
        let gone = |what: &str, name: &str| format!("there is no {what} `{name}`");
        for policy in &self.candidate.identity_policies {
            let changed = match &policy.principal {
                Some(arn) => {
                    let identity = world
                        .identity(arn)
                        .ok_or_else(|| gone("user or role", arn))?;
                    let origin = inline(identity, &policy.name);
                    vec![(identity.id.clone(), origin)]
                }
                None => holders(&world, &policy.name),
            };
            if changed.is_empty() {
                return Err(format!("nobody has the managed policy `{}`", policy.name));
            }
            for (id, origin) in changed {
                let document = policy.document.clone();
                let changed = world.with_identity_policies(&id, &[(origin, document)]);
                world = changed.ok_or_else(|| gone("user or role", &id))?;
            }
        }
        for policy in &self.candidate.resource_policies {
            let api = world
                .api(&policy.api)
                .ok_or_else(|| gone("API", &policy.api))?;
            let stages: Vec<String> = match &policy.stage {
                Some(stage) => vec![stage.clone()],
                None => api.stages().map(|stage| stage.name.clone()).collect(),
            };
            for stage in stages {
                let changed = world.with_resource_policy(&policy.api, &stage, &policy.document);
                world = changed.ok_or_else(|| gone("stage", &stage))?;
            }
        }
        for policy in &self.candidate.endpoint_policies {
            let changed = world.with_endpoint_policy(&policy.endpoint, &policy.document);
            world = changed.ok_or_else(|| gone("VPC endpoint", &policy.endpoint))?;
        }
        Ok(world)
    }

    pub(crate) fn summary(&self) -> Value {
        let mut summary = self.candidate.summary();
        if let Some(object) = summary.as_object_mut() {
            object.insert("state".to_owned(), self.state.is_some().into());
        }
        summary
    }
}

/// Where an inline policy of this name stands, or would.
fn inline(identity: &Identity, name: &str) -> Origin {
    let policies = &identity.policies;
    let mut origins = (0..policies.policies().len()).filter_map(|at| policies.origin(at));
    let found = origins.find(|origin| match origin {
        Origin::Inline { name: known, on } => known == name && *on == identity.arn,
        Origin::Managed { arn, .. } => arn == name,
        _ => false,
    });
    found.cloned().unwrap_or_else(|| Origin::Inline {
        on: identity.arn.clone(),
        name: name.to_owned(),
    })
}

/// Everybody who has a managed policy, by unique id, or is bound by it.
fn holders(world: &Snapshot, arn: &str) -> Vec<(String, Origin)> {
    let mut holders = Vec::new();
    for identity in world.identities() {
        for set in [&identity.policies, &identity.boundary] {
            let mut origins = (0..set.policies().len()).filter_map(|at| set.origin(at));
            let found = origins.find(
                |origin| matches!(origin, Origin::Managed { arn: known, .. } if known == arn),
            );
            holders.extend(found.map(|origin| (identity.id.clone(), origin.clone())));
        }
    }
    holders
}

/// `WHOSE=FILE`, and what is in the file.
fn pair(text: &str) -> Result<(&str, String), String> {
    let (whose, file) = text
        .rsplit_once('=')
        .ok_or_else(|| format!("`{text}` names no file: write WHOSE=FILE"))?;
    let document = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    Ok((whose, document))
}
