from datetime import date

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id
from binhyen.kernel.errors import NotFound


def test_it_follows_a_unit_to_what_it_is_today(small: Id) -> None:
    steps = api.lineage(small("00002", date(2021, 1, 1))).successors

    assert [(link.step, link.full_name, link.on, link.kind) for link in steps] == [
        (1, "thị trấn Suối Mơ", date(2022, 1, 1), "merge"),
        (2, "xã Ngàn Xanh", date(2025, 7, 1), "merge"),
    ]


def test_it_names_predecessors_as_they_were_called_then(small: Id) -> None:
    steps = api.lineage(small("00001", date(2025, 7, 1))).predecessors

    told = [(link.step, link.full_name, link.code, link.share, link.is_main) for link in steps]
    assert told[:2] == [
        (1, "thị trấn Suối Mơ", "00001", 1, True),
        (1, "xã Suối Mơ", "00006", 1, True),
    ]
    assert (2, "xã Hòa Sơn", "00004", None, False) in told
    assert {link.full_name for link in steps if link.step == 2} == {
        "xã Đá Bạc",
        "xã Tân Lập",
        "xã Hòa Sơn",
    }


def test_it_refuses_an_unknown_unit(small: Id) -> None:
    with pytest.raises(NotFound):
        api.lineage(0)
