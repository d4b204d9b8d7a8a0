"""Province An Phước with two years of monthly figures that differ by commune, made once a module."""

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
from binhyen.foundation.access.api import Account, Actor, actor_for
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.foundation.audit.api import mark_demo
from binhyen.worlds.an_phuoc import AnPhuoc, build

DAY = date(2022, 6, 3)
PASSWORD = "an-phuoc-chi-de-thu"
MONTHS = [f"{2020 + at // 12}-{at % 12 + 1:02d}" for at in range(5, 29)]
COMMUNES = ("99101", "99102", "99103", "99201", "99202", "99203")
OCCURRED, SOLVED, PERSONS = (
    "crime.social_order.occurred",
    "crime.social_order.solved",
    "crime.social_order.persons",
)
CLEAR_UP = "clear_up.social_order"


@dataclass(frozen=True)
class Site:
    """The filled province, its cast, and its pages as each of them opens them."""

    world: AnPhuoc

    def actor(self, username: str) -> Actor:
        return actor_for(Account.objects.get(username=username))

    def client(self, username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username))
        return client


def occurred(code: str, at: int) -> int:
    """Cases of a commune in a month: more in the last year, more in some communes."""
    place = COMMUNES.index(code)
    return 12 + 3 * place + (at % 5) + (30 if at >= 12 and code == "99102" else 0)


def fill(folder: Path) -> Site:
    operator = Actor.operator()
    world = build(operator)
    catalogue = Path(settings.BINHYEN_CATALOGUE)
    load_catalogue(operator, folder=catalogue)
    load_norms(operator, folder=catalogue)
    import_figures(operator, path=_figures(folder), approve=True)
    for enter in (world.an, world.binh, world.chi, world.dung, world.giang):
        enter()
    add_account(operator, "ministry", "ministry_officer", None)
    mark_demo(world="an_phuoc", focus_on=DAY)
    return Site(world)


def add_account(operator: Actor, username: str, role: str, scope_id: int | None) -> None:
    account = create_account(operator, username=username, office=username, password=PASSWORD)
    grant_role(
        operator, account_id=account.pk, role=role, scope_id=scope_id, valid_from=date(2019, 1, 1)
    )


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
            yield fill(tmp_path_factory.mktemp("figures"))
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def _figures(folder: Path) -> Path:
    """Đá Trắng (99202) sent no report for the last month, so its place stays empty."""
    path = folder / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["unit_code", "element", "period", "breakdown", "value"])
        for code in COMMUNES:
            for at, month in enumerate(MONTHS):
                if code == "99202" and month == MONTHS[-1]:
                    continue
                writer.writerows(
                    [code, element, f"admin:{month}", option, value]
                    for element, option, value in _values(code, at)
                )
    return path


def _values(code: str, at: int) -> list[tuple[str, str, int]]:
    count, place = occurred(code, at), COMMUNES.index(code)
    women = (at + place) % 4
    return [
        (OCCURRED, "", count),
        (SOLVED, "", count - 3),
        (PERSONS, "", 8 + women),
        (PERSONS, "m", 8),
        (PERSONS, "f", women),
    ]
