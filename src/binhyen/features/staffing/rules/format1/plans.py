"""plan.csv, bound.csv and relax.csv, in and out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast, get_args

from binhyen.features.staffing.rules.format1.cells import Cells
from binhyen.features.staffing.rules.format1.reading import refusal
from binhyen.features.staffing.rules.format1.tables import STAGE
from binhyen.foundation.exchange.api import Faults, csv_text, read_csv
from binhyen.kernel.errors import Invalid
from binhyen.solver.deployment.api import (
    PRICE_KINDS,
    Plan,
    Post,
    Posting,
    Prices,
    Problem,
    Relaxation,
    RelaxKind,
    price_faults,
    prices_known,
)

PLAN_COLUMNS: Final = ("officer_id", "unit_code", "post", "wave")
BOUND_COLUMNS: Final = ("kind", "key1", "key2", "key3", "price")
RELAX_COLUMNS: Final = ("kind", "key1", "key2", "amount")
MOST_ROWS: Final = 2_000_000
PRICE: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?")
WAVE_KEYS: Final = {"demand": 2, "release_wave": 1, "capacity": 0}
"""Which key of a price is a wave."""
KEYS: Final = dict.fromkeys(("need", "release_wave", "keep", "avail"), 2) | {
    "demand": 3, "party": 1, "release": 1, "capacity": 1,
}  # fmt: skip
"""How many keys a price has."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as read; `rows` are the line numbers of each posting, more than one where a line stands twice."""

    plan: Plan
    rows: Mapping[Posting, tuple[int, ...]]


def read_plan(path: Path) -> PlanFile:
    """A plan.csv, whatever it names: unknown officers and units are for the checker to tell.

    Raises:
        NotFound: no such file.
        Invalid: missing columns, wrong encoding, an empty cell, a wave that is no number.
    """
    faults = Faults(path.name)
    rows: defaultdict[Posting, list[int]] = defaultdict(list)
    for cells in _cells(path, PLAN_COLUMNS, (STAGE,), faults):
        posting = Posting(
            officer=cells.text("officer_id"),
            unit="/".join(part for part in (cells.text("unit_code"), cells.cells[STAGE]) if part),
            # Whether it is one of the three posts is for the checker to tell.
            post=cast("Post", cells.text("post")),
            wave=cells.whole("wave", -(10**9), 10**9),
        )
        if cells.ok():
            rows[posting].append(cells.row)
    _refuse(faults)
    postings = [posting for posting, lines in rows.items() for _ in lines]
    return PlanFile(Plan(tuple(postings)), {one: tuple(lines) for one, lines in rows.items()})


def plan_text(plan: Plan) -> str:
    """A plan as plan.csv, ordered by officer; a stage column only where openings have stages."""
    staged = any("/" in one.unit for one in plan.postings)
    columns = (*PLAN_COLUMNS, *((STAGE,) if staged else ()))
    rows: list[tuple[object, ...]] = []
    for one in plan.postings:
        code, _, stage = one.unit.partition("/")
        rows.append((one.officer, code, one.post, one.wave, *((stage,) if staged else ())))
    return csv_text(columns, rows)


def read_prices(path: Path, problem: Problem, *, changed: bool = False) -> Prices:
    """A bound.csv of this problem.

    Args:
        changed: the prices are of the problem as it was before; names that are no more are left out.

    Raises:
        NotFound: no such file.
        Invalid: unknown kinds or names, doubles, a price that is no finite number or negative where it must not be.
    """
    faults = Faults(path.name)
    tables: dict[str, dict[Any, float]] = {kind: {} for kind in PRICE_KINDS}
    lines: dict[tuple[str, Any], int] = {}
    for cells in _cells(path, BOUND_COLUMNS, (), faults):
        kind = cells.choice("kind", PRICE_KINDS)
        if not cells.ok():
            continue
        key, price = _key(cells, kind), _price(cells)
        if cells.ok() and key in tables[kind]:
            cells.fault("key1", "giá này đã có ở dòng trên; mỗi giá ghi một lần.")
        elif cells.ok():
            tables[kind][key] = price
            lines[kind, key] = cells.row
    prices = prices_known(problem, Prices(**tables)) if changed else Prices(**tables)
    for kind, key, price, message in price_faults(problem, prices):
        faults.add(lines[kind, key], "price", str(price), message)
    _refuse(faults)
    return prices


def prices_text(prices: Prices) -> str:
    """Prices as bound.csv, those that are not 0, in the order of kinds and keys."""
    rows: list[tuple[object, ...]] = []
    for kind in PRICE_KINDS:
        table: Mapping[Any, float] = getattr(prices, kind)
        for key, price in sorted(table.items()):
            if price:
                keys = key if isinstance(key, tuple) else (key,)
                rows.append((kind, *keys, *([None] * (3 - len(keys))), float(price)))
    return csv_text(BOUND_COLUMNS, rows)


def read_relaxations(path: Path) -> tuple[Relaxation, ...]:
    """A relax.csv; whether the problem has these numbers is for `relaxed` to tell.

    Raises:
        NotFound: no such file.
        Invalid: unknown kinds, an amount that is no whole number from 1.
    """
    faults = Faults(path.name)
    found = []
    for cells in _cells(path, RELAX_COLUMNS, (), faults):
        kind = cells.choice("kind", get_args(RelaxKind))
        key1, amount = cells.text("key1"), cells.whole("amount", 1, 10**6)
        if cells.ok():
            found.append(Relaxation(cast("RelaxKind", kind), key1, cells.cells["key2"], amount))
    _refuse(faults)
    return tuple(found)


def relaxations_text(relaxations: Sequence[Relaxation]) -> str:
    """Relaxations as relax.csv."""
    rows = [(one.kind, one.key1, one.key2, one.amount) for one in sorted(relaxations)]
    return csv_text(RELAX_COLUMNS, rows)


def _cells(
    path: Path, columns: Sequence[str], optional: Sequence[str], faults: Faults
) -> Iterator[Cells]:
    """Rows; a file with a header alone has none."""
    try:
        for row, cells in read_csv(path, columns, optional, faults=faults, row_limit=MOST_ROWS):
            yield Cells(row, cells, faults)
    except Invalid as error:
        if error.code != "empty":
            raise


def _refuse(faults: Faults) -> None:
    if faults:
        raise refusal([faults])


def _key(cells: Cells, kind: str) -> Any:
    keys: list[Any] = [cells.cells[f"key{place}"] for place in (1, 2, 3)]
    count = KEYS[kind]
    for place in range(3):
        column = f"key{place + 1}"
        if place >= count and keys[place]:
            cells.fault(column, f"giá {kind} chỉ có {count} khóa; để trống ô này.")
        elif place == WAVE_KEYS.get(kind):
            keys[place] = cells.whole(column, 1, 10**6)
        elif place < count:
            cells.text(column)
    return keys[0] if count == 1 else tuple(keys[:count])


def _price(cells: Cells) -> float:
    value = cells.cells["price"]
    if not PRICE.fullmatch(value):
        cells.fault("price", f"“{value[:40]}” không phải giá; hãy ghi như 12.5, dấu chấm.")
        return 0.0
    return float(value)
