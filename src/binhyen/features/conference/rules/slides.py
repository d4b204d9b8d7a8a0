"""What a slide asks or shows: a text, a question about a figure, or the answer frozen when the slide was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from binhyen.kernel.errors import N_, Invalid

ROWS = ("unit", "province", "district", "commune")
MOST_ROWS = 70
"""As many as the country had provinces, and some; a longer table is opened at the point that wants it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A figure asked for: one measure in one period, by the units of a level below one unit."""

    measure: str
    under_id: int
    by: str
    period: str

    def as_json(self) -> dict[str, Any]:
        """As a slide's row keeps it."""
        return {
            "measure": self.measure,
            "under": self.under_id,
            "by": self.by,
            "period": self.period,
        }


@dataclass(frozen=True, slots=True)
class NewSlide:
    """A slide to be added; `freeze` keeps the answer of now instead of asking when it is shown."""

    title: str
    body: str = ""
    item_id: int | None = None
    question: Question | None = None
    freeze: bool = False


def question_of(said: Mapping[str, Any]) -> Question:
    """A question as a row or a form has it.

    Raises:
        Invalid: something is missing or no such level.
    """
    by, under = str(said.get("by", "")), said.get("under")
    if by not in ROWS or not isinstance(under, int):
        raise Invalid(N_("Trang số liệu cần chỉ tiêu, đơn vị, cấp và kỳ."))
    return Question(str(said.get("measure", "")), under, by, str(said.get("period", "")))
