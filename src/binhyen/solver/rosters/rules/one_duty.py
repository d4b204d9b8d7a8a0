"""Nobody holds two duties on one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.problem import Problem
from binhyen.solver.rosters.roster import Roster, Violation

if TYPE_CHECKING:
    from binhyen.solver.rosters.model import Model


class OneDutyRule:
    """One duty a person a day; it never gives way. Also refuses people who are not on the list."""

    code: ClassVar[str] = "one_duty"
    label: ClassVar[str] = N_("mỗi người mỗi ngày một ca")
    source: ClassVar[str] = "lẽ thường"

    def bar(self, model: Model) -> None:
        """Nothing is barred."""

    def into_model(self, model: Model) -> None:
        kinds = [kind.code for kind in model.problem.kinds]
        for person in model.problem.people:
            for day in model.problem.days:
                held = model.held(person.id, day.on, kinds)
                model.at_most(self.code, held, 1, on=day.on, people=(person.id,))

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        known = {person.id: person.name for person in problem.people}
        for (person, on), count in sorted(
            Counter((duty.person, duty.on) for duty in roster.duties).items()
        ):
            if person not in known:
                text = f"{format_date(on)}: “{person}” không có trong danh sách của đơn vị; hãy xếp người khác."
                yield Violation(self.code, on, (person,), "", count, text)
            elif count > 1:
                text = (
                    f"{format_date(on)}: {known[person]} có {count} ca trong một ngày; hãy bỏ bớt."
                )
                yield Violation(self.code, on, (person,), "", count - 1, text)
