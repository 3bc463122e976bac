"""Assumes a role for the shortest time that STS gives, with the keys of the environment, and prints the session's keys."""
import json
import sys

import boto3

answer = boto3.client("sts", endpoint_url=sys.argv[1]).assume_role(RoleArn=sys.argv[2], RoleSessionName="short", DurationSeconds=900)
keys = answer["Credentials"]
print(json.dumps([keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]]))
