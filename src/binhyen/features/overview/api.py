"""The overview's public surface: what its pages may ask."""

from __future__ import annotations

from binhyen.features.overview.queries.boards import (
    board,
    course,
    findings,
    funnel,
    map_level,
    points,
    shade,
    strength_norms,
)
from binhyen.features.overview.queries.explaining import why
from binhyen.features.overview.queries.journal import JournalFilter, journal, journal_entry
from binhyen.features.overview.queries.places import homes, is_board, may, place
from binhyen.features.overview.queries.searching import search
from binhyen.features.overview.queries.stated import StatedLine, stated_beside, stated_lines
from binhyen.features.overview.queries.stations import (
    figures_of,
    history_of,
    station,
    successors_of,
    unit_findings,
)
from binhyen.features.overview.queries.tokens import tokens_of
from binhyen.features.overview.rules import measures
from binhyen.features.overview.rules.trend import compare_shares
from binhyen.features.overview.types import (
    Board,
    Comparison,
    Found,
    PersonHit,
    Place,
    PostLine,
    Station,
    TermHit,
    Why,
)

__all__ = [
    "Board",
    "Comparison",
    "Found",
    "JournalFilter",
    "PersonHit",
    "Place",
    "PostLine",
    "StatedLine",
    "Station",
    "TermHit",
    "Why",
    "board",
    "compare_shares",
    "course",
    "figures_of",
    "findings",
    "funnel",
    "history_of",
    "homes",
    "is_board",
    "journal",
    "journal_entry",
    "map_level",
    "may",
    "measures",
    "place",
    "points",
    "search",
    "shade",
    "stated_beside",
    "stated_lines",
    "station",
    "strength_norms",
    "successors_of",
    "tokens_of",
    "unit_findings",
    "why",
]
