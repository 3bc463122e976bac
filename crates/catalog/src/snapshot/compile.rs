//! From records to a snapshot. What did not change since the last one (a policy document, a
//! deployment) is taken over compiled, so a small change costs little in a large world.

use std::collections::HashMap;
use std::sync::Arc;

use super::apis::Deployed;
use super::policies::Policies;
use super::{Snapshot, apis, identities, networks};
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
