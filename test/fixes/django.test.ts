import { fixTest } from "../support/fix-test.ts"

const prelude = `from django.http import HttpResponse, JsonResponse
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler
`

fixTest("missing-challenge", {
  prelude,
  cases: [
    {
      code: `
def a(request):
    if not request.headers.get("Authorization"): return JsonResponse({"e": 1}, status=401)`,
      after: `
def a(request):
    if not request.headers.get("Authorization"): return JsonResponse({"e": 1}, status=401, headers={"WWW-Authenticate": "Bearer"})`,
    },
    {
      code: `
class V(APIView):
    def get(self, request):
        if not request.auth: return Response({"e": 1}, 401)
        return Response({})`,
      after: `
class V(APIView):
    def get(self, request):
        if not request.auth: return Response({"e": 1}, 401, headers={"WWW-Authenticate": "Bearer"})
        return Response({})`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude,
  cases: [
    {
      code: `
class IsEditor(BasePermission):
    def has_permission(self, request, view):
        if request.user.role != "editor": raise AuthenticationFailed("editors only")
        return True`,
      after: `
class IsEditor(BasePermission):
    def has_permission(self, request, view):
        if request.user.role != "editor": raise PermissionDenied("editors only")
        return True`,
    },
    {
      code: `
def a(request):
    if not request.user.is_staff: return JsonResponse({"e": "staff"}, status=401)`,
      after: `
def a(request):
    if not request.user.is_staff: return JsonResponse({"e": "staff"}, status=403)`,
    },
  ],
})

fixTest("unauthenticated-403", {
  prelude,
  cases: [
    {
      code: `
class V(APIView):
    def get(self, request):
        if not self.request.user.is_authenticated: raise PermissionDenied("log in")
        return Response({})`,
      after: `
class V(APIView):
    def get(self, request):
        if not self.request.user.is_authenticated: raise AuthenticationFailed("log in")
        return Response({})`,
    },
  ],
})

fixTest("dead-refusal", {
  prelude,
  cases: [
    {
      code: `
def a(request): return HttpResponse("Forbidden", 403)`,
      after: `
def a(request): return HttpResponse("Forbidden", status=403)`,
    },
    {
      code: `
def a(request): return HttpResponse("Unauthorized", 401)`,
      after: `
def a(request): return HttpResponse("Unauthorized", status=401, headers={"WWW-Authenticate": "Bearer"})`,
    },
    {
      code: `
class V(APIView):
    def get(self, request):
        if not request.auth: return NotAuthenticated()
        return Response({})`,
      after: `
class V(APIView):
    def get(self, request):
        if not request.auth: raise NotAuthenticated()
        return Response({})`,
    },
    {
      code: `
class IsEditor(BasePermission):
    def has_permission(self, request, view):
        if request.user.role != "editor": return PermissionDenied("no")
        return True`,
      after: `
class IsEditor(BasePermission):
    def has_permission(self, request, view):
        if request.user.role != "editor": raise PermissionDenied("no")
        return True`,
    },
  ],
})

fixTest("handler-drops-headers", {
  prelude,
  cases: [
    {
      code: `
── settings.py
REST_FRAMEWORK = {"EXCEPTION_HANDLER": "harbour.handlers.handle"}
── harbour/handlers.py
def handle(error, context):
    response = exception_handler(error, context)
    return Response({"e": 1}, status=response.status_code)`,
      after: `
── harbour/handlers.py
def handle(error, context):
    response = exception_handler(error, context)
    return Response({"e": 1}, status=response.status_code, headers=response.headers)`,
    },
  ],
})

const challenged = `JsonResponse({"e": 1}, status=401, headers={"WWW-Authenticate": "Bearer"})`

fixTest("auth-on-options", {
  prelude,
  cases: [
    {
      title: "Let preflights through Gate",
      code: `
── settings.py
MIDDLEWARE = ["harbour.gates.Gate", "corsheaders.middleware.CorsMiddleware"]
── harbour/gates.py
class Gate:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request):
        if not request.headers.get("Authorization"): return ${challenged}
        return self.get_response(request)`,
      after: `
── harbour/gates.py
class Gate:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request):
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return self.get_response(request)
        if not request.headers.get("Authorization"): return ${challenged}
        return self.get_response(request)`,
    },
    {
      title: "Let preflights through middleware",
      code: `
── settings.py
MIDDLEWARE = ["harbour.gates.gate", "corsheaders.middleware.CorsMiddleware"]
── harbour/gates.py
def gate(get_response):
    def middleware(request):
        if not request.headers.get("Authorization"): return ${challenged}
        return get_response(request)
    return middleware`,
      after: `
── harbour/gates.py
def gate(get_response):
    def middleware(request):
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return get_response(request)
        if not request.headers.get("Authorization"): return ${challenged}
        return get_response(request)
    return middleware`,
    },
    {
      title: "Let CORS run before Gate",
      code: `
── settings.py
MIDDLEWARE = ["harbour.gates.Gate", "corsheaders.middleware.CorsMiddleware"]
── harbour/gates.py
class Gate:
    def __init__(self, get_response): self.get_response = get_response
    def process_request(self, request):
        if not request.headers.get("Authorization"): return ${challenged}`,
      after: `
── settings.py
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "harbour.gates.Gate"]
`,
    },
  ],
})
