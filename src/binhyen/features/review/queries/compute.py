"""A whole review in a fixed number of questions, whatever the number of units."""

from __future__ import annotations

from datetime import date

from binhyen.engines.norms.api import Findings, RollUpBy, Tally, check, roll_up, rules_in_force
from binhyen.engines.units.api import Level, Structure, structure
from binhyen.features.review.queries import forces, gaps, norms, published
from binhyen.features.review.queries.comparing import pairs
from binhyen.features.review.queries.numbers import ROWS, Reader
from binhyen.features.review.queries.parts import (
    changed_crime,
    clear_up_against,
    kept_their_parts,
    parts,
    standing_out,
)
from binhyen.features.review.queries.programme import programme_numbers, with_programme
from binhyen.features.review.rules import measures
from binhyen.features.review.rules.listing import is_listed
from binhyen.features.review.rules.subjects import subject
from binhyen.features.review.rules.windows import window, window_before
from binhyen.features.review.types import Number, Review, Subject, Window
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.audit.api import installation
from binhyen.kernel import clock
from binhyen.kernel.change import Change
from binhyen.kernel.errors import NotFound
from binhyen.kernel.memory import remembering

PERMISSION = "review.run"
ROLL_UP_BY: dict[int, RollUpBy] = {
    Level.PROVINCE: "province",
    Level.DISTRICT: "district",
    Level.COMMUNE: "commune",
}


def compute(actor: Actor, under_id: int, start: date, end: date) -> Review:
    """Compute the review of a unit from one day up to another.

    Args:
        actor: needs `review.run` at the unit.
        under_id: a country, province, district or commune in force on `end`.
        start: the day of the conference or of the last review; reports ending from it on count.
        end: the day reviewed up to; officers and norms are taken as they stood on it.

    Raises:
        Refused: the actor may not review this unit.
        NotFound: the unit was not in force on `end`.
        Invalid: the days are in the wrong order, too far apart or still to come.
    """
    now = window(start, end, today=clock.today())
    with remembering():
        require(actor, PERMISSION, under_id, on=end)
        tree = structure(end)
        whom = subject(tree.get(under_id), tree)
        before = window_before(now)
        then = _tree(before.start)
        as_of = None if then and kept_their_parts(then, tree, whom) else end
        windows = [now] if then is None else [before, now]
        return _put_together(Reader.of(actor, whom, as_of), tree, windows, before)


def _tree(on: date) -> Structure | None:
    """The tree of a day; None before any unit is known."""
    try:
        return structure(on)
    except NotFound:
        return None


def _put_together(reader: Reader, tree: Structure, windows: list[Window], before: Window) -> Review:
    whom, now = reader.subject, windows[-1]
    rows = ROWS[whom.parts_level]
    over = reader.over(measures.OVER_WINDOW, windows)
    parts_over = reader.over(measures.PART_MEASURES, windows, rows)
    parts_on = reader.on(measures.ON_DAY, now.end, rows)
    found = parts(reader, tree, parts_on, parts_over, now, before)
    by_pair = pairs(reader, over, now, before)
    crime = changed_crime(reader, found, parts_over, now, before)
    rate = by_pair.get("clear_up.social_order")
    clear_up = clear_up_against(found, rate.now if rate else None)
    findings = check(reader.actor, whom.unit_id, now.end, since=_dated_rules(now.end))
    waves = forces.waves(whom, tree)
    of_programme, parts_of_programme = programme_numbers(reader, tree, now)
    return Review(
        subject=whom,
        window=now,
        previous=before,
        is_demo=bool(installation().demo_world),
        days=_on(reader, now.end),
        days_before=_on(reader, now.start) if len(windows) > 1 else {},
        pairs=by_pair,
        slices=_slices(reader, tree, now),
        programme=of_programme,
        parts=with_programme(found, parts_of_programme),
        waves=waves,
        donors=forces.donors(whom, tree),
        norms=norms.norm_lines(whom, findings),
        part_names=_part_names(tree, whom, findings),
        tallies=_tallies(findings, whom.parts_level),
        stated=published.stated_pairs(reader, now, waves),
        completeness=gaps.completeness_lines(reader, over, now, before),
        silent=gaps.silent_units(reader, now),
        above=standing_out(clear_up, Change.ROSE_CLEARLY),
        below=standing_out(clear_up, Change.FELL_CLEARLY),
        rose=standing_out(crime, Change.ROSE_CLEARLY),
        fell=standing_out(crime, Change.FELL_CLEARLY),
        parts_tested=max(len(crime), len(clear_up)),
    )


def _on(reader: Reader, day: date) -> dict[str, Number]:
    has_payroll = reader.subject.level <= Level.PROVINCE
    wanted = measures.ON_DAY + (measures.WHOLE_ON_DAY if has_payroll else ())
    return reader.totals(reader.on(wanted, day), str(day))


def _slices(
    reader: Reader, tree: Structure, now: Window
) -> dict[str, tuple[tuple[str, Number], ...]]:
    found = {measure: _sliced(reader, measure, now) for measure in measures.SLICES}
    return {**found, "types": forces.by_type(reader, tree)}


def _sliced(reader: Reader, measure: str, now: Window) -> tuple[tuple[str, Number], ...]:
    numbers = []
    for option in reader.options(measure):
        frame = reader.over((measure,), [now], breakdown=option)
        number = reader.totals(frame, now.code, option).get(measure)
        if number is not None and number.value:
            numbers.append((reader.option_name(measure, option), number))
    return tuple(numbers)


def _tallies(findings: Findings, level: int | None) -> tuple[Tally, ...]:
    return () if level is None else tuple(roll_up(findings, by=ROLL_UP_BY[level]))


def _dated_rules(on: date) -> list[str]:
    """The rules whose units the annex lists, with the day since when: the others are only counted."""
    return [rule.code for rule in rules_in_force(on) if is_listed(rule.severity, rule.left)]


def _part_names(tree: Structure, whom: Subject, findings: Findings) -> dict[int, str]:
    level = whom.parts_level
    if level is None or level == Level.COMMUNE:
        return {}
    lacking = {one.unit_id for one in findings if one.is_lacking}
    return {unit_id: tree.ancestor_at(unit_id, level).name for unit_id in lacking}
