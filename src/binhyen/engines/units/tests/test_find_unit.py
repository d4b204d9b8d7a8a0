from datetime import date

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id
from binhyen.kernel.errors import NotFound


def test_it_means_the_bearer_on_the_day_asked(small: Id) -> None:
    assert api.find("00001", date(2021, 12, 31)).full_name == "xã Suối Mơ"
    assert api.find("00001", date(2022, 1, 1)).full_name == "thị trấn Suối Mơ"
    assert api.find("00001", date(2025, 7, 1)).full_name == "xã Ngàn Xanh"


def test_it_keeps_the_identity_through_promotion_but_not_through_the_reform(small: Id) -> None:
    assert small("00001", date(2021, 1, 1)) == small("00001", date(2023, 1, 1))
    assert small("00001", date(2023, 1, 1)) != small("00001", date(2025, 7, 1))


def test_it_says_that_a_code_is_unknown(small: Id) -> None:
    with pytest.raises(NotFound, match="từng mang mã 12345"):
        api.find("12345", date(2022, 1, 1))


def test_it_says_when_a_code_was_in_force_and_who_came_after(small: Id) -> None:
    with pytest.raises(NotFound) as caught:
        api.find("00003", date(2024, 1, 1))

    told = str(caught.value)
    assert "xã Tân Lập mang mã này từ 01-01-2020 đến hết 31-12-2022" in told
    assert "thị trấn Suối Mơ (mã 00001), xã Suối Mơ (mã 00006)" in told


def test_it_looks_only_at_the_level_asked(small: Id) -> None:
    assert api.find("001", date(2022, 1, 1), level=2).name == "Thượng Ngàn"
    with pytest.raises(NotFound, match="cấp xã"):
        api.find("001", date(2022, 1, 1), level=3)


def test_it_says_when_no_unit_is_known_yet(small: Id) -> None:
    with pytest.raises(NotFound, match="31-12-2019"):
        api.find("01", date(2019, 12, 31))
