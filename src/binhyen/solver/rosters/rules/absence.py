"""Nobody away is on duty, nor on a night that ends on their first day away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.problem import Problem
from binhyen.solver.rosters.roster import Roster, Violation

if TYPE_CHECKING:
    from binhyen.solver.rosters.model import Model

ONE_DAY = timedelta(days=1)


class AbsenceRule:
    """Leave, training, mission."""

    code: ClassVar[str] = "absence"
    label: ClassVar[str] = N_("người nghỉ phép, đi học, công tác không trực")
    source: ClassVar[str] = "catalogue/duty_reliefs"

    def bar(self, model: Model) -> None:
        nights = model.problem.night_kinds() if model.problem.eve_of_absence else frozenset()
        for absence in model.problem.absences:
            for day in model.problem.days:
                for kind in model.problem.kinds:
                    eve = kind.code in nights and day.on + ONE_DAY == absence.first
                    if eve or absence.first <= day.on <= absence.last:
                        model.bar(self.code, absence.person, day.on, kind.code)

    def into_model(self, model: Model) -> None:
        """All is said by barring."""

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        overnight = {kind.code: kind.night for kind in problem.kinds}
        for duty in roster.duties:
            ends_on = duty.on
            if problem.eve_of_absence and overnight.get(duty.kind, False):
                ends_on += ONE_DAY
            for away in problem.absences:
                # A night counts on both of its days, but the day after an absence is free again.
                if away.person == duty.person and duty.on <= away.last and away.first <= ends_on:
                    text = (
                        f"{format_date(duty.on)}: {problem.name(duty.person)} vắng mặt từ {format_date(away.first)} "
                        f"đến {format_date(away.last)}; hãy xếp người khác."
                    )
                    yield Violation(self.code, duty.on, (duty.person,), duty.kind, 1, text)
                    break
