"""Figures as printed, beside what the rows give, for the units an actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.engines.indicators.api import StatedFigure, catalogue, stated
from binhyen.engines.units.api import Structure, StructureUnit, structure
from binhyen.foundation.access.api import Actor, allows
from binhyen.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A printed figure's entry in the catalogue, in short, with the unit it is about."""

    code: str
    label: str
    label_en: str
    measure: str
    amount_unit: str
    decimals: int
    as_of: date
    value: Decimal
    about: StructureUnit


def stated_lines(actor: Actor, on: date) -> list[StatedLine]:
    """The printed figures that name a measure and a unit of a day's tree the actor may see, by unit, then day."""
    tree = structure(on)
    lines = [line for code in catalogue().stated if (line := _line(code, tree)) is not None]
    visible = [line for line in lines if allows(actor, "figures.view", line.about.id, on=on)]
    return sorted(
        visible, key=lambda line: (line.about.level, line.about.code, line.as_of, line.code)
    )


def stated_beside(line: StatedLine) -> StatedFigure | None:
    """One printed figure beside the computed one; computing asks the rows as of its own day."""
    figures = stated(line.measure, line.about.id, on=line.as_of)
    return next((figure for figure in figures if figure.code == line.code), None)


def _line(code: str, tree: Structure) -> StatedLine | None:
    entry = catalogue().stated[code]
    if entry.measures is None:
        return None
    try:
        about = (
            tree.root if entry.scope_level == 0 else tree.by_code(entry.scope, entry.scope_level)
        )
    except DomainError:
        return None
    return StatedLine(
        code,
        entry.vi,
        entry.en,
        entry.measures,
        entry.unit,
        entry.decimals,
        entry.as_of,
        entry.value,
        about,
    )
