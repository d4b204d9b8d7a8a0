"""No more duties in any so many days than a hard limit allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.problem import Limit, Problem
from binhyen.solver.rosters.roster import Roster, Violation

if TYPE_CHECKING:
    from binhyen.solver.rosters.model import Model


class LimitsRule:
    """Windows that begin before the roster count the duties held then."""

    code: ClassVar[str] = "limit"
    label: ClassVar[str] = N_("không quá số ca trong một số ngày liền")
    source: ClassVar[str] = "catalogue/duty_schemes"

    def bar(self, model: Model) -> None:
        """Nothing is barred."""

    def into_model(self, model: Model) -> None:
        for limit in (one for one in model.problem.limits if one.hard):
            for person in model.problem.people:
                self._windows(model, limit, person.id)

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        days = [day.on for day in problem.days]
        for limit in problem.limits:
            held = Counter(
                (duty.person, duty.on)
                for duty in (*problem.earlier, *roster.duties)
                if duty.kind in limit.kinds
            )
            for person in {person for person, _ in held} if limit.hard else ():
                for last in days:
                    window = [last - timedelta(days=back) for back in range(limit.days)]
                    count = sum(held[person, on] for on in window)
                    # Told once, on the day that makes it too many.
                    if count > limit.most and held[person, last]:
                        yield _violation(problem, limit, person, last, count)

    def _windows(self, model: Model, limit: Limit, person: str) -> None:
        first, last = model.problem.days[0].on, model.problem.days[-1].on
        start = first - timedelta(days=limit.days - 1)
        while start <= last:
            window = [start + timedelta(days=after) for after in range(limit.days)]
            slots = [one for on in window for one in model.held(person, on, sorted(limit.kinds))]
            before = sum(
                duty.person == person and duty.kind in limit.kinds and start <= duty.on < first
                for duty in model.problem.earlier
            )
            left = max(0, limit.most - before)
            model.at_most(self.code, slots, left, on=window[-1], people=(person,))
            start += timedelta(days=1)


def _violation(problem: Problem, limit: Limit, person: str, last: date, count: int) -> Violation:
    text = (
        f"{format_date(last)}: {problem.name(person)} có {count} ca trong {limit.days} ngày liền, "
        f"nhiều nhất là {limit.most} ({limit.label}); hãy bớt {count - limit.most} ca."
    )
    return Violation(LimitsRule.code, last, (person,), "", count - limit.most, text)
