"""A workload as Kubernetes starts one: a role and a file with a token in the environment, no keys. It asks who it is and
calls an API with the credentials that boto3 finds. Arguments: the URL of the API, and its Host header."""
import http.client
import json
import sys
from urllib.parse import urlsplit

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

session = boto3.Session()
identity = session.client("sts").get_caller_identity()
url = urlsplit(sys.argv[1])
request = AWSRequest("GET", f"https://{sys.argv[2]}{url.path}")
SigV4Auth(session.get_credentials(), "execute-api", session.region_name).add_auth(request)
connection = http.client.HTTPConnection(url.netloc)
connection.request("GET", url.path, headers={"Host": sys.argv[2]} | dict(request.headers.items()))
answer = connection.getresponse()
print(json.dumps({"arn": identity["Arn"], "status": answer.status, "headers": answer.getheaders(), "body": answer.read().decode()}))
