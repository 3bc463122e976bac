//! Security groups themselves: made, deleted, described. Their rules are in
//! [`super::security_group_rule`], and what those mean to a connection in `guard`'s layer 1.

use std::collections::BTreeMap;

use portcullis_catalog::Record;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::network::{
    NetworkInterface, Protocol, RulePeer, SecurityGroup, SecurityGroupRule, Vpc, VpcEndpoint,
};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize::{self, arn};
use super::filter::{Filters, one};
use super::ip_permission::{self, is_description};
use super::page::page;
use super::resource::{Kind, all, find, named};
use super::vpc::of_vpc;
use super::{fault, tag};
use crate::{Permission, Tx};

/// The name of the group that every VPC is made with.
pub(super) const DEFAULT: &str = "default";
/// AWS's quota, over all VPCs (Amazon VPC User Guide, "Amazon VPC quotas").
const MAX_GROUPS: usize = 2500;
/// AWS's quota of groups on one network interface.
const MAX_PER_INTERFACE: usize = 5;

const FILTERS: &[&str] = &[
    "description",
    "egress.ip-permission.cidr",
    "egress.ip-permission.from-port",
    "egress.ip-permission.group-id",
    "egress.ip-permission.group-name",
    "egress.ip-permission.ipv6-cidr",
    "egress.ip-permission.prefix-list-id",
    "egress.ip-permission.protocol",
    "egress.ip-permission.to-port",
    "egress.ip-permission.user-id",
    "group-id",
    "group-name",
    "ip-permission.cidr",
    "ip-permission.from-port",
    "ip-permission.group-id",
    "ip-permission.group-name",
    "ip-permission.ipv6-cidr",
    "ip-permission.prefix-list-id",
    "ip-permission.protocol",
    "ip-permission.to-port",
    "ip-permission.user-id",
    "owner-id",
    "vpc-id",
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateSecurityGroupRequest,
) -> Result<Vec<Permission>, Fault> {
    let specifications = input.tag_specifications.as_deref();
    let mut needed = authorize::creating(
        tx,
        "CreateSecurityGroup",
        Kind::SecurityGroup,
        specifications,
    );
    if let Some(vpc) = &input.vpc_id {
        needed.push(authorize::on::<Vpc>(tx, "ec2:CreateSecurityGroup", vpc)?);
    }
    Ok(needed)
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateSecurityGroupRequest,
) -> Result<wire::CreateSecurityGroupResult, Fault> {
    let name = input.group_name;
    check_name(&name)?;
    if input.description.is_empty() {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter GroupDescription",
        ));
    }
    if !is_description(&input.description) {
        let message = format!(
            "Value ({}) for parameter GroupDescription is invalid. Invalid security group description. \
             Valid descriptions are strings less than 256 characters from the following set:  \
             a-zA-Z0-9. _-:/()#,@[]+=&;{{}}!$*",
            input.description
        );
        return Err(fault("InvalidParameterValue", message));
    }
    let Some(vpc) = input.vpc_id else {
        return Err(fault("VPCIdNotSpecified", "No default VPC for this user"));
    };
    let vpc: Vpc = find(tx, &vpc)?;
    if of_vpc::<SecurityGroup>(tx, &vpc)?
        .iter()
        .any(|other| other.name == name)
    {
        let message = format!(
            "The security group '{name}' already exists for VPC '{}'",
            vpc.id
        );
        return Err(fault("InvalidGroup.Duplicate", message));
    }
    if all::<SecurityGroup>(tx)?.len() >= MAX_GROUPS {
        let message = "The maximum number of security groups has been reached.";
        return Err(fault("SecurityGroupLimitExceeded", message));
    }
    let group = SecurityGroup {
        account: tx.account(),
        id: Kind::SecurityGroup.new_id(tx)?,
        vpc: vpc.id,
        name,
        description: input.description,
        tags: tag::specified(input.tag_specifications, Kind::SecurityGroup)?,
        rules: vec![allow_all_out(tx)?],
    };
    tx.put(&group)?;
    Ok(wire::CreateSecurityGroupResult {
        tags: tag::shown(&group.tags),
        security_group_arn: Some(arn(tx, Kind::SecurityGroup, &group.id)),
        group_id: Some(group.id),
    })
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteSecurityGroupRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![on_group(
        tx,
        "ec2:DeleteSecurityGroup",
        input.group_id.as_deref(),
    )?])
}

pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteSecurityGroupRequest,
) -> Result<wire::DeleteSecurityGroupResult, Fault> {
    let group = wanted(tx, input.group_id.as_deref(), input.group_name.as_deref())?;
    if group.name == DEFAULT {
        let message = format!(
            "the specified group: \"{}\" name: \"{DEFAULT}\" cannot be deleted by a user",
            group.id
        );
        return Err(fault("CannotDelete", message));
    }
    let used = all::<NetworkInterface>(tx)?
        .iter()
        .any(|interface| interface.security_groups.contains(&group.id))
        || all::<VpcEndpoint>(tx)?
            .iter()
            .any(|endpoint| endpoint.security_groups.contains(&group.id))
        || all::<SecurityGroup>(tx)?
            .iter()
            .any(|other| other.id != group.id && refers_to(other, &group.id));
    if used {
        return Err(fault(
            "DependencyViolation",
            format!("resource {} has a dependent object", group.id),
        ));
    }
    tx.delete(&group.key());
    Ok(wire::DeleteSecurityGroupResult {
        r#return: Some(true),
        group_id: Some(group.id),
    })
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeSecurityGroupsRequest,
) -> Result<wire::DescribeSecurityGroupsResult, Fault> {
    let filters = Filters::read(input.filters, FILTERS, true)?;
    if input.group_names.is_some_and(|names| !names.is_empty()) {
        return Err(no_default_vpc());
    }
    let names = names(tx)?;
    let mut groups: Vec<SecurityGroup> = named(tx, input.group_ids.as_deref())?;
    groups.retain(|group| {
        filters.match_resource(&group.tags, |name| filter_values(group, &names, name))
    });
    let token = input.next_token.as_deref();
    let (groups, next_token) = page(groups, |group| group.id.clone(), input.max_results, token)?;
    let groups = groups.iter().map(|group| shown(tx, group));
    Ok(wire::DescribeSecurityGroupsResult {
        security_groups: Some(groups.collect()),
        next_token,
    })
}

/// The rule that every new group has.
pub(super) fn allow_all_out(tx: &Tx<'_>) -> Result<SecurityGroupRule, Fault> {
    Ok(SecurityGroupRule {
        id: Kind::SecurityGroupRule.new_id(tx)?,
        egress: true,
        protocol: Protocol::All,
        from_port: -1,
        to_port: -1,
        peer: RulePeer::Cidr(ipnet::Ipv4Net::default().into()),
        description: None,
        tags: Tags::new(),
    })
}

/// The group that a call is about. By name only groups of a default VPC can be found, and no
/// account has one here.
pub(super) fn wanted(
    tx: &Tx<'_>,
    id: Option<&str>,
    name: Option<&str>,
) -> Result<SecurityGroup, Fault> {
    match (id, name) {
        (Some(id), None) => find(tx, id),
        (Some(_), Some(_)) => {
            let message = "The parameter groupName cannot be used with the parameter groupId";
            Err(fault("InvalidParameterCombination", message))
        }
        (None, Some(_)) => Err(no_default_vpc()),
        (None, None) => Err(fault(
            "MissingParameter",
            "The request must contain the parameter groupName or groupId",
        )),
    }
}

/// The permission for a call about a group that it may fail to name.
pub(super) fn on_group(tx: &Tx<'_>, action: &str, id: Option<&str>) -> Result<Permission, Fault> {
    authorize::on::<SecurityGroup>(tx, action, id.unwrap_or("*"))
}

/// The groups for an interface in a VPC: those that are named, or the default one.
pub(super) fn for_interface(
    tx: &Tx<'_>,
    vpc: &Vpc,
    ids: Option<Vec<String>>,
) -> Result<std::collections::BTreeSet<String>, Fault> {
    let mut ids: std::collections::BTreeSet<String> = ids.unwrap_or_default().into_iter().collect();
    if ids.is_empty() {
        ids.insert(vpc.default_security_group.clone());
    }
    if ids.len() > MAX_PER_INTERFACE {
        let message =
            "You have exceeded the number of security groups allowed per network interface.";
        return Err(fault("SecurityGroupsPerInterfaceLimitExceeded", message));
    }
    for id in &ids {
        let group: SecurityGroup = find(tx, id)?;
        if group.vpc != vpc.id {
            let message = "You have specified two resources that belong to different networks.";
            return Err(fault("InvalidGroup.NotFound", message));
        }
    }
    Ok(ids)
}

