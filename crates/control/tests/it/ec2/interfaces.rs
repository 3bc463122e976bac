//! Network interfaces and their two addresses.

use super::Ec2;
use crate::harness::Harness;

#[test]
fn a_workload_has_the_next_free_address_or_the_one_it_asks_for() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.30.0.0/16");
    let subnet = ec2.subnet(&vpc, "10.30.1.0/28", "us-east-1a");
    let make = |more: &[(&str, &str)]| {
        let parameters: Vec<_> = [("SubnetId", subnet.as_str())]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        ec2.call("CreateNetworkInterface", &parameters)
    };
    let first = make(&[("Description", "caller"), ("ClientToken", "c-1")]);
    assert_eq!(
        first.expect(200).xml_all("privateIpAddress"),
        ["10.30.1.4", "10.30.1.4", "127.30.1.4"]
    );
    assert_eq!(first.xml("privateDnsName"), "ip-10-30-1-4.ec2.internal");
    assert_eq!(first.xml("status"), "available");
    assert_eq!(first.xml("interfaceType"), "interface");
    assert_eq!(first.xml("groupName"), "default");
    let again = make(&[("Description", "caller"), ("ClientToken", "c-1")]);
    assert_eq!(
        again.xml("networkInterfaceId"),
        first.xml("networkInterfaceId")
    );
    assert_eq!(make(&[]).expect(200).xml("privateIpAddress"), "10.30.1.5");
    assert_eq!(
        make(&[("PrivateIpAddress", "10.30.1.14")])
            .expect(200)
            .xml("privateIpAddress"),
        "10.30.1.14"
    );
    for (address, code, message) in [
        (
            "10.30.1.14",
            "InvalidIPAddress.InUse",
            "Address 10.30.1.14 is in use.",
        ),
        (
            "10.30.1.3",
            "InvalidParameterValue",
            "Address 10.30.1.3 is in subnet's reserved address range",
        ),
        (
            "10.30.1.15",
            "InvalidParameterValue",
            "Address 10.30.1.15 is in subnet's reserved address range",
        ),
        (
            "10.30.2.4",
            "InvalidParameterValue",
            "Address 10.30.2.4 does not fall within the subnet's address range",
        ),
        ("ten", "InvalidParameterValue", "Invalid IP address 'ten'"),
    ] {
        make(&[("PrivateIpAddress", address)]).refused(400, code, message);
    }
    for _ in 0..8 {
        make(&[]).expect(200);
    }
    let message =
        "The specified subnet does not have enough free addresses to satisfy the request.";
    make(&[]).refused(400, "InsufficientFreeAddressesInSubnet", message);
    ec2.done(
        "DeleteNetworkInterface",
        &[("NetworkInterfaceId", &first.xml("networkInterfaceId"))],
    );
    assert_eq!(
        make(&[]).expect(200).xml("privateIpAddress"),
        "10.30.1.4",
        "free again"
    );
}

#[test]
fn no_two_interfaces_stand_on_one_address_of_the_host() {
    let ec2 = Ec2::new();
    let other = Ec2 {
        harness: Harness::new(),
        keys: Harness::other_root(),
    };
    let other = Ec2 {
        harness: ec2.harness,
        keys: other.keys,
    };
    let interface = |ec2: &Ec2, vpc: &str, subnet: &str| {
        let vpc = ec2.vpc(vpc);
        let subnet = ec2.subnet(&vpc, subnet, "us-east-1a");
        ec2.done("CreateNetworkInterface", &[("SubnetId", &subnet)])
            .xml_all("privateIpAddress")
            .swap_remove(2)
    };
    assert_eq!(
        interface(&other, "10.30.0.0/16", "10.30.1.0/24"),
        "127.30.1.4"
    );
    let ec2 = Ec2 {
        harness: other.harness,
        keys: Harness::root(),
    };
    // The same range in another account, and in another VPC of one account.
    assert_eq!(
        interface(&ec2, "10.30.0.0/16", "10.30.1.0/24"),
        "127.64.0.1"
    );
    assert_eq!(
        interface(&ec2, "172.30.0.0/16", "172.30.1.0/24"),
        "127.64.0.2"
    );
    // 127.0.0.x is what everything else on a host uses.
    assert_eq!(interface(&ec2, "10.0.0.0/16", "10.0.0.0/24"), "127.64.0.3");
}

#[test]
fn accounts_do_not_see_each_other() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.30.0.0/16");
    let other = Ec2 {
        harness: ec2.harness,
        keys: Harness::other_root(),
    };
    let message = format!("The vpc ID '{vpc}' does not exist");
    other.refused(
        "DescribeVpcs",
        &[("VpcId.1", &vpc)],
        "InvalidVpcID.NotFound",
        &message,
    );
    other.refused(
        "DeleteVpc",
        &[("VpcId", &vpc)],
        "InvalidVpcID.NotFound",
        &message,
    );
    assert!(!other.done("DescribeVpcs", &[]).body.contains("vpcId"));
}

#[test]
fn a_workload_changes_its_groups() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.30.0.0/16");
    let subnet = ec2.subnet(&vpc, "10.30.1.0/24", "us-east-1a");
    let group = ec2.group(&vpc, "callers");
    let interface = ec2
        .done("CreateNetworkInterface", &[("SubnetId", &subnet)])
        .xml("networkInterfaceId");
    let change = |more: (&str, &str)| {
        ec2.call(
            "ModifyNetworkInterfaceAttribute",
            &[("NetworkInterfaceId", &interface), more],
        )
    };
    change(("SecurityGroupId.1", &group)).expect(200);
    change(("Description.Value", "a caller")).expect(200);
    change(("SourceDestCheck.Value", "false")).expect(200);
    let filter = [
        ("Filter.1.Name", "group-name"),
        ("Filter.1.Value.1", "callers"),
    ];
    let shown = ec2.done("DescribeNetworkInterfaces", &filter);
    assert_eq!(shown.xml("groupId"), group);
    assert_eq!(shown.xml("description"), "a caller");
    assert_eq!(shown.xml("sourceDestCheck"), "false");
    let six: Vec<String> = (0..6).map(|n| ec2.group(&vpc, &format!("g{n}"))).collect();
    let names: Vec<String> = (1..=6).map(|n| format!("SecurityGroupId.{n}")).collect();
    let mut parameters = vec![("NetworkInterfaceId", interface.as_str())];
    parameters.extend(
        names
            .iter()
            .map(String::as_str)
            .zip(six.iter().map(String::as_str)),
    );
    ec2.refused(
        "ModifyNetworkInterfaceAttribute",
        &parameters,
        "SecurityGroupsPerInterfaceLimitExceeded",
        "You have exceeded the number of security groups allowed per network interface.",
    );
    let endpoint = ec2.endpoint(&vpc, &[("SubnetId.1", &subnet)]);
    let managed = endpoint
        .xml("networkInterfaceIdSet")
        .replace("<item>", "")
        .replace("</item>", "");
    let parameters = [
        ("NetworkInterfaceId", managed.as_str()),
        ("SecurityGroupId.1", group.as_str()),
    ];
    let message = "You do not have permission to access the specified resource.";
    ec2.refused(
        "ModifyNetworkInterfaceAttribute",
        &parameters,
        "AuthFailure",
        message,
    );
}
