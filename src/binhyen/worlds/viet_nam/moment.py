"""One period seen by the generator: its units, its place in the story, its streams of chance."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from binhyen.worlds.viet_nam.draw import Draw, Floats, fixed
from binhyen.worlds.viet_nam.ground import Ground

# The months around Tết are the worst.
SEASON = (1.25, 1.2, 0.9, 0.9, 0.95, 1.0, 1.0, 0.95, 0.9, 0.95, 1.0, 1.15)
# Crime falls by about an eighth a year, and wakes a little when the epidemic's limits end.
TREND, WAKES_AFTER, WAKES_BY = 0.0075, 28, 0.06


@dataclass(frozen=True, slots=True)
class Moment:
    """A period: `number` counts months from the first, `month` is 1 to 12, `code` names it."""

    code: str
    number: int
    month: int
    ground: Ground
    breakdowns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many units."""
        return self.ground.size

    @property
    def tens_of_thousands(self) -> Floats:
        """Residents in tens of thousands."""
        return self.ground.residents / 10_000.0

    @property
    def busy(self) -> Floats:
        """How lively each place is."""
        return self.ground.busy

    @property
    def season(self) -> float:
        """What the time of the year does to what happens."""
        return SEASON[self.month - 1]

    @property
    def crime(self) -> Floats:
        """How much more crime than usual: place, season, trend."""
        trend = max(0.4, 1.1 - TREND * self.number) + WAKES_BY * (self.number > WAKES_AFTER)
        return self.busy * self.season * trend

    def draw(self, purpose: str) -> Draw:
        """The streams of one purpose in this period."""
        return Draw(self.code, purpose)

    def fixed(self, purpose: str) -> Floats:
        """A number of each unit's own between 0 and 1, the same in every period."""
        return np.asarray(fixed(self.ground.keys, purpose))

    def options(self, breakdown: str) -> tuple[str, ...]:
        """The options of a breakdown, in the catalogue's order."""
        return self.breakdowns[breakdown]
