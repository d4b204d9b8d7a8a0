"""The public surface of the engine of figures.

Signatures (see each function for its contract):
    read(query: Query, actor: Actor | None = None) -> Frame
    explain(query: Query, unit_id: int, actor: Actor | None = None) -> Explanation
    stated(measure: str | None, unit_id: int, *, period: Period | None = None, on: date | None = None) -> list[StatedFigure]
    register_counter(name: str, count: Callable[[date, int], Mapping[int, int]]) -> None
    import_figures(actor, *, path: Path, approve: bool = False) -> ImportResult
    save_report / submit_report / approve_report / return_report (actor, *, ...) -> ReportState
    load_catalogue(actor, *, folder: Path) -> LoadedCatalogue
"""

from __future__ import annotations

from binhyen.engines.indicators.types import (
    By,
    Cell,
    Explanation,
    Frame,
    ImportResult,
    Missing,
    Origin,
    Query,
    ReportState,
    RollUpFault,
    SourceValue,
    StatedFigure,
    Status,
)

__all__ = [
    "By",
    "Cell",
    "Explanation",
    "Frame",
    "ImportResult",
    "Missing",
    "Origin",
    "Query",
    "ReportState",
    "RollUpFault",
    "SourceValue",
    "StatedFigure",
    "Status",
]
