//! What the resources of EC2 have in common: the forms of their ids, the faults for an id that is
//! malformed or names nothing, and how each record is found. What a resource is, its own file says.

use portcullis_catalog::flow_log::FlowLog;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::network::{
    InternetGateway, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};
use portcullis_catalog::{AccountId, Record, id};
use portcullis_wire::Fault;
use portcullis_wire::ec2::ResourceType;

use super::fault;
use crate::Tx;

/// A kind of resource that has ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Vpc,
    Subnet,
    SecurityGroup,
    SecurityGroupRule,
    VpcEndpoint,
    NetworkInterface,
    RouteTable,
    NetworkAcl,
    InternetGateway,
    FlowLog,
}

/// A resource with a record of its own.
pub(super) trait Resource: Record {
    /// Its kind.
    const OF: Kind;
    /// Its store key.
    fn key_for(account: AccountId, id: &str) -> String;
    /// Its id.
    fn id(&self) -> &str;
    /// The VPC that it is in; none for the VPC itself.
    fn in_vpc(&self) -> Option<&str>;
    /// Its tags.
    fn tags(&self) -> &Tags;
    /// Its tags, to change.
    fn tags_mut(&mut self) -> &mut Tags;
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Vpc,
        Self::Subnet,
        Self::SecurityGroup,
        Self::SecurityGroupRule,
        Self::VpcEndpoint,
        Self::NetworkInterface,
        Self::RouteTable,
        Self::NetworkAcl,
        Self::InternetGateway,
        Self::FlowLog,
    ];

    /// The kind that an id is of, by its prefix.
    pub(super) fn of(id: &str) -> Option<Self> {
        let (prefix, _) = id.split_once('-')?;
        Self::ALL.into_iter().find(|kind| kind.prefix() == prefix)
    }

    /// What its ids begin with.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Vpc => "vpc",
            Self::Subnet => "subnet",
            Self::SecurityGroup => "sg",
            Self::SecurityGroupRule => "sgr",
            Self::VpcEndpoint => "vpce",
            Self::NetworkInterface => "eni",
            Self::RouteTable => "rtb",
            Self::NetworkAcl => "acl",
            Self::InternetGateway => "igw",
            Self::FlowLog => "fl",
        }
    }

    /// Its name in ARNs, tag specifications and the answers about tags.
    pub(super) fn resource_type(self) -> ResourceType {
        match self {
            Self::Vpc => ResourceType::Vpc,
            Self::Subnet => ResourceType::Subnet,
            Self::SecurityGroup => ResourceType::SecurityGroup,
            Self::SecurityGroupRule => ResourceType::SecurityGroupRule,
            Self::VpcEndpoint => ResourceType::VpcEndpoint,
            Self::NetworkInterface => ResourceType::NetworkInterface,
            Self::RouteTable => ResourceType::RouteTable,
            Self::NetworkAcl => ResourceType::NetworkAcl,
            Self::InternetGateway => ResourceType::InternetGateway,
            Self::FlowLog => ResourceType::VpcFlowLog,
        }
    }

    /// Makes a new id.
    pub(super) fn new_id(self, tx: &Tx<'_>) -> Result<String, Fault> {
        Ok(id::ec2_id(self.prefix(), &tx.random()?))
    }

    /// Refuses an id that this kind cannot have. The codes are spelled as unevenly as the Amazon
    /// EC2 API Reference, "Error codes", spells them.
    pub(super) fn check(self, id: &str) -> Result<(), Fault> {
        if well_formed(self.prefix(), id) {
            return Ok(());
        }
        let code = match self {
            Self::Vpc => "InvalidVpcID.Malformed",
            Self::Subnet => "InvalidSubnetID.Malformed",
            Self::SecurityGroup => "InvalidGroupId.Malformed",
            Self::SecurityGroupRule => "InvalidSecurityGroupRuleId.Malformed",
            Self::VpcEndpoint => "InvalidVpcEndpointId.Malformed",
            Self::NetworkInterface => "InvalidNetworkInterfaceId.Malformed",
            Self::RouteTable => "InvalidRouteTableId.Malformed",
            Self::NetworkAcl => "InvalidNetworkAclId.Malformed",
            Self::InternetGateway => "InvalidInternetGatewayId.Malformed",
            Self::FlowLog => "InvalidFlowLogId.Malformed",
        };
        Err(malformed(code, self.prefix(), id))
    }

    /// What an id that names nothing is answered with.
    pub(super) fn not_found(self, id: &str) -> Fault {
        let (code, noun) = match self {
            Self::Vpc => ("InvalidVpcID.NotFound", "vpc ID"),
            Self::Subnet => ("InvalidSubnetID.NotFound", "subnet ID"),
            Self::SecurityGroup => ("InvalidGroup.NotFound", "security group"),
            Self::SecurityGroupRule => (
                "InvalidSecurityGroupRuleId.NotFound",
                "security group rule ID",
            ),
            Self::VpcEndpoint => ("InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id"),
            Self::NetworkInterface => ("InvalidNetworkInterfaceID.NotFound", "networkInterface ID"),
            Self::RouteTable => ("InvalidRouteTableID.NotFound", "routeTable ID"),
            Self::NetworkAcl => ("InvalidNetworkAclID.NotFound", "networkAcl ID"),
            Self::InternetGateway => ("InvalidInternetGatewayID.NotFound", "internetGateway ID"),
            Self::FlowLog => ("InvalidFlowLogId.NotFound", "flow log ID"),
        };
        fault(code, format!("The {noun} '{id}' does not exist"))
    }
}

