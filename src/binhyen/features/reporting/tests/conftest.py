"""Bình Hòa with the real catalogue on 20 June 2022, after the administrative month 2022-06 has ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from binhyen.engines.indicators import api as figures
from binhyen.engines.norms.api import load_norms
from binhyen.foundation.access.api import Account, Actor
from binhyen.kernel import clock
from binhyen.kernel.periods import Period, parse_period

FORM = "movement_quarterly"
DRUGS = "drugs_monthly"


@dataclass
class Desk:
    """An's desk: her commune, its forms, and short ways to pages and commands."""

    world: Any
    an: Actor
    giang: Actor
    chi: Actor
    clients: dict[int, Client] = field(default_factory=dict)

    @property
    def unit_id(self) -> int:
        return int(self.world.commune.id)

    def period(self, text: str = "2022-06", calendar: str = "admin") -> Period:
        return parse_period(text, figures.calendars(), calendar)

    def address(self, name: str = "entry", form: str = DRUGS, period: str = "admin:2022-06") -> str:
        return reverse(f"reporting:{name}", args=[form, self.unit_id, period])

    def client(self, actor: Actor | None = None) -> Client:
        who = actor or self.an
        client = self.clients.setdefault(int(who.id or 0), Client())
        client.force_login(Account.objects.get(pk=who.id))
        return client

    def get(self, name: str = "entry", actor: Actor | None = None, **given: str) -> HttpResponse:
        return self.client(actor).get(self.address(name, **given))

    def post(self, name: str, sent: dict[str, Any], actor: Actor | None = None) -> HttpResponse:
        return self.client(actor).post(self.address(name), sent)

    def send(self, sent: dict[str, Any], actor: Actor | None = None) -> HttpResponse:
        whole = {"form": self.layout().version, **sent}
        return self.client(actor).post(self.address("save"), whole, content_type="application/json")

    def layout(self) -> figures.FormLayout:
        return figures.form_layout(DRUGS, self.unit_id, self.period())

    def state(self, form: str = DRUGS) -> figures.ReportState | None:
        return figures.report_state(
            self.an, unit_id=self.unit_id, definition=form, period=self.period()
        )

    def save(
        self, values: dict[str, Any], period: str = "2022-06", **more: Any
    ) -> figures.ReportState:
        return figures.save_report(
            self.an, unit_id=self.unit_id, definition=DRUGS, period=self.period(period), values=values, **more
        )  # fmt: skip

    def submitted(self) -> figures.ReportState:
        state = self.save({"drugs.cases": 3, "drugs.persons": 4, "drugs.prosecuted_cases": 2})
        return figures.submit_report(self.an, report_id=state.id)

    def approved(self) -> figures.ReportState:
        return figures.approve_report(self.chi, report_id=self.submitted().id)


@pytest.fixture
def desk(world: Any, operator: Actor) -> Iterator[Desk]:
    with clock.frozen(datetime(2022, 6, 20, 3, tzinfo=UTC)):
        folder = Path(settings.BINHYEN_CATALOGUE)
        figures.load_catalogue(operator, folder=folder)
        load_norms(operator, folder=folder)
        yield Desk(world, world.an(), world.giang(), world.chi())
