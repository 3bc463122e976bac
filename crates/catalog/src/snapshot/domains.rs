//! Custom domain names as a request sees them: which API stands under which first segment of their
//! paths, and through which endpoints a private one is reached. Whether a caller may is judged
//! elsewhere.

use std::collections::HashMap;
use std::sync::Arc;

use super::Snapshot;
use super::handshakes::{Handshake, name_of, only_tls13};
use super::policies::{Origin, PolicySet, compile_for_domain_name};
use super::work::Work;
use crate::AccountId;
use crate::domain::{BasePathMapping, DomainName, DomainNameAccessAssociation, MutualTls};
use crate::principals::with_unique_ids;

/// A custom domain name with its base path mappings.
#[derive(Clone)]
pub struct DomainEntry {
    /// Its owner, who owns the APIs behind it too.
    pub account: AccountId,
    /// The name; a private one with its id.
    pub full_name: String,
    /// Whether it is reached through endpoints only.
    pub private: bool,
    /// Who may call through a private name. Without a policy nobody may.
    pub policy: PolicySet,
    /// The name alone; a wildcard as it is written.
    pub name: String,
    /// Whether TLS 1.2 is too old for it.
    pub only_tls13: bool,
    /// The truststore that has to vouch for its clients.
    pub mutual_tls: Option<MutualTls>,
    /// Whether the server name of TLS has to be the host.
    strict: bool,
    /// What cannot be held here is not served.
    served: bool,
    /// By the base path; the empty one takes what no other takes.
    mappings: HashMap<String, Mapping>,
}

/// What stands under a base path.
#[derive(Clone)]
pub(super) struct Mapping {
    pub(super) api: String,
    /// Without one the next segment is the stage.
    pub(super) stage: Option<String>,
}

/// An endpoint that may reach a private name.
pub(super) struct AssociationEntry {
    place: String,
    domain: String,
}

/// The custom domain name that a request came by.
#[derive(Clone, Copy)]
pub struct ViaDomain<'w> {
    /// The name.
    pub domain: &'w DomainEntry,
    /// The base path that matched; empty where none was needed.
    pub base_path: &'w str,
}

impl DomainEntry {
    /// The same name with another policy.
    pub(super) fn with_policy(&self, policy: PolicySet) -> Self {
        Self {
            policy,
            ..self.clone()
        }
    }

    /// The name as a resource of policies (Service Authorization Reference, "Amazon API Gateway").
    pub fn arn(&self, region: &str) -> String {
        let Self {
            account, full_name, ..
        } = self;
        format!("arn:aws:execute-api:{region}:{account}:/domainnames/{full_name}")
    }

    /// Whether a request for a host may come by this name over such a connection. A client that
    /// proved itself under one name has not done so under another.
    pub(super) fn takes(&self, host: &str, handshake: Handshake<'_>) -> bool {
        let asked_for = handshake.server_name.is_some_and(|name| self.is(name));
        let proven = match &self.mutual_tls {
            Some(required) => asked_for && handshake.truststore == Some(required),
            None => true,
        };
        self.served && proven && (!self.strict || handshake.names(host))
    }

    fn is(&self, host: &str) -> bool {
        let host = name_of(host);
        match self.name.strip_prefix("*.") {
            Some(below) => host.split_once('.').is_some_and(|(_, rest)| rest == below),
            None => host == self.name,
        }
    }

    /// What a decoded path leads to: the mapping, its base path, and what is left of the path.
    pub(super) fn lead<'w>(&'w self, path: &'w str) -> Option<(&'w Mapping, &'w str, &'w str)> {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        match self.mappings.get(first).filter(|_| !first.is_empty()) {
            Some(mapping) => Some((mapping, first, rest)),
            None => Some((self.mappings.get("")?, "", path)),
        }
    }

    pub(super) fn enter(self: &Arc<Self>, snapshot: &mut Snapshot) {
        if self.private {
            let place = private_place(self.account, &self.full_name);
            snapshot.private_domains.insert_mut(place, Arc::clone(self));
        } else {
            let name = self.name.clone();
            snapshot.public_domains.insert_mut(name, Arc::clone(self));
        }
    }

    pub(super) fn leave(&self, snapshot: &mut Snapshot) {
        if self.private {
            let place = private_place(self.account, &self.full_name);
            snapshot.private_domains.remove_mut(&place);
        } else {
            snapshot.public_domains.remove_mut(&self.name);
        }
    }
}

