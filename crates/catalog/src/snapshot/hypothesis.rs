//! A world that is not: a snapshot with one thing changed, for whoever asks what would happen then. It shares
//! everything else with its original, is never swapped in, and no record is written for it.

use std::sync::Arc;

use portcullis_iam::{Policy, PolicyType};

use super::apis::arn_prefix;
use super::identities::Identity;
use super::policies::{Origin, PolicySet, compile_for_api, compile_for_domain_name};
use super::{EndpointEntry, Snapshot};
use crate::AccountId;
use crate::network::SecurityGroupRule;

impl Snapshot {
    /// With other documents in the place of some policies of a user or role, and more inline ones. Each document is
    /// named by its origin.
    #[must_use]
    pub fn with_identity_policies(&self, id: &str, documents: &[(Origin, String)]) -> Option<Self> {
        let identity = self.identity_by_id(id)?;
        let mut policies = PolicySet::default();
        let mut boundary = PolicySet::default();
        for (set, changed, policy_type) in [
            (&identity.policies, &mut policies, PolicyType::Identity),
            (
                &identity.boundary,
                &mut boundary,
                PolicyType::PermissionsBoundary,
            ),
        ] {
            for (index, policy) in set.policies().iter().enumerate() {
                let origin = set.origin(index)?;
                let other = documents.iter().find(|(named, _)| named == origin);
                let policy = match other {
                    Some((_, document)) => compile(document, policy_type),
                    None => Arc::clone(policy),
                };
                changed.push(origin.clone(), policy);
            }
        }
        for (origin, document) in documents {
            let known =
                (0..policies.policies().len()).any(|at| policies.origin(at) == Some(origin));
            if !known && matches!(origin, Origin::Inline { .. }) {
                policies.push(origin.clone(), compile(document, PolicyType::Identity));
            }
        }
        let changed = Arc::new(Identity {
            policies,
            boundary,
            ..(**identity).clone()
        });
        let mut world = self.clone();
        let arn = changed.arn.clone();
        let by_id = changed.id.clone();
        world.identities.insert_mut(arn, Arc::clone(&changed));
        world.identities_by_id.insert_mut(by_id, changed);
        Some(world)
    }

    /// With another policy of a VPC endpoint.
    #[must_use]
    pub fn with_endpoint_policy(&self, id: &str, document: &str) -> Option<Self> {
        let endpoint = self.endpoints.get(id)?;
        let origin = Origin::Endpoint { id: id.to_owned() };
        let changed = EndpointEntry {
            policy: PolicySet::of(origin, compile(document, PolicyType::Endpoint)),
            ..(**endpoint).clone()
        };
        let mut world = self.clone();
        world.endpoints.insert_mut(id.to_owned(), Arc::new(changed));
        Some(world)
    }

    /// With a resource policy deployed to one stage of an API.
    #[must_use]
    pub fn with_resource_policy(&self, id: &str, stage: &str, document: &str) -> Option<Self> {
        let api = self.apis.get(id)?;
        let policy = compile_for_api(document, document, &arn_prefix(&api.saved));
        let changed = api.with_policy(stage, policy)?;
        let mut world = self.clone();
        world.apis.insert_mut(id.to_owned(), Arc::new(changed));
        Some(world)
    }

    /// With another policy of a private custom domain name.
    #[must_use]
    pub fn with_domain_name_policy(&self, full_name: &str, document: &str) -> Option<Self> {
        let mut domains = self.private_domains.iter();
        let (key, domain) = domains.find(|(_, domain)| domain.full_name == full_name)?;
        let arn = format!(
            "arn:aws:execute-api:*:{}:/domainnames/{full_name}",
            domain.account
        );
        let changed = domain.with_policy(PolicySet::of(
            Origin::DomainName {
                name: full_name.to_owned(),
            },
            compile_for_domain_name(document, document, &arn),
        ));
        let mut world = self.clone();
        world
            .private_domains
            .insert_mut(key.clone(), Arc::new(changed));
        Some(world)
    }

    /// With another document of one service control policy, for one account.
    #[must_use]
    pub fn with_service_control_policy(
        &self,
        account: AccountId,
        policy: &str,
        document: &str,
    ) -> Option<Self> {
        let entry = self.accounts.get(&account)?;
        let changed =
            entry.with_service_control(policy, &compile(document, PolicyType::ServiceControl));
        let mut world = self.clone();
        world.accounts.insert_mut(account, Arc::new(changed));
        Some(world)
    }

    /// With one more rule of a security group.
    #[must_use]
    pub fn with_rule(&self, group: &str, rule: SecurityGroupRule) -> Option<Self> {
        let mut changed = (**self.groups.get(group)?).clone();
        changed.rules.push(rule);
        let mut world = self.clone();
        world.groups.insert_mut(group.to_owned(), Arc::new(changed));
        Some(world)
    }
}

fn compile(document: &str, policy_type: PolicyType) -> Arc<Policy> {
    let policy = Policy::compile(document, policy_type);
    Arc::new(policy.unwrap_or_else(|error| Policy::deny_all(&error.to_string(), policy_type)))
}
