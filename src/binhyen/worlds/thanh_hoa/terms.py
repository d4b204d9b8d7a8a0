"""How long posts of command were given for before the world begins."""

from __future__ import annotations

from datetime import date, timedelta

from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.facts import SEED

# Five years each, given at different times; the first end some weeks before the day of the review.
FIRST_END, LAST_END = date(2022, 5, 10), date(2024, 9, 30)


def term_until(code: str) -> date:
    """The end of the term of the officer with that number."""
    span = (LAST_END - FIRST_END).days
    return FIRST_END + timedelta(days=chance(SEED, "terms", code).randrange(span))
