"""Officers sent to the communes: waves and donors counted from rows, and numbers by kind of unit."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from binhyen.engines.indicators.api import By
from binhyen.engines.people.api import donor_shares, wave_totals
from binhyen.engines.units.api import Level, Structure
from binhyen.features.review.queries.numbers import Reader
from binhyen.features.review.types import Number, Subject, WaveLine

COUNTED = "Đếm từ các dòng bố trí thuộc đợt điều động"
COUNTED_TYPE = "Đếm từ danh sách bố trí cán bộ theo loại đơn vị"
OFFICERS = "staffing.officers"


def waves(subject: Subject, tree: Structure) -> tuple[WaveLine, ...]:
    """The waves up to the tree's day, by number."""
    return tuple(
        WaveLine(
            label=wave.name or f"Đợt {wave.number}",
            first_on=wave.first_on,
            last_on=wave.last_on,
            officers=_counted(
                subject,
                tree,
                f"wave.{wave.number}.officers",
                "Cán bộ được điều động",
                wave.officers,
                "người",
            ),
            units=_counted(
                subject, tree, f"wave.{wave.number}.units", "Đơn vị tiếp nhận", wave.units, "đơn vị"
            ),
            donors=_counted(
                subject,
                tree,
                f"wave.{wave.number}.donors",
                "Đơn vị cử cán bộ",
                wave.donors,
                "đơn vị",
            ),
            decision=wave.decision,
        )
        for wave in wave_totals(tree.on, subject.unit_id)
    )


def donors(subject: Subject, tree: Structure) -> tuple[tuple[str, Number], ...]:
    """Police units that gave officers to the waves, largest first."""
    return tuple(
        (
            share.name,
            _counted(
                subject,
                tree,
                f"donor.{share.police_unit_id}",
                f"Cán bộ do {share.name} cử",
                share.given,
                "người",
            ),
        )
        for share in donor_shares(tree.on, subject.unit_id)
    )


def by_type(reader: Reader, tree: Structure) -> tuple[tuple[str, Number], ...]:
    """Officers and units by type of commune-level unit, programme units only."""
    frame = reader.on((OFFICERS,), tree.on, By.COMMUNE)
    officers: Counter[str] = Counter()
    for cell in frame:
        if tree.in_programme(cell.unit_id):
            officers[tree.get(cell.unit_id).type] += int(cell.value or 0)
    units = Counter(
        unit.type
        for unit in tree.at_level(Level.COMMUNE, reader.subject.unit_id)
        if tree.in_programme(unit.id)
    )
    found = []
    for type_, count in units.most_common():
        names = (f"Số {type_}", "đơn vị"), (f"Cán bộ chính quy tại {type_}", "người")
        values = count, officers[type_]
        for kind, (label, unit), value in zip(("units", "officers"), names, values, strict=True):
            code = f"type.{type_}.{kind}"
            found.append(
                (
                    f"{type_}.{kind}",
                    _counted(reader.subject, tree, code, label, value, unit, COUNTED_TYPE),
                )
            )
    return tuple(found)


def _counted(
    subject: Subject,
    tree: Structure,
    code: str,
    label: str,
    value: int,
    unit: str,
    source: str = COUNTED,
) -> Number:
    return Number(
        id=f"{code}@{subject.code}:{tree.on}",
        label=label,
        value=Decimal(value),
        unit=unit,
        decimals=0,
        scope=subject.code,
        scope_name=subject.name,
        unit_id=subject.unit_id,
        as_of=str(tree.on),
        source=source,
    )
