"""Addresses for programs."""

from __future__ import annotations

from django.urls import path

from binhyen.foundation.realtime.media import pages

app_name = "media"
urlpatterns = [
    path("media/events/", pages.take_events, name="events"),
    path("media/<slug:room>/signal/", pages.take_signal, name="signal"),
]
