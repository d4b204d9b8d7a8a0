"""A draft in the making: it prints numbers of the review and remembers which ones it has printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from binhyen.engines.documents.api import Block, Figure, Heading, Run, paragraph
from binhyen.features.review.types import NormLine, Number, Pair, Review

Parts = list[str | Run]


@dataclass(slots=True)
class Draft:
    """Collects the numbers that were printed; the file of figures is this list, so it cannot differ from the text."""

    review: Review
    printed: dict[str, Number] = field(default_factory=dict)

    def figure(self, number: Number, *, bold: bool = False) -> Figure:
        """The number as printed, with its origin."""
        self.printed.setdefault(number.id, number)
        return Figure(number.text, number.id, number.label, bold=bold)

    def day(self, measure: str) -> Number | None:
        """A number as it stood at the end of the window, if known."""
        found = self.review.days.get(measure)
        return found if found is not None and found.is_known else None

    def pair(self, measure: str) -> Pair | None:
        """A number over the window with the one before, if the catalogue has it."""
        return self.review.pairs.get(measure)

    def over(self, measure: str) -> Number | None:
        """A number over the window, if known."""
        pair = self.pair(measure)
        return pair.now if pair is not None and pair.now.is_known else None

    def programme(self, measure: str) -> Number | None:
        """A reported number of the programme's units alone, if known."""
        return self.review.programme.get(measure)

    def norm(self, code: str) -> NormLine | None:
        """The findings of a rule, if it was in force and bound anybody."""
        return next((line for line in self.review.norms if line.code == code), None)


def said(*groups: Iterable[str | Run]) -> Block:
    """A paragraph from groups of parts."""
    return paragraph(*(part for group in groups for part in group))


def heading(level: int, text: str) -> Heading:
    """A numbered heading; the number stands in the text."""
    return Heading(1 if level == 1 else 2 if level == 2 else 3, text)


def joined(groups: list[Parts], between: str = ", ", last: str = " và ") -> Parts:
    """Groups of parts as one enumeration: a, b và c."""
    found: Parts = []
    for place, group in enumerate(groups):
        if place:
            found.append(last if place == len(groups) - 1 else between)
        found.extend(group)
    return found


def listed(names: list[str], limit: int) -> str:
    """Names as an enumeration, cut after `limit`."""
    shown = names[:limit]
    if len(names) > limit:
        return f"{', '.join(shown)} và một số đơn vị khác (Phụ lục II)"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} và {shown[-1]}"


def lowered(name: str) -> str:
    """A name inside a sentence: only its first letter changes, for titles and bodies keep theirs."""
    return name[:1].lower() + name[1:]
