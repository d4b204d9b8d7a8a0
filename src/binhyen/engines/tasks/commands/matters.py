"""Raising a matter, marking its stations, measuring what an order reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from binhyen.engines.tasks.models import Matter, MatterLink, Measurement, TaskOrder
from binhyen.engines.tasks.queries.matters import checked_source, figure
from binhyen.engines.tasks.queries.measuring import measured
from binhyen.engines.tasks.types import LinkKind, NewMatter
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound
from binhyen.kernel.text import clean_text

NAMED = 200
"""How many of the units that missed a target a measurement names; it counts all."""


def _unit(arguments: dict[str, Any]) -> int:
    return int(arguments["matter"].unit_id)


def _unit_of_matter(arguments: dict[str, Any]) -> int:
    found = Matter.objects.filter(pk=arguments["matter_id"])
    unit_id = found.values_list("unit_id", flat=True).first()
    if unit_id is None:
        raise NotFound(N_("Không có vấn đề số {id}."), id=arguments["matter_id"])
    return unit_id


def _unit_of_order(arguments: dict[str, Any]) -> int:
    orders = TaskOrder.objects.select_related("clause__directive")
    found = orders.filter(pk=arguments["order_id"]).first()
    if found is None:
        raise NotFound(N_("Không có việc giao số {id}."), id=arguments["order_id"])
    return found.clause.directive.unit_id


@command("tasks.raise_matter", "Nêu vấn đề cần xử lý", needs="directives.register", scope=_unit)
def raise_matter(actor: Actor, *, matter: NewMatter) -> Matter:
    """Raise a matter with its figure of today, so that the same figure can be asked again.

    Raises:
        Conflict: an open matter of the unit is about the same norm or measure.
        NotFound: no such unit or measure.
        Invalid: no title, or a measure without period.
    """
    source = checked_source(matter)
    today = clock.today()
    structure(today).get(matter.unit_id)
    title = clean_text(matter.title, 400)
    if not title:
        raise Invalid(N_("Chưa ghi {what}."), what="vấn đề")
    _refuse_second(matter)
    found = figure(matter, today)
    value = None if found.value is None else str(found.value)
    made = Matter.objects.create(
        unit_id=matter.unit_id,
        title=title,
        source=source,
        norm=matter.norm,
        measure=matter.measure,
        period=matter.period,
        found_on=today,
        found={"value": value, "of": found.of, "said": found.said},
        raised_by=actor.name[:200],
        at=clock.now(),
    )
    note("tasks.Matter", made.pk, after={"title": title, "value": value})
    return made


@command(
    "tasks.link_matter",
    "Ghi khâu xử lý vấn đề",
    needs="directives.register",
    scope=_unit_of_matter,
)
def link_matter(
    actor: Actor,
    *,
    matter_id: int,
    kind: LinkKind,
    ref: str,
    title: str,
    url: str = "",
    facts: Mapping[str, Any] | None = None,
) -> MatterLink:
    """Mark a station of a matter; the same station twice is one.

    Raises:
        NotFound: no such matter.
        Invalid: an unstorable title.
    """
    known = MatterLink.objects.filter(matter_id=matter_id, kind=kind, ref=ref).first()
    if known is not None:
        return known
    made = MatterLink.objects.create(
        matter_id=matter_id,
        kind=LinkKind(kind),
        ref=ref[:80],
        title=clean_text(title[:400], 400),
        url=url[:300],
        facts=dict(facts or {}),
        by=actor.name[:200],
        at=clock.now(),
    )
    note("tasks.Matter", matter_id, after={"station": str(kind), "ref": ref})
    return made


@command("tasks.measure", "Đo kết quả việc giao", needs="directives.register", scope=_unit_of_order)
def measure(actor: Actor, *, order_id: int, on: date) -> Measurement:
    """Measure an order's target over its units and keep the answer; who missed it is named with what was read.

    Raises:
        NotFound: no such order, or it has no target.
        Invalid: the period has not ended.
    """
    del actor
    order = TaskOrder.objects.get(pk=order_id)
    found = measured(order, on)
    tree = structure(found.period.last_day)
    made = Measurement.objects.create(
        order=order,
        on=on,
        met=found.met,
        missed=found.missed,
        unknown=found.unknown,
        misses=[
            {
                "unit": unit_id,
                "name": tree.get(unit_id).full_name if unit_id in tree else str(unit_id),
                "values": {name: None if one is None else str(one) for name, one in values.items()},
            }
            for unit_id, values in found.misses[:NAMED]
        ],
        at=clock.now(),
    )
    note("tasks.TaskOrder", order_id, after={"met": found.met, "missed": found.missed})
    return made


def _refuse_second(matter: NewMatter) -> None:
    if not (matter.norm or matter.measure):
        return
    same = Matter.objects.filter(
        unit_id=matter.unit_id, norm=matter.norm, measure=matter.measure
    ).exclude(links__kind=LinkKind.CLOSED)
    known = same.first()
    if known is not None:
        raise Conflict(
            N_("Vấn đề này đã được nêu: “{title}” (số {id})."), title=known.title, id=known.pk
        )
