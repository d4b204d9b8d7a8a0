"""What the detector reads and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]


class MarkKind(StrEnum):
    """Why a report is asked about."""

    COPIED_MONTH = "copied_month"
    COPIED_UNIT = "copied_unit"
    ROUNDED = "rounded"
    OUTLIER = "outlier"
    NEAT = "neat"


@dataclass(frozen=True, slots=True)
class Reported:
    """What units reported over periods in a row, the last one under review.

    Attributes:
        values: units × periods × elements in the elements' own units; NaN is not reported.
        groups: by unit, the number of the unit it stands under, among which copies are looked for.
        whole: by element, whether values are whole numbers, so that last digits say something.
        season: periods in a year, 12 for months.
    """

    values: Values
    groups: NDArray[np.int64]
    whole: Mask
    season: int = 12

    @property
    def now(self) -> Values:
        """The values under review: units × elements."""
        return self.values[:, -1]

    @property
    def before(self) -> Values:
        """All earlier ones."""
        return self.values[:, :-1]


@dataclass(frozen=True, slots=True)
class Mark:
    """A question about one report: which unit (row), which elements (columns), and the numbers that raise it.

    `chance` is how likely as much would be without anything wrong, under the model of counts the rule states.
    """

    kind: MarkKind
    row: int
    columns: tuple[int, ...]
    chance: float
    facts: Mapping[str, float] = field(default_factory=dict)
