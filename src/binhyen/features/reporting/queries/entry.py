"""A form ready to be filled in: values, what to compare them with, norms, checks, words about cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from binhyen.engines.indicators.api import (
    FormLayout,
    Remark,
    RemarkKind,
    ReportState,
    Status,
    broken,
    form_layout,
    locked,
    remarks,
    report_state,
)
from binhyen.features.reporting.queries.norms import norms_of
from binhyen.features.reporting.types import Beside, EntryCell, EntryForm
from binhyen.foundation.access.api import Actor, allows, require
from binhyen.kernel.errors import DomainError
from binhyen.kernel.numbers import to_scaled
from binhyen.kernel.periods import Period, previous, same_period_last_year

Values = Mapping[str, Decimal]


def entry_form(actor: Actor, definition: str, unit_id: int, period: Period) -> EntryForm:
    """Everything the entry page shows of one report.

    Cost: one statement each for the report, the two it is compared with, its remarks, and one or two for locks.

    Raises:
        Refused: the actor may not see figures of the unit.
        NotFound: no such definition, or the unit did not exist in the period.
    """
    require(actor, "figures.view", unit_id)
    layout = form_layout(definition, unit_id, period)
    state = report_state(actor, unit_id=unit_id, definition=definition, period=period)
    said = tuple(remarks(state.id)) if state else ()
    values = state.values if state else {}
    faults = tuple(broken(definition, scaled_values(layout, values)))
    before, last_year = _beside(actor, definition, unit_id, period)
    notes, reasons = standing_notes(said), open_reasons(said, state)
    return EntryForm(
        layout=layout,
        state=state,
        cells={
            cell.ref: EntryCell(
                cell=cell,
                value=values.get(cell.ref),
                beside=Beside(before.get(cell.ref), last_year.get(cell.ref)),
                note=notes.get(cell.ref, ""),
                returned=reasons.get(cell.ref),
                broken=tuple(fault for fault in faults if cell.ref in fault.refs),
            )
            for cell in layout.cells()
        },
        norms=norms_of(layout),
        broken=faults,
        remarks=said,
        lock=locked(definition, period, unit_id),
        may_enter=allows(actor, "figures.enter", unit_id),
    )


def scaled_values(layout: FormLayout, values: Values) -> dict[str, int]:
    """Values under their keys, as checks read them."""
    return {
        cell.key: to_scaled(values[cell.ref], cell.decimals)
        for cell in layout.cells()
        if cell.ref in values
    }


def standing_notes(said: Iterable[Remark]) -> dict[str, str]:
    """The unit's own notes that stand, by reference; the newest on a cell counts."""
    notes = {one.ref: one.text for one in said if one.kind is RemarkKind.NOTE}
    return {ref: text for ref, text in notes.items() if text}


def open_reasons(said: Iterable[Remark], state: ReportState | None) -> dict[str, Remark]:
    """Reasons of the newest return, by reference, while the report lies returned and they are not answered."""
    found: dict[str, Remark] = {}
    if state is None or state.status not in (Status.RETURNED, Status.DRAFT):
        return found
    for one in said:
        if one.kind is RemarkKind.RETURN:
            found[one.ref] = one
        elif one.kind is RemarkKind.ANSWER:
            found.pop(one.ref, None)
    return found


def _beside(actor: Actor, definition: str, unit_id: int, period: Period) -> tuple[Values, Values]:
    found: list[Values] = []
    for neighbour in (previous, same_period_last_year):
        try:
            other = neighbour(period)
        except DomainError:
            # A span or the first period has no neighbour; then there is nothing to compare with.
            found.append({})
            continue
        state = report_state(actor, unit_id=unit_id, definition=definition, period=other)
        found.append(state.values if state else {})
    return found[0], found[1]
