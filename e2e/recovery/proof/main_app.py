"""A main app with a small catalogue, which can be changed, and which can go away."""

import http.server
import json
import threading

from .gateway import free_ports
from .proxy import Proxy

CATEGORIES = ["ai-tools", "tools", "gaming", "knowledge"]


class MainApp:
    def __init__(self, resources=50):
        self.resources = resources
        self.notified = []
        app = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                body = app.document(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_HEAD(self):
                self.do_GET()

            def do_POST(self):
                app.notified.append(json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))["id"])
                self.send_response(204)
                self.end_headers()

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", free_ports(1)[0]), Handler)
        # Connections that a proxy cuts are what these proofs are for.
        self.server.handle_error = lambda request, address: None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.port = free_ports(1)[0]
        self.proxy = Proxy(self.port, self.server.server_port)

    def document(self, path):
        if path in ("/", "/index.html"):
            return b"{}"
        if path == "/data/categories.json":
            return json.dumps({"categories": [
                {"id": name, "name": name, "path": "/" + name, "count": self.resources} for name in CATEGORIES]}).encode()
        name = path.removeprefix("/data/").removesuffix(".json")
        if name not in CATEGORIES:
            return b""
        return json.dumps({"sections": [{"title": "All", "tools": [
            {"name": f"{name} {number}", "url": f"https://{name}.example/{number}", "description": "One of many"}
            for number in range(self.resources)]}]}).encode()

    def settings(self, host="127.0.0.1"):
        return {"MAIN_APP_URL": f"http://{host}:{self.port}", "MAIN_APP_API_KEY": "a-key-for-proofs-only"}

    def close(self):
        self.proxy.close()
        self.server.shutdown()
