"""The annexes: figures by part, units below a norm, published figures beside the rows, and where numbers come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from binhyen.engines.documents.api import Annex, Block, Cell, Column, Table
from binhyen.engines.norms.api import Finding, Tally, Verdict
from binhyen.features.review.rules.deriving import derived
from binhyen.features.review.rules.listing import is_listed
from binhyen.features.review.text.charts import lacking_chart
from binhyen.features.review.text.draft import Draft, said
from binhyen.features.review.text.phrases import interval_ends
from binhyen.features.review.types import MISSING, Number, Pair, Part, StatedPair
from binhyen.kernel.numbers import format_date, format_number

DASH = "–"
MOST_LISTED = 400
"""Rows of the list of units: a whole country would fill a thousand pages."""
OPERATORS = {">=": "ít nhất", "<=": "nhiều nhất", "=": "đúng"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of figures: its title, the measure, and whether the window before stands beside it."""

    title: str
    measure: str
    with_before: bool = False


FORCE = (
    Shown("Xã, thị trấn", "units.programme"),
    Shown("Cán bộ chính quy", "staffing.officers"),
    Shown("Trưởng CA", "staffing.chiefs"),
    Shown("Phó trưởng CA", "staffing.deputies"),
    Shown("Công an viên", "staffing.members"),
    Shown("Đủ ba chức danh", "staffing.units_complete"),
    Shown("Đủ điều kiện lập chi bộ", "cells.eligible"),
    Shown("Chi bộ đã lập", "cells.established"),
    Shown("Trụ sở đã sử dụng", "premises.in_use"),
)
SECURITY = (
    Shown("Số vụ TTXH", "crime.social_order.occurred", with_before=True),
    Shown("Tỷ lệ khám phá (%)", "clear_up.social_order", with_before=True),
    Shown("Tin báo tiếp nhận", "tips.received", with_before=True),
    Shown("Tai nạn giao thông", "traffic.accidents", with_before=True),
    Shown("Cháy, nổ", "fires.occurred", with_before=True),
)


def annexes(draft: Draft) -> list[Block]:
    """All annexes, numbered in the order they are there."""
    found: list[tuple[str, list[Block]]] = []
    if draft.review.parts:
        title = f"SỐ LIỆU THEO {draft.review.subject.parts_word.upper()}"
        found.append((title, _by_part(draft)))
    else:
        found.append(("SỐ LIỆU CHỦ YẾU", [_main_figures(draft)]))
    found.append(("ĐỊNH MỨC VÀ ĐƠN VỊ CHƯA ĐẠT ĐỊNH MỨC", _lacking(draft)))
    if draft.review.stated:
        found.append(("SỐ ĐÃ CÔNG BỐ VÀ SỐ TÍNH TỪ DỮ LIỆU", [_stated(draft)]))
    blocks: list[Block] = []
    for number, (title, body) in zip(_romans(), found, strict=False):
        blocks += [Annex(f"PHỤ LỤC {number}", title), *body]
    return blocks


def _romans() -> Iterable[str]:
    return ("I", "II", "III", "IV", "V")


def _by_part(draft: Draft) -> list[Block]:
    review = draft.review
    blocks: list[Block] = []
    if review.subject.has_programme:
        day = format_date(review.window.end)
        blocks.append(_table(draft, f"Bảng 1. Lực lượng, chi bộ, trụ sở đến ngày {day}", FORCE))
    days = f"từ {format_date(review.window.start)} đến {format_date(review.window.end)}"
    note = "Không xếp hạng: chênh lệch nhỏ giữa các đơn vị chủ yếu do ngẫu nhiên."
    blocks.append(_table(draft, f"Bảng 2. An ninh, trật tự {days}", SECURITY, note))
    chart = lacking_chart(review)
    blocks.append(_comparisons(draft))
    return [*blocks, chart] if chart is not None else blocks


def _comparisons(draft: Draft) -> Table:
    columns = (
        Column("Chỉ tiêu", 4.0),
        Column("Kỳ trước", 1.0, "right"),
        Column("Kỳ này", 1.0, "right"),
        Column("Cận dưới", 0.9, "right"),
        Column("Cận trên", 0.9, "right"),
        Column("Kết luận", 2.2),
    )
    rows = tuple(
        (
            pair.now.label,
            _cell(draft, pair.before),
            _cell(draft, pair.now),
            *_ends(draft, pair),
            _verdict(pair),
        )
        for pair in draft.review.pairs.values()
        if pair.comparison is not None
    )
    note = (
        "Cận là khoảng tin cậy 95% chính xác của tỷ số giữa hai kỳ (số vụ) hoặc tỷ số chênh (tỷ lệ). "
        "Nhiều chỉ tiêu được xét cùng lúc, nên một kết luận rõ rệt đơn lẻ cần được theo dõi thêm ở kỳ sau."
    )
    return Table("Bảng 3. So sánh hai kỳ", columns, rows, note=note)


