"""The public surface of figures: enter, approve, import, read, explain."""

from __future__ import annotations

from binhyen.engines.indicators.commands.approving import approve_reports
from binhyen.engines.indicators.commands.catalogue import LoadedCatalogue, load_catalogue
from binhyen.engines.indicators.commands.defining import (
    define_element,
    define_report,
    retire_definition,
)
from binhyen.engines.indicators.commands.imports import import_figures
from binhyen.engines.indicators.commands.locks import lock_period, unlock_period
from binhyen.engines.indicators.commands.rebuilding import rebuild_all
from binhyen.engines.indicators.commands.reports import (
    answer_remark,
    approve_report,
    report_nothing,
    return_report,
    save_report,
    submit_report,
)
from binhyen.engines.indicators.commands.rollups import rebuild_rollups
from binhyen.engines.indicators.commands.staged.columns import import_columns
from binhyen.engines.indicators.commands.staged.importing import import_staged
from binhyen.engines.indicators.distributed.cluster import start_cluster, stop_cluster
from binhyen.engines.indicators.entries import (
    Approver,
    CalendarEntry,
    CheckEntry,
    Deadline,
    ElementEntry,
    FormHeader,
    FormLineEntry,
    HolidayYear,
    ReportEntry,
    SectionEntry,
    StatedEntry,
)
from binhyen.engines.indicators.import_types import (
    STAGED_COLUMNS,
    ImportConflict,
    ImportPolicy,
    ImportReport,
    SourceFile,
)
from binhyen.engines.indicators.queries.catalogue import calendars, catalogue
from binhyen.engines.indicators.queries.consistency import (
    Consistency,
    Inconsistency,
    consistency,
)
from binhyen.engines.indicators.queries.counters import register_counter
from binhyen.engines.indicators.queries.deadlines import approving_level, due, dues, punctuality
from binhyen.engines.indicators.queries.explaining import explain
from binhyen.engines.indicators.queries.forms import draft_layout, form_layout
from binhyen.engines.indicators.queries.grids.reading import grid
from binhyen.engines.indicators.queries.holding import (
    HeldReport,
    cell_notes,
    held_values,
    reported_periods,
)
from binhyen.engines.indicators.queries.locks import locked
from binhyen.engines.indicators.queries.owning import (
    offered_definitions,
    own_definitions,
    own_elements,
    report_count,
    usable_definitions,
)
from binhyen.engines.indicators.queries.parquet import drop_files
from binhyen.engines.indicators.queries.reading import read
from binhyen.engines.indicators.queries.rebuilding.local import Rebuilt
from binhyen.engines.indicators.queries.remarks import remarks
from binhyen.engines.indicators.queries.report_states import report_states
from binhyen.engines.indicators.queries.reports import report_at, report_history, report_state
from binhyen.engines.indicators.queries.reviewing import (
    BrokenCheck,
    LockAct,
    Series,
    WaitingGroup,
    WaitingReport,
    broken,
    empty_handed,
    lock_acts,
    report_by_id,
    report_series,
    waiting_groups,
    waiting_reports,
)
from binhyen.engines.indicators.queries.stating import stated
from binhyen.engines.indicators.queries.unit_reports import unit_remarks, unit_reports
from binhyen.engines.indicators.queries.verifying import verify_rollups
from binhyen.engines.indicators.queries.workdays import work_calendar
from binhyen.engines.indicators.reporting_types import (
    BulkResult,
    FiguresImported,
    Lock,
    PeriodLocked,
    Remark,
    ReportApproved,
    ReportEvent,
    ReportReturned,
    ReportRow,
    ReportSaved,
    ReportSubmitted,
)
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo, ElementInfo
from binhyen.engines.indicators.rules.deadlines import Due
from binhyen.engines.indicators.rules.forms.owning import own_code
from binhyen.engines.indicators.rules.forms.sheets.reading import SheetEntries, read_form_sheet
from binhyen.engines.indicators.rules.forms.sheets.writing import write_form_sheet
from binhyen.engines.indicators.rules.forms.types import (
    FormCell,
    FormCheck,
    FormLayout,
    FormLine,
    FormSection,
    FormUnit,
)
from binhyen.engines.indicators.rules.forms.words import words_of
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
    RemarkKind,
    ReportState,
    RollUpFault,
    SourceValue,
    StatedFigure,
    Status,
)

__all__ = [
    "MISSING",
    "STAGED_COLUMNS",
    "Approver",
    "BrokenCheck",
    "BulkResult",
    "By",
    "CalendarEntry",
    "Catalogue",
    "Cell",
    "Cells",
    "CheckEntry",
    "Consistency",
    "Deadline",
    "DefinitionInfo",
    "Due",
    "ElementEntry",
    "ElementInfo",
    "Explanation",
    "FiguresImported",
    "FormCell",
    "FormCheck",
    "FormHeader",
    "FormLayout",
    "FormLine",
    "FormLineEntry",
    "FormSection",
    "FormUnit",
    "Frame",
    "Grid",
    "GridQuery",
    "HeldReport",
    "HolidayYear",
    "ImportConflict",
    "ImportPolicy",
    "ImportReport",
    "ImportResult",
    "Inconsistency",
    "LoadedCatalogue",
    "Lock",
    "LockAct",
    "Missing",
    "Origin",
    "PeriodLocked",
    "Phase",
    "Punctuality",
    "Query",
    "Rebuilt",
    "Remark",
    "RemarkKind",
    "ReportApproved",
    "ReportEntry",
    "ReportEvent",
    "ReportReturned",
    "ReportRow",
    "ReportSaved",
    "ReportState",
    "ReportSubmitted",
    "RollUpFault",
    "RolledUp",
    "SectionEntry",
    "Series",
    "SheetEntries",
    "SourceFile",
    "SourceValue",
    "StatedEntry",
    "StatedFigure",
    "Status",
    "Timing",
    "WaitingGroup",
    "WaitingReport",
    "answer_remark",
    "approve_report",
    "approve_reports",
    "approving_level",
    "broken",
    "calendars",
    "catalogue",
    "cell_notes",
    "consistency",
    "define_element",
    "define_report",
    "draft_layout",
    "drop_files",
    "due",
    "dues",
    "empty_handed",
    "explain",
    "form_layout",
    "grid",
    "held_values",
    "import_columns",
    "import_figures",
    "import_staged",
    "load_catalogue",
    "lock_acts",
    "lock_period",
    "locked",
    "offered_definitions",
    "own_code",
    "own_definitions",
    "own_elements",
    "punctuality",
    "read",
    "read_form_sheet",
    "rebuild_all",
    "rebuild_rollups",
    "register_counter",
    "remarks",
    "report_at",
    "report_by_id",
    "report_count",
    "report_history",
    "report_nothing",
    "report_series",
    "report_state",
    "report_states",
    "reported_periods",
    "retire_definition",
    "return_report",
    "save_report",
    "start_cluster",
    "stated",
    "stop_cluster",
    "submit_report",
    "unit_remarks",
    "unit_reports",
    "unlock_period",
    "usable_definitions",
    "verify_rollups",
    "waiting_groups",
    "waiting_reports",
    "words_of",
    "work_calendar",
    "write_form_sheet",
]
