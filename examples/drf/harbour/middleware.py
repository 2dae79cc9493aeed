from hmac import compare_digest

from django.conf import settings
from django.http import HttpResponse, JsonResponse


class OfficeKeyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/office/"):
            return self.get_response(request)
        key = request.headers.get("X-Office-Key")
        if key is None:
            return HttpResponse("An office key is needed.", 401)  # gatelint: expect[dead-refusal]
        if not compare_digest(key, settings.OFFICE_KEY):
            return JsonResponse({"error": "The key is wrong."}, status=401)  # gatelint: expect[missing-challenge]
        return self.get_response(request)
