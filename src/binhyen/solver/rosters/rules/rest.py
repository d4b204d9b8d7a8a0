"""After a duty come its days of rest, also after a duty of the month before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.problem import Duty, DutyKind, Problem
from binhyen.solver.rosters.roster import Roster, Violation

if TYPE_CHECKING:
    from binhyen.solver.rosters.model import Model


class RestRule:
    """`rest_days` of the duty held; `rest_from` says which duties rest keeps away."""

    code: ClassVar[str] = "rest"
    label: ClassVar[str] = N_("được nghỉ sau ca trực")
    source: ClassVar[str] = "catalogue/duty_schemes"

    def bar(self, model: Model) -> None:
        resting = {kind.code: kind for kind in model.problem.kinds}
        for duty in model.problem.earlier:
            kind = resting[duty.kind]
            for after in range(1, kind.rest_days + 1):
                for kept_away in _kept_away(model.problem, kind):
                    model.bar(self.code, duty.person, duty.on + timedelta(days=after), kept_away)

    def into_model(self, model: Model) -> None:
        groups: dict[tuple[frozenset[str], int], list[str]] = defaultdict(list)
        for kind in model.problem.kinds:
            for after in range(1, kind.rest_days + 1):
                groups[_kept_away(model.problem, kind), after].append(kind.code)
        for (kept_away, after), kinds in groups.items():
            for person in model.problem.people:
                for day in model.problem.days:
                    later = model.held(person.id, day.on + timedelta(days=after), sorted(kept_away))
                    held = model.held(person.id, day.on, kinds)
                    if held and later:
                        # At most one on each side (one duty a day), so one row says all pairs.
                        model.at_most(self.code, held + later, 1, on=day.on, people=(person.id,))

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        kinds = {kind.code: kind for kind in problem.kinds}
        by_person: dict[str, list[Duty]] = defaultdict(list)
        for duty in (*problem.earlier, *roster.duties):
            by_person[duty.person].append(duty)
        first = problem.days[0].on
        for person, duties in sorted(by_person.items()):
            ordered = sorted(duties)
            for at, duty in enumerate(ordered):
                for later in ordered[at + 1 :]:
                    kind = kinds.get(duty.kind)
                    if kind and later.on >= first and _too_soon(kind, duty.on, later):
                        yield _violation(problem, person, kind, duty, later)


def _kept_away(problem: Problem, kind: DutyKind) -> frozenset[str]:
    return kind.rest_from or frozenset(one.code for one in problem.kinds)


def _too_soon(kind: DutyKind, on: date, later: Duty) -> bool:
    concerned = not kind.rest_from or later.kind in kind.rest_from
    return concerned and 0 < (later.on - on).days <= kind.rest_days


def _violation(problem: Problem, person: str, kind: DutyKind, duty: Duty, later: Duty) -> Violation:
    short = kind.rest_days - (later.on - duty.on).days + 1
    text = (
        f"{format_date(later.on)}: {problem.name(person)} vừa giữ ca {kind.label.lower()} ngày {format_date(duty.on)}, "
        f"phải nghỉ {kind.rest_days} ngày; hãy lùi ca sau {short} ngày."
    )
    return Violation(RestRule.code, later.on, (person,), later.kind, short, text)
