"""A problem without the officers who cannot go any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from binhyen.solver.deployment.api import Candidate, Problem


@dataclass(frozen=True, slots=True)
class Leaving:
    """Why an officer is not sent; `back_on` None = not at all, else from the first wave on that day or later."""

    why: str
    back_on: date | None = None


def without(problem: Problem, leaving: Mapping[str, Leaving], days: Sequence[date]) -> Problem:
    """The same problem; whoever leaves still counts in the donor's payroll and skills.

    Args:
        days: the first day of each wave.
    """
    if not leaving:
        return problem
    people = tuple(
        _changed(one, leaving[one.id], days) if one.id in leaving else one
        for one in problem.candidates
    )
    return replace(problem, candidates=people)


def _changed(one: Candidate, leaving: Leaving, days: Sequence[date]) -> Candidate:
    back = leaving.back_on
    waves = [] if back is None else [number for number, day in enumerate(days, 1) if day >= back]
    if not waves:
        return replace(one, excluded=one.excluded or leaving.why)
    return replace(one, available_from_wave=max(one.available_from_wave, waves[0]))
