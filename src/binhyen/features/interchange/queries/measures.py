"""What a dx item means: an element, one option of it, an indicator, or all elements of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from binhyen.engines.indicators.api import Catalogue, catalogue
from binhyen.features.interchange.queries.directories import COMBO, ELEMENT, REPORT
from binhyen.features.interchange.rules.uids import uid
from binhyen.features.interchange.types import Scheme
from binhyen.kernel.errors import N_, NotFound

GROUP = "DE_GROUP-"
INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure of the grid, with what answers call it."""

    measure: str
    code: str
    name: str
    uid: str
    decimals: int
    factor: Decimal = Decimal(1)

    def shown(self, scheme: Scheme) -> str:
        """The identifier an answer uses."""
        return {Scheme.UID: self.uid, Scheme.CODE: self.code, Scheme.NAME: self.name}[scheme]


def asked_measures(items: Iterable[str], scheme: Scheme) -> list[Asked]:
    """The measures of a dx dimension, in the order asked; `element.option` is one option.

    Raises:
        NotFound: nothing bears an identifier.
    """
    known = catalogue()
    book = _book(known, scheme)
    found: dict[str, Asked] = {}
    for item in items:
        several = _of_report(known, book, item) if item.startswith(GROUP) else _one(book, item)
        if not several:
            raise NotFound(
                N_(
                    "Không có chỉ tiêu hay chỉ số mang {scheme} “{value}”; xem dataElements, indicators."
                ),
                scheme=scheme.value,
                value=item[:80],
            )
        found.update((one.measure, one) for one in several)
    return list(found.values())


def all_measures(known: Catalogue) -> list[Asked]:
    """Every element and indicator, then every option of a divided element."""
    found = [
        Asked(code, code, one.entry.vi, uid(ELEMENT, code), one.entry.decimals)
        for code, one in known.elements.items()
    ]
    found += [
        Asked(code, code, entry.vi, uid(INDICATOR, code), entry.decimals, entry.factor)
        for code, entry in known.indicators.items()
    ]
    for code, element in known.elements.items():
        names = _option_names(known, element.entry.breakdown)
        for option in element.option_ids:
            combo = f"{element.entry.breakdown}.{option}"
            found.append(
                Asked(
                    f"{code}[{option}]",
                    f"{code}.{combo}",
                    f"{element.entry.vi}, {names[option]}",
                    f"{uid(ELEMENT, code)}.{uid(COMBO, combo)}",
                    element.entry.decimals,
                )
            )
    return found


def _option_names(known: Catalogue, breakdown: str | None) -> dict[str, str]:
    if breakdown is None:
        return {}
    return {one.code: one.vi for one in known.breakdowns[breakdown].options}


def _book(known: Catalogue, scheme: Scheme) -> dict[str, Asked]:
    return {one.shown(scheme): one for one in reversed(all_measures(known))}


def _one(book: dict[str, Asked], item: str) -> list[Asked]:
    return [book[item]] if item in book else []


def _of_report(known: Catalogue, book: dict[str, Asked], item: str) -> list[Asked]:
    wanted = item.removeprefix(GROUP)
    by_measure = {one.measure: one for one in book.values()}
    for code, form in known.definitions.items():
        if wanted in {code, uid(REPORT, code), form.entry.vi}:
            return [by_measure[element] for element in form.entry.elements if element in by_measure]
    return []
