"""Setting and ending targets; nothing is overwritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from binhyen.features.analysis.models import OPERATORS, Target
from binhyen.features.analysis.queries.standards import measure_info
from binhyen.features.analysis.queries.targets import target_row
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.text import clean_text

NEEDS = "figures.targets"
YEARS = range(2019, 2101)
MOST = Decimal(10) ** 11


def _unit(arguments: dict[str, Any]) -> int:
    return int(arguments["unit_id"])


@command("analysis.set_target", N_("Đặt mục tiêu"), needs=NEEDS, scope=_unit)
def set_target(
    actor: Actor,
    *,
    unit_id: int,
    measure: str,
    year: int,
    operator: str,
    value: Decimal,
    source: str,
    decided_on: date,
) -> Target:
    """Set what a unit is to reach in a year; a target set before ends and stays readable.

    Raises:
        Refused: no right at the unit. NotFound: no such measure.
        Invalid: another year or operator, a value out of range, no decision named or one of the future.
    """
    measure_info(measure)
    _refuse_odd(year, operator, value)
    cited = _source(source, decided_on)
    now = clock.now()
    _end(Target.objects.filter(unit_id=unit_id, measure=measure, year=year, ended_at=None), actor)
    row = Target.objects.create(
        unit_id=unit_id,
        measure=measure,
        year=year,
        operator=operator,
        value=value,
        source=cited,
        decided_on=decided_on,
        set_at=now,
        set_by=actor.name,
    )
    note("analysis.target", row.pk, after={"measure": measure, "year": year, "value": str(value)})
    return row


@command("analysis.end_target", N_("Thôi mục tiêu"), needs=NEEDS, scope=ANYWHERE)
def end_target(actor: Actor, *, target_id: int) -> None:
    """End a target without another one.

    Raises:
        NotFound: no such target. Refused: no right at its unit.
    """
    row = target_row(actor, target_id, clock.today())
    require(actor, NEEDS, row.unit_id)
    _end(Target.objects.filter(pk=row.pk, ended_at=None), actor)


def _end(rows: Any, actor: Actor) -> None:
    for row in rows:
        note("analysis.target", row.pk, before={"value": str(row.value), "source": row.source})
    rows.update(ended_at=clock.now(), ended_by=actor.name)


def _refuse_odd(year: int, operator: str, value: Decimal) -> None:
    if year not in YEARS:
        raise Invalid(
            N_("Năm {year} không đặt được mục tiêu; hãy ghi từ 2019 đến 2100."), year=year
        )
    if operator not in dict(OPERATORS):
        raise Invalid(N_("Hãy chọn “ít nhất” hoặc “nhiều nhất”."))
    if not value.is_finite() or not 0 <= value < MOST:
        raise Invalid(N_("Mức mục tiêu phải là số không âm và dưới 100 tỷ."))


def _source(text: str, decided_on: date) -> str:
    cited = clean_text(text, 300)
    if not cited:
        raise Invalid(N_("Hãy ghi văn bản giao mục tiêu."))
    if decided_on > clock.today():
        raise Invalid(N_("Ngày văn bản {day} chưa đến."), day=decided_on)
    return cited
