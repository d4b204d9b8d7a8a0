"""Which units a rule binds on a day."""

from __future__ import annotations

from binhyen.engines.norms.types import NormRule
from binhyen.engines.units.api import Level, Structure, StructureUnit


def units_bound(rule: NormRule, structure: Structure, under_id: int) -> list[StructureUnit]:
    """The units at or below `under_id` that the rule is about, in the order of the tree."""
    at_level = structure.at_level(rule.level, under_id)
    return [unit for unit in at_level if binds(rule, structure, unit)]


def binds(rule: NormRule, structure: Structure, unit: StructureUnit) -> bool:
    """Whether the unit's level, type, programme and province are the rule's."""
    if unit.level != rule.level or (rule.level == Level.COMMUNE and unit.type not in rule.types):
        return False
    if rule.programme_only and not structure.in_programme(unit.id):
        return False
    if not (rule.provinces or rule.except_provinces):
        return True
    province = structure.ancestor_at(unit.id, Level.PROVINCE).code
    wanted = not rule.provinces or province in rule.provinces
    return wanted and province not in rule.except_provinces
