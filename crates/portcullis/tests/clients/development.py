"""An application's test set-up with boto3 and nothing but AWS_ENDPOINT_URL in its environment: an API with a pinned id
behind a MOCK, called by its path without DNS, signed by botocore and unsigned. Prints, as JSON, what it got."""
import json
import os
import sys

import boto3
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

endpoint = os.environ["AWS_ENDPOINT_URL"]
pinned = sys.argv[1]
gateway = boto3.client("apigateway")
api = gateway.create_rest_api(name="orders", tags={"_custom_id_": pinned})
assert gateway.get_rest_api(restApiId=pinned)["id"] == pinned
orders = gateway.create_resource(restApiId=pinned, parentId=api["rootResourceId"], pathPart="orders")["id"]
for verb, authorization in [("GET", "NONE"), ("POST", "AWS_IAM")]:
    method = {"restApiId": pinned, "resourceId": orders, "httpMethod": verb}
    gateway.put_method(**method, authorizationType=authorization)
    gateway.put_integration(**method, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    gateway.put_method_response(**method, statusCode="200")
    body = {"application/json": json.dumps({"path": "$context.path", "stage": "$context.stage"})}
    gateway.put_integration_response(**method, statusCode="200", responseTemplates=body)
gateway.create_deployment(restApiId=pinned, stageName="dev")

answers = []
for url in [f"{endpoint}/_aws/execute-api/{pinned}/dev/orders", f"{endpoint}/restapis/{pinned}/dev/_user_request_/orders"]:
    unsigned = requests.get(url)
    stranger = requests.post(url, data="{}")
    request = AWSRequest("POST", url, data="{}", headers={"content-type": "application/json"})
    SigV4Auth(boto3.Session().get_credentials(), "execute-api", gateway.meta.region_name).add_auth(request)
    signed = requests.post(url, data="{}", headers=dict(request.headers))
    answers.append([[it.status_code, it.json()] for it in [unsigned, stranger, signed]])
print(json.dumps({"whoami": boto3.client("sts").get_caller_identity()["Account"], "answers": answers}))
