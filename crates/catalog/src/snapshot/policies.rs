//! Compiled policies: in sets, as identities and resources hold them, and in the memory that
//! spares compiling a document twice. It judges nothing.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Weak};

use portcullis_iam::{Policy, PolicyType};

/// Policies of one type, and where each of them comes from. An empty set means that there is no
/// policy of that type, which is not the same as one that says nothing.
#[derive(Clone, Default)]
pub struct PolicySet {
    policies: Vec<Arc<Policy>>,
    origins: Vec<Origin>,
    names: Vec<String>,
}

/// Where a policy comes from, as an explanation and whoever edits it name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Written into a user, a group or a role.
    Inline {
        /// The ARN of the user, group or role.
        on: String,
        /// Its name there.
        name: String,
    },
    /// A managed policy.
    Managed {
        /// Its ARN.
        arn: String,
        /// Its default version; empty for a policy that is gone.
        version: String,
        /// The ARN of the user, group or role that it is attached to.
        on: String,
    },
    /// The trust policy of a role.
    Trust {
        /// The role's name.
        role: String,
    },
    /// The policy of a VPC endpoint.
    Endpoint {
        /// `vpce-…`
        id: String,
    },
    /// The resource policy of an API.
    Api {
        /// Its id.
        id: String,
        /// The deployment that froze it.
        deployment: String,
    },
    /// The policy of a private custom domain name.
    DomainName {
        /// The name with its id.
        name: String,
    },
    /// A policy of an organization.
    Organization {
        /// `p-…`
        id: String,
        /// Its name.
        name: String,
        /// The root, unit or account that it is attached to.
        target: String,
    },
    /// Passed when a session was made.
    Session {
        /// Counted from 1.
        number: usize,
    },
    /// No document: what stands in the place of one that cannot be known, and denies.
    Closed,
}

impl Origin {
    /// What tables and lists call it.
    fn name(&self) -> String {
        match self {
            Self::Inline { name, .. } => name.clone(),
            Self::Managed { arn, .. } => arn.clone(),
            Self::Trust { role } => format!("trust policy of {role}"),
            Self::Endpoint { id } => format!("endpoint policy of {id}"),
            Self::Api { id, .. } => format!("resource policy of {id}"),
            Self::DomainName { name } => format!("policy of {name}"),
            Self::Organization { id, name, .. } => format!("{name} ({id})"),
            Self::Session { number } => format!("session policy {number}"),
            Self::Closed => String::new(),
        }
    }
}

impl PolicySet {
    /// A set of one.
    pub fn of(origin: Origin, policy: Arc<Policy>) -> Self {
        let mut set = Self::default();
        set.push(origin, policy);
        set
    }

    /// Adds a policy.
    pub fn push(&mut self, origin: Origin, policy: Arc<Policy>) {
        self.policies.push(policy);
        self.names.push(origin.name());
        self.origins.push(origin);
    }

    /// Where a policy comes from, by its index.
    pub fn origin(&self, index: usize) -> Option<&Origin> {
        self.origins.get(index)
    }

    /// The compiled documents.
    pub fn policies(&self) -> &[Arc<Policy>] {
        &self.policies
    }

    /// The name of a policy by its index.
    pub fn name(&self, index: usize) -> &str {
        self.names.get(index).map_or("", String::as_str)
    }

    /// Whether there is no policy of this type.
    pub fn is_empty(&self) -> bool {
        self.policies.is_empty()
    }
}

/// Compiled documents, so that what many hold is compiled once and kept once. It keeps alive
/// nothing that nobody else holds.
#[derive(Default)]
pub(super) struct Policies {
    /// By the hash of type and text; the policies themselves know both.
    compiled: HashMap<u64, Vec<Weak<Policy>>>,
    hasher: RandomState,
    documents: usize,
    /// With how many documents those that are dead are looked for.
    sweep_at: usize,
}

impl Policies {
    /// The compiled document; one that cannot be read denies everything.
    pub(super) fn compile(&mut self, document: &str, policy_type: PolicyType) -> Arc<Policy> {
        let hash = self.hasher.hash_one((policy_type, document));
        let known = self.compiled.get(&hash).into_iter().flatten();
        let mut known = known.filter_map(Weak::upgrade);
        let same = known.find(|it| it.policy_type() == policy_type && it.document() == document);
        if let Some(policy) = same {
            return policy;
        }
        let policy = match Policy::compile(document, policy_type) {
            Ok(policy) => Arc::new(policy),
            Err(error) => return Arc::new(Policy::deny_all(&error.to_string(), policy_type)),
        };
        let bucket = self.compiled.entry(hash).or_default();
        bucket.push(Arc::downgrade(&policy));
        self.documents = self.documents.saturating_add(1);
        self.sweep();
        policy
    }

    /// Forgets what nobody holds any more, once there may be as much of it as of the rest: so the
    /// price of a document does not depend on how many there are.
    fn sweep(&mut self) {
        if self.documents < self.sweep_at.max(SWEEP_FROM) {
            return;
        }
        self.compiled.retain(|_, bucket| {
            bucket.retain(|policy| policy.strong_count() > 0);
            !bucket.is_empty()
        });
        self.documents = self.compiled.values().map(Vec::len).sum();
        self.sweep_at = self.documents.saturating_mul(2);
    }

    /// How many documents are remembered, dead ones included.
    pub(super) fn len(&self) -> usize {
        self.documents
    }
}

/// The policy of an API, its statements placed in the text that was saved. `api_arn` is the prefix
/// that abbreviated resources in it stand for.
pub(super) fn compile_for_api(document: &str, saved: &str, api_arn: &str) -> Arc<Policy> {
    Arc::new(match Policy::compile_for_api(document, api_arn) {
        Ok(policy) => policy.located_in(saved),
        Err(error) => Policy::deny_all(&error.to_string(), PolicyType::Resource),
    })
}

/// The policy of a private custom domain name. `arn` is what abbreviated resources in it stand for.
pub(super) fn compile_for_domain_name(document: &str, saved: &str, arn: &str) -> Arc<Policy> {
    Arc::new(match Policy::compile_for_domain_name(document, arn) {
        Ok(policy) => policy.located_in(saved),
        Err(error) => Policy::deny_all(&error.to_string(), PolicyType::Resource),
    })
}

/// Fewer documents than this are not worth looking through.
const SWEEP_FROM: usize = 1_024;
