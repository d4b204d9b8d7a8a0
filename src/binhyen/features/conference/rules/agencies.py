"""How the police of a unit is named on a document, by the unit's level."""

from __future__ import annotations

from dataclasses import dataclass

MINISTRY = "BỘ CÔNG AN"
CAPITAL = "Hà Nội"
LETTERS = {0: "BCA", 1: "CAT", 2: "CAH", 3: "CAX"}


@dataclass(frozen=True, slots=True)
class Agency:
    """Names for a document's head: `name` and `parent` in capitals, `letters` for the symbol, `place` for the date line."""

    name: str
    parent: str
    letters: str
    place: str

    @property
    def in_text(self) -> str:
        """The name as running text writes it."""
        return self.name.capitalize() if self.name == MINISTRY else self.name


def agency(level: int, full_name: str, name: str, parent_name: str = "") -> Agency:
    """The police of a unit: the ministry at the country's level, else "CÔNG AN" and the unit's full name.

    Args:
        parent_name: full name of the unit above; needed below the province.
    """
    if level == 0:
        return Agency(MINISTRY, "", LETTERS[0], CAPITAL)
    above = MINISTRY if level == 1 else f"CÔNG AN {parent_name}".upper()
    return Agency(f"CÔNG AN {full_name}".upper(), above, LETTERS[level], name)
