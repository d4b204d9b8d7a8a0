"""The country's figures: the same bytes for the same seed, smaller sizes inside larger ones, no broken check."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from django.conf import settings

from binhyen.engines.indicators.api import catalogue, load_catalogue, verify_rollups
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import entries, installation
from binhyen.kernel.errors import Conflict, Invalid
from binhyen.kernel.expressions import parse
from binhyen.worlds.viet_nam.facts import BEYOND_EIGHTY, FORMS, VARIANTS, variant
from binhyen.worlds.viet_nam.load import load
from binhyen.worlds.viet_nam.sheet import Column, Sheet, periods, sheets

pytestmark = pytest.mark.country
MONTH = "2022-05"
COMPARED = {"<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b, "=": lambda a, b: a == b}


@pytest.fixture(autouse=True)
def _ground(country: None, db: None, operator: Actor) -> None:
    load_catalogue(operator, folder=Path(settings.BINHYEN_CATALOGUE))


def drawn(size: str, code: str = MONTH) -> list[Sheet]:
    return list(sheets(VARIANTS[size], code, FORMS))


def cells(found: list[Sheet]) -> dict[tuple[str, str, str], int]:
    return {
        (sheet.ground.keys[place], column.element, column.option): value
        for sheet in found
        for column in sheet.columns
        for place, value in zip(column.units.tolist(), column.values.tolist(), strict=True)
    }


def test_the_same_seed_gives_the_same_values() -> None:
    once, again = drawn("3e6"), drawn("3e6")
    for one, other in zip(once, again, strict=True):
        for left, right in zip(one.columns, other.columns, strict=True):
            assert left.key == right.key
            assert np.array_equal(left.values, right.values)


def test_the_usual_size_has_eighty_elements_and_thirty_million_values() -> None:
    found = drawn("30e6")
    assert len({column.element for sheet in found for column in sheet.columns}) == 80
    assert len(periods(VARIANTS["30e6"])) == 48
    assert 600_000 < sum(sheet.count for sheet in found) < 650_000


def test_a_smaller_size_is_part_of_a_larger() -> None:
    small, usual = cells(drawn("3e6")), cells(drawn("30e6"))
    assert small.items() <= usual.items()
    assert len(small) < len(usual) / 8


def test_the_largest_size_reports_every_element_and_option() -> None:
    found = {(c.element, c.option) for sheet in drawn("100e6") for c in sheet.columns}
    known = catalogue()
    wanted = {
        (code, option or "")
        for form in FORMS
        for code in known.definitions[form].entry.elements
        for _, option in known.elements[code].value_keys()
    }
    assert found == wanted
    assert {element for element, _ in found} >= BEYOND_EIGHTY


def test_no_check_that_is_an_error_is_broken_anywhere() -> None:
    known = catalogue()
    columns = {
        c.element: (sheet, c) for sheet in drawn("100e6") for c in sheet.columns if not c.option
    }
    tested = 0
    for check in known.checks.values():
        left, right = parse(check.left), parse(check.right)
        codes = {mention.code for side in (left, right) for mention in side.mentions()}
        if check.severity != "error" or not codes <= columns.keys():
            continue
        tested += 1
        given = {code: _everywhere(*columns[code]) for code in codes}
        a, b = left.evaluate_arrays(given), right.evaluate_arrays(given)
        known_both = ~(np.isnan(a) | np.isnan(b))
        assert known_both.any(), check.code
        assert COMPARED[check.operator](a, b)[known_both].all(), check.code
    assert tested >= 15


def test_loading_marks_the_world_and_loading_again_adds_nothing(operator: Actor) -> None:
    first = load(operator, lambda _line: None, values="tiny")
    acts = entries().count()
    again = load(operator, lambda _line: None, values="tiny")
    assert first["new"] == first["values"] == again["values"]
    assert again["new"] == 0
    assert entries().count() <= acts + 1
    assert installation().demo_world == "viet_nam"
    assert verify_rollups() == []


def test_a_load_cut_short_goes_on_where_it_stopped(operator: Actor) -> None:
    whole = 0

    def stop(line: str) -> None:
        nonlocal whole
        whole += 1
        if whole == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(operator, stop, values="tiny")
    rest = load(operator, lambda _line: None, values="tiny")
    assert 0 < rest["new"] < rest["values"]
    assert verify_rollups() == []


def test_an_unknown_size_and_an_inhabited_installation_are_refused(operator: Actor) -> None:
    with pytest.raises(Invalid, match="3e6"):
        variant("5e6")
    row = installation()
    row.demo_world = "thanh_hoa"
    row.save()
    with pytest.raises(Conflict, match="thanh_hoa"):
        load(operator, lambda _line: None, values="tiny")


def _everywhere(sheet: Sheet, column: Column) -> np.ndarray:
    """A column over all units of the period; NaN where it is not answered."""
    found = np.full(sheet.ground.size, np.nan)
    found[column.units] = column.values
    return found
