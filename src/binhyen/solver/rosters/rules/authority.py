"""Only those whose post allows it, or who are authorised to stand in, hold a duty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.problem import Problem
from binhyen.solver.rosters.roster import Roster, Violation

if TYPE_CHECKING:
    from binhyen.solver.rosters.model import Model


class AuthorityRule:
    """Commanding duty belongs to the chief and the deputies; an officer needs a written authorisation."""

    code: ClassVar[str] = "authority"
    label: ClassVar[str] = N_("chỉ người có thẩm quyền mới giữ ca")
    source: ClassVar[str] = "catalogue/duty_schemes"

    def bar(self, model: Model) -> None:
        for person in model.problem.people:
            for kind in model.problem.kinds:
                if person.post in kind.posts | kind.stand_in or kind.code in person.stands_in:
                    continue
                for day in model.problem.days:
                    model.bar(self.code, person.id, day.on, kind.code)

    def into_model(self, model: Model) -> None:
        """All is said by barring."""

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        people = {person.id: person for person in problem.people}
        kinds = {kind.code: kind for kind in problem.kinds}
        for duty in roster.duties:
            person, kind = people.get(duty.person), kinds.get(duty.kind)
            if person is None or kind is None:
                continue
            by_post = person.post in kind.posts or person.post in kind.stand_in
            if not by_post and duty.kind not in person.stands_in:
                text = (
                    f"{format_date(duty.on)}: {person.name} không được giữ ca {kind.label.lower()}; "
                    "hãy xếp người khác hoặc giao quyền bằng văn bản."
                )
                yield Violation(self.code, duty.on, (person.id,), duty.kind, 1, text)
