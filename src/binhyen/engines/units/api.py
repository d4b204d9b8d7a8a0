"""Units' public surface: reads need no scope, for which unit lies where is public knowledge."""

from __future__ import annotations

from binhyen.engines.units.commands.loading import load_units
from binhyen.engines.units.models import PoliceUnit
from binhyen.engines.units.queries.structures import structure
from binhyen.engines.units.rules.apportioning import apportion
from binhyen.engines.units.rules.structures import Structure
from binhyen.engines.units.types import Level, StructureUnit

__all__ = [
    "Level",
    "PoliceUnit",
    "Structure",
    "StructureUnit",
    "apportion",
    "load_units",
    "structure",
]
