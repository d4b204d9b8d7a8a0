"""The shape of a file of directives: `{"directives": [...]}`; unit codes are those in force on the day of issue."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from binhyen.kernel.entries import Entry

Text = Annotated[str, Field(min_length=1, max_length=600)]


class ClauseFields(Entry):
    """A clause in its own words."""

    ref: Annotated[str, Field(min_length=1, max_length=120)]
    text: Annotated[str, Field(min_length=1, max_length=20_000)]


class RecipientFields(Entry):
    """Whom an order reaches: unit codes, or all of some types and levels under a unit."""

    types: tuple[str, ...] = ()
    levels: tuple[Annotated[int, Field(ge=1, le=3)], ...] = ()
    under: str | None = None
    units: tuple[str, ...] = ()


class OrderFields(Entry):
    """A task to give: the five clears."""

    clause: Annotated[str, Field(min_length=1, max_length=120)]
    what: Text
    result: Text
    responsible: Annotated[str, Field(min_length=1, max_length=200)]
    due_on: date
    given_on: date | None = None
    who: RecipientFields
    coordinating: tuple[str, ...] = ()
    cascade: bool = False


class DirectiveFields(Entry):
    """A directive with its clauses and the tasks it gives; `unit` is the code of the unit that issued it."""

    unit: Annotated[str, Field(min_length=1, max_length=20)]
    level: Annotated[int, Field(ge=0, le=3)] | None = None
    kind: Annotated[str, Field(min_length=1, max_length=60)]
    symbol: Annotated[str, Field(min_length=1, max_length=120)]
    issuer: Annotated[str, Field(min_length=1, max_length=200)]
    subject: Text
    issued_on: date
    effective_from: date | None = None
    secrecy: Annotated[str, Field(max_length=40)] = "open"
    parent: Annotated[str, Field(max_length=120)] = ""
    replaces: tuple[str, ...] = ()
    clauses: Annotated[tuple[ClauseFields, ...], Field(min_length=1)]
    orders: tuple[OrderFields, ...] = ()
    source: dict[str, str] = {}


class DirectiveFile(Entry):
    """What a file holds."""

    directives: Annotated[tuple[DirectiveFields, ...], Field(min_length=1, max_length=1000)]
