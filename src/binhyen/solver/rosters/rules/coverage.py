"""Each day each duty is held by exactly as many as it needs."""

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


class CoverageRule:
    """Neither too few nor too many; a duty nobody needs that day is too many."""

    code: ClassVar[str] = "coverage"
    label: ClassVar[str] = N_("mỗi ngày đủ người cho mỗi loại trực")
    source: ClassVar[str] = "catalogue/duty_schemes"

    def bar(self, model: Model) -> None:
        """Days that need none get no literals at all."""

    def into_model(self, model: Model) -> None:
        for day in model.problem.days:
            for kind in model.problem.kinds:
                need, holders = model.problem.needed(kind, day), model.holders(day.on, kind.code)
                model.at_least(self.code, holders, need, on=day.on, people=(), kind=kind.code)
                if len(holders) > need:
                    # Too many is never the way out, so this side does not give way.
                    model.cp.add(model.sum_of(holders) <= need)

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        held = Counter((duty.on, duty.kind) for duty in roster.duties)
        labels = {kind.code: kind.label for kind in problem.kinds}
        wanted = {
            (day.on, kind.code): kind.needed.get(day.kind, 0)
            for day in problem.days
            for kind in problem.kinds
        }
        for (on, kind), need in sorted({**dict.fromkeys(held, 0), **wanted}.items()):
            have = held[on, kind]
            if have != need:
                text = "cần {need} người {kind}, đang có {have}; hãy {cure} {by} người."
                filled = text.format(
                    need=need,
                    kind=labels.get(kind, kind).lower(),
                    have=have,
                    cure="thêm" if have < need else "bớt",
                    by=abs(need - have),
                )
                yield Violation(
                    self.code, on, (), kind, abs(need - have), f"{format_date(on)}: {filled}"
                )
