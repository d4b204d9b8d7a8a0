"""A couple in the force is not kept at the station in the same night."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.problem import Problem
from binhyen.solver.rosters.roster import Roster, Violation

if TYPE_CHECKING:
    from binhyen.solver.rosters.model import Model


class CouplesRule:
    """The pain of Đồng Nai (domain.md 3.2): both called away from home in one night."""

    code: ClassVar[str] = "couples"
    label: ClassVar[str] = N_("vợ chồng không trực cùng đêm")
    source: ClassVar[str] = "catalogue/duty_reliefs"

    def bar(self, model: Model) -> None:
        """Nothing is barred."""

    def into_model(self, model: Model) -> None:
        nights = sorted(model.problem.night_kinds())
        for one, other in model.problem.couples:
            for day in model.problem.days:
                both = model.held(one, day.on, nights) + model.held(other, day.on, nights)
                model.at_most(self.code, both, 1, on=day.on, people=(one, other))

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        overnight = {kind.code for kind in problem.kinds if kind.night}
        at_night = {(duty.person, duty.on) for duty in roster.duties if duty.kind in overnight}
        for one, other in problem.couples:
            for day in problem.days:
                if (one, day.on) in at_night and (other, day.on) in at_night:
                    text = (
                        f"{format_date(day.on)}: {problem.name(one)} và {problem.name(other)} không trực cùng đêm; "
                        "hãy đổi ca của một người."
                    )
                    yield Violation(self.code, day.on, (one, other), "", 1, text)
