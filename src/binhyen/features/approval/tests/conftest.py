"""An Phước in May 2022 with the catalogue's reports: people who report, Thu of the district who approves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from binhyen.engines.indicators import api as figures
from binhyen.engines.units.api import StructureUnit, structure
from binhyen.foundation.access.api import Account, Actor, actor_for
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.kernel import clock
from binhyen.kernel.periods import Period, parse_period

DRUGS = "drugs_monthly"
MAY = "admin:2022-05"


def at(day: int, month: int = 5, hour: int = 3) -> AbstractContextManager[None]:
    """The clock stopped in 2022; three o'clock is ten in Hanoi."""
    return clock.frozen(datetime(2022, month, day, hour, tzinfo=UTC))


@dataclass
class Office:
    """The district's office with its communes; every act goes through the real commands."""

    world: Any
    thu: Actor
    people: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        if name not in {"an", "binh", "chi", "dung", "giang"}:
            raise AttributeError(name)
        if name not in self.people:
            self.people[name] = getattr(self.world, name)()
        return self.people[name]

    @property
    def period(self) -> Period:
        return self.month(MAY)

    def month(self, text: str) -> Period:
        return parse_period(text, figures.calendars(), "admin")

    def communes(self) -> list[StructureUnit]:
        return structure(date(2022, 5, 14)).at_level(3, self.world.district.id)

    def save(
        self, unit: StructureUnit, values: dict[str, Any], month: str = MAY
    ) -> figures.ReportState:
        return figures.save_report(
            self.world.operator,
            unit_id=unit.id,
            definition=DRUGS,
            period=self.month(month),
            values=values,
        )

    def submit(self, unit: StructureUnit, month: str = MAY, **values: Any) -> int:
        report = self.save(unit, values_of(**values), month)
        figures.submit_report(self.world.operator, report_id=report.id)
        return report.id

    def approve(self, unit: StructureUnit, month: str = MAY, **values: Any) -> int:
        report_id = self.submit(unit, month, **values)
        figures.approve_report(self.world.operator, report_id=report_id)
        return report_id

    def total(self, element: str = "drugs.cases") -> Any:
        query = figures.Query((element,), self.world.province.id, periods=(self.period,))
        return next(iter(figures.read(query))).value

    def world_file(self, lines: list[str]) -> Path:
        path = Path(settings.BINHYEN_HOME) / "history.csv"
        header = "unit_code,element,period,breakdown,value"
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    def client(self, actor: Actor) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.id))
        return client


def values_of(**named: Any) -> dict[str, Any]:
    """Values by element without the prefix; two cases unless told otherwise."""
    return {f"drugs.{name}": value for name, value in ({"cases": 2} | named).items()}


def person(operator: Actor, username: str, role: str, unit_id: int) -> Actor:
    """Somebody beyond the cast."""
    account = create_account(
        operator, username=username, office=username, password="an-phuoc-chi-de-thu"
    )
    grant_role(
        operator, account_id=account.pk, role=role, scope_id=unit_id, valid_from=date(2019, 1, 1)
    )
    return actor_for(account)


@pytest.fixture
def office(world: Any) -> Iterator[Office]:
    with at(16):
        figures.load_catalogue(world.operator, folder=Path(settings.BINHYEN_CATALOGUE))
        yield Office(world, person(world.operator, "thu", "district_officer", world.district.id))
