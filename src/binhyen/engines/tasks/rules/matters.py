"""Did it work: the same figure then and now."""

from __future__ import annotations

from binhyen.engines.tasks.types import Outcome, Reading


def outcome(then: Reading, now: Reading, better: str) -> Outcome:
    """How a figure changed.

    Args:
        better: `lower` (units short of a norm; 0 is solved), `higher` or `neutral`, of which none is better.
    """
    if then.value is None or now.value is None or then == now:
        # The same reading of the same day or period says nothing of what was done since.
        return Outcome.UNKNOWN
    if then.of is not None and now.value == 0:
        return Outcome.SOLVED
    if now.value == then.value:
        return Outcome.SAME
    if better not in {"lower", "higher"}:
        return Outcome.UNKNOWN
    rose = now.value > then.value
    return Outcome.BETTER if rose == (better == "higher") else Outcome.WORSE
