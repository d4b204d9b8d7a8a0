from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.engines.units import api
from binhyen.kernel.errors import Invalid

weights = st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any)


@given(st.integers(-(10**15), 10**15), weights)
def test_it_loses_nothing_and_stays_within_one(value: int, parts: list[int]) -> None:
    shares = [Fraction(part, sum(parts)) for part in parts]

    divided = api.apportion(value, shares)

    assert sum(divided) == value
    assert all(abs(part - value * share) < 1 for part, share in zip(divided, shares, strict=True))
    assert all(part * value >= 0 for part in divided)
    assert divided == [-part for part in api.apportion(-value, shares)]


def test_ties_go_to_the_earlier_share() -> None:
    assert api.apportion(1, [Fraction(1, 2), Fraction(1, 2)]) == [1, 0]
    assert api.apportion(-5, [Fraction(1, 3)] * 3) == [-2, -2, -1]


@pytest.mark.parametrize("shares", [[], [Fraction(1, 2)], [Fraction(3, 2), Fraction(-1, 2)]])
def test_it_refuses_shares_that_are_not_one(shares: list[Fraction]) -> None:
    with pytest.raises(Invalid):
        api.apportion(10, shares)