/// The names of the account's groups by id.
pub(super) fn names(tx: &Tx<'_>) -> Result<BTreeMap<String, String>, Fault> {
    Ok(all::<SecurityGroup>(tx)?
        .into_iter()
        .map(|group| (group.id, group.name))
        .collect())
}

fn no_default_vpc() -> Fault {
    let message = "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.";
    fault("VPCIdNotSpecified", message)
}

fn refers_to(group: &SecurityGroup, id: &str) -> bool {
    group
        .rules
        .iter()
        .any(|rule| matches!(&rule.peer, RulePeer::Group { id: named, .. } if named == id))
}

fn check_name(name: &str) -> Result<(), Fault> {
    let refused = |why: &str| {
        Err(fault(
            "InvalidParameterValue",
            format!("Value ({name}) for parameter GroupName is invalid. {why}"),
        ))
    };
    if name.is_empty() {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter GroupName",
        ));
    }
    if name
        .get(..3)
        .is_some_and(|prefix| prefix.eq_ignore_ascii_case("sg-"))
    {
        return refused("Group names may not be in the format sg-*.");
    }
    if name.eq_ignore_ascii_case(DEFAULT) {
        return Err(fault(
            "InvalidParameterValue",
            "Cannot use reserved security group name: default",
        ));
    }
    if !name.is_ascii() {
        return refused("Character sets beyond ASCII are not supported.");
    }
    if !is_description(name) {
        return refused(
            "Valid names are strings of up to 255 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
        );
    }
    Ok(())
}

fn filter_values(
    group: &SecurityGroup,
    names: &BTreeMap<String, String>,
    name: &str,
) -> Vec<String> {
    match name {
        "description" => return one(&group.description),
        "group-id" => return one(&group.id),
        "group-name" => return one(&group.name),
        "owner-id" => return one(group.account),
        "vpc-id" => return one(&group.vpc),
        _ => {}
    }
    let (egress, part) = match name.strip_prefix("egress.ip-permission.") {
        Some(part) => (true, part),
        None => (
            false,
            name.strip_prefix("ip-permission.").unwrap_or_default(),
        ),
    };
    let rules = group.rules.iter().filter(|rule| rule.egress == egress);
    let value = |rule: &SecurityGroupRule| match (part, &rule.peer) {
        ("cidr", RulePeer::Cidr(ipnet::IpNet::V4(cidr))) => Some(cidr.to_string()),
        ("ipv6-cidr", RulePeer::Cidr(ipnet::IpNet::V6(cidr))) => Some(cidr.to_string()),
        ("from-port", _) => Some(rule.from_port.to_string()),
        ("to-port", _) => Some(rule.to_port.to_string()),
        ("protocol", _) => Some(ip_permission::protocol_name(rule.protocol)),
        ("group-id", RulePeer::Group { id, .. }) => Some(id.clone()),
        ("group-name", RulePeer::Group { id, .. }) => names.get(id).cloned(),
        ("user-id", RulePeer::Group { account, .. }) => Some(account.to_string()),
        ("prefix-list-id", RulePeer::PrefixList(id)) => Some(id.clone()),
        _ => None,
    };
    rules.filter_map(value).collect()
}

fn shown(tx: &Tx<'_>, group: &SecurityGroup) -> wire::SecurityGroup {
    wire::SecurityGroup {
        group_id: Some(group.id.clone()),
        ip_permissions_egress: Some(ip_permission::shown(&group.rules, true)),
        tags: tag::shown(&group.tags),
        vpc_id: Some(group.vpc.clone()),
        security_group_arn: Some(arn(tx, Kind::SecurityGroup, &group.id)),
        owner_id: Some(group.account.to_string()),
        group_name: Some(group.name.clone()),
        description: Some(group.description.clone()),
        ip_permissions: Some(ip_permission::shown(&group.rules, false)),
    }
}
