"""Waits for the targets of a group as boto3 does: `target_in_service` or `target_deregistered`. Prints how they then are.
Arguments: the waiter, the ARN of the group, the account, and the targets, by address."""
import json
import sys

import boto3

waiter, group, account, *targets = sys.argv[1:]
elb = boto3.Session(account, "test", region_name="us-east-1").client("elbv2")
asked = {"TargetGroupArn": group} | ({"Targets": [{"Id": target, "Port": 8080} for target in targets]} if targets else {})
if waiter == "target_deregistered":
    elb.deregister_targets(TargetGroupArn=group, Targets=asked["Targets"])
elb.get_waiter(waiter).wait(**asked, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
print(json.dumps([one["TargetHealth"] for one in elb.describe_target_health(**asked)["TargetHealthDescriptions"]]))
