"""The world, loaded once for each module that asks for it and rolled back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from binhyen.foundation.access.api import Actor
from binhyen.worlds.thanh_hoa.load import load, load_people, prepare_ground


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


@pytest.fixture(scope="module")
def force(django_db_setup, django_db_blocker) -> Iterator[None]:
    """People without figures."""
    with _undone(django_db_blocker):
        prepare_ground(Actor.operator())
        load_people(Actor.operator())
        yield


@pytest.fixture(scope="module")
def thanh_hoa(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    """Everything; the counts `load` answered."""
    with _undone(django_db_blocker):
        yield load(Actor.operator(), lambda _: None)
