from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import NotFound

BEFORE, AFTER = date(2021, 6, 1), date(2025, 7, 1)


def names(units: list[api.StructureUnit]) -> list[str]:
    return [unit.full_name for unit in units]


def test_it_shows_the_tree_of_the_day(small: Id) -> None:
    tree = api.structure(BEFORE)

    assert tree.on == BEFORE
    assert tree.root.full_name == "Việt Nam"
    assert names(tree.children(tree.root.id)) == ["tỉnh An Phước", "tỉnh Bình Hải"]
    assert names(tree.children(small("001", BEFORE))) == ["xã Suối Mơ", "xã Đá Bạc", "xã Tân Lập"]
    assert names(tree.ancestors(small("00002", BEFORE))) == [
        "huyện Thượng Ngàn",
        "tỉnh An Phước",
        "Việt Nam",
    ]


def test_it_lists_a_subtree_parents_first(small: Id) -> None:
    tree = api.structure(BEFORE)

    listed = [tree.get(unit_id).code for unit_id in tree.subtree(small("01", BEFORE))]
    assert listed == ["01", "001", "00001", "00002", "00003", "002", "00004", "00005", "00006"]
    assert [unit.code for unit in tree.at_level(3, under=small("002", BEFORE))] == [
        "00004",
        "00005",
        "00006",
    ]
    assert tree.ancestor_at(small("00004", BEFORE), 1).code == "01"


def test_it_forgets_units_that_ended(small: Id) -> None:
    old = small("001", BEFORE)
    tree = api.structure(AFTER)

    assert old not in tree
    assert tree.at_level(2) == []
    with pytest.raises(NotFound):
        tree.get(old)


def test_it_knows_the_programme_by_type(small: Id) -> None:
    tree = api.structure(date(2022, 6, 15))

    inside = [unit.full_name for unit in tree.at_level(3) if tree.in_programme(unit.id)]
    assert inside == ["thị trấn Suối Mơ", "xã Tân Lập", "xã Hòa Sơn", "xã Suối Mơ"]
    assert not tree.in_programme(tree.root.id)


def test_it_asks_the_database_twice_then_once(small: Id, operator: Actor) -> None:
    # A change of its own, for trees of equal units are remembered from test to test.
    on = date(2026, 1, 1)
    api.rename_unit(operator, unit_id=small("02", on), on=on, name="Hải Sơn")

    with CaptureQueriesContext(connection) as cold:
        api.structure(date(2021, 1, 1))
    with CaptureQueriesContext(connection) as warm:
        api.structure(date(2021, 1, 2))

    assert (len(cold), len(warm)) == (2, 1)


def test_it_sees_a_change_at_once(small: Id, operator: Actor) -> None:
    on = date(2026, 1, 1)
    assert api.structure(on).by_code("02").name == "Bình Hải"

    api.rename_unit(operator, unit_id=small("02", on), on=on, name="Hải Bình")

    assert api.structure(on).by_code("02").name == "Hải Bình"
    assert api.structure(date(2025, 12, 31)).by_code("02").name == "Bình Hải"
