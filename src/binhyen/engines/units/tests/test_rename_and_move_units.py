from datetime import date

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id
from binhyen.foundation.access.api import Actor, Grant, allows
from binhyen.kernel.errors import Invalid, RuleBroken

ON = date(2026, 1, 1)


def test_it_extends_the_chain(small: Id, operator: Actor) -> None:
    unit_id = small("00001", ON)

    api.rename_unit(
        operator, unit_id=unit_id, on=ON, name="Ngàn Hoa", type_="phường", document="6/NQ"
    )

    old, new = api.unit_versions(unit_id)
    assert (old.full_name, old.valid_to) == ("xã Ngàn Xanh", ON)
    assert (new.full_name, new.code, new.valid_to) == ("phường Ngàn Hoa", "00001", None)
    assert new.source_document == "6/NQ"


def test_it_moves_with_everything_that_depends_on_the_tree(small: Id, operator: Actor) -> None:
    unit_id, target = small("00001", ON), small("02", ON)

    api.move_unit(operator, unit_id=unit_id, parent_id=target, on=ON)

    assert api.structure(ON).get(unit_id).parent_id == target
    assert api.structure(date(2025, 12, 31)).get(unit_id).parent_id == small("01", ON)
    head = Actor("person", 1, "Bình", (Grant("head", frozenset({"people.view"}), target),))
    assert allows(head, "people.view", unit_id, on=ON)
    assert not allows(head, "people.view", unit_id, on=date(2025, 12, 31))


def test_it_refuses_a_loop(small: Id, operator: Actor) -> None:
    with pytest.raises(RuleBroken, match="vòng"):
        api.move_unit(operator, unit_id=small("01", ON), parent_id=small("00001", ON), on=ON)


def test_it_refuses_to_rewrite_the_past(small: Id, operator: Actor) -> None:
    unit_id = small("00001", ON)

    with pytest.raises(RuleBroken, match="01-7-2025"):
        api.rename_unit(operator, unit_id=unit_id, on=date(2025, 7, 1), name="Khác")
    with pytest.raises(RuleBroken, match="kết thúc"):
        api.rename_unit(operator, unit_id=small("001", date(2022, 1, 1)), on=ON, name="Khác")


def test_it_refuses_what_may_not_be_stored(small: Id, operator: Actor) -> None:
    unit_id = small("00001", ON)

    with pytest.raises(Invalid, match="làng"):
        api.rename_unit(operator, unit_id=unit_id, on=ON, type_="làng")
    with pytest.raises(Invalid):
        api.rename_unit(operator, unit_id=unit_id, on=ON, name="<script>")
    with pytest.raises(RuleBroken, match="không có gì để đổi"):
        api.rename_unit(operator, unit_id=unit_id, on=ON, name="Ngàn Xanh")
    with pytest.raises(RuleBroken, match="mỗi ngày một mã"):
        api.rename_unit(operator, unit_id=unit_id, on=ON, code="00005")
