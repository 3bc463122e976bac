//! From records to a snapshot. What did not change since the last one (a policy document, a
//! deployment) is taken over compiled, so a small change costs little in a large world.

use std::collections::HashMap;
use std::sync::Arc;

use portcullis_iam::{Policy, PolicyType};

use super::{Deployed, Snapshot, apis, identities, networks};
use crate::{Records, Sealed, Secret};

/// Compiles snapshots, one after the other, remembering what it compiled.
#[derive(Default)]
pub struct Compiler {
    policies: Policies,
    deployments: HashMap<String, Arc<Deployed>>,
    last: Arc<Snapshot>,
}

impl Compiler {
    /// Compiles the records as they are at a revision. `open` unseals a secret, given the key of
    /// the record that holds it.
    pub fn compile(
        &mut self,
        records: &Records,
        revision: u64,
        open: &dyn Fn(&str, &Sealed) -> Option<Secret>,
    ) -> Arc<Snapshot> {
        let mut snapshot = Snapshot {
            revision,
            ..Snapshot::default()
        };
        identities::compile(records, &mut self.policies, &self.last, open, &mut snapshot);
        apis::compile(
            records,
            &mut self.policies,
            &mut self.deployments,
            &mut snapshot,
        );
        networks::compile(records, &mut self.policies, &mut snapshot);
        self.policies.forget_unused();
        self.last = Arc::new(snapshot);
        Arc::clone(&self.last)
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

    fn forget_unused(&mut self) {
        self.compiled.retain(|_, (_, used)| std::mem::take(used));
    }
}
