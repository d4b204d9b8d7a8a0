"""Which step may follow which in a plan's life."""

from __future__ import annotations

from collections.abc import Mapping

from binhyen.features.staffing.types import Step
from binhyen.kernel.errors import N_, Conflict

AFTER: Mapping[Step, frozenset[Step]] = {
    Step.DRAFTED: frozenset({Step.SOLVED, Step.INFEASIBLE, Step.WITHDRAWN}),
    Step.SOLVED: frozenset({Step.PROPOSED, Step.WITHDRAWN}),
    Step.INFEASIBLE: frozenset({Step.WITHDRAWN}),
    Step.PROPOSED: frozenset({Step.APPROVED, Step.WITHDRAWN}),
    Step.APPROVED: frozenset(),
    Step.WITHDRAWN: frozenset(),
}


def refuse_step(name: str, now: Step, wanted: Step) -> None:
    """Do nothing when the step may follow.

    Raises:
        Conflict: it may not; the message says what the plan's state is.
    """
    if wanted not in AFTER[now]:
        raise Conflict(
            N_("Phương án “{name}” đang ở bước “{now}”, không chuyển sang “{wanted}” được."),
            code="wrong-step",
            name=name,
            now=str(now.label),
            wanted=str(wanted.label),
        )
