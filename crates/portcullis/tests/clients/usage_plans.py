"""API keys and usage plans with boto3: a key that is missing, unknown, disabled, in no plan, right; a burst, a quota, what
was used. Prints what each call was answered, as JSON."""
import datetime
import json
import sys

import boto3
import loopback  # noqa: F401  (the network)
import requests

endpoint = sys.argv[1]
gateway = boto3.Session("222222222222", "test", region_name="us-east-1").client("apigateway", endpoint_url=endpoint)
api = gateway.create_rest_api(name="keyed", apiKeySource="HEADER", endpointConfiguration={"types": ["REGIONAL"]})
id, root = api["id"], api["rootResourceId"]
for path in ("slow", "items"):
    resource = gateway.create_resource(restApiId=id, parentId=root, pathPart=path)["id"]
    here = {"restApiId": id, "resourceId": resource, "httpMethod": "GET"}
    gateway.put_method(**here, authorizationType="NONE", apiKeyRequired=True)
    gateway.put_method_response(**here, statusCode="200")
    gateway.put_integration(**here, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    gateway.put_integration_response(**here, statusCode="200", selectionPattern="")
gateway.create_deployment(restApiId=id, stageName="dev")
stage = {"apiId": id, "stage": "dev", "throttle": {"/slow/GET": {"rateLimit": 0.0001, "burstLimit": 1}}}
plan = gateway.create_usage_plan(
    name="plan", apiStages=[stage], quota={"limit": 3, "period": "MONTH"}, throttle={"rateLimit": 1000, "burstLimit": 1000}
)["id"]


def key(name, enabled=True, in_plan=True):
    made = gateway.create_api_key(name=name, enabled=enabled)
    if in_plan:
        gateway.create_usage_plan_key(usagePlanId=plan, keyId=made["id"], keyType="API_KEY")
    return made


def call(path, value=None):
    headers = {"x-api-key": value} if value else {}
    response = requests.get(f"https://{id}.execute-api.us-east-1.amazonaws.com/dev{path}", headers=headers)
    return [response.status_code, response.headers.get("x-amzn-ErrorType"), response.text]


right, off, apart, quick = key("right"), key("off", enabled=False), key("apart", in_plan=False), key("quick")
answers = {
    "missing": call("/items"),
    "unknown": call("/items", "nobody-has-a-key-like-this"),
    "disabled": call("/items", off["value"]),
    "apart": call("/items", apart["value"]),
    "right": call("/items", right["value"]),
    "burst": [call("/slow", quick["value"])[0], call("/slow", quick["value"])],
}
answers["last"] = [call("/items", right["value"])[0] for _ in range(2)]
answers["quota"] = call("/items", right["value"])
today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
usage = gateway.get_usage(usagePlanId=plan, startDate=today, endDate=today)
answers["used"] = [usage["items"][right["id"]], usage["items"][quick["id"]]]
extended = gateway.update_usage(
    usagePlanId=plan, keyId=right["id"], patchOperations=[{"op": "replace", "path": "/remaining", "value": "1"}]
)
answers["extended"] = [extended["items"][right["id"]][-1], call("/items", right["value"])[0], call("/items", right["value"])[0]]
gateway.update_api_key(apiKey=off["id"], patchOperations=[{"op": "replace", "path": "/enabled", "value": "true"}])
answers["enabled"] = call("/items", off["value"])[0]
gateway.delete_usage_plan_key(usagePlanId=plan, keyId=off["id"])
answers["taken out"] = call("/items", off["value"])[0]
pages = gateway.get_paginator("get_api_keys").paginate(includeValues=True, PaginationConfig={"PageSize": 1})
answers["listed"] = sorted(item["name"] for page in pages for item in page["items"])
answers["call"] = {"api": id, "value": quick["value"]}
print(json.dumps(answers))
