"""A province's own forms, and which forms a unit may fill in."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators.models import Report
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo, ElementInfo
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor


def usable_definitions(unit_id: int, on: date) -> list[DefinitionInfo]:
    """The common forms and those of the units above one, for units at or below it; retired ones left out.

    Empty when the unit did not exist on the day.
    """
    tree = structure(on)
    if unit_id not in tree:
        return []
    owners = {None, unit_id, *(one.id for one in tree.ancestors(unit_id))}
    known = catalogue().definitions.values()
    return [form for form in known if not form.retired and form.owner_id in owners]


def offered_definitions(
    actor: Actor, on: date, permission: str = "figures.view"
) -> list[DefinitionInfo]:
    """What lists offer a reader: the common forms, and own ones usable in a unit where the right is held.

    Whoever holds the right everywhere is offered the common forms: an own one is reached through its province.
    """
    offered = {
        form.code
        for scope in actor.scopes(permission)
        for form in (() if scope is None else usable_definitions(scope, on))
    }
    known = catalogue().definitions.values()
    common = [form for form in known if form.owner_id is None and not form.retired]
    own = [form for form in known if form.owner_id is not None and form.code in offered]
    return [*common, *own]


def own_definitions(owner_id: int) -> list[DefinitionInfo]:
    """The forms a province defined, retired ones last."""
    own = [form for form in catalogue().definitions.values() if form.owner_id == owner_id]
    return sorted(own, key=lambda form: (form.retired, form.entry.vi))


def own_elements(owner_id: int) -> list[ElementInfo]:
    """The elements a province defined and still uses."""
    known = catalogue().elements.values()
    return [one for one in known if one.owner_id == owner_id and not one.retired]


def report_count(definition: str) -> int:
    """How many reports were made with a form; one statement.

    Raises:
        NotFound: no such form.
    """
    return Report.objects.filter(
        period__definition_id=catalogue().definition(definition).id
    ).count()
