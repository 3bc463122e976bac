//! A whole state: every record, looked at as one world. What is not in it does not exist, so here both sides of every call
//! are known, and what is saved can be held against what is deployed.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::api::{Authorization, EndpointType, Frozen, Resource, RestApi};
use portcullis_catalog::network::SecurityGroup;
use portcullis_catalog::{Records, aws_managed};
use portcullis_iam::PolicyType;

use crate::attached::{Attached, Positions};
use crate::world::{Api, Deployed, Endpoint, Identity, World};

/// Reads the records of a state, named `file`, and the resources of its APIs as they are edited. `resource_tags` is the
/// setting of that name.
#[must_use]
pub fn world(file: &str, records: &Records, resources: &[Resource], resource_tags: bool) -> World {
    let reading = Reading {
        file,
        records,
        resources,
    };
    World {
        policies: reading
            .managed_policies()
            .chain(reading.organization_policies())
            .collect(),
        apis: records
            .rest_apis
            .values()
            .map(|api| reading.api(api))
            .collect(),
        endpoints: reading.endpoints(),
        groups: records
            .security_groups
            .values()
            .map(|group| SecurityGroup::clone(group))
            .collect(),
        identities: reading.identities(),
        unknown: Vec::new(),
        complete: true,
        resource_tags,
    }
}

struct Reading<'a> {
    file: &'a str,
    records: &'a Records,
    resources: &'a [Resource],
}

/// What users, groups and roles have in common.
struct Held<'a> {
    subject: String,
    inline: &'a BTreeMap<String, String>,
    attached: &'a BTreeSet<String>,
}

