"""One description of an official document: plain frozen values that two renderers read, docx and pdf.

A number inside a report is a `Figure`: it prints as plain text and keeps the origin it was computed from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from typing_extensions import override

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of plain, bold or italic text."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number with the key under which its computation can be opened again.

    `text` is the number as printed ("13,5 %"), `origin` the key, `label` what it counts, as the annex of
    origins names it.
    """

    text: str
    origin: str
    label: str = ""
    bold: bool = False


Run = Text | Figure
Cell = str | Figure


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered part of the body: level 1 `I. TÌNH HÌNH`, 2 `1. Kết quả`, 3 `a) …` (numbers are in the text)."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A justified body paragraph; see `paragraph()` for the short way to write one."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """Short items, each led by a dash as official texts do."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `width` is a weight shared out over the text width."""

    title: str
    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose header row repeats on every page; `landscape` gives it a turned page of its own."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    note: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """The same ECharts option as on the screen, pure JSON; `option["binhyen"]` holds the number format."""

    option: Mapping[str, Any]
    caption: str
    alt: str
    height_mm: int = 80


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows is an annex on a new page, e.g. label `PHỤ LỤC I`, title `SỐ LIỆU THEO HUYỆN`."""

    label: str
    title: str


Block = Heading | Paragraph | BulletList | Table | Chart | PageBreak | Annex


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that share a paper direction, as renderers lay them out."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, by title; the name stays a dotted place, since no real person is written by the system.

    `authority` is `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.` or empty. `title` is the title the authority refers to
    (`KT.` + `GIÁM ĐỐC`); `acting_title` is the signer's own (`PHÓ GIÁM ĐỐC`).
    """

    title: str
    authority: Literal["", "TM.", "KT.", "TL.", "TUQ.", "Q."] = ""
    acting_title: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a renderer needs, in the words of Decree 30/2020/NĐ-CP.

    `number` None is a preview; an empty `kind` makes an official letter, whose subject stands under the number as
    `V/v …`. `notice` is shown on every page, `watermark` lies across every page.
    """

    agency: str
    symbol: str
    place: str
    issued_on: date
    kind: str
    subject: str
    blocks: tuple[Block, ...]
    signer: Signer
    recipients: tuple[str, ...]
    agency_parent: str = ""
    number: int | None = None
    notice: str = ""
    watermark: str = ""
    lists_origins: bool = True

    @override
    def __str__(self) -> str:
        number = "…" if self.number is None else self.number
        return f"{self.kind or 'Công văn'} {number}/{self.symbol}: {self.subject}"


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a document was written by and from: the template's name and the JSON it was filled with."""

    template: str
    context: Any

    @override
    def __str__(self) -> str:
        return self.template


@dataclass(frozen=True, slots=True)
class LoadedTexts:
    """What loading the register of legal texts changed; clauses count with their text."""

    added: int
    changed: int
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document's number and symbol taken apart: `510/QĐ-BCA-V05`, `13/2022/TT-BCA`, Party `22-NQ/TW`.

    `kind` is the abbreviation of the document type, empty for official letters and laws; `agency` is the issuing
    body and, after it, the drafting unit. `digits` is how many the number is written with at least: laws print `09`.
    """

    number: int
    agency: tuple[str, ...]
    kind: str = ""
    year: int | None = None
    is_party: bool = False
    digits: int = 1

    @override
    def __str__(self) -> str:
        body, number = "-".join(self.agency), f"{self.number:0{self.digits}d}"
        if self.is_party:
            return f"{number}-{self.kind}/{body}"
        middle = "" if self.year is None else f"{self.year}/"
        lead = f"{self.kind}-" if self.kind else ""
        return f"{number}/{middle}{lead}{body}"


def paragraph(*parts: str | Run) -> Paragraph:
    """A paragraph from strings, `Text` and `Figure` in reading order."""
    return Paragraph(runs(*parts))


def bullets(*items: str | tuple[str | Run, ...]) -> BulletList:
    """A list whose items are strings or tuples of parts."""
    return BulletList(tuple(runs(item) if isinstance(item, str) else runs(*item) for item in items))


def runs(*parts: str | Run) -> tuple[Run, ...]:
    """Parts with plain strings turned into `Text`."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)
