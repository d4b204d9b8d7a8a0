"""Thresholds that figures crossed, proposed as matters."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from binhyen.engines.tasks.api import NewMatter, Proposal
from binhyen.engines.units.api import structure
from binhyen.features.analysis.models import OPENED
from binhyen.features.analysis.queries.alerts import alerts
from binhyen.features.analysis.queries.standards import measure_info
from binhyen.foundation.access.api import Actor
from binhyen.kernel.numbers import format_number


def propose(actor: Actor, under_id: int, on: date) -> list[Proposal]:
    """A proposal for each open alert at or below a unit that the actor may see. Two statements."""
    tree = structure(on)
    below = set(tree.subtree(under_id)) if under_id in tree else set()
    return [
        Proposal(
            NewMatter(
                one.unit_id,
                _("%(measure)s vượt ngưỡng") % {"measure": measure_info(one.rule.measure).label},
                measure=one.rule.measure,
                period=one.period,
            ),
            units=1,
            bound=1,
            detail=_("kỳ %(period)s: %(value)s")
            % {"period": one.period, "value": format_number(one.value)},
        )
        for one in alerts(actor, on, (OPENED,))
        if one.unit_id in below
    ]
