"""Targets: set by whoever may, dated, replaced and not overwritten, met or short beside the figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest

from binhyen.features.analysis import api
from binhyen.kernel.errors import Invalid, NotFound, Refused
from tests.analysis.conftest import CLEAR_UP, DAY, OCCURRED, Site

pytestmark = pytest.mark.usefixtures("db")
DECISION = {"source": "12/KH-CAT", "decided_on": date(2022, 1, 5)}


def aim(
    site: Site,
    value: str = "80",
    measure: str = CLEAR_UP,
    operator: str = "at-least",
    **more: object,
) -> api.Target:
    given = {"unit_id": site.world.province.id, "year": 2022, **DECISION, **more}
    return api.set_target(
        site.actor("chi"), measure=measure, operator=operator, value=Decimal(value), **given
    )


def test_a_new_target_ends_the_one_before(site: Site) -> None:
    aim(site, "80")
    row = aim(site, "85")
    (found,) = api.targets(site.actor("dung"), DAY)
    assert found.value == 85
    assert [one.value for one in api.target_history(site.actor("dung"), row.pk, DAY)] == [85, 80]


def test_figures_are_met_or_short(site: Site) -> None:
    aim(site, "50")
    aim(site, "99", unit_id=site.world.commune.id)
    asked = {"by": "commune", "span": "own", "periods": "2022-03", "m": CLEAR_UP, "targets": "1"}
    text = site.client("dung").get(f"/analysis/?{urlencode(asked)}").content.decode()
    assert "is-met" in text
    assert "chưa đạt, lệch" in text


def test_a_yearly_sum_tells_its_share_before_the_year_is_over(site: Site) -> None:
    aim(site, "1000", OCCURRED, "at-most")
    asked = {"by": "unit", "span": "own", "periods": "2022-03", "m": OCCURRED, "targets": "1"}
    text = site.client("dung").get(f"/analysis/?{urlencode(asked)}").content.decode()
    assert "% mục tiêu năm" in text


@pytest.mark.parametrize("who", ["an", "binh", "giang", "dung"])
def test_others_set_nothing(site: Site, who: str) -> None:
    with pytest.raises(Refused):
        api.set_target(
            site.actor(who), unit_id=site.world.province.id, measure=CLEAR_UP, year=2022,
            operator="at-least", value=Decimal(1), **DECISION,
        )  # fmt: skip


def test_outsiders_see_no_target(site: Site) -> None:
    row = aim(site, unit_id=site.world.commune.id)
    assert api.targets(site.actor("giang"), DAY) == []
    with pytest.raises(NotFound):
        api.target_row(site.actor("giang"), row.pk, DAY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": 1999},
        {"operator": "about"},
        {"value": "-1"},
        {"value": "NaN"},
        {"source": " "},
        {"decided_on": date(2099, 1, 1)},
    ],
)
def test_a_wrong_target_is_refused(site: Site, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        aim(site, **wrong)  # type: ignore[arg-type]


def test_setting_by_hand(site: Site) -> None:
    client = site.client("chi")
    given = {"unit": "99", "measure": CLEAR_UP, "year": "2022", "operator": "at-least", "value": "82,5",
             "source": "12/KH-CAT", "decided_on": "2022-01-05"}  # fmt: skip
    assert client.post("/analysis/targets/", {**given, "value": "=1+1"}).status_code == 422
    assert client.post("/analysis/targets/", given).status_code == 302
    (found,) = api.targets(site.actor("chi"), DAY)
    assert found.value == Decimal("82.5")
    assert "82,5" in client.get("/analysis/targets/").content.decode()
    assert client.get(f"/analysis/targets/{found.id}/").status_code == 200
    client.post(f"/analysis/targets/{found.id}/")
    assert api.targets(site.actor("chi"), DAY) == []
