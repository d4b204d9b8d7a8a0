"""The public surface of exchange: files in, files out, analytics and metadata as DHIS2 asks for them."""

from __future__ import annotations

from binhyen.features.interchange.commands.history import (
    finish_run,
    keep_file,
    outcome_as_json,
    own_run,
    set_job,
)
from binhyen.features.interchange.commands.importing import import_file
from binhyen.features.interchange.commands.receiving import import_chunks, refused_whole
from binhyen.features.interchange.commands.running import (
    SMALL,
    again_for_real,
    receive,
    work_on,
)
from binhyen.features.interchange.formats.workbooks import faults_as_csv, write_marked_copy
from binhyen.features.interchange.models import ImportRun
from binhyen.features.interchange.queries.analytics import (
    AnalyticsRequest,
    analytics,
    read_dimensions,
)
from binhyen.features.interchange.queries.asking import ValueQuestion, scheme_of, schemes_of
from binhyen.features.interchange.queries.export_streams import (
    ENDINGS,
    MEDIA_TYPES,
    ExportRequest,
    export,
    export_asked,
    registrations_asked,
)
from binhyen.features.interchange.queries.metadata import (
    Page,
    about_actor,
    data_elements,
    data_sets,
    indicators,
    option_combos,
    organisation_units,
)
from binhyen.features.interchange.queries.runs import run_of, runs
from binhyen.features.interchange.types import (
    Fault,
    FileFormat,
    ImportOptions,
    Outcome,
    Scheme,
    Schemes,
    Strategy,
)

__all__ = [
    "ENDINGS",
    "MEDIA_TYPES",
    "SMALL",
    "AnalyticsRequest",
    "ExportRequest",
    "Fault",
    "FileFormat",
    "ImportOptions",
    "ImportRun",
    "Outcome",
    "Page",
    "Scheme",
    "Schemes",
    "Strategy",
    "ValueQuestion",
    "about_actor",
    "again_for_real",
    "analytics",
    "data_elements",
    "data_sets",
    "export",
    "export_asked",
    "faults_as_csv",
    "finish_run",
    "import_chunks",
    "import_file",
    "indicators",
    "keep_file",
    "option_combos",
    "organisation_units",
    "outcome_as_json",
    "own_run",
    "read_dimensions",
    "receive",
    "refused_whole",
    "registrations_asked",
    "run_of",
    "runs",
    "scheme_of",
    "schemes_of",
    "set_job",
    "work_on",
    "write_marked_copy",
]
