"""Invitations and rehearsal of a conference: every point in one table, what it answered, how its test went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.features.conference import api
from binhyen.features.conference.pages.minuting import attachment
from binhyen.features.conference.pages.preparing import (
    PAGE,
    Act,
    asked,
    conference_page,
    do,
    searched,
)
from binhyen.features.conference.types import PointKind, Sign
from binhyen.foundation.ui.api import Cell, Column, make_table, named
from binhyen.kernel import clock

ANSWERS = {
    "attend": gettext_lazy("dự"),
    "substitute": gettext_lazy("cử người dự thay"),
    "absent": gettext_lazy("không dự"),
    "": gettext_lazy("chưa trả lời"),
}
UNTESTED, FAULTY, GOOD = "untested", "faulty", "good"


@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Who was invited and what they answered; a POST sends to everybody left."""
    actor, conference = asked(request, conference_id)
    reason = request.POST.get("reason", "")
    status = 200
    if request.method == "POST":
        given: dict[str, Any] = {"conference_id": conference.pk, "reason": reason}
        acts: dict[str, Act] = {
            "send": lambda: api.invite(actor, **given),
            "withdraw": lambda: api.withdraw_invitations(actor, **given),
        }
        status = do(request, acts)
        if status == 302:
            return redirect("conference:invitations", conference.pk)
    columns = [
        Column("name", _("Điểm cầu")),
        Column("symbol", _("Giấy mời")),
        Column("answer", _("Trả lời")),
        Column("remark", _("Ý kiến")),
    ]
    text = request.GET.get("q", "")[:80]
    states = [one for one in api.point_states(conference) if one.point.kind == PointKind.MEMBER]
    rows = [_invited_row(conference, one) for one in searched(states, text)]
    context = {
        "table": make_table(request, columns, rows, caption=_("Giấy mời"), page_size=PAGE),
        "last": api.invite_until(conference),
        "reason": reason,
        "query": text,
    }
    return conference_page(
        request, conference, "conference:invitations", _("Giấy mời"), context, status
    )


@require_GET
def invitation(
    request: HttpRequest, conference_id: int, invitation_id: int, kind: str
) -> HttpResponse:
    """An invitation as issued, .docx or .pdf."""
    actor, conference = asked(request, conference_id)
    wanted: Literal["docx", "pdf"] = "docx" if kind == "docx" else "pdf"
    _sent, content = api.invitation_file(actor, conference, invitation_id, wanted)
    return attachment(content, f"giay-moi-{conference.code}", kind)


@require_GET
def rehearsal(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The newest test of every point, faulty ones first, and how often each fault occurred."""
    _actor, conference = asked(request, conference_id)
    states = api.point_states(conference)
    faults = {one.code: named(one) for one in api.conference_defaults().faults}
    text, only = request.GET.get("q", "")[:80], request.GET.get("only", "")
    shown = [one for one in searched(states, text) if only in ("", _standing(one))]
    shown.sort(key=lambda one: (FAULTY, UNTESTED, GOOD).index(_standing(one)))
    columns = [
        Column("name", _("Điểm cầu")),
        Column("sound", _("Âm thanh")),
        Column("picture", _("Hình ảnh")),
        Column("contact", _("Liên lạc")),
        Column("fault", _("Sự cố")),
        Column("by", _("Người thử")),
        Column("at", _("Lúc")),
    ]
    rows = [_test_row(conference, one, faults) for one in shown]
    context = {
        "table": make_table(request, columns, rows, caption=_("Kết quả thử"), page_size=PAGE),
        "counts": _counts(request, states, only),
        "faults": _fault_table(states, faults),
        "query": text,
        "only": only,
    }
    return conference_page(request, conference, "conference:rehearsal", _("Thử điểm cầu"), context)


def _invited_row(conference: api.Conference, one: api.PointState) -> dict[str, Any]:
    sent = one.invited
    symbol: Any = None
    if sent is not None and sent.document is not None:
        address = reverse("conference:invitation-pdf", args=[conference.pk, sent.pk])
        symbol = Cell(sent.document.symbol, address)
    return {
        "name": Cell(
            one.point.name, reverse("conference:point", args=[conference.pk, one.point.pk])
        ),
        "symbol": symbol,
        "answer": ANSWERS[sent.answer] if sent else _("chưa mời"),
        "remark": (sent.remark or None) if sent else None,
    }


def _standing(one: api.PointState) -> str:
    if one.tested is None:
        return UNTESTED
    return GOOD if one.good else FAULTY


def _test_row(
    conference: api.Conference, one: api.PointState, faults: dict[str, Any]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": Cell(
            one.point.name, reverse("conference:point", args=[conference.pk, one.point.pk])
        )
    }
    test = one.tested
    if test is None:
        return found
    signs = dict(api.SIGNS)
    return found | {
        "sound": signs[Sign(test.sound)],
        "picture": signs[Sign(test.picture)],
        "contact": signs[Sign(test.contact)],
        "fault": Cell(faults.get(test.fault, test.fault), note=test.note) if test.fault else None,
        "by": test.by,
        "at": f"{test.at.astimezone(clock.HANOI):%H:%M %d-%m-%Y}",
    }


def _counts(
    request: HttpRequest, states: Sequence[api.PointState], only: str
) -> list[dict[str, Any]]:
    """Tabs that show all points or those of one standing, each with its count."""
    counted = Counter(_standing(one) for one in states)
    named_parts = (
        ("", _("Tất cả"), len(states)),
        (FAULTY, _("Có sự cố"), counted[FAULTY]),
        (UNTESTED, _("Chưa thử"), counted[UNTESTED]),
        (GOOD, _("Tốt"), counted[GOOD]),
    )
    return [
        {
            "label": f"{label} ({count})",
            "url": f"{request.path}?only={code}",
            "current": code == only,
        }
        for code, label, count in named_parts
    ]


def _fault_table(states: Sequence[api.PointState], faults: dict[str, Any]) -> Any:
    counted = Counter(one.tested.fault for one in states if one.tested and one.tested.fault)
    columns = [Column("fault", _("Sự cố")), Column("points", _("Số điểm cầu"), "number", 0)]
    rows = [
        {"fault": str(faults.get(code, code)), "points": count}
        for code, count in counted.most_common()
    ]
    return make_table(None, columns, rows, caption=_("Bảng sự cố"))
