"""Units, elements, reports and breakdowns as DHIS2 metadata: one flat tree as of a day, said so, with days of opening and closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from binhyen.engines.indicators.api import Catalogue, catalogue
from binhyen.engines.units.api import Structure, StructureUnit, VersionSpan, spans_of, structure
from binhyen.features.interchange.queries.directories import COMBO, ELEMENT, REPORT, UNIT
from binhyen.features.interchange.queries.places import own_units
from binhyen.features.interchange.rules.uids import DEFAULT_COMBO, uid
from binhyen.foundation.access.api import Actor
from binhyen.kernel.text import fold

PERIOD_TYPES = {
    "month": "Monthly",
    "quarter": "Quarterly",
    "half": "SixMonthly",
    "nine_months": "FinancialOct",
    "year": "Yearly",
    "day": "Daily",
}
DEFAULT_CATEGORY = "bjDvmb4bfuf"
"""What every DHIS2 calls the category combo without categories."""

Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: from 1; `paged` False is everything."""

    number: int = 1
    size: int = 50
    paged: bool = True


def paged(name: str, found: Sequence[Any], page: Page) -> tuple[Fact, Sequence[Any]]:
    """The pager and the part of a list it is about."""
    if not page.paged:
        return {"name": name}, found
    first = (page.number - 1) * page.size
    pager = {
        "page": page.number,
        "pageSize": page.size,
        "total": len(found),
        "pageCount": max(1, -(-len(found) // page.size)),
    }
    return pager, found[first : first + page.size]


def organisation_units(
    on: date, page: Page, *, level: int | None = None, query: str = ""
) -> tuple[Fact, list[Fact]]:
    """Units of the tree as of a day; DHIS2 counts levels from 1. Cost: three statements."""
    tree = structure(on)
    wanted = fold(query)
    units = [
        unit
        for unit in tree.units.values()
        if (level is None or unit.level == level - 1) and wanted in unit.search
    ]
    pager, part = paged("organisationUnits", units, page)
    spans = spans_of([unit.id for unit in part])
    return pager, [_unit(unit, tree, spans.get(unit.id, [])) for unit in part]


def data_elements(page: Page) -> tuple[Fact, list[Fact]]:
    """Elements people enter or the system counts."""
    known = catalogue()
    pager, part = paged("dataElements", list(known.elements), page)
    return pager, [_element(known, code) for code in part]


def indicators(page: Page) -> tuple[Fact, list[Fact]]:
    """Computed figures, readable through analytics."""
    known = catalogue()
    pager, part = paged("indicators", list(known.indicators), page)
    return pager, [
        {
            **_named("indicator", code, known.indicators[code].vi),
            "numerator": known.indicators[code].numerator or known.indicators[code].value or "",
            "denominator": known.indicators[code].denominator or "",
            "factor": str(known.indicators[code].factor),
        }
        for code in part
    ]


def data_sets(page: Page) -> tuple[Fact, list[Fact]]:
    """Report definitions; `calendar` says which months they mean."""
    known = catalogue()
    pager, part = paged("dataSets", list(known.definitions), page)
    return pager, [_report(known, code) for code in part]


def option_combos(page: Page) -> tuple[Fact, list[Fact]]:
    """Options of every breakdown, and the default."""
    known = catalogue()
    default = {
        "id": DEFAULT_COMBO,
        "code": "default",
        "name": "default",
        "displayName": "default",
        "shortName": "default",
        "categoryCombo": {"id": DEFAULT_CATEGORY},
    }
    found = [default]
    for breakdown, entry in known.breakdowns.items():
        for option in entry.options:
            code = f"{breakdown}.{option.code}"
            combo = {"id": uid("category", breakdown)}
            found.append({**_named(COMBO, code, option.vi), "categoryCombo": combo})
    return paged("categoryOptionCombos", found, page)  # type: ignore[return-value]  # a list stays one


def about_actor(actor: Actor, on: date) -> Fact:
    """Who asks, where they belong and what they may do."""
    tree = structure(on)
    units = own_units(actor, tree, "figures.view")
    permissions = {one for grant in actor.grants for one in grant.permissions}
    return {
        "id": uid("account", f"{actor.kind}:{actor.id}"),
        "username": actor.name,
        "name": actor.name,
        "displayName": actor.name,
        "authorities": sorted(permissions),
        "organisationUnits": [
            {"id": uid(UNIT, unit.key), "name": unit.full_name} for unit in units
        ],
    }


def _unit(unit: StructureUnit, tree: Structure, spans: Sequence[VersionSpan]) -> Fact:
    line = [unit, *tree.ancestors(unit.id)]
    facts = {
        **_named(UNIT, unit.key, unit.full_name),
        "code": unit.code,
        "shortName": unit.name[:50],
        "level": unit.level + 1,
        "path": "".join(f"/{uid(UNIT, one.key)}" for one in reversed(line)),
        "openingDate": spans[0].valid_from.isoformat() if spans else tree.on.isoformat(),
        "leaf": not tree.below.get(unit.id),
        "parent": None
        if unit.parent_id is None
        else {"id": uid(UNIT, tree.get(unit.parent_id).key)},
        "closedDate": None,
    }
    if spans and spans[-1].valid_to is not None:
        facts["closedDate"] = (spans[-1].valid_to - timedelta(days=1)).isoformat()
    return facts


def _element(known: Catalogue, code: str) -> Fact:
    element = known.elements[code]
    entry = element.entry
    whole = "INTEGER" if entry.negative else "INTEGER_ZERO_OR_POSITIVE"
    combo = DEFAULT_CATEGORY if entry.breakdown is None else uid("category", entry.breakdown)
    return {
        **_named(ELEMENT, code, entry.vi),
        "shortName": entry.short,
        "domainType": "AGGREGATE",
        "valueType": "NUMBER" if entry.decimals else whole,
        "aggregationType": "SUM" if entry.time == "sum" else "LAST",
        "zeroIsSignificant": True,
        "categoryCombo": {"id": combo},
    }


def _report(known: Catalogue, code: str) -> Fact:
    form = known.definitions[code]
    return {
        **_named(REPORT, code, form.entry.vi),
        "periodType": PERIOD_TYPES.get(form.entry.kind, "Monthly"),
        "calendar": form.calendar.code,
        "dataSetElements": [
            {"dataElement": {"id": uid(ELEMENT, element)}} for element in form.entry.elements
        ],
    }


def _named(kind: str, identity: str, name: str) -> Fact:
    return {
        "id": uid(kind, identity),
        "code": identity,
        "name": name,
        "displayName": name,
        "shortName": name[:50],
    }
