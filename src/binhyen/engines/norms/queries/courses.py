"""How verdicts ran up to a day: day by day from rows of service, period by period from reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.engines.norms.queries import figures
from binhyen.engines.norms.queries.histories import KNOWN, service_steps
from binhyen.engines.norms.rules.applying import units_bound
from binhyen.engines.norms.rules.judging import Judgement, Values, judge
from binhyen.engines.norms.rules.reading import references
from binhyen.engines.norms.rules.since import Steps, spans, values_on
from binhyen.engines.norms.types import (
    NormRule,
    VerdictSpan,
)
from binhyen.engines.units.api import Level, Structure, police_units
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Course:
    """The verdicts of a unit up to the day asked; `whole` when nothing lies before the first."""

    spans: tuple[VerdictSpan, ...]
    whole: bool
    known_from: date


def courses_over(
    question: figures.Question, rules: list[NormRule], period: Period, under_id: int
) -> dict[tuple[str, int], Course]:
    """Verdicts period by period; each stands from the first day of its period."""
    begins = min(rule.thresholds[0].valid_from for rule in rules)
    periods = figures.periods_back(period, begins)
    values = figures.values_over(rules, question.level, under_id, periods)
    blank: dict[str, Decimal | None] = dict.fromkeys(figures.names(rules))
    found = {}
    for unit_id in {unit for by_unit in values.values() for unit in by_unit}:
        for rule in rules:
            judged = [
                (
                    one.start,
                    judge(
                        rule,
                        rule.threshold_on(one.last_day),
                        blank | values[one.code].get(unit_id, {}),
                    ),
                )
                for one in periods
            ]
            whole = periods[0].start <= rule.thresholds[0].valid_from
            found[(rule.code, unit_id)] = Course(spans(judged), whole, periods[0].start)
    return found


def courses_on(
    rules: list[NormRule], tree: Structure, under_id: int
) -> dict[tuple[str, int], Course]:
    """Verdicts day by day, for rules whose figures are counted from rows of service."""
    behind = figures.counters(rules)
    known = [rule for rule in rules if _counted_references(rule, behind) is not None]
    if not known:
        return {}
    steps = service_steps(tree, under_id)
    begun = _beginnings(tree, under_id)
    found = {}
    for rule in known:
        counters = _counted_references(rule, behind) or {}
        for unit in units_bound(rule, tree, under_id):
            lines = {key: steps.get((counter, unit.id), ()) for key, counter in counters.items()}
            start = max(rule.thresholds[0].valid_from, begun.get(unit.id, date.min))
            judged = list(_judged_daily(rule, lines, start, tree.on))
            found[(rule.code, unit.id)] = Course(spans(judged), whole=True, known_from=start)
    return found


def _counted_references(rule: NormRule, behind: Mapping[str, str | None]) -> dict[str, str] | None:
    keys = {reference.key for reference in references([rule])}
    found = {key: counter for key in keys if (counter := behind[key]) in KNOWN}
    return found if len(found) == len(keys) else None


def _judged_daily(
    rule: NormRule, lines: Mapping[str, Steps], start: date, on: date
) -> Iterator[tuple[date, Judgement]]:
    changes = {day for line in lines.values() for day, _ in line}
    changes.update(threshold.valid_from for threshold in rule.thresholds)
    for day in [start, *sorted(day for day in changes if start < day <= on)]:
        values: Values = values_on(lines, day)
        yield day, judge(rule, rule.threshold_on(day), values)


def _beginnings(tree: Structure, under_id: int) -> dict[int, date]:
    bodies = police_units(tree.on, under_id, kind="commune")
    return {
        body.unit_id: body.established_on
        for body in bodies
        if tree.get(body.unit_id).level == Level.COMMUNE
    }
