"""Did it work: a conclusion's target over the units it was given to, before the conference and in the period it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.engines.indicators.api import By, Query, calendars, read
from binhyen.engines.tasks.api import Task
from binhyen.engines.units.api import Level, Structure, structure
from binhyen.features.conference.models import Conclusion, Conference
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError
from binhyen.kernel.expressions import Expression, parse
from binhyen.kernel.periods import Period, parse_periods, previous

DEFAULT_CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Reading:
    """How many of the units met the target in a period; `unknown` reported nothing it could be told from."""

    period: Period
    met: int
    missed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """The same question twice, of the same units by identity.

    Attributes:
        before: the last period of the kind that had ended when the conference was held.
    """

    target: str
    before: Reading
    after: Reading

    @property
    def gained(self) -> int:
        """Units that meet the target now, over those that met it before."""
        return self.after.met - self.before.met


def then_and_now(conference: Conference, conclusion: Conclusion, on: date) -> ThenAndNow | None:
    """The target then and now; None without target, order or period, or when the period has not ended by `on`.

    Reading: only figures of communes are read, and only of units in force on the periods' last days; a unit that is
    not, or did not report, is unknown, never missed.
    Cost: one read of figures for each breakdown the target names.
    """
    if not (conclusion.target and conclusion.order_id and conclusion.measured_over):
        return None
    try:
        (after,) = parse_periods(conclusion.measured_over, calendars(), DEFAULT_CALENDAR)
        expression = parse(conclusion.target)
    except (DomainError, ValueError):
        return None
    if after.last_day > on:
        return None
    held_on = conference.starts_at.astimezone(clock.HANOI).date()
    before = after
    while before.last_day >= held_on:
        before = previous(before)
    tasks = Task.objects.filter(order_id=conclusion.order_id)
    unit_ids = frozenset(tasks.values_list("first_unit_id", flat=True))
    values = _values(expression, _under(structure(before.last_day), unit_ids), (before, after))
    first, second = (_reading(expression, unit_ids, values, one) for one in (before, after))
    return ThenAndNow(conclusion.target, first, second)


Values = Mapping[tuple[int, Period], Mapping[str, Decimal | None]]


def _values(expression: Expression, under_id: int, periods: tuple[Period, ...]) -> Values:
    by_option: dict[str | None, dict[str, str]] = defaultdict(dict)
    for one in expression.references():
        by_option[one.breakdown[0][1] if one.breakdown else None][one.code] = one.key
    found: dict[tuple[int, Period], dict[str, Decimal | None]] = defaultdict(dict)
    for option, keys in by_option.items():
        query = Query(tuple(sorted(keys)), under_id, By.COMMUNE, periods, breakdown=option)
        for cell in read(query).cells:
            found[cell.unit_id, cell.period][keys[cell.measure]] = cell.value
    return found


def _reading(
    expression: Expression, unit_ids: Collection[int], values: Values, period: Period
) -> Reading:
    met = missed = 0
    names = {one.key for one in expression.references()}
    for unit_id in unit_ids:
        known = values.get((unit_id, period), {})
        outcome = expression.evaluate({name: known.get(name) for name in names})
        met += outcome is True
        missed += outcome is False
    return Reading(period, met, missed, len(unit_ids) - met - missed)


def _under(tree: Structure, unit_ids: Collection[int]) -> int:
    """The province that holds all the units, or the country."""
    provinces = {
        tree.ancestor_at(one, Level.PROVINCE).id
        for one in unit_ids
        if one in tree and tree.get(one).level > Level.PROVINCE
    }
    return provinces.pop() if len(provinces) == 1 else tree.root.id
