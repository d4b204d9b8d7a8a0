"""What must hold of successions: real units on real days, nothing lost and nothing passed on twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from binhyen.engines.units.rules.records import Chains, SuccessionRow, end_of, version_on
from binhyen.engines.units.types import PARTS, SUCCESSION_KINDS
from binhyen.kernel.errors import RowProblem

Heirs = dict[tuple[str, date], list[SuccessionRow]]


def successions_at_fault(
    all_chains: Chains, successions: Iterable[SuccessionRow]
) -> Iterator[RowProblem]:
    """Faults of each row, of the rows of one predecessor and day, and of ended units nobody succeeds."""
    heirs: Heirs = {}
    for row in successions:
        heirs.setdefault((row.predecessor, row.on), []).append(row)
        yield from _row_at_fault(row, all_chains)
    for (key, on), rows in heirs.items():
        ends = key in all_chains and end_of(all_chains[key]) == on
        yield from _heirs_at_fault(rows, ends=ends)
    yield from _heirless(all_chains, heirs)


def _row_at_fault(row: SuccessionRow, all_chains: Chains) -> Iterator[RowProblem]:
    if row.kind not in SUCCESSION_KINDS:
        yield row.place.problem(
            "kind", row.kind, f"hình thức lạ: dùng một trong {', '.join(SUCCESSION_KINDS)}."
        )
    if row.part not in PARTS:
        yield row.place.problem("part", row.part, f"phần lạ: dùng một trong {', '.join(PARTS)}.")
    if row.predecessor == row.successor:
        yield row.place.problem(
            "new_unit", row.successor, "đơn vị không thể kế thừa chính mình: sửa bên nhận."
        )
    if not _in_force(row.predecessor, row.on - timedelta(days=1), all_chains):
        yield row.place.problem(
            "old_unit",
            row.predecessor,
            f"không có hiệu lực ngay trước ngày {row.on}: sửa đơn vị hoặc ngày.",
        )
    if not _in_force(row.successor, row.on, all_chains):
        yield row.place.problem(
            "new_unit", row.successor, f"không có hiệu lực ngày {row.on}: sửa đơn vị hoặc ngày."
        )


def _in_force(key: str, on: date, all_chains: Chains) -> bool:
    return key in all_chains and version_on(all_chains[key], on) is not None


def _heirs_at_fault(rows: list[SuccessionRow], *, ends: bool) -> Iterator[RowProblem]:
    first, shares = rows[0], [row.share for row in rows]
    if len({row.successor for row in rows}) < len(rows):
        yield first.place.problem(
            "new_unit",
            first.predecessor,
            f"{first.predecessor} có hai dòng cho một bên nhận: gộp lại.",
        )
    known = [share for share in shares if share is not None]
    total = sum(known)
    if known and len(known) < len(shares):
        yield first.place.problem(
            "share",
            total,
            f"{first.predecessor} có tỷ lệ chỗ có chỗ không: nêu đủ hoặc để trống hết.",
        )
    elif known and (total != 1 if ends else total >= 1):
        wanted = "đúng bằng 1" if ends else "nhỏ hơn 1 vì đơn vị còn hoạt động"
        yield first.place.problem(
            "share", total, f"các tỷ lệ của {first.predecessor} cộng lại là {total}, phải {wanted}."
        )
    mains = sum(row.is_main for row in rows)
    if mains != ends:
        wanted = "đúng một" if ends else "không có"
        yield first.place.problem(
            "main",
            mains,
            f"{first.predecessor} ngày {first.on} phải có {wanted} bên nhận chính, đang có {mains}.",
        )


def _heirless(all_chains: Chains, heirs: Heirs) -> Iterator[RowProblem]:
    for key, chain in all_chains.items():
        end = end_of(chain)
        if end is not None and (key, end) not in heirs:
            yield chain[-1].place.problem(
                "valid_to", end, f"{key} kết thúc mà không có đơn vị kế thừa: thêm dòng kế thừa."
            )
