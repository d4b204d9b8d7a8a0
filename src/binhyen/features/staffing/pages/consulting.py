"""Consultation: the planner proposes and follows the answers, donors release or refuse line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.features.staffing import api
from binhyen.features.staffing.forms import REASON_LENGTH
from binhyen.features.staffing.pages import asking, words
from binhyen.features.staffing.pages.cards import Card
from binhyen.features.staffing.pages.frame import SOLVED, may, plan_page
from binhyen.features.staffing.pages.lists import lines_table, state_word
from binhyen.features.staffing.pages.postings import tabs
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import (
    Cell,
    Column,
    Table,
    Verdict,
    make_table,
    page,
    show_day,
    show_number,
    told,
)
from binhyen.kernel.errors import DomainError

RELEASED, REFUSED = "released", "refused"
OPEN_STATES = frozenset({"planned", RELEASED, REFUSED})


@require_GET
def plan_consultation(request: HttpRequest, plan_id: int) -> HttpResponse:
    """For the planner: who has answered what, and by when the others must."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    donors = [one for one in api.donor_rows(actor, plan) if one.asked_on]
    any_refused = any(one.refused for one in donors)
    lines = api.line_rows(actor, plan) if any_refused else []
    refused = [one for one in lines if one.state == REFUSED]
    step = api.step_of(plan)
    context = {
        "asked": bool(donors),
        "may_propose": step == SOLVED and may(actor, "staffing.plan", plan),
        "may_replan": may(actor, "staffing.plan", plan),
        "stats": _stats(donors),
        "donors": _donors(request, actor, plan, donors),
        "refusals": lines_table(request, plan, refused),
    }
    return plan_page(request, plan, "staffing/consultation.html", context, tab="consultation")


