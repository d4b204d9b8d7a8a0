"""Province An Phước with catalogue, people and a year of figures, made once a module and rolled back after it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from binhyen.engines.indicators.api import import_figures, load_catalogue
from binhyen.engines.norms.api import load_norms
from binhyen.engines.people.api import Officer
from binhyen.foundation.access.api import Account, Actor
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.foundation.audit.api import mark_demo
from binhyen.worlds.an_phuoc import AnPhuoc, build

DAY = date(2022, 6, 3)
PASSWORD = "an-phuoc-chi-de-thu"
MONTHS = [f"{2020 + at // 12}-{at % 12 + 1:02d}" for at in range(5, 29)]
COMMUNES = ("99101", "99102", "99103", "99201", "99202", "99203")


@dataclass(frozen=True)
class Site:
    """The filled province, and its pages as each of the cast opens them."""

    world: AnPhuoc
    chief: Officer

    def client(self, username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username))
        return client


@pytest.fixture(scope="module")
def site(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """Ask for `db` too, so that each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield _filled(tmp_path_factory.mktemp("figures"))
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def _filled(folder: Path) -> Site:
    operator = Actor.operator()
    world = build(operator)
    catalogue = Path(settings.BINHYEN_CATALOGUE)
    load_catalogue(operator, folder=catalogue)
    load_norms(operator, folder=catalogue)
    chief, short_code = _staff(world)
    import_figures(operator, path=_figures(folder, [*COMMUNES, short_code]), approve=True)
    for enter in (world.an, world.binh, world.chi, world.dung, world.giang):
        enter()
    _add_account(operator, "ministry", "ministry_viewer", None)
    _add_account(operator, "auditor", "auditor", None)
    mark_demo(world="an_phuoc", focus_on=DAY)
    return Site(world, chief)


def _staff(world: AnPhuoc) -> tuple[Officer, str]:
    """Five in Bình Hòa, two in a new commune, which is three short; nobody elsewhere but Đá Trắng's own."""
    official = date(2015, 1, 1)
    chief = world.officer(world.commune, "chief", name="Lê Văn Trưởng", party_official_on=official)
    world.officer(world.commune, "deputy", party_official_on=official)
    for _ in range(3):
        world.officer(world.commune, party_official_on=official)
    short = world.unit(name="Thiếu Người")
    world.officer(short, "chief")
    world.officer(short)
    world.officer(world.elsewhere, "chief", name="Phạm Thị Ngoài")
    return chief, short.code


def _figures(folder: Path, communes: list[str]) -> Path:
    """All but the ward report."""
    path = folder / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["unit_code", "element", "period", "breakdown", "value"])
        for code in communes:
            for month in MONTHS:
                values = {
                    "crime.social_order.occurred": 4,
                    "crime.social_order.solved": 3,
                    "tips.received": 5,
                    "tips.resolved": 5,
                }
                writer.writerows(
                    [code, element, f"admin:{month}", "", value]
                    for element, value in values.items()
                )
    return path


def _add_account(operator: Actor, username: str, role: str, scope_id: int | None) -> None:
    account = create_account(operator, username=username, office=username, password=PASSWORD)
    grant_role(
        operator, account_id=account.pk, role=role, scope_id=scope_id, valid_from=date(2019, 1, 1)
    )
