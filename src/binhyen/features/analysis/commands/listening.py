"""After an approval the thresholds on its figures are looked at again, in the background and once for many."""

from __future__ import annotations

from binhyen.engines.indicators.api import FiguresImported, ReportEvent, catalogue
from binhyen.features.analysis.queries.alerts import rules_in_force
from binhyen.features.analysis.queries.standards import measure_info
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import Job, enqueue, jobs

EVALUATE = "analysis.evaluate_alerts"


def look_again(event: ReportEvent | FiguresImported) -> None:
    """Queue an evaluation of the thresholds that draw on what was approved or imported; none waits twice."""
    if isinstance(event, FiguresImported):
        definitions = (
            {definition for definition, _period in event.touched} if event.approved else set()
        )
    else:
        definitions = {event.definition}
    measures = {rule.measure for rule in rules_in_force()} if definitions else set()
    _queue(sorted(one for one in measures if _draws_on(one, definitions)))


def _queue(measures: list[str]) -> None:
    if not measures:
        return
    system = Actor.system()
    waiting = jobs(system).filter(code=EVALUATE, state=Job.State.QUEUED)
    if not any(job.arguments.get("measures") == measures for job in waiting):
        enqueue(system, EVALUATE, measures=measures)


def _draws_on(measure: str, definitions: set[str]) -> bool:
    known = catalogue()
    if measure not in known.elements and measure not in known.indicators:
        return False
    inputs = (known.elements.get(code) for code in measure_info(measure).inputs)
    return any(one is not None and one.definition in definitions for one in inputs)
