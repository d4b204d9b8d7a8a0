"""Fixtures every test may use; heavy ones are made once a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import JournalEntry, guard_table, unguard_table


@pytest.fixture
def operator() -> Actor:
    """The installation's operator, who may do everything."""
    return Actor.operator()


@pytest.fixture(autouse=True, scope="session")
def _journal_may_be_emptied_between_tests() -> Iterator[None]:
    """Transactional tests empty all tables afterwards; the journal's guards would refuse that."""
    table = JournalEntry._meta.db_table
    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        unguard_table(connection, table)
        try:
            original(self)
        finally:
            guard_table(connection, table)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original
