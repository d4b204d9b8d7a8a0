"""Thresholds, their evaluation, and what becomes of the alerts they raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from binhyen.engines.indicators.api import By, catalogue
from binhyen.features.analysis.models import (
    ACKNOWLEDGED,
    BASES,
    BOUNDS,
    CLOSED,
    OPENED,
    Alert,
    AlertRule,
    AlertStep,
)
from binhyen.features.analysis.queries.alerts import alert, alert_rule, alerts_of, rules_in_force
from binhyen.features.analysis.queries.crossing import Crossing, crossings
from binhyen.features.analysis.queries.standards import measure_info
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid, RuleBroken
from binhyen.kernel.periods import previous
from binhyen.kernel.text import clean_text

NEEDS = "figures.targets"
KINDS = ("month", "quarter", "half", "year")
GONE = N_("Số liệu đã sửa, không còn vượt ngưỡng")
AGAIN = N_("Số liệu đã sửa, lại vượt ngưỡng")
MOST, LONGEST = Decimal(10) ** 11, 300


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What an evaluation did: rules looked at, alerts raised, closed again, and rules that could not be asked."""

    rules: int
    raised: int
    closed: int
    skipped: tuple[str, ...] = ()


def _unit(arguments: dict[str, Any]) -> int:
    return int(arguments["unit_id"])


@command("analysis.make_alert_rule", N_("Đặt ngưỡng cảnh báo"), needs=NEEDS, scope=_unit)
def make_alert_rule(  # noqa: PLR0913 - what a threshold says
    actor: Actor,
    *,
    unit_id: int,
    measure: str,
    by: str,
    basis: str,
    operator: str,
    bound: Decimal,
    calendar: str,
    kind: str,
    note_text: str = "",
) -> AlertRule:
    """Have every unit of a level below a unit watched, from the newest closed periods on.

    Raises:
        Refused: no right at the unit. NotFound: no such measure.
        Invalid: a word that is not offered, or a bound out of range.
    """
    measure_info(measure)
    _refuse_odd(by, basis, operator, calendar, kind)
    if not bound.is_finite() or abs(bound) >= MOST:
        raise Invalid(N_("Ngưỡng phải là một số dưới 100 tỷ."))
    row = AlertRule.objects.create(
        unit_id=unit_id,
        measure=measure,
        by=by,
        basis=basis,
        operator=operator,
        bound=bound,
        calendar=calendar,
        kind=kind,
        note=clean_text(note_text, LONGEST) if note_text else "",
        made_at=clock.now(),
        made_by=actor.name,
    )
    note("analysis.alert_rule", row.pk, after={"measure": measure, "bound": str(bound)})
    return row


@command("analysis.end_alert_rule", N_("Thôi ngưỡng cảnh báo"), needs=NEEDS, scope=ANYWHERE)
def end_alert_rule(actor: Actor, *, rule_id: int) -> None:
    """Stop watching; alerts raised so far stay.

    Raises:
        NotFound: no such rule. Refused: no right at its unit.
    """
    row = alert_rule(actor, rule_id, clock.today())
    require(actor, NEEDS, row.unit_id)
    AlertRule.objects.filter(pk=row.pk, ended_at=None).update(
        ended_at=clock.now(), ended_by=actor.name
    )
    note("analysis.alert_rule", row.pk, before={"measure": row.measure, "bound": str(row.bound)})


@command("analysis.take_alert", N_("Xử lý cảnh báo"), needs=NEEDS, scope=ANYWHERE)
def take_alert(actor: Actor, *, alert_id: int, state: str, reason: str = "") -> Alert:
    """Acknowledge an alert, or close it with a reason.

    Raises:
        NotFound: no such alert. Refused: no right at its unit.
        RuleBroken: it is closed already. Invalid: another state, or closed without a reason.
    """
    row = alert(actor, alert_id, clock.today())
    require(actor, NEEDS, row.unit_id)
    told = clean_text(reason, LONGEST) if reason else ""
    if state not in {ACKNOWLEDGED, CLOSED}:
        raise Invalid(N_("Cảnh báo chỉ có thể được tiếp nhận hoặc đóng."))
    if row.state == CLOSED:
        raise RuleBroken(N_("Cảnh báo này đã đóng."))
    if state == CLOSED and not told:
        raise Invalid(N_("Hãy ghi lý do đóng cảnh báo."))
    note("analysis.alert", row.pk, before={"state": row.state}, after={"state": state})
    _step(row, state, told, actor)
    return row


