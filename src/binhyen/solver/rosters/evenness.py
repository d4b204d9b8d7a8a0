"""How evenly burdens are shared, what days away count for, and why the spread cannot be smaller.

Everything here is arithmetic over the problem and a roster; no solver is trusted with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import gcd

from binhyen.solver.rosters.problem import DutyKind, Measure, Person, Problem
from binhyen.solver.rosters.result import Evenness
from binhyen.solver.rosters.roster import Roster


@dataclass(frozen=True, slots=True)
class Share:
    """One member of a measure.

    Attributes:
        start: points before the first duty of the roster: carried over and credited.
        credit: points credited for days away.
        reach: most points the roster could add, taking only absences, reliefs and rest into account.
    """

    person: str
    start: int
    credit: int
    reach: int


def members(problem: Problem, measure: Measure) -> tuple[Person, ...]:
    """Those who share a measure: who by post hold one of its duties and are there on some day that needs it."""
    return tuple(one for one in problem.people if _open_days(problem, measure, one))


def shares(problem: Problem, measure: Measure) -> tuple[Share, ...]:
    """The members of a measure with their credits; worked out once for each measure of a problem.

    A day on which somebody could have shared but was away or relieved is credited with the average a present day
    carries: credit = total points × days away ÷ days present of all, rounded half up. So everybody's fair share is the
    same number, and whoever comes back from leave does not pay for it.
    """
    if measure.code not in problem.memo:
        problem.memo[measure.code] = _shares(problem, measure)
    found: tuple[Share, ...] = problem.memo[measure.code]
    return found


def supply(problem: Problem, measure: Measure) -> int:
    """Points of all duties of the period together."""
    return sum(points_on(problem, measure, kind, day.on) * problem.needed(kind, day)
               for day in problem.days for kind in problem.kinds)  # fmt: skip


def points_on(problem: Problem, measure: Measure, kind: DutyKind, on: date) -> int:
    """Points of one duty on a day."""
    day = problem.days[(on - problem.days[0].on).days]
    return measure.points.get(kind.code, {}).get(day.kind, 0)


def loads(problem: Problem, measure: Measure, roster: Roster) -> dict[str, int]:
    """Person id → points in all, members only, in the order of the people."""
    found = {share.person: share.start for share in shares(problem, measure)}
    kinds = {kind.code: kind for kind in problem.kinds}
    first, last = problem.days[0].on, problem.days[-1].on
    for duty in roster.duties:
        if duty.person in found and duty.kind in kinds and first <= duty.on <= last:
            found[duty.person] += points_on(problem, measure, kinds[duty.kind], duty.on)
    return found


@dataclass(frozen=True, slots=True)
class Bound:
    """Somebody carries at least `top`, somebody at most `bottom`: no roster has a smaller spread."""

    top: int
    bottom: int
    step: int

    @property
    def spread(self) -> int:
        """Rounded up to what loads can differ by at all."""
        return -(-(self.top - self.bottom) // self.step) * self.step


def counting_bound(problem: Problem, measure: Measure, stand_ins: int = 0) -> Bound:
    """The smallest spread by counting alone.

    Of all whole-number loads with start ≤ load ≤ start + reach that add up to the points there are, the best have a
    largest load of the smallest `a` with Σ min(start + reach, a) ≥ total and a smallest load of the largest `b` with
    Σ max(start, b) ≤ total. `stand_ins` duties may be held by others, so the total may be that much less.
    """
    found = shares(problem, measure)
    most = max(
        (points for by_day in measure.points.values() for points in by_day.values()), default=0
    )
    total = sum(one.start for one in found) + supply(problem, measure)
    return levels(
        measure, found, max(sum(one.start for one in found), total - stand_ins * most), total
    )


def levels(measure: Measure, found: Sequence[Share], least: int, most: int) -> Bound:
    """The lowest top and the highest bottom of loads that add up to between `least` and `most`."""
    ceilings = [one.start + one.reach for one in found]
    top = max((one.start for one in found), default=0)
    while sum(min(ceiling, top) for ceiling in ceilings) < least and top < max(ceilings):
        top += 1
    bottom = min((one.start for one in found), default=0)
    while (
        bottom < min(ceilings, default=0)
        and sum(max(one.start, bottom + 1) for one in found) <= most
    ):
        bottom += 1
    return Bound(max(top, bottom), bottom, _step(measure, [one.start for one in found]))


def evenness(
    problem: Problem,
    measure: Measure,
    roster: Roster,
    *,
    stand_ins: int = 0,
    exhausted: bool = False,
) -> Evenness:
    """One measure of a roster with its proof.

    Args:
        stand_ins: duties held by somebody whose post does not carry them.
        exhausted: a search proved that the weighted sum of spreads cannot be smaller.
    """
    found, held = shares(problem, measure), loads(problem, measure, roster)
    spread = max(held.values(), default=0) - min(held.values(), default=0)
    counted = counting_bound(problem, measure, stand_ins)
    return Evenness(
        measure=measure.code,
        label=measure.label,
        word=measure.word,
        loads=held,
        credits={one.person: one.credit for one in found},
        spread=spread,
        # A roster made by hand may break rules and so be below what rules allow.
        bound=min(spread, counted.spread),
        exhausted=exhausted,
        words=_words(problem, measure, held, counted, exhausted=exhausted),
    )


def _words(
    problem: Problem, measure: Measure, held: Mapping[str, int], counted: Bound, *, exhausted: bool
) -> str:
    if not held:
        return f"{measure.label}: không ai chung gánh."
    high, low, word = max(held.values()), min(held.values()), measure.word
    if high == low:
        return f"{measure.label}: chênh lệch 0 {word}, mọi người đều {high}; không thể tốt hơn."
    told = f"{measure.label}: chênh lệch {high - low} {word} (nhiều nhất {high}, ít nhất {low})"
    if high - low <= counted.spread:
        return (
            f"{told}; không thể {_smaller(high - low)} vì {_why(problem, measure, held, counted)}."
        )
    if exhausted:
        return (
            f"{told}; máy đã xét hết mọi cách xếp giữ đủ quy tắc: không thể nhỏ hơn "
            "mà không làm thước đo khác chênh hơn."
        )
    return f"{told}; chưa chứng minh là nhỏ nhất, chắc chắn không dưới {counted.spread}."


def _smaller(spread: int) -> str:
    return "bằng 0" if spread == 1 else "nhỏ hơn"


def _why(problem: Problem, measure: Measure, held: Mapping[str, int], counted: Bound) -> str:
    total, people, word = supply(problem, measure), len(held), measure.word
    starts = [one.start for one in shares(problem, measure)]
    if not any(starts):
        return f"{total} {word} chia {people} người: phải có người từ {counted.top}, có người không quá {counted.bottom}"
    return (
        f"{total} {word} của kỳ này cộng {sum(starts)} {word} mang sang và tính cho ngày vắng, chia {people} người: "
        f"phải có người từ {counted.top}, có người không quá {counted.bottom}"
    )


def _shares(problem: Problem, measure: Measure) -> tuple[Share, ...]:
    people = members(problem, measure)
    open_days = {one.id: len(_open_days(problem, measure, one)) for one in people}
    wanted = len([day for day in problem.days if _needed_kinds(problem, measure, day.on)])
    present, total = sum(open_days.values()), supply(problem, measure)
    found = []
    for one in people:
        away = wanted - open_days[one.id] if measure.credit else 0
        credit = (2 * total * away + present) // (2 * present)
        start = one.before.get(measure.code, 0) + credit
        found.append(Share(one.id, start, credit, _reach(problem, measure, one)))
    return tuple(found)


def _needed_kinds(problem: Problem, measure: Measure, on: date) -> list[DutyKind]:
    day = problem.days[(on - problem.days[0].on).days]
    return [
        one
        for one in problem.kinds
        if problem.needed(one, day) and points_on(problem, measure, one, on)
    ]


def _open_days(problem: Problem, measure: Measure, person: Person) -> list[date]:
    """Days on which the person can share by right of the post."""
    return [
        day.on
        for day in problem.days
        if any(
            person.post in kind.posts and not _kept_away(problem, person.id, kind, day.on)
            for kind in _needed_kinds(problem, measure, day.on)
        )
    ]


def _chances(problem: Problem, measure: Measure, person: Person) -> list[tuple[date, int, int]]:
    """Days on which the person could be put on duty at all: day, most points of one duty, least rest after it."""
    found = []
    for day in problem.days:
        free = [
            kind
            for kind in _needed_kinds(problem, measure, day.on)
            if (person.post in kind.posts | kind.stand_in or kind.code in person.stands_in)
            and not _kept_away(problem, person.id, kind, day.on)
        ]
        if free:
            points = max(points_on(problem, measure, kind, day.on) for kind in free)
            found.append((day.on, points, min(_own_rest(kind) for kind in free)))
    return found


def _kept_away(problem: Problem, person: str, kind: DutyKind, on: date) -> bool:
    ends_on = on + timedelta(days=1) if kind.night and problem.eve_of_absence else on
    away = any(
        one.person == person and on <= one.last and one.first <= ends_on for one in problem.absences
    )
    return away or any(
        one.person == person
        and one.first <= on <= one.last
        and kind.code in problem.relieved_kinds(one)
        for one in problem.reliefs
    )


def _own_rest(kind: DutyKind) -> int:
    """Days until the same duty again; 0 where rest does not keep from it."""
    return kind.rest_days if not kind.rest_from or kind.code in kind.rest_from else 0


def _reach(problem: Problem, measure: Measure, person: Person) -> int:
    """The most points of any choice of open days that leaves the rest between them (best choice, day by day)."""
    days = _chances(problem, measure, person)
    rest = min((one[2] for one in days), default=0)
    best: dict[date, int] = {}
    reached = 0
    for on, points, _ in days:
        before = max(
            (value for earlier, value in best.items() if (on - earlier).days > rest), default=0
        )
        best[on] = before + points
        reached = max(reached, best[on])
    return reached


def _step(measure: Measure, starts: Sequence[int]) -> int:
    """What loads differ by at least: the common divisor of all points and of all differences between starts."""
    step = 0
    for by_day in measure.points.values():
        for points in by_day.values():
            step = gcd(step, points)
    for start in starts:
        step = gcd(step, start - starts[0])
    return step or 1
