"""What the databases and Spark write differently; nothing else in the package knows them apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

DialectName = Literal["sqlite", "duckdb", "postgresql", "spark"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One database's way to write doubles and the functions we need of it."""

    real: str
    infinity: str
    """A literal that no value reaches, standing in for a missing argument; empty where not needed."""

    whole: str = ""
    """The type of whole numbers where doubles are cut off through it; empty where `trunc` does it."""

    def number(self, value: Decimal | int) -> str:
        """A literal: the quotient of two exact integers, so no database's own reading matters."""
        exponent = Decimal(value).as_tuple().exponent
        power = 10 ** max(0, -int(exponent))
        return self.ratio(int(value * power), power)

    def ratio(self, numerator: int, denominator: int) -> str:
        """The double nearest to a fraction of integers below 2^53."""
        if denominator == 1:
            return self._whole(numerator)
        return f"({self._whole(numerator)} / {self._whole(denominator)})"

    def cast(self, sql: str) -> str:
        """An SQL value as a double."""
        return f"CAST({sql} AS {self.real})"

    def truncated(self, sql: str) -> str:
        """A double below 2^52 without its fraction."""
        # SQLite has trunc() only where it was compiled in; Spark's trunc() is for dates.
        return self.cast(f"CAST({sql} AS {self.whole})") if self.whole else f"trunc({sql})"

    def largest(self, items: list[str]) -> str:
        """The largest of several doubles, missing when one is."""
        if not self.infinity:
            return f"max({', '.join(items)})"
        # GREATEST skips NULL, so NULL travels as infinity and comes back as NULL.
        marked = ", ".join(f"COALESCE({item}, {self.infinity})" for item in items)
        return f"NULLIF(GREATEST({marked}), {self.infinity})"

    def smallest(self, items: list[str]) -> str:
        """The smallest of several doubles, missing when one is."""
        if not self.infinity:
            return f"min({', '.join(items)})"
        marked = ", ".join(f"COALESCE({item}, -{self.infinity})" for item in items)
        return f"NULLIF(LEAST({marked}), -{self.infinity})"

    def _whole(self, value: int) -> str:
        return self.cast(str(value)) if self.infinity else f"{value}.0"


DIALECTS: dict[DialectName, Dialect] = {
    "sqlite": Dialect("REAL", "", "INTEGER"),
    "duckdb": Dialect("DOUBLE", "CAST('Infinity' AS DOUBLE)"),
    "postgresql": Dialect("DOUBLE PRECISION", "CAST('Infinity' AS DOUBLE PRECISION)"),
    "spark": Dialect("DOUBLE", "CAST('Infinity' AS DOUBLE)", "BIGINT"),
}


def real_column(dialect: DialectName, sql: str, decimals: int = 0) -> str:
    """A stored scaled integer as the number it stands for, to hand to `compile`.

    Equal to what Python computes from `from_scaled`: one correctly rounded division.
    """
    written = DIALECTS[dialect]
    if decimals == 0:
        return written.cast(sql)
    return f"({written.cast(sql)} / {written.number(10**decimals)})"