impl Reading<'_> {
    fn attached(&self, subject: String, policy_type: PolicyType, text: &str) -> Attached {
        Attached {
            file: self.file.to_owned(),
            subject,
            policy_type,
            text: text.to_owned(),
            positions: Positions::Own,
        }
    }

    fn api(&self, api: &RestApi) -> Api {
        let subject = format!("API {} `{}` of account {}", api.id, api.name, api.account);
        let policy = api
            .policy
            .as_deref()
            .map(|text| self.attached(subject.clone(), PolicyType::Resource, text));
        let resources: Vec<&Resource> = self
            .resources
            .iter()
            .filter(|resource| resource.account == api.account && resource.api == api.id)
            .collect();
        let open_methods = resources
            .iter()
            .flat_map(|resource| {
                let methods = resource.methods.iter();
                let open =
                    methods.filter(|(_, method)| method.authorization == Authorization::None);
                open.map(|(verb, _)| format!("{verb} {}", resource.path))
            })
            .collect();
        Api {
            file: self.file.to_owned(),
            subject,
            place: (1, 1),
            id: Some(api.id.clone()),
            account: Some(api.account.as_str().to_owned()),
            private: Some(api.endpoint.endpoint_type == EndpointType::Private),
            policy,
            policy_unknown: false,
            stages: self.stages(api, &resources),
            open_methods,
        }
    }

    fn stages(&self, api: &RestApi, resources: &[&Resource]) -> Vec<Deployed> {
        let own = |account, id: &str| account == api.account && id == api.id;
        let stages = self.records.stages.values();
        stages
            .filter(|stage| own(stage.account, &stage.api))
            .map(|stage| {
                let mut deployments = self.records.deployments.values();
                let deployment =
                    deployments.find(|it| own(it.account, &it.api) && it.id == stage.deployment_id);
                Deployed {
                    stage: stage.name.clone(),
                    differs: deployment.map_or_else(Vec::new, |it| {
                        let name = &stage.deployment_id;
                        let parts = differing(api, resources, &it.frozen).into_iter();
                        parts
                            .map(|part| format!("{part} (deployment `{name}`)"))
                            .collect()
                    }),
                }
            })
            .collect()
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        let endpoints = self.records.vpc_endpoints.values();
        endpoints
            .map(|endpoint| Endpoint {
                file: self.file.to_owned(),
                subject: format!(
                    "VPC endpoint {} of account {}",
                    endpoint.id, endpoint.account
                ),
                groups: Some(endpoint.security_groups.clone()),
                addresses: self
                    .records
                    .network_interfaces
                    .values()
                    .filter(|it| it.vpc_endpoint.as_ref() == Some(&endpoint.id))
                    .map(|it| it.private_ip)
                    .collect(),
                id: Some(endpoint.id.clone()),
                policy: endpoint.policy.as_deref().map(|text| {
                    let subject = format!(
                        "VPC endpoint {} of account {}",
                        endpoint.id, endpoint.account
                    );
                    self.attached(subject, PolicyType::Endpoint, text)
                }),
            })
            .collect()
    }

    fn identities(&self) -> Vec<Identity> {
        let mut identities = Vec::new();
        let groups: Vec<_> = self.records.groups.values().collect();
        for user in self.records.users.values() {
            let mut policies = self.policies(&Held {
                subject: user.arn(),
                inline: &user.inline_policies,
                attached: &user.attached_policies,
            });
            let member = user.name.to_lowercase();
            for group in &groups {
                if group.account == user.account && group.members.contains(&member) {
                    policies.extend(self.policies(&Held {
                        subject: group.arn(),
                        inline: &group.inline_policies,
                        attached: &group.attached_policies,
                    }));
                }
            }
            identities.push(Identity {
                arn: Some(user.arn()),
                boundary: user.permissions_boundary.is_some(),
                policies,
                others: self.boundary(user.permissions_boundary.as_deref()),
                policies_known: true,
            });
        }
        for role in self.records.roles.values() {
            let mut others = self.boundary(role.permissions_boundary.as_deref());
            others.push(self.attached(role.arn(), PolicyType::Trust, &role.assume_role_policy));
            identities.push(Identity {
                arn: Some(role.arn()),
                boundary: role.permissions_boundary.is_some(),
                policies: self.policies(&Held {
                    subject: role.arn(),
                    inline: &role.inline_policies,
                    attached: &role.attached_policies,
                }),
                others,
                policies_known: true,
            });
        }
        for group in groups {
            identities.push(Identity {
                arn: Some(group.arn()),
                policies: self.policies(&Held {
                    subject: group.arn(),
                    inline: &group.inline_policies,
                    attached: &group.attached_policies,
                }),
                policies_known: true,
                ..Identity::default()
            });
        }
        identities
    }

    fn policies(&self, held: &Held<'_>) -> Vec<Attached> {
        let inline = held.inline.iter().map(|(name, text)| {
            let subject = format!("policy `{name}` of {}", held.subject);
            self.attached(subject, PolicyType::Identity, text)
        });
        let managed = held.attached.iter().filter_map(|arn| {
            Some(self.attached(arn.clone(), PolicyType::Identity, self.managed(arn)?))
        });
        inline.chain(managed).collect()
    }

    fn boundary(&self, arn: Option<&str>) -> Vec<Attached> {
        let text = arn.and_then(|arn| Some((arn, self.managed(arn)?)));
        text.map(|(arn, text)| self.attached(arn.to_owned(), PolicyType::PermissionsBoundary, text))
            .into_iter()
            .collect()
    }

    fn managed(&self, arn: &str) -> Option<&str> {
        if let Some(policy) = aws_managed::by_arn(arn) {
            return Some(policy.document);
        }
        let mut policies = self.records.policies.values();
        policies.find(|it| it.arn() == arn)?.default_document()
    }

    /// Those that are attached are among them.
    fn managed_policies(&self) -> impl Iterator<Item = Attached> {
        let policies = self.records.policies.values();
        policies.filter_map(|it| {
            Some(self.attached(it.arn(), PolicyType::Identity, it.default_document()?))
        })
    }

    fn organization_policies(&self) -> impl Iterator<Item = Attached> {
        use portcullis_catalog::organization::OrganizationPolicyType as Kind;
        let policies = self.records.organization_policies.values();
        policies.map(|policy| {
            let policy_type = match policy.policy_type {
                Kind::ServiceControl => PolicyType::ServiceControl,
                Kind::ResourceControl => PolicyType::ResourceControl,
            };
            let subject = format!("organization policy {} `{}`", policy.id, policy.name);
            self.attached(subject, policy_type, &policy.document)
        })
    }
}

/// What of an API is not as it was when it was deployed.
fn differing(api: &RestApi, resources: &[&Resource], frozen: &Frozen) -> Vec<&'static str> {
    let mut parts = Vec::new();
    if api.policy != frozen.policy {
        parts.push("the resource policy differs");
    }
    let by_id = |resource: &Resource| {
        serde_json::to_value(resource)
            .ok()
            .map(|it| (resource.id.clone(), it))
    };
    let now: BTreeMap<_, _> = resources.iter().filter_map(|it| by_id(it)).collect();
    let then: BTreeMap<_, _> = frozen.resources.iter().filter_map(by_id).collect();
    if now != then {
        parts.push("resources or methods differ");
    }
    if api.binary_media_types != frozen.binary_media_types
        || api.disable_execute_api_endpoint != frozen.disable_execute_api_endpoint
    {
        parts.push("settings of the API differ");
    }
    parts
}
