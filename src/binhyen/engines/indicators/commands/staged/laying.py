"""Checked cells laid over what is held, a period at a time, a batch of reports at a time; one path for trial and truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from binhyen.engines.indicators.commands.staged.checking import Checked, Place
from binhyen.engines.indicators.commands.storing import (
    Held,
    Known,
    Stored,
    held_reports,
    insert_new,
    store_changed,
)
from binhyen.engines.indicators.commands.versions import Occasion
from binhyen.engines.indicators.models import Report, ReportingPeriod
from binhyen.engines.indicators.queries.places import gathering
from binhyen.engines.indicators.rules.deltas import Deltas
from binhyen.engines.indicators.rules.values import Values, merged
from binhyen.engines.indicators.types import Status

BATCH = 2000

_CELLS = """
SELECT c.unit, count(*), bool_or(c.taken),
    string_agg('"' || s.key || '":' || coalesce(c.value::VARCHAR, 'null'), ',' ORDER BY c.slot)
FROM checked c JOIN slot s ON s.slot = c.slot
WHERE c.place = $place AND c.fault IS NULL GROUP BY c.unit ORDER BY c.unit
"""
_SUMS = """
WITH lies AS (SELECT unnest($units::INTEGER[]) AS unit, unnest($parents::INTEGER[]) AS parent)
SELECT l.parent, s.key, sum(c.value), count(*)
FROM checked c JOIN lies l ON l.unit = c.unit JOIN slot s ON s.slot = c.slot
WHERE c.place = $place AND c.fault IS NULL AND NOT c.taken GROUP BY l.parent, s.key
"""


@dataclass(slots=True)
class Counts:
    """What becomes of values and reports."""

    imported: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    created: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's cells: `text` is the inside of a JSON object; `takes` whether some of them take values away."""

    unit_id: int
    cells: int
    takes: bool
    text: str

    def values(self) -> dict[str, int | None]:
        """The cells by key."""
        found: dict[str, int | None] = json.loads("{" + self.text + "}")
        return found


