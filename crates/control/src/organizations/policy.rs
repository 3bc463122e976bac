//! Policies of an organisation: service control policies and resource control policies. Other types of policies decide
//! on nothing that exists here, and are not available.

use portcullis_catalog::Record;
use portcullis_catalog::id;
use portcullis_catalog::organization::{
    AWS_MANAGED, ManagedOrganizationPolicy, Organization, OrganizationPolicy,
    OrganizationPolicyType,
};
use portcullis_iam::ORGANIZATION_POLICY_SIZE;
use portcullis_wire::Fault;
use portcullis_wire::organizations as wire;
use portcullis_wire::organizations::PolicyType;

use super::caller::{anywhere, arn, managed, of_type, on, organization_of, type_in_arn};
use super::fault::{constraint, fault, invalid, no_such_policy};
use super::node::Node;
use super::page::Page;
use super::tag_set;
use super::tree::type_shown;
use crate::{Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreatePolicy",
            |tx, input: &wire::CreatePolicyRequest| {
                let permission =
                    |action: &str| Ok(of_type(anywhere(tx, action), input.r#type.as_str()));
                tag_set::creating(permission, "CreatePolicy", input.tags.as_deref())
            },
            create,
        ),
        offer(
            "DescribePolicy",
            |tx, input: &wire::DescribePolicyRequest| {
                Ok(vec![permission(tx, "DescribePolicy", &input.policy_id)?])
            },
            |tx, input| {
                let organization = managed(tx)?;
                let policy = Known::find(tx, &organization, &input.policy_id)?;
                Ok(wire::DescribePolicyResponse {
                    policy: Some(policy.ok_or_else(no_such_policy)?.shown(&organization)),
                })
            },
        ),
        offer(
            "UpdatePolicy",
            |tx, input: &wire::UpdatePolicyRequest| {
                Ok(vec![permission(tx, "UpdatePolicy", &input.policy_id)?])
            },
            update,
        ),
        offer(
            "DeletePolicy",
            |tx, input: &wire::DeletePolicyRequest| {
                Ok(vec![permission(tx, "DeletePolicy", &input.policy_id)?])
            },
            delete,
        ),
        offer(
            "ListPolicies",
            |tx, input: &wire::ListPoliciesRequest| {
                let permission = anywhere(tx, "ListPolicies");
                Ok(vec![of_type(permission, input.filter.as_str())])
            },
            list,
        ),
    ]
}

/// A policy that exists: AWS's, or the organisation's own.
pub(super) enum Known {
    Managed(&'static ManagedOrganizationPolicy),
    Own(OrganizationPolicy),
}

impl Known {
    pub(super) fn find(
        tx: &Tx<'_>,
        organization: &Organization,
        id: &str,
    ) -> Result<Option<Self>, Fault> {
        if let Some(managed) = ManagedOrganizationPolicy::by_id(id) {
            return Ok(Some(Self::Managed(managed)));
        }
        let own = tx.get(&OrganizationPolicy::key_of(&organization.id, id))?;
        Ok(own.map(Self::Own))
    }

    /// AWS's and the organisation's own, by id.
    pub(super) fn all(tx: &Tx<'_>, organization: &Organization) -> Result<Vec<Self>, Fault> {
        let own: Vec<OrganizationPolicy> =
            tx.scan(&OrganizationPolicy::key_of(&organization.id, ""))?;
        let mut all: Vec<Self> = AWS_MANAGED.iter().map(Self::Managed).collect();
        all.extend(own.into_iter().map(Self::Own));
        all.sort_by(|one, other| one.id().cmp(other.id()));
        Ok(all)
    }

    pub(super) fn id(&self) -> &str {
        match self {
            Self::Managed(policy) => policy.id,
            Self::Own(policy) => &policy.id,
        }
    }

    pub(super) const fn policy_type(&self) -> OrganizationPolicyType {
        match self {
            Self::Managed(policy) => policy.policy_type,
            Self::Own(policy) => policy.policy_type,
        }
    }

