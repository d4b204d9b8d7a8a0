"""Everything stored of units as records, for checking a change against the whole."""

from __future__ import annotations

from decimal import Decimal

from binhyen.engines.units.models import (
    AlternativeName,
    ReformDecision,
    Succession,
    Unit,
    UnitPoint,
    UnitVersion,
)
from binhyen.engines.units.rules.records import (
    DecisionRow,
    NameRow,
    PointRow,
    Records,
    SuccessionRow,
    VersionRow,
)
from binhyen.engines.units.types import MILLION


def unit_ids() -> dict[str, int]:
    """The id of every unit by its key."""
    return dict(Unit.objects.values_list("key", "id"))


def stored_records() -> Records:
    """All versions, successions, names, points and decisions. Cost: five statements, the whole country."""
    return Records(
        versions=stored_versions(),
        successions=_stored_successions(),
        names=[
            NameRow(*row)
            for row in AlternativeName.objects.values_list("unit__key", "name", "kind")
        ],
        points=[PointRow(*row) for row in UnitPoint.objects.values_list(*_POINT)],
        decisions=[DecisionRow(*row) for row in ReformDecision.objects.values_list(*_DECISION)],
    )


def stored_versions() -> list[VersionRow]:
    """All versions, by unit and time."""
    rows = UnitVersion.objects.order_by("unit_id", "valid_from").values_list(*_VERSION)
    return [
        VersionRow(
            unit, level, valid_from, code, type_, name, parent or "", ended, document, certainty
        )
        for unit, level, valid_from, code, type_, name, parent, ended, document, certainty in rows
    ]


def _stored_successions() -> list[SuccessionRow]:
    rows = Succession.objects.values_list(*_SUCCESSION)
    return [
        SuccessionRow(old, new, on, kind, part, _share(millionths), is_main, document)
        for old, new, on, kind, part, millionths, is_main, document in rows
    ]


def _share(millionths: int | None) -> Decimal | None:
    return None if millionths is None else Decimal(millionths) / MILLION


_VERSION = (
    "unit__key",
    "unit__level",
    "valid_from",
    "code",
    "type",
    "name",
    "parent__key",
    "ended",
    "source_document",
    "certainty",
)
_SUCCESSION = (
    "predecessor__key",
    "successor__key",
    "on",
    "kind",
    "part",
    "share_millionths",
    "is_main",
    "source_document",
)
_POINT = (
    "unit__key",
    "lat_microdegrees",
    "lon_microdegrees",
    "source",
    "area_hectares",
    "population",
)
_DECISION = ("in_force", "province_code", "document", "certainty")
