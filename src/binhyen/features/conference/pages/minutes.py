"""The minutes: written by section, merged when two wrote at once, compared, printed, closed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.documents.api import as_preview, issued_content, render_docx, render_pdf
from binhyen.features.conference import api
from binhyen.features.conference.pages.minuting import (
    PHASES,
    asked,
    attachment,
    may,
    number_in,
    tabs,
)
from binhyen.features.conference.types import MinutesPhase
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import actor_name, page, told
from binhyen.kernel.errors import N_, Conflict, DomainError, Invalid, NotFound


@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The minutes as they stand; a POST saves, sends an amendment or closes them."""
    actor, conference = asked(request, conference_id)
    if request.method == "POST":
        try:
            return _act(request, actor, conference)
        except Conflict as refusal:
            if refusal.code != "minutes-changed":
                return _refused(request, actor, conference, refusal)
            messages.error(request, told(refusal))
            kept = api.keep_minutes_aside(
                actor,
                conference_id=conference.pk,
                base=number_in(request.POST.get("base", "")),
                sections=_sections(request),
                upto=number_in(request.POST.get("upto", "")),
            )
            return _merge_page(request, actor, conference, kept.number, status=409)
        except DomainError as refusal:
            return _refused(request, actor, conference, refusal)
    return _shown(request, actor, conference)


@require_GET
def merge(request: HttpRequest, conference_id: int, number: int) -> HttpResponse:
    """A text kept aside beside the minutes, section by section; saving goes to the minutes' own page."""
    actor, conference = asked(request, conference_id)
    return _merge_page(request, actor, conference, number)


