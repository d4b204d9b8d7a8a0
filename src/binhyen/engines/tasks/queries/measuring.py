"""A target over the units it was given to: met, missed, or not told by what was reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.engines.indicators.api import By, Query, calendars, catalogue, read
from binhyen.engines.tasks.models import Task, TaskOrder
from binhyen.engines.units.api import Level, Structure, structure
from binhyen.kernel.errors import N_, DomainError, Invalid, NotFound
from binhyen.kernel.expressions import Expression, parse
from binhyen.kernel.periods import Period, parse_periods

DEFAULT_CALENDAR = "calendar"
Values = Mapping[int, Mapping[str, Decimal | None]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a target gave in a period.

    Attributes:
        misses: (unit id, value by name) of those that missed it.
    """

    target: str
    period: Period
    met: int
    missed: int
    unknown: int
    misses: tuple[tuple[int, Mapping[str, Decimal | None]], ...]


def checked_target(target: str, measured_over: str) -> str:
    """A target that can be measured, or none; without a period it is measured once somebody names one.

    Raises:
        Invalid: not a condition over known figures, or no such period.
    """
    if target:
        _expression(target)
    if measured_over:
        _period(measured_over)
    return target


def is_measurable(target: str, measured_over: str) -> bool:
    """Whether a target has a period and figures that this installation knows."""
    try:
        return bool(target and measured_over and checked_target(target, measured_over))
    except DomainError:
        return False


def measured(order: TaskOrder, on: date) -> Measured:
    """An order's target over its units in its period. One read of figures for each breakdown it names.

    Reading: figures of communes that were in force on the period's last day; a unit that did not report is unknown,
    never missed.

    Raises:
        NotFound: the order has no target.
        Invalid: its period has not ended by `on`.
    """
    if not order.target:
        raise NotFound(N_("Việc giao này không có đích đo được."))
    period, expression = _period(order.measured_over), _expression(order.target)
    if period.last_day > on:
        raise Invalid(N_("Kỳ {period} chưa kết thúc nên chưa đo được."), period=period.code)
    tasks = Task.objects.filter(order=order, withdrawn_on=None, level=Level.COMMUNE)
    unit_ids = frozenset(tasks.values_list("first_unit_id", flat=True))
    values = _values(expression, structure(period.last_day), unit_ids, period)
    names = {one.key for one in expression.references()}
    met, misses = 0, []
    for unit_id in sorted(unit_ids):
        known = {name: values.get(unit_id, {}).get(name) for name in names}
        outcome = expression.evaluate(known)
        met += outcome is True
        if outcome is False:
            misses.append((unit_id, known))
    unknown = len(unit_ids) - met - len(misses)
    return Measured(order.target, period, met, len(misses), unknown, tuple(misses))


def _values(
    expression: Expression, tree: Structure, unit_ids: Collection[int], period: Period
) -> Values:
    by_option: dict[str | None, dict[str, str]] = defaultdict(dict)
    for one in expression.references():
        by_option[one.breakdown[0][1] if one.breakdown else None][one.code] = one.key
    found: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    under = _under(tree, unit_ids)
    for option, keys in by_option.items():
        query = Query(tuple(sorted(keys)), under, By.COMMUNE, (period,), breakdown=option)
        for cell in read(query).cells:
            found[cell.unit_id][keys[cell.measure]] = cell.value
    return found


def _under(tree: Structure, unit_ids: Collection[int]) -> int:
    """The province that holds all the units, or the country."""
    provinces = {
        tree.ancestor_at(one, Level.PROVINCE).id
        for one in unit_ids
        if one in tree and tree.get(one).level > Level.PROVINCE
    }
    return provinces.pop() if len(provinces) == 1 else tree.root.id


def _expression(target: str) -> Expression:
    found = parse(target)
    known = catalogue()
    for one in found.references():
        if one.code not in known.elements and one.code not in known.indicators:
            raise Invalid(N_("Đích đo nhắc “{name}” nhưng không có chỉ tiêu đó."), name=one.code)
    return found


def _period(text: str) -> Period:
    try:
        (found,) = parse_periods(text, calendars(), DEFAULT_CALENDAR)
    except ValueError as fault:
        raise Invalid(
            N_("Đích đo được cần một kỳ để đo, ví dụ 2022-12; “{period}” không đọc được."),
            period=text[:40],
        ) from fault
    return found
