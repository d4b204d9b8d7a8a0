"""Integrity checks over many approved reports at once: what cannot be true together is named unit by unit.

A form refuses such values before they are handed in; files from elsewhere are taken as they are, since a printed
figure that contradicts itself is still what was printed, and are looked through here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.engines.indicators.models import Report, ReportingPeriod
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.parquet import connection, fresh_file
from binhyen.engines.indicators.queries.reports import definition_by_id
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo
from binhyen.engines.indicators.rules.checks import broken_checks, checks_of, condition_of
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.expressions import Reference, real_column

SHOWN = 500
"""More broken checks than these are counted, not listed."""


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One check that one unit's approved report breaks, in words, with what to do about it."""

    check: str
    severity: str
    unit_code: str
    unit_name: str
    period: str
    words: str
    advice: str


@dataclass(frozen=True, slots=True)
class Consistency:
    """What the checks found: `by_check` counts all, `found` holds the first of them."""

    reports: int
    by_check: dict[str, int]
    found: tuple[Inconsistency, ...]


def consistency(actor: Actor, under_id: int, start: date, end: date) -> Consistency:
    """Run every check over the approved reports of a subtree whose period ends within [start, end).

    Missing: a check with a value that was not reported is not run. Cost: a few statements and one read of each
    period's analysis file per report definition.

    Raises:
        Refused: the actor may not see figures there.
        NotFound: the unit was not in force on the last day.
    """
    require(actor, "figures.view", under_id, on=end)
    known = catalogue()
    units = structure(end).subtree(under_id)
    rows = ReportingPeriod.objects.filter(end__gt=start, end__lte=end).order_by("end", "code")
    by_form: dict[int, list[ReportingPeriod]] = {}
    for row in rows:
        by_form.setdefault(row.definition_id, []).append(row)
    reports, by_check, broken = 0, dict[str, int](), set[tuple[int, int]]()
    for number, periods in by_form.items():
        form = definition_by_id(known, number)
        reports += _count(periods, units)
        for check, hits in _hits(known, form, periods, units):
            by_check[check] = len(hits)
            broken.update(hits)
    return Consistency(reports, by_check, tuple(_told(known, sorted(broken), end))[:SHOWN])


def _count(periods: Sequence[ReportingPeriod], units: Sequence[int]) -> int:
    counted = connection().execute(
        "SELECT count(*) FROM read_parquet($paths) WHERE unit IN (SELECT unnest($units))",
        {"paths": _paths(periods), "units": list(units)},
    )
    return int((counted.fetchall())[0][0])


def _hits(
    known: Catalogue, form: DefinitionInfo, periods: Sequence[ReportingPeriod], units: Sequence[int]
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """For each broken check, the (period row, unit) pairs that break it."""

    def column(reference: Reference) -> str:
        element = known.elements[reference.code]
        key = element.key(reference.breakdown[0][1] if reference.breakdown else None)
        return real_column("duckdb", "e" + key.replace(".", "_"), element.entry.decimals)

    for check in checks_of(known, form):
        condition = condition_of(check).compile("duckdb", column)
        found = connection().execute(
            "SELECT period, unit FROM read_parquet($paths, union_by_name = true) "  # noqa: S608 - our own compiler
            f"WHERE unit IN (SELECT unnest($units)) AND NOT ({condition}) ORDER BY 1, 2",
            {"paths": _paths(periods), "units": list(units)},
        )
        hits = [(int(period), int(unit)) for period, unit in found.fetchall()]
        if hits:
            yield check.code, hits


def _told(known: Catalogue, broken: Sequence[tuple[int, int]], on: date) -> Iterator[Inconsistency]:
    """The broken checks of the first reports, worded with their own numbers."""
    first = broken[:SHOWN]
    tree = structure(on)
    reports = Report.objects.filter(
        period_id__in={period for period, _ in first}, unit_id__in={unit for _, unit in first}
    ).select_related("period")
    by_place = {(report.period_id, report.unit_id): report for report in reports}
    for place in first:
        report = by_place[place]
        form = definition_by_id(known, report.period.definition_id)
        for check, words in broken_checks(known, form, report.values or {}):
            unit = tree.get(report.unit_id)
            yield Inconsistency(
                check.code,
                check.severity,
                unit.code,
                unit.full_name,
                report.period.code,
                words,
                check.advice,
            )


def _paths(periods: Sequence[ReportingPeriod]) -> list[str]:
    return [str(fresh_file(period)) for period in periods]
