"""The annexes on trust: published figures beside the rows, and where the numbers of the text come from."""

from __future__ import annotations

from collections.abc import Sequence

from binhyen.engines.documents.api import Cell, Column, Table
from binhyen.features.review.rules.deriving import derived
from binhyen.features.review.text.draft import Draft
from binhyen.features.review.types import Number, StatedPair
from binhyen.kernel.numbers import format_number

DASH = "–"


def published(draft: Draft) -> Table:
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
