"""Numbers worked out of other numbers, under an id of their own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from binhyen.features.review.types import Number


def derived(
    like: Number,
    suffix: str,
    label: str,
    value: Decimal | int,
    **changes: Any,
) -> Number:
    """A number about the same unit and days as `like`.

    Args:
        like: the number it is worked out of.
        suffix: tells it apart; the id becomes `measure.suffix@place`.
        label: what it is.
        value: its value.
        changes: further fields that differ.
    """
    measure, _, place = like.id.partition("@")
    plain = replace(
        like,
        id=f"{measure}.{suffix}@{place}",
        label=label,
        value=Decimal(value),
        measure="",
        numerator=None,
        denominator=None,
        difference=None,
        note="",
    )
    return replace(plain, **changes)


def natural_decimals(value: Decimal, most: int = 3) -> int:
    """Digits after the comma that a number needs, up to `most`."""
    shown = round(value, most).normalize()
    return max(0, -int(shown.as_tuple().exponent))
