"""What the texts say about form: symbols, the head, the date line, the signature and the annex of origins.

Source: Decree 30/2020/NĐ-CP, annex I; symbols as seen on published texts (`docs/decisions`, domain notes 4.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import dropwhile, groupby, takewhile

from binhyen.engines.documents.types import (
    Annex,
    Block,
    BulletList,
    Cell,
    Column,
    Document,
    Figure,
    Paragraph,
    Run,
    Section,
    Signer,
    Symbol,
    Table,
)
from binhyen.kernel.errors import N_, Invalid

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NAME_PLACE = "…" * 14
ORIGINS_TITLE = "NGUỒN CỦA SỐ LIỆU TRONG VĂN BẢN"

KIND_CODES = frozenset(
    [
        "NQ",
        "QĐ",
        "CT",
        "QC",
        "QyĐ",
        "TB",
        "HD",
        "CTr",
        "KH",
        "PA",
        "ĐA",
        "DA",
        "BC",
        "BB",
        "TTr",
        "HĐ",
        "CĐ",
        "BGN",
        "BTT",
        "GUQ",
        "GM",
        "GGT",
        "GNP",
        "PG",
        "PC",
        "PB",
        "NĐ",
        "TT",
        "TTLT",
        "PL",
        "LCT",
        "KL",
        "CV",
        "TTg",
        "BCT",
        "HDLN",
        "NQLT",
    ]
)

_LONG_WORD = re.compile(r"\S{20,}")
_CODE_JOINT = re.compile(r"[@:/._=-]")
_STATE_SYMBOL = re.compile(r"(?P<number>\d+)/(?:(?P<year>(?:19|20)\d\d)/)?(?P<rest>[^\W_][\w-]*)")
_PARTY_SYMBOL = re.compile(r"(?P<number>\d+)-(?P<kind>[^\W\d_]+)/(?P<rest>[^\W_][\w-]*)")


def parse_symbol(text: str) -> Symbol:
    """Take a number and symbol apart; `str()` of the answer gives the same text back.

    Reading: the first part after the slash is the document type when it is a known abbreviation and something
    follows it; otherwise the text is a letter or a law and every part names the body (`282/CAT-HC`, `31/2024/QH15`).

    Raises:
        Invalid: the text is neither `510/QĐ-BCA-V05` (state) nor `22-NQ/TW` (Party) in shape.
    """
    cleaned = text.strip()
    found = _PARTY_SYMBOL.fullmatch(cleaned) or _STATE_SYMBOL.fullmatch(cleaned)
    parts = tuple(found["rest"].split("-")) if found else ()
    if found is None or not all(parts):
        raise _unreadable(text)
    number, digits = int(found["number"]), len(found["number"])
    if found.re is _PARTY_SYMBOL:
        return Symbol(number, parts, found["kind"], is_party=True, digits=digits)
    kind, agency = _kind_and_agency(parts)
    year = int(found["year"]) if found["year"] else None
    return Symbol(number, agency, kind, year, digits=digits)


def full_symbol(document: Document) -> str:
    """`05/BC-CAT-PV01`, numbers under 10 with a zero; an unnumbered draft leaves room to write it in."""
    number = "\N{NO-BREAK SPACE}" * 8 if document.number is None else f"{document.number:02d}"
    return f"{number}/{document.symbol}"


def is_letter(document: Document) -> bool:
    """Whether it is an official letter (công văn), which bears no type name."""
    return not document.kind


def kept_together(text: str) -> str:
    """A name in the head whose last two words stay on one line, so that none stands alone."""
    return "\u00a0".join(text.rsplit(" ", 1))


def place_and_date(place: str, on: date) -> str:
    """`Thanh Hóa, ngày 05 tháng 6 năm 2022`; days under 10 and months 1 and 2 are written with a zero."""
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return f"{place}, ngày {on.day:02d} tháng {month} năm {on.year}"


def signature_lines(signer: Signer) -> tuple[str, ...]:
    """The lines over the signature: `KT. GIÁM ĐỐC` and, when another signs for the head, the signer's own title."""
    first = f"{signer.authority} {signer.title}".strip()
    return (first, signer.acting_title) if signer.acting_title else (first,)


