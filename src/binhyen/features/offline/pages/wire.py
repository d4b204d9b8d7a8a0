"""What devices ask by program: entries in, parts out, enrolment; answers are JSON, never a page to sign in at."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from binhyen.features.offline import api
from binhyen.features.offline.presenting import answer_facts, fault_facts
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, Conflict, DomainError, Invalid, Refused

MOST_BYTES = 512 * 1024
View = Callable[..., HttpResponse]


def for_devices(view: View) -> View:
    """Answer refusals as JSON; a device whose reader is signed out or changed keeps its queue and is told so."""

    @login_not_required
    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _refuse_other_reader(request)
            return view(request, *args, **kwargs)
        except DomainError as fault:
            return JsonResponse(fault_facts(fault), status=fault.status)
        except OperationalError:
            # A database that is busy, or a deadlock it broke: nothing was written and the device asks again.
            return JsonResponse({"kind": "busy"}, status=503, headers={"Retry-After": "2"})

    return run


@for_devices
@require_GET
@ensure_csrf_cookie
def sync(request: HttpRequest) -> HttpResponse:
    """The list of parts; with `cursor` of the last sync and nothing new, only that."""
    actor = actor_of(request)
    facts = api.manifest(actor, _unit_asked(request), request.GET.get("cursor", "")[:64])
    return JsonResponse(facts)


@for_devices
@require_GET
def part(request: HttpRequest, name: str) -> HttpResponse:
    """One part, packed; its ETag is its digest, and a piece of it may be asked for after a cut."""
    found = api.part(actor_of(request), _unit_asked(request), name)
    tag = f'"{found.digest}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    content, coded = found.content, False
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        content, coded = api.packed(found), True
    response = HttpResponse(content, content_type="application/json")
    response["ETag"] = tag
    response["Vary"] = "Accept-Encoding, Cookie"
    if coded:
        response["Content-Encoding"] = "gzip"
    return response


@for_devices
@require_POST
def entries(request: HttpRequest) -> HttpResponse:
    """One entry in, its answer out: 200 whenever the entry is now in the server's hands, whatever became of it."""
    entry = api.read_entry(_body(request))
    answer = api.receive_entry(actor_of(request), unit_id=entry.unit_id, entry=entry)
    return JsonResponse(answer_facts(answer))


@for_devices
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """Keep this device's public key."""
    facts = _body(request)
    device = api.enrol_device(
        actor_of(request),
        unit_id=_whole(facts.get("unit")),
        device_id=_key(facts.get("device")),
        name=str(facts.get("name", "")),
        public_key=facts.get("public_key"),
    )
    return JsonResponse({"device": str(device.pk), "expires_at": device.expires_at.isoformat()})


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # the middleware sets it
    return actor


def _refuse_other_reader(request: HttpRequest) -> None:
    actor = actor_of(request)
    if actor.id is None:
        raise Refused(
            N_("Phiên đăng nhập đã hết; hãy đăng nhập lại, hàng chờ vẫn còn nguyên."),
            kind="signed-out",
        )
    claimed = request.headers.get("X-Offline-Account")
    if claimed is not None and claimed != str(actor.id):
        raise Conflict(
            N_("Máy đang đăng nhập tài khoản khác với người đã nhập; hàng chờ được giữ lại."),
            kind="other-account",
        )


def _body(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_BYTES:
        raise Invalid(N_("Bản nhập lớn hơn 512 KB; hãy chia nhỏ."), kind="too-large")
    try:
        facts = json.loads(request.body)
    except (ValueError, RecursionError) as fault:
        raise Invalid(N_("Nội dung gửi lên bị cắt hoặc không phải JSON."), kind="cut") from fault
    if not isinstance(facts, dict):
        raise Invalid(N_("Nội dung gửi lên bị cắt hoặc không phải JSON."), kind="cut")
    return facts


def _unit_asked(request: HttpRequest) -> int | None:
    text = request.GET.get("unit", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**53:
        return value
    raise Invalid(N_("Thiếu đơn vị của máy."), kind="bad-entry")


def _key(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as fault:
        raise Invalid(N_("Số của máy không đọc được."), kind="bad-entry") from fault
