"""The `country` fixture: the real units of Vietnam, loaded once a session and put back for each module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from binhyen.engines.units import api
from binhyen.foundation.access.api import Actor

_kept: dict[str, list[tuple[Any, ...]]] = {}


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every test of the module sees the whole country; ask for `db` too, so that each is rolled back."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            _put_back() if _kept else _load()
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def _load() -> None:
    api.load_units(Actor.operator())
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own table names
            _kept[table] = cursor.fetchall()


def _put_back() -> None:
    with connection.cursor() as cursor:
        for table, rows in _kept.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608
            cursor.execute(f'ANALYZE "{table}"')


def _tables() -> list[str]:
    """Units first: all others point at them."""
    models = sorted(
        apps.get_app_config("units").get_models(), key=lambda model: model.__name__ != "Unit"
    )
    return [model._meta.db_table for model in models]
