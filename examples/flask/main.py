"""Harbour in Flask: `flask --app main run`."""

from flask import Flask, request
from flask_cors import CORS

from harbour.berths import berths
from harbour.errors import register_handlers
from harbour.security import office


def create_app() -> Flask:
    app = Flask(__name__)
    CORS(app, origins=["https://harbour.example"])
    app.after_request(timing)
    register_handlers(app)
    app.register_blueprint(berths, url_prefix="/berths")
    app.register_blueprint(office, url_prefix="/office")
    return app


def timing(response):
    response.headers["Server-Timing"] = f"app;desc={request.endpoint}"
    return response


app = create_app()
