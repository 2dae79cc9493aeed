from rest_framework.response import Response
from rest_framework.views import exception_handler


def on_error(error, context):
    response = exception_handler(error, context)
    if response is None:
        return None
    return Response({"error": response.data}, status=response.status_code)  # gatelint: expect[handler-drops-headers]
