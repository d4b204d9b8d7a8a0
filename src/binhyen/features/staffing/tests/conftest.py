"""Province An Phước with donors to plan from, and the short way from plan to post."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from binhyen.engines.norms.api import load_norms
from binhyen.engines.people.api import (
    Move,
    NewAssignment,
    NewOfficer,
    NewQualification,
    NewRank,
    Officer,
    Role,
    assign_officer,
    grant_rank,
    record_qualification,
    register_officer,
)
from binhyen.engines.units.api import structure
from binhyen.features.staffing import api
from binhyen.features.staffing.types import Settings, WaveSetting
from binhyen.foundation.access.api import actor_for
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.kernel import clock

DAY = date(2022, 6, 3)
WAVES = (WaveSetting(date(2022, 7, 1)), WaveSetting(date(2022, 9, 1)))
EASY = Settings(
    waves=WAVES, cap_permille=1000, wave_cap_permille=1000, keep_permille={}, min_party=1, needs={}
)


@dataclass
class Staffed:
    """The world with norms and officers of donors; nobody serves in a commune yet."""

    world: Any
    numbers: Any = field(default_factory=lambda: count(700_001))

    @property
    def operator(self) -> Any:
        return self.world.operator

    @property
    def province(self) -> int:
        return self.world.province.id

    def officer(
        self,
        unit: Any = None,
        *,
        rank: str = "captain",
        held: tuple[str, ...] = (),
        home: Any = None,
        party: bool = True,
        joined: date = date(2008, 9, 1),
    ) -> Officer:
        """One officer of a district's police (or of wherever `unit` says), with a rank and certificates."""
        operator = self.operator
        official = date(2015, 1, 1) if party else None
        officer = register_officer(
            operator,
            officer=NewOfficer(
                code=f"MP-{next(self.numbers)}",
                full_name=self.world.names.name("m"),
                sex="m",
                birth_year=1985,
                joined_on=joined,
                home_unit_id=home.id if home else None,
                party_admitted_on=official,
                party_official_on=official,
            ),
        )
        self.world.assign(officer, unit or self.world.district, on=date(2019, 2, 1))
        grant_rank(operator, grant=NewRank(officer.code, rank, date(2016, 1, 1)))
        for kind in held:
            record_qualification(
                operator,
                qualification=NewQualification(
                    officer.code, kind, "Chứng chỉ mô phỏng", date(2018, 1, 1)
                ),
            )
        return officer

    def of_department(self, body_id: int, **told: Any) -> Officer:
        """One officer of a department, there since spring 2019."""
        officer = self.officer(**told)
        post = self.world.post("department", Role.OFFICER)
        assign_officer(
            self.operator,
            assignment=NewAssignment(officer.code, date(2019, 3, 1), body_id, post, Move.TRANSFER),
        )
        return officer

    def donors(self, each: int = 20) -> None:
        """Enough officers in both districts to staff the whole province."""
        other = structure(DAY).get(self.world.elsewhere.parent_id)
        for unit in (self.world.district, other):
            for number in range(each):
                leads = number % 2 == 0
                self.officer(
                    unit,
                    rank="major" if leads else "lieutenant",
                    held=("chief_ok",) if leads else (),
                    party=number % 3 > 0,
                )

    def drafted(
        self, settings: Settings = EASY, *, actor: Any = None, name: str = "Phương án A"
    ) -> Any:
        """A plan of the whole province, its problem frozen."""
        return api.draft_plan(
            actor or self.operator, under_id=self.province, name=name, on=DAY, settings=settings
        )

    def solved(
        self, settings: Settings = EASY, *, actor: Any = None, name: str = "Phương án A"
    ) -> Any:
        """The same, solved."""
        plan = self.drafted(settings, actor=actor, name=name)
        api.solve_plan(actor or self.operator, plan_id=plan.pk)
        return api.plan_of(self.operator, plan.pk)

    def approved(self, settings: Settings = EASY) -> Any:
        """The same, proposed by Chi, released by every donor, approved by Dũng; the cast is kept in `chi`, `dung`."""
        self.chi, self.dung = self.world.chi(), self.world.dung()
        plan = self.solved(settings, actor=self.chi)
        api.propose_plan(self.chi, plan_id=plan.pk)
        self.release(plan)
        return api.approve_plan(self.dung, plan_id=plan.pk, note="Đồng ý")

    def viewer(self) -> Any:
        """Sees plans of the whole province and no personal data."""
        account = create_account(
            self.operator, username="xem", office="Người xem cấp Bộ", password="chi-de-thu-2022"
        )
        grant_role(
            self.operator,
            account_id=account.pk,
            role="ministry_viewer",
            scope_id=structure(DAY).root.id,
            valid_from=date(2019, 1, 1),
        )
        return actor_for(account)

    def release(self, plan: Any) -> None:
        """Every donor releases everybody."""
        for asked in api.consultations(self.operator, plan=plan):
            api.release_all(self.operator, consultation_id=asked.pk, letter="MP-12/CAH")


@pytest.fixture
def staffed(world, tmp_path, monkeypatch, _told_on_the_day) -> Staffed:
    monkeypatch.setattr(django_settings, "BINHYEN_HOME", tmp_path)
    load_norms(world.operator, folder=Path(django_settings.BINHYEN_CATALOGUE))
    return Staffed(world)


@pytest.fixture
def _told_on_the_day() -> Any:
    with clock.frozen(datetime(2022, 6, 3, 3, 0, tzinfo=UTC)):
        yield
