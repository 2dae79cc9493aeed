from rest_framework.exceptions import AuthenticationFailed, NotFound, PermissionDenied
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

booked_by = {1: None, 2: "ada", 3: None}


class IsHarbourMaster(BasePermission):
    def has_permission(self, request, view):
        if request.user.role != "master":
            raise AuthenticationFailed("Only the harbour master may do this.")  # gatelint: expect[scope-check-401]
        return True


class Berth(APIView):
    permission_classes = [IsAuthenticated]

    def get(self, request, number):
        if number not in booked_by:
            raise NotFound("There is no such berth.")
        return Response({"number": number, "free": booked_by[number] is None})

    def delete(self, request, number):
        if booked_by.get(number) != request.user.name:
            raise PermissionDenied("Only the captain who booked the berth can leave it.")
        booked_by[number] = None
        return Response(status=204)


class Officers(APIView):
    permission_classes = [IsAuthenticated, IsHarbourMaster]

    def get(self, request):
        return Response(["grace", "tom"])
