"""Answers requests from standard input with the ASGI apps of the working directory; one line of JSON comes out."""

import importlib
import json
import sys

sys.path.insert(0, ".")

from starlette.testclient import TestClient  # noqa: E402

clients: dict[str, TestClient] = {}
kept: dict[str, str] = {}
answers = []
for request in json.load(sys.stdin):
    module, name = request["app"].split(":")
    if request["app"] not in clients:
        app = getattr(importlib.import_module(module), name)
        # What the server would answer, not what the test client would raise.
        clients[request["app"]] = TestClient(app, raise_server_exceptions=False)
    response = clients[request["app"]].request(
        request["method"],
        request["path"],
        headers={key: value.format(**kept) for key, value in request.get("headers", {}).items()},
        json=request.get("json"),
    )
    for key, member in request.get("keep", {}).items():
        kept[key] = response.json()[member]
    headers = {key.lower(): value for key, value in response.headers.items()}
    answers.append({"status": response.status_code, "headers": headers, "body": response.text})
print(json.dumps(answers))
