"""An organisation as its administrator builds it with boto3: `build`, `deny` calls in a unit, and let the member `leave`.
The accounts are known by their ids; what was made is printed as JSON on the last line."""
import json
import sys

import boto3


def organizations(account):
    return boto3.client("organizations", aws_access_key_id=account, aws_secret_access_key="test")


step, management, member, *rest = sys.argv[1:]
client = organizations(management)


def every(operation, key, **parameters):
    pages = client.get_paginator(operation).paginate(**parameters)
    return [item for page in pages for item in page[key]]


if step == "build":
    made = client.create_organization(FeatureSet="ALL")["Organization"]
    root = client.list_roots()["Roots"][0]["Id"]
    client.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    unit = client.create_organizational_unit(ParentId=root, Name="workloads", Tags=[{"Key": "stage", "Value": "prod"}])["OrganizationalUnit"]["Id"]
    handshake = client.invite_account_to_organization(Target={"Id": member, "Type": "ACCOUNT"})["Handshake"]["Id"]
    organizations(member).accept_handshake(HandshakeId=handshake)
    client.move_account(AccountId=member, SourceParentId=root, DestinationParentId=unit)
    status = client.create_account(Email="new@example.com", AccountName="new")["CreateAccountStatus"]
    status = client.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
    assert status["State"] == "SUCCEEDED", status
    assert {account["Id"] for account in every("list_accounts", "Accounts")} == {management, member, status["AccountId"]}
    assert client.list_parents(ChildId=member)["Parents"] == [{"Id": unit, "Type": "ORGANIZATIONAL_UNIT"}]
    attached = every("list_policies_for_target", "Policies", TargetId=unit, Filter="SERVICE_CONTROL_POLICY")
    assert [policy["Id"] for policy in attached] == ["p-FullAWSAccess"], attached
    client.remove_account_from_organization(AccountId=status["AccountId"])
    print(json.dumps({"organization": made["Id"], "unit": unit}))
elif step == "deny":
    content = {"Version": "2012-10-17", "Statement": [{"Sid": "NoCalls", "Effect": "Deny", "Action": "execute-api:Invoke", "Resource": "*"}]}
    made = client.create_policy(Name="no-calls", Description="Nobody calls", Type="SERVICE_CONTROL_POLICY", Content=json.dumps(content))
    policy = made["Policy"]["PolicySummary"]["Id"]
    client.attach_policy(PolicyId=policy, TargetId=rest[0])
    try:
        client.attach_policy(PolicyId=policy, TargetId=rest[0])
    except client.exceptions.DuplicatePolicyAttachmentException:
        pass
    targets = every("list_targets_for_policy", "Targets", PolicyId=policy)
    assert [target["TargetId"] for target in targets] == rest[:1], targets
    print(json.dumps({"policy": policy}))
elif step == "leave":
    unit, policy = rest
    try:
        organizations(member).list_accounts()
    except client.exceptions.AccessDeniedException as error:
        assert error.response["Error"]["Message"] == "You don't have permissions to access this resource.", error
    organizations(member).leave_organization()
    client.detach_policy(PolicyId=policy, TargetId=unit)
    client.delete_policy(PolicyId=policy)
    client.delete_organizational_unit(OrganizationalUnitId=unit)
    print(json.dumps({"accounts": [account["Id"] for account in every("list_accounts", "Accounts")]}))
