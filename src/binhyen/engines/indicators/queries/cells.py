"""From sums to cells: scaled integers become numbers, inputs become a measure, absence gets its reason."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from binhyen.engines.indicators.entries import Missing as MissingRule
from binhyen.engines.indicators.rules.measures import Measure, compute
from binhyen.engines.indicators.rules.tallies import Tally
from binhyen.engines.indicators.rules.values import unscaled
from binhyen.engines.indicators.types import Cell, Missing
from binhyen.engines.units.api import StructureUnit
from binhyen.kernel.periods import Period


def cell_of(unit: StructureUnit, period: Period, measure: Measure, found: Tally) -> Cell:
    """The cell of a row unit from what was added up for it."""
    inputs: dict[str, Decimal | None] = {}
    estimated = Decimal(0)
    for wanted in measure.inputs:
        sums = found.inputs[wanted.reference]
        has = sums.count.get(unit.id, 0) > 0
        inputs[wanted.reference] = unscaled(wanted.element, sums.total[unit.id]) if has else None
        if has and sums.estimated[unit.id]:
            estimated += unscaled(wanted.element, sums.estimated[unit.id])
    computed = compute(measure, filled(measure, inputs))
    pending = found.pending.get(unit.id, 0)
    return Cell(
        unit_id=unit.id,
        unit_code=unit.code,
        unit_name=unit.full_name,
        period=period,
        measure=measure.code,
        value=computed.value,
        numerator=computed.numerator,
        denominator=computed.denominator,
        reported=found.reported.get(unit.id, 0),
        expected=found.expected.get(unit.id, 0),
        pending=pending,
        estimated_part=estimated,
        missing=_reason(computed.missing, measure, pending),
        breakdown=measure.option,
    )


def filled(measure: Measure, inputs: Mapping[str, Decimal | None]) -> Mapping[str, Decimal | None]:
    """Missing inputs as 0 where the indicator's rule says so."""
    nothing = all(value is None for value in inputs.values())
    rule = measure.missing_rule
    if rule is MissingRule.SKIP_ANY or (rule is MissingRule.SKIP_ALL and nothing):
        return inputs
    return {reference: value or Decimal(0) for reference, value in inputs.items()}


def _reason(missing: Missing | None, measure: Measure, pending: int) -> Missing | None:
    if missing is not Missing.NOT_REPORTED:
        return missing
    if all(wanted.element.counted for wanted in measure.inputs):
        return Missing.NOT_COUNTED
    return Missing.NOT_APPROVED if pending else missing
