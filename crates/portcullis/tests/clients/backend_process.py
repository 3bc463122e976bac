"""A back end in a process of its own: at the address that it is told, on the port of its first argument. It says its
name, its second argument, and what it was asked for."""
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self):
        length = int(self.headers.get("Content-Length", 0))
        said = {
            "backend": sys.argv[2], "method": self.command, "path": self.path, "peer": self.client_address[0], "body": self.rfile.read(length).decode(),
            "headers": {name.lower(): value for name, value in self.headers.items()},
        }
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = answer

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


server = Server((os.environ["PORTCULLIS_ADDRESS"], int(sys.argv[1])), Handler)
print("ready", flush=True)
server.serve_forever()
