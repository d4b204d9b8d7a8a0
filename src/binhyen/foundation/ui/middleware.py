"""Headers Django does not set by itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from binhyen.foundation.ui.csp import PERMISSIONS_POLICY


class BrowserLimitsMiddleware:
    """Tell the browser which devices no page of ours uses, and that pages are not for shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.user.is_authenticated:
            # On a shared machine the back button must not show the last person's page.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
