"""Camera and microphone are closed on every page; a page of a sitting opens them for itself."""

from __future__ import annotations

from django.http import HttpResponse

from binhyen.foundation.ui.csp import PERMISSIONS_POLICY


def allow_devices(response: HttpResponse) -> HttpResponse:
    """Let this page ask for camera and microphone; everything else stays closed."""
    policy = PERMISSIONS_POLICY
    for device in ("camera", "microphone"):
        policy = policy.replace(f"{device}=()", f"{device}=(self)")
    response.headers["Permissions-Policy"] = policy
    return response
