//! What policies name that no record does: sessions of roles, and paths below a path parameter. They
//! are asked about beside what exists, because a policy may treat them in another way.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_iam::document;

use crate::world::World;

/// The most that is taken of either; more would only be the same again.
const MOST: usize = 1_000;

/// The names.
#[derive(Default)]
pub(super) struct Named {
    /// By account and role.
    sessions: BTreeMap<(String, String), BTreeSet<String>>,
    /// By API; those under `*` are for every API.
    paths: BTreeMap<String, BTreeSet<String>>,
    taken: usize,
}

impl Named {
    /// Reads every policy that decides calls of APIs.
    pub(super) fn in_policies(world: &World) -> Self {
        let mut named = Self::default();
        let snapshot = &world.snapshot;
        let mut seen = BTreeSet::new();
        let mut read = |api: Option<&str>, text: &str| {
            if seen.insert((api.map(str::to_owned), text.to_owned())) {
                named.read(api, text);
            }
        };
        for api in snapshot.apis() {
            for stage in api.stages() {
                for policy in stage.deployed.policy.policies() {
                    read(Some(&api.id), policy.document());
                }
            }
        }
        for endpoint in snapshot.endpoints() {
            for policy in endpoint.policy.policies() {
                read(None, policy.document());
            }
        }
        for identity in snapshot.identities() {
            let sets = [&identity.policies, &identity.boundary];
            for policy in sets.into_iter().flat_map(|set| set.policies()) {
                read(None, policy.document());
            }
        }
        for account in snapshot.accounts() {
            for policy in account.service_control.flat().policies() {
                read(None, policy.document());
            }
        }
        named
    }

    /// The sessions of a role that policies name.
    pub(super) fn sessions(&self, account: &str, role: &str) -> impl Iterator<Item = &str> {
        let place = (account.to_owned(), role.to_owned());
        let sessions = self.sessions.get(&place).into_iter().flatten();
        sessions.map(String::as_str)
    }

    /// The paths, below a stage, that policies name for an API.
    pub(super) fn paths(&self, api: &str) -> impl Iterator<Item = &str> {
        let own = self.paths.get(api).into_iter().flatten();
        let all: BTreeSet<_> = own
            .chain(self.paths.get("*").into_iter().flatten())
            .collect();
        all.into_iter().map(String::as_str)
    }

    fn read(&mut self, api: Option<&str>, text: &str) {
        // Most documents are about other things.
        if !text.contains("execute-api") && !text.contains("assumed-role") {
            return;
        }
        let Ok(document) = document::read(text) else {
            return;
        };
        for statement in &document.statements {
            for value in statement.resource.iter().flat_map(|it| &it.values) {
                self.path(api, &value.text);
            }
            let principals = statement.principal.iter();
            for named in principals.flat_map(|it| &it.principals) {
                self.session(&named.value.text);
            }
            let conditions = statement.condition.iter().flat_map(|block| &block.keys);
            for value in conditions.flat_map(|(_, values)| values) {
                self.session(&value.text);
            }
        }
    }

    fn session(&mut self, arn: &str) {
        let Some((before, rest)) = arn.split_once(":assumed-role/") else {
            return;
        };
        let (Some(account), Some((role, session))) =
            (before.rsplit(':').next(), rest.split_once('/'))
        else {
            return;
        };
        if session.contains(['*', '?', '$', '/']) || self.taken >= MOST {
            return;
        }
        self.taken += 1;
        let place = (account.to_owned(), role.to_owned());
        let sessions = self.sessions.entry(place).or_default();
        sessions.insert(session.to_owned());
    }

    fn path(&mut self, api: Option<&str>, resource: &str) {
        let (api, below) = match (api, resource.strip_prefix("execute-api:/")) {
            (Some(api), Some(below)) => (api, below),
            _ => {
                let mut parts = resource.splitn(6, ':');
                let service = parts.nth(2);
                let own = parts.nth(2);
                match (service, own.and_then(|own| own.split_once('/'))) {
                    (Some("execute-api"), Some((api, below))) => (api, below),
                    _ => return,
                }
            }
        };
        let Some(path) = below.splitn(3, '/').nth(2) else {
            return;
        };
        if path.contains("${") || self.taken >= MOST {
            return;
        }
        let sample = path.replace('*', "").replace('?', "x");
        let sample = sample.trim_matches('/');
        if sample.is_empty() {
            return;
        }
        self.taken += 1;
        let api = if api.contains(['*', '?']) { "*" } else { api };
        let paths = self.paths.entry(api.to_owned()).or_default();
        paths.insert(sample.to_owned());
    }
}
