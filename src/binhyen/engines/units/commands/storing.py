"""Storing checked records and rebuilding, in the same transaction, whatever is derived from them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from django.db import connection

from binhyen.engines.units.commands.policing import follow_units
from binhyen.engines.units.models import (
    AlternativeName,
    ReformDecision,
    StructureRevision,
    Succession,
    Unit,
    UnitPath,
    UnitPoint,
    UnitVersion,
)
from binhyen.engines.units.queries.stored import stored_versions, unit_ids
from binhyen.engines.units.rules.naming import search_text
from binhyen.engines.units.rules.paths import paths
from binhyen.engines.units.rules.records import Chains, Records, chains
from binhyen.engines.units.types import MILLION
from binhyen.kernel.text import fold

_INSERT_PATH = (
    "INSERT INTO units_unitpath (ancestor_id, descendant_id, depth, valid_from, valid_to)"
    " VALUES (%s, %s, %s, %s, %s)"
)


def store(additions: Records) -> None:
    """Add checked rows, then rebuild paths and name the new state."""
    known = unit_ids()
    levels = {row.unit: row.level for row in additions.versions if row.unit not in known}
    Unit.objects.bulk_create(Unit(key=key, level=level) for key, level in levels.items())
    ids = unit_ids()
    _store_versions(additions, ids)
    _store_successions(additions, ids)
    _store_facts(additions, ids)
    all_chains = chains(stored_versions())
    rebuild_paths(all_chains, ids)
    follow_units(all_chains, ids)
    _seal(additions)


def rebuild_paths(all_chains: Chains, ids: dict[str, int]) -> None:
    """Write the closure anew from the versions; it holds nothing that they do not."""
    day = cache(connection.ops.adapt_datefield_value)
    rows = [
        (ids[path.ancestor], ids[key], path.depth, day(path.valid_from), day(path.valid_to))
        for key, found in paths(all_chains).items()
        for path in found
    ]
    UnitPath.objects.all().delete()
    with connection.cursor() as cursor:
        # 57,000 rows of the country: as model instances they would take a third of the whole load.
        cursor.executemany(_INSERT_PATH, rows)


def _store_versions(additions: Records, ids: dict[str, int]) -> None:
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit_id=ids[row.unit],
            valid_from=row.valid_from,
            code=row.code,
            type=row.type,
            name=row.name,
            search="" if row.ended else search_text(row.level, row.type, row.name),
            parent_id=ids[row.parent] if row.parent else None,
            ended=row.ended,
            source_document=row.source_document,
            certainty=row.certainty,
        )
        for row in additions.versions
    )


def _store_successions(additions: Records, ids: dict[str, int]) -> None:
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=ids[row.predecessor],
            successor_id=ids[row.successor],
            on=row.on,
            kind=row.kind,
            part=row.part,
            share_millionths=None if row.share is None else int(row.share * MILLION),
            is_main=row.is_main,
            source_document=row.source_document,
        )
        for row in additions.successions
    )


def _store_facts(additions: Records, ids: dict[str, int]) -> None:
    AlternativeName.objects.bulk_create(
        AlternativeName(unit_id=ids[row.unit], name=row.name, search=fold(row.name), kind=row.kind)
        for row in additions.names
    )
    UnitPoint.objects.bulk_create(
        UnitPoint(
            unit_id=ids[row.unit],
            lat_microdegrees=row.lat_microdegrees,
            lon_microdegrees=row.lon_microdegrees,
            source=row.source,
            area_hectares=row.area_hectares,
            population=row.population,
        )
        for row in additions.points
    )
    ReformDecision.objects.bulk_create(
        ReformDecision(
            in_force=row.in_force,
            province_code=row.province_code,
            document=row.document,
            certainty=row.certainty,
        )
        for row in additions.decisions
    )


def _seal(additions: Records) -> None:
    """Chain a digest over all changes: equal digests mean equal units, in any process, even after a rollback."""
    last = StructureRevision.objects.order_by("-id").values_list("digest", flat=True).first() or ""
    last_version = UnitVersion.objects.order_by("-id").values_list("id", flat=True).first()
    text = repr((last, last_version, additions.versions, additions.successions, additions.names))
    StructureRevision.objects.create(digest=sha256(text.encode()).hexdigest())
