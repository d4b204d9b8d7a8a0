from datetime import date

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import NotFound, RuleBroken

BEFORE, ON = date(2024, 1, 1), date(2024, 6, 1)


def test_it_keeps_the_history_of_merged_units(small: Id, operator: Actor) -> None:
    old, into = small("00006", BEFORE), small("00005", BEFORE)

    with pytest.raises(RuleBroken):  # the file has it end in 2025: the past is not rewritten
        api.merge_units(operator, unit_ids=[old], into=into, on=ON)

    river, green = small("00005", date(2026, 1, 1)), small("00001", date(2026, 1, 1))
    merged = api.merge_units(
        operator, unit_ids=[river], into=green, on=date(2026, 1, 1), document="5/NQ"
    )

    assert merged == green
    [span] = api.unit_versions(river)
    assert span.valid_to == date(2026, 1, 1)
    [link] = api.lineage(river).successors
    assert (link.unit_id, link.kind, link.share, link.source_document) == (
        green,
        "merge",
        1,
        "5/NQ",
    )


def test_it_sets_up_a_new_unit_under_a_used_code(small: Id, operator: Actor) -> None:
    on = date(2026, 1, 1)
    old = [small("00001", on), small("00005", on)]
    new = api.NewUnit(level=3, code="00001", type="phường", name="Ngàn Bến", parent_key="P01")

    made = api.merge_units(operator, unit_ids=old, into=new, on=on)

    unit = api.find("00001", on)
    assert (unit.id, unit.key, unit.full_name) == (made, "C00001c", "phường Ngàn Bến")
    assert api.count_units(on)["commune"] == 1
    assert [body.unit_id for body in api.police_units(on, kind="commune")] == [made]


def test_what_lay_below_follows(small: Id, operator: Actor) -> None:
    on = date(2026, 1, 1)
    api.merge_units(operator, unit_ids=[small("01", on)], into=small("02", on), on=on)

    tree = api.structure(on)
    assert [unit.code for unit in tree.children(small("02", on))] == ["00001", "00005"]
    assert tree.ancestor_at(small("00001", on), 1).code == "02"


def test_it_refuses_what_cannot_be(small: Id, operator: Actor) -> None:
    on = date(2026, 1, 1)
    one, province = small("00001", on), small("01", on)

    with pytest.raises(RuleBroken, match="chính nó"):
        api.merge_units(operator, unit_ids=[one], into=one, on=on)
    with pytest.raises(RuleBroken, match="cùng cấp"):
        api.merge_units(operator, unit_ids=[one], into=province, on=on)
    with pytest.raises(RuleBroken, match="01-7-2025"):
        api.merge_units(operator, unit_ids=[one], into=small("00005", on), on=date(2025, 7, 1))
    with pytest.raises(NotFound):
        api.merge_units(operator, unit_ids=[0], into=one, on=on)
    assert api.count_units(on)["commune"] == 2
