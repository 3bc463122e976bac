//! What stands in the tree of an organisation: its root, units and accounts. Policies are attached to each of them, and
//! each can have tags.

use std::collections::BTreeSet;

use portcullis_catalog::AccountId;
use portcullis_catalog::account::{Account, Membership};
use portcullis_catalog::identity::Tags;
use portcullis_catalog::organization::{
    ManagedOrganizationPolicy, Organization, OrganizationalUnit,
};
use portcullis_wire::Fault;
use portcullis_wire::organizations::TargetType;

use super::caller::node_arn;
use crate::Tx;

/// A place in the tree.
pub(super) enum Node {
    Root(Organization),
    Unit(OrganizationalUnit),
    Account(Box<Member>),
}

/// An account and its place.
pub(super) struct Member {
    pub(super) account: Account,
    pub(super) membership: Membership,
}

impl Node {
    /// What has this id in an organisation.
    pub(super) fn find(
        tx: &Tx<'_>,
        organization: &Organization,
        id: &str,
    ) -> Result<Option<Self>, Fault> {
        if id == organization.root {
            return Ok(Some(Self::Root(organization.clone())));
        }
        if id.starts_with("ou-") {
            let key = OrganizationalUnit::key_of(&organization.id, id);
            return Ok(tx.get(&key)?.map(Self::Unit));
        }
        Ok(member(tx, organization, id)?.map(|member| Self::Account(Box::new(member))))
    }

    /// What has this id and can hold others: the root or a unit.
    pub(super) fn parent(
        tx: &Tx<'_>,
        organization: &Organization,
        id: &str,
    ) -> Result<Option<Self>, Fault> {
        let node = Self::find(tx, organization, id)?;
        Ok(node.filter(|node| !matches!(node, Self::Account(_))))
    }

    /// Everything in an organisation.
    pub(super) fn all(tx: &Tx<'_>, organization: &Organization) -> Result<Vec<Self>, Fault> {
        let mut nodes = vec![Self::Root(organization.clone())];
        nodes.extend(units(tx, organization)?.into_iter().map(Self::Unit));
        let members = members(tx, organization)?.into_iter();
        nodes.extend(members.map(|member| Self::Account(Box::new(member))));
        Ok(nodes)
    }

    pub(super) fn id(&self) -> &str {
        match self {
            Self::Root(organization) => &organization.root,
            Self::Unit(unit) => &unit.id,
            Self::Account(member) => member.account.id.as_str(),
        }
    }

    pub(super) fn arn(&self, organization: &Organization) -> String {
        node_arn(organization, self.id())
    }

    pub(super) fn name(&self) -> String {
        match self {
            Self::Root(_) => "Root".to_owned(),
            Self::Unit(unit) => unit.name.clone(),
            Self::Account(member) => name_of(&member.account),
        }
    }

    pub(super) const fn target_type(&self) -> TargetType {
        match self {
            Self::Root(_) => TargetType::Root,
            Self::Unit(_) => TargetType::OrganizationalUnit,
            Self::Account(_) => TargetType::Account,
        }
    }

    pub(super) fn attached(&self) -> &BTreeSet<String> {
        match self {
            Self::Root(organization) => &organization.attached_policies,
            Self::Unit(unit) => &unit.attached_policies,
            Self::Account(member) => &member.membership.attached_policies,
        }
    }

    pub(super) fn attached_mut(&mut self) -> &mut BTreeSet<String> {
        match self {
            Self::Root(organization) => &mut organization.attached_policies,
            Self::Unit(unit) => &mut unit.attached_policies,
            Self::Account(member) => &mut member.membership.attached_policies,
        }
    }

    pub(super) fn tags(&self) -> &Tags {
        match self {
            Self::Root(organization) => &organization.root_tags,
            Self::Unit(unit) => &unit.tags,
            Self::Account(member) => &member.membership.tags,
        }
    }

    pub(super) fn tags_mut(&mut self) -> &mut Tags {
        match self {
            Self::Root(organization) => &mut organization.root_tags,
            Self::Unit(unit) => &mut unit.tags,
            Self::Account(member) => &mut member.membership.tags,
        }
    }

    pub(super) fn put(self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        match self {
            Self::Root(organization) => tx.put(&organization),
            Self::Unit(unit) => tx.put(&unit),
            Self::Account(member) => member.put(tx),
        }
    }
}

impl Member {
    pub(super) fn put(self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        tx.put(&Account {
            organization: Some(self.membership),
            ..self.account
        })
    }
}

/// The account with this id, if it is in the organisation.
pub(super) fn member(
    tx: &Tx<'_>,
    organization: &Organization,
    id: &str,
) -> Result<Option<Member>, Fault> {
    let Ok(id) = AccountId::parse(id) else {
        return Ok(None);
    };
    let account: Option<Account> = tx.get(&Account::key_of(id))?;
    Ok(account.and_then(|account| belonging(organization, account)))
}

/// Every account of an organisation, by id.
pub(super) fn members(tx: &Tx<'_>, organization: &Organization) -> Result<Vec<Member>, Fault> {
    let accounts: Vec<Account> = tx.scan("account/")?;
    let members = accounts.into_iter();
    Ok(members
        .filter_map(|account| belonging(organization, account))
        .collect())
}

/// Every unit of an organisation, by id.
pub(super) fn units(
    tx: &Tx<'_>,
    organization: &Organization,
) -> Result<Vec<OrganizationalUnit>, Fault> {
    tx.scan(&OrganizationalUnit::key_of(&organization.id, ""))
}

/// The ids of what is attached to everything that is new in an organisation.
pub(super) fn attached_by_default(organization: &Organization) -> BTreeSet<String> {
    let types = organization.policy_types.iter();
    types
        .filter_map(|policy_type| ManagedOrganizationPolicy::of(*policy_type))
        .map(|policy| policy.id.to_owned())
        .collect()
}

/// The name of an account; one that never got one is called by its id.
pub(super) fn name_of(account: &Account) -> String {
    let name = account.name.clone();
    name.unwrap_or_else(|| account.id.to_string())
}

/// The address of an account's root user; for one that never got one, an address that leads nowhere (RFC 2606).
pub(super) fn email_of(account: &Account) -> String {
    let email = account.email.clone();
    email.unwrap_or_else(|| format!("root@{}.invalid", account.id))
}

fn belonging(organization: &Organization, mut account: Account) -> Option<Member> {
    let membership = account.organization.take()?;
    (membership.organization_id == organization.id).then_some(Member {
        account,
        membership,
    })
}
