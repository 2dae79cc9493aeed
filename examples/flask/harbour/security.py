import os
from functools import wraps
from hmac import compare_digest

import jwt
from flask import Blueprint, abort, g, jsonify, request
from werkzeug.datastructures import WWWAuthenticate

# A KeyError at start-up is better than a key that is None.
SECRET = os.environ["HARBOUR_SECRET"]
OFFICE_KEY = os.environ["OFFICE_KEY"]
BEARER = {"WWW-Authenticate": "Bearer"}

office = Blueprint("office", __name__)


def scope_required(scope):
    def decorate(view):
        @wraps(view)
        def checked(*args, **kwargs):
            scheme, _, token = request.headers.get("Authorization", "").partition(" ")
            if not token:
                return jsonify(error="Log in first."), 401  # gatelint: expect[missing-challenge]
            try:
                claims = jwt.decode(token, SECRET, algorithms=["HS256"])
            except jwt.ExpiredSignatureError:
                abort(401, "The token has expired.", www_authenticate=WWWAuthenticate("bearer", {"error": "invalid_token"}))
            except jwt.InvalidTokenError:
                return jsonify(error="The token is not valid."), 403  # gatelint: expect[unauthenticated-403]
            if scope not in claims["scopes"]:
                return jsonify(error="Not enough permissions."), 401, BEARER  # gatelint: expect[scope-check-401]
            g.captain = claims["sub"]
            return view(*args, **kwargs)

        return checked

    return decorate


@office.before_request  # gatelint: expect[auth-on-options]
def office_key():
    key = request.headers.get("X-Office-Key", "")
    if not compare_digest(key, OFFICE_KEY):
        return jsonify(error="An office key is needed."), 401, {"WWW-Authenticate": "APIKey"}


@office.get("/officers")
def officers():
    return jsonify(["grace", "tom"])
