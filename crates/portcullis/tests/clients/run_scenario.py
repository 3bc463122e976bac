"""Runs a caller's script as it stands and prints what its `response` is."""
import json
import runpy
import sys

import loopback  # noqa: F401  (the network)
import requests

try:
    response = runpy.run_path(sys.argv[1])["response"]
    print(json.dumps({"status": response.status_code, "headers": list(response.raw.headers.items()), "body": response.text}))
except requests.exceptions.ConnectionError as error:
    print(json.dumps({"status": None, "error": str(error)}))
