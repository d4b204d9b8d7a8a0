"""Bình Hòa with five officers on 10 June 2022, and short ways to its rosters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from binhyen.engines.people.api import Officer
from binhyen.features.rosters import api
from binhyen.foundation.access.api import Account, Actor
from binhyen.kernel import clock

FIRST, LAST = date(2022, 7, 1), date(2022, 7, 31)


@dataclass
class Station:
    """The station, its people by short names, and its chief Bình and clerk An as actors."""

    world: Any
    people: dict[str, Officer]
    binh: Actor
    an: Actor
    made: list[api.Roster] = field(default_factory=list)

    @property
    def unit_id(self) -> int:
        return int(self.world.commune.id)

    def propose(self, first: date = FIRST, last: date = LAST) -> api.Proposal:
        return api.propose(self.binh, unit_id=self.unit_id, first=first, last=last)

    def draft(self, first: date = FIRST, last: date = LAST) -> api.Roster:
        found = self.propose(first, last)
        return api.draft_roster(
            self.binh, unit_id=self.unit_id, first=first, last=last, solved=found.itself
        )

    def publish(self, first: date = FIRST, last: date = LAST) -> api.Roster:
        return api.publish_roster(self.binh, roster_id=self.draft(first, last).pk)

    def duty(self, roster: api.Roster, kind: str, who: str, place: int = 0) -> api.RosterDuty:
        """The n-th duty of a kind that somebody holds."""
        officer = self.people[who]
        found = [
            one
            for one in api.duties_of(roster)
            if one.kind == kind and one.officer_id == officer.pk
        ]
        return found[place]

    def absent(self, who: str, first: date, last: date, reason: str = "leave") -> Any:
        return api.record_absence(
            self.binh,
            unit_id=self.unit_id,
            officer_id=self.people[who].pk,
            first=first,
            last=last,
            reason=reason,
        )

    def client(self, actor: Actor) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.id))
        return client


@pytest.fixture
def station(world: Any) -> Iterator[Station]:
    with clock.frozen(datetime(2022, 6, 10, 3, tzinfo=UTC)):
        people = {
            name: world.officer(world.commune, role, name=full)
            for name, role, full in (
                ("chief", "chief", "Lê Văn Trưởng"),
                ("deputy", "deputy", "Phạm Văn Phó"),
                ("an", "officer", "Đỗ Văn An"),
                ("ba", "officer", "Ngô Văn Ba"),
                ("cu", "officer", "Vũ Văn Cử"),
            )
        }
        an = world.an()
        found = Station(world, people, world.binh(), an)
        api.link_account(
            found.binh, unit_id=found.unit_id, username="an", officer_id=people["an"].pk
        )
        yield found
