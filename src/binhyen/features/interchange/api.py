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
from binhyen.features.interchange.formats.workbooks import faults_as_csv, write_marked_copy
from binhyen.features.interchange.queries.export_streams import (
    ENDINGS,
    MEDIA_TYPES,
    ExportRequest,
    export,
)
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
    "ExportRequest",
    "Fault",
    "FileFormat",
    "ImportOptions",
    "Outcome",
    "Scheme",
    "Schemes",
    "Strategy",
    "export",
    "faults_as_csv",
    "finish_run",
    "import_file",
    "keep_file",
    "outcome_as_json",
    "own_run",
    "set_job",
    "write_marked_copy",
]
