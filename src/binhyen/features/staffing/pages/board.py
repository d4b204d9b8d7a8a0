"""The first page of staffing: plans, waves planned and become, what needs a look, donors' remaining strength."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.engines.units.api import Level, StructureUnit, structure
from binhyen.features.staffing import api
from binhyen.features.staffing.pages import asking, words
from binhyen.features.staffing.pages.cards import Card
from binhyen.features.staffing.pages.postings import tabs
from binhyen.foundation.access.api import Actor, allows, allows_somewhere
from binhyen.foundation.ui.api import Cell, Column, Table, make_table, page, show_number


@require_GET
def show_board(request: HttpRequest) -> HttpResponse:
    actor, on = asking.reader_of(request), asking.day_of(request)
    plans = api.plan_overviews(actor)
    unit = asking.place_of(request, actor, on) or _first_place(plans, on)
    context = {
        "plans": plans_table(request, plans),
        "comparable": len(plans) > 1,
        "may_plan": allows_somewhere(actor, "staffing.plan"),
        "places": asking.choices_of(actor, on),
        "place": unit,
        "tabs": tabs("board"),
        "waiting": _waiting(actor, plans),
        "alarms_url": _list_url("alarms", unit, on),
        "waves": _waves(actor, unit, on),
        "strength_url": _list_url("strength", unit, on),
    }
    name = unit.full_name if unit else ""
    return page(
        request,
        "staffing/board.html",
        context,
        title=_("Điều động"),
        over=name,
        subtitle=_(
            "Ai đến xã nào, giữ chức danh gì, đi đợt nào; vì sao, và đã thành hiện thực đến đâu."
        ),
    )


@require_GET
def show_alarms(request: HttpRequest) -> HttpResponse:
    """What needs a look: units short of people, terms and certificates that end. The board fetches it when ready."""
    actor, on = asking.reader_of(request), asking.day_of(request)
    unit = asking.place_of(request, actor, on)
    context = {"cards": _cards(actor, unit, on), "tabs": tabs("alarms")}
    return page(
        request,
        "staffing/alarms.html",
        context,
        title=_("Cần để ý"),
        over=unit.full_name if unit else "",
        crumbs=[(_("Điều động"), reverse("staffing:board"))],
        fragment="cards",
    )


def plans_table(request: HttpRequest, plans: list[api.PlanOverview]) -> Table:
    """Plans the reader may see, newest first."""
    columns = [
        Column("name", _("Phương án, kịch bản")),
        Column("state", _("Tình trạng")),
        Column("sent", _("Cán bộ"), "number"),
        Column("units", _("Đơn vị"), "number"),
        Column("km", _("Quãng đường trung bình"), "number", 1, "km"),
        Column("proof", _("Đã chứng minh")),
        Column("made", _("Lập ngày"), "date"),
    ]
    rows = [
        {
            "name": Cell(one.name, reverse("staffing:plan", args=[one.plan_id]), one.origin),
            "state": one.state_word,
            "sent": one.sent,
            "units": one.units,
            "km": words.as_decimal(one.km_mean),
            "proof": _proof(one),
            "made": one.made_at,
        }
        for one in plans
    ]
    return make_table(
        request, columns, rows, caption=_("Phương án và kịch bản"), prefix="plan-", page_size=20
    )


def _proof(one: api.PlanOverview) -> str | None:
    """The bound of a re-plan is that of plans which keep what stood, so it is no proof against all plans."""
    if one.is_replan and one.status == "feasible":
        return _("ít thay đổi nhất")
    return words.gap_words(one.status, one.gap)


def _waiting(actor: Actor, plans: list[api.PlanOverview]) -> list[tuple[str, str]]:
    """What only this reader can move on: answers owed, plans to approve."""
    found = []
    owed = (
        sum(one.open for one in api.asked_donors(actor, on=asking.default_day()))
        if _answers(actor)
        else 0
    )
    if owed:
        words_owed = _("{count} người chờ đơn vị bạn trả lời hiệp y.")
        url = reverse("staffing:consultations")
        found.append((words_owed.format(count=show_number(owed)), url))
    found += [
        (
            _("Phương án “{name}” chờ phê duyệt.").format(name=one.name),
            reverse("staffing:plan", args=[one.plan_id]),
        )
        for one in plans
        if one.state == "proposed" and allows(actor, "staffing.decide", one.unit_id)
    ]
    return found


def _answers(actor: Actor) -> bool:
    return not actor.unlimited and allows_somewhere(actor, "staffing.consult")


def _cards(actor: Actor, unit: StructureUnit | None, on: date) -> list[Card]:
    """Alarms, each with the list behind it; names are not counted for whoever may not see them."""
    if unit is None:
        return []
    personal = allows_somewhere(actor, "people.view_personal")
    kept = f"?{urlencode({'on': on.isoformat(), 'province': unit.code})}"
    if unit.level != Level.PROVINCE:
        kept = f"?{urlencode({'on': on.isoformat()})}"
    sees_norms = allows(actor, "norms.view", unit.id, on=on)
    short = api.short_units(actor, unit.id, on) if sees_norms else None
    ahead = _("trong {count} tháng tới").format(count=api.deployment_defaults().warn_months)
    hidden = _("bạn không có quyền xem dữ liệu cá nhân")
    terms = len(api.ending_terms(actor, on, under_id=unit.id)) if personal else None
    papers = len(api.expiring_certificates(actor, on, under_id=unit.id)) if personal else None
    return [
        Card(
            _("Đơn vị thiếu người"),
            short,
            _("đơn vị"),
            reverse("staffing:vacancies") + kept,
        ),
        Card(
            _("Nhiệm kỳ sắp hết"),
            terms,
            _("người"),
            reverse("staffing:terms") + kept,
            ahead if personal else hidden,
        ),
        Card(
            _("Chứng chỉ sắp hết hạn"),
            papers,
            _("chứng chỉ"),
            reverse("staffing:certificates") + kept,
            ahead if personal else hidden,
        ),
    ]


def _waves(actor: Actor, unit: StructureUnit | None, on: date) -> Table | None:
    """Each wave in four readings: both the plan as it was and as it became stay in sight."""
    if unit is None or unit.level != Level.PROVINCE:
        return None
    columns = [
        Column("wave", _("Đợt"), sortable=False),
        Column("starts", _("Từ ngày"), "date", sortable=False),
        Column("planned", _("Kế hoạch ban đầu"), "number", sortable=False),
        Column("replanned", _("Kế hoạch điều chỉnh"), "number", sortable=False),
        Column("decided", _("Đã quyết định"), "number", sortable=False),
        Column("in_post", _("Đã nhận việc"), "number", sortable=False),
        Column("open", _("Còn phải đi"), "number", sortable=False),
    ]
    rows = [
        {
            "wave": _("Đợt {number}").format(number=one.number),
            "starts": one.starts_on,
            "planned": words.wave_part(one.planned),
            "replanned": words.wave_part(one.replanned),
            "decided": words.wave_part(one.decided),
            "in_post": words.wave_part(one.in_post),
            "open": one.open,
        }
        for one in api.wave_progress(actor, unit.id, on)
    ]
    return make_table(None, columns, rows, caption=_("Cán bộ / đơn vị nhận của từng đợt"))


def _list_url(name: str, unit: StructureUnit | None, on: date) -> str:
    asked = {"on": on.isoformat()}
    if unit is not None and unit.level == Level.PROVINCE:
        asked["province"] = unit.code
    return f"{reverse(f'staffing:{name}')}?{urlencode(asked)}"


def _first_place(plans: list[api.PlanOverview], on: date) -> StructureUnit | None:
    """For readers of the whole country: the province of the newest plan."""
    return structure(on).units.get(plans[0].unit_id) if plans else None
