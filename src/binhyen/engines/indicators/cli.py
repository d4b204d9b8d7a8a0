"""`binhyen figures …`: import, ask, explain, rebuild and prove figures from the command line."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from binhyen.engines.indicators.api import (
    By,
    Cell,
    Explanation,
    Frame,
    Query,
    Rebuilt,
    catalogue,
    consistency,
    explain,
    import_figures,
    read,
    rebuild_all,
    start_cluster,
    stop_cluster,
    verify_rollups,
)
from binhyen.engines.units.api import find, structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.api import ROW_LIMIT, csv_text
from binhyen.foundation.exchange.console import Format, FormatOption, parse_day, say
from binhyen.kernel.errors import N_, Invalid, RuleBroken
from binhyen.kernel.periods import Period, parse_periods

app = typer.Typer(no_args_is_help=True, help="Số liệu: nạp, tra cứu, giải thích, kiểm chứng.")

cluster = typer.Typer(no_args_is_help=True, help="Cụm máy tính chung (Spark), tùy chọn.")
app.add_typer(cluster, name="cluster")

COLUMNS = (
    "unit_code",
    "unit_name",
    "period",
    "value",
    "numerator",
    "denominator",
    "reported",
    "expected",
    "pending",
    "estimated",
    "missing",
)
AS_WAS = "as-was"


class Engine(StrEnum):
    """Where figures are added up."""

    local = "local"
    distributed = "distributed"


class FrameFormat(StrEnum):
    """How frames are printed."""

    json = "json"
    csv = "csv"


Indicator = Annotated[str | None, typer.Option("--indicator", help="Mã chỉ số")]
Element = Annotated[str | None, typer.Option("--element", help="Mã chỉ tiêu")]
Under = Annotated[str, typer.Option("--under", help="Mã đơn vị; VN là cả nước")]
PeriodText = Annotated[str, typer.Option("--period", help="2022-05, 2022-H1, 2022-01..2022-05, …")]
StructureText = Annotated[str, typer.Option("--structure", help="as-was hoặc as-of:NĂM-THÁNG-NGÀY")]
Breakdown = Annotated[str | None, typer.Option("--breakdown", help="Mã mục phân tổ")]
Rows = Annotated[By, typer.Option("--by", help="province, district, commune hoặc unit")]


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV: unit_code, element, period, breakdown, value")],
    approve: Annotated[bool, typer.Option("--approve", help="Duyệt luôn")] = False,  # noqa: FBT002 - a flag on the command line
    row_limit: Annotated[int, typer.Option("--row-limit", help="Số dòng tối đa")] = ROW_LIMIT,
    format_: FormatOption = Format.json,
) -> None:
    """Import figures, all or nothing."""
    result = import_figures(Actor.operator(), path=file, approve=approve, row_limit=row_limit)
    say(
        {
            "file": result.file_name,
            "values": result.values,
            "created": result.created,
            "changed": result.changed,
            "unchanged": result.unchanged,
            "approved": result.approved,
        },
        format_,
    )


@app.command("get")
def get(
    under: Under,
    period: PeriodText,
    by: Rows = By.UNIT,
    indicator: Indicator = None,
    element: Element = None,
    structure_text: StructureText = AS_WAS,
    breakdown: Breakdown = None,
    format_: Annotated[FrameFormat, typer.Option("--format")] = FrameFormat.json,
) -> None:
    """Read one measure for the units under a unit."""
    code = _measure(indicator, element)
    as_of = _as_of(structure_text)
    periods = _periods(code, period)
    under_id = _unit(under, as_of or periods[-1].last_day)
    frame = read(Query((code,), under_id, by, tuple(periods), None, as_of, breakdown))
    if format_ is FrameFormat.csv:
        sys.stdout.write(csv_text(COLUMNS, (list(_row(cell).values()) for cell in frame)))
    else:
        asked = {
            "measure": code,
            "under": under,
            "by": by.value,
            "period": period,
            "structure": structure_text,
            "breakdown": breakdown,
            "months_used": frame.months_used,
        }
        say(
            {"query": asked, "rows": [_row(cell) for cell in frame], "total": _total(frame)},
            Format.json,
        )


@app.command("explain")
def explain_figure(
    under: Under,
    period: PeriodText,
    indicator: Indicator = None,
    element: Element = None,
    structure_text: StructureText = AS_WAS,
    breakdown: Breakdown = None,
    format_: FormatOption = Format.json,
) -> None:
    """Say how one figure came about, down to the reports."""
    code = _measure(indicator, element)
    as_of = _as_of(structure_text)
    periods = _periods(code, period)
    unit_id = _unit(under, as_of or periods[-1].last_day)
    query = Query((code,), unit_id, By.UNIT, tuple(periods), None, as_of, breakdown)
    say(_explained(explain(query, unit_id)), format_)


@app.command("check")
def check(
    under: Under,
    start: Annotated[str, typer.Option("--from", help="kỳ kết thúc từ ngày này")],
    end: Annotated[str, typer.Option("--to", help="đến trước ngày này")],
    format_: FormatOption = Format.json,
) -> None:
    """Run the integrity checks over approved reports and name what cannot be true together."""
    first, last = parse_day(start), parse_day(end)
    found = consistency(Actor.operator(), _unit(under, last), first, last)
    say(
        {
            "reports": found.reports,
            "by_check": found.by_check,
            "found": [asdict(one) for one in found.found],
        },
        format_,
    )


@app.command("rebuild")
def rebuild(
    engine: Annotated[
        Engine, typer.Option("--engine", help="local hoặc distributed")
    ] = Engine.local,
    format_: FormatOption = Format.json,
) -> None:
    """Make analysis files and roll-ups anew from the approved reports; one cut off goes on where it stopped."""
    found: list[Rebuilt] = []
    for done, of, rebuilt in rebuild_all(Actor.operator(), engine=engine.value):
        sys.stderr.write(f"{rebuilt.period}: {done}/{of}, {rebuilt.values:,} giá trị\n")
        found.append(rebuilt)
    say(
        {
            "engine": engine.value,
            "periods": len(found),
            "values": sum(one.values for one in found),
            "rows": sum(one.rows for one in found),
            "differences": sum(len(one.differences) for one in found),
            "first_differences": [
                {"period": one.period, "unit_id": wrong.unit_id}
                for one in found
                for wrong in one.differences
            ][:20],
        },
        format_,
    )


@cluster.command("start")
def start(
    workers: Annotated[int, typer.Option("--workers", help="số tiến trình tính")] = 2,
    memory: Annotated[str, typer.Option("--memory", help="bộ nhớ mỗi tiến trình, như 2g")] = "1g",
    format_: FormatOption = Format.json,
) -> None:
    """Start a master and workers on this machine's loopback, as ordinary processes."""
    found = start_cluster(workers, memory)
    say({"url": found.url, "master": found.master, "workers": list(found.workers)}, format_)


