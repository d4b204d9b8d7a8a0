"""The journal can be added to; nothing in it can be changed or removed, by whichever way."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from binhyen.foundation.audit.api import Act, Author, JournalEntry, append
from binhyen.kernel.errors import Refused

pytestmark = pytest.mark.django_db

AN = Author("person", 1, "Cán bộ thống kê")


def test_it_numbers_and_chains_entries():
    first, second = append(AN, Act("units.rename")), append(AN, Act("units.merge"))
    assert (first.seq, second.seq) == (1, 2)
    assert second.previous_hash == first.hash


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_journalentry SET actor_name = 'khác'", "DELETE FROM audit_journalentry"],
)
def test_it_refuses_raw_sql(statement: str):
    append(AN, Act("units.rename"))
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_it_refuses_updates_through_the_queryset():
    append(AN, Act("units.rename"))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        JournalEntry.objects.update(actor_name="khác")


def test_it_refuses_deleting_an_entry():
    entry = append(AN, Act("units.rename"))
    with pytest.raises(Refused):
        entry.delete()