/// The ARN of a resource of the caller's account.
pub(super) fn arn(tx: &Tx<'_>, kind: Kind, id: &str) -> String {
    format!(
        "arn:aws:ec2:{}:{}:{}/{id}",
        tx.region(),
        tx.account(),
        kind.resource_type()
    )
}

/// Whether an id is the prefix and 8 or 17 hexadecimal digits.
pub(super) fn well_formed(prefix: &str, id: &str) -> bool {
    let Some(digits) = id
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('-'))
    else {
        return false;
    };
    matches!(digits.len(), 8 | 17)
        && digits
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What a malformed id is answered with.
pub(super) fn malformed(code: &'static str, prefix: &str, id: &str) -> Fault {
    fault(
        code,
        format!("Invalid id: \"{id}\" (expecting \"{prefix}-...\")"),
    )
}

/// A resource of the caller's account.
pub(super) fn find<R: Resource>(tx: &Tx<'_>, id: &str) -> Result<R, Fault> {
    R::OF.check(id)?;
    tx.get(&R::key_for(tx.account(), id))?
        .ok_or_else(|| R::OF.not_found(id))
}

/// The resources of a kind of the caller's account, by id.
pub(super) fn all<R: Resource>(tx: &Tx<'_>) -> Result<Vec<R>, Fault> {
    tx.scan(&format!("{}/{}/", R::KIND, tx.account()))
}

/// The resources that a describe call is about: those that it names, each of which must exist,
/// or all.
pub(super) fn named<R: Resource>(tx: &Tx<'_>, ids: Option<&[String]>) -> Result<Vec<R>, Fault> {
    match ids {
        None | Some([]) => all(tx),
        Some(ids) => {
            let mut ids: Vec<&String> = ids.iter().collect();
            ids.sort_unstable();
            ids.dedup();
            ids.into_iter().map(|id| find(tx, id)).collect()
        }
    }
}

/// The resources of a kind that are in a VPC.
pub(super) fn of_vpc<R: Resource>(tx: &Tx<'_>, vpc: &Vpc) -> Result<Vec<R>, Fault> {
    let mut found: Vec<R> = all(tx)?;
    found.retain(|resource| resource.in_vpc() == Some(vpc.id.as_str()));
    Ok(found)
}

/// The id of something that comes with a resource and has no record: the resource's own digits
/// under another prefix.
pub(super) fn twin(id: &str, prefix: &str) -> String {
    let digits = id.rsplit('-').next().unwrap_or_default();
    format!("{prefix}-{digits}")
}

macro_rules! resource {
    ($type:ident, |$self:ident| $vpc:expr) => {
        impl Resource for $type {
            const OF: Kind = Kind::$type;
            fn key_for(account: AccountId, id: &str) -> String {
                Self::key_of(account, id)
            }
            fn id(&self) -> &str {
                &self.id
            }
            fn in_vpc(&self) -> Option<&str> {
                let $self = self;
                $vpc
            }
            fn tags(&self) -> &Tags {
                &self.tags
            }
            fn tags_mut(&mut self) -> &mut Tags {
                &mut self.tags
            }
        }
    };
}

resource!(Vpc, |_vpc| None);
resource!(Subnet, |subnet| Some(&subnet.vpc));
resource!(SecurityGroup, |group| Some(&group.vpc));
resource!(VpcEndpoint, |endpoint| Some(&endpoint.vpc));
resource!(NetworkInterface, |interface| Some(&interface.vpc));
resource!(RouteTable, |table| Some(&table.vpc));
resource!(InternetGateway, |gateway| gateway.attached_to.as_deref());
resource!(FlowLog, |_log| None);
