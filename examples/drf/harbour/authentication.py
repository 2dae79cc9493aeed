from dataclasses import dataclass

import jwt
from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed


@dataclass
class Captain:
    name: str
    role: str
    is_authenticated: bool = True


class TokenAuthentication(BaseAuthentication):  # gatelint: expect[unauthenticated-403]
    """Names no challenge, so the framework answers 403 where it means 401."""

    def authenticate(self, request):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if not token:
            return None
        try:
            claims = jwt.decode(token, settings.SECRET_KEY, algorithms=["HS256"])
        except jwt.InvalidTokenError as error:
            raise AuthenticationFailed(f"The token is not valid: {error}") from error  # gatelint: expect[leaky-detail]
        return Captain(claims["sub"], claims["role"]), claims
