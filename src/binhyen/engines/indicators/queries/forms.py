"""The form of a unit and period, from the definition and the tree of the period's last day."""

from __future__ import annotations

from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.rules.forms.layout import layout_of
from binhyen.engines.indicators.rules.forms.types import FormLayout, FormUnit
from binhyen.engines.units.api import structure
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.periods import Period


def form_layout(definition: str, unit_id: int, period: Period) -> FormLayout:
    """The form a unit fills in for a period: sections → lines → cells, with its checks and version.

    Cost: nothing beyond the remembered catalogue and tree.

    Raises:
        NotFound: no such definition, or the unit did not exist in the period.
    """
    known = catalogue()
    return layout_of(known, known.definition(definition), form_unit(unit_id, period), period)


def form_unit(unit_id: int, period: Period) -> FormUnit:
    """Who fills a form in, named as on the period's last day; a unit that ended within it, as on its first.

    Raises:
        NotFound: it existed on neither day.
    """
    for day in (period.last_day, period.start):
        tree = structure(day)
        if unit_id in tree:
            unit = tree.get(unit_id)
            above = tuple(one.full_name for one in tree.ancestors(unit_id) if one.level)
            return FormUnit(unit_id, unit.code, unit.full_name, above)
    raise NotFound(
        N_("Đơn vị số {unit} không tồn tại trong kỳ {period}."), unit=unit_id, period=str(period)
    )
