"""Alerts and the rules that raise them, as far as an actor may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch

from binhyen.features.analysis.models import CLOSED, OPENED, Alert, AlertRule, AlertStep
from binhyen.foundation.access.api import Actor, allows_somewhere, visible
from binhyen.kernel.errors import N_, NotFound

MOST = 2000


def alerts(
    actor: Actor, on: date, states: Sequence[str] = (), rule_id: int | None = None
) -> list[Alert]:
    """The newest alerts an actor may see, each with its rule and steps; two statements."""
    rows = visible(actor, Alert.objects.all(), on=on).select_related("rule")
    rows = rows.filter(state__in=states) if states else rows
    rows = rows if rule_id is None else rows.filter(rule_id=rule_id)
    steps = Prefetch("steps", AlertStep.objects.order_by("id"))
    return list(rows.prefetch_related(steps)[:MOST])


def alert(actor: Actor, alert_id: int, on: date) -> Alert:
    """One alert an actor may see.

    Raises:
        NotFound: no such alert, or outside the actor's scope.
    """
    row = visible(actor, Alert.objects.filter(pk=alert_id), on=on).select_related("rule").first()
    if row is None:
        raise NotFound(N_("Không có cảnh báo này trong phạm vi của bạn."))
    return row


def open_count(actor: Actor, on: date) -> int:
    """How many alerts nobody has taken up yet; for the badge."""
    if not allows_somewhere(actor, "figures.view"):
        return 0
    return visible(actor, Alert.objects.filter(state=OPENED), on=on).count()


def alert_rules(actor: Actor, on: date) -> list[AlertRule]:
    """The rules in force an actor may see."""
    return list(visible(actor, AlertRule.objects.filter(ended_at=None), on=on))


def alert_rule(actor: Actor, rule_id: int, on: date) -> AlertRule:
    """One rule an actor may see.

    Raises:
        NotFound: no such rule, or outside the actor's scope.
    """
    row = visible(actor, AlertRule.objects.filter(pk=rule_id), on=on).first()
    if row is None:
        raise NotFound(N_("Không có ngưỡng này trong phạm vi của bạn."))
    return row


def rules_in_force(measures: Sequence[str] | None = None) -> list[AlertRule]:
    """All rules in force, whoever made them; for the evaluation alone."""
    rows = AlertRule.objects.filter(ended_at=None).order_by("id")
    return list(rows if measures is None else rows.filter(measure__in=measures))


def alerts_of(rule: AlertRule, periods: Sequence[str]) -> dict[tuple[int, str], Alert]:
    """What a rule raised in some periods, by (unit id, period)."""
    rows = Alert.objects.filter(rule=rule, period__in=periods)
    return {(row.unit_id, row.period): row for row in rows}


def is_open(row: Alert) -> bool:
    """Whether an alert still waits for somebody."""
    return row.state != CLOSED
