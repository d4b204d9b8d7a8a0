from datetime import date

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import Conflict, RuleBroken

EARLY, LAST_DAY, NO_DISTRICTS = date(2021, 1, 1), date(2025, 2, 28), date(2025, 3, 1)


def test_every_unit_has_its_body(small: Id) -> None:
    names = [body.name for body in api.police_units(EARLY, small("001", EARLY))]

    assert names == [
        "Công an huyện Thượng Ngàn",
        "Công an xã Suối Mơ",
        "Công an xã Đá Bạc",
        "Công an xã Tân Lập",
    ]
    assert [body.name for body in api.police_units(EARLY, kind="ministry")] == ["Bộ Công an"]


def test_district_police_end_before_the_districts(small: Id) -> None:
    assert len(api.police_units(LAST_DAY, kind="district")) == 2
    assert api.police_units(NO_DISTRICTS, kind="district") == []
    assert api.count_units(NO_DISTRICTS)["district"] == 2


def test_wards_have_police_outside_the_programme(small: Id) -> None:
    bodies = {body.name: body.programme for body in api.police_units(EARLY, kind="commune")}

    assert bodies["Công an phường Bến Cát"] is False
    assert bodies["Công an xã Hòa Sơn"] is True


def test_departments_are_set_up_and_end_with_their_province(small: Id, operator: Actor) -> None:
    province, on = small("01", EARLY), date(2026, 1, 1)
    made = api.establish_department(operator, unit_id=province, name="Phòng Tham mưu", on=EARLY)

    [body] = api.police_units(EARLY, kind="department")
    assert (body.id, body.name, body.unit_id) == (made, "Phòng Tham mưu", province)
    with pytest.raises(Conflict):
        api.establish_department(operator, unit_id=province, name="Phòng Tham mưu", on=EARLY)
    with pytest.raises(RuleBroken):
        api.establish_department(operator, unit_id=small("001", EARLY), name="Đội", on=EARLY)

    api.merge_units(operator, unit_ids=[province], into=small("02", on), on=on)
    assert api.police_units(on, kind="department") == []
