"""Sends a batch of requests signed by botocore. Reads a JSON list of cases from standard input, prints a list of
answers: status, headers in order, body, and the canonical request and string to sign that botocore had."""
import http.client
import json
import sys

from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def signer(case):
    form = SigV4QueryAuth if case.get("presigned") else SigV4Auth

    class Recording(form):
        def string_to_sign(self, request, canonical_request):
            self.canonical = canonical_request
            self.text = super().string_to_sign(request, canonical_request)
            return self.text

    extra = {"expires": case["presigned"]} if case.get("presigned") else {}
    return Recording(Credentials(*case["credentials"]), case.get("service", "execute-api"), case.get("region", "us-east-1"), **extra)


def send(case):
    request = AWSRequest(case.get("method", "GET"), f"https://{case['host']}{case['target']}", headers=case.get("headers", {}), data=case.get("body"))
    auth = signer(case)
    auth.add_auth(request)
    headers = {name: value for name, value in request.headers.items()}
    target = request.url.removeprefix(f"https://{case['host']}")
    target = case.get("send_target", target)
    connection = http.client.HTTPConnection(case["to"], source_address=(case["from"], 0) if case.get("from") else None)
    connection.request(case.get("method", "GET"), target, body=case.get("body"), headers={"Host": case["host"]} | headers)
    answer = connection.getresponse()
    return {
        "status": answer.status,
        "headers": answer.getheaders(),
        "body": answer.read().decode(),
        "canonical": auth.canonical,
        "stringToSign": auth.text,
    }


print(json.dumps([send(case) for case in json.load(sys.stdin)]))