def _ends(draft: Draft, pair: Pair) -> tuple[Cell, Cell]:
    ends = interval_ends(pair)
    return (DASH, DASH) if ends is None else (draft.figure(ends[0]), draft.figure(ends[1]))


def _verdict(pair: Pair) -> str:
    return "" if pair.comparison is None else pair.comparison.change.words


def _table(draft: Draft, caption: str, shown: Sequence[Shown], note: str = "") -> Table:
    columns = [Column("TT", 0.5, "center"), Column("Đơn vị", 2.6)]
    rows = []
    for place, part in enumerate(draft.review.parts, start=1):
        rows.append((str(place), part.name, *_cells(draft, shown, part.numbers, part.before)))
    for one in shown:
        columns.append(Column(one.title, 1.0, "right"))
        if one.with_before:
            columns.append(Column("Kỳ trước", 1.0, "right"))
    return Table(
        caption,
        tuple(columns),
        tuple(rows),
        total=("", "Tổng số", *_cells(draft, shown, *_whole(draft))),
        note=note,
        landscape=True,
    )


def _whole(draft: Draft) -> tuple[Mapping[str, Number], Mapping[str, Number]]:
    review = draft.review
    now = {**review.days, **{measure: pair.now for measure, pair in review.pairs.items()}}
    before = {measure: pair.before for measure, pair in review.pairs.items()}
    return {**now, **review.programme, **review.days}, before


def _cells(
    draft: Draft,
    shown: Sequence[Shown],
    numbers: Mapping[str, Number],
    before: Mapping[str, Number],
) -> list[Cell]:
    cells: list[Cell] = []
    for one in shown:
        cells.append(_cell(draft, numbers.get(one.measure)))
        if one.with_before:
            cells.append(_cell(draft, before.get(one.measure)))
    return cells


def _cell(draft: Draft, number: Number | None) -> Cell:
    return DASH if number is None or not number.is_known else draft.figure(number)


def _main_figures(draft: Draft) -> Table:
    rows = [
        (pair.now.label, pair.now.unit, _cell(draft, pair.now), _cell(draft, pair.before))
        for pair in draft.review.pairs.values()
        if pair.now.is_known
    ]
    columns = (
        Column("Chỉ tiêu", 4.0),
        Column("Đơn vị tính", 1.0, "center"),
        Column("Kỳ này", 1.0, "right"),
        Column("Kỳ trước", 1.0, "right"),
    )
    return Table("Bảng 1. Số liệu trong kỳ", columns, tuple(rows) or ((MISSING, "", DASH, DASH),))


def _lacking(draft: Draft) -> list[Block]:
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


def _stated(draft: Draft) -> Table:
    columns = (
        Column("Số liệu", 3.2),
        Column("Thời điểm", 1.2, "center"),
        Column("Đã công bố", 1.1, "right"),
        Column("Tính từ dữ liệu", 1.1, "right"),
        Column("Chênh lệch", 1.0, "right"),
        Column("Nguồn công bố", 3.0),
    )
    note = (
        "Chênh lệch = số tính trừ số đã công bố. Hai số cùng được giữ; không số nào ghi đè số kia."
    )
    rows = tuple(_stated_row(draft, pair) for pair in draft.review.stated)
    return Table("Bảng 7. Số đã công bố đặt cạnh số tính", columns, rows, note=note, landscape=True)


def _stated_row(draft: Draft, pair: StatedPair) -> tuple[Cell, ...]:
    said_, computed = pair.stated, pair.computed
    difference = said_.difference
    shown: Cell = DASH
    if difference is not None and computed is not None:
        shown = draft.figure(
            derived(
                computed,
                "difference",
                f"Chênh lệch: {said_.label}",
                difference,
                source=f"{computed.text} − {said_.text}",
            )
        )
    return (
        f"{said_.label}{f' ({pair.qualifier})' if pair.qualifier else ''}",
        pair.when,
        draft.figure(said_),
        DASH if computed is None else draft.figure(computed),
        shown,
        pair.short_source,
    )


def origins(draft: Draft, numbers: Sequence[Number]) -> Table:
    """Where each figure of the text comes from; numbers worked out of two others explain themselves."""
    columns = (
        Column("TT", 0.5, "center"),
        Column("Số liệu", 1.2, "right"),
        Column("Nội dung", 4.2),
        Column("Nguồn, cách tính", 4.2),
    )
    rows = tuple(
        (str(place), f"{number.text} {number.unit}".strip(), number.label, number.source)
        for place, number in enumerate(filter(_has_origin, numbers), start=1)
    )
    note = f"Mã tra cứu đầy đủ của {format_number(len(draft.printed))} số liệu nằm trong tệp figures.json kèm theo."
    return Table("", columns, rows, note=note)


def _has_origin(number: Number) -> bool:
    return (
        bool(number.measure)
        or number.id.startswith(("wave.", "donor.", "type."))
        or ".programme@" in number.id
    )
