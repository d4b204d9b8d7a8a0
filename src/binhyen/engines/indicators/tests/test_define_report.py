"""A province's own forms: made from the screen's schema, apart from the common catalogue, never breaking what was reported."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.units.api import Level, structure
from binhyen.foundation.access.api import Actor, Grant
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused, RuleBroken

# On the test's day the two provinces are one: An Bình, code 01.
TODAY = date(2026, 11, 1)
SOURCE = {"certainty": "R", "text": "Công an tỉnh tự lập"}


def element(code: str = "p01.water.checks", **more: Any) -> api.ElementEntry:
    given = {
        "code": code, "vi": "Lượt kiểm tra nguồn nước", "en": "Water checks", "short": "Kiểm tra nước",
        "unit": "lượt", "time": "sum", "source": SOURCE, **more,
    }  # fmt: skip
    return api.ElementEntry.model_validate(given)


def report(code: str = "p01.water", **more: Any) -> api.ReportEntry:
    given = {
        "code": code, "vi": "Báo cáo nguồn nước", "en": "Water report", "calendar": "admin", "kind": "month",
        "reporters": ["xã", "phường"], "elements": ["p01.water.checks", "p01.water.faults"],
        "deadlines": [{"level": 1, "recipient": "Công an tỉnh", "working_days": 3}],
        "approvers": [{"valid_from": "2025-07-01", "level": 1}],
        "outline": ["I. Tình hình"], "explain": "Riêng của tỉnh", "source": SOURCE, **more,
    }  # fmt: skip
    return api.ReportEntry.model_validate(given)


def check(**more: Any) -> api.CheckEntry:
    given = {
        "code": "p01.water.within", "vi": "Vi phạm không quá lượt kiểm tra", "en": "Within",
        "left": "p01.water.faults", "operator": "<=", "right": "p01.water.checks", "severity": "error",
        "explain": "Mỗi lượt nhiều nhất một vi phạm.", "advice": "Xem lại sổ.", "source": SOURCE, **more,
    }  # fmt: skip
    return api.CheckEntry.model_validate(given)


ELEMENTS = (element(), element("p01.water.faults", vi="Lượt có vi phạm", short="Vi phạm"))


def define(land: Land, **given: Any) -> str:
    owner = land.id("01", TODAY)
    whole: dict[str, Any] = {
        "report": report(),
        "elements": ELEMENTS,
        "checks": (check(),),
        **given,
    }
    return api.define_report(land.actor, unit_id=owner, **whole)


def saved(
    land: Land, values: dict[str, Any], unit: str = "00001", period: str = "2026-10"
) -> api.ReportState:
    return api.save_report(
        land.actor, unit_id=land.id(unit, TODAY), definition="p01.water", period=land.periods(period)[0],
        values=values,
    )  # fmt: skip


def test_it_is_filled_in_checked_and_added_up_like_any_other(land: Land) -> None:
    assert define(land) == "p01.water"
    owner = land.id("01", TODAY)
    form = api.form_layout("p01.water", land.id("00001", TODAY), land.periods("2026-10")[0])
    assert [cell.ref for cell in form.cells()] == ["p01.water.checks", "p01.water.faults"]
    assert [one.code for one in form.checks] == ["p01.water.within"]
    wrong = saved(land, {"p01.water.checks": 3, "p01.water.faults": 5})
    with pytest.raises(RuleBroken):
        api.submit_report(land.actor, report_id=wrong.id)
    good = saved(land, {"p01.water.faults": 1})
    api.submit_report(land.actor, report_id=good.id)
    api.approve_report(land.actor, report_id=good.id)
    asked = land.ask("p01.water.checks", "01", api.By.UNIT, "2026-10")
    assert asked.cell(owner).value == 3
    assert asked.cell(owner).expected == 3


@pytest.mark.parametrize("month", ["2022-05", "2026-10"])
def test_it_is_expected_of_units_under_the_owner_alone(land: Land, month: str) -> None:
    define(land)
    owner, (period,) = land.id("01", TODAY), land.periods(month)
    tree = structure(period.last_day)
    below = set(tree.subtree(owner)) if owner in tree else set()
    own = {one.id for one in tree.at_level(Level.COMMUNE, tree.root.id) if one.id in below}
    own = {one for one in own if tree.get(one).type in {"xã", "phường"}}
    everywhere = land.ask("p01.water.checks", "VN", api.By.UNIT, month)
    assert everywhere.cell(tree.root.id).expected == len(own)
    for by in (api.By.PROVINCE, api.By.COMMUNE):
        rows = land.ask("p01.water.checks", "VN", by, month)
        query = api.GridQuery(("p01.water.checks",), tree.root.id, by, (period,))
        found = api.grid(query)
        assert found.totals.expected.sum() == len(own)
        assert found.cells.expected[0, :, 0].tolist() == [
            rows.cell(unit.id).expected for unit in found.units
        ]
        assert found.cells.expected.sum() == len(own)
    states = api.report_states("p01.water", period, tree.root.id)
    assert {one.unit_id for one in states} == own


def test_loading_the_common_catalogue_again_leaves_it_alone(land: Land) -> None:
    define(land)
    again = api.load_catalogue(land.actor, folder=land.folder / "catalogue")
    assert not any((*again.added.values(), *again.changed.values(), *again.retired.values()))
    known = api.catalogue()
    assert not known.definitions["p01.water"].retired
    assert known.definitions["p01.water"].owner_id == land.id("01", TODAY)
    assert known.elements["p01.water.checks"].definition == "p01.water"


def test_the_files_may_not_use_codes_of_provinces(land: Land) -> None:
    path = land.folder / "catalogue" / "reports" / "monthly.yaml"
    path.write_text(path.read_text("utf-8").replace("code: monthly", "code: p01.monthly"), "utf-8")
    with pytest.raises(Invalid, match="mã riêng của tỉnh"):
        api.load_catalogue(land.actor, folder=land.folder / "catalogue")


def test_only_units_under_the_owner_make_it(land: Land) -> None:
    define(land)
    with pytest.raises(RuleBroken, match="không lập"):
        # In 2022 the same commune stood under another province.
        saved_earlier(land)
    usable = [one.code for one in api.usable_definitions(land.id("00001", TODAY), TODAY)]
    assert usable == ["monthly", "p01.water"]
    earlier = date(2022, 5, 1)
    assert [one.code for one in api.usable_definitions(land.id("00001", earlier), earlier)] == [
        "monthly"
    ]


def saved_earlier(land: Land) -> api.ReportState:
    unit = land.id("00001", date(2022, 5, 1))
    return api.save_report(
        land.actor, unit_id=unit, definition="p01.water", period=land.periods("2022-05")[0],
        values={"p01.water.checks": 1},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"report": report("water")}, "phải bắt đầu bằng"),
        ({"report": report("p02.water")}, "phải bắt đầu bằng"),
        ({"report": report(elements=["crime.occurred", "p01.water.checks"])}, "lập chỉ tiêu riêng"),
        ({"checks": (check(left="crime.occurred"),)}, "không có trong mẫu này"),
        ({"checks": (check(left="p01.water.faults +"),)}, "Biểu thức kết thúc dở dang"),
        ({"report": report(calendar="nowhere")}, "không có lịch"),
        ({"elements": (element(breakdown="planet"), ELEMENTS[1])}, "phân tổ"),
    ],
)
def test_what_is_not_its_own_is_refused(land: Land, given: dict[str, Any], said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        define(land, **given)
    assert said in " ".join([str(refusal.value), *(row.message for row in refusal.value.rows)])
    assert "p01.water" not in api.catalogue().definitions


def test_words_and_new_lines_may_change_after_the_first_report(land: Land) -> None:
    define(land)
    saved(land, {"p01.water.checks": 3})
    more = element("p01.water.fines", vi="Tiền phạt", unit="triệu đồng", decimals=2)
    changed = report(vi="Báo cáo nước sạch", elements=[*report().elements, more.code])
    define(land, report=changed, elements=(*ELEMENTS, more), checks=())
    known = api.catalogue()
    assert known.definitions["p01.water"].entry.vi == "Báo cáo nước sạch"
    assert "p01.water.within" not in known.checks


@pytest.mark.parametrize(
    "given",
    [
        {"report": report(kind="quarter")},
        {"report": report(reporters=["xã"])},
        {"report": report(elements=["p01.water.checks"]), "checks": ()},
        {"elements": (element(unit="cái"), ELEMENTS[1])},
        {"elements": (element(time="last"), ELEMENTS[1])},
    ],
)
def test_what_reports_rest_upon_stays(land: Land, given: dict[str, Any]) -> None:
    define(land)
    saved(land, {"p01.water.checks": 3})
    with pytest.raises(Conflict, match="lập mẫu mới"):
        define(land, **given)


def test_a_calendar_of_its_own_closes_on_its_own_day(land: Land) -> None:
    own = api.CalendarEntry.model_validate({
        "code": "p01.to_20", "vi": "Tháng chốt ngày 20", "en": "To the 20th", "kind": "months",
        "month_start_day": 21, "month_start_offset": -1, "period_kinds": ["month"], "explain": "Riêng", "source": SOURCE,
    })  # fmt: skip
    define(land, report=report(calendar="p01.to_20"), calendar=own)
    form = api.catalogue().definition("p01.water")
    assert (form.calendar.month_start_day, form.calendar.code) == (21, "p01.to_20")


def test_it_retires_from_a_day_and_what_was_reported_stays(land: Land) -> None:
    define(land)
    owner = land.id("01", TODAY)
    state = saved(land, {"p01.water.checks": 3})
    api.retire_definition(land.actor, unit_id=owner, code="p01.water", valid_to=date(2026, 10, 1))
    with pytest.raises(RuleBroken, match="không lập cho kỳ"):
        saved(land, {"p01.water.checks": 3}, period="2026-11")
    assert saved(land, {"p01.water.checks": 4}, period="2026-10").version > state.version


def test_one_never_used_disappears_with_its_elements(land: Land) -> None:
    define(land)
    owner = land.id("01", TODAY)
    api.retire_definition(land.actor, unit_id=owner, code="p01.water", valid_to=TODAY)
    assert api.own_elements(owner) == []
    assert "p01.water.within" not in api.catalogue().checks
    with pytest.raises(NotFound):
        api.retire_definition(land.actor, unit_id=owner, code="p01.water", valid_to=TODAY)


def test_it_takes_the_right_in_that_province(land: Land) -> None:
    commune = land.id("00001", TODAY)
    outsider = Actor("account", 9, "Giang", (Grant("x", frozenset({"figures.define"}), commune),))
    with pytest.raises(Refused):
        api.define_report(
            outsider, unit_id=land.id("01", TODAY), report=report(), elements=ELEMENTS
        )
    with pytest.raises(Invalid, match="không phải tỉnh"):
        api.define_report(land.actor, unit_id=commune, report=report(), elements=ELEMENTS)


def test_lists_offer_it_to_its_own_province_alone(land: Land) -> None:
    define(land)

    def offered(unit: str) -> list[str]:
        grant = Grant("reader", frozenset({"figures.view"}), land.id(unit, TODAY))
        reader = Actor("user", 1, "x", (grant,))
        return [one.code for one in api.offered_definitions(reader, TODAY)]

    assert offered("01") == offered("00001") == ["monthly", "p01.water"]
    assert offered("VN") == ["monthly"]
    assert [one.code for one in api.offered_definitions(land.actor, TODAY)] == ["monthly"]
