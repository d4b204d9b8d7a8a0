"""Addresses of conferences: preparing, sitting, minutes."""

from __future__ import annotations

from binhyen.features.conference import urls_minutes, urls_preparing, urls_sitting

app_name = "conference"
urlpatterns = [*urls_preparing.urlpatterns, *urls_sitting.urlpatterns, *urls_minutes.urlpatterns]
