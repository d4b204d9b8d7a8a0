"""The generator's values for the peer, written by a process of their own: CSV of values, small maps, the questions' words."""

# ruff: noqa: S608 - statements of our own names and numbers
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from benchmarks.country_figures_peer import uid
from benchmarks.product import start

start()

from binhyen.engines.indicators.api import catalogue
from binhyen.engines.units.api import Level, structure
from binhyen.worlds.viet_nam.facts import FORMS, variant
from binhyen.worlds.viet_nam.sheet import Sheet, periods, sheets


def main(size: str, target: str) -> None:
    """Write `target`.csv and `target`.json."""
    chosen, numbers = variant(size), {}
    places: dict[int, list[Any]] = {}
    months, rows = [], 0
    with Path(target + ".csv").open("wb"):
        pass
    for code, *forms in periods(chosen):
        if "-" in code[5:]:
            continue  # days of the campaign: the peer is asked for months only
        months.append(code)
        for sheet in sheets(chosen, code, tuple(forms)):
            rows += _append(sheet, len(months), numbers, Path(target + ".csv"))
        _place(sheet, places)
    known = catalogue()
    facts = {
        "rows": rows,
        "months": months,
        "elements": {
            code: {
                "uid": uid("E", number),
                "decimals": known.elements[code].entry.decimals,
                "flow": str(known.elements[code].entry.time) == "sum",
            }
            for code, number in numbers.items()
        },
        "forms": list(FORMS),
        "maps": {
            "_structure": list(places.values()),
            "_period": [(n, m.replace("-", ""), int(m[:4])) for n, m in enumerate(months, 1)],
            "_element": [(number, uid("E", number)) for number in numbers.values()],
        },
    }
    Path(target + ".json").write_text(json.dumps(facts))


def _append(sheet: Sheet, period: int, numbers: dict[str, int], target: Path) -> int:
    columns = [column for column in sheet.columns if not column.option]
    ids = np.array(sheet.ground.ids)
    held = {
        "e": np.repeat(
            [numbers.setdefault(one.element, len(numbers) + 1) for one in columns],
            [len(one.units) for one in columns],
        ),
        "u": np.concatenate([ids[one.units] for one in columns]),
        "v": np.concatenate([one.values for one in columns]),
    }
    piece = target.with_suffix(".piece")
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        database.register("held", held)
        database.execute(
            f"COPY (SELECT e, {period}, u, 15, v FROM held) TO '{piece}' (FORMAT csv, HEADER false)"
        )
    with target.open("ab") as out:
        out.write(piece.read_bytes())
    piece.unlink()
    return len(held["v"])


def _place(sheet: Sheet, places: dict[int, list[Any]]) -> None:
    tree = structure(sheet.period.last_day)
    for unit_id in sheet.ground.ids:
        above = {unit.level: uid("O", unit.id) for unit in tree.ancestors(unit_id)}
        own = uid("O", unit_id)
        places[unit_id] = [
            unit_id,
            own,
            above.get(Level.COUNTRY, own),
            above.get(Level.PROVINCE, own),
            above.get(Level.DISTRICT, own),
            own,
        ]


if __name__ == "__main__":
    main(*sys.argv[1:])
