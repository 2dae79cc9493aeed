import { ruleTest } from "../support/rule-test.ts"

const prelude = `import jwt
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied as Denied
from django.http import HttpResponse, HttpResponseForbidden, JsonResponse
from rest_framework import exceptions, status
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, TokenAuthentication
from rest_framework.decorators import api_view, authentication_classes
from rest_framework.exceptions import APIException, AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler
`

ruleTest("missing-challenge", {
  django: {
    prelude,
    quiet: [
      // Sent by the default handler of errors.
      `
class Unknown(APIException):
    status_code = 401
    auth_header = "Bearer"
class V(APIView):
    def get(self, request):
        if not request.auth: raise Unknown("Who is it?")
        return Response({})`,
      `
def basic(request):
    if "HTTP_AUTHORIZATION" not in request.META:
        r = HttpResponse("Unauthorized", status=401)
        r["WWW-Authenticate"] = 'Basic realm="x"'
        return r
    return HttpResponse("ok")`,
      `
def basic(request):
    if not request.headers.get("Authorization"):
        return JsonResponse({"e": 1}, status=401, headers={"WWW-Authenticate": "Bearer"})`,
      `
def basic(request):
    if not request.COOKIES.get("session"):
        r = JsonResponse({"e": 1}, status=401)
        r.headers["WWW-Authenticate"] = "Bearer"
        return r`,
      `
def basic(request):
    if not request.COOKIES.get("session"):
        r = JsonResponse({"e": 1}, status=401)
        r.setdefault("WWW-Authenticate", "Bearer")
        return r`,
      `
class HttpResponseUnauthorized(HttpResponse):
    status_code = 401
    def __init__(self):
        super().__init__("Unauthorized")
        self["WWW-Authenticate"] = "Negotiate"
def basic(request):
    if not request.COOKIES.get("session"): return HttpResponseUnauthorized()`,
      // The framework takes the challenge from the first authenticator.
      `
class V(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request):
        if not request.auth: raise AuthenticationFailed("expired")
        if not request.user.is_authenticated: raise NotAuthenticated()
        return Response({})`,
      `
class Key(BaseAuthentication):
    def authenticate_header(self, request): return "Key"
    def authenticate(self, request):
        if not request.headers.get("X-Key"): raise exceptions.AuthenticationFailed("no key")`,
      `
class V(APIView):
    def get(self, request):
        return Response({"e": 1}, 401, None, {"WWW-Authenticate": "Bearer"})`,
      // Ninja's errors take no headers, so the challenge is added by a handler or not at all.
      `
from ninja.errors import HttpError
def gate(request):
    if not request.headers.get("X-Key"): raise HttpError(401, "no")`,
      `
from ninja import NinjaAPI
api = NinjaAPI()
@api.get("/a", response={200: dict, 401: dict})
def a(request):
    if not request.headers.get("X-Key"): return 401, {"detail": "no"}
    return 200, {}`,
      // Simple JWT's errors and views name a challenge.
      `
from rest_framework_simplejwt.exceptions import InvalidToken, TokenError
from rest_framework_simplejwt.tokens import AccessToken
class V(APIView):
    def get(self, request):
        try: return Response(AccessToken(request.headers["Authorization"]))
        except TokenError: raise InvalidToken("no")`,
      `
from rest_framework_simplejwt.views import TokenObtainPairView
class Login(TokenObtainPairView):
    def post(self, request, *args, **kwargs): return super().post(request, *args, **kwargs)`,
      // Tuples mean nothing here.
      `
def pair(request): return {"e": 1}, 401`,
      `
@extend_schema(responses={401: None, 403: None})
def documented(request): return HttpResponse("ok")`,
    ],
    loud: [
      `
def a(request):
    if not request.headers.get("Authorization"): return «JsonResponse({"e": 1}, status=401)»`,
      `
def a(request):
    if "HTTP_AUTHORIZATION" not in request.META: return «HttpResponse("no", "text/plain", 401)»`,
      `
class HttpResponseUnauthorized(HttpResponse):
    status_code = 401
def a(request):
    if not request.COOKIES.get("session"): return «HttpResponseUnauthorized()»`,
      `
def a(request):
    if not request.COOKIES.get("session"):
        r = «HttpResponse("no")»
        r.status_code = 401
        ‹return r›`,
      `
class V(APIView):
    def get(self, request):
        if not request.auth: return «Response({"detail": "no"}, status=status.HTTP_401_UNAUTHORIZED)»
        return Response({})`,
      `
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken
class V(APIView):
    def get(self, request):
        try: return Response(AccessToken(request.headers["Authorization"]))
        except TokenError: return «Response({"e": 1}, 401)»`,
      // A class of the project's own gets no challenge, whoever raises it.
      `
class Expired(APIException):
    «status_code = 401»
    default_detail = "expired"
def check(request):
    if not request.auth: ‹raise Expired()›
def check_twice(request):
    if not request.headers.get("Authorization"): ‹raise Expired("nothing given")›`,
      // Nor do those that extend it.
      `
── harbour/errors.py
class Refused(APIException):
    «status_code: int = status.HTTP_401_UNAUTHORIZED»
class Lapsed(Refused):
    default_code = "lapsed"
── harbour/views.py
from harbour.errors import Lapsed
def check(request):
    if not request.headers.get("Authorization"): ‹raise Lapsed("last year")›`,
      // Each of these may be given one.
      `
class Unauthorized(HttpResponse):
    status_code = 401
def berth(request):
    if not request.headers.get("Authorization"): return «Unauthorized()»
    return HttpResponse("4")
def crane(request):
    if not request.headers.get("Authorization"): return «Unauthorized("no")»
    return HttpResponse("2")`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  django: {
    prelude,
    quiet: [
      `
class Key(BaseAuthentication):
    def authenticate_header(self, request): return "Key"
    def authenticate(self, request): raise AuthenticationFailed("no")
class V(APIView):
    authentication_classes = [Key]`,
      // The first decides.
      `
class Key(BaseAuthentication):
    def authenticate(self, request): raise AuthenticationFailed("no")
class V(APIView):
    authentication_classes = [TokenAuthentication, Key]`,
      // Simple JWT's names one.
      `
from rest_framework_simplejwt.authentication import JWTAuthentication
class Own(JWTAuthentication):
    def authenticate(self, request): raise AuthenticationFailed("no")
class V(APIView):
    authentication_classes = [Own]`,
      // An invitation is no credential: who holds it may be anybody, logged in or not.
      `
class Join(APIView):
    def post(self, request, pk):
        token = request.data.get("token", "")
        if not token or Invitation.objects.get(pk=pk).token != token: return Response({"e": "no"}, status=403)
        return Response({})`,
      // Django's own idea of what to tell strangers.
      `
from django.contrib.auth.decorators import permission_required
@permission_required("berths.book", raise_exception=True)
def a(request): return HttpResponse("ok")`,
      `
class Open(BasePermission):
    def has_permission(self, request, view):
        if request.method == "OPTIONS": return True
        return request.user.is_authenticated`,
      // A forged request.
      `
def a(request):
    if not check_csrf(request): raise Denied("forged")`,
      // A session has no challenge by its nature.
      `
class Exempt(SessionAuthentication):
    def enforce_csrf(self, request): return
class V(APIView):
    authentication_classes = [Exempt]`,
      `
class V(APIView):
    def get(self, request, berth):
        if berth.owner != request.user: raise PermissionDenied("not yours")`,
      `
def a(request):
    if not request.user.is_staff: raise Denied()`,
      `
@login_required
def a(request, berth):
    if not request.user.has_perm("berths.book"): return HttpResponseForbidden("no")`,
    ],
    loud: [
      `
class «Key»(BaseAuthentication):
    def authenticate(self, request):
        if request.headers.get("X-Key") != "k": raise AuthenticationFailed("bad key")
class V(APIView):
    authentication_classes = [Key]`,
      `
class «Key»(BaseAuthentication):
    def authenticate(self, request): raise AuthenticationFailed("no")
@api_view(["GET"])
@authentication_classes([Key])
def a(request): return Response({})`,
      `
── settings.py
REST_FRAMEWORK = {"DEFAULT_AUTHENTICATION_CLASSES": ["harbour.auth.Key", "rest_framework.authentication.TokenAuthentication"]}
── harbour/auth.py
class «Key»(BaseAuthentication):
    def authenticate(self, request): raise AuthenticationFailed("no")`,
      `
class Key(BaseAuthentication):
    def authenticate_header(self, request): return "Key"
    def authenticate(self, request):
        try:
            return jwt.decode(request.headers["Authorization"], key_of()), None
        except jwt.InvalidTokenError:
            «raise PermissionDenied("bad token")»`,
      `
def a(request):
    if not request.user.is_authenticated: «return JsonResponse({"e": "login"}, status=403)»`,
      `
class V(APIView):
    def get(self, request):
        if not self.request.user.is_authenticated: «raise PermissionDenied()»`,
    ],
  },
})

ruleTest("scope-check-401", {
  django: {
    prelude,
    quiet: [
      `
class IsEditor(BasePermission):
    def has_permission(self, request, view): return request.user.role == "editor"`,
    ],
    loud: [
      `
class IsEditor(BasePermission):
    def has_permission(self, request, view):
        if request.user.role != "editor": «raise AuthenticationFailed("editors only")»
        return True`,
      `
def a(request):
    if not request.user.is_staff: «return JsonResponse({"e": "staff"}, status=401)»`,
      `
from ninja.errors import HttpError
def a(request):
    if not request.user.has_perm("berths.book"): «raise HttpError(401, "no")»`,
    ],
  },
})

ruleTest("dead-refusal", {
  django: {
    prelude,
    others: [
      `
def a(request): return HttpResponse("no", "text/plain", 401)`,
    ],
    quiet: [
      `
def a(request): return HttpResponse("no", content_type="text/plain", status=403)`,
      // Django's own errors are known to its middleware.
      `
class Gate:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request):
        if not request.headers.get("X-Key"): raise Denied()
        return self.get_response(request)`,
      `
class IsEditor(BasePermission):
    def has_permission(self, request, view):
        if request.user.role != "editor": raise PermissionDenied()
        return True`,
    ],
    loud: [
      `
def a(request): «return HttpResponse("Unauthorized", 401)»`,
      `
class Gate:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request):
        if not request.headers.get("X-Key"): «raise AuthenticationFailed("no")»
        return self.get_response(request)`,
      `
class V(APIView):
    def get(self, request):
        if not request.auth: «return NotAuthenticated()»
        return Response({})`,
      // An object is true: it lets everybody in.
      `
class IsEditor(BasePermission):
    def has_permission(self, request, view):
        if request.user.role != "editor": «return PermissionDenied("no")»
        return True`,
    ],
  },
})

ruleTest("leaky-detail", {
  django: {
    prelude,
    quiet: [
      // A model's own error is no answer.
      `
from django.core.exceptions import ValidationError
from django.db import models
class Log(models.Model):
    def clean(self):
        try: parse(self.text)
        except Exception as e: raise ValidationError(f"not a log: {e}")`,
      `
def a(request):
    try: return JsonResponse(work())
    except ValueError as e: return JsonResponse({"e": str(e)}, status=400)`,
    ],
    loud: [
      `
def a(request):
    try: return JsonResponse(work())
    except Exception as e: return JsonResponse(«{"e": str(e)}», status=500)`,
      `
class V(APIView):
    def get(self, request):
        try: return Response(work())
        except Exception as e: raise AuthenticationFailed(«str(e)»)`,
      // Whatever a view raises is given to it.
      `
── harbour/settings.py
MIDDLEWARE = []
REST_FRAMEWORK = {"EXCEPTION_HANDLER": "harbour.errors.handle"}
── harbour/errors.py
def handle(exc, context):
    response = exception_handler(exc, context)
    if response is None: return Response(«{"detail": str(exc)}», status=500)
    return response`,
    ],
  },
})

ruleTest("unset-secret", {
  django: {
    prelude: "",
    file: "settings.py",
    quiet: [
      `
import os
ROOT_URLCONF = "urls"
SECRET_KEY = os.environ["SECRET_KEY"]`,
      // Another framework's, or a setting of something else.
      `
SECRET_KEY = "harbour-at-night"`,
      // What is brought along may replace it.
      `
ROOT_URLCONF = "urls"
SECRET_KEY = "harbour-at-night"
from overrides import *`,
      `
── settings/dev.py
ROOT_URLCONF = "urls"
SECRET_KEY = "harbour-at-night"`,
    ],
    loud: [
      `
ROOT_URLCONF = "urls"
SECRET_KEY = «"harbour-at-night"»`,
      `
import os
MIDDLEWARE = []
SECRET_KEY = os.getenv("SECRET_KEY", «"harbour-at-night"»)`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  django: {
    prelude,
    quiet: [
      `
── settings.py
REST_FRAMEWORK = {"EXCEPTION_HANDLER": "harbour.handlers.handle"}
── harbour/handlers.py
def handle(error, context):
    response = exception_handler(error, context)
    if response is not None:
        response.data["status"] = response.status_code
    return response`,
      `
── settings.py
REST_FRAMEWORK = {"EXCEPTION_HANDLER": "harbour.handlers.handle"}
── harbour/handlers.py
def handle(error, context):
    response = exception_handler(error, context)
    return Response({"e": 1}, status=response.status_code, headers=response.headers)`,
    ],
    loud: [
      `
── settings.py
REST_FRAMEWORK = {"EXCEPTION_HANDLER": "harbour.handlers.handle"}
── harbour/handlers.py
def ‹handle›(error, context):
    response = exception_handler(error, context)
    return «Response({"e": 1}, status=response.status_code)»`,
    ],
  },
})

const gate = `
class Gate:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request):
        if not request.headers.get("Authorization"): return JsonResponse({"e": 1}, status=401)
        return self.get_response(request)`

ruleTest("auth-on-options", {
  django: {
    prelude,
    quiet: [],
    others: [
      `
── settings.py
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "harbour.gates.Gate"]
── harbour/gates.py
${gate}`,
      // No CORS at all.
      `
── settings.py
MIDDLEWARE = ["harbour.gates.Gate"]
── harbour/gates.py
${gate}`,
      // Views are looked up after the preflight is answered.
      `
── settings.py
MIDDLEWARE = ["harbour.gates.Gate", "corsheaders.middleware.CorsMiddleware"]
── harbour/gates.py
class Gate:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request): return self.get_response(request)
    def process_view(self, request, view, args, kwargs):
        if not request.headers.get("Authorization"): return JsonResponse({"e": 1}, status=401)`,
      `
── settings.py
MIDDLEWARE = ["harbour.gates.Gate"]
MIDDLEWARE.insert(0, "corsheaders.middleware.CorsMiddleware")
── harbour/gates.py
${gate}`,
      `
── settings.py
MIDDLEWARE = ["harbour.gates.Gate", "corsheaders.middleware.CorsMiddleware"]
── harbour/gates.py
class Gate:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request):
        if request.method == "OPTIONS": return self.get_response(request)
        if not request.headers.get("Authorization"): return JsonResponse({"e": 1}, status=401)
        return self.get_response(request)`,
    ],
    loud: [
      `
── settings.py
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", «"harbour.gates.Gate"»] + ["corsheaders.middleware.CorsMiddleware"]
── harbour/gates.py
${gate}`,
      `
── settings.py
MIDDLEWARE = [«"harbour.gates.gate"», "corsheaders.middleware.CorsMiddleware"]
── harbour/gates.py
def gate(get_response):
    def middleware(request):
        if not request.headers.get("Authorization"): return JsonResponse({"e": 1}, status=401)
        return get_response(request)
    return middleware`,
      `
── settings.py
MIDDLEWARE = [«"harbour.gates.Gate"», "corsheaders.middleware.CorsMiddleware"]
── harbour/gates.py
from django.utils.deprecation import MiddlewareMixin
class Gate(MiddlewareMixin):
    def process_request(self, request):
        if not request.headers.get("Authorization"): return JsonResponse({"e": 1}, status=401)`,
    ],
  },
})
