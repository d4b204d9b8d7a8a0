"""Short names of periods for the heads of columns; the full name stands beside them for readers and hovering."""

from __future__ import annotations

from binhyen.kernel.numbers import format_date_short
from binhyen.kernel.periods import Period


def period_short(period: Period) -> str:
    """`5/2022`, `Q2/2022`, `H1/2022`, `2022`, `03/06/2022`, or both ends of a longer stretch."""
    year, _dash, part = period.code.partition("-")
    if period.kind == "month":
        return f"{int(part)}/{year}"
    if period.kind in {"quarter", "half", "nine_months"}:
        return f"{part}/{year}"
    if period.kind == "year":
        return year
    if period.kind == "day":
        return format_date_short(period.start)
    return f"{format_date_short(period.start)}–{format_date_short(period.last_day)}"
