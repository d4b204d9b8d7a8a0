"""A figure on a page with the list behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Card:
    """What `{% stat %}` shows; `value` None where nothing is known or the reader may not know."""

    label: str
    value: Decimal | int | None
    unit: str = ""
    url: str = ""
    note: str = ""
    decimals: int | None = None
    state: str | None = None
    amount: str = ""
