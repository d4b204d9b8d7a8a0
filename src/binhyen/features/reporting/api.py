"""The public surface of reporting: reports due, a form ready to fill in, its versions and its paper."""

from __future__ import annotations

from binhyen.features.reporting.queries.due import reporting_units, reports_due
from binhyen.features.reporting.queries.entry import (
    entry_form,
    open_reasons,
    scaled_values,
    standing_notes,
)
from binhyen.features.reporting.queries.history import versions
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
    "NOTE",
    "VALUE",
    "Clash",
    "DueReport",
    "DueState",
    "EntryCell",
    "EntryForm",
    "Posted",
    "VersionStep",
    "changed",
    "clashes",
    "entry_form",
    "form_document",
    "input_text",
    "open_reasons",
    "read_post",
    "reporting_units",
    "reports_due",
    "scaled_values",
    "standing_notes",
    "versions",
]
