"""Every rule in force, judged for every unit it binds, in a number of statements that does not grow with units."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from binhyen.engines.norms.queries import figures
from binhyen.engines.norms.queries.histories import KNOWN, service_steps
from binhyen.engines.norms.queries.rules import rules_in_force
from binhyen.engines.norms.rules.applying import units_bound
from binhyen.engines.norms.rules.judging import Judgement, Values, judge
from binhyen.engines.norms.rules.reading import references
from binhyen.engines.norms.rules.since import Steps, first_day, spans, values_on
from binhyen.engines.norms.rules.words import why
from binhyen.engines.norms.types import (
    Finding,
    Findings,
    NormRule,
    Threshold,
    Verdict,
    VerdictSpan,
)
from binhyen.engines.units.api import Level, Structure, StructureUnit, police_units, structure
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.memory import remembering
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods import Period

PERMISSION = "norms.view"
NOT_FOLLOWED = "Chưa theo dõi kết quả này theo thời gian."


@dataclass(frozen=True, slots=True)
class _Course:
    """The verdicts of a unit up to the day asked; `whole` when nothing lies before the first."""

    spans: tuple[VerdictSpan, ...]
    whole: bool
    known_from: date


def check(
    actor: Actor,
    under_id: int,
    on: date,
    norms: Collection[str] | None = None,
    *,
    since: bool | Collection[str] = True,
) -> Findings:
    """Judge the units at and below one by the rules in force on a day, in the tree of that day.

    Args:
        actor: needs `norms.view` at the unit asked about.
        under_id: a country, province, district or commune.
        on: the day, inclusive; values over periods come from the last period closed by it.
        norms: codes of the rules wanted; None for all.
        since: whether to find out since when verdicts stand, or for which rules. Rules on service always tell; rules read over
            periods tell it for units that are short or over, by reading up to twelve periods more, which
            takes several times as long as the findings themselves.

    Shape: a unit a rule does not bind has no finding. Cost: the statements of a fixed number of reads, whatever
    the number of units.

    Raises:
        Refused: the actor may not see norms there.
        NotFound: the unit was not in force that day, or no rule has that code.
    """
    require(actor, PERMISSION, under_id, on=on)
    with remembering():
        return _checked(under_id, on, norms, since=since)


def _checked(
    under_id: int, on: date, norms: Collection[str] | None, *, since: bool | Collection[str]
) -> Findings:
    tree = structure(on)
    rules = rules_in_force(on, norms)
    dated = _dated_codes(rules, since=since)
    by_rule: dict[str, list[Finding]] = {}
    for question, asked in figures.questions(rules).items():
        judge_all = _over_period if question.calendar else _on_day
        by_rule.update(judge_all(question, asked, tree, under_id, dated))
    found = [finding for rule in rules for finding in by_rule.get(rule.code, ())]
    return Findings(on, under_id, tuple(found), tuple(rules))


def _dated_codes(rules: list[NormRule], *, since: bool | Collection[str]) -> frozenset[str]:
    if isinstance(since, bool):
        return frozenset(rule.code for rule in rules if since)
    return frozenset(since)


def history(actor: Actor, unit_id: int, norm: str, on: date) -> tuple[VerdictSpan, ...]:
    """The verdicts of one rule for one unit up to a day, oldest first; empty when the rule does not bind it.

    Rules read on the day itself go back to where the rule or the unit begins, when their figures are counted from
    rows of service; rules read over periods go back at most twelve periods.

    Raises:
        Refused: the actor may not see norms there.
        NotFound: the unit was not in force that day, or no rule has that code.
    """
    require(actor, PERMISSION, unit_id, on=on)
    tree = structure(on)
    rules = rules_in_force(on, [norm])
    for question, asked in figures.questions(rules).items():
        if not units_bound(asked[0], tree, unit_id):
            return ()
        if question.calendar:
            period = figures.last_closed(question, on)
            return _courses_over(question, asked, period, unit_id)[(norm, unit_id)].spans
        course = _courses_on(asked, tree, unit_id).get((norm, unit_id))
        return course.spans if course else ()
    return ()


def _on_day(
    question: figures.Question,
    rules: list[NormRule],
    tree: Structure,
    under_id: int,
    dated: frozenset[str],
) -> dict[str, list[Finding]]:
    values = figures.values_on_day(rules, question.level, under_id, tree.on)
    followed = [rule for rule in rules if rule.code in dated]
    courses = _courses_on(followed, tree, under_id) if followed else {}
    return _findings(rules, tree, under_id, values, courses)


def _over_period(
    question: figures.Question,
    rules: list[NormRule],
    tree: Structure,
    under_id: int,
    dated: frozenset[str],
) -> dict[str, list[Finding]]:
    period = figures.last_closed(question, tree.on)
    values = figures.values_over(rules, question.level, under_id, [period])[period.code]
    found = _findings(rules, tree, under_id, values, {}, period)
    lacking = [
        rule
        for rule in rules
        if rule.code in dated and any(one.is_lacking for one in found[rule.code])
    ]
    if not lacking:
        return found
    courses = _courses_over(question, lacking, period, under_id)
    return {
        code: [_dated(one, courses.get((code, one.unit_id))) for one in findings]
        for code, findings in found.items()
    }


def _findings(
    rules: list[NormRule],
    tree: Structure,
    under_id: int,
    values: figures.UnitValues,
    courses: Mapping[tuple[str, int], _Course],
    period: Period | None = None,
) -> dict[str, list[Finding]]:
    names = figures.names(rules)
    blank: dict[str, Decimal | None] = dict.fromkeys(names)
    found: dict[str, list[Finding]] = {rule.code: [] for rule in rules}
    for rule in rules:
        threshold = rule.threshold_on(tree.on)
        if threshold is None:
            continue
        for unit in units_bound(rule, tree, under_id):
            known = blank | values.get(unit.id, {})
            judgement = judge(rule, threshold, known)
            if judgement.verdict is not Verdict.NOT_APPLICABLE:
                sentence = why(rule, threshold, judgement, known, names)
                course = courses.get((rule.code, unit.id))
                found[rule.code].append(
                    _finding(rule, threshold, unit, judgement, sentence, course, period)
                )
    return found


def _finding(
    rule: NormRule,
    threshold: Threshold,
    unit: StructureUnit,
    judgement: Judgement,
    sentence: str,
    course: _Course | None,
    period: Period | None,
) -> Finding:
    found = Finding(
        unit_id=unit.id,
        unit_code=unit.code,
        unit_name=unit.full_name,
        norm=rule.code,
        label=rule.label,
        short=rule.short,
        verdict=judgement.verdict,
        left=judgement.left,
        operator=rule.operator,
        right=threshold.value or Decimal(0),
        up_to=threshold.up_to,
        by=judgement.by,
        unit=rule.unit,
        decimals=rule.decimals,
        severity=rule.severity,
        why=sentence,
        source=threshold.source,
        since_note=NOT_FOLLOWED,
        due_on=threshold.due_on,
        measured=str(period) if period else "",
    )
    return _dated(found, course)


def _dated(finding: Finding, course: _Course | None) -> Finding:
    if course is None:
        return finding
    since = first_day(course.spans, finding.verdict, whole=course.whole)
    note = f"Đã như vậy từ trước {format_date(course.known_from)}, ngày đầu của số liệu đã xét."
    return replace(finding, since=since, since_note="" if since else note)


def _courses_over(
    question: figures.Question, rules: list[NormRule], period: Period, under_id: int
) -> dict[tuple[str, int], _Course]:
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
            found[(rule.code, unit_id)] = _Course(spans(judged), whole, periods[0].start)
    return found


def _courses_on(
    rules: list[NormRule], tree: Structure, under_id: int
) -> dict[tuple[str, int], _Course]:
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
            found[(rule.code, unit.id)] = _Course(spans(judged), whole=True, known_from=start)
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
