"""Whoever is relieved (small child, sole carer) is not put on the duties of the relief."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.problem import Problem
from binhyen.solver.rosters.roster import Roster, Violation

if TYPE_CHECKING:
    from binhyen.solver.rosters.model import Model


class ReliefRule:
    """The roster knows only from when to when and from which duties, never why."""

    code: ClassVar[str] = "relief"
    label: ClassVar[str] = N_("người được miễn trực đêm không trực đêm")
    source: ClassVar[str] = "catalogue/duty_reliefs"

    def bar(self, model: Model) -> None:
        for relief in model.problem.reliefs:
            for day in model.problem.days:
                if relief.first <= day.on <= relief.last:
                    for kind in model.problem.relieved_kinds(relief):
                        model.bar(self.code, relief.person, day.on, kind)

    def into_model(self, model: Model) -> None:
        """All is said by barring."""

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        nights = {kind.code for kind in problem.kinds if kind.night}
        for duty in roster.duties:
            for relief in problem.reliefs:
                kept_from = relief.kinds or nights
                covers = relief.first <= duty.on <= relief.last
                if relief.person == duty.person and duty.kind in kept_from and covers:
                    text = (
                        f"{format_date(duty.on)}: {problem.name(duty.person)} được miễn loại ca này "
                        f"đến {format_date(relief.last)}; hãy xếp người khác."
                    )
                    yield Violation(self.code, duty.on, (duty.person,), duty.kind, 1, text)
                    break
