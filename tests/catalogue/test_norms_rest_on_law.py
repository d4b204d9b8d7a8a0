"""Every value of a norm has a day, a source and, where the source is not plain, the way it was read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.catalogue.shelves import entries, programme, sources

NORMS = entries("norms")


def value_on(code: str, on: date) -> tuple[int | None, int | None]:
    """The threshold of a norm on a day; nothing before it began or after it lapsed."""
    current = [value for value in NORMS[code].values if value.valid_from <= on]
    return (current[-1].value, current[-1].up_to) if current else (None, None)


@pytest.mark.parametrize("norm", NORMS.values(), ids=lambda norm: norm.code)
def test_it_has_a_source_for_every_value(norm: Any) -> None:
    assert all(list(sources(value)) for value in norm.values)


@pytest.mark.parametrize("norm", NORMS.values(), ids=lambda norm: norm.code)
def test_it_does_not_bind_wards_through_the_programme(norm: Any) -> None:
    applies = norm.applies_to
    if applies.programme_only:
        assert set(applies.types) <= set(programme().unit_types)


@pytest.mark.parametrize(
    ("code", "on", "low", "high"),
    [
        ("staffing.commune_minimum", date(2019, 10, 24), None, None),
        ("staffing.commune_minimum", date(2022, 6, 3), 5, None),
        ("staffing.commune_minimum", date(2025, 3, 1), 12, None),
        ("staffing.commune_minimum", date(2025, 7, 1), None, None),
        ("staffing.township_band", date(2022, 6, 3), 7, 11),
        ("staffing.township_band", date(2025, 3, 1), None, None),
        ("staffing.new_commune_band", date(2025, 7, 1), 30, 40),
        ("staffing.new_commune_band_metropolis", date(2025, 7, 1), 50, 60),
        ("staffing.chief_present", date(2021, 5, 15), None, None),
        ("staffing.chief_present", date(2021, 5, 16), 1, None),
        ("cells.established", date(2021, 4, 5), 1, None),
    ],
)
def test_it_has_the_value_of_the_day(
    code: str, on: date, low: int | None, high: int | None
) -> None:
    assert value_on(code, on) == (low, high)


def test_it_never_binds_a_unit_by_two_staffing_norms_at_once() -> None:
    days = [date(2020, 9, 29), date(2022, 6, 3), date(2025, 3, 1), date(2025, 7, 1)]
    strength = [norm for norm in NORMS.values() if norm.left == "staffing.officers"]
    for on in days:
        for unit_type in ("xã", "thị trấn"):
            for province in ("01", "38"):
                binding = [
                    norm.code
                    for norm in strength
                    if unit_type in norm.applies_to.types
                    and province not in norm.applies_to.except_provinces
                    and (not norm.applies_to.provinces or province in norm.applies_to.provinces)
                    and value_on(norm.code, on)[0] is not None
                ]
                expected = 0 if unit_type == "thị trấn" and on >= date(2025, 7, 1) else 1
                assert len(binding) == expected, (on, unit_type, province, binding)


def test_it_asks_for_a_cell_only_where_three_members_serve() -> None:
    members = programme().cell_members
    assert members == 3
    assert NORMS["cells.established"].when == f"staffing.party_official >= {members}"


def test_it_calls_nothing_binding_that_is_only_recalled() -> None:
    for norm in NORMS.values():
        if norm.severity == "must":
            assert all(value.source.certainty == "C" for value in norm.values), norm.code
