"""Addresses of conferences: preparing, sitting, minutes."""

from __future__ import annotations

from binhyen.features.conference import urls_minutes

app_name = "conference"
urlpatterns = [*urls_minutes.urlpatterns]
