"""Units are the tree in which roles are held; access asks it through its own public surface."""

from datetime import date

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id
from binhyen.foundation.access.api import Actor, Grant, allows, visible_ids

EARLY, LATE = date(2021, 1, 1), date(2026, 1, 1)


def holder(scope_id: int) -> Actor:
    return Actor("person", 1, "Bình", (Grant("head", frozenset({"people.view"}), scope_id),))


def test_a_role_covers_what_lies_below_on_the_day(small: Id) -> None:
    head = holder(small("001", EARLY))

    assert allows(head, "people.view", small("001", EARLY), on=EARLY)
    assert allows(head, "people.view", small("00002", EARLY), on=EARLY)
    assert not allows(head, "people.view", small("00004", EARLY), on=EARLY)
    assert not allows(head, "people.view", small("01", EARLY), on=EARLY)


def test_a_role_in_a_vanished_unit_covers_nothing(small: Id) -> None:
    assert not allows(holder(small("001", EARLY)), "people.view", small("00001", LATE), on=LATE)


def test_it_lists_the_ids_below(small: Id) -> None:
    province = small("01", EARLY)

    for on in (EARLY, date(2025, 6, 30), date(2025, 7, 1), LATE):
        assert set(visible_ids(holder(province), "people.view", on=on)) == set(
            api.structure(on).subtree(province)
        )
