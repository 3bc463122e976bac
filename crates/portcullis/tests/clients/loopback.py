"""The network as a workload of a VPC sees it, for requests and urllib3: every execute-api name leads to PORTCULLIS_TO,
from the workload's own address PORTCULLIS_FROM. Nothing else is touched: TLS, its server name and the certificate that
is asked for stay as the caller made them."""
import os
import urllib3.util.connection

_create_connection = urllib3.util.connection.create_connection


def _redirected(address, timeout=None, source_address=None, socket_options=None):
    if ".execute-api." in address[0]:
        host, port = os.environ["PORTCULLIS_TO"].rsplit(":", 1)
        address = (host, int(port))
        if os.environ.get("PORTCULLIS_FROM"):
            source_address = (os.environ["PORTCULLIS_FROM"], 0)
    return _create_connection(address, timeout, source_address, socket_options)


urllib3.util.connection.create_connection = _redirected
