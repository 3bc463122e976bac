"""The network as a workload of a VPC sees it, for requests and urllib3: every execute-api name leads to PORTCULLIS_TO,
from the workload's own address PORTCULLIS_FROM. This version of the gateway speaks plain HTTP, so TLS is left out of
https; the Host header, the path and everything else that is signed stays as the caller made it."""
import os
import urllib3.connection
import urllib3.util.connection

_create_connection = urllib3.util.connection.create_connection
_connect_tls = urllib3.connection.HTTPSConnection.connect


def _redirected(address, timeout=None, source_address=None, socket_options=None):
    if ".execute-api." in address[0]:
        host, port = os.environ["PORTCULLIS_TO"].rsplit(":", 1)
        address = (host, int(port))
        if os.environ.get("PORTCULLIS_FROM"):
            source_address = (os.environ["PORTCULLIS_FROM"], 0)
    return _create_connection(address, timeout, source_address, socket_options)


def _without_tls(self):
    if ".execute-api." not in self.host:
        return _connect_tls(self)
    urllib3.connection.HTTPConnection.connect(self)
    self.is_verified = True


urllib3.util.connection.create_connection = _redirected
urllib3.connection.HTTPSConnection.connect = _without_tls
