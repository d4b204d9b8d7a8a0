"""Structures as of any day, remembered while the units do not change."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import replace
from datetime import date
from threading import Lock

from django.db.models import F, Max, Subquery, Window

from binhyen.engines.units.models import StructureRevision, UnitVersion
from binhyen.engines.units.queries.programme import programme
from binhyen.engines.units.rules.naming import full_name
from binhyen.engines.units.rules.structures import Structure, build_structure
from binhyen.engines.units.types import StructureUnit
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.memory import is_remembering, once
from binhyen.kernel.numbers import format_date

# A country takes about 6 MB; four years of monthly reports meet up to sixteen reorganisations.
REMEMBERED = 32


def structure(on: date) -> Structure:
    """The tree of units as it stood on `on` (inclusive).

    Cost: one statement when remembered, two when not. All days between two changes share one tree.

    Raises:
        NotFound: no unit is known on or before that day.
    """
    revision, since = current_revision(on)
    if since is None:
        raise NotFound(
            N_(
                "Không có đơn vị hành chính nào cho ngày {on}. Hãy nạp đơn vị, hoặc chọn ngày muộn hơn."
            ),
            on=format_date(on),
        )
    found = _recall(revision, since)
    if found is None:
        found = build_structure(since, _units_in_force(since), frozenset(programme().unit_types))
        _remember(revision, since, found)
    return replace(found, on=on)


def current_revision(on: date) -> tuple[str, date | None]:
    """The digest of the newest change of units, and the last day on or before `on` when any unit changed."""
    if not is_remembering():
        return _ask_revision(on)
    digest, days = once("units.changes", _ask_changes)
    place = bisect_right(days, on)
    return (digest, days[place - 1]) if digest and place else (digest, None)


def _ask_revision(on: date) -> tuple[str, date | None]:
    last_change = (
        UnitVersion.objects.filter(valid_from__lte=on)
        .order_by("-valid_from")
        .values("valid_from")[:1]
    )
    row = (
        StructureRevision.objects.order_by("-id")
        .annotate(since=Subquery(last_change))
        .values_list("digest", "since")
        .first()
    )
    return row or ("", None)


def _ask_changes() -> tuple[str, list[date]]:
    """The newest digest and every day when any unit changed: for a page that asks for many days.

    Cost: one statement, two when the units have changed since this process asked last.
    """
    newest = StructureRevision.objects.order_by("-id").values_list("digest", flat=True).first()
    digest = newest or ""
    with _lock:
        days = _days.get(digest)
    if days is None:
        rows = UnitVersion.objects.order_by("valid_from").values_list("valid_from", flat=True)
        days = list(rows.distinct())
        with _lock:
            _days.clear()
            _days[digest] = days
    return (digest if days else ""), days


def _units_in_force(on: date) -> list[StructureUnit]:
    # One pass and a sort, whatever the planner believes of the table. Rows that end a chain are left
    # out here and not by a filter, which Django would put before the window.
    newest = Window(Max("valid_from"), partition_by="unit_id")
    rows = (
        UnitVersion.objects.filter(valid_from__lte=on)
        .annotate(newest=newest)
        .filter(valid_from=F("newest"))
        .values_list(
            "unit_id",
            "unit__key",
            "code",
            "unit__level",
            "type",
            "name",
            "parent_id",
            "search",
            "ended",
        )
    )
    return [
        StructureUnit(
            unit_id, key, code, level, type_, name, full_name(level, type_, name), parent_id, search
        )
        for unit_id, key, code, level, type_, name, parent_id, search, ended in rows
        if not ended
    ]


_remembered: OrderedDict[tuple[str, date], Structure] = OrderedDict()
_days: dict[str, list[date]] = {}
_lock = Lock()


def _recall(revision: str, since: date) -> Structure | None:
    with _lock:
        found = _remembered.get((revision, since))
        if found is not None:
            _remembered.move_to_end((revision, since))
        return found


def _remember(revision: str, since: date, found: Structure) -> None:
    with _lock:
        _remembered[(revision, since)] = found
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)
