"""Where units came from and what became of them, step by step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from binhyen.engines.units.models import Succession, Unit
from binhyen.engines.units.queries.versions import spans_of
from binhyen.engines.units.types import Lineage, Link, VersionSpan
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.validity import holds


def lineage(unit_id: int) -> Lineage:
    """The full chain of predecessors and of successors of a unit.

    A predecessor is named as on its last day before the step, a successor as on the day of the step.
    Partial losses and gains of a unit that went on are steps as well. Cost: three statements a step.

    Raises:
        NotFound: no such unit.
    """
    if not Unit.objects.filter(id=unit_id).exists():
        raise NotFound(N_("Không có đơn vị số {unit_id}."), unit_id=unit_id)
    return Lineage(_walk(unit_id, back=True), _walk(unit_id, back=False))


def _walk(unit_id: int, *, back: bool) -> tuple[Link, ...]:
    links: list[Link] = []
    # A unit that gave a part away lives on, so a later step may lead to it again: each is followed once.
    seen, frontier, step = {unit_id}, {unit_id}, 1
    while frontier:
        rows = _rows(frontier, back=back)
        found = _links(rows, step, back=back)
        links.extend(found)
        frontier = {link.unit_id for link in found} - seen
        seen |= frontier
        step += 1
    return tuple(links)


def _rows(unit_ids: Collection[int], *, back: bool) -> list[Succession]:
    side = "successor_id__in" if back else "predecessor_id__in"
    rows = Succession.objects.filter(**{side: unit_ids}).select_related("predecessor", "successor")
    return list(rows.order_by("on", "predecessor__key", "successor__key"))


def _links(rows: list[Succession], step: int, *, back: bool) -> list[Link]:
    spans = spans_of(row.predecessor_id if back else row.successor_id for row in rows)
    return [_link(row, spans, step, back=back) for row in rows]


def _link(row: Succession, spans: dict[int, list[VersionSpan]], step: int, *, back: bool) -> Link:
    far, near = (row.predecessor, row.successor) if back else (row.successor, row.predecessor)
    span = _span_on(spans[far.id], row.on - timedelta(days=1) if back else row.on)
    return Link(
        unit_id=far.id,
        near_id=near.id,
        key=far.key,
        code=span.code,
        full_name=span.full_name,
        on=row.on,
        kind=row.kind,
        part=row.part,
        share=row.share,
        is_main=row.is_main,
        source_document=row.source_document,
        step=step,
    )


def _span_on(spans: list[VersionSpan], on: date) -> VersionSpan:
    return next(span for span in spans if holds(span.valid_from, span.valid_to, on))
