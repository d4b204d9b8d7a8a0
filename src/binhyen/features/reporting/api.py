"""The public surface of reporting: reports due, a form ready to fill in, its versions and its paper."""

from __future__ import annotations

from binhyen.features.reporting.queries.due import on_event_forms, reporting_units, reports_due
from binhyen.features.reporting.queries.entry import (
    entry_form,
    open_reasons,
    scaled_values,
    standing_notes,
)
from binhyen.features.reporting.queries.history import versions
from binhyen.features.reporting.rules.drafting import (
    CHECK_FIELDS,
    HEAD_FIELDS,
    LINE_FIELDS,
    MOST_CHECKS,
    MOST_LINES,
    Drawn,
    fields_of,
    formula,
    mentioned,
    read_drawn,
    rows,
)
from binhyen.features.reporting.rules.merging import changed, clashes
from binhyen.features.reporting.rules.posting import (
    BASE,
    NOTE,
    VALUE,
    Posted,
    input_text,
    read_post,
)
from binhyen.features.reporting.text.paper import form_document
from binhyen.features.reporting.types import (
    Clash,
    DueReport,
    DueState,
    EntryCell,
    EntryForm,
    VersionStep,
)

__all__ = [
    "BASE",
    "CHECK_FIELDS",
    "HEAD_FIELDS",
    "LINE_FIELDS",
    "MOST_CHECKS",
    "MOST_LINES",
    "NOTE",
    "VALUE",
    "Clash",
    "Drawn",
    "DueReport",
    "DueState",
    "EntryCell",
    "EntryForm",
    "Posted",
    "VersionStep",
    "changed",
    "clashes",
    "entry_form",
    "fields_of",
    "form_document",
    "formula",
    "input_text",
    "mentioned",
    "on_event_forms",
    "open_reasons",
    "read_drawn",
    "read_post",
    "reporting_units",
    "reports_due",
    "rows",
    "scaled_values",
    "standing_notes",
    "versions",
]
