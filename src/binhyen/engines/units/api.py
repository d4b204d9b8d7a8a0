"""Units' public surface: reads need no scope, for which unit lies where is public knowledge."""

from __future__ import annotations

from binhyen.engines.units.commands.loading import load_units
from binhyen.engines.units.commands.reorganising import (
    establish_department,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from binhyen.engines.units.models import PoliceUnit
from binhyen.engines.units.queries.carrying import CarryMap, carry
from binhyen.engines.units.queries.counting import count_units, police_units
from binhyen.engines.units.queries.describing import describe_unit
from binhyen.engines.units.queries.finding import find, search_units
from binhyen.engines.units.queries.lineages import lineage
from binhyen.engines.units.queries.points import unit_points
from binhyen.engines.units.queries.structures import structure
from binhyen.engines.units.queries.versions import spans_of, unit_versions
from binhyen.engines.units.rules.apportioning import apportion
from binhyen.engines.units.rules.structures import Structure
from binhyen.engines.units.types import (
    Level,
    Lineage,
    NewUnit,
    PoliceBody,
    SplitPart,
    StructureUnit,
    Target,
    UnitHit,
    VersionSpan,
)

__all__ = [
    "CarryMap",
    "Level",
    "Lineage",
    "NewUnit",
    "PoliceBody",
    "PoliceUnit",
    "SplitPart",
    "Structure",
    "StructureUnit",
    "Target",
    "UnitHit",
    "VersionSpan",
    "apportion",
    "carry",
    "count_units",
    "describe_unit",
    "establish_department",
    "find",
    "lineage",
    "load_units",
    "merge_units",
    "move_unit",
    "police_units",
    "rename_unit",
    "search_units",
    "spans_of",
    "split_unit",
    "structure",
    "unit_points",
    "unit_versions",
]
