"""Imports, merges, overwrites and exports an API with boto3, whose validation of answers is on. Prints what came of it."""
import json

import boto3
from botocore.exceptions import ClientError

gateway = boto3.client("apigateway", region_name="us-east-1")


def mock(**more):
    return {"responses": {}, "x-amazon-apigateway-integration": {"type": "mock"}, **more}


def definition(paths, **more):
    return json.dumps({"openapi": "3.0.1", "info": {"title": "orders", "version": "v1"}, "paths": paths, **more}).encode()


def paths(api):
    pages = gateway.get_paginator("get_resources").paginate(restApiId=api)
    return sorted(resource["path"] for page in pages for resource in page["items"])


def export(api, kind, accepts):
    gateway.create_deployment(restApiId=api, stageName="prod")
    answer = gateway.get_export(
        restApiId=api, stageName="prod", exportType=kind, accepts=accepts, parameters={"extensions": "apigateway"}
    )
    return answer, answer["body"].read()


orders = definition(
    {"/orders/{id}": {"get": mock(), "post": mock(requestBody={"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}})}},
    components={"schemas": {"Order": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Order"}}}}},
)
status = definition({"/status": {"get": mock()}})

api = gateway.import_rest_api(body=orders, failOnWarnings=True, parameters={"endpointConfigurationTypes": "REGIONAL"})["id"]
exported = {}
equal = True
for kind in ("oas30", "swagger"):
    for accepts in ("application/json", "application/yaml"):
        answer, body = export(api, kind, accepts)
        exported[kind, accepts] = answer
        other = gateway.import_rest_api(body=body, failOnWarnings=True)["id"]
        equal = equal and export(other, kind, accepts)[1].replace(other.encode(), api.encode()) == body

gateway.put_rest_api(restApiId=api, mode="merge", body=status)
merged = paths(api)
try:
    broken = definition({"/": {"get": {"x-amazon-apigateway-integration": {"type": "http", "httpMethod": "GET", "uri": "nowhere"}}}})
    gateway.put_rest_api(restApiId=api, mode="overwrite", body=broken)
    refused = None
except ClientError as error:
    refused = error.response["Error"]["Message"]
assert paths(api) == merged
gateway.put_rest_api(restApiId=api, mode="overwrite", body=status)
print(
    json.dumps(
        {
            "merged": merged,
            "overwritten": paths(api),
            "refused": refused,
            "equal": equal,
            "disposition": exported["oas30", "application/json"]["contentDisposition"],
        }
    )
)
