"""Values as they are stored: scaled integers under stable keys, merged and compared without loss."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from binhyen.engines.indicators.rules.catalogue import ElementInfo
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.numbers import from_scaled, parse_number, to_scaled

# Eleven thousand units over fifty months stay far below what 64 bits hold.
LARGEST = 10**13

Values = dict[str, int]
"""Scaled integers by value key ("17", or "17.3" for one option of a breakdown)."""


def scaled(element: ElementInfo, value: Decimal | int | str) -> int:
    """The integer stored for a value, as a person or a file wrote it.

    Raises:
        Invalid: not a number, negative where the element has no negatives, too many decimals, too large.
    """
    decimals = element.entry.decimals
    number = parse_number(value, decimals) if isinstance(value, str) else Decimal(value)
    stored = to_scaled(number, decimals)
    if stored < 0 and not element.entry.negative:
        raise Invalid(
            N_("“{value}” âm, mà {element} không thể âm: hãy ghi từ 0 trở lên."),
            value=value,
            element=element.code,
        )
    if abs(stored) > LARGEST:
        raise Invalid(N_("“{value}” quá lớn: hãy kiểm tra đơn vị tính."), value=value)
    return stored


def unscaled(element: ElementInfo, stored: int) -> Decimal:
    """The number a stored integer stands for, in the element's unit."""
    return from_scaled(stored, element.entry.decimals)


def merged(base: Mapping[str, int] | None, news: Mapping[str, int | None]) -> Values:
    """The base with new values over it; None takes a value away, back to "not reported"."""
    values = {**(base or {}), **news}
    return {key: value for key, value in values.items() if value is not None}
