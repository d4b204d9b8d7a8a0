"""What a page sends back, read strictly: numbers as typed by cell, comments, and faults by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from binhyen.engines.indicators.api import FormCell, FormLayout
from binhyen.kernel.errors import N_, DomainError, Invalid
from binhyen.kernel.numbers import format_number, parse_number
from binhyen.kernel.text import clean_text

VALUE, BASE, NOTE = "v:", "b:", "n:"
"""Prefixes of the fields of a cell, followed by its reference: what was typed, what the page showed, the comment."""
MAX_NOTE = 500
_TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


@dataclass(slots=True)
class Posted:
    """What was sent.

    Attributes:
        values: by reference, only cells that were sent; None takes a value away.
        base: what the page was filled with, by reference; a cell without it was empty.
        typed: texts as they were typed, so that a refused page shows them again.
        faults: by reference, why a cell was not understood.
    """

    values: dict[str, Decimal | None] = field(default_factory=dict)
    base: dict[str, Decimal | None] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, DomainError] = field(default_factory=dict)


def read_post(layout: FormLayout, sent: Mapping[str, str]) -> Posted:
    """The form's cells among the fields sent; unknown fields are ignored, for a form may have changed meanwhile."""
    posted = Posted()
    for cell in layout.cells():
        text = sent.get(VALUE + cell.ref)
        if text is not None:
            posted.typed[cell.ref] = text
            _take(cell, text, sent.get(BASE + cell.ref, ""), posted)
        note = sent.get(NOTE + cell.ref)
        if note is not None:
            try:
                posted.notes[cell.ref] = clean_text(note, MAX_NOTE, multiline=True)
            except DomainError as fault:
                posted.faults[cell.ref] = fault
    return posted


def input_text(value: Decimal | None, decimals: int) -> str:
    """A number as an input shows it: Vietnamese notation that can be read in one way only, in either language."""
    if value is None:
        return ""
    text = format_number(value)
    if decimals and _TWO_READINGS.fullmatch(text):
        return f"{text}0" if "," in text else f"{text},0"
    return text


def _take(cell: FormCell, text: str, base: str, posted: Posted) -> None:
    try:
        posted.base[cell.ref] = parse_number(base, cell.decimals) if base.strip() else None
        value = parse_number(text, cell.decimals) if text.strip() else None
        if value is not None and value < 0 and not cell.negative:
            raise Invalid(N_("“{value}” âm, mà ô này từ 0 trở lên."), value=text[:40])
    except DomainError as fault:
        posted.faults[cell.ref] = fault
    else:
        posted.values[cell.ref] = value
