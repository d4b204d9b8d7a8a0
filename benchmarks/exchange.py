"""Exchange at a country's size: dataValueSets, CSV, ADX in, every format out; speed a value and memory as files grow.

`python -m benchmarks.exchange` prints its rows; `rows(sizes)` gives them to `make bench-country`. Units are the real ones;
values are synthetic. Speeds are values a second of this process's own work, the whole way: read, resolved, scoped,
written with versions and totals, journalled.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measuring import Row, expect, report, reported, timed
from benchmarks.product import start

SIZES = (300_000, 1_000_000, 3_000_000)
REPORT = "security_monthly"
DHIS2_REACH, CSV_REACH, OUT_REACH = 40_000, 100_000, 200_000
ROOM_MIB = 120
"""How much more a file of three million values may take than one of a million."""


def rows(sizes: Sequence[int] = SIZES[:2]) -> list[Row]:
    """Measured rows; each size in a process of its own, so that memory is its own too."""
    found: list[Row] = []
    peaks: dict[str, list[float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="binhyen-bench-exchange-") as home:
            for row in _alone(size, home):
                if row.unit == "MiB":
                    peaks.setdefault(row.what, []).append(row.value)
                found.append(row)
    for what, values in peaks.items():
        if len(values) > 1:
            grown = values[-1] - values[-2]
            found.append(Row(f"{what}: growth from the size before", grown, "MiB", ROOM_MIB))
    return found


def _alone(size: int, home: str) -> list[Row]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("BINHYEN_")}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.exchange", str(size)],
        env=clean | {"BINHYEN_HOME": home},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return reported(done.stdout)


def main(size: int) -> None:
    """One size: made, sent in each format, taken out in each."""
    start()
    from django.conf import settings

    from binhyen.engines.indicators.api import load_catalogue
    from binhyen.engines.units.api import load_units
    from binhyen.foundation.access.api import Actor

    actor = Actor.operator()
    load_units(actor)
    load_catalogue(actor, folder=Path(settings.BINHYEN_CATALOGUE))
    with tempfile.TemporaryDirectory(dir=settings.BINHYEN_HOME) as folder:
        report(*_measured(actor, size, Path(folder)))


def _measured(actor: object, size: int, folder: Path) -> Iterator[Row]:
    files = _files(size, folder)
    for kind, year, reach in (
        ("dhis2", 2021, DHIS2_REACH),
        ("csv", 2022, CSV_REACH),
        ("adx", 2020, DHIS2_REACH),
    ):
        yield from _sent(actor, kind, files[year], size, reach)
    for kind in ("dhis2", "csv", "adx"):
        yield _taken(actor, kind, folder, size)


def _sent(actor: object, kind: str, path: Path, size: int, reach: int) -> Iterator[Row]:
    from binhyen.features.interchange.api import FileFormat, ImportOptions, import_file

    outcomes = []
    took = timed(
        lambda: outcomes.append(
            import_file(
                actor,  # type: ignore[arg-type]
                path=path,
                kind=FileFormat(kind),
                options=ImportOptions(approve=True),
            )
        )
    )
    expect(f"{kind} import", (outcomes[0].imported, outcomes[0].fault_count), (size, 0))
    note = f"{path.stat().st_size >> 20} MiB, {size / took.wall:,.0f} on the wall"
    yield Row(
        f"import {kind}, {size:,} values", size / took.cpu, "values/s", reach, least=True, note=note
    )
    yield Row(f"import {kind}, peak memory", _peak(), "MiB", note=f"{size:,} values")


def _taken(actor: object, kind: str, folder: Path, size: int) -> Row:
    from binhyen.features.interchange.api import ExportRequest, FileFormat, export

    target, year = folder / f"out.{kind}", 2021
    request = ExportRequest(REPORT, "VN", f"{year}-01..{year}-12", FileFormat(kind))

    def write() -> None:
        with target.open("wb") as handle:
            for piece in export(actor, request):  # type: ignore[arg-type]
                handle.write(piece)

    took = timed(write)
    note = f"{target.stat().st_size >> 20} MiB, {size / took.wall:,.0f} on the wall"
    return Row(
        f"export {kind}, {size:,} values",
        size / took.cpu,
        "values/s",
        OUT_REACH,
        least=True,
        note=note,
    )


def _files(size: int, folder: Path) -> dict[int, Path]:
    found = {2021: folder / "in.json", 2022: folder / "in.csv", 2020: folder / "in.xml"}
    _write_json(found[2021], size)
    _write_csv(found[2022], size)
    _write_adx(found[2020], size)
    return found


def _write_json(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write('{"dataValues":[')
        for number, (unit, period, element, value) in enumerate(_values(size, 2021)):
            out.write(
                f'{"," if number else ""}{{"dataElement":"{element}","period":"admin:{period}",'
                f'"orgUnit":"{unit}","categoryOptionCombo":"default","value":"{value}"}}'
            )
        out.write("]}")


def _write_csv(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write("unit,period,element,breakdown,value\n")
        out.writelines(
            f"{unit},{period},{element},,{value}\n"
            for unit, period, element, value in _values(size, 2022)
        )


def _write_adx(path: Path, size: int) -> None:
    from binhyen.engines.indicators.api import catalogue
    from binhyen.features.interchange.rules.periods import to_adx
    from binhyen.kernel.periods import parse_period

    known, last = catalogue(), None
    with path.open("w", encoding="utf-8") as out:
        out.write('<adx xmlns="urn:ihe:qrph:adx:2015">')
        for unit, period, element, value in _values(size, 2020):
            if (unit, period) != last:
                out.write("</group>" if last else "")
                span = to_adx(parse_period(period, known.calendars, "admin"))
                out.write(f'<group dataSet="{REPORT}" orgUnit="{unit}" period="{span}">')
                last = (unit, period)
            out.write(f'<dataValue dataElement="{element}" value="{value}"/>')
        out.write("</group></adx>")


def _values(size: int, year: int) -> Iterator[tuple[str, str, str, int]]:
    """Values of real communes, all elements of the report, month after month until there are enough."""
    from binhyen.engines.indicators.api import catalogue
    from binhyen.engines.units.api import Level, structure

    chance, left, known = random.Random(year), size, catalogue()  # noqa: S311 - figures, not secrets
    elements = [
        code
        for code in known.definitions[REPORT].entry.elements
        if not known.elements[code].counted
    ]
    for month in range(1, 13):
        period = f"{year}-{month:02d}"
        last_day = known.definitions[REPORT].calendar.month_start(12 * year + month)
        for unit in structure(last_day).at_level(Level.COMMUNE):
            for element in elements:
                if not left:
                    return
                left -= 1
                yield unit.code, period, element, chance.randrange(60)
    if left:
        raise ValueError(f"a year holds {size - left} values")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(int(sys.argv[1]))
    else:
        from benchmarks.measuring import table

        sys.stdout.write(table(rows(SIZES)) + "\n")