impl AssociationEntry {
    pub(super) fn enter(&self, snapshot: &mut Snapshot) {
        let (place, domain) = (self.place.clone(), self.domain.clone());
        snapshot.associations.insert_mut(place, domain);
    }

    pub(super) fn leave(&self, snapshot: &mut Snapshot) {
        snapshot.associations.remove_mut(&self.place);
    }
}

impl Snapshot {
    /// The public custom domain name that a host means: itself, or a wildcard over it.
    pub fn public_domain(&self, host: &str) -> Option<&DomainEntry> {
        if self.public_domains.is_empty() {
            return None;
        }
        let name = name_of(host);
        let exact = self.public_domains.get(&name);
        let domain = exact.or_else(|| {
            let (_, below) = name.split_once('.')?;
            self.public_domains.get(&format!("*.{below}"))
        });
        domain.map(AsRef::as_ref)
    }

    /// The private custom domain name that a host means behind an endpoint.
    pub fn private_domain(&self, endpoint: &str, host: &str) -> Option<&DomainEntry> {
        if self.associations.is_empty() {
            return None;
        }
        let place = association_place(endpoint, &name_of(host));
        let domain = self.associations.get(&place)?;
        self.private_domains.get(domain).map(AsRef::as_ref)
    }
}

pub(super) fn domain_name(work: &mut Work<'_>, key: &str) -> Option<Arc<DomainEntry>> {
    let domain = work.records.unwatched::<DomainName>(key)?;
    let private = domain.is_private();
    let prefix = BasePathMapping::prefix(domain.account, &domain.name, domain.id.as_deref());
    let mappings = work.records.under::<BasePathMapping>(&prefix);
    let mappings = mappings.into_iter().map(|mapping| {
        let target = Mapping {
            api: mapping.api.clone(),
            stage: mapping.stage.clone(),
        };
        (mapping.base_path.clone(), target)
    });
    let full_name = domain.full_name();
    let policy = match &domain.policy {
        Some(document) if private => {
            let replaced = with_unique_ids(document, &domain.principal_ids);
            let arn = format!(
                "arn:aws:execute-api:*:{}:/domainnames/{full_name}",
                domain.account
            );
            let policy = compile_for_domain_name(&replaced, document, &arn);
            let name = full_name.clone();
            PolicySet::of(Origin::DomainName { name }, policy)
        }
        _ => PolicySet::default(),
    };
    Some(Arc::new(DomainEntry {
        account: domain.account,
        full_name,
        private,
        policy,
        name: domain.name.clone(),
        only_tls13: only_tls13(&domain.security_policy),
        mutual_tls: domain.mutual_tls.clone(),
        strict: domain.endpoint_access_mode.as_deref() == Some("STRICT"),
        // No routing rules exist here, so a name that goes by them alone leads nowhere.
        served: domain.routing_mode != "ROUTING_RULE_ONLY",
        mappings: mappings.collect(),
    }))
}

pub(super) fn association(work: &mut Work<'_>, key: &str) -> Option<Arc<AssociationEntry>> {
    let known = work.records.unwatched::<DomainNameAccessAssociation>(key)?;
    if known.rejected {
        return None;
    }
    let full_name = format!("{}+{}", known.domain_name, known.domain_name_id);
    Some(Arc::new(AssociationEntry {
        place: association_place(&known.vpc_endpoint, &known.domain_name),
        domain: private_place(known.domain_account, &full_name),
    }))
}

fn private_place(account: AccountId, full_name: &str) -> String {
    format!("{account}/{full_name}")
}

fn association_place(endpoint: &str, name: &str) -> String {
    format!("{endpoint}/{name}")
}
