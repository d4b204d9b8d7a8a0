"""Two doors for programs: signals of the mesh from browsers with a ticket, and what Janus tells of its rooms."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from binhyen.foundation.realtime.media.commands.happenings import take_in
from binhyen.foundation.realtime.media.commands.mesh import signal
from binhyen.foundation.realtime.media.keys import media_keys
from binhyen.kernel.errors import DomainError

EVENTS_USER = "janus"
MOST_BYTES = 128 * 1024


@csrf_exempt  # whoever asks shows a ticket, not a cookie
@login_not_required
@require_POST
def take_signal(request: HttpRequest, room: str) -> JsonResponse:
    """One signal of a speaker: `{ticket, kind, to, data}`."""
    said = _json(request)
    if not isinstance(said, dict):
        return JsonResponse({"code": "invalid"}, status=422)
    ticket, kind, to = (str(said.get(name, "")) for name in ("ticket", "kind", "to"))
    try:
        return JsonResponse(signal(ticket, room, kind, to, said.get("data")))
    except DomainError as fault:
        return JsonResponse({"code": fault.code, "message": str(fault)}, status=fault.status)


@csrf_exempt  # no browser comes here
@login_not_required
@require_POST
def take_events(request: HttpRequest) -> HttpResponse:
    """What Janus' event handler posts, with the secret that the generated config gave it."""
    if not _knows_secret(request):
        return HttpResponse(status=403)
    return JsonResponse({"thrown_out": take_in(_json(request))})


def _knows_secret(request: HttpRequest) -> bool:
    scheme, _, said = request.headers.get("Authorization", "").partition(" ")
    try:
        shown = base64.b64decode(said, validate=True)
    except (binascii.Error, ValueError):
        return False
    wanted = f"{EVENTS_USER}:{media_keys().events}".encode()
    return scheme.lower() == "basic" and hmac.compare_digest(shown, wanted)


def _json(request: HttpRequest) -> Any:
    if len(request.body) > MOST_BYTES * 8:
        return None
    try:
        return json.loads(request.body)
    except ValueError:
        return None
