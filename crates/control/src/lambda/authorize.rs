//! The permissions of Lambda's operations in the forms of the Service Authorization Reference, "Actions, resources, and
//! condition keys for AWS Lambda".

use portcullis_catalog::function::Function;
use portcullis_wire::{Fault, lambda as wire};

use super::name;
use crate::{KeyValue, Permission, Tx};

/// An operation on a function. If there is none, the handler will say so.
pub(super) fn on(
    tx: &Tx<'_>,
    operation: &str,
    function: &str,
    qualifier: Option<&str>,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![permission(tx, operation, function, qualifier)?])
}

/// The same, to add to.
pub(super) fn permission(
    tx: &Tx<'_>,
    operation: &str,
    function: &str,
    qualifier: Option<&str>,
) -> Result<Permission, Fault> {
    let action = format!("lambda:{operation}");
    let Ok(named) = name::read(tx, function, qualifier) else {
        return Ok(Permission::new(action, function, tx.account()));
    };
    let arn = name::arn(tx, &named.name, named.qualifier.as_deref());
    let permission = Permission::new(action, arn, tx.account());
    let key = Function::key_of(tx.account(), &named.name);
    Ok(match tx.get::<Function>(&key)? {
        Some(found) => permission.tagged(&found.tags),
        None => permission,
    })
}

/// With the condition keys about the network and the layers that a call asks for.
pub(super) fn about_settings(
    tx: &Tx<'_>,
    permission: Permission,
    vpc: Option<&wire::VpcConfig>,
    layers: Option<&[String]>,
) -> Result<Permission, Fault> {
    let mut permission = permission;
    if let Some(vpc) = vpc {
        let subnets = vpc.subnet_ids.clone().unwrap_or_default();
        let groups = vpc.security_group_ids.clone().unwrap_or_default();
        let mut vpcs = Vec::new();
        for subnet in &subnets {
            let key = portcullis_catalog::network::Subnet::key_of(tx.account(), subnet);
            let found = tx.get::<portcullis_catalog::network::Subnet>(&key)?;
            vpcs.extend(found.map(|found| found.vpc));
        }
        vpcs.sort();
        vpcs.dedup();
        // A key without values is absent.
        for (name, values) in [
            ("lambda:SubnetIds", subnets),
            ("lambda:SecurityGroupIds", groups),
            ("lambda:VpcIds", vpcs),
        ] {
            if !values.is_empty() {
                permission = permission.with(name, KeyValue::Texts(values));
            }
        }
    }
    if let Some(layers) = layers.filter(|layers| !layers.is_empty()) {
        permission = permission.with("lambda:Layer", KeyValue::Texts(layers.to_vec()));
    }
    Ok(permission)
}
