"""The annexes: figures by part, units below a norm, published figures beside the rows, and where numbers come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from binhyen.engines.documents.api import Annex, Block, Cell, Column, Table
from binhyen.features.review.text.charts import lacking_chart
from binhyen.features.review.text.draft import Draft
from binhyen.features.review.text.phrases import interval_ends
from binhyen.features.review.text.shortfalls import shortfalls
from binhyen.features.review.text.sources import published
from binhyen.features.review.types import MISSING, Number, Pair
from binhyen.kernel.numbers import format_date

DASH = "–"


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
    found.append(("ĐỊNH MỨC VÀ ĐƠN VỊ CHƯA ĐẠT ĐỊNH MỨC", shortfalls(draft)))
    if draft.review.stated:
        found.append(("SỐ ĐÃ CÔNG BỐ VÀ SỐ TÍNH TỪ DỮ LIỆU", [published(draft)]))
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
