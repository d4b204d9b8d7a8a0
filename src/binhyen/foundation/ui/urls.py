"""The component page."""

from __future__ import annotations

from django.urls import path

from binhyen.foundation.ui import styleguide

urlpatterns = [path("styleguide/", styleguide.show, name="styleguide")]
