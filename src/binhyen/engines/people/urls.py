"""Addresses of people."""

from __future__ import annotations

from django.urls import path

from binhyen.engines.people import pages

app_name = "people"
urlpatterns = [
    path("people/", pages.show_list, name="list"),
    path("people/<int:officer_id>/", pages.show_officer, name="detail"),
]
