"""Every file of the catalogue is read, and its name says what is inside."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.catalogue.shelves import CATALOGUE, ONE_PER_FILE, SHELVES, key, programme, shelf

MANDATORY_ELEMENTS = {
    "crime.social_order.occurred",
    "crime.social_order.solved",
    "tips.received",
    "tips.resolved",
    "idcard.taken",
    "idcard.returned",
    "eid.activated",
}


@pytest.mark.parametrize("name", SHELVES)
def test_it_reads_every_file_of_the_folder(name: str) -> None:
    files = {
        path.relative_to(CATALOGUE / name).as_posix() for path in (CATALOGUE / name).rglob("*.yaml")
    }
    assert {place.file for place in shelf(name)} == files
    assert files


def test_it_has_no_folder_nobody_reads() -> None:
    assert {path.name for path in CATALOGUE.iterdir() if path.is_dir()} == set(SHELVES)


@pytest.mark.parametrize("name", SHELVES)
def test_it_gives_each_code_once(name: str) -> None:
    twice = [
        code
        for code, count in Counter(key(place.entry) for place in shelf(name)).items()
        if count > 1
    ]
    assert twice == []


@pytest.mark.parametrize("name", ONE_PER_FILE)
def test_it_names_the_file_after_its_only_entry(name: str) -> None:
    assert [place.file for place in shelf(name)] == [
        f"{key(place.entry)}.yaml" for place in shelf(name)
    ]


def test_it_keeps_elements_and_indicators_apart() -> None:
    elements = {place.entry.code for place in shelf("elements")}
    assert elements.isdisjoint(place.entry.code for place in shelf("indicators"))
    assert elements >= MANDATORY_ELEMENTS


def test_it_names_each_breakdown_option_once_in_all_dimensions() -> None:
    # A question names an option without its dimension.
    options = Counter(
        option.code for place in shelf("breakdowns") for option in place.entry.options
    )
    assert [code for code, count in options.items() if count > 1] == []


def test_it_leaves_wards_out_of_the_programme() -> None:
    assert set(programme().unit_types) == {"xã", "thị trấn"}
