from datetime import date
from fractions import Fraction

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id
from binhyen.kernel.errors import NotFound

EARLY, MIDDLE, LATE = date(2021, 1, 1), date(2024, 1, 1), date(2026, 1, 1)


def carried(unit_id: int, to_on: date) -> list[tuple[str, Fraction, bool]]:
    tree = api.structure(to_on)
    return [
        (tree.get(target.unit_id).key, target.share, target.estimated)
        for target in api.carry(to_on).targets(unit_id)
    ]


def test_a_unit_in_force_is_itself(small: Id) -> None:
    assert carried(small("00005", EARLY), MIDDLE) == [("C00005", Fraction(1), False)]


def test_a_merged_unit_is_its_receiver(small: Id) -> None:
    assert carried(small("00002", EARLY), MIDDLE) == [("C00001", Fraction(1), False)]


def test_a_divided_unit_is_all_its_receivers_and_says_so(small: Id) -> None:
    assert carried(small("00003", EARLY), MIDDLE) == [
        ("C00001", Fraction(3, 4), True),
        ("C00006", Fraction(1, 4), True),
    ]


def test_shares_meet_again_further_on(small: Id) -> None:
    assert carried(small("00003", EARLY), LATE) == [("C00001b", Fraction(1), True)]


def test_without_shares_the_main_receiver_gets_the_whole(small: Id) -> None:
    assert carried(small("00004", EARLY), MIDDLE) == [("C00005", Fraction(1), True)]


def test_a_vanished_level_goes_to_the_province(small: Id) -> None:
    assert carried(small("001", EARLY), LATE) == [("P01", Fraction(1), False)]


def test_backwards_a_unit_that_went_on_is_found_for_certain(small: Id) -> None:
    assert carried(small("00005", LATE), EARLY) == [("C00005", Fraction(1), False)]


def test_backwards_one_of_several_is_an_estimate(small: Id) -> None:
    assert carried(small("00001", LATE), EARLY) == [("C00001", Fraction(1), True)]


def test_it_refuses_days_before_everything_and_unknown_units(small: Id) -> None:
    with pytest.raises(NotFound, match="31-12-2019"):
        api.carry(date(2019, 12, 31))
    with pytest.raises(NotFound):
        api.carry(EARLY).targets(0)
