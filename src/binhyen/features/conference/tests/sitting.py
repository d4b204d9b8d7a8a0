"""A conference of An Phước that sits: a chair and a secretary in the main hall, two people at a district's point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from binhyen.features.conference import api
from binhyen.features.conference.models import Conference, Delegate
from binhyen.features.conference.tests.preparing import Prepared, prepare, seat
from binhyen.features.conference.types import Role
from binhyen.foundation.access.api import Actor


@dataclass
class Sat:
    """The cast of a sitting, each with the actor they act as."""

    prepared: Prepared
    chair: Delegate
    secretary: Delegate
    head: Delegate
    guest: Delegate
    other: Delegate

    @property
    def conference(self) -> Conference:
        return self.prepared.conference

    @property
    def state(self) -> dict[str, Any]:
        return api.sitting_state(api.sitting_of(self.conference.pk))

    def do(self, who: Delegate | Actor, kind: str, key: str = "", **payload: object) -> Any:
        actor = who if isinstance(who, Actor) else api.delegate_actor(who)
        return api.post(
            actor, conference_id=self.conference.pk, kind=kind, payload=payload, key=key
        )

    def join(self, *whos: Delegate) -> None:
        topic = api.topic_of(api.sitting_of(self.conference.pk))
        api.presence_changed(topic, [f"d{one.pk}" for one in whos], [])


def sit(world, *, opened: bool = True) -> Sat:
    """The conference with its cast; `opened` False leaves it in preparation."""
    made = prepare(world)
    chair = made.main.delegates.filter(role=Role.CHAIR).first() or seat(
        made, world.operator, made.main, office="Giám đốc", role=Role.CHAIR
    )
    secretary = made.main.delegates.filter(role=Role.SECRETARY).first() or seat(
        made, world.operator, made.main, office="Thư ký", role=Role.SECRETARY
    )
    head = made.first.delegates.filter(role=Role.CHAIR).first() or seat(
        made, world.operator, office="Trưởng", role=Role.CHAIR
    )
    guest = seat(made, world.operator, office="Đội trưởng")
    other = seat(made, world.operator, made.second, office="Phó trưởng")
    sat = Sat(made, chair, secretary, head, guest, other)
    if opened:
        api.open_sitting(api.delegate_actor(chair), conference_id=made.conference.pk)
    return sat
