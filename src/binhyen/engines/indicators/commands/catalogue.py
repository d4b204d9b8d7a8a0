"""Loading the catalogue's files: numbers once given stay, entries that vanish from the files retire."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from binhyen.engines.indicators.entries import (
    BreakdownEntry,
    CalendarEntry,
    CheckEntry,
    ElementEntry,
    IndicatorEntry,
    ReportEntry,
    StatedEntry,
)
from binhyen.engines.indicators.models import (
    Breakdown,
    BreakdownOption,
    CalendarDefinition,
    CatalogueRevision,
    CatalogueRow,
    Element,
    Indicator,
    IntegrityCheck,
    ReportDefinition,
    StatedFigureRow,
)
from binhyen.engines.indicators.rules.catalogue_checks import refuse_broken_references
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.entries import Entry
from binhyen.kernel.yamlfile import load_located

# Folder of the catalogue, shape of its entries, table they go to.
PARTS: tuple[tuple[str, type[Entry], type[CatalogueRow]], ...] = (
    ("calendars", CalendarEntry, CalendarDefinition),
    ("breakdowns", BreakdownEntry, Breakdown),
    ("elements", ElementEntry, Element),
    ("indicators", IndicatorEntry, Indicator),
    ("reports", ReportEntry, ReportDefinition),
    ("checks", CheckEntry, IntegrityCheck),
    ("stated", StatedEntry, StatedFigureRow),
)


@dataclass(frozen=True, slots=True)
class LoadedCatalogue:
    """What a load did, per folder; nothing was written when all are unchanged."""

    added: Mapping[str, int]
    changed: Mapping[str, int]
    retired: Mapping[str, int]
    unchanged: Mapping[str, int]


@command("indicators.load_catalogue", "Nạp danh mục số liệu", needs="catalogue.manage")
def load_catalogue(actor: Actor, *, folder: Path) -> LoadedCatalogue:
    """Bring the tables into step with the catalogue's files; loading the same files again writes nothing.

    Raises:
        Invalid: any file is faulty or refers to a code that does not exist; rows name file and line.
    """
    located = {part: _located(folder / part, model) for part, model, _ in PARTS}
    refuse_broken_references(located)
    outcomes = {
        part: _store(table, [place.entry for place in located[part]]) for part, _, table in PARTS
    }
    _store_options(place.entry for place in located["breakdowns"])
    loaded = LoadedCatalogue(
        *({part: outcome[position] for part, outcome in outcomes.items()} for position in range(4))
    )
    if any((*loaded.added.values(), *loaded.changed.values(), *loaded.retired.values())):
        CatalogueRevision.objects.create(digest=catalogue_digest(), at=clock.now())
    note("Catalogue", folder.name, added=dict(loaded.added), changed=dict(loaded.changed))
    return loaded


def _located(folder: Path, model: type[Entry]) -> list[Any]:
    # A catalogue without, say, stated figures is complete in its own way.
    return load_located(folder, model) if folder.is_dir() else []


def _store(table: type[CatalogueRow], entries: Iterable[Any]) -> tuple[int, int, int, int]:
    """Counts of added, changed, retired and unchanged rows."""
    # What provinces defined for themselves is no business of the files.
    stored: QuerySet[Any] = QuerySet(table).filter(owner=None)
    rows = {row.code: row for row in stored.all()}
    added, changed, unchanged = [], [], 0
    seen = set()
    for entry in entries:
        seen.add(entry.code)
        content = entry.model_dump(mode="json")
        row = rows.get(entry.code)
        if row is None:
            added.append(table(code=entry.code, entry=content))
        elif row.retired or row.entry != content:
            row.entry, row.retired = content, False
            changed.append(row)
        else:
            unchanged += 1
    gone = [row for row in rows.values() if row.code not in seen and not row.retired]
    for row in gone:
        row.retired = True
    stored.bulk_create(added)
    stored.bulk_update([*changed, *gone], ["entry", "retired"], batch_size=200)
    return len(added), len(changed), len(gone), unchanged


def _store_options(entries: Iterable[Any]) -> None:
    breakdowns = {row.code: row.id for row in Breakdown.objects.filter(owner=None)}
    common = BreakdownOption.objects.filter(breakdown__owner=None)
    known = {(row.breakdown_id, row.code): row for row in common}
    wanted = {
        (breakdowns[entry.code], option.code) for entry in entries for option in entry.options
    }
    BreakdownOption.objects.bulk_create(
        BreakdownOption(breakdown_id=breakdown, code=code)
        for breakdown, code in sorted(wanted - known.keys())
    )
    for place, row in known.items():
        if row.retired != (place not in wanted):
            row.retired = place not in wanted
            row.save(update_fields=["retired"])


def catalogue_digest() -> str:
    """Of everything with its numbers: the same files loaded into another database are another catalogue."""
    digest = hashlib.sha256()
    for _, _, table in PARTS:
        rows: QuerySet[Any] = QuerySet(table)
        for row in rows.order_by("id").values_list("id", "code", "entry", "retired"):
            digest.update(json.dumps(row, ensure_ascii=False, sort_keys=True).encode())
    for option in BreakdownOption.objects.order_by("id").values_list("id", "breakdown_id", "code"):
        digest.update(json.dumps(option).encode())
    return digest.hexdigest()
