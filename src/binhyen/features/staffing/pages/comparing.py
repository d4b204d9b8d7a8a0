"""Scenarios side by side: what each costs and leaves short, its waves and donors, and who goes differently."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.engines.units.api import Level, structure
from binhyen.features.staffing import api
from binhyen.features.staffing.pages import asking, pictures, words
from binhyen.features.staffing.pages.cards import Card
from binhyen.features.staffing.pages.frame import HAS_LINES, crumbs, plan_page
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import (
    Cell,
    Chart,
    Column,
    ShownMap,
    Table,
    bar_chart,
    make_table,
    page,
    show_number,
)
from binhyen.kernel.errors import N_, NotFound

FEWEST, MOST = 2, 4


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four plans, the first being what the others are compared with."""
    actor = asking.reader_of(request)
    chosen = [asking.number_of(one) for one in dict.fromkeys(request.GET.getlist("plan"))]
    solved = [one for one in api.plans(actor) if api.step_of(one) in HAS_LINES]
    context: dict[str, Any] = {
        "choices": [
            {
                "id": one.pk,
                "label": f"{one.name} · {words.step_word(api.step_of(one))}",
                "chosen": one.pk in chosen,
            }
            for one in solved
        ]
    }
    if FEWEST <= len(chosen) <= MOST:
        context |= _side_by_side(request, actor, _found(solved, chosen))
    elif chosen:
        context["fault"] = _("Hãy chọn từ hai đến bốn phương án.")
    return page(
        request,
        "staffing/compare.html",
        context,
        title=_("So sánh kịch bản"),
        subtitle=_("Mỗi kịch bản tốn bao nhiêu, để thiếu ở đâu, lấy của ai; và ai khác đi."),
        crumbs=crumbs(),
    )


