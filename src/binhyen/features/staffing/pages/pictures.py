"""Maps and charts of a plan: by wave, by way from home, by donor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from binhyen.features.staffing import api
from binhyen.features.staffing.pages import words
from binhyen.foundation.ui.api import Chart, MapItem, ShownMap, bar_chart, show_number, tile_map
from binhyen.foundation.ui.maps import Tone, place_units
from binhyen.foundation.ui.tiles import Hexagon

STEPS: tuple[Tone, ...] = ("step-1", "step-2", "step-3", "step-4", "step-5")
KM_BOUNDS = (2, 5, 10, 20)
KM_CLASSES = (1, 2, 5, 10, 20, 50)
MOST_DONORS = 16
SHADES = ("wave", "km", "short")


def plan_map(
    id: str,  # noqa: A002 - it becomes the element's id
    caption: str,
    units: Sequence[api.UnitRow],
    shade: str,
    urls: Mapping[int, str],
) -> ShownMap:
    """A hexagon a receiving unit, coloured by its wave, by mean kilometres, or by what stays short."""
    last = max((max(one.waves, default=1) for one in units), default=1)
    items = [
        MapItem(
            id=one.unit_id,
            name=one.name,
            title=f"{one.name}: {_told(one, shade)}",
            tone=_tone(one, shade, last),
            lat=one.lat,
            lon=one.lon,
            url=urls.get(one.unit_id, ""),
            group=words.short_place(one.district),
        )
        for one in units
    ]
    asked = tuple((item.id, item.lat, item.lon, item.group) for item in items)
    return tile_map(id, caption, items, _legend(shade, last), tiles=_placed(asked))


def distance_chart(id: str, lines: Sequence[int]) -> Chart:  # noqa: A002 - it becomes the element's id
    """How many officers go how far; `lines` in hectometres."""
    names, lows = [], (0, *KM_CLASSES)
    for low, high in zip(lows, KM_CLASSES, strict=False):
        names.append(_("{low}–{high} km").format(low=low, high=high))
    names.append(_("trên {low} km").format(low=KM_CLASSES[-1]))
    counted = Counter(sum(hm > bound * 10 for bound in KM_CLASSES) for hm in lines)
    values = [counted.get(place, 0) for place in range(len(names))]
    return bar_chart(
        id, _("Bao nhiêu cán bộ đi bao xa"), names, {_("Cán bộ"): values},
        note=_("Quãng đường đường bộ ước tính từ nơi ở đến đơn vị nhận."), head=_("Quãng đường"),
    )  # fmt: skip


def wave_chart(id: str, by_wave: Mapping[int, int], capacities: Mapping[int, int]) -> Chart:  # noqa: A002 - it becomes the element's id
    """Officers of each wave beside how many it may take."""
    numbers = sorted({*by_wave, *capacities})
    series: dict[str, list[int | None]] = {_("Cán bộ"): [by_wave.get(one, 0) for one in numbers]}
    if capacities:
        series[_("Sức chứa")] = [capacities.get(one) for one in numbers]
    names = [_("Đợt {number}").format(number=one) for one in numbers]
    return bar_chart(id, _("Cán bộ theo từng đợt"), names, series, unit=_("người"), head=_("Đợt"))


def donor_chart(id: str, donors: Sequence[api.DonorRow]) -> Chart:  # noqa: A002 - it becomes the element's id
    """What each donor gives beside what it may give at most; those who give most come first."""
    giving = sorted(donors, key=lambda one: (-one.taken, one.name))[:MOST_DONORS]
    series: dict[str, list[int | None]] = {
        _("Cử đi"): [one.taken for one in giving],
        _("Mức cao nhất"): [one.cap for one in giving],
    }
    note = (
        _("{count} đơn vị cử nhiều nhất; mọi đơn vị ở mục Đơn vị cử.").format(count=MOST_DONORS)
        if len(donors) > MOST_DONORS
        else ""
    )
    return bar_chart(
        id, _("Từng đơn vị cử: cho đi so với mức cao nhất"),
        [words.short_place(one.name) for one in giving], series,
        unit=_("người"), note=note, lying=True, head=_("Đơn vị cử"),
    )  # fmt: skip


def _told(unit: api.UnitRow, shade: str) -> str:
    waves = ", ".join(map(str, unit.waves))
    sent = sum(unit.sent.values())
    if shade == "km":
        return _("trung bình {km}").format(km=words.km_words(_mean(unit)))
    if shade == "short":
        return (
            _("thiếu {count}").format(count=unit.short)
            if unit.short
            else _("đủ {count}").format(count=sent)
        )
    return _("đợt {waves}, {count} người").format(waves=waves or "–", count=sent)


def _tone(unit: api.UnitRow, shade: str, last: int) -> Tone:
    if shade == "short":
        return "short" if unit.short else "met"
    if shade == "km":
        mean = _mean(unit)
        return "unknown" if mean is None else STEPS[sum(mean > bound * 10 for bound in KM_BOUNDS)]
    return STEPS[_wave_step(min(unit.waves), last)] if unit.waves else "unknown"


def _mean(unit: api.UnitRow) -> int | None:
    sent = sum(unit.sent.values())
    return unit.hm // sent if sent else None


def _wave_step(wave: int, last: int) -> int:
    """Waves spread over five steps; more than five share them."""
    return min(4, (wave - 1) * 5 // max(last, 5) if last > 5 else wave - 1)


def _legend(shade: str, last: int) -> dict[Tone, str]:
    if shade == "short":
        return {"met": _("Đủ theo phương án"), "short": _("Còn thiếu")}
    if shade == "km":
        lows = [None, *KM_BOUNDS]
        return {
            step: _km_range(lows[at], KM_BOUNDS[at] if at < len(KM_BOUNDS) else None)
            for at, step in enumerate(STEPS)
        } | {"unknown": _("Không ai được cử")}
    named: dict[Tone, str] = {}
    for wave in range(1, last + 1):
        step = STEPS[_wave_step(wave, last)]
        named[step] = (
            f"{named[step]}, {wave}" if step in named else _("Đợt {number}").format(number=wave)
        )
    return named | {"unknown": _("Không ai được cử")}


def _km_range(low: int | None, high: int | None) -> str:
    if low is None:
        return _("đến {high} km").format(high=show_number(high))
    if high is None:
        return _("trên {low} km").format(low=show_number(low))
    return _("trên {low} đến {high} km").format(low=show_number(low), high=show_number(high))


@lru_cache(maxsize=16)
def _placed(asked: tuple[tuple[Hashable, float, float, str], ...]) -> Mapping[Hashable, Hexagon]:
    """The cells of units that lie thus; the same units come with every page."""
    return place_units(
        [MapItem(unit, "", "", "unknown", lat, lon, "", group) for unit, lat, lon, group in asked]
    )


def mean_km(hm_total: int, sent: int) -> Decimal | None:
    """Mean kilometres; None when nobody goes."""
    return Decimal(hm_total) / 10 / sent if sent else None
