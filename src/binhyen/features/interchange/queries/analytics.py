"""The analytics answer of DHIS2 over our grid: dimensions dx, pe and ou, filters, relative periods, numerators.

Periods asked for are civil; a report of another calendar is read where its last day lies, so that 202205 of a report
from the 15th to the 14th is the month that ended on 14 May.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from binhyen.engines.indicators.api import By, Grid, GridQuery, catalogue, grid
from binhyen.engines.units.api import Structure, StructureUnit, structure
from binhyen.features.interchange.queries.directories import unit_id
from binhyen.features.interchange.queries.measures import Asked, asked_measures
from binhyen.features.interchange.queries.places import Rows, rows_of
from binhyen.features.interchange.rules.periods import civil_period, to_dhis2
from binhyen.features.interchange.rules.relative import relative_periods
from binhyen.features.interchange.types import Scheme
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid
from binhyen.kernel.periods import Period

ROW_CAP = 50_000
NAMES = ("dx", "pe", "ou")
LABELS = {"dx": "Data", "pe": "Period", "ou": "Organisation unit"}


@dataclass(frozen=True, slots=True)
class AnalyticsRequest:
    """An analytics question; dimensions and filters by name, each with its items.

    Attributes:
        order: the dimensions, in the order of the columns wanted.
        as_of: None reads each value under the tree of its own period.
        on: the day relative periods are counted from.
    """

    order: tuple[str, ...]
    items: dict[str, tuple[str, ...]]
    filters: dict[str, tuple[str, ...]]
    scheme: Scheme = Scheme.UID
    out: Scheme = Scheme.UID
    with_parts: bool = False
    skip_meta: bool = False
    as_of: date | None = None
    on: date | None = None


@dataclass(slots=True)
class _Answer:
    rows: list[list[str]] = field(default_factory=list)
    units: dict[str, StructureUnit] = field(default_factory=dict)


def read_dimensions(dimensions: Sequence[str], filters: Sequence[str]) -> tuple[Any, Any, Any]:
    """Order, items and filters of texts such as `dx:A;B`, `pe:LAST_12_MONTHS`, `ou:LEVEL-2`.

    Raises:
        Invalid: an unknown or repeated dimension, no items, or one that lacks.
    """
    items, order = _split(dimensions)
    held, _ = _split(filters)
    lacking = [name for name in NAMES if name not in items and name not in held]
    if lacking or set(items) & set(held):
        raise Invalid(
            N_(
                "Cần dx, pe và ou, mỗi thứ một lần trong dimension hoặc filter; thiếu hoặc lặp: {names}."
            ),
            names=", ".join(lacking or sorted(set(items) & set(held))),
        )
    return tuple(order), items, held


def analytics(actor: Actor, request: AnalyticsRequest) -> dict[str, Any]:
    """Headers, rows and metaData, as DHIS2 clients expect.

    Raises:
        NotFound: no such measure or unit, or not for this actor.
        Invalid: no such period, level or dimension; several items in a filter of periods or units.
        Conflict: more than 50,000 rows.
    """
    both = {**request.items, **request.filters}
    measures = asked_measures(both["dx"], request.scheme)
    periods = _periods(both["pe"], request)
    day = request.as_of or periods[-1].last_day
    tree = structure(day)
    places = rows_of(both["ou"], tree, request.scheme, actor)
    _refuse_many_filters(request, periods, places)
    _refuse_too_many(len(measures) * len(periods), places, tree)
    answer = _Answer()
    for place in places:
        for row in _rows(actor, request, measures, periods, place, tree, answer):
            answer.rows.append(row)
    return _as_dhis2(request, answer, measures, periods, tree)


def _rows(
    actor: Actor,
    request: AnalyticsRequest,
    measures: list[Asked],
    periods: list[Period],
    place: Rows,
    tree: Structure,
    answer: _Answer,
) -> Iterator[list[str]]:
    found: Grid = grid(
        GridQuery(
            tuple(one.measure for one in measures),
            place.under_id,
            place.by,
            tuple(periods),
            request.as_of,
        ),
        actor,
    )
    cells = found.cells
    for m, measure in enumerate(measures):
        for u, unit in enumerate(found.units):
            if place.only not in {None, unit.type}:
                continue
            name = _unit_name(unit, tree, request.out)
            for p, period in enumerate(periods):
                value = float(cells.value[m, u, p])
                if value != value:  # noqa: PLR0124 - the one number unlike itself: nothing there
                    continue
                answer.units[name] = unit
                said = {"dx": measure.shown(request.out), "pe": to_dhis2(period), "ou": name}
                row = [said[column] for column in request.order]
                row.append(_shown(value, measure.decimals))
                if request.with_parts:
                    row += _parts(
                        measure, float(cells.numerator[m, u, p]), float(cells.denominator[m, u, p])
                    )
                yield row


def _parts(measure: Asked, numerator: float, denominator: float) -> list[str]:
    if numerator != numerator:  # noqa: PLR0124
        return ["", "", "", "", ""]
    factor = format(measure.factor.normalize(), "f")
    return [_shown(numerator, 6), _shown(denominator, 6), factor, factor, "1"]


def _as_dhis2(
    request: AnalyticsRequest,
    answer: _Answer,
    measures: list[Asked],
    periods: list[Period],
    tree: Structure,
) -> dict[str, Any]:
    headers = [_header(name, LABELS[name], "TEXT", meta=True) for name in request.order]
    headers.append(_header("value", "Value", "NUMBER", meta=False))
    if request.with_parts:
        parts = ("numerator", "denominator", "factor", "multiplier", "divisor")
        headers += [_header(name, name.capitalize(), "NUMBER", meta=False) for name in parts]
    units = {name: unit.full_name for name, unit in answer.units.items()}
    meta: dict[str, Any] = {}
    if not request.skip_meta:
        meta = {
            "items": {
                **{one.shown(request.out): {"name": one.name} for one in measures},
                **{to_dhis2(one): {"name": one.label()} for one in periods},
                **{name: {"name": full} for name, full in units.items()},
            },
            "dimensions": {
                "dx": [one.shown(request.out) for one in measures],
                "pe": [to_dhis2(one) for one in periods],
                "ou": list(units),
                "co": [],
            },
            "structure": "as-was" if request.as_of is None else f"as-of:{tree.on}",
        }
    return {
        "headers": headers,
        "metaData": meta,
        "rows": answer.rows,
        "width": len(headers),
        "height": len(answer.rows),
        "headerWidth": len(headers),
    }


def _header(name: str, column: str, kind: str, *, meta: bool) -> dict[str, Any]:
    return {
        "name": name,
        "column": column,
        "valueType": kind,
        "type": "java.lang.Double" if kind == "NUMBER" else "java.lang.String",
        "hidden": False,
        "meta": meta,
    }


def _periods(items: Sequence[str], request: AnalyticsRequest) -> list[Period]:
    known = catalogue().calendars
    civil = next(one for one in known.values() if one.is_civil and one.kind == "months")
    day = request.on or clock.today()
    found: dict[Period, None] = {}
    for item in items:
        several = relative_periods(item, civil, day)
        found.update(dict.fromkeys(several if several is not None else [civil_period(item, known)]))
    return list(found)


def _split(texts: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        name, colon, rest = text.partition(":")
        items = tuple(dict.fromkeys(item for item in rest.split(";") if item))
        if name not in NAMES or not colon or not items or name in found:
            raise Invalid(
                N_(
                    "Chiều “{value}” không dùng được: hãy ghi dx:…, pe:… hoặc ou:…, mỗi chiều một lần."
                ),
                value=text[:60],
            )
        found[name] = items
    return found, list(found)


def _refuse_many_filters(
    request: AnalyticsRequest, periods: list[Period], places: list[Rows]
) -> None:
    one_unit = len(places) == 1 and places[0].by is By.UNIT
    if ("pe" in request.filters and len(periods) > 1) or ("ou" in request.filters and not one_unit):
        raise Invalid(
            N_(
                "filter theo pe hoặc ou nhận đúng một kỳ, một đơn vị: dùng kỳ dài hơn hoặc đơn vị cấp trên."
            )
        )
    if not places:
        raise Invalid(N_("Chiều ou không có đơn vị nào trong phạm vi được xem."))


def _refuse_too_many(each: int, places: list[Rows], tree: Structure) -> None:
    levels = {By.PROVINCE: 1, By.DISTRICT: 2, By.COMMUNE: 3}
    units = sum(
        1
        if place.by is By.UNIT or place.under_id not in tree
        else len(tree.at_level(levels[place.by], place.under_id))
        for place in places
    )
    if each * units > ROW_CAP:
        raise Conflict(
            N_(
                "Câu hỏi cho {count} dòng, quá giới hạn {limit}: hãy hỏi ít kỳ, ít chỉ tiêu hoặc cấp cao hơn."
            ),
            kind="E7128",
            count=each * units,
            limit=ROW_CAP,
        )


def _unit_name(unit: StructureUnit, tree: Structure, scheme: Scheme) -> str:
    if scheme is Scheme.NAME and unit.id not in tree:
        return unit.full_name
    return unit_id(unit, tree, scheme)


def _shown(value: float, decimals: int) -> str:
    number = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    shown = format(number, "f")
    return f"{shown.rstrip('0').rstrip('.')}" if "." in shown else shown