def evaluate_alerts(on: date, measures: Sequence[str] | None = None) -> Evaluated:
    """Look at every threshold in force; done twice in a row, the second time changes nothing.

    A rule that cannot be asked (a measure taken out of the catalogue, a level that has gone) is named and skipped, so
    that it does not silence the others. Each rule that changes something is one command, journalled.
    """
    raised = ended = 0
    skipped = []
    rules = rules_in_force(measures)
    for rule in rules:
        try:
            new, gone = _evaluate(rule, on)
        except DomainError as fault:
            skipped.append(f"{rule.pk}: {fault}")
            continue
        raised, ended = raised + new, ended + gone
    return Evaluated(len(rules), raised, ended, tuple(skipped))


def _evaluate(rule: AlertRule, on: date) -> tuple[int, int]:
    found = crossings(rule, on)
    known = alerts_of(rule, [str(one.period) for one in found])
    new = [one for one in found if one.is_beyond and _is_news(one, known)]
    gone = [
        row
        for one in found
        if not one.is_beyond and (row := known.get((one.unit_id, str(one.period)))) is not None
        if row.state != CLOSED
    ]
    if new or gone:
        # The journal keeps a command's arguments, so they are plain values.
        raise_alerts(
            Actor.system(),
            rule_id=rule.pk,
            new=[_plain(one) for one in new],
            gone=[row.pk for row in gone],
        )
    return len(new), len(gone)


def _plain(one: Crossing) -> dict[str, Any]:
    return {
        "unit_id": one.unit_id,
        "period": str(one.period),
        "period_end": one.period.last_day.isoformat(),
        "before": str(previous(one.period)),
        "value": str(one.value),
    }


def _is_news(one: Crossing, known: dict[tuple[int, str], Alert]) -> bool:
    """New, or closed by a correction and beyond the bound again; what a person closed stays closed."""
    row = known.get((one.unit_id, str(one.period)))
    if row is None:
        return True
    if row.state != CLOSED:
        return False
    newest = row.steps.order_by("-id").first()
    return newest is not None and newest.reason == GONE


@command("analysis.raise_alerts", N_("Báo vượt ngưỡng"), needs=NEEDS)
def raise_alerts(
    actor: Actor, *, rule_id: int, new: Sequence[dict[str, Any]], gone: Sequence[int]
) -> None:
    """Write down who crossed a threshold, and who no longer does after a correction."""
    # Two evaluations at once queue here; the second finds the first one's rows.
    rule = AlertRule.objects.select_for_update().get(pk=rule_id)
    known = alerts_of(rule, [one["period"] for one in new])
    for one in new:
        row = known.get((one["unit_id"], one["period"]))
        if row is None:
            _step(_raise(rule, one), OPENED, "", actor)
        elif row.state == CLOSED:
            _step(row, OPENED, AGAIN, actor)
    for row in Alert.objects.filter(pk__in=gone).exclude(state=CLOSED):
        _step(row, CLOSED, GONE, actor)
    note("analysis.alert_rule", rule.pk, raised=len(new), closed=len(gone))


def _raise(rule: AlertRule, one: dict[str, Any]) -> Alert:
    before = Alert.objects.filter(rule=rule, unit_id=one["unit_id"], period=one["before"]).first()
    return Alert.objects.create(
        rule=rule,
        unit_id=one["unit_id"],
        period=one["period"],
        period_end=date.fromisoformat(one["period_end"]),
        since=before.since if before else one["period"],
        value=Decimal(one["value"]),
        state=OPENED,
        raised_at=clock.now(),
    )


def _step(row: Alert, state: str, reason: str, actor: Actor) -> None:
    AlertStep.objects.create(alert=row, state=state, reason=reason, at=clock.now(), by=actor.name)
    row.state = state
    row.save(update_fields=["state"])


def _refuse_odd(by: str, basis: str, operator: str, calendar: str, kind: str) -> None:
    known = catalogue().calendars
    offered = (
        (by, [one.value for one in By]),
        (basis, list(dict(BASES))),
        (operator, list(dict(BOUNDS))),
        (calendar, [code for code, one in known.items() if one.kind == "months"]),
        (kind, KINDS),
    )
    for given, choices in offered:
        if given not in choices:
            raise Invalid(N_("“{value}” không có trong các lựa chọn."), value=given[:60])
