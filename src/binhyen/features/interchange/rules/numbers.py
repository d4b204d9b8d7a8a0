"""Numbers as machines write them: a point before decimals, no thousands; and ours as machines read them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from binhyen.kernel.errors import N_, Invalid

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_MACHINE = re.compile(
    r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})(?:[eE][+-]?[0-9]{1,2})?"
)
_LONGEST = 18


def machine_number(text: str) -> str:
    """The same number in the one spelling our own reader cannot take for another.

    "12.0" becomes "12", "1.500" becomes "1.5" (a person would mean 1500), "1.234" becomes "1.2340", "1e3" becomes "1000".

    Raises:
        Invalid: not a plain decimal number: NaN, infinities, commas, formulas, too many digits.
    """
    if _WHOLE.fullmatch(text):
        return text
    if not _MACHINE.fullmatch(text):
        raise _no_number(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _no_number(text) from None
    if abs(number.adjusted()) > _LONGEST:
        raise _no_number(text)
    return plain(number)


def plain(number: Decimal) -> str:
    """A number without an exponent, without idle zeros, never with exactly three decimals."""
    shown = format(number, "f")
    if "." not in shown:
        return shown
    whole, _, part = shown.partition(".")
    part = part.rstrip("0")
    if not part:
        return whole
    return f"{whole}.{part}0" if len(part) == 3 else f"{whole}.{part}"


def from_stored(stored: int, decimals: int) -> str:
    """A stored integer as text; the fast way for whole numbers."""
    return str(stored) if not decimals else plain(Decimal(stored).scaleb(-decimals))


def _no_number(text: str) -> Invalid:
    return Invalid(
        N_(
            "“{value}” không phải là số: hãy ghi như 1234 hoặc 12.5, dấu chấm trước phần thập phân."
        ),
        value=text[:40],
    )
