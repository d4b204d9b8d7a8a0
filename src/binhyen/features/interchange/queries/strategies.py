"""Keeping only the staged values a strategy is about: those that are new, those that change, those to take away."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb

from binhyen.features.interchange.folders import scratch
from binhyen.features.interchange.queries.directories import Directory
from binhyen.features.interchange.queries.exporting import Slice, table_rows
from binhyen.features.interchange.types import Schemes, Strategy
from binhyen.foundation.access.api import Actor
from binhyen.kernel.periods import parse_period

KEY = "unit, period, element, option"
COLUMNS = "line, unit, period, element, option, value, comment"
_READ = "read_csv(?, header = true, all_varchar = true, nullstr = '\u2420', quote = '\"', escape = '\"')"


def keep_wanted(actor: Actor, staged: Path, strategy: Strategy) -> int:
    """Rewrite a staged file with the rows the strategy is about; returns how many are left."""
    join = "ANTI" if strategy is Strategy.CREATE else "SEMI"
    with scratch(".held.csv") as held, scratch(".kept.csv") as kept:
        _write_held(actor, staged, held)
        with duckdb.connect() as engine:
            engine.execute("SET memory_limit = '512MB'; SET threads = 2")
            engine.execute(
                f"COPY (SELECT {COLUMNS} FROM {_READ} s {join} JOIN {_READ} h USING ({KEY})) TO ? (HEADER, FORMAT csv)",  # noqa: S608 - our own words
                [str(staged), str(held), str(kept)],
            )
            counted = engine.execute(f"SELECT count(*) FROM {_READ}", [str(kept)]).fetchone()  # noqa: S608
        kept.replace(staged)
    return int(counted[0]) if counted else 0


def _write_held(actor: Actor, staged: Path, target: Path) -> None:
    """What the reports of the staged periods hold, drafts included, in the same columns."""
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(KEY.split(", "))
        for report, period in _touched(staged):
            writer.writerows(_held(actor, report, period))


def _touched(staged: Path) -> list[tuple[str, str]]:
    known = Directory(Schemes()).known
    with duckdb.connect() as engine:
        pairs = engine.execute(
            f"SELECT DISTINCT element, period FROM {_READ}",  # noqa: S608 - our own words
            [str(staged)],
        ).fetchall()
    return sorted({(known.elements[element].definition or "", period) for element, period in pairs})


def _held(actor: Actor, report: str, period_text: str) -> Iterator[tuple[str, str, str, str]]:
    directory = Directory(Schemes())
    form = directory.known.definitions[report]
    period = parse_period(period_text, directory.known.calendars, form.calendar.code)
    whole = Slice(form, (period,), (directory.tree(period.last_day).root.id,), newest=True)
    for unit, text, element, option, _, _ in table_rows(
        actor, whole, directory, plain_options=True
    ):
        yield unit, text, element, option
