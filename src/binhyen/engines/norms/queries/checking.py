"""Every rule in force, judged for every unit it binds, in a number of statements that does not grow with units."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from binhyen.engines.norms.queries import figures
from binhyen.engines.norms.queries.courses import Course, courses_on, courses_over
from binhyen.engines.norms.queries.rules import rules_in_force
from binhyen.engines.norms.rules.applying import units_bound
from binhyen.engines.norms.rules.judging import Judgement, judge
from binhyen.engines.norms.rules.since import first_day
from binhyen.engines.norms.rules.words import why
from binhyen.engines.norms.types import (
    Finding,
    Findings,
    NormRule,
    Threshold,
    Verdict,
    VerdictSpan,
)
from binhyen.engines.units.api import Structure, StructureUnit, structure
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.memory import remembering
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods import Period

PERMISSION = "norms.view"
NOT_FOLLOWED = "Chưa theo dõi kết quả này theo thời gian."


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
            return courses_over(question, asked, period, unit_id)[(norm, unit_id)].spans
        course = courses_on(asked, tree, unit_id).get((norm, unit_id))
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
    courses = courses_on(followed, tree, under_id) if followed else {}
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
    courses = courses_over(question, lacking, period, under_id)
    return {
        code: [_dated(one, courses.get((code, one.unit_id))) for one in findings]
        for code, findings in found.items()
    }


def _findings(
    rules: list[NormRule],
    tree: Structure,
    under_id: int,
    values: figures.UnitValues,
    courses: Mapping[tuple[str, int], Course],
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
    course: Course | None,
    period: Period | None,
) -> Finding:
    found = Finding(
        unit_id=unit.id,
        unit_code=unit.code,
        unit_name=unit.full_name,
        norm=rule.code,
        label=rule.label,
        en=rule.en,
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


def _dated(finding: Finding, course: Course | None) -> Finding:
    if course is None:
        return finding
    since = first_day(course.spans, finding.verdict, whole=course.whole)
    note = f"Đã như vậy từ trước {format_date(course.known_from)}, ngày đầu của số liệu đã xét."
    return replace(finding, since=since, since_note="" if since else note)
