"""`binhyen exchange …`: figures in and out as csv, xlsx, DHIS2 and ADX."""

from __future__ import annotations

import sys
from pathlib import Path
from secrets import token_hex
from typing import Annotated, Any

import typer

from binhyen.features.interchange import api
from binhyen.features.interchange.folders import digest_of, size_of
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, say
from binhyen.kernel.errors import N_, Invalid, NotFound, RowProblem

app = typer.Typer(no_args_is_help=True, help="Trao đổi số liệu: csv, xlsx, DHIS2, ADX.")

KindOption = Annotated[api.FileFormat, typer.Option("--format", help="dhis2, csv, xlsx hoặc adx")]
SchemeOption = Annotated[
    api.Scheme, typer.Option("--id-scheme", help="tệp dùng mã (code), tên (name) hay uid")
]
TOLD = 20


@app.command("import")
def import_file(  # noqa: PLR0913, PLR0917 - one parameter a flag
    file: Annotated[Path, typer.Argument(help="tệp nhận được")],
    kind: KindOption,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="chạy thử, không ghi gì")] = False,  # noqa: FBT002 - a flag on the command line
    scheme: SchemeOption = api.Scheme.CODE,
    partial: Annotated[  # noqa: FBT002
        bool,
        typer.Option(
            "--partial/--all-or-nothing", help="ghi phần đúng, hay sai một mục thì không ghi gì"
        ),
    ] = False,
    strategy: Annotated[
        api.Strategy, typer.Option("--strategy", help="thêm, sửa, cả hai, hoặc xóa")
    ] = api.Strategy.CREATE_AND_UPDATE,
    report: Annotated[
        str | None, typer.Option("--report", help="chỉ nhận chỉ tiêu của mẫu này")
    ] = None,
    approve: Annotated[bool, typer.Option("--approve", help="duyệt luôn")] = False,  # noqa: FBT002
    marked_copy: Annotated[
        Path | None, typer.Option("--marked-copy", help="xlsx: bản sao tô đỏ các ô sai")
    ] = None,
    format_: Annotated[Format, typer.Option("--format-out", help="text hoặc json")] = Format.text,
) -> None:
    """Nạp một tệp; thoát 2 nếu có mục bị từ chối mà không dùng --partial."""
    options = api.ImportOptions(
        schemes=api.Schemes.all(scheme),
        strategy=strategy,
        dry_run=dry_run,
        partial=partial,
        approve=approve,
        report=report,
    )
    actor = Actor.operator()
    outcome = api.import_file(actor, path=file, kind=kind, options=options)
    if not dry_run:
        _write_history(actor, file, outcome, options)
    if marked_copy is not None and kind is api.FileFormat.XLSX:
        api.write_marked_copy(file, marked_copy, outcome.faults)
    say(shown(outcome), format_)
    if outcome.fault_count and not partial:
        raise _refusal(outcome)


@app.command("export")
def export(
    kind: KindOption,
    report: Annotated[str, typer.Option("--report", help="mã mẫu báo cáo")],
    under: Annotated[str, typer.Option("--under", help="mã đơn vị; VN là cả nước")],
    period: Annotated[str, typer.Option("--period", help="2022-05, 2022-01..2022-05, …")],
    out: Annotated[Path | None, typer.Option("--out", help="tệp nhận; bỏ trống là in ra")] = None,
    scheme: SchemeOption = api.Scheme.CODE,
    newest: Annotated[bool, typer.Option("--newest", help="cả số chưa duyệt")] = False,  # noqa: FBT002
    as_csv: Annotated[  # noqa: FBT002
        bool, typer.Option("--dhis2-csv", help="DHIS2 dạng CSV thay vì JSON")
    ] = False,
) -> None:
    """Xuất số liệu của các xã dưới một đơn vị, viết dần ra tệp hoặc màn hình."""
    request = api.ExportRequest(
        report, under, period, kind, api.Schemes.all(scheme), newest=newest, as_csv=as_csv
    )
    pieces = api.export(Actor.operator(), request)
    if out is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    if not out.parent.is_dir():
        raise NotFound(N_("Không có thư mục {folder}."), folder=str(out.parent))
    part = out.with_name(f".{out.name}.{token_hex(4)}")
    try:
        with part.open("wb") as handle:
            for piece in pieces:
                handle.write(piece)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def shown(outcome: api.Outcome) -> dict[str, Any]:
    """An outcome as the command prints it."""
    facts = api.outcome_as_json(outcome)
    facts["conflicts"] = facts.pop("faults")
    facts["conflict_count"] = facts.pop("fault_count")
    return {"file": facts.pop("file_name"), **facts}


def _write_history(
    actor: Actor, file: Path, outcome: api.Outcome, options: api.ImportOptions
) -> None:
    run = api.keep_file(
        actor,
        file_name=file.name,
        kind=outcome.format,
        digest=digest_of(file),
        size=size_of(file),
        options=options,
    )
    api.finish_run(actor, run_id=run.pk, outcome=outcome)


def _refusal(outcome: api.Outcome) -> Invalid:
    rows = [
        RowProblem(one.line, one.column, one.value, one.message, outcome.file_name)
        for one in outcome.faults[:TOLD]
    ]
    return Invalid(
        N_(
            "Tệp {file} có {count} mục bị từ chối; chưa ghi gì. Sửa rồi nạp lại, hoặc dùng --partial."
        ),
        kind="file-faults",
        rows=rows,
        file=outcome.file_name,
        count=outcome.fault_count,
    )
