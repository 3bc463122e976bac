"""Sixty-four clients change one API at the same time; what was acknowledged must be there, and nothing else may happen
than that a call is acknowledged, or refused as a conflict or as one too many."""

import sys
import threading

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
CLIENTS = 64
VERBS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")


def client():
    return boto3.session.Session().client(
        "apigateway", region_name="us-east-1", endpoint_url=ENDPOINT, aws_access_key_id="111111111111",
        aws_secret_access_key="test", config=Config(retries={"max_attempts": 0, "mode": "standard"}))


def work(number, gateway, api, root, start, done):
    def call(what, operation, **arguments):
        try:
            done.append((what, operation(restApiId=api, **arguments)))
        except ClientError as error:
            code = error.response["Error"]["Code"]
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            assert (code, status) in (("ConflictException", 409), ("TooManyRequestsException", 429)), (what, error)

    start.wait()
    call(("resource", f"/n{number}"), gateway.create_resource, parentId=root, pathPart=f"n{number}")
    call(("same", "/same"), gateway.create_resource, parentId=root, pathPart="same")
    call(("verb", VERBS[number % 7]), gateway.put_method, resourceId=root, httpMethod=VERBS[number % 7],
         authorizationType="NONE")
    call(("type", f"x/n{number}"), gateway.update_rest_api, patchOperations=[
        {"op": "add", "path": f"/binaryMediaTypes/x~1n{number}"}])
    gateway.tag_resource(resourceArn=f"arn:aws:apigateway:us-east-1::/restapis/{api}",
                         tags={f"t{number % 40}": str(number)})


def main():
    first = client()
    made = first.create_rest_api(name="busy")
    api, root = made["id"], made["rootResourceId"]
    clients = [client() for _ in range(CLIENTS)]
    start, done, failed = threading.Barrier(CLIENTS), [], []
    threading.excepthook = lambda raised: failed.append(raised.exc_value)
    threads = [threading.Thread(target=work, args=(number, gateway, api, root, start, done))
               for number, gateway in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed
    resources = first.get_resources(restApiId=api, limit=500)["items"]
    paths = [resource["path"] for resource in resources]
    now = first.get_rest_api(restApiId=api)
    verbs = next(resource for resource in resources if resource["path"] == "/")["resourceMethods"]
    for (kind, name), _ in done:
        present = {"resource": paths, "same": paths, "verb": verbs, "type": now["binaryMediaTypes"]}[kind]
        assert name in present, (kind, name)
    assert len(paths) == len(set(paths)), paths
    acknowledged = [what for what, _ in done]
    assert acknowledged.count(("same", "/same")) == 1
    assert all(acknowledged.count(("verb", verb)) == 1 for verb in VERBS)
    assert len(now["tags"]) == 40
    print(f"{len(done)} changes acknowledged, all there")


main()
