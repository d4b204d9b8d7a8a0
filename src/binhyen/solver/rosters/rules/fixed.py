"""What was fixed beforehand stays as fixed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.problem import Problem
from binhyen.solver.rosters.roster import Roster, Violation

if TYPE_CHECKING:
    from binhyen.solver.rosters.model import Model


class FixedRule:
    """Duties fixed by hand, and the days already served of a roster that is made anew."""

    code: ClassVar[str] = "fixed"
    label: ClassVar[str] = N_("ca đã ấn định giữ nguyên")
    source: ClassVar[str] = "lẽ thường"

    def bar(self, model: Model) -> None:
        """Nothing is barred."""

    def into_model(self, model: Model) -> None:
        for duty in model.problem.fixed:
            model.pin(self.code, (duty.person, duty.on, duty.kind))

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        for duty in sorted(set(problem.fixed) - set(roster.duties)):
            text = (
                f"{format_date(duty.on)}: ca {problem.kind(duty.kind).label.lower()} đã ấn định cho "
                f"{problem.name(duty.person)}; hãy trả lại."
            )
            yield Violation(self.code, duty.on, (duty.person,), duty.kind, 1, text)
