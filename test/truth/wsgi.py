"""Answers requests from standard input with the WSGI apps of the working directory; one line of JSON comes out."""

import importlib
import json
import sys

sys.path.insert(0, ".")

import httpx  # noqa: E402

clients: dict[str, httpx.Client] = {}
answers = []
for request in json.load(sys.stdin):
    module, name = request["app"].split(":")
    if request["app"] not in clients:
        app = getattr(importlib.import_module(module), name.removesuffix("()"))
        transport = httpx.WSGITransport(app() if name.endswith("()") else app, raise_app_exceptions=False)
        clients[request["app"]] = httpx.Client(transport=transport, base_url="http://localhost")
    response = clients[request["app"]].request(
        request["method"], request["path"], headers=request.get("headers", {}), json=request.get("json")
    )
    headers = {key.lower(): value for key, value in response.headers.items()}
    answers.append({"status": response.status_code, "headers": headers, "body": response.text})
print(json.dumps(answers))
