"""Where units stand: tiles or outlines coloured by a norm's verdict or by a figure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from binhyen.engines.indicators.api import catalogue
from binhyen.engines.norms.api import Finding, rules_in_force
from binhyen.engines.units.api import Level, StructureUnit
from binhyen.features.overview.api import (
    Place,
    findings,
    map_level,
    measures,
    place,
    points,
    shade,
    strength_norms,
)
from binhyen.features.overview.pages import asking
from binhyen.features.overview.pages.boards import frame, head
from binhyen.features.overview.pages.links import unit_url
from binhyen.features.overview.pages.words import (
    entry_of,
    label_of,
    norm_label,
    shown_verdict,
    unit_of,
)
from binhyen.foundation.ui.api import (
    MapItem,
    ShownMap,
    national_map,
    outline_map,
    page,
    province_map,
    show_number,
    tile_map,
)
from binhyen.foundation.ui.boundaries import VALID_FROM
from binhyen.foundation.ui.maps import Tone, place_units
from binhyen.foundation.ui.tiles import Hexagon
from binhyen.kernel.errors import DomainError

STEPS: tuple[Tone, ...] = ("step-1", "step-2", "step-3", "step-4", "step-5")
Shown = tuple[dict[int, Tone], dict[int, str], dict[Tone, str]]
"""By unit its tone, by unit the words said of it, and the legend."""


def show_map(request: HttpRequest, code: str) -> HttpResponse:
    """The map of a unit."""
    actor, on = asking.actor_of(request), asking.day_of(request)
    where = place(actor, code, on, asking.level_of(request))
    choices = _choices(where)
    chosen = asking.choice_of(request, "shade", [key for key, _label in choices], choices[0][0])
    kind = asking.choice_of(request, "kind", ("tiles", "outline"), "tiles")
    shown = _shown(request, where, chosen)
    drawn = (
        _outline(where, shown) if kind == "outline" else _tiles(where, shown, dict(choices)[chosen])
    )
    context = {
        **frame(request, where, "map"),
        "map": drawn,
        "kind": kind,
        "has_outlines": _has_outlines(where),
        "choices": [(key, label, key == chosen) for key, label in choices],
    }
    return page(request, "overview/map.html", context, **head(request, where))


def _choices(where: Place) -> list[tuple[str, str]]:
    known = catalogue()
    norms = [(f"norm:{rule.code}", norm_label(rule)) for rule in rules_in_force(where.on)]
    figures = [
        (f"figure:{code}", label_of(known, code))
        for code in measures.SHADES
        if code in known.elements or code in known.indicators
    ]
    strength = [(measures.STRENGTH, _("Định mức quân số (mọi loại đơn vị)"))]
    return figures if where.unit.level == Level.COUNTRY else [*strength, *norms, *figures]


def _shown(request: HttpRequest, where: Place, chosen: str) -> Shown:
    kind, _colon, code = chosen.partition(":")
    if kind == "figure":
        return _by_figure(where, code)
    norms = strength_norms(where.on) if kind == measures.STRENGTH else {code}
    judged = findings(asking.actor_of(request), where, norms, since=False)
    return _by_norm({one.unit_id: one for one in judged or ()})


def _by_norm(judged: Mapping[int, Finding]) -> Shown:
    verdicts = {unit: shown_verdict(one) for unit, one in judged.items()}
    tones: dict[int, Tone] = {unit: one.name for unit, one in verdicts.items()}  # type: ignore[misc]  # the four verdicts are tones
    legend: dict[Tone, str] = {
        "met": _("Đạt"), "short": _("Thiếu"), "over": _("Vượt"), "unknown": _("Chưa đo được hoặc không áp dụng"),
    }  # fmt: skip
    return tones, {unit: str(one) for unit, one in verdicts.items()}, legend


def _by_figure(where: Place, code: str) -> Shown:
    entry, unit_shown = entry_of(catalogue(), code), unit_of(catalogue(), code)
    values = {cell.unit_id: cell.value for cell in shade(where, code) if cell.value is not None}
    bounds = _bounds(sorted(values.values()))
    tones = {unit: STEPS[sum(value > bound for bound in bounds)] for unit, value in values.items()}
    words = {
        unit: f"{show_number(value, entry.decimals)} {unit_shown}" for unit, value in values.items()
    }
    lows = [None, *bounds]
    legend: dict[Tone, str] = {
        step: _range(lows[at], bounds[at] if at < len(bounds) else None, entry.decimals, unit_shown)
        for at, step in enumerate(STEPS[: len(bounds) + 1])
    }
    return tones, words, {**legend, "unknown": _("Chưa có số liệu")}


def _bounds(values: Sequence[Decimal]) -> list[Decimal]:
    """Limits that put about as many units into each of five steps."""
    if not values:
        return []
    found = {values[len(values) * part // 5] for part in range(1, 5)} - {values[-1]}
    return sorted(found)


def _range(low: Decimal | None, high: Decimal | None, decimals: int, unit: str) -> str:
    if high is None:
        return (
            _("trên {low} {unit}").format(low=show_number(low, decimals), unit=unit)
            if low is not None
            else unit
        )
    if low is None:
        return _("đến {high} {unit}").format(high=show_number(high, decimals), unit=unit)
    return _("trên {low} đến {high} {unit}").format(
        low=show_number(low, decimals), high=show_number(high, decimals), unit=unit
    )


def _items(where: Place, shown: Shown) -> list[MapItem]:
    tones, words, _legend = shown
    lying, not_judged = points(where), _("không áp dụng")
    return [
        MapItem(
            id=unit.id,
            name=unit.name,
            title=f"{unit.full_name}: {words.get(unit.id) or not_judged}",
            tone=tones.get(unit.id, "unknown"),
            lat=lying[unit.id][0],
            lon=lying[unit.id][1],
            url=unit_url(unit, where.on),
            group=_group(where, unit, Level.DISTRICT),
        )
        for unit in where.tree.at_level(map_level(where), where.unit.id)
        if unit.id in lying
    ]


def _group(where: Place, unit: StructureUnit, level: Level) -> str:
    above = [one for one in where.tree.ancestors(unit.id) if one.level == level]
    return above[0].name if above else ""


def _tiles(where: Place, shown: Shown, caption: str) -> ShownMap:
    items = _items(where, shown)
    asked = tuple((item.id, item.lat, item.lon, item.group) for item in items)
    return tile_map("tiles", caption, items, shown[2], tiles=_placed(asked))


@lru_cache(maxsize=16)
def _placed(asked: tuple[tuple[Hashable, float, float, str], ...]) -> Mapping[Hashable, Hexagon]:
    """The cells of units that lie thus; the same units come with every page."""
    return place_units(
        [MapItem(unit, "", "", "unknown", lat, lon, "", group) for unit, lat, lon, group in asked]
    )


def _has_outlines(where: Place) -> bool:
    return settings.BINHYEN_BOUNDARIES is not None and where.on >= VALID_FROM


def _outline(where: Place, shown: Shown) -> ShownMap | None:
    """The true outlines; None where there are none for this unit and day, and then the page says so."""
    if not _has_outlines(where):
        return None
    folder = Path(str(settings.BINHYEN_BOUNDARIES))
    tones, words, legend = shown
    items = {
        unit.code: MapItem(
            unit.id,
            unit.name,
            f"{unit.full_name}: {words.get(unit.id, '')}",
            tones.get(unit.id, "unknown"),
            url=unit_url(unit, where.on),
        )
        for unit in where.tree.at_level(map_level(where), where.unit.id)
    }
    try:
        drawn = (
            national_map(folder, on=where.on)
            if where.unit.level == Level.COUNTRY
            else province_map(folder, where.unit.code, on=where.on)
        )
    except DomainError:
        return None
    return outline_map("outlines", _("Ranh giới tham khảo"), drawn, items, legend)
