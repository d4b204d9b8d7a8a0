"""Rebuilding everything derived, a period at a time, here or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator

from binhyen.engines.indicators.commands.rollups import rebuild_period
from binhyen.engines.indicators.queries.rebuilding.local import Rebuilt, Sums, local_sums
from binhyen.engines.indicators.queries.rebuilding.progress import finish, mark, waiting_periods
from binhyen.foundation.access.api import Actor

LOCAL, DISTRIBUTED = "local", "distributed"


def rebuild_all(actor: Actor, *, engine: str = LOCAL) -> Iterator[tuple[int, int, Rebuilt]]:
    """Rebuild every period, each in a transaction of its own, telling (done, of how many, what was found).

    Readers go on meanwhile. One that was cut off goes on with the periods that are not done.

    Raises:
        Refused: the actor may not.
        RuleBroken: the distributed engine is not installed, or no cluster is running.
    """
    sums = _sums(engine)
    waiting = list(waiting_periods())
    for done, period in enumerate(waiting, start=1):
        rebuilt = rebuild_period(actor, period_id=period.pk, sums=sums)
        mark(period)
        yield done, len(waiting), rebuilt
    finish()


def _sums(engine: str) -> Sums:
    if engine == LOCAL:
        return local_sums
    # Spark is an optional package, loaded only by whoever asks for it.
    from binhyen.engines.indicators.distributed.rebuilding import distributed_sums  # noqa: PLC0415

    return distributed_sums()
