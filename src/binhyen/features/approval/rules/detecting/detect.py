"""All questions about the reports of one period."""

from __future__ import annotations

from binhyen.features.approval.entries import DetectorLimits
from binhyen.features.approval.rules.detecting.copying import copied_months, copied_units
from binhyen.features.approval.rules.detecting.expecting import expect
from binhyen.features.approval.rules.detecting.marks import Mark, Reported
from binhyen.features.approval.rules.detecting.neatness import neat
from binhyen.features.approval.rules.detecting.outliers import outliers
from binhyen.features.approval.rules.detecting.rounding import rounded


def detect(reported: Reported, limits: DetectorLimits) -> list[Mark]:
    """The questions the last period's reports raise, by unit; none where history is too short.

    A copied report is asked about once: whatever else follows from the copy is not asked beside it.

    Cost: arrays over units × history × elements; the country's month in seconds.
    """
    if reported.values.shape[1] <= limits.least_history or not reported.values.size:
        return []
    expected = expect(
        reported,
        history=limits.history,
        least=limits.least_history,
        shrink=limits.outlier.season_shrink,
        season_most=limits.outlier.season_most,
    )
    copies = [
        *copied_months(reported, expected, limits.copied),
        *copied_units(reported, expected, limits.copied),
    ]
    copied = {mark.row for mark in copies}
    others = [
        *rounded(reported, limits.rounded),
        *outliers(reported, expected, limits.outlier),
        *neat(reported, limits.neat),
    ]
    found = [*_one_a_report(copies), *(mark for mark in others if mark.row not in copied)]
    return sorted(found, key=lambda mark: (mark.row, mark.kind))


def _one_a_report(marks: list[Mark]) -> list[Mark]:
    """Of several copies of one report the surest is asked about."""
    best: dict[int, Mark] = {}
    for mark in sorted(marks, key=lambda one: one.chance):
        best.setdefault(mark.row, mark)
    return list(best.values())
