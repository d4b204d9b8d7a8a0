"""All that is known of one unit, ready to be written as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from binhyen.engines.units.models import AlternativeName, PoliceUnit, UnitPoint
from binhyen.engines.units.queries.finding import find
from binhyen.engines.units.queries.lineages import lineage
from binhyen.engines.units.queries.structures import structure
from binhyen.engines.units.queries.versions import unit_versions
from binhyen.engines.units.rules.policing import police_name
from binhyen.engines.units.types import Level, Link, StructureUnit, VersionSpan


def describe_unit(code: str, on: date, level: int | None = None) -> dict[str, Any]:
    """A unit as it stood on a day: identity, names, units above, versions, lineage, police, point.

    Shape: dates as ISO texts, shares as texts, None = goes on or unknown; units above nearest first.

    Raises:
        NotFound: as `find`.
        Invalid: as `find`.
    """
    unit = find(code, on, level)
    tree, family = structure(on), lineage(unit.id)
    names = AlternativeName.objects.filter(unit_id=unit.id).order_by("name")
    return {
        "on": on.isoformat(),
        **_identity(unit),
        "alternative_names": list(names.values_list("name", flat=True)),
        "programme": tree.in_programme(unit.id),
        "parents": [_identity(above) for above in tree.ancestors(unit.id)],
        "children_count": len(tree.children(unit.id)),
        "versions": [_version(span) for span in unit_versions(unit.id)],
        "predecessors": [_link(link) for link in family.predecessors],
        "successors": [_link(link) for link in family.successors],
        "police_units": [_police(row, unit) for row in _police_rows(unit.id)],
        "point": _point(unit.id),
    }


def _identity(unit: StructureUnit) -> dict[str, Any]:
    return {
        "key": unit.key,
        "code": unit.code,
        "level": unit.level,
        "level_name": Level(unit.level).label,
        "type": unit.type,
        "name": unit.name,
        "full_name": unit.full_name,
    }


def _version(span: VersionSpan) -> dict[str, Any]:
    return {
        "code": span.code,
        "full_name": span.full_name,
        "valid_from": span.valid_from.isoformat(),
        "valid_to": span.valid_to.isoformat() if span.valid_to else None,
        "source_document": span.source_document,
        "certainty": span.certainty,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "key": link.key,
        "code": link.code,
        "full_name": link.full_name,
        "on": link.on.isoformat(),
        "kind": link.kind,
        "part": link.part,
        "share": None if link.share is None else str(link.share),
        "main": link.is_main,
        "source_document": link.source_document,
        "step": link.step,
    }


def _police_rows(unit_id: int) -> list[PoliceUnit]:
    return list(PoliceUnit.objects.filter(unit_id=unit_id).order_by("kind", "name", "id"))


def _police(row: PoliceUnit, unit: StructureUnit) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "name": row.name or police_name(row.kind, unit.full_name),
        "established_on": row.established_on.isoformat(),
        "abolished_on": row.abolished_on.isoformat() if row.abolished_on else None,
    }


def _point(unit_id: int) -> dict[str, Any] | None:
    row = UnitPoint.objects.filter(unit_id=unit_id).first()
    if row is None:
        return None
    return {
        "lat": str(row.lat),
        "lon": str(row.lon),
        "source": row.source,
        "area_km2": None if row.area_km2 is None else str(row.area_km2),
        "population": row.population,
    }
