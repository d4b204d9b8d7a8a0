"""The world, loaded once for all its tests and rolled back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from binhyen.foundation.access.api import Actor
from binhyen.worlds.thanh_hoa.load import load


@contextmanager
def _undone(blocker) -> Iterator[None]:
    with blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(scope="package")
def thanh_hoa(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    """The whole world, planned, decided and reported; the counts `load` answered."""
    with _undone(django_db_blocker):
        yield load(Actor.operator(), lambda _: None)


@pytest.fixture(scope="package")
def force(thanh_hoa) -> None:
    """Where only the people matter."""
