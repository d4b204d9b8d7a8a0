"""The annex of norms: verdicts per rule and per part, and the units that miss what binds."""

from __future__ import annotations

from decimal import Decimal

from binhyen.engines.documents.api import Block, Cell, Column, Table
from binhyen.engines.norms.api import Finding, Tally, Verdict
from binhyen.features.review.rules.deriving import derived
from binhyen.features.review.rules.listing import is_listed
from binhyen.features.review.text.draft import Draft, said
from binhyen.features.review.types import Number, Part
from binhyen.kernel.numbers import format_date, format_number

MOST_LISTED = 400
"""Rows of the list of units: a whole country would fill a thousand pages."""


OPERATORS = {">=": "ít nhất", "<=": "nhiều nhất", "=": "đúng"}


def shortfalls(draft: Draft) -> list[Block]:
    blocks: list[Block] = []
    if draft.review.norms:
        blocks.append(_norm_table(draft))
    if draft.review.tallies:
        blocks.append(_tally_table(draft))
    rows = _lacking_rows(draft)
    if not rows:
        return [*blocks, said(["Không có đơn vị nào chưa đạt trong số đã đo được."])]
    columns = (
        Column("TT", 0.5, "center"),
        Column("Đơn vị", 4.0),
        Column("Định mức", 2.0),
        Column("Yêu cầu", 1.3, "center"),
        Column("Hiện có", 1.0, "right"),
        Column("Thiếu, vượt", 1.0, "right"),
        Column("Từ ngày", 1.5, "center"),
    )
    note = "Gồm các yêu cầu bắt buộc và định mức quân số. Ô ngày trống: đã như vậy từ trước thời gian có số liệu được xét."
    if len(_listed_findings(draft)) > MOST_LISTED:
        note = f"{note} Chỉ in {MOST_LISTED} dòng đầu; danh sách đầy đủ ở mục Định mức."
    return [*blocks, Table("Bảng 6. Danh sách đơn vị", columns, rows, note=note)]


def _lacking_rows(draft: Draft) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (str(place), *_lacking_row(draft, finding))
        for place, finding in enumerate(_listed_findings(draft)[:MOST_LISTED], start=1)
    )


def _listed_findings(draft: Draft) -> list[Finding]:
    return [
        finding
        for line in draft.review.norms
        if is_listed(line.severity, line.left)
        for finding in line.findings
    ]


def _lacking_row(draft: Draft, finding: Finding) -> tuple[Cell, ...]:
    return (
        unit_with_part(draft, finding),
        finding.short,
        _asked(finding),
        draft.figure(_of_finding(draft, finding, "left", "Hiện có", finding.left)),
        draft.figure(_of_finding(draft, finding, "by", "Còn thiếu hoặc vượt", finding.by)),
        format_date(finding.since) if finding.since else "",
    )


def unit_with_part(draft: Draft, finding: Finding) -> str:
    """`xã Thành Sơn (Bá Thước)`: two districts may each have a commune of that name."""
    part = draft.review.part_names.get(finding.unit_id)
    return f"{finding.unit_name} ({part})" if part else finding.unit_name


def _asked(finding: Finding) -> str:
    low = format_number(finding.right, finding.decimals)
    if finding.up_to is not None:
        return f"{low}–{format_number(finding.up_to, finding.decimals)}"
    return f"{OPERATORS[finding.operator]} {low}"


def _of_finding(
    draft: Draft, finding: Finding, name: str, label: str, value: Decimal | None
) -> Number:
    return Number(
        id=f"finding.{finding.norm}.{name}@{finding.unit_code}:{draft.review.window.end}",
        label=f"{label}: {finding.label}",
        value=value,
        unit=finding.unit,
        decimals=finding.decimals,
        scope=finding.unit_code,
        scope_name=finding.unit_name,
        unit_id=finding.unit_id,
        as_of=str(draft.review.window.end),
        source=finding.why,
    )


def _norm_table(draft: Draft) -> Table:
    columns = (
        Column("Định mức", 4.2),
        Column("Áp dụng", 1.0, "right"),
        Column("Đạt", 1.0, "right"),
        Column("Chưa đạt", 1.0, "right"),
        Column("Chưa đo được", 1.0, "right"),
        Column("Căn cứ", 3.4),
    )
    rows = [
        (
            line.label,
            draft.figure(line.applicable),
            draft.figure(line.met),
            draft.figure(line.lacking),
            draft.figure(line.unknown),
            line.source,
        )
        for line in draft.review.norms
    ]
    return Table("Bảng 4. Kết quả xét định mức (số đơn vị)", columns, tuple(rows), landscape=True)


def _tally_table(draft: Draft) -> Table:
    columns = (
        Column("Đơn vị", 3.0),
        Column("Trường hợp được xét", 1.2, "right"),
        Column("Đạt", 1.0, "right"),
        Column("Thiếu", 1.0, "right"),
        Column("Vượt", 1.0, "right"),
        Column("Chưa đo được", 1.0, "right"),
    )
    names = {part.unit_id: part for part in draft.review.parts}
    rows = [
        (names[tally.unit_id].name, *_tally_cells(draft, names[tally.unit_id], tally))
        for tally in draft.review.tallies
        if tally.unit_id in names
    ]
    note = "Mỗi trường hợp là một đơn vị xét theo một định mức."
    return Table(
        f"Bảng 5. Kết quả xét định mức theo {draft.review.subject.parts_word}",
        columns,
        tuple(rows),
        note=note,
    )


def _tally_cells(draft: Draft, part: Part, tally: Tally) -> list[Cell]:
    counts = {
        "applicable": tally.applicable,
        **{
            str(verdict): tally.count(verdict)
            for verdict in Verdict
            if verdict is not Verdict.NOT_APPLICABLE
        },
    }
    like = draft.review.norms[0].applicable
    return [
        draft.figure(
            derived(
                like,
                f"all.{name}",
                f"{_tally_label(name)}: {part.name}",
                count,
                id=f"norms.{name}@{part.code}:{like.as_of}",
                unit="trường hợp",
                scope=part.code,
                scope_name=part.name,
                unit_id=part.unit_id,
                source="Xét mọi định mức đang có hiệu lực",
            )
        )
        for name, count in counts.items()
    ]


def _tally_label(name: str) -> str:
    return (
        "Trường hợp được xét định mức"
        if name == "applicable"
        else f"Trường hợp {Verdict(name).label}"
    )