    pub(super) fn arn(&self, organization: &Organization) -> String {
        let kind = type_in_arn(self.policy_type());
        match self {
            Self::Managed(policy) => {
                format!("arn:aws:organizations::aws:policy/{kind}/{}", policy.id)
            }
            Self::Own(policy) => arn(organization, "policy", &format!("{kind}/{}", policy.id)),
        }
    }

    pub(super) fn summary(&self, organization: &Organization) -> wire::PolicySummary {
        let (name, description) = match self {
            Self::Managed(policy) => (policy.name, policy.description),
            Self::Own(policy) => (policy.name.as_str(), policy.description.as_str()),
        };
        wire::PolicySummary {
            id: Some(self.id().to_owned()),
            arn: Some(self.arn(organization)),
            name: Some(name.to_owned()),
            description: Some(description.to_owned()),
            r#type: Some(type_shown(self.policy_type())),
            aws_managed: Some(matches!(self, Self::Managed(_))),
        }
    }

    fn shown(&self, organization: &Organization) -> wire::Policy {
        let document = match self {
            Self::Managed(policy) => policy.document,
            Self::Own(policy) => &policy.document,
        };
        wire::Policy {
            policy_summary: Some(self.summary(organization)),
            content: Some(document.to_owned()),
        }
    }
}

/// A type of policy that decides on something here.
pub(super) fn available(
    organization: &Organization,
    policy_type: PolicyType,
) -> Result<OrganizationPolicyType, Fault> {
    let known = match policy_type {
        PolicyType::ServiceControlPolicy => Some(OrganizationPolicyType::ServiceControl),
        PolicyType::ResourceControlPolicy => Some(OrganizationPolicyType::ResourceControl),
        _ => None,
    };
    known.filter(|_| organization.all_features).ok_or_else(|| {
        fault(
            "PolicyTypeNotAvailableForOrganizationException",
            "You can't use the specified policy type with the feature set currently enabled for this organization.",
        )
    })
}

/// The permission for an action on a policy.
pub(super) fn permission(tx: &Tx<'_>, action: &str, id: &str) -> Result<Permission, Fault> {
    let Some(organization) = organization_of(tx, tx.account())? else {
        return Ok(anywhere(tx, action));
    };
    let Some(policy) = Known::find(tx, &organization, id)? else {
        return on(tx, action, |organization| {
            arn(
                organization,
                "policy",
                &format!("service_control_policy/{id}"),
            )
        });
    };
    let permission = Permission {
        resource: policy.arn(&organization),
        ..anywhere(tx, action)
    };
    let permission = match &policy {
        Known::Managed(_) => permission,
        Known::Own(policy) => permission.tagged(&policy.tags),
    };
    Ok(of_type(
        permission,
        type_shown(policy.policy_type()).as_str(),
    ))
}

/// What AWS owns cannot be changed.
pub(super) fn immutable() -> Fault {
    invalid(
        "IMMUTABLE_POLICY",
        "You specified a policy that is managed by AWS and can't be modified.",
    )
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreatePolicyRequest,
) -> Result<wire::CreatePolicyResponse, Fault> {
    let organization = managed(tx)?;
    let policy_type = available(&organization, input.r#type)?;
    let known = Known::all(tx, &organization)?;
    let of_this_type = known
        .iter()
        .filter(|policy| policy.policy_type() == policy_type);
    // AWS Organizations User Guide, "Quotas for AWS Organizations".
    let most = match policy_type {
        OrganizationPolicyType::ServiceControl => 10_000,
        OrganizationPolicyType::ResourceControl => 1_000,
    };
    if of_this_type.count() > most {
        return Err(constraint(
            "POLICY_NUMBER_LIMIT_EXCEEDED",
            "You have exceeded the number of policies that you can have in an organization.",
        ));
    }
    check_name(&known, policy_type, &input.name)?;
    check_document(policy_type, &input.content)?;
    let policy = Known::Own(OrganizationPolicy {
        id: format!("p-{}", id::lower_case(&tx.random::<8>()?)),
        organization: organization.id.clone(),
        policy_type,
        name: input.name,
        description: input.description,
        document: input.content,
        tags: tag_set::read(input.tags.as_deref())?,
    });
    if let Known::Own(policy) = &policy {
        tx.put(policy)?;
    }
    Ok(wire::CreatePolicyResponse {
        policy: Some(policy.shown(&organization)),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdatePolicyRequest,
) -> Result<wire::UpdatePolicyResponse, Fault> {
    let organization = managed(tx)?;
    let mut policy = own(tx, &organization, &input.policy_id)?;
    if let Some(name) = input.name.filter(|name| *name != policy.name) {
        check_name(&Known::all(tx, &organization)?, policy.policy_type, &name)?;
        policy.name = name;
    }
    if let Some(description) = input.description {
        policy.description = description;
    }
    if let Some(document) = input.content {
        check_document(policy.policy_type, &document)?;
        policy.document = document;
    }
    tx.put(&policy)?;
    Ok(wire::UpdatePolicyResponse {
        policy: Some(Known::Own(policy).shown(&organization)),
    })
}

fn delete(tx: &mut Tx<'_>, input: wire::DeletePolicyRequest) -> Result<(), Fault> {
    let organization = managed(tx)?;
    let policy = own(tx, &organization, &input.policy_id)?;
    let nodes = Node::all(tx, &organization)?;
    if nodes
        .iter()
        .any(|node| node.attached().contains(&policy.id))
    {
        return Err(fault(
            "PolicyInUseException",
            "The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.",
        ));
    }
    tx.delete(&policy.key());
    Ok(())
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::ListPoliciesRequest,
) -> Result<wire::ListPoliciesResponse, Fault> {
    let organization = managed(tx)?;
    let known = Known::all(tx, &organization)?.into_iter();
    let known = known.filter(|policy| type_shown(policy.policy_type()) == input.filter);
    let page = Page::of(
        known,
        Known::id,
        input.next_token.as_deref(),
        input.max_results,
    )?;
    let (policies, next_token) = page.shown(|policy| policy.summary(&organization));
    Ok(wire::ListPoliciesResponse {
        policies,
        next_token,
    })
}

/// A policy that can be changed.
fn own(tx: &Tx<'_>, organization: &Organization, id: &str) -> Result<OrganizationPolicy, Fault> {
    match Known::find(tx, organization, id)? {
        Some(Known::Own(policy)) => Ok(policy),
        Some(Known::Managed(_)) => Err(immutable()),
        None => Err(no_such_policy()),
    }
}

fn check_name(
    known: &[Known],
    policy_type: OrganizationPolicyType,
    name: &str,
) -> Result<(), Fault> {
    let is_taken = known.iter().any(|policy| {
        let taken = match policy {
            Known::Managed(policy) => policy.name,
            Known::Own(policy) => policy.name.as_str(),
        };
        policy.policy_type() == policy_type && taken == name
    });
    if is_taken {
        return Err(fault(
            "DuplicatePolicyException",
            "A policy with the specified name and type already exists.",
        ));
    }
    Ok(())
}

fn check_document(policy_type: OrganizationPolicyType, document: &str) -> Result<(), Fault> {
    if document.chars().count() > ORGANIZATION_POLICY_SIZE {
        return Err(constraint(
            "POLICY_CONTENT_LIMIT_EXCEEDED",
            "You have exceeded the size limit for the content of a policy.",
        ));
    }
    let compiled_as = match policy_type {
        OrganizationPolicyType::ServiceControl => portcullis_iam::PolicyType::ServiceControl,
        OrganizationPolicyType::ResourceControl => portcullis_iam::PolicyType::ResourceControl,
    };
    portcullis_iam::validate(document, compiled_as)
        .map_err(|_| {
            fault(
                "MalformedPolicyDocumentException",
                "The provided policy document does not meet the requirements of the specified policy type.",
            )
        })
        .map(drop)
}
