//! Compiled policies: in sets, as identities and resources hold them, and in the memory that
//! spares compiling a document twice. It judges nothing.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Weak};

use portcullis_iam::{Policy, PolicyType};

/// Policies of one type, and the names that explanations give them. An empty set means that
/// there is no policy of that type, which is not the same as one that says nothing.
#[derive(Default)]
pub struct PolicySet {
    policies: Vec<Arc<Policy>>,
    names: Vec<String>,
}

impl PolicySet {
    /// A set of one.
    pub fn of(name: impl Into<String>, policy: Arc<Policy>) -> Self {
        Self {
            policies: vec![policy],
            names: vec![name.into()],
        }
    }

    /// Adds a policy: the name is the ARN of a managed policy, or that of an inline one.
    pub fn push(&mut self, name: impl Into<String>, policy: Arc<Policy>) {
        self.policies.push(policy);
        self.names.push(name.into());
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

/// The policy of an API. `api_arn` is the prefix that abbreviated resources in it stand for.
pub(super) fn compile_for_api(document: &str, api_arn: &str) -> Arc<Policy> {
    let policy = Policy::compile_for_api(document, api_arn);
    Arc::new(
        policy.unwrap_or_else(|error| Policy::deny_all(&error.to_string(), PolicyType::Resource)),
    )
}

/// The policy of a private custom domain name. `arn` is what abbreviated resources in it stand for.
pub(super) fn compile_for_domain_name(document: &str, arn: &str) -> Arc<Policy> {
    let policy = Policy::compile_for_domain_name(document, arn);
    Arc::new(
        policy.unwrap_or_else(|error| Policy::deny_all(&error.to_string(), PolicyType::Resource)),
    )
}

/// Fewer documents than this are not worth looking through.
const SWEEP_FROM: usize = 1_024;
