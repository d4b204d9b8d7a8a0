"""The import pipeline: counts, conflicts with their cure, trial without a trace, parts or nothing, scope."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, ImportPolicy, ImportReport, SourceFile
from binhyen.engines.indicators.models import Report
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.test_hostile_files import counts
from binhyen.engines.indicators.tests.test_save_report import save
from binhyen.foundation.access.api import Actor, Grant
from binhyen.kernel.errors import Invalid, NotFound, Refused

HEADER = "line,unit,period,element,option,value,comment"
SOURCE = SourceFile("nguồn.json", "a" * 64)


def staged(land: Land, *rows: str) -> Path:
    """Rows without their line number, numbered from 2."""
    path = land.folder / "staged.csv"
    lines = [f"{line},{row}" for line, row in enumerate(rows, start=2)]
    path.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")
    return path


def load(land: Land, *rows: str, actor: Actor | None = None, **policy: Any) -> ImportReport:
    wanted = ImportPolicy(**{"approve": True, **policy})
    path = staged(land, *rows)
    return api.import_staged(actor or land.actor, staged=path, source=SOURCE, policy=wanted)


def told(report: ImportReport) -> list[tuple[int, str | None]]:
    return [(conflict.line, conflict.column) for conflict in report.conflicts]


def test_it_counts_new_changed_taken_and_unchanged(land: Land) -> None:
    first = load(land, "00001,2022-05,crime.occurred,,5,", "00001,2022-05,fines,,1.5,")
    assert (first.imported, first.created, first.values) == (2, 1, 2)
    second = load(
        land,
        "00001,2022-05,crime.occurred,,6,",
        "00001,2022-05,fines,,,",
        "00001,2022-05,crime.persons,f,2,",
        "00004,2022-05,crime.occurred,,0,",
        "00004,2022-05,wards,,,",
    )
    assert (second.imported, second.updated, second.deleted, second.ignored) == (2, 1, 1, 1)
    assert (second.created, second.changed) == (1, 1)
    assert land.values("crime.occurred", "VN", By.UNIT, "2022-05") == {"Việt Nam": 6}
    again = load(land, "00001,2022-05,crime.occurred,,6,", "00001,2022-05,fines,,,")
    assert (again.imported, again.updated, again.deleted, again.unchanged) == (0, 0, 0, 2)
    assert again.changed == 0
    assert api.verify_rollups() == []


def test_a_trial_tells_the_same_and_leaves_no_trace(land: Land) -> None:
    load(land, "00001,2022-05,crime.occurred,,5,")
    rows = ("00001,2022-05,crime.occurred,,6,", "00004,2022-05,fines,,1,", "x,2022-05,fines,,1,")
    before = counts()
    trial = load(land, *rows, dry_run=True, partial=True)
    assert counts() == before
    truth = load(land, *rows, partial=True)
    for name in ("imported", "updated", "ignored", "deleted", "conflicts", "created", "changed"):
        assert getattr(trial, name) == getattr(truth, name), name
    assert (trial.batch_id, truth.imported, truth.updated, truth.ignored) == (None, 1, 1, 1)


def test_all_or_nothing_and_the_sound_part(land: Land) -> None:
    rows = ("00001,2022-05,crime.occurred,,5,", "00001,2022-05,crime.solved,,-1,")
    before = counts()
    nothing = load(land, *rows)
    assert (nothing.imported, nothing.ignored, nothing.conflict_count) == (0, 2, 1)
    assert counts() == before
    part = load(land, *rows, partial=True)
    assert (part.imported, part.ignored, told(part)) == (1, 1, [(3, "value")])


def test_every_conflict_names_line_column_and_cure(land: Land) -> None:
    report = load(
        land,
        "99999,2022-05,crime.occurred,,1,",
        "00001,2099-01,crime.occurred,,1,",
        "00001,2022-05,nothing,,1,",
        "00001,2022-05,officers,,1,",
        "00001,2022-05,crime.persons,x,1,",
        "00001,2022-05,crime.solved,,1.5,",
        "00001,2022-05,fines,,1.234,",
        "00001,2022-05,wards,,1,\u202eđảo",
        "00004,2022-05,wards,,1,",
        "00004,2022-05,wards,,1,",
        "00004,2022-05,crime.solved,,1,",
        "00004,2022-05,crime.solved,,2,",
        partial=True,
    )
    assert told(report) == [
        (2, "unit"),
        (3, "period"),
        (4, "element"),
        (5, "element"),
        (6, "option"),
        (7, "value"),
        (8, "value"),
        (9, "comment"),
        (11, "element"),
        (12, "element"),
        (13, "element"),
    ]
    assert all(conflict.message for conflict in report.conflicts)
    messages = {conflict.line: conflict.message for conflict in report.conflicts}
    assert "dòng 10" in messages[11]
    assert "dòng 13" in messages[12]
    assert "dòng 12" in messages[13]
    # The same value twice stands once; two values for one cell stand not at all.
    state = api.report_state(
        land.actor,
        unit_id=land.id("00004", date(2022, 5, 1)),
        definition="monthly",
        period=land.periods("2022-05")[0],
    )
    assert state is not None
    assert state.values == {"wards": 1}


def test_many_conflicts_are_counted_and_the_first_kept(land: Land) -> None:
    report = load(land, *(f"{n:05d},2022-05,wards,,x{n}," for n in range(500, 900)))
    assert (report.conflict_count, len(report.conflicts), report.conflicts[0].line) == (400, 200, 2)


def test_numbers_are_read_as_a_form_reads_them(land: Land) -> None:
    texts = ["1.234.567,5", "0,25", "12.5", "1 234,5", "1,234.5", "007", "3", "−0"]
    codes = ["00001", "00003", "00004", "00005", "00006"]
    for text in texts:
        report = load(land, f'00001,2022-05,fines,,"{text}",', partial=True)
        formed = save(land, {"fines": text}, reason="so")
        assert report.conflict_count == 0, text
        state = api.report_at(formed.id, formed.version)
        assert state.values["fines"] == state.approved_values["fines"], text
    assert len(codes) == 5


def test_comments_become_notes_once(land: Land) -> None:
    row = '00001,2022-05,wards,,3,"Gồm 2 người, mới chuyển đến"'
    load(land, row)
    load(land, row)
    state = save(land, {"wards": 4})
    (note,) = api.remarks(state.id)
    assert (note.ref, note.text, note.version) == ("wards", "Gồm 2 người, mới chuyển đến", 1)


def test_nobody_imports_beyond_their_scope(land: Land) -> None:
    enter, approve = frozenset({"figures.enter"}), frozenset({"figures.approve"})
    here, there = land.id("00001", date(2022, 5, 1)), land.id("00004", date(2022, 5, 1))
    actor = Actor(
        "person",
        5,
        "Em",
        (Grant("x", enter, here), Grant("x", enter, there), Grant("y", approve, there)),
    )
    rows = ("00001,2022-05,wards,,1,", "00004,2022-05,wards,,1,", "00003,2022-05,wards,,1,")
    waiting = load(land, *rows, actor=actor, partial=True, approve=False)
    assert (waiting.imported, told(waiting)) == (2, [(4, "unit")])
    approved = load(land, *rows, actor=actor, partial=True)
    assert told(approved) == [(2, "unit"), (4, "unit")]
    with pytest.raises(Refused):
        load(land, *rows, actor=Actor("person", 6, "Phúc", (Grant("x", enter, here),)))


def test_only_the_definition_wanted_is_taken(land: Land) -> None:
    assert load(land, "00001,2022-05,wards,,1,", definition="monthly").imported == 1
    with pytest.raises(NotFound):
        load(land, "00001,2022-05,wards,,1,", definition="weekly")


def test_what_is_no_staged_file_is_refused(land: Land) -> None:
    path = land.folder / "staged.csv"
    for text in ("", HEADER + "\n1,2\n", HEADER + "\nx,00001,2022-05,wards,,1,\n"):
        path.write_text(text, "utf-8")
        with pytest.raises(Invalid):
            api.import_staged(land.actor, staged=path, source=SOURCE, policy=ImportPolicy())
    assert not list((land.folder / "imports").glob("*"))


def columns(land: Land, rows: list[tuple[str, int, str, int | None]]) -> Path:
    path = land.folder / "columns.parquet"
    made = duckdb.connect()
    made.execute("CREATE TABLE t (period VARCHAR, unit BIGINT, key VARCHAR, value BIGINT)")
    made.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
    made.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


def test_columns_in_our_own_numbers_come_in_with_versions_and_totals(land: Land) -> None:
    day = date(2022, 5, 1)
    known = api.catalogue().elements
    occurred, fines = known["crime.occurred"].key(), known["fines"].key()
    ids = [land.id(code, day) for code in ("00001", "00004")]
    path = columns(
        land,
        [
            ("2022-05", ids[0], occurred, 5),
            ("2022-05", ids[1], fines, 150),
            ("2022-04", ids[0], occurred, 1),
        ],
    )
    source = SourceFile("world", "b" * 64, api.Origin.SYNTHETIC)
    report = api.import_columns(land.actor, columns=path, definition="monthly", source=source)
    assert (report.imported, report.created) == (3, 3)
    assert land.values("fines", "VN", By.UNIT, "2022-05") == {"Việt Nam": 1.5}
    assert api.verify_rollups() == []
    for bad in (
        ("2022-05", ids[0], occurred, -1),
        ("2022-05", 10**6, occurred, 1),
        ("2022-05", ids[0], "9999", 1),
        ("2099-05", ids[0], occurred, 1),
    ):
        with pytest.raises(Invalid):
            api.import_columns(
                land.actor, columns=columns(land, [bad]), definition="monthly", source=source
            )


@pytest.mark.parametrize("second", [5, 6, None])
def test_a_value_given_twice_in_columns_names_its_rows(land: Land, second: int | None) -> None:
    """As with any file: given twice alike the first stands for both, yet the file as a whole is refused."""
    unit, key = land.id("00001", date(2022, 5, 1)), api.catalogue().elements["crime.occurred"].key()
    source = SourceFile("world", "b" * 64, api.Origin.SYNTHETIC)
    given = [("2022-04", unit, key, 1), ("2022-05", unit, key, 5), ("2022-05", unit, key, second)]
    path = columns(land, given)
    with pytest.raises(Invalid) as refused:
        api.import_columns(land.actor, columns=path, definition="monthly", source=source)
    wrong = [3] if second == 5 else [2, 3]
    assert [(row.row, row.column) for row in refused.value.rows] == [
        (line, "repeated") for line in wrong
    ]
    assert not Report.objects.exists()
