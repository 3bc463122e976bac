//! Compiled policies: in sets, as identities and resources hold them, and in the memory that
//! spares compiling a document twice.

use std::collections::HashMap;
use std::sync::Arc;

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

/// Compiled documents by type, text and API.
#[derive(Default)]
pub(super) struct Policies {
    compiled: HashMap<(PolicyType, String, String), (Arc<Policy>, bool)>,
}

impl Policies {
    /// The compiled document; one that cannot be read denies everything. `api_arn` is the prefix
    /// that abbreviated resources of an API's policy stand for.
    pub(super) fn compile(
        &mut self,
        document: &str,
        policy_type: PolicyType,
        api_arn: Option<&str>,
    ) -> Arc<Policy> {
        let key = (
            policy_type,
            api_arn.unwrap_or_default().to_owned(),
            document.to_owned(),
        );
        let (policy, used) = self.compiled.entry(key).or_insert_with(|| {
            let policy = match api_arn {
                Some(arn) => Policy::compile_for_api(document, arn),
                None => Policy::compile(document, policy_type),
            };
            let policy =
                policy.unwrap_or_else(|error| Policy::deny_all(&error.to_string(), policy_type));
            (Arc::new(policy), true)
        });
        *used = true;
        Arc::clone(policy)
    }

    /// Forgets what nobody asked for since the last time.
    pub(super) fn forget_unused(&mut self) {
        self.compiled.retain(|_, (_, used)| std::mem::take(used));
    }
}
