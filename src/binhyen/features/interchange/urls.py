"""Addresses of the pages of exchange."""

from __future__ import annotations

from django.urls import path

from binhyen.features.interchange.pages import exchanging

app_name = "interchange"
urlpatterns = [
    path("exchange/", exchanging.exchange, name="exchange"),
    path("exchange/export/", exchanging.take, name="take"),
    path("exchange/<int:run_id>/", exchanging.run, name="run"),
    path("exchange/<int:run_id>/write/", exchanging.write, name="write"),
    path("exchange/<int:run_id>/faults.csv", exchanging.faults_file, name="faults"),
]