@dataclass(slots=True)
class Layer:
    """Lays the cells of one place over its reports; with `when` None nothing is written and only counted."""

    checked: Checked
    place: Place
    period: ReportingPeriod | None
    when: Occasion | None
    approve: bool
    counts: Counts
    fresh: list[int] = field(default_factory=list)
    reported: set[int] = field(default_factory=set)

    def lay(self) -> Deltas | None:
        """Go through all cells; the differences for the totals, None when there are none to write."""
        deltas = None if self.period is None else gathering(self.period)
        self.reported = _reported(self.period)
        for batch in self._batches():
            self._lay_batch(batch, deltas)
        if deltas is None or self.when is None or not self.approve:
            return None
        self._add_fresh(deltas)
        return deltas

    def _batches(self) -> Iterator[dict[int, Sheet]]:
        # A cursor of its own: other questions are asked while the rows are being read.
        rows = self.checked.work.cursor().execute(_CELLS, {"place": self.place.number})
        while found := rows.fetchmany(BATCH):
            yield {row[0]: Sheet(*row) for row in found}

    def _lay_batch(self, batch: Mapping[int, Sheet], deltas: Deltas | None) -> None:
        held = self._held(batch.keys() & self.reported)
        new = {unit_id: sheet for unit_id, sheet in batch.items() if unit_id not in held}
        lost = self._insert(new)
        if lost:
            # Somebody made these reports between our look and our write: now they are held and laid over.
            held |= self._held(lost.keys())
        changed: dict[int, Stored] = {}
        for unit_id, known in held.items():
            before, waiting = known.report.values, known.report.draft
            values = self._lay_over(known.report, batch[unit_id])
            if values is not None:
                changed[unit_id] = Stored(known, values, waiting)
                if deltas is not None and known.report.values is not before:
                    deltas.change(unit_id, before, known.report.values)
        self.counts.changed += len(changed)
        if self.when is not None and self.period is not None:
            store_changed(changed.values(), self.when)

    def _held(self, units: Collection[int]) -> dict[int, Known]:
        return held_reports(self.period, units) if units and self.period is not None else {}

    def _insert(self, new: Mapping[int, Sheet]) -> dict[int, Sheet]:
        """Reports that did not exist; those somebody else made meanwhile come back."""
        texts = {unit_id: _plain(sheet) for unit_id, sheet in new.items()}
        texts = {unit_id: text for unit_id, text in texts.items() if text}
        self.counts.same += len(new) - len(texts)
        self.counts.unchanged += sum(new[i].cells for i in new.keys() - texts.keys())
        made: Collection[int] = texts.keys()
        if self.when is not None and self.period is not None:
            made = insert_new(self.period, texts, self.when)
        for unit_id in made:
            sheet = new[unit_id]
            gone = sheet.text.count(":null") if sheet.takes else 0
            self.counts.imported += sheet.cells - gone
            self.counts.unchanged += gone
        self.counts.created += len(made)
        self.fresh.extend(made)
        return {unit_id: new[unit_id] for unit_id in texts.keys() - set(made)}

    def _lay_over(self, report: Held, sheet: Sheet) -> Values | None:
        """Change the report in memory; what its history keeps, None when nothing changed."""
        news = sheet.values()
        base = report.values if self.approve or report.draft is None else report.draft
        self._count(base or {}, news)
        values = merged(base, news)
        draft = None if report.draft is None else merged(report.draft, news)
        if not self.approve:
            if values == (base or {}):
                self.counts.same += 1
                return None
            report.draft = values
            return values
        draft = None if draft == values else draft
        if values == (report.values or {}) and draft == report.draft:
            self.counts.same += 1
            return None
        report.values, report.draft = values, draft
        return values

    def _count(self, base: Values, news: Mapping[str, int | None]) -> None:
        counts = self.counts
        for key, value in news.items():
            held = base.get(key)
            if held == value:
                counts.unchanged += 1
            elif value is None:
                counts.deleted += 1
            elif held is None:
                counts.imported += 1
            else:
                counts.updated += 1

    def _add_fresh(self, deltas: Deltas) -> None:
        """New reports go into the totals by sums made in columns; those of units that ended go one by one."""
        parents = {i: deltas.tree.units[i].parent_id for i in self.fresh if i in deltas.tree}
        inside = {i: parent for i, parent in parents.items() if parent is not None}
        for unit_id in self.fresh:
            if unit_id not in inside:
                deltas.change(unit_id, None, self._approved(unit_id))
        waiting = iter(inside.items())
        while part := dict(islice(waiting, 50_000)):
            given = {
                "place": self.place.number,
                "units": list(part),
                "parents": list(part.values()),
            }
            sums = self.checked.work.execute(_SUMS, given).fetchall()
            deltas.add_sums(sums, Counter(part.values()))

    def _approved(self, unit_id: int) -> Values:
        (row,) = self.checked.work.execute(
            _CELLS.replace("GROUP BY", "AND c.unit = $unit GROUP BY"),
            {"place": self.place.number, "unit": unit_id},
        ).fetchall()
        return merged(None, Sheet(*row).values())


def _reported(period: ReportingPeriod | None) -> set[int]:
    """Units that have a report already, so that nobody is asked for the others."""
    if period is None:
        return set()
    return set(Report.objects.filter(period=period).values_list("unit_id", flat=True))


def _plain(sheet: Sheet) -> str:
    """The JSON object of a report that holds these cells and nothing else; empty when they only take away."""
    if not sheet.takes:
        return "{" + sheet.text + "}"
    kept = merged(None, sheet.values())
    return json.dumps(kept, separators=(",", ":")) if kept else ""


def asked_status(*, approve: bool) -> Status:
    """Where imported reports stand."""
    return Status.APPROVED if approve else Status.SUBMITTED
