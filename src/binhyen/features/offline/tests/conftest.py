"""Bình Hòa with its catalogue and reports, and short ways to make entries as a device would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client

from binhyen.engines.indicators.api import calendars, load_catalogue, report_state
from binhyen.engines.norms.api import load_norms
from binhyen.features.offline import api
from binhyen.foundation.access.api import Account, Actor
from binhyen.kernel import clock
from binhyen.kernel.periods import Period, parse_period

FORM, PERIOD = "security_monthly", "2022-05"
RECEIVED, RESOLVED = "tips.received", "tips.resolved"


@dataclass
class Station:
    """The station, its two people as actors, and what their devices send."""

    world: Any
    an: Actor
    binh: Actor

    @property
    def unit_id(self) -> int:
        return int(self.world.commune.id)

    @property
    def period(self) -> Period:
        return parse_period(PERIOD, calendars(), "admin")

    def facts(self, changes: dict[str, list[str | None]], **more: Any) -> dict[str, Any]:
        return {
            "key": str(uuid4()),
            "unit": self.unit_id,
            "definition": FORM,
            "period": PERIOD,
            "base_version": 0,
            "changes": changes,
            **more,
        }

    def send(self, facts: dict[str, Any], actor: Actor | None = None) -> api.Answer:
        entry = api.read_entry(facts)
        return api.receive_entry(actor or self.an, unit_id=entry.unit_id, entry=entry)

    def state(self) -> Any:
        return report_state(self.an, unit_id=self.unit_id, definition=FORM, period=self.period)

    def values(self) -> dict[str, int]:
        state = self.state()
        return {} if state is None else {name: int(value) for name, value in state.values.items()}

    def client(self, actor: Actor | None = None) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=(actor or self.an).id))
        return client

    def key(self) -> UUID:
        return uuid4()


@pytest.fixture
def station(world: Any, operator: Actor) -> Iterator[Station]:
    with clock.frozen(datetime(2022, 6, 10, 3, tzinfo=UTC)):
        folder = Path(settings.BINHYEN_CATALOGUE)
        load_catalogue(operator, folder=folder)
        load_norms(operator, folder=folder)
        yield Station(world, world.an(), world.binh())
