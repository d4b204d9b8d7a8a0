"""Whatever one entry names, another defines."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from binhyen.kernel.expressions import Condition, Quantity, Reference, parse
from tests.catalogue.shelves import SHELVES, entries, programme, shelf, sources

SOURCE_CODE = Path(__file__).resolve().parents[2] / "src" / "binhyen"


def formulas() -> Iterator[tuple[str, str]]:
    """Every formula of the catalogue with the place it stands in."""
    for name, fields in {
        "indicators": ("numerator", "denominator", "value"),
        "norms": ("left", "when"),
        "checks": ("left", "right"),
    }.items():
        for place in shelf(name):
            for field in fields:
                if text := getattr(place.entry, field):
                    yield f"{name}/{place.file}: {field}", text


def fault(reference: Reference) -> str | None:
    """Why a reference cannot be followed."""
    element = entries("elements").get(reference.code)
    if element is None:
        return f"no element {reference.code}"
    for dimension, option in reference.breakdown:
        if dimension != element.breakdown:
            return f"{reference.code} is not divided by {dimension}"
        if option not in {known.code for known in entries("breakdowns")[dimension].options}:
            return f"{dimension} has no {option}"
    return None


@pytest.mark.parametrize(("place", "text"), list(formulas()), ids=lambda value: value[:60])
def test_it_refers_only_to_what_exists(place: str, text: str) -> None:
    expression = parse(text)
    assert isinstance(expression, Condition if place.endswith(": when") else Quantity)
    assert [found for found in map(fault, expression.references()) if found] == []


def test_it_enters_every_element_in_exactly_one_report() -> None:
    carried = Counter(code for report in entries("reports").values() for code in report.elements)
    entered = {code for code, element in entries("elements").items() if element.counter is None}
    assert set(carried) == entered
    assert [code for code, count in carried.items() if count > 1] == []


def test_it_checks_only_figures_of_one_report() -> None:
    report_of = {
        code: name for name, report in entries("reports").items() for code in report.elements
    }
    for check in entries("checks").values():
        used = parse(check.left).references() | parse(check.right).references()
        assert len({report_of[reference.code] for reference in used}) == 1, check.code


def test_it_divides_elements_by_known_dimensions() -> None:
    used = {element.breakdown for element in entries("elements").values()} - {None}
    assert used <= set(entries("breakdowns"))


def test_it_reports_over_periods_the_calendar_has() -> None:
    calendars = entries("calendars")
    for report in entries("reports").values():
        assert report.kind in calendars[report.calendar].period_kinds, report.code
    for norm in entries("norms").values():
        if norm.measured:
            assert norm.measured.kind in calendars[norm.measured.calendar].period_kinds, norm.code


def test_it_cites_only_texts_of_the_register() -> None:
    known = set(entries("documents"))
    cited = {
        source.document: f"{name}/{place.file}"
        for name in SHELVES
        for place in shelf(name)
        for source in sources(place.entry)
        if source.document
    } | {source.document: "programme.yaml" for source in sources(programme()) if source.document}
    assert {symbol: place for symbol, place in cited.items() if symbol not in known} == {}


def test_it_links_texts_to_texts_of_the_register() -> None:
    texts = entries("documents")
    for text in texts.values():
        assert {*text.replaces, *text.amends, *text.implements} <= set(texts), text.symbol
        assert text.kind in entries("document_kinds"), text.symbol


def test_it_counts_persons_under_exactly_the_known_measures() -> None:
    assert {option.code for option in entries("breakdowns")["measure"].options} == set(
        entries("measures")
    )


def test_it_states_figures_of_known_measures_from_known_inputs() -> None:
    known = {*entries("elements"), *entries("indicators")}
    stated = entries("stated")
    for figure in stated.values():
        assert figure.measures is None or figure.measures in known, figure.code
        assert set(figure.inputs) <= set(stated), figure.code


def test_it_states_figures_of_units_that_bore_the_code_that_day() -> None:
    for figure in entries("stated").values():
        if figure.scope != "VN":
            assert any(
                start <= figure.as_of and (end is None or figure.as_of < end)
                for start, end in units().get((figure.scope_level, figure.scope), [])
            ), figure.code


def test_it_bundles_only_known_permissions() -> None:
    known = set(entries("permissions"))
    assert {code for role in entries("roles").values() for code in role.permissions} == known


def test_it_knows_every_permission_the_code_asks_for() -> None:
    asked = {
        permission
        for path in SOURCE_CODE.rglob("*.py")
        if "tests" not in path.parts
        for permission in re.findall(r'needs="([a-z_.]+)"', path.read_text(encoding="utf-8"))
    }
    assert asked - set(entries("permissions")) == set()


@cache
def units() -> dict[tuple[int, str], list[tuple[date, date | None]]]:
    found: dict[tuple[int, str], list[tuple[date, date | None]]] = {}
    with (SOURCE_CODE / "engines/units/data/units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            end = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
            start = date.fromisoformat(row["valid_from"])
            found.setdefault((int(row["level"]), row["code"]), []).append((start, end))
    return found


def test_it_measures_work_by_known_figures_of_whole_months_or_longer() -> None:
    # A year of daily reports would be read day by day; such figures drive no yearly norm.
    daily = {
        code
        for report in entries("reports").values()
        if report.kind == "day"
        for code in report.elements
    }
    known = (entries("elements").keys() | entries("indicators").keys()) - daily
    drivers = {one.driver for one in entries("activities").values() if one.driver}
    assert sorted(drivers - known) == []
