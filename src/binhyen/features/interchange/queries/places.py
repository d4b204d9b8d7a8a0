"""Units as DHIS2 asks for them: by identifier at any level, by level, by group, by what belongs to the asker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from binhyen.engines.indicators.api import By
from binhyen.engines.units.api import Level, Structure, StructureUnit
from binhyen.features.interchange.queries.directories import UNIT, path_name
from binhyen.features.interchange.rules.uids import uid
from binhyen.features.interchange.types import Scheme
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.numbers import format_date

BY = {Level.PROVINCE: By.PROVINCE, Level.DISTRICT: By.DISTRICT, Level.COMMUNE: By.COMMUNE}
GROUP = "OU_GROUP-"
LEVEL = "LEVEL-"
OWN = "USER_ORGUNIT"
STEPS_DOWN = {OWN: 0, "USER_ORGUNIT_CHILDREN": 1, "USER_ORGUNIT_GRANDCHILDREN": 2}
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to read: the units of a level below one; `only` narrows them to a type."""

    under_id: int
    by: By
    only: str | None = None


def find_unit(tree: Structure, text: str, scheme: Scheme) -> StructureUnit:
    """The unit of a day that an identifier means, at any level.

    Raises:
        NotFound: none.
    """
    if text == tree.root.code:
        return tree.root
    if scheme is Scheme.CODE:
        return tree.by_code(text)
    for unit in tree.units.values():
        named = uid(UNIT, unit.key) if scheme is Scheme.UID else path_name(unit, tree)
        if named == text or (scheme is Scheme.NAME and unit.full_name == text):
            return unit
    raise NotFound(
        N_("Ngày {on} không có đơn vị mang {scheme} “{value}”; xem organisationUnits."),
        on=format_date(tree.on),
        scheme=scheme.value,
        value=text[:SHOWN],
    )


def own_units(actor: Actor, tree: Structure, permission: str) -> list[StructureUnit]:
    """The highest units the actor holds a permission in; the country when it is held everywhere."""
    scopes = actor.scopes(permission)
    if actor.unlimited or None in scopes:
        return [tree.root]
    return [
        tree.get(scope)
        for scope in sorted(one for one in scopes if one is not None)
        if scope in tree
    ]


def rows_of(items: Iterable[str], tree: Structure, scheme: Scheme, actor: Actor) -> list[Rows]:
    """What the items of an ou dimension ask for; plain units beside a level or group bound it.

    Raises:
        NotFound: no such unit.
        Invalid: no such level or group, or nothing asked.
    """
    plain: list[StructureUnit] = []
    levels: list[int] = []
    groups: list[str] = []
    rows: list[Rows] = []
    for item in items:
        if item.startswith(LEVEL):
            levels.append(_level(item))
        elif item.startswith(GROUP):
            groups.append(_group(item, tree))
        elif item in STEPS_DOWN:
            rows += _down(own_units(actor, tree, "figures.view"), STEPS_DOWN[item], tree)
        else:
            plain.append(find_unit(tree, item, scheme))
    if not (levels or groups):
        return [*rows, *(Rows(unit.id, By.UNIT) for unit in plain)]
    for unit in plain or own_units(actor, tree, "figures.view"):
        rows += [_at(unit, level) for level in levels if level >= unit.level]
        rows += [Rows(unit.id, By.COMMUNE, group) for group in groups]
    return rows


def _at(unit: StructureUnit, level: int) -> Rows:
    return Rows(unit.id, By.UNIT if level == unit.level else BY[Level(level)])


def _down(units: list[StructureUnit], steps: int, tree: Structure) -> list[Rows]:
    """Children or grandchildren; a level that has gone is stepped over."""
    rows = []
    for unit in units:
        below = [unit]
        for _ in range(steps):
            below = [child for one in below for child in tree.children(one.id)]
        rows += [Rows(one.id, By.UNIT) for one in below] if steps != 1 else _children(unit, below)
    return rows


def _children(unit: StructureUnit, below: list[StructureUnit]) -> list[Rows]:
    levels = {one.level for one in below}
    if len(levels) == 1:
        return [Rows(unit.id, BY[Level(levels.pop())])]
    return [Rows(one.id, By.UNIT) for one in below]


def _level(item: str) -> int:
    """DHIS2 counts levels from 1, the country."""
    number = item.removeprefix(LEVEL)
    if number not in {"1", "2", "3", "4"}:
        raise Invalid(
            N_("Không có cấp “{value}”: LEVEL-1 là cả nước, 2 tỉnh, 3 huyện, 4 xã."),
            value=item[:SHOWN],
        )
    return int(number) - 1


def _group(item: str, tree: Structure) -> str:
    text = item.removeprefix(GROUP)
    types = {unit.type for unit in tree.units.values() if unit.level == Level.COMMUNE}
    for one in sorted(types):
        if text in {one, uid("unit_group", one)}:
            return one
    raise Invalid(
        N_("Không có nhóm đơn vị “{value}”; các nhóm: {known}."),
        value=text[:SHOWN],
        known=", ".join(sorted(types)),
    )