@cluster.command("stop")
def stop(format_: FormatOption = Format.json) -> None:
    """End them."""
    say({"stopped": stop_cluster()}, format_)


@app.command("verify")
def verify(format_: FormatOption = Format.json) -> None:
    """Compare every roll-up with a fresh sum of the approved reports; exit 2 when one differs."""
    faults = verify_rollups()
    if faults:
        raise RuleBroken(
            N_("{count} số tổng hợp không khớp; số đầu: {first}. Chạy `binhyen figures rebuild`."),
            count=len(faults),
            first=str(faults[0]),
        )
    say({"exact": True}, format_)


def _measure(indicator: str | None, element: str | None) -> str:
    if (indicator is None) == (element is None):
        raise Invalid(N_("Hãy nêu --indicator hoặc --element, đúng một trong hai."))
    return indicator or element or ""


def _as_of(text: str) -> date | None:
    if text == AS_WAS:
        return None
    name, _, day = text.partition(":")
    try:
        if name == "as-of":
            return date.fromisoformat(day)
    except ValueError:
        pass
    raise Invalid(
        N_("--structure “{value}”: hãy ghi as-was hoặc as-of:2025-07-01."), value=text[:40]
    )


def _periods(code: str, text: str) -> list[Period]:
    """Periods in the calendar of the measure's own report, unless the text names another."""
    known = catalogue()
    return parse_periods(text, known.calendars, known.calendar_code(code))


def _unit(code: str, on: date) -> int:
    return structure(on).root.id if code == "VN" else find(code, on).id


def _row(cell: Cell) -> dict[str, Any]:
    return {
        "unit_code": cell.unit_code,
        "unit_name": cell.unit_name,
        "period": cell.period.code,
        "value": cell.value,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "reported": cell.reported,
        "expected": cell.expected,
        "pending": cell.pending,
        "estimated": cell.estimated,
        "missing": None if cell.missing is None else cell.missing.value,
    }


def _total(frame: Frame) -> dict[str, Any] | list[dict[str, Any]] | None:
    """The figures of the whole unit asked about: one period gives one object, several give one a period."""
    totals = [_row(cell) for cell in frame.total_cells]
    return totals[0] if len(frame.query.periods) == 1 and totals else totals


def _explained(explanation: Explanation) -> dict[str, Any]:
    return {
        "label": explanation.label,
        "value": explanation.cell.value,
        "words": explanation.words,
        "legal_source": explanation.legal_source,
        "inputs": [_explained(part) for part in explanation.inputs],
        "sources": [
            {
                "unit_code": source.unit_code,
                "unit_name": source.unit_name,
                "period": source.period,
                "value": source.value,
                "counted": source.counted,
                "estimated": source.estimated,
                "via": source.via,
                "version": source.version,
                "origin": source.origin,
                "approved_by": source.approved_by,
                "approved_at": source.approved_at,
                "document": source.document,
            }
            for source in explanation.sources
        ],
        "more_sources": explanation.more,
        "not_reported": list(explanation.not_reported),
        "more_not_reported": explanation.more_not_reported,
    }
