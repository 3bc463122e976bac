"""Request validation with boto3, in the steps of a recorded test of other software against AWS (LocalStack,
`test_api_gateway_request_validator` and the two after it). Prints what each call was answered, as JSON."""
import json
import sys

import boto3
import loopback  # noqa: F401  (the network)
import requests

gateway = boto3.Session("222222222222", "test", region_name="us-east-1").client("apigateway", endpoint_url=sys.argv[1])
JSON = {"application/json": '{"statusCode": 200}'}
answers = {}


def made(name, path, verbs, **method):
    """An API with one resource at a path, its methods with MOCK behind them, deployed."""
    api = gateway.create_rest_api(name=name, endpointConfiguration={"types": ["REGIONAL"]})
    id, parent = api["id"], api["rootResourceId"]
    for name, schema in method.pop("models", {}).items():
        text = json.dumps(schema).replace("API-ID", id)
        gateway.create_model(restApiId=id, name=name, contentType="application/json", schema=text)
    validator = gateway.create_request_validator(
        restApiId=id, name="v", validateRequestParameters=True, validateRequestBody=True
    )["id"]
    for part in path.strip("/").split("/"):
        parent = gateway.create_resource(restApiId=id, parentId=parent, pathPart=part)["id"]
    for verb in verbs:
        here = {"restApiId": id, "resourceId": parent, "httpMethod": verb}
        gateway.put_method(**here, authorizationType="NONE", requestValidatorId=validator, **method)
        gateway.put_method_response(**here, statusCode="200")
        gateway.put_integration(**here, type="MOCK", requestTemplates=JSON)
        gateway.put_integration_response(**here, statusCode="200", selectionPattern="")
    gateway.create_deployment(restApiId=id, stageName="local")
    return id, parent, validator


def call(step, verb, id, path, **request):
    response = requests.request(verb, f"https://{id}.execute-api.us-east-1.amazonaws.com/local{path}", **request)
    answers[step] = [response.status_code, response.text]


SCHEMA = {"title": "s", "type": "object", "properties": {"a": {"type": "number"}, "b": {"type": "number"}}, "required": ["a", "b"]}
PARAMETERS = {"method.request.path.test": True, "method.request.querystring.qs1": True, "method.request.header.x-header-param": True}
id, resource, validator = made(
    "validated", "/nested/{test}", ("GET", "POST"), models={"testSchema": SCHEMA}, requestParameters=PARAMETERS,
    requestModels={"application/json": "testSchema"},
)
all = {"headers": {"x-header-param": "test"}, "params": {"qs1": "test"}}
valid, invalid = {"a": 1, "b": 2}, {"test": "test"}
call("all", "POST", id, "/nested/value", json=valid, **all)
call("no body", "GET", id, "/nested/value", **all)
method = {"restApiId": id, "resourceId": resource, "httpMethod": "POST"}


def swap(added, removed):
    path = "/requestParameters/method.request.path."
    operations = [{"op": "add", "path": path + added, "value": "true"}, {"op": "remove", "path": path + removed, "value": "true"}]
    gateway.update_method(**method, patchOperations=operations)
    gateway.create_deployment(restApiId=id, stageName="local")


swap("issuer", "test")
call("nothing", "POST", id, "/nested/value", json=invalid)
call("no header", "GET", id, "/nested/value", params=all["params"])
call("no query", "GET", id, "/nested/value", headers=all["headers"])
swap("test", "issuer")
call("back", "POST", id, "/nested/value", json=valid, **all)
call("invalid", "POST", id, "/nested/value", json=invalid, **all)
call("no body of JSON", "GET", id, "/nested/value", headers={"Content-Type": "application/json", "x-header-param": "x"}, params=all["params"])
off = [{"op": "replace", "path": f"/validateRequest{what}", "value": "false"} for what in ("Body", "Parameters")]
gateway.update_request_validator(restApiId=id, requestValidatorId=validator, patchOperations=off)
call("not deployed", "POST", id, "/nested/value", json=invalid)
gateway.create_deployment(restApiId=id, stageName="local")
call("off", "POST", id, "/nested/value", json=invalid)
call("off, no body", "GET", id, "/nested/value")

reference = "https://apigateway.amazonaws.com/restapis/API-ID/models/"
listed = {"type": "array", "items": {"$ref": reference + "testSchema"}}
id, *_ = made(
    "listed", "/list", ("POST",), models={"testSchema": SCHEMA, "testSchemaList": listed}, requestModels={"application/json": "testSchemaList"}
)
call("list", "POST", id, "/list", json=[valid])
call("list, no body", "POST", id, "/list")
call("list, invalid", "POST", id, "/list", json=[{"a": 1}])
status = {"type": "object", "properties": {"Status": {"type": "string"}, "Order": {"type": "integer"}}, "required": ["Status", "Order"]}
either = {"type": "object", "properties": {"status": {"oneOf": [{"type": "null"}, {"$ref": reference + "StatusModel"}]}}, "required": ["status"]}
id, *_ = made("either", "/either", ("POST",), models={"StatusModel": status, "TestModel": either}, requestModels={"application/json": "TestModel"})
call("null", "POST", id, "/either", json={"status": None})
call("one of", "POST", id, "/either", json={"status": {"Status": "works", "Order": 1}})
call("neither", "POST", id, "/either")
call("wrong", "POST", id, "/either", json={"status": {"BadStatus": "?", "BadOrder": "?"}})
print(json.dumps(answers))
