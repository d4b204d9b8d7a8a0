"""The public surface of figures: enter, approve, import, read, explain."""

from __future__ import annotations

from binhyen.engines.indicators.commands.catalogue import LoadedCatalogue, load_catalogue
from binhyen.engines.indicators.commands.imports import import_figures
from binhyen.engines.indicators.commands.reports import (
    approve_report,
    return_report,
    save_report,
    submit_report,
)
from binhyen.engines.indicators.commands.rollups import rebuild_rollups
from binhyen.engines.indicators.entries import HolidayYear, StatedEntry
from binhyen.engines.indicators.queries.catalogue import calendars, catalogue
from binhyen.engines.indicators.queries.consistency import (
    Consistency,
    Inconsistency,
    consistency,
)
from binhyen.engines.indicators.queries.counters import register_counter
from binhyen.engines.indicators.queries.deadlines import approving_level, due, dues, punctuality
from binhyen.engines.indicators.queries.explaining import explain
from binhyen.engines.indicators.queries.grids.reading import grid
from binhyen.engines.indicators.queries.parquet import drop_files
from binhyen.engines.indicators.queries.reading import read
from binhyen.engines.indicators.queries.reports import report_history, report_state
from binhyen.engines.indicators.queries.stating import stated
from binhyen.engines.indicators.queries.verifying import verify_rollups
from binhyen.engines.indicators.queries.workdays import work_calendar
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo, ElementInfo
from binhyen.engines.indicators.rules.deadlines import Due
from binhyen.engines.indicators.rules.grids import MISSING, Cells, Grid, GridQuery
from binhyen.engines.indicators.rules.punctuality import Phase, Punctuality, RolledUp, Timing
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
    "MISSING",
    "By",
    "Catalogue",
    "Cell",
    "Cells",
    "Consistency",
    "DefinitionInfo",
    "Due",
    "ElementInfo",
    "Explanation",
    "Frame",
    "Grid",
    "GridQuery",
    "HolidayYear",
    "ImportResult",
    "Inconsistency",
    "LoadedCatalogue",
    "Missing",
    "Origin",
    "Phase",
    "Punctuality",
    "Query",
    "ReportState",
    "RollUpFault",
    "RolledUp",
    "SourceValue",
    "StatedEntry",
    "StatedFigure",
    "Status",
    "Timing",
    "approve_report",
    "approving_level",
    "calendars",
    "catalogue",
    "consistency",
    "drop_files",
    "due",
    "dues",
    "explain",
    "grid",
    "import_figures",
    "load_catalogue",
    "punctuality",
    "read",
    "rebuild_rollups",
    "register_counter",
    "report_history",
    "report_state",
    "return_report",
    "save_report",
    "stated",
    "submit_report",
    "verify_rollups",
    "work_calendar",
]
