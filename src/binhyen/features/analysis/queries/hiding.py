"""Which figures of a table must not be shown to the public, from what the table itself adds up."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import product

from binhyen.features.analysis.entries import AnalysisEntry
from binhyen.features.analysis.queries.figures import Figures
from binhyen.features.analysis.rules.suppressing import Sum, hidden_cells
from binhyen.features.analysis.types import TOTAL, Figure, MeasureInfo, Question, Spot
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods import Period

MOST_CELLS = 6000
"""Each hidden cell is checked by solving for what it could be, so a public table stays within reason."""


def hidden_spots(
    question: Question, infos: Sequence[MeasureInfo], figures: Figures, limits: AnalysisEntry
) -> frozenset[Spot]:
    """Spots whose figure counts few persons, and those that would give them away.

    Rates of few persons are hidden by their numerators, and wherever an input of theirs is hidden.

    Raises:
        Invalid: the table is too large to be checked.
    """
    units = [TOTAL, *range(len(figures.grid.units))]
    size = len(units) * len(question.periods) * len(question.options)
    persons = [at for at, info in enumerate(infos) if info.persons]
    if size * len(persons) > MOST_CELLS:
        raise Invalid(
            N_(
                "Bảng có {count} số về người, quá lớn để che an toàn; hãy chọn ít kỳ hoặc đơn vị hơn."
            ),
            count=size * len(persons),
        )
    hidden: set[Spot] = set()
    # Elements first: rates look at which of their inputs are hidden.
    for at in sorted(persons, key=lambda one: not infos[one].adds):
        hidden |= _of_measure(question, infos, figures, limits, at, units, hidden)
    return frozenset(hidden)


def _of_measure(
    question: Question,
    infos: Sequence[MeasureInfo],
    figures: Figures,
    limits: AnalysisEntry,
    at: int,
    units: Sequence[int],
    before: set[Spot],
) -> set[Spot]:
    places = product(units, range(len(question.options)), range(len(question.periods)))
    spots = [Spot(unit, at, option, period) for unit, option, period in places]
    shown = {
        spot: figures.figure(spot.measure, spot.option, spot.unit, spot.period) for spot in spots
    }
    values: dict[Hashable, int | None] = {spot: _count(figure) for spot, figure in shown.items()}
    also = {spot for spot in spots if _given_away(spot, infos, before)}
    also |= {spot for spot in spots if _few_others(shown[spot], limits.public_least)}
    sums = [*_over_units(units, question, at), *_over_options(units, question, at)]
    sums += _over_periods(units, question, at)
    found = hidden_cells(values, sums, limits.public_least, also)
    return {spot for spot in found if isinstance(spot, Spot)}


def _count(figure: Figure) -> int | None:
    """The persons a figure tells of: its value, or of a rate its numerator."""
    value = figure.value if figure.numerator is None else figure.numerator
    return None if value is None else round(value)


def _few_others(figure: Figure, least: int) -> bool:
    """Nearly all of a whole tells of the few others as well."""
    if figure.numerator is None or figure.denominator is None:
        return False
    return 0 < figure.denominator - figure.numerator < least


def _given_away(spot: Spot, infos: Sequence[MeasureInfo], before: set[Spot]) -> bool:
    info = infos[spot.measure]
    if info.adds:
        return False
    inputs = [at for at, other in enumerate(infos) if other.adds and other.code in info.inputs]
    return any(Spot(spot.unit, at, spot.option, spot.period) in before for at in inputs)


def _over_units(units: Sequence[int], question: Question, at: int) -> Iterator[Sum]:
    for option, period in product(range(len(question.options)), range(len(question.periods))):
        parts = tuple(Spot(unit, at, option, period) for unit in units if unit != TOTAL)
        yield Sum(Spot(TOTAL, at, option, period), parts)


def _over_options(units: Sequence[int], question: Question, at: int) -> Iterator[Sum]:
    if None not in question.options or len(question.options) == 1:
        return
    whole = question.options.index(None)
    others = [place for place in range(len(question.options)) if place != whole]
    for unit, period in product(units, range(len(question.periods))):
        parts = tuple(Spot(unit, at, option, period) for option in others)
        yield Sum(Spot(unit, at, whole, period), parts)


def _over_periods(units: Sequence[int], question: Question, at: int) -> Iterator[Sum]:
    for whole, period in enumerate(question.periods):
        parts = _tiling(period, question.periods)
        for unit, option in product(units if parts else (), range(len(question.options))):
            yield Sum(
                Spot(unit, at, option, whole), tuple(Spot(unit, at, option, part) for part in parts)
            )


def _tiling(whole: Period, periods: Sequence[Period]) -> list[int]:
    """Places of shorter periods that fill a longer one without gap or overlap; none if they do not."""
    inside = [
        (period.start, period.end, at)
        for at, period in enumerate(periods)
        if period != whole and whole.start <= period.start and period.end <= whole.end
    ]
    day, places = whole.start, []
    for start, end, at in sorted(inside):
        if start == day:
            day = end
            places.append(at)
    return places if day == whole.end else []
