import type { Library } from "../model/library.ts"

const comparison = { kind: "comparison" } as const
const session = { kind: "reading", origin: "credential", carrier: "cookie", isSession: true } as const
const cookies = { kind: "reading", origin: "credential", carrier: "cookie" } as const
const nobody = { kind: "reading", origin: "identity", isOfNobody: true } as const
const failed = { kind: "failure", of: "verification" } as const
const authored = { kind: "failure", of: "authored" } as const
const gate = { kind: "refusing-gate", status: 403, challenge: false, yields: "identity" } as const

function answers(status: number, challenge: boolean): Library["members"][string] {
  return { kind: "refusing-error", extends: "rest_framework.exceptions.APIException", status, challenge, detail: 0 }
}

// https://docs.djangoproject.com/en/stable/ref/request-response/ and topics/auth/
export const django: Library = {
  name: "Django",
  packages: ["django"],
  modules: ["django"],
  members: {
    "HttpRequest.user": { kind: "reading", origin: "identity" },
    "HttpRequest.user.is_anonymous": nobody,
    "HttpRequest.auth": { kind: "reading", origin: "claim" },
    "HttpRequest.headers": { kind: "container", of: "headers" },
    "HttpRequest.META": { kind: "container", of: "headers" },
    "HttpRequest.COOKIES": cookies,
    "HttpRequest.session": session,
    "HttpRequest.GET": { kind: "container", of: "input" },
    "HttpRequest.POST": { kind: "container", of: "input" },
    "HttpRequest.data": { kind: "container", of: "input" },
    "HttpRequest.query_params": { kind: "container", of: "input" },
    "View.request.user": { kind: "reading", origin: "identity" },
    "View.request.user.is_anonymous": nobody,
    "View.request.auth": { kind: "reading", origin: "claim" },
    "View.request.headers": { kind: "container", of: "headers" },
    "View.request.META": { kind: "container", of: "headers" },
    "View.request.COOKIES": cookies,
    "View.request.session": session,
    "View.request.data": { kind: "container", of: "input" },
    "View.request.GET": { kind: "container", of: "input" },
    "View.request.POST": { kind: "container", of: "input" },
    "View.request.query_params": { kind: "container", of: "input" },
    "auth.authenticate": { kind: "verification" },
    "hashers.check_password": comparison,
    "crypto.constant_time_compare": comparison,
    get_object_or_404: { kind: "lookup" },
    login_required: { kind: "refusing-gate", status: 302, challenge: false, yields: "identity" },
    staff_member_required: { kind: "refusing-gate", status: 302, challenge: false, yields: "identity" },
    permission_required: gate,
    user_passes_test: { kind: "refusing-gate", status: 302, challenge: false, yields: "identity" },
    LoginRequiredMixin: { kind: "refusing-gate", status: 302, challenge: false, yields: "identity" },
    PermissionRequiredMixin: gate,
    UserPassesTestMixin: gate,
    PermissionDenied: authored,
    MultiValueDictKeyError: { kind: "failure", of: "validation" },
    ObjectDoesNotExist: { kind: "failure", of: "lookup" },
    MultipleObjectsReturned: { kind: "failure", of: "lookup" },
    Http404: { kind: "failure", of: "lookup" },
  },
}

// https://www.django-rest-framework.org/api-guide/exceptions/; the challenge is the first authenticator's.
export const restFramework: Library = {
  name: "Django REST framework",
  packages: ["djangorestframework"],
  modules: ["rest_framework"],
  members: {
    // What they say stands in front of the view is read with the view.
    "decorators.permission_classes": { kind: "marker" },
    "decorators.authentication_classes": { kind: "marker" },
    get_authorization_header: { kind: "reading", origin: "credential" },
    APIException: authored,
    AuthenticationFailed: answers(401, true),
    NotAuthenticated: answers(401, true),
    PermissionDenied: answers(403, false),
    NotFound: answers(404, false),
    Throttled: answers(429, false),
    ValidationError: { kind: "failure", of: "validation" },
    ParseError: { kind: "failure", of: "validation" },
  },
}

// https://django-rest-framework-simplejwt.readthedocs.io
export const simpleJwt: Library = {
  name: "Simple JWT",
  packages: ["djangorestframework-simplejwt"],
  modules: ["rest_framework_simplejwt"],
  members: {
    AccessToken: { kind: "verification" },
    RefreshToken: { kind: "verification" },
    UntypedToken: { kind: "verification" },
    TokenError: failed,
    InvalidToken: answers(401, true),
    TokenBackendError: failed,
  },
}
