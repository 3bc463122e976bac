//! The ranges of VPCs and subnets as requests write them.

use ipnet::Ipv4Net;
use portcullis_wire::Fault;

use super::fault;

/// The shortest and the longest prefix of a VPC or a subnet.
pub(super) const PREFIX_LENGTHS: std::ops::RangeInclusive<u8> = 16..=28;

/// A CIDR block, brought into its canonical form as EC2 does: `100.68.0.18/18` is `100.68.0.0/18`.
pub(super) fn read_cidr(text: &str) -> Result<Ipv4Net, Fault> {
    text.parse::<Ipv4Net>()
        .map(|cidr| cidr.trunc())
        .map_err(|_| {
            let message = format!(
                "Value ({text}) for parameter cidrBlock is invalid. This is not a valid CIDR block."
            );
            fault("InvalidParameterValue", message)
        })
}