@require_GET
def my_consultations(request: HttpRequest) -> HttpResponse:
    """For donors: what the province asks about their officers."""
    columns = [
        Column("plan", _("Phương án")),
        Column("donor", _("Đơn vị cử")),
        Column("asked", _("Hỏi ngày"), "date"),
        Column("due", _("Hạn trả lời"), "date"),
        Column("lines", _("Số người"), "number"),
        Column("open", _("Chưa trả lời"), "number"),
        Column("state", _("Kết quả"), "verdict"),
    ]
    actor = asking.reader_of(request)
    rows = [
        {
            "plan": Cell(one.plan_name, reverse("staffing:answer", args=[one.consultation_id])),
            "donor": one.donor,
            "asked": one.asked_on,
            "due": one.due_on,
            "lines": one.lines,
            "open": one.open,
            "state": _state(one),
        }
        for one in api.asked_donors(actor, on=asking.default_day())
    ]
    table = make_table(request, columns, rows, caption=_("Các lần hiệp y"))
    return page(
        request,
        "staffing/consultations.html",
        {"table": table, "tabs": tabs("consultations")},
        title=_("Hiệp y điều động"),
        subtitle=_("Tỉnh hỏi đơn vị cử có đồng ý cho từng người đi không."),
        crumbs=[(_("Điều động"), reverse("staffing:board"))],
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    """For a donor: release or refuse each line, refusals with a reason; or release all that are open."""
    actor = asking.actor_of(request)
    asked = api.consultation_of(actor, consultation_id)
    lines = api.consultation_lines(actor, asked)
    given = _Given(lines, request.POST) if request.method == "POST" else None
    if given and not given.faults:
        try:
            api.answer_consultation(actor, consultation_id=asked.pk, answers=given.answers)
        except DomainError as refusal:
            given.refused(told(refusal))
        else:
            messages.success(
                request, _("Đã ghi {count} câu trả lời.").format(count=len(given.answers))
            )
            return redirect("staffing:answer", asked.pk)
    context = {
        "facts": _facts(asked, lines),
        "lines": [_shown(one, given) for one in lines],
        "may_answer": api.may_answer(actor, asked),
        "letter": given.letter if given else "",
        "faults": given.faults if given else (),
        "back": reverse("staffing:consultations"),
    }
    return page(
        request,
        "staffing/answer.html",
        context,
        title=api.donor_names(asked.plan).get(asked.donor_id, ""),
        over=_("Trả lời hiệp y"),
        crumbs=[
            (_("Điều động"), reverse("staffing:board")),
            (_("Hiệp y"), reverse("staffing:consultations")),
        ],
        status=422 if given and given.faults else 200,
    )


def _state(one: api.AskedDonor) -> Verdict | None:
    if one.is_closed:
        return None
    return Verdict("short", show_number(one.open)) if one.open else Verdict("met")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the form said of one line."""

    answer: str
    reason: str


class _Given:
    """What a donor sent: answers that changed, or faults each with the place to mend."""

    def __init__(self, lines: Sequence[api.LineRow], data: QueryDict) -> None:
        self.letter = data.get("letter", "").strip()[:80]
        self.faults: list[tuple[str, str]] = []
        self.missing: set[int] = set()
        self.wishes = {
            one.line_id: _Wish(
                data.get(f"answer-{one.line_id}", ""),
                data.get(f"reason-{one.line_id}", "").strip()[:REASON_LENGTH],
            )
            for one in lines
        }
        open_lines = [one for one in lines if one.state in OPEN_STATES]
        self.answers = (
            [
                api.Answer(one.line_id, released=True, letter=self.letter)
                for one in open_lines
                if one.state == "planned" and self.wishes[one.line_id].answer != REFUSED
            ]
            if data.get("all") == RELEASED
            else []
        )
        self.answers += [found for one in open_lines if (found := self._answer(one, data))]
        if not self.answers and not self.faults:
            self.faults.append((_("Chưa chọn câu trả lời nào mới."), ""))

    def refused(self, message: str) -> None:
        """The command would not have it."""
        self.faults.append((message, ""))

    def _answer(self, line: api.LineRow, data: QueryDict) -> api.Answer | None:
        wish = self.wishes[line.line_id]
        everyone = data.get("all") == RELEASED and wish.answer != REFUSED
        if wish.answer not in {RELEASED, REFUSED} or everyone:
            return None
        if wish.answer == REFUSED and not wish.reason:
            self.missing.add(line.line_id)
            who = line.full_name or line.officer_code
            self.faults.append(
                (_("{who}: từ chối thì phải ghi lý do.").format(who=who), f"reason-{line.line_id}")
            )
            return None
        unchanged = line.state == wish.answer and (
            wish.answer == RELEASED or line.reason == wish.reason
        )
        if unchanged:
            return None
        reason = wish.reason if wish.answer == REFUSED else ""
        return api.Answer(line.line_id, wish.answer == RELEASED, reason, self.letter)


def _shown(line: api.LineRow, given: _Given | None) -> dict[str, Any]:
    wish = given.wishes[line.line_id] if given else _Wish(line.state, line.reason)
    missing = given is not None and line.line_id in given.missing
    return {
        "id": line.line_id,
        "who": f"{line.full_name} ({line.officer_code})" if line.full_name else line.officer_code,
        "post": words.post_word(line.post),
        "unit": f"{line.unit}, {line.district}" if line.district else line.unit,
        "note": _("đợt {wave}, {km} từ nơi ở").format(wave=line.wave, km=words.km_words(line.hm)),
        "answer": wish.answer,
        "reason": wish.reason,
        "fault": _("Hãy ghi lý do.") if missing else "",
        "state": state_word(line.state),
        "tag": words.LINE_STATES[line.state][0],
    }


def _facts(asked: api.Consultation, lines: Sequence[api.LineRow]) -> list[tuple[str, str]]:
    open_lines = sum(one.state == "planned" for one in lines)
    return [
        (_("Phương án"), asked.plan.name),
        (_("Hỏi ngày"), show_day(asked.asked_on)),
        (_("Hạn trả lời"), show_day(asked.due_on)),
        (_("Người hỏi"), asked.asked_by),
        (_("Số người"), show_number(len(lines))),
        (_("Chưa trả lời"), show_number(open_lines)),
    ]


def _stats(donors: Sequence[api.DonorRow]) -> list[Card]:
    asked, people = sum(one.taken for one in donors), _("người")
    released, refused = sum(one.released for one in donors), sum(one.refused for one in donors)
    waiting = [one for one in donors if one.released + one.refused < one.taken]
    due = max((one.due_on for one in waiting if one.due_on), default=None)
    told_due = _("{count} đơn vị, hạn {day}").format(count=len(waiting), day=show_day(due))
    told_asked = _("trong {asked}").format(asked=show_number(asked))
    return [
        Card(_("Đơn vị cử được hỏi"), len(donors), _("đơn vị")),
        Card(_("Đồng ý"), released, people, note=told_asked),
        Card(_("Từ chối"), refused, people),
        Card(
            _("Chưa trả lời"),
            asked - released - refused,
            people,
            note=told_due if waiting else "",
        ),
    ]


def _donors(
    request: HttpRequest, actor: Actor, plan: api.Plan, donors: Sequence[api.DonorRow]
) -> Table:
    columns = [
        Column("donor", _("Đơn vị cử")),
        Column("asked", _("Hỏi ngày"), "date"),
        Column("due", _("Hạn trả lời"), "date"),
        Column("taken", _("Số người"), "number"),
        Column("released", _("Đồng ý"), "number"),
        Column("refused", _("Từ chối"), "number"),
        Column("open", _("Chưa trả lời"), "number"),
    ]
    addresses = dict(api.consultations(actor, plan=plan).values_list("donor_id", "pk"))
    today = asking.default_day()
    rows = []
    for one in donors:
        waiting = one.taken - one.released - one.refused
        late = bool(waiting and one.due_on and one.due_on < today)
        rows.append(
            {
                "donor": Cell(
                    one.name, reverse("staffing:answer", args=[addresses[one.police_unit_id]])
                )
                if one.police_unit_id in addresses
                else one.name,
                "asked": one.asked_on,
                "due": Cell(one.due_on, note=_("quá hạn") if late else ""),
                "taken": one.taken,
                "released": one.released,
                "refused": one.refused,
                "open": waiting,
            }
        )
    return make_table(
        request, columns, rows, caption=_("Trả lời của từng đơn vị cử"), page_size=100
    )
