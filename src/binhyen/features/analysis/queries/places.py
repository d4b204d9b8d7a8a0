"""Places an analysis is about: the units a reader starts from, and those above and below one."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators.api import By
from binhyen.engines.units.api import Level, Structure, StructureUnit, find, structure
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.audit.api import installation
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound, Refused
from binhyen.kernel.memory import once

VIEW = "figures.view"
ROWS = {Level.PROVINCE: By.PROVINCE, Level.DISTRICT: By.DISTRICT, Level.COMMUNE: By.COMMUNE}


def today() -> date:
    """Today, or in a demonstration the day it is told on."""
    return once("analysis.installation", installation).focus_on or clock.today()


def homes(actor: Actor, on: date, permission: str = VIEW) -> list[StructureUnit]:
    """The highest units in force on a day where the actor holds a permission, the widest first."""
    tree = structure(on)
    scopes = actor.scopes(permission)
    if actor.unlimited or None in scopes:
        return [tree.root]
    units = [tree.get(scope) for scope in scopes if scope is not None and scope in tree]
    return sorted(units, key=lambda unit: (unit.level, unit.code))


def home(actor: Actor, on: date) -> StructureUnit:
    """The unit a reader starts from.

    Raises:
        Refused: no role of theirs lets them see figures.
    """
    found = homes(actor, on)
    if not found:
        raise Refused(
            N_("Bạn chưa có quyền xem số liệu của đơn vị nào; hãy đề nghị quản trị cấp quyền.")
        )
    return found[0]


def seen_unit(actor: Actor, code: str, on: date, level: int | None = None) -> StructureUnit:
    """The unit that bore a code on a day, for a reader who may see its figures.

    Raises:
        NotFound: no unit bore it, or it lies outside the reader's scope, which must look the same.
    """
    unit = find(code, on, level)
    days = {on, clock.today()}
    if not any(allows(actor, VIEW, unit.id, on=day) for day in days):
        raise NotFound(N_("Không có đơn vị này trong phạm vi của bạn."))
    return unit


def levels_below(tree: Structure, unit: StructureUnit) -> list[By]:
    """The levels whose units can be rows, the nearest first; last the unit itself."""
    present = {tree.get(one).level for one in tree.subtree(unit.id)}
    below = [ROWS[level] for level in ROWS if level in present and level > unit.level]
    return [*below, By.UNIT]


def path_to(tree: Structure, unit: StructureUnit, actor: Actor) -> list[StructureUnit]:
    """The units above that the reader may open, the widest first."""
    above = tree.ancestors(unit.id)[::-1]
    scopes = actor.scopes(VIEW)
    if actor.unlimited or None in scopes:
        return above
    inside = {one for scope in scopes if scope in tree for one in tree.subtree(scope or 0)}
    return [one for one in above if one.id in inside]
