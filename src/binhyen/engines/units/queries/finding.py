"""Finding a unit by its code or its name, always on a day."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta

from binhyen.engines.units.models import AlternativeName, Succession, UnitVersion
from binhyen.engines.units.queries.structures import structure
from binhyen.engines.units.queries.versions import spans_of
from binhyen.engines.units.rules.naming import bare_name, search_text
from binhyen.engines.units.rules.structures import Structure
from binhyen.engines.units.types import Level, StructureUnit, UnitHit, VersionSpan
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.numbers import format_date
from binhyen.kernel.text import fold, nfc, sort_key
from binhyen.kernel.validity import holds

# A code has been given to at most a few units; more would only bury the sentence.
BEARERS_TOLD = 3


def find(code: str, on: date, level: int | None = None) -> StructureUnit:
    """The unit that bore the code on the day asked.

    Raises:
        NotFound: the code is unknown, or named units only on other days; the message says which, when,
            and what became of them.
        Invalid: units of two levels bore it and no level was given.
    """
    tree = structure(on)
    try:
        return tree.by_code(code, level)
    except NotFound:
        raise _not_found(code, on, level) from None


def search_units(
    text: str, on: date, under_id: int | None = None, limit: int = 50
) -> list[UnitHit]:
    """Units whose full name or other spelling contains the text, without regard to case and marks.

    Order: whole name, then whole words, then parts of words; the marks typed before others; then higher
    levels, then the alphabet.
    "xa thanh son" finds communes only; text without any letter or digit finds nothing.

    Raises:
        NotFound: `under_id` was not in force on that day.
    """
    wanted = fold(text)
    if not re.search(r"\w", wanted):
        return []
    tree = structure(on)
    spellings = _other_spellings()
    ids = tree.units if under_id is None else tree.subtree(under_id)
    ranked = [
        (_rank(unit, wanted, spellings.get(unit.id, ())), unit) for unit in map(tree.get, ids)
    ]
    hits = [(rank, unit) for rank, unit in ranked if rank is not None]
    spelled = nfc(text).casefold()
    hits.sort(
        key=lambda hit: (
            hit[0],
            spelled not in hit[1].full_name.casefold(),
            hit[1].level,
            sort_key(hit[1].name),
            hit[1].code,
        )
    )
    return [_hit(unit, tree) for _, unit in hits[:limit]]


def _not_found(code: str, on: date, level: int | None) -> NotFound:
    # A code is letters and digits; anything else cannot have been one, and some databases choke on it.
    spelled = code if code.isascii() and code.isalnum() else None
    rows = UnitVersion.objects.filter(
        code=spelled, ended=False, **({} if level is None else {"unit__level": level})
    )
    bearers = list(dict.fromkeys(rows.order_by("valid_from").values_list("unit_id", flat=True)))
    if not bearers:
        return NotFound(
            N_(
                "Không có đơn vị{level} nào từng mang mã {unit_code}. Hãy kiểm tra lại mã, giữ cả số 0 ở đầu."
            ),
            kind="unknown-unit-code",
            unit_code=code,
            level="" if level is None else f" {Level(level).label}",
        )
    spans = spans_of(bearers)
    stories = [_story(unit_id, spans[unit_id], code) for unit_id in bearers[:BEARERS_TOLD]]
    return NotFound(
        N_(
            "Ngày {on} không đơn vị nào mang mã {unit_code}: {story}. Hãy hỏi vào ngày mã còn hiệu lực, hoặc dùng mã mới."
        ),
        kind="unit-code-not-in-force",
        unit_code=code,
        on=format_date(on),
        story="; ".join(stories),
    )


def _story(unit_id: int, spans: list[VersionSpan], code: str) -> str:
    bearing = [span for span in spans if span.code == code]
    end = bearing[-1].valid_to
    told = f"{bearing[-1].full_name} mang mã này từ {format_date(bearing[0].valid_from)}"
    if end is None:
        return told
    told += f" đến hết {format_date(end - timedelta(days=1))}"
    following = next((span for span in spans if span.valid_from == end), None)
    if following is not None:
        return f"{told}, sau đó là {following.full_name} mang mã {following.code}"
    heirs = _heirs(unit_id, end)
    return f"{told}, sau đó thuộc {heirs}" if heirs else told


def _heirs(unit_id: int, on: date) -> str:
    """Main successor first, since it is the one to try next."""
    rows = Succession.objects.filter(predecessor_id=unit_id, on=on).order_by(
        "-is_main", "successor__key"
    )
    ids = list(rows.values_list("successor_id", flat=True))
    spans = spans_of(ids)
    named = [
        span for heir in ids for span in spans[heir] if holds(span.valid_from, span.valid_to, on)
    ]
    return ", ".join(f"{span.full_name} (mã {span.code})" for span in named)


def _other_spellings() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for unit_id, search in AlternativeName.objects.values_list("unit_id", "search"):
        found.setdefault(unit_id, []).append(search)
    return found


def _rank(unit: StructureUnit, wanted: str, spellings: Collection[str]) -> int | None:
    """0 the whole name, 1 whole words of it, 2 a part of a word, None when it does not occur."""
    if not spellings and wanted not in unit.search:
        return None
    texts = [unit.search, *(search_text(unit.level, unit.type, spelling) for spelling in spellings)]
    return min(
        (rank for text in texts if (rank := _rank_in(text, wanted)) is not None), default=None
    )


def _rank_in(text: str, wanted: str) -> int | None:
    if wanted in {text, bare_name(text)}:
        return 0
    if f" {wanted} " in f" {text} ":
        return 1
    return 2 if wanted in text else None


def _hit(unit: StructureUnit, tree: Structure) -> UnitHit:
    above = tree.ancestors(unit.id)
    return UnitHit(unit, tuple(ancestor for ancestor in above if ancestor.level != Level.COUNTRY))
