"""Reported figures of the programme's units alone: wards hand in the same reports, and are another denominator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from binhyen.engines.indicators.api import By, Cell
from binhyen.engines.units.api import Structure
from binhyen.features.review.queries.numbers import Reader
from binhyen.features.review.rules.measures import PROGRAMME_ONLY
from binhyen.features.review.types import Number, Part, Window

SUFFIX = " (xã, thị trấn thuộc chương trình)"
PLACE = "programme"


def programme_numbers(
    reader: Reader, tree: Structure, now: Window
) -> tuple[dict[str, Number], dict[int, dict[str, Number]]]:
    """Sums over the programme's units: of the whole by measure, and of each part by unit and measure."""
    frame = reader.over(PROGRAMME_ONLY, [now], By.COMMUNE)
    inside = [
        cell
        for cell in frame
        if cell.value is not None and cell.unit_id in tree and tree.in_programme(cell.unit_id)
    ]
    whole = _sums(inside, dict.fromkeys({cell.unit_id for cell in inside}, reader.subject.unit_id))
    parts = _sums(inside, _part_of(reader, tree, inside))
    totals = {cell.measure: reader.number(cell, now.code) for cell in frame.total_cells}
    known = {measure: totals[measure] for (_unit, measure) in whole}
    return (
        {m: _only(known[m], value) for (_unit, m), value in whole.items()},
        _by_part(known, parts, tree),
    )


def with_programme(
    found: tuple[Part, ...], numbers: Mapping[int, Mapping[str, Number]]
) -> tuple[Part, ...]:
    """The parts with the programme's figures in place of those that count wards too."""
    return tuple(
        replace(
            part,
            numbers={
                **{m: n for m, n in part.numbers.items() if m not in PROGRAMME_ONLY},
                **numbers.get(part.unit_id, {}),
            },
        )
        for part in found
    )


def _sums(cells: list[Cell], place: Mapping[int, int]) -> dict[tuple[int, str], Decimal]:
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for cell in cells:
        if cell.unit_id in place:
            sums[(place[cell.unit_id], cell.measure)] += cell.value or Decimal(0)
    return dict(sums)


def _part_of(reader: Reader, tree: Structure, cells: list[Cell]) -> dict[int, int]:
    level = reader.subject.parts_level
    if level is None:
        return {}
    return {unit: tree.ancestor_at(unit, level).id for unit in {cell.unit_id for cell in cells}}


def _by_part(
    known: Mapping[str, Number], parts: Mapping[tuple[int, str], Decimal], tree: Structure
) -> dict[int, dict[str, Number]]:
    found: dict[int, dict[str, Number]] = defaultdict(dict)
    for (unit_id, measure), value in parts.items():
        unit = tree.get(unit_id)
        like = _only(known[measure], value)
        found[unit_id][measure] = replace(
            like,
            id=f"{measure}.{PLACE}@{unit.code}:{like.as_of}",
            scope=unit.code,
            scope_name=unit.full_name,
            unit_id=unit_id,
        )
    return found


def _only(like: Number, value: Decimal) -> Number:
    measure, _, place = like.id.partition("@")
    return replace(
        like,
        id=f"{measure}.{PLACE}@{place}",
        label=f"{like.label}{SUFFIX}",
        value=value,
        measure="",
    )
