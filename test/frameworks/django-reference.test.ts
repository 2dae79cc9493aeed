import { runs } from "../support/marked-cases.ts"

// Row by row. A line that ends in a mark is one on which that rule speaks; nothing else does.

const prelude = `import jwt
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.contrib.auth.decorators import login_required, permission_required, user_passes_test
from django.core.exceptions import PermissionDenied as Denied
from django.http import HttpResponse, HttpResponseForbidden, JsonResponse
from django.views import View
from rest_framework import status
from rest_framework.authentication import BaseAuthentication, BasicAuthentication, SessionAuthentication, TokenAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.exceptions import APIException, AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler
from rest_framework.viewsets import ViewSet, ModelViewSet
`

runs(
  "Django and its companions",
  [
    [
      "a status that is given in order: the view fails",
      `
def a(request): return JsonResponse({"e": 1}, 401)
`,
    ],
    [
      "a class that sets the challenge",
      `
class Unauth(HttpResponse):
    status_code = 401
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.headers["WWW-Authenticate"] = "Bearer"
def a(request):
    if not request.COOKIES.get("session"): return Unauth("no")
`,
    ],
    [
      "headers by name, Basic without a realm",
      `
def a(request):
    if "HTTP_AUTHORIZATION" not in request.META: return HttpResponse("no", status=401, headers={"WWW-Authenticate": "Basic"})  #! invalid-challenge
`,
    ],
    [
      "a gate that sends to the log-in",
      `
@permission_required("a.b")
def a(request): return HttpResponse("x")
`,
    ],
    [
      "a mixin that raises",
      `
class V(LoginRequiredMixin, PermissionRequiredMixin, View):
    permission_required = "a.b"
    raise_exception = True
    def get(self, request): return HttpResponse("x")
`,
    ],
    [
      "403 for nobody in a mixin's own answer",
      `
class V(LoginRequiredMixin, View):
    def handle_no_permission(self):
        if not self.request.user.is_authenticated: return JsonResponse({"e": "login"}, status=403)  #! unauthenticated-403
        return JsonResponse({"e": "no"}, status=403)
`,
    ],
    [
      "a decorator of a view",
      `
def ajax_login_required(view):
    def inner(request, *args, **kwargs):
        if not request.user.is_authenticated: return JsonResponse({"e": "login"}, status=401)  #! missing-challenge
        return view(request, *args, **kwargs)
    return inner
@ajax_login_required
def a(request): return JsonResponse({})
`,
    ],
    [
      "a forged request",
      `
def csrf_failure(request, reason=""): return HttpResponseForbidden("csrf")
`,
    ],
    [
      "nobody, raised in a view",
      `
class V(APIView):
    def get(self, request):
        if not request.user.is_authenticated: raise NotAuthenticated()
        return Response({})
`,
    ],
    [
      "a session and then tokens",
      `
class V(APIView):
    authentication_classes = [SessionAuthentication, TokenAuthentication]
    permission_classes = [IsAuthenticated]
    def get(self, request): return Response({})
`,
    ],
    [
      "an authenticator that inherits its header",
      `
class Key(TokenAuthentication):
    keyword = "Key"
    def authenticate(self, request): raise AuthenticationFailed("no")
class V(APIView):
    authentication_classes = [Key]
`,
    ],
    [
      "a role, answered as nobody",
      `
class P(BasePermission):
    def has_permission(self, request, view):
        if not request.user.is_staff: raise NotAuthenticated("staff")  #! scope-check-401
        return True
`,
    ],
    [
      "an owner, answered as a bad credential",
      `
class P(BasePermission):
    def has_object_permission(self, request, view, obj):
        if obj.owner != request.user: raise AuthenticationFailed("not yours")  #! scope-check-401
        return True
`,
    ],
    [
      "a role in an action",
      `
class V(ModelViewSet):
    permission_classes = [IsAuthenticated]
    def destroy(self, request, pk=None):
        if request.user.role != "admin": return Response({"e": "admins"}, status=401)  #! scope-check-401
        return Response(status=204)
`,
    ],
    [
      "an owner in a function",
      `
@api_view(["DELETE"])
@permission_classes([IsAuthenticated])
def a(request, pk):
    b = find(pk)
    if b.owner != request.user: return Response({"e": "x"}, status=status.HTTP_401_UNAUTHORIZED)  #! scope-check-401
    return Response({})
`,
    ],
    [
      "a log-in",
      `
from django.contrib.auth import authenticate
@api_view(["POST"])
def login(request):
    user = authenticate(username=request.data["u"], password=request.data["p"])
    if user is None: return Response({"e": "no"}, status=401)  #! missing-challenge
    return Response({})
`,
    ],
    [
      "a handler with words of its own",
      `
── settings.py
REST_FRAMEWORK = {"EXCEPTION_HANDLER": "harbour.handlers.handle"}
── harbour/handlers.py
def handle(exc, context):
    response = exception_handler(exc, context)
    if response is not None:
        return Response({"error": response.data}, status=response.status_code)  #! handler-drops-headers
    return response
`,
    ],
    [
      "any origin, with credentials",
      `
── settings.py
CORS_ALLOW_ALL_ORIGINS = True  #! cors-credentials-wildcard
CORS_ALLOW_CREDENTIALS = True
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]
`,
    ],
    [
      "any origin by its former name",
      `
── settings.py
CORS_ORIGIN_ALLOW_ALL = True  #! cors-credentials-wildcard
CORS_ALLOW_CREDENTIALS = True
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]
`,
    ],
    [
      "CORS in front of the log-in",
      `
── settings.py
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "django.contrib.auth.middleware.LoginRequiredMiddleware"]
`,
    ],
    [
      "an error of a view in middleware",
      `
── settings.py
MIDDLEWARE = ["harbour.gates.Gate"]
── harbour/gates.py
from django.utils.deprecation import MiddlewareMixin
class Gate(MiddlewareMixin):
    def process_request(self, request):
        if not request.headers.get("Authorization"): raise AuthenticationFailed("no")  #! dead-refusal
`,
    ],
    [
      "what an error says, in middleware",
      `
── settings.py
MIDDLEWARE = ["harbour.gates.Gate"]
── harbour/gates.py
class Gate:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request): return self.get_response(request)
    def process_exception(self, request, exception):
        return JsonResponse({"e": str(exception)}, status=500)
`,
    ],
    [
      "a status that is set on the error",
      `
def a(request):
    if not request.auth:
        e = APIException("no")  #! missing-challenge
        e.status_code = 401
        raise e
`,
    ],
    [
      "403 for a token that is no good",
      `
from rest_framework_simplejwt.exceptions import InvalidToken, TokenError
from rest_framework_simplejwt.tokens import RefreshToken
@api_view(["POST"])
def refresh(request):
    try: t = RefreshToken(request.data["refresh"])
    except TokenError as e: return Response({"e": "bad"}, status=403)  #! unauthenticated-403
    return Response({})
`,
    ],
    [
      "what a token's error says",
      `
from rest_framework_simplejwt.exceptions import InvalidToken, TokenError
from rest_framework_simplejwt.tokens import RefreshToken
@api_view(["POST"])
def refresh(request):
    try: t = RefreshToken(request.data["refresh"])
    except TokenError as e: return Response({"e": str(e)}, status=401)  #! leaky-detail, missing-challenge
    return Response({})
`,
    ],
    [
      "a permission that says whether",
      `
class P(BasePermission):
    def has_permission(self, request, view): return bool(request.user and request.user.is_staff)
`,
    ],
    [
      "an asynchronous view",
      `
async def a(request):
    if not request.headers.get("Authorization"): return JsonResponse({"e": 1}, status=401)  #! missing-challenge
    return JsonResponse({})
`,
    ],
    [
      "middleware that adds the challenge",
      `
── settings.py
MIDDLEWARE = ["harbour.gates.Challenge"]
── harbour/gates.py
class Challenge:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 401: response["WWW-Authenticate"] = "Bearer"
        return response
── harbour/views.py
def a(request):
    if not request.headers.get("Authorization"): return JsonResponse({"e": 1}, status=401)
    return JsonResponse({})
── harbour/urls.py
from django.urls import path
from harbour.views import a
urlpatterns = [path("a", a)]
`,
    ],
    [
      "Ninja: an error that takes no headers",
      `
from ninja import NinjaAPI
from ninja.errors import HttpError
api = NinjaAPI()
@api.get("/a")
def a(request):
    if not request.headers.get("X-Key"): raise HttpError(401, "no")
    return {}
`,
    ],
    [
      "Ninja: a role in a pair",
      `
from ninja import NinjaAPI
from ninja.security import django_auth
api = NinjaAPI(auth=django_auth)
@api.get("/a", response={200: dict, 401: dict})
def a(request):
    if not request.user.is_staff: return 401, {"e": "staff"}  #! scope-check-401
    return 200, {}
`,
    ],
    [
      "Ninja: 403 for nobody",
      `
from ninja import NinjaAPI, Status
api = NinjaAPI()
@api.get("/a", response={200: dict, 403: dict})
def a(request):
    if not request.headers.get("Authorization"): return Status(403, {"e": "login"})  #! unauthenticated-403
    return Status(200, {})
`,
    ],
    [
      "Ninja: a handler that adds the challenge",
      `
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
api = NinjaAPI()
@api.exception_handler(AuthenticationError)
def on(request, exc):
    r = api.create_response(request, {"e": 1}, status=401)
    r["WWW-Authenticate"] = "Bearer"
    return r
`,
    ],
    [
      "Ninja: what an error says",
      `
from ninja import NinjaAPI
from ninja.errors import HttpError
api = NinjaAPI()
@api.get("/a")
def a(request):
    try: return work()
    except Exception as e: raise HttpError(500, str(e))  #! leaky-detail
`,
    ],
    [
      "ninja returned error is dead",
      `
from ninja import NinjaAPI
from ninja.errors import HttpError
api = NinjaAPI()
@api.get("/a")
def a(request):
    if not request.headers.get("X-Key"): return HttpError(401, "no")  #! dead-refusal
    return {}
`,
    ],
  ],
  prelude,
)
