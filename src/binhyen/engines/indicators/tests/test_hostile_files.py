"""Hostile files: whatever they hold, a refusal comes out and nothing is half-written."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.engines.indicators import api
from binhyen.engines.indicators.commands.staged import importing
from binhyen.engines.indicators.models import ImportBatch, Report, ReportVersion, RollUp
from binhyen.engines.indicators.tests.conftest import HEADER, Land
from binhyen.foundation.audit.api import JournalEntry
from binhyen.kernel.errors import DomainError

TABLES = (ImportBatch, Report, ReportVersion, RollUp, JournalEntry)

_cells = st.one_of(
    st.sampled_from(
        ["00001", "00004", "crime.occurred", "fines", "officers", "2022-05", "f", "5", "0", ""]
    ),
    st.sampled_from(
        ["-1", "1e9", "٣", "1.234", "=1+1", "<i>", "{x}", '"', "9" * 40, "2022-13", "x:2022-05"]
    ),
    st.text(max_size=8),
)
_rows = st.lists(st.lists(_cells, min_size=4, max_size=6).map(",".join), max_size=6)


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


def refusal_of(work: Callable[[], object]) -> list[str] | None:
    """The sentences of a refusal; None when the work was done."""
    try:
        work()
    except DomainError as refusal:
        return [str(refusal), *map(str, refusal.rows)]
    return None


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=_rows)
def test_any_text_is_taken_whole_or_refused_whole(land: Land, rows: list[str]) -> None:
    path = land.folder / "hostile.csv"
    path.write_bytes("\n".join([HEADER, *rows]).encode("utf-8", "surrogatepass"))
    before = counts()
    with transaction.atomic():
        told = refusal_of(lambda: api.import_figures(land.actor, path=path, approve=True))
        if told is None:
            assert counts() != before
            assert api.verify_rollups() == []
        else:
            assert told
            assert counts() == before
        transaction.set_rollback(True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(land: Land, body: bytes) -> None:
    path = land.folder / "hostile.csv"
    path.write_bytes(HEADER.encode() + b"\n" + body)
    before = counts()
    with pytest.raises(DomainError) as caught:
        api.import_figures(land.actor, path=path, approve=True)
    assert str(caught.value)
    assert counts() == before


def test_an_import_that_dies_half_way_leaves_nothing(land: Land) -> None:
    land.load("00001,crime.occurred,2022-04,,1")
    before = counts()
    rows = [
        f"{code},crime.occurred,{month},,5"
        for month in ("2022-04", "2022-05")
        for code in ("00001", "00003")
    ]
    real, calls = importing._write_place, []

    def dying(*arguments: object, **named: object) -> object:
        calls.append(1)
        outcome = real(*arguments, **named)  # type: ignore[arg-type]
        if len(calls) == 2:
            raise KeyboardInterrupt
        return outcome

    with (
        patch("binhyen.engines.indicators.commands.staged.importing._write_place", dying),
        pytest.raises(KeyboardInterrupt),
    ):
        land.load(*rows)
    assert counts() == before
    assert api.verify_rollups() == []
