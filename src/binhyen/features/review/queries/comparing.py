"""Numbers of two windows side by side, tested only where a test of chance makes sense."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from binhyen.engines.indicators.api import Cell
from binhyen.features.review.queries.numbers import Answer, Reader
from binhyen.features.review.rules.deriving import derived
from binhyen.features.review.rules.measures import COUNTS, SHARES
from binhyen.features.review.rules.windows import as_period
from binhyen.features.review.types import Number, Pair, Window
from binhyen.kernel.change import (
    REFUSAL,
    Comparison,
    comparable,
    compare_counts,
    compare_shares,
)
from binhyen.kernel.numbers import format_percent

NOT_TESTED = "không phải số sự việc ngẫu nhiên"
UNREPORTED = "một trong hai kỳ chưa có số liệu"


def pairs(reader: Reader, frame: Answer, now: Window, before: Window) -> dict[str, Pair]:
    """Every measure of the frame in both windows."""
    cells = {(cell.measure, cell.period.start): cell for cell in frame.total_cells}
    later, earlier = reader.totals(frame, now.code), reader.totals(frame, before.code)
    return {
        measure: _pair(
            reader,
            (number, earlier.get(measure) or _unknown(number, before)),
            (cells[(measure, now.start)], cells.get((measure, before.start))),
            (now, before),
        )
        for measure, number in later.items()
    }


def _unknown(now: Number, before: Window) -> Number:
    """The same figure of a window nothing is known of."""
    stem = now.id.rpartition(":")[0]
    return replace(
        now,
        id=f"{stem}:{before.code}",
        value=None,
        numerator=None,
        denominator=None,
        as_of=before.code,
        note="",
    )


def exposure_days(reader: Reader, measure: str, window: Window) -> int:
    """Days of the report periods that make up a window, for one element."""
    element = reader.element(measure)
    definition = reader.known.definitions.get(element.definition or "") if element else None
    if definition is None:
        return 0
    return sum(period.days for period in definition.periods_within(as_period(window)))


def completeness(cell: Cell) -> float | None:
    """Reports in the figure over reports due, 0 to 1; None when none were due."""
    return cell.reported / cell.expected if cell.expected else None


def change_percent(now: Number, before: Number) -> Number | None:
    """Change of the plain numbers in percent, its sign kept."""
    if now.value is None or not before.value:
        return None
    value = (now.value / before.value - 1) * 100
    return derived(
        now,
        "change",
        f"Thay đổi so với kỳ trước: {now.label}",
        round(value, 1),
        unit="%",
        decimals=1,
        source=f"({now.text} : {before.text} − 1) × 100",
    )


def _pair(
    reader: Reader,
    numbers: tuple[Number, Number],
    cells: tuple[Cell, Cell | None],
    windows: tuple[Window, Window],
) -> Pair:
    now, before = numbers
    measure = now.measure
    # A difference of two rates is told in points, so it has no percent of its own.
    percent = None if measure in reader.known.indicators else change_percent(now, before)
    if measure not in COUNTS and measure not in SHARES:
        return Pair(now, before, None, percent, NOT_TESTED)
    refusal = _refusal(cells)
    if refusal:
        return Pair(now, before, REFUSAL, percent, refusal)
    test = _compare_shares if measure in SHARES else _compare_counts
    return Pair(now, before, test(reader, numbers, windows), percent)


def _refusal(cells: tuple[Cell, Cell | None]) -> str:
    now, before = cells
    if now.value is None or before is None or before.value is None:
        return UNREPORTED
    shares = completeness(now), completeness(before)
    if comparable(*shares):
        return ""
    if None in shares:
        return "không rõ số báo cáo phải có"
    words = " và ".join(
        format_percent(Decimal(str(share)) * 100) for share in shares if share is not None
    )
    return f"tỷ lệ báo cáo của kỳ này và kỳ trước là {words}, thấp hoặc chênh nhau quá mức cho phép"


def _compare_counts(
    reader: Reader, numbers: tuple[Number, Number], windows: tuple[Window, Window]
) -> Comparison:
    now, before = numbers
    days = [exposure_days(reader, now.measure, window) for window in windows]
    if not all(days):
        return REFUSAL
    return compare_counts(before.count, days[1], now.count, days[0])


def _compare_shares(
    _reader: Reader, numbers: tuple[Number, Number], _windows: tuple[Window, Window]
) -> Comparison:
    hits = [_plain(number.numerator) for number in numbers]
    totals = [_plain(number.denominator) for number in numbers]
    if any(hit > total for hit, total in zip(hits, totals, strict=True)):
        # More solved than occurred can be right (older cases), but it is no share.
        return REFUSAL
    return compare_shares(hits[1], totals[1], hits[0], totals[0])


def _plain(value: Decimal | None) -> int:
    return int(value or 0)
