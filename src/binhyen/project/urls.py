"""Where everything is found; each module brings its own urls.py."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("binhyen.foundation.ui.account_urls")),
    path("language/", include("django.conf.urls.i18n")),
    *(
        path("", include(f"{module}.urls"))
        for module in settings.MODULES
        if find_spec(f"{module}.urls")
    ),
]

if find_spec("binhyen.project.rest"):
    urlpatterns.append(path("api/", import_module("binhyen.project.rest").api.urls))
