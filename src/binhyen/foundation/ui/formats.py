"""Numbers and dates as the reader's language writes them; a missing value is a dash, never a zero."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language

from binhyen.kernel.numbers import format_date_short, format_number

MISSING = "–"
SWAPPED = str.maketrans(".,", ",.")


def show_number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """`1.234,5` in Vietnamese, `1,234.5` in English; None is a dash."""
    if value is None:
        return MISSING
    text = format_number(value, decimals)
    return text.translate(SWAPPED) if get_language() == "en" else text


def show_signed(value: Decimal | int | None, decimals: int | None = None) -> str:
    """A change, its sign always shown: `+12`, `−3`, `0`."""
    if value is None:
        return MISSING
    size: Decimal | int = -value if value < 0 else value
    text = show_number(size, decimals)
    if not value:
        return text
    return f"+{text}" if value > 0 else f"−{text}"


def show_day(value: date | datetime | None) -> str:
    """`03/06/2022`; an instant is shown as its day in Vietnam."""
    if value is None:
        return MISSING
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_date_short(value)
