//! Organisational units: places for accounts, up to five deep.

use portcullis_catalog::Record;
use portcullis_catalog::id;
use portcullis_catalog::organization::{Organization, OrganizationalUnit};
use portcullis_wire::Fault;
use portcullis_wire::organizations as wire;

use super::caller::{arn, managed, node_arn, on};
use super::fault::{constraint, fault, no_such_parent};
use super::node::{Node, attached_by_default, members, units};
use super::page::Page;
use super::tag_set;
use crate::{Offered, Permission, Tx, offer};

/// AWS Organizations User Guide, "Quotas for AWS Organizations".
const MOST_UNITS: usize = 2_000;
const DEEPEST: usize = 5;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateOrganizationalUnit", create_permissions, create),
        offer(
            "DescribeOrganizationalUnit",
            |tx, input: &wire::DescribeOrganizationalUnitRequest| {
                permissions(
                    tx,
                    "DescribeOrganizationalUnit",
                    &input.organizational_unit_id,
                )
            },
            |tx, input| {
                let organization = managed(tx)?;
                let unit = find(tx, &organization, &input.organizational_unit_id)?;
                Ok(wire::DescribeOrganizationalUnitResponse {
                    organizational_unit: Some(shown(tx, &organization, unit)?),
                })
            },
        ),
        offer(
            "UpdateOrganizationalUnit",
            |tx, input: &wire::UpdateOrganizationalUnitRequest| {
                permissions(
                    tx,
                    "UpdateOrganizationalUnit",
                    &input.organizational_unit_id,
                )
            },
            update,
        ),
        offer(
            "DeleteOrganizationalUnit",
            |tx, input: &wire::DeleteOrganizationalUnitRequest| {
                permissions(
                    tx,
                    "DeleteOrganizationalUnit",
                    &input.organizational_unit_id,
                )
            },
            delete,
        ),
        offer(
            "ListOrganizationalUnitsForParent",
            |tx, input: &wire::ListOrganizationalUnitsForParentRequest| {
                Ok(vec![on(
                    tx,
                    "ListOrganizationalUnitsForParent",
                    |organization| node_arn(organization, &input.parent_id),
                )?])
            },
            list,
        ),
    ]
}

/// `o-…/r-…/ou-…/`: the way from the root to whatever is in a parent.
pub(super) fn path_to(
    tx: &Tx<'_>,
    organization: &Organization,
    parent: &str,
) -> Result<String, Fault> {
    let mut path = format!("{}/{}/", organization.id, organization.root);
    for id in way_to(tx, organization, parent)? {
        path.push_str(&id);
        path.push('/');
    }
    Ok(path)
}

/// The ids of the units from the root down to this place.
fn way_to(tx: &Tx<'_>, organization: &Organization, place: &str) -> Result<Vec<String>, Fault> {
    let mut way = Vec::new();
    let mut place = place.to_owned();
    while place != organization.root && way.len() < DEEPEST {
        let key = OrganizationalUnit::key_of(&organization.id, &place);
        let Some(unit) = tx.get::<OrganizationalUnit>(&key)? else {
            break;
        };
        way.push(place);
        place = unit.parent;
    }
    way.reverse();
    Ok(way)
}

fn permissions(tx: &Tx<'_>, action: &str, id: &str) -> Result<Vec<Permission>, Fault> {
    let permission = on(tx, action, |organization| arn(organization, "ou", id))?;
    Ok(vec![tag_set::of_node(tx, permission, id)?])
}

