"""Any changed byte of the journal is found, and the first bad row is named."""

from __future__ import annotations

import pytest
from django.db import connection

from binhyen.foundation.audit import anchor
from binhyen.foundation.audit.api import (
    Act,
    Author,
    JournalEntry,
    append,
    guard_table,
    unguard_table,
    verify,
)

TABLE = "audit_journalentry"
AN = Author("person", 1, "Cán bộ thống kê")


@pytest.fixture
def tampering(transactional_db):
    """A journal of five rows whose guards a burglar with the database password has removed."""
    anchor.path().unlink(missing_ok=True)
    for number in range(1, 6):
        append(
            AN,
            Act(
                "figures.import", "indicators.Report", str(number), 7, {"n": number, "vi": "đã nộp"}
            ),
        )
    unguard_table(connection, TABLE)
    yield
    guard_table(connection, TABLE)
    anchor.path().unlink(missing_ok=True)


def test_it_finds_an_untouched_journal_intact(tampering):
    found = verify()
    assert (found.intact, found.checked) == (True, 5)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "Cán bộ thống kê."),
        ("actor_kind", "system"),
        ("action", "figures.Import"),
        ("object_type", "indicators.report"),
        ("object_id", "33"),
        ("scope_id", 8),
        ("actor_id", 2),
        ("request_key", "x"),
        ("details", '{"n":3,"vi":"đã nôp"}'),
        ("previous_hash", "0" * 64),
        ("hash", "f" * 64),
    ],
)
def test_it_names_the_row_in_which_one_value_changed(tampering, column: str, value: object):
    JournalEntry.objects.filter(seq=3).update(**{column: value})
    found = verify()
    assert (found.intact, found.broken_at) == (False, 3)


def test_it_notices_a_missing_row(tampering):
    JournalEntry.objects.filter(seq=2).delete()
    assert verify().broken_at == 2


def test_it_notices_a_tail_cut_off(tampering):
    JournalEntry.objects.filter(seq__gte=4).delete()
    found = verify()
    assert (found.intact, found.broken_at) == (False, 4)


def test_it_notices_a_chain_written_anew(tampering):
    """Recomputing every hash from the changed row on still differs from the anchor outside."""
    from binhyen.foundation.audit import chain

    previous = ""
    for row in JournalEntry.objects.order_by("seq"):
        if row.seq == 2:
            row.actor_name = "Người khác"
        if row.seq > 2:
            row.previous_hash = previous
        row.hash = previous = chain.row_hash(row)
        JournalEntry.objects.filter(seq=row.seq).update(
            actor_name=row.actor_name, previous_hash=row.previous_hash, hash=row.hash
        )
    found = verify()
    assert (found.intact, found.broken_at) == (False, 5)