@require_GET
def differences(request: HttpRequest, plan_id: int) -> HttpResponse:
    """A plan against the one it is based on, person by person."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    before = api.plan_of(actor, plan.based_on_id or plan.pk)
    found = api.person_differences(actor, before, plan)
    new = sum(one.before is None for one in found)
    gone = sum(one.after is None for one in found)
    people = _("người")
    context = {
        "stats": [
            Card(_("Vẫn như cũ"), api.unchanged(before, plan), people),
            Card(_("Được gọi thêm"), new, people),
            Card(_("Không đi nữa"), gone, people),
            Card(_("Đổi chỗ, đổi đợt"), len(found) - new - gone, people),
        ],
        "table": _people(request, plan, found, before.name, plan.name),
    }
    return plan_page(request, plan, "staffing/differences.html", context, tab="differences")


def _found(solved: Sequence[api.Plan], chosen: Sequence[int]) -> list[api.Plan]:
    """The plans chosen, in the order chosen.

    Raises:
        NotFound: one of them has no lines, or is not for this reader.
    """
    known = {one.pk: one for one in solved}
    if missing := [one for one in chosen if one not in known]:
        raise NotFound(
            N_("Không có phương án đã tính mang số {id} trong phạm vi của bạn."), id=missing[0]
        )
    return [known[one] for one in chosen]


def _side_by_side(request: HttpRequest, actor: Actor, plans: Sequence[api.Plan]) -> dict[str, Any]:
    chosen = [one.pk for one in plans]
    found, waves = api.compare(actor, chosen), api.unit_waves(plans)
    other = asking.choice_of(request, "with", [str(one) for one in chosen[1:]], str(chosen[1]))
    second = next(one for one in plans if one.pk == int(other))
    people = api.person_differences(actor, plans[0], second)
    return {
        "figures": _figures(found, {one.pk for one in plans if one.origin == api.Origin.REPLAN}),
        "charts": _charts(found),
        "maps": [_map(plan, waves[plan.pk]) for plan in plans],
        "donors": _donors(found),
        "pairs": [(one.name, _pair(chosen, one.pk), one.pk == second.pk) for one in plans[1:]]
        if len(plans) > FEWEST
        else [],
        "same_words": _("{same} người đi như nhau trong mọi phương án; {count} người khác giữa “{first}” và “{second}”.").format(
            same=show_number(found.same), count=show_number(len(people)), first=plans[0].name, second=second.name
        ),
        "people": _people(request, second, people, plans[0].name, second.name),
    }  # fmt: skip


def _pair(chosen: Sequence[int], other: int) -> str:
    return f"?{urlencode([*(('plan', one) for one in chosen), ('with', other)])}#people"


def _figures(found: api.Comparison, replans: Collection[int]) -> Table:
    columns = [
        Column("what", _("Số liệu"), sortable=False),
        *(Column(f"p{one.plan_id}", one.name, "number", sortable=False) for one in found.plans),
    ]
    shown: list[tuple[str, Callable[[api.PlanFigures], Any]]] = [
        (_("Tình trạng"), lambda one: words.step_word(one.state)),
        (_("Đã chứng minh"), lambda one: _proof(one, replans)),
        (_("Tổng điểm"), lambda one: one.objective),
        (_("Vị trí cần"), lambda one: one.wanted),
        (_("Cán bộ được cử"), lambda one: one.sent),
        (_("Vị trí còn thiếu"), lambda one: one.short),
        (_("Đơn vị nhận"), lambda one: one.units),
        (_("Đơn vị còn thiếu"), lambda one: one.units_short),
        (_("Quãng đường trung bình (km)"), lambda one: pictures.mean_km(one.hm_total, one.sent)),
        (_("Quãng đường xa nhất (km)"), lambda one: words.as_decimal(one.hm_max / 10)),
        (_("Số đợt"), lambda one: len(one.by_wave)),
        (_("Đơn vị cử có người đi"), lambda one: len(one.by_donor)),
        (_("Điều kiện đã nới"), lambda one: one.relaxed),
        (_("Người đi khác phương án đầu"), lambda one: found.differing.get(one.plan_id, 0)),
    ]
    parts = dict.fromkeys(part for one in found.plans for part in one.cost_parts)
    shown += [(_("Điểm: {part}").format(part=words.part_word(part)), _part(part)) for part in parts]
    rows = [
        {"what": label, **{f"p{one.plan_id}": _shown(read(one)) for one in found.plans}}
        for label, read in shown
    ]
    return make_table(None, columns, rows, caption=_("Các phương án bên nhau"))


def _proof(one: api.PlanFigures, replans: Collection[int]) -> str | None:
    """The bound of a re-plan is that of plans which keep what stood, so it is no proof against all plans."""
    if one.plan_id in replans and one.status == "feasible":
        return _("ít thay đổi nhất")
    return words.gap_words(one.status, one.gap)


def _part(part: str) -> Callable[[api.PlanFigures], Any]:
    return lambda one: one.cost_parts.get(part, 0)


def _shown(value: Any) -> Any:
    return round(value, 1) if value is not None and not isinstance(value, int | str) else value


def _charts(found: api.Comparison) -> list[Chart]:
    waves = sorted({wave for one in found.plans for wave in one.by_wave})
    names = [_("Đợt {number}").format(number=one) for one in waves]
    called = _names(found.plans)
    by_wave = {
        called[one.plan_id]: [one.by_wave.get(wave, 0) for wave in waves] for one in found.plans
    }
    parts = list(dict.fromkeys(part for one in found.plans for part in one.cost_parts))
    by_part = {
        called[one.plan_id]: [one.cost_parts.get(part, 0) for part in parts] for one in found.plans
    }
    return [
        bar_chart("compare-waves", _("Cán bộ theo từng đợt"), names, by_wave, unit=_("người"), head=_("Đợt")),
        bar_chart(
            "compare-parts", _("Điểm theo từng phần"), [words.part_word(one) for one in parts], by_part,
            unit=_("điểm"), lying=True, head=_("Phần"),
        ),
    ]  # fmt: skip


def _names(plans: Sequence[api.PlanFigures]) -> dict[int, str]:
    """A name of its own for each: two series of one name would become one."""
    seen: dict[str, int] = {}
    named = {}
    for one in plans:
        seen[one.name] = seen.get(one.name, 0) + 1
        named[one.plan_id] = one.name if seen[one.name] == 1 else f"{one.name} ({one.plan_id})"
    return named


def _map(plan: api.Plan, units: Sequence[api.UnitRow]) -> ShownMap:
    urls = {one.unit_id: reverse("staffing:unit", args=[plan.pk, one.code]) for one in units}
    return pictures.plan_map(f"map-{plan.pk}", plan.name, units, "wave", urls)


def _donors(found: api.Comparison) -> Table:
    columns = [
        Column("donor", _("Đơn vị cử"), sortable=False),
        *(Column(f"p{one.plan_id}", one.name, "number", sortable=False) for one in found.plans),
    ]
    rows = [
        {"donor": name, **{f"p{one.plan_id}": one.by_donor.get(donor, 0) for one in found.plans}}
        for donor, name in sorted(found.donors.items(), key=lambda one: one[1])
    ]
    return make_table(None, columns, rows, caption=_("Người mỗi đơn vị cử đi"))


def _people(
    request: HttpRequest,
    plan: api.Plan,
    found: Sequence[api.PersonDifference],
    before: str,
    after: str,
) -> Table:
    columns = [
        Column("who", _("Cán bộ")),
        Column("before", before),
        Column("after", after),
        Column("what", _("Thay đổi")),
    ]
    names = _unit_names(plan)
    rows = [
        {
            "who": Cell(
                one.full_name or one.officer_code,
                reverse("staffing:officer", args=[plan.pk, one.officer_code]) if one.after else "",
                one.officer_code if one.full_name else "",
            ),
            "before": _place(one.before, names),
            "after": _place(one.after, names),
            "what": _change(one),
        }
        for one in found
    ]
    return make_table(request, columns, rows, caption=_("Những người đi khác"), prefix="who-")


def _unit_names(plan: api.Plan) -> dict[str, str]:
    tree = structure(api.tree_day(plan))
    return {one.code: one.full_name for one in tree.at_level(Level.COMMUNE, plan.unit_id)}


def _place(where: tuple[str, str, int] | None, names: Mapping[str, str]) -> str | None:
    if where is None:
        return None
    unit, post, wave = where
    return _("{unit}, {post}, đợt {wave}").format(
        unit=names.get(unit, unit), post=words.post_word(post).lower(), wave=wave
    )


def _change(one: api.PersonDifference) -> str:
    if one.before is None:
        return _("được gọi thêm")
    if one.after is None:
        return _("không đi nữa")
    if one.before[0] != one.after[0]:
        return _("sang đơn vị khác")
    return _("đổi chức danh") if one.before[1] != one.after[1] else _("đổi đợt")