@require_GET
def versions(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Every version; with `a` and `b` what changed between two."""
    actor, conference = asked(request, conference_id)
    known = list(api.minutes_versions(actor, conference.pk))
    old, new = request.GET.get("a", ""), request.GET.get("b", "")
    differences = None
    if old or new:
        differences = api.minutes_difference(
            actor, conference.pk, number_in(old or "0"), number_in(new)
        )
    context = {
        "conference": conference,
        "tabs": tabs(conference, "conference:minutes"),
        "versions": [(one, PHASES[MinutesPhase(one.phase)], actor_name(one.by)) for one in known],
        "differences": differences,
        "old": old,
        "new": new,
    }
    return page(
        request,
        "conference/minutes/versions.html",
        context,
        title=_("Các phiên bản biên bản"),
        over=conference.title,
        crumbs=[(_("Biên bản"), reverse("conference:minutes", args=[conference.pk]))],
    )


@require_GET
def file(request: HttpRequest, conference_id: int, number: int, kind: str) -> HttpResponse:
    """A version as .docx or .pdf: the issued file of the final one, a marked preview of any other."""
    actor, conference = asked(request, conference_id)
    version = api.minutes_version(actor, conference.pk, number)
    name = f"bien-ban-{conference.code}-v{number}"
    if version.document_id is not None:
        return attachment(_issued(actor, version.document_id, kind), name, kind)
    document = as_preview(api.minutes_draft(actor, conference.pk, number))
    return attachment(render_docx(document) if kind == "docx" else render_pdf(document), name, kind)


def _issued(actor: Actor, document_id: int, kind: str) -> bytes:
    try:
        return issued_content(actor, document_id, "docx" if kind == "docx" else "pdf")
    except NotFound:
        # Whoever may read the minutes may read their final file, whatever else of the host they may not see.
        return issued_content(Actor.system(), document_id, "docx" if kind == "docx" else "pdf")


def _act(request: HttpRequest, actor: Actor, conference: api.Conference) -> HttpResponse:
    form = request.POST
    act, base = form.get("act", ""), number_in(form.get("base", ""))
    if act == "finish":
        final = api.finish_minutes(actor, conference_id=conference.pk, base=base)
        messages.success(request, _("Đã chốt biên bản số %(symbol)s.") % {"symbol": final.document})
    elif act == "amend":
        api.keep_minutes_aside(
            actor,
            conference_id=conference.pk,
            base=base,
            sections=_sections(request),
            upto=number_in(form.get("upto", "")),
        )
        messages.success(request, _("Đã gửi góp ý; thư ký sẽ gộp vào biên bản."))
    elif act == "save":
        version = api.save_minutes(
            actor,
            conference_id=conference.pk,
            base=base,
            sections=_sections(request),
            upto=number_in(form.get("upto", "")),
            phase=_phase(form.get("phase", "")),
            merged=[number_in(one) for one in form.getlist("merged")[:50]],
        )
        messages.success(request, _("Đã lưu phiên bản %(number)s.") % {"number": version.number})
    else:
        raise Invalid(N_("Không rõ phải làm gì: hãy bấm một nút của trang."))
    return redirect("conference:minutes", conference.pk)


def _refused(
    request: HttpRequest, actor: Actor, conference: api.Conference, refusal: DomainError
) -> HttpResponse:
    """The page again with what was typed, so that a refusal costs nobody their text."""
    messages.error(request, told(refusal))
    return _shown(request, actor, conference, typed=_typed(request), status=refusal.status)


def _shown(
    request: HttpRequest,
    actor: Actor,
    conference: api.Conference,
    *,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = api.minutes_of(actor, conference.pk)
    final = found.phase is MinutesPhase.FINAL
    writes = not final and may(actor, "conference.run", conference)
    context = {
        "conference": conference,
        "tabs": tabs(conference, "conference:minutes"),
        "found": found,
        "phase": PHASES[found.phase],
        "final": final,
        "sections": _rows(found.sections | (typed or {}), found.fresh),
        "phases": [(one, PHASES[one]) for one in api.next_phases(found.phase)],
        "may_write": writes,
        "may_amend": not final and not writes and api.sits_in(actor, conference.pk),
        "may_finish": not final and found.number and may(actor, "conference.conclude", conference),
        "waiting": [(one, actor_name(one.by)) for one in found.waiting],
    }
    return page(
        request,
        "conference/minutes/edit.html",
        context,
        title=_("Biên bản hội nghị"),
        over=conference.title,
        subtitle=_("Dựng từ diễn biến phiên họp; sửa theo từng mục, mỗi lần lưu là một phiên bản."),
        status=status,
    )


def _merge_page(
    request: HttpRequest,
    actor: Actor,
    conference: api.Conference,
    number: int,
    *,
    status: int = 200,
) -> HttpResponse:
    kept = api.minutes_version(actor, conference.pk, number)
    found = api.minutes_of(actor, conference.pk)
    parts = api.minutes_merge(actor, conference.pk, number)
    context = {
        "conference": conference,
        "kept": kept,
        "kept_by": actor_name(kept.by),
        "found": found,
        "phase": found.phase,
        "parts": [(_(api.SECTION_TITLES[one.key]), one) for one in parts],
        "clashes": sum(one.clash for one in parts),
        "may_write": may(actor, "conference.run", conference)
        and found.phase is not MinutesPhase.FINAL,
    }
    return page(
        request,
        "conference/minutes/merge.html",
        context,
        title=_("Gộp hai bản biên bản"),
        over=conference.title,
        subtitle=_("Mục chỉ một bên sửa đã được lấy theo bên đó; mục cả hai cùng sửa cần đọc lại."),
        crumbs=[(_("Biên bản"), reverse("conference:minutes", args=[conference.pk]))],
        status=status,
    )


def _rows(sections: dict[str, str], fresh: Collection[str]) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "title": _(title),
            "text": sections.get(key, ""),
            "fresh": key in fresh,
            "lines": min(24, max(3, sections.get(key, "").count("\n") + 2)),
        }
        for key, title in api.SECTION_TITLES.items()
    ]


def _sections(request: HttpRequest) -> dict[str, str]:
    """Every section of the form; one left out would be a section emptied by accident.

    Raises:
        Invalid: the form is not whole.
    """
    found = _typed(request)
    if found.keys() != api.SECTION_TITLES.keys():
        raise Invalid(N_("Trang đã cũ hoặc thiếu mục: hãy tải lại rồi làm lại."))
    return found


def _typed(request: HttpRequest) -> dict[str, str]:
    return {
        key: request.POST[f"section-{key}"].replace("\r\n", "\n")
        for key in api.SECTION_TITLES
        if f"section-{key}" in request.POST
    }


def _phase(text: str) -> MinutesPhase | None:
    if not text:
        return None
    if text not in set(MinutesPhase):
        raise Invalid(N_("Không có giai đoạn “{phase}”."), phase=text[:20])
    return MinutesPhase(text)
