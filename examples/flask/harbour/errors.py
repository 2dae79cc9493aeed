from flask import jsonify
from werkzeug.exceptions import HTTPException


def register_handlers(app):
    app.register_error_handler(HTTPException, on_http_error)


def on_http_error(error):
    return jsonify(error=error.description), error.code  # gatelint: expect[handler-drops-headers]
