"""Pages of the district: parcels taken in from a file or from pictures of codes, and the devices that may sign."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.features.offline import api
from binhyen.features.offline.pages.wire import actor_of
from binhyen.features.offline.presenting import FATE_TONES, FATE_WORDS, answer_facts
from binhyen.foundation.access.api import allows, require
from binhyen.foundation.ui.api import page, told
from binhyen.foundation.ui.csp import PERMISSIONS_POLICY
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid


@require_http_methods(["GET", "HEAD", "POST"])
def parcels(request: HttpRequest) -> HttpResponse:
    """Take a parcel in, and what came before."""
    fault, result = None, None
    if request.method == "POST":
        try:
            result = _taken(request)
        except DomainError as refusal:
            fault = refusal
    return _parcel_page(request, result, fault)


@require_safe
def device_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    now = clock.now()
    rows = [
        {
            "device": device,
            "state": _state_of(device, now),
            "may_revoke": device.revoked_at is None
            and allows(actor, "figures.enter", device.unit_id),
        }
        for device in api.devices(actor)
    ]
    return page(
        request,
        "offline/devices.html",
        {"rows": rows},
        title=_("Máy làm việc không có mạng"),
        crumbs=[(_("Gói báo cáo"), reverse("offline:parcels"))],
    )


@require_POST
def revoke(request: HttpRequest, device_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    api.device_of(actor, device_id)
    try:
        device = api.revoke_device(
            actor, device_id=device_id, reason=request.POST.get("reason", "")
        )
        messages.success(request, _("Đã thu hồi máy “{name}”.").format(name=device.name))
    except Invalid as refusal:
        messages.error(request, told(refusal))
    return HttpResponseRedirect(reverse("offline:devices"))


def _taken(request: HttpRequest) -> api.ParcelResult:
    actor, content = actor_of(request), _content(request)
    opened = api.open_parcel(actor, content)
    if request.POST.get("dry_run"):
        return api.ParcelResult(opened, api.foreseen(opened), dry_run=True)
    return api.import_parcel(actor, unit_id=opened.unit_id, content=content)


def _content(request: HttpRequest) -> bytes:
    upload = request.FILES.get("parcel")
    if isinstance(upload, UploadedFile):
        if (upload.size or 0) > api.MOST_BYTES:
            raise Invalid(N_("Tệp lớn hơn 4 MB nên không phải gói báo cáo."), kind="bad-parcel")
        content: bytes = upload.read()
        return content
    text = request.POST.get("text", "")
    if not text:
        raise Invalid(N_("Hãy chọn tệp gói báo cáo, hoặc quét đủ các mã QR."), kind="bad-parcel")
    return text.encode()


def _parcel_page(
    request: HttpRequest, result: api.ParcelResult | None, fault: DomainError | None
) -> HttpResponse:
    actor = actor_of(request)
    if not actor.unlimited and not actor.scopes("figures.exchange"):
        require(actor, "figures.exchange")
    shown = {
        "result": result,
        "rows": _rows(result) if result else [],
        "fault": told(fault) if fault else "",
        "received": api.received_parcels(actor),
    }
    response = page(
        request,
        "offline/parcels.html",
        shown,
        title=_("Gói báo cáo"),
        subtitle=_("Báo cáo mang tay từ nơi không có đường truyền"),
        status=fault.status if fault else 200,
    )
    # The camera reads codes here and nowhere else.
    response["Permissions-Policy"] = PERMISSIONS_POLICY.replace("camera=()", "camera=(self)")
    return response


def _rows(result: api.ParcelResult) -> list[dict[str, object]]:
    titles = api.report_titles()
    return [_row(answer, result, titles) for answer in result.answers]


def _row(answer: api.Answer, result: api.ParcelResult, titles: dict[str, str]) -> dict[str, object]:
    entry = next(one for one in result.opened.entries if one.key == answer.key)
    facts = answer_facts(answer)
    new = result.dry_run and facts.get("new") is True
    return {
        "entry": entry,
        "title": titles.get(entry.definition, entry.definition),
        "fate": _("sẽ ghi") if new else _(FATE_WORDS[answer.fate]),
        "tone": "tag-info" if new else FATE_TONES[answer.fate],
        "repeated": answer.repeated,
        "refusal": facts.get("refusal"),
        "conflicts": facts.get("conflicts", ()),
    }


def _state_of(device: api.Device, now: datetime) -> tuple[str, str]:
    if device.revoked_at is not None:
        return _("đã thu hồi"), "tag-bad"
    if device.expires_at <= now:
        return _("hết hạn"), "tag-warn"
    return _("đang dùng"), "tag-good"