def signer_name(signer: Signer) -> str:
    """The printed name, or the dotted place where it will be written."""
    return signer.name or NAME_PLACE


def body_sections(document: Document) -> tuple[Section, ...]:
    """The text proper, up to the signature, in stretches of one paper direction."""
    return _sections(takewhile(_is_not_annex, document.blocks))


def annex_sections(document: Document) -> tuple[Section, ...]:
    """What follows the signature: the author's annexes and, when asked for, the annex of origins."""
    annexes = [*dropwhile(_is_not_annex, document.blocks)]
    listed = distinct_figures(document)
    if document.lists_origins and listed:
        annexes += [Annex("PHỤ LỤC", ORIGINS_TITLE), _origins_table(listed)]
    return _sections(annexes)


def distinct_figures(document: Document) -> tuple[Figure, ...]:
    """Every figure of the document in reading order, each origin and printed text once."""
    found: dict[tuple[str, str], Figure] = {}
    for figure in _figures(document.blocks):
        found.setdefault((figure.origin, figure.text), replace(figure, bold=False))
    return tuple(found.values())


def as_preview(document: Document, watermark: str = "BẢN XEM TRƯỚC") -> Document:
    """The same document without a number and with words across its pages."""
    return replace(document, number=None, watermark=watermark)


def breakable(cell: Cell) -> str:
    """A cell's text; a long code gets places where a line may break."""
    text = cell.text if isinstance(cell, Figure) else cell
    return _LONG_WORD.sub(lambda word: _CODE_JOINT.sub("\\g<0>\u200b", word[0]), text)


def _sections(blocks: Iterable[Block]) -> tuple[Section, ...]:
    made: list[Section] = []
    for is_wide, group in groupby(_with_direction(list(blocks)), key=lambda pair: pair[0]):
        made.append(Section(tuple(block for _, block in group), landscape=is_wide))
    return tuple(made)


def _with_direction(blocks: list[Block]) -> Iterator[tuple[bool, Block]]:
    for place, block in enumerate(blocks):
        # The title of an annex stands on the turned page of its table, not alone on an upright one.
        titled = (
            blocks[place + 1] if isinstance(block, Annex) and place + 1 < len(blocks) else block
        )
        yield isinstance(titled, Table) and titled.landscape, block


def _is_not_annex(block: Block) -> bool:
    return not isinstance(block, Annex)


def _unreadable(text: str) -> Invalid:
    return Invalid(
        N_(
            "Không đọc được số, ký hiệu văn bản “{symbol}”; hãy ghi như 510/QĐ-BCA-V05 hoặc 22-NQ/TW."
        ),
        kind="unreadable-symbol",
        symbol=text,
    )


def _kind_and_agency(parts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if len(parts) > 1 and parts[0] in KIND_CODES:
        return parts[0], parts[1:]
    return "", parts


def _figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Paragraph(runs):
                yield from _only_figures(runs)
            case BulletList(items):
                for item in items:
                    yield from _only_figures(item)
            case Table():
                for row in (*block.rows, *([block.total] if block.total else [])):
                    yield from _only_figures(row)
            case _:
                continue


def _only_figures(parts: Iterable[Run | str]) -> Iterator[Figure]:
    return (part for part in parts if isinstance(part, Figure))


def _origins_table(figures: tuple[Figure, ...]) -> Table:
    return Table(
        caption="",
        columns=(
            Column("TT", 0.9, "center"),
            Column("Số liệu", 1.6, "right"),
            Column("Nội dung", 5.0),
            Column("Nguồn (mã tra cứu)", 4.2),
        ),
        rows=tuple(
            (str(place), figure.text, figure.label, figure.origin)
            for place, figure in enumerate(figures, start=1)
        ),
    )
