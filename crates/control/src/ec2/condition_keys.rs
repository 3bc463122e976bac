//! What conditions may ask of a resource of EC2, beside its tags: the keys of its type in the Service Authorization
//! Reference, "Actions, resources, and condition keys for Amazon EC2". Where an action leaves a key out, an Allow that
//! asks for it may not match, so it is left out here too.

use portcullis_catalog::flow_log::FlowLog;
use portcullis_catalog::network::{
    InternetGateway, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};

use super::resource::{Kind, Resource, arn};
use super::zone;
use crate::{KeyValue, Permission, Tx};

type Keys = Vec<(&'static str, String)>;

/// A resource that conditions may ask about.
pub(super) trait Described: Resource {
    /// Every key that its type has.
    fn keys(&self, tx: &Tx<'_>) -> Keys;
}

/// The permission, with the keys that its action has for the resource.
pub(super) fn describe<R: Described>(tx: &Tx<'_>, permission: Permission, of: &R) -> Permission {
    with_keys(permission, R::OF, of.keys(tx))
}

/// The same for the network ACL of a VPC, which has no record of its own.
pub(super) fn describe_acl(tx: &Tx<'_>, permission: Permission, id: &str, vpc: &Vpc) -> Permission {
    let keys = vec![
        ("ec2:NetworkAclID", id.to_owned()),
        ("ec2:Vpc", arn(tx, Kind::Vpc, &vpc.id)),
    ];
    with_keys(permission, Kind::NetworkAcl, keys)
}

fn with_keys(permission: Permission, kind: Kind, keys: Keys) -> Permission {
    keys.into_iter()
        .fold(permission, |permission, (key, value)| {
            if is_known(&permission.action, kind, key) {
                permission.with(key, KeyValue::Text(value))
            } else {
                permission
            }
        })
}

/// Whether an action on a resource of this kind has the key.
fn is_known(action: &str, kind: Kind, key: &str) -> bool {
    match (action, kind, key) {
        ("ec2:DeleteTags", ..) | ("ec2:CreateTags", Kind::VpcEndpoint, _) => false,
        ("ec2:CreateVpcEndpoint", ..) => {
            matches!(key, "ec2:VpcID" | "ec2:SubnetID" | "ec2:SecurityGroupID")
        }
        ("ec2:ModifyVpcEndpoint", Kind::RouteTable, key) => key != "ec2:Vpc",
        ("ec2:ModifyVpcEndpoint", Kind::VpcEndpoint, key) => key != "ec2:VpceServiceName",
        ("ec2:CreateFlowLogs", Kind::Subnet, key) => key != "ec2:AvailabilityZoneId",
        _ => true,
    }
}

impl Described for Vpc {
    fn keys(&self, _: &Tx<'_>) -> Keys {
        vec![
            ("ec2:VpcID", self.id.clone()),
            ("ec2:Tenancy", self.instance_tenancy.clone()),
        ]
    }
}

impl Described for Subnet {
    fn keys(&self, tx: &Tx<'_>) -> Keys {
        let zone = &self.availability_zone;
        vec![
            ("ec2:SubnetID", self.id.clone()),
            ("ec2:Vpc", arn(tx, Kind::Vpc, &self.vpc)),
            ("ec2:AvailabilityZone", zone.clone()),
            ("ec2:AvailabilityZoneId", zone::id_of(tx.region(), zone)),
        ]
    }
}

impl Described for SecurityGroup {
    fn keys(&self, tx: &Tx<'_>) -> Keys {
        vec![
            ("ec2:SecurityGroupID", self.id.clone()),
            ("ec2:Vpc", arn(tx, Kind::Vpc, &self.vpc)),
        ]
    }
}

impl Described for VpcEndpoint {
    fn keys(&self, tx: &Tx<'_>) -> Keys {
        // The services here are all of this region.
        vec![
            ("ec2:VpceServiceName", self.service_name.clone()),
            ("ec2:VpceServiceRegion", tx.region().to_owned()),
        ]
    }
}

impl Described for NetworkInterface {
    fn keys(&self, tx: &Tx<'_>) -> Keys {
        vec![
            ("ec2:NetworkInterfaceID", self.id.clone()),
            ("ec2:Subnet", arn(tx, Kind::Subnet, &self.subnet)),
            ("ec2:Vpc", arn(tx, Kind::Vpc, &self.vpc)),
            ("ec2:AvailabilityZone", self.availability_zone.clone()),
        ]
    }
}

impl Described for RouteTable {
    fn keys(&self, tx: &Tx<'_>) -> Keys {
        vec![
            ("ec2:RouteTableID", self.id.clone()),
            ("ec2:Vpc", arn(tx, Kind::Vpc, &self.vpc)),
        ]
    }
}

impl Described for InternetGateway {
    fn keys(&self, _: &Tx<'_>) -> Keys {
        vec![("ec2:InternetGatewayID", self.id.clone())]
    }
}

impl Described for FlowLog {
    fn keys(&self, _: &Tx<'_>) -> Keys {
        Vec::new()
    }
}
