"""What the catalogue says of the regular commune police programme, as far as units need it."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.conf import settings
from pydantic import BaseModel, ConfigDict

from binhyen.engines.units.types import COMMUNE, TOWNSHIP, Level
from binhyen.kernel.yamlfile import load_entry


class LevelEnd(BaseModel):
    """A level of police that was given up on a day, whatever became of its administrative units."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    level: Level
    ends_on: date


class Programme(BaseModel):
    """Types of commune-level unit the programme covers, and levels of police given up."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    unit_types: tuple[str, ...] = (COMMUNE, TOWNSHIP)
    levels_ended: tuple[LevelEnd, ...] = (LevelEnd(level=Level.DISTRICT, ends_on=date(2025, 3, 1)),)

    @property
    def ends(self) -> dict[int, date]:
        """The first day without police of a level, for the levels given up."""
        return {end.level: end.ends_on for end in self.levels_ended}


@cache
def programme() -> Programme:
    """The catalogue's `programme.yaml`, read once; without one, as the law stood when this was written.

    Raises:
        Invalid: the file is faulty; its rows name the lines.
    """
    path = settings.BINHYEN_CATALOGUE / "programme.yaml"
    return load_entry(path, Programme) if path.exists() else Programme()
