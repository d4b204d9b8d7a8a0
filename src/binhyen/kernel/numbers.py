"""Numbers as Vietnamese officials write them: read strictly, written one way, stored as scaled integers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from binhyen.kernel.errors import N_, Invalid

MAX_DIGITS = 18
"""Digits a number may have: beyond it a 64-bit integer could no longer store it."""

_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")
_UNSIGNED = (
    re.compile(r"(?P<whole>[0-9]+)"),
    re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?P<part>[0-9]+))?"),
    re.compile(r"(?P<whole>[0-9]+),(?P<part>[0-9]+)"),
    re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:[.,](?P<part>[0-9]+))?"),
    re.compile(r"(?P<whole>[0-9]+)\.(?P<part>[0-9]+)"),
    re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?"),
)
"""The accepted shapes; Vietnamese ones come first and win where a text fits two."""


def parse_number(text: str, decimals: int | None = None) -> Decimal:
    """Read a number typed by a person or found in a file.

    Accepts `1234`, `1.234.567`, `1.234,5`, `1 234,5`, `1234.5` and `1,234.5`, with a minus sign.
    One separator before exactly three digits can mean two numbers ("1.234", "1,234"):
    `decimals` says which.

    Args:
        text: what was typed; spaces around it are ignored.
        decimals: digits after the comma the element allows. None: the Vietnamese reading
            ("1.234" is 1234, "1,234" is 1.234). 0: the whole reading (both are 1234).
            More than 0: a text with two readings is refused, naming both.

    Raises:
        Invalid: empty, not a plain number (formulas, exponents, NaN, other digits), two
            readings, more decimals than allowed, or more than 18 digits.
    """
    stripped = _SPACES.sub(" ", text).strip().replace("\u2212", "-")
    readings = list(dict.fromkeys(_readings(stripped, only_whole=decimals == 0)))
    if not readings:
        raise Invalid(N_("“{value}” không phải là số: hãy ghi như 1.234,5."), value=text[:40])
    if decimals is None:
        return _bounded(readings[0], text)
    if decimals and len(readings) > 1:
        raise Invalid(
            N_("“{value}” có thể là {first} hoặc {second}: hãy ghi rõ phần thập phân."),
            value=text,
            first=format_number(readings[0]),
            second=format_number(readings[1]),
        )
    _refuse_decimals(readings[0], decimals, text)
    return _bounded(readings[0], text)


def format_number(value: Decimal | int, decimals: int | None = None) -> str:
    """`1.234,5`: dots between thousands, comma before decimals, halves rounded away from zero.

    Args:
        value: a finite number.
        decimals: digits after the comma; None shows as many as the number has.
    """
    number = Decimal(value)
    with localcontext() as context:
        context.prec = 100
        if decimals is not None:
            number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        elif number == number.to_integral_value():
            number = number.to_integral_value()
        else:
            number = number.normalize()
    # A rounded "-0" would print a sign without a meaning.
    shown = f"{number or abs(number):,f}"
    return shown.replace(",", " ").replace(".", ",").replace(" ", ".")


def format_percent(value: Decimal | int, decimals: int = 1) -> str:
    """`83,6%` from a number that is already in percent."""
    return f"{format_number(value, decimals)}%"


def format_date(day: date) -> str:
    """`03-6-2022`: days below 10 and the months 1 and 2 take a leading zero.

    Source: Decree 30/2020/NĐ-CP of 5-3-2020, Annex I, part II, item 4 (b).
    """
    return f"{day.day:02d}-{_administrative_month(day)}-{day.year}"


def format_date_long(day: date) -> str:
    """`ngày 03 tháng 6 năm 2022`, as in the heading of an official text; same source."""
    return f"ngày {day.day:02d} tháng {_administrative_month(day)} năm {day.year}"


def format_date_short(day: date) -> str:
    """`03/06/2022`, for tables and forms."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def to_scaled(value: Decimal | int, decimals: int) -> int:
    """The integer stored for a number: value × 10^decimals.

    Raises:
        Invalid: the number has more decimals than the store keeps, or more than 18 digits.
    """
    number = Decimal(value)
    _refuse_decimals(number, decimals, format(number, "f"))
    scaled = int(number.scaleb(decimals))
    _bounded(Decimal(scaled), format(number, "f"))
    return scaled


def from_scaled(stored: int, decimals: int) -> Decimal:
    """The number a stored integer stands for; the inverse of `to_scaled`."""
    return Decimal(stored).scaleb(-decimals)


def _readings(text: str, *, only_whole: bool) -> Iterator[Decimal]:
    """What the text can mean, the Vietnamese way first; a count is read without a comma if it can be."""
    sign, unsigned = ("-", text[1:].lstrip(" ")) if text.startswith("-") else ("", text)
    if len(unsigned) > 2 * MAX_DIGITS:
        return
    found = [match for shape in _UNSIGNED if (match := shape.fullmatch(unsigned))]
    if only_whole:
        found.sort(key=lambda match: bool(match.groupdict().get("part")))
    for match in found:
        whole = re.sub(r"[., ]", "", match["whole"])
        part = match.groupdict().get("part") or "0"
        yield Decimal(f"{sign}{whole}.{part}")


def _refuse_decimals(number: Decimal, decimals: int, text: str) -> None:
    if not number.is_finite():
        raise Invalid(N_("“{value}” không phải là số: hãy ghi như 1.234,5."), value=text)
    shifted = number.scaleb(decimals)
    if shifted == shifted.to_integral_value():
        return
    if decimals == 0:
        raise Invalid(N_("“{value}” phải là số nguyên."), value=text)
    raise Invalid(
        N_("“{value}” có quá {decimals} chữ số thập phân: hãy làm tròn."),
        value=text,
        decimals=decimals,
    )


def _bounded(number: Decimal, text: str) -> Decimal:
    normal = (
        number.to_integral_value() if number == number.to_integral_value() else number.normalize()
    )
    if len(normal.as_tuple().digits) > MAX_DIGITS:
        raise Invalid(
            N_("“{value}” có quá {digits} chữ số: hãy kiểm tra lại."),
            value=text[:40],
            digits=MAX_DIGITS,
        )
    return normal


def _administrative_month(day: date) -> str:
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)
