from django.urls import path

from harbour.views import Berth, Officers

urlpatterns = [
    path("berths/<int:number>", Berth.as_view()),
    path("office/officers", Officers.as_view()),
]
