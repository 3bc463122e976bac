"""Signs requests with botocore in the ways that people get wrong, and prints what would arrive, a JSON object a line: the
request as text, and the code of the mistake that was made. Nothing is sent. For a gateway that runs, host and keys come from
the environment, and there are mistakes that only it can tell: of clocks, and of tokens."""
import datetime
import json
import os
from urllib.parse import quote, unquote

import botocore.auth
from botocore.auth import S3SigV4Auth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

HOST = os.environ.get("PLANTED_HOST", "abc123.execute-api.us-east-1.amazonaws.com")
KEY = os.environ.get("PLANTED_KEY", "AKIDEXAMPLE")
SECRET = os.environ.get("PLANTED_SECRET", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
OTHER = os.environ.get("PLANTED_OTHER", "another/secret+of=the=same=user")


class Unsorted(SigV4Auth):
    """Encodes the query and leaves it in its order."""

    def canonical_query_string(self, request):
        pairs = [pair.partition("=") for pair in request.url.partition("?")[2].split("&")]
        return "&".join("=".join(quote(unquote(part), safe="-_.~") for part in (name, value)) for name, _, value in pairs)


class Yesterday(SigV4Auth):
    """Names another day in its scope than it signs for."""

    def credential_scope(self, request):
        return self.of_yesterday(super().credential_scope(request), request)

    def scope(self, request):
        return self.of_yesterday(super().scope(request), request)

    def of_yesterday(self, scope, request):
        day = request.context["timestamp"][:8]
        before = datetime.datetime.strptime(day, "%Y%m%d") - datetime.timedelta(days=1)
        return scope.replace(day, before.strftime("%Y%m%d"))


def signed(auth=SigV4Auth, method="GET", target="/prod/pets", host=HOST, scheme="http", headers={}, body=None, secret=SECRET,
           token=None, service="execute-api", region="us-east-1", context={}, **more):
    request = AWSRequest(method, f"{scheme}://{host}{target}", headers=dict(headers), data=body)
    request.context.update(context)
    auth(Credentials(KEY, secret, token), service, region, **more).add_auth(request)
    return request


def arrives(mistake, request, host=None, body=None, method=None, drop=(), change={}):
    _, _, rest = request.url.partition("://")
    named, slash, target = rest.partition("/")
    headers = [(name, value) for name, value in request.headers.items() if name.lower() not in ("host", "content-length", *drop)]
    headers = [(name, change.get(name.lower(), value)) for name, value in headers]
    body = (request.data or b"") if body is None else body
    body = body.encode() if isinstance(body, str) else body
    lines = [f"{method or request.method} {slash}{target} HTTP/1.1", f"host: {host or named}", *(f"{name}: {value}" for name, value in headers)]
    lines.append(f"content-length: {len(body)}")
    print(json.dumps({"id": mistake, "request": "\r\n".join(lines) + "\r\n\r\n" + body.decode()}))


# The signer of S3 for a service that is not S3.
arrives("path-encoded-once", signed(S3SigV4Auth, target="/prod/a%20b"))
arrives("path-not-normalised", signed(S3SigV4Auth, target="/prod//pets"))
arrives("path-as-sent", signed(S3SigV4Auth, target="/prod//a%20b"))
arrives("body-unsigned", signed(method="POST", scheme="https", body=b"{}", context={"payload_signing_enabled": False}))
arrives("body-changed", signed(S3SigV4Auth, "POST", body=b'{"a": 1}'), body=b'{"a":1}')
# Raw reserved characters in a URL's query string.
arrives("query-not-encoded", signed(target="/prod/pets?name=a+b"))
arrives("query-not-encoded", signed(target="/prod/pets?role=arn:aws:iam::1:role/x"))
# The body goes missing from the signature, or changes after it.
arrives("body-empty", signed(method="POST"), body=b"{}")
arrives("body-last-line-end", signed(method="POST", body=b"{}\n"), body=b"{}")
arrives("body-line-ends", signed(method="POST", body=b"a\r\nb"), body=b"a\nb")
# A proxy between client and gateway.
arrives("host", signed(), host="gateway.example.com")
arrives("host", signed(), host=f"{HOST}:8443")
arrives("host", signed(host=f"{HOST}:80", scheme="https"), host=HOST)
arrives("header-changed", signed(headers={"Accept-Encoding": "identity"}), change={"accept-encoding": "gzip"})
arrives("header-changed", signed(headers={"X-Forwarded-For": "10.0.0.1"}), change={"x-forwarded-for": "10.0.0.1, 10.0.0.2"})
arrives("header-absent", signed(headers={"X-Tenant": "a"}), drop=("x-tenant",))
# Scopes, keys and methods.
arrives("scope-service", signed(service="apigateway"))
arrives("scope-region", signed(region="eu-west-1"))
arrives("key-other", signed(secret=OTHER))
arrives("key-blank", signed(secret=SECRET + "\n"))
arrives("token-unexpected", signed(token="planted-session-token"))
arrives("method", signed(SigV4QueryAuth, expires=60), method="HEAD")
arrives("query-not-sorted", signed(Unsorted, target="/prod/pets?b=2%7E&a=1"))
arrives("scope-date", signed(Yesterday))
if os.environ.get("PLANTED_LIVE"):
    KEY, kept = "ASIAEXAMPLEEXAMPLE12", KEY
    arrives("token-missing", signed(token="planted-session-token"), drop=("x-amz-security-token",))
    KEY = kept
    late = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None) - datetime.timedelta(minutes=11)
    right, botocore.auth.get_current_datetime = botocore.auth.get_current_datetime, lambda *_, **__: late
    arrives("clock-skew", signed())
    botocore.auth.get_current_datetime = right
arrives("unknown", signed(secret="nobody's"))
arrives("", signed(target="/prod/a%20b?x=1&a=b%20c"))