fn create_permissions(
    tx: &Tx<'_>,
    input: &wire::CreateOrganizationalUnitRequest,
) -> Result<Vec<Permission>, Fault> {
    let permission = |action: &str| {
        let permission = on(tx, action, |organization| {
            node_arn(organization, &input.parent_id)
        })?;
        tag_set::of_node(tx, permission, &input.parent_id)
    };
    tag_set::creating(
        permission,
        "CreateOrganizationalUnit",
        input.tags.as_deref(),
    )
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateOrganizationalUnitRequest,
) -> Result<wire::CreateOrganizationalUnitResponse, Fault> {
    let organization = managed(tx)?;
    let parent = Node::parent(tx, &organization, &input.parent_id)?.ok_or_else(no_such_parent)?;
    let units = units(tx, &organization)?;
    if units.len() >= MOST_UNITS {
        return Err(constraint(
            "OU_NUMBER_LIMIT_EXCEEDED",
            "You have exceeded the number of organizational units that you can have in an organization.",
        ));
    }
    if way_to(tx, &organization, parent.id())?.len() >= DEEPEST {
        return Err(constraint(
            "OU_DEPTH_LIMIT_EXCEEDED",
            "You cannot add an organizational unit to the specified parent because it would exceed the max depth allowed.",
        ));
    }
    check_name(&units, parent.id(), &input.name)?;
    let root = organization.root.trim_start_matches("r-");
    let unit = OrganizationalUnit {
        id: format!("ou-{root}-{}", id::lower_case(&tx.random::<8>()?)),
        organization: organization.id.clone(),
        parent: parent.id().to_owned(),
        name: input.name,
        attached_policies: attached_by_default(&organization),
        tags: tag_set::read(input.tags.as_deref())?,
    };
    tx.put(&unit)?;
    Ok(wire::CreateOrganizationalUnitResponse {
        organizational_unit: Some(shown(tx, &organization, unit)?),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateOrganizationalUnitRequest,
) -> Result<wire::UpdateOrganizationalUnitResponse, Fault> {
    let organization = managed(tx)?;
    let mut unit = find(tx, &organization, &input.organizational_unit_id)?;
    if let Some(name) = input.name.filter(|name| *name != unit.name) {
        check_name(&units(tx, &organization)?, &unit.parent, &name)?;
        unit.name = name;
        tx.put(&unit)?;
    }
    Ok(wire::UpdateOrganizationalUnitResponse {
        organizational_unit: Some(shown(tx, &organization, unit)?),
    })
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteOrganizationalUnitRequest) -> Result<(), Fault> {
    let organization = managed(tx)?;
    let unit = find(tx, &organization, &input.organizational_unit_id)?;
    let units = units(tx, &organization)?;
    let members = members(tx, &organization)?;
    let is_full = units.iter().any(|inner| inner.parent == unit.id)
        || members
            .iter()
            .any(|member| member.membership.parent == unit.id);
    if is_full {
        return Err(fault(
            "OrganizationalUnitNotEmptyException",
            "The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.",
        ));
    }
    tx.delete(&unit.key());
    Ok(())
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::ListOrganizationalUnitsForParentRequest,
) -> Result<wire::ListOrganizationalUnitsForParentResponse, Fault> {
    let organization = managed(tx)?;
    let parent = Node::parent(tx, &organization, &input.parent_id)?.ok_or_else(no_such_parent)?;
    let units = units(tx, &organization)?.into_iter();
    let units = units.filter(|unit| unit.parent == parent.id());
    let page = Page::of(
        units,
        |unit| &unit.id,
        input.next_token.as_deref(),
        input.max_results,
    )?;
    let next_token = page.next_token.clone();
    let shown: Result<_, Fault> = page
        .items
        .into_iter()
        .map(|unit| shown(tx, &organization, unit))
        .collect();
    Ok(wire::ListOrganizationalUnitsForParentResponse {
        organizational_units: Some(shown?),
        next_token,
    })
}

fn find(tx: &Tx<'_>, organization: &Organization, id: &str) -> Result<OrganizationalUnit, Fault> {
    let unit = tx.get(&OrganizationalUnit::key_of(&organization.id, id))?;
    unit.ok_or_else(|| {
        fault(
            "OrganizationalUnitNotFoundException",
            "You specified an organizational unit that doesn't exist.",
        )
    })
}

fn check_name(units: &[OrganizationalUnit], parent: &str, name: &str) -> Result<(), Fault> {
    let mut siblings = units.iter().filter(|unit| unit.parent == parent);
    if siblings.any(|unit| unit.name == name) {
        return Err(fault(
            "DuplicateOrganizationalUnitException",
            "An OU with the same name already exists.",
        ));
    }
    Ok(())
}

fn shown(
    tx: &Tx<'_>,
    organization: &Organization,
    unit: OrganizationalUnit,
) -> Result<wire::OrganizationalUnit, Fault> {
    Ok(wire::OrganizationalUnit {
        arn: Some(arn(organization, "ou", &unit.id)),
        path: Some(path_to(tx, organization, &unit.id)?),
        id: Some(unit.id),
        name: Some(unit.name),
    })
}
