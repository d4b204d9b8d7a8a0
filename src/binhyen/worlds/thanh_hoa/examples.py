"""Scenarios left for whoever looks around: one solved, one beside it to compare, one that cannot be met as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from binhyen.engines.people.api import force
from binhyen.engines.units.api import Level, find, structure
from binhyen.features.staffing.api import (
    Settings,
    UnitSetting,
    WaveSetting,
    draft_plan,
    solve_plan,
    vary_plan,
)
from binhyen.solver.deployment.api import Post
from binhyen.worlds.thanh_hoa import offices
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON
from binhyen.worlds.thanh_hoa.offices import at_work
from binhyen.worlds.thanh_hoa.places import TOWNSHIP, Ground

# A mountain district on the border, staffed from its own police and that of its neighbours: solved in a moment.
DISTRICT_CODE = "384"
DRAWN_FROM = ("384", "385", "387")
OUTSIDE = "ngoài phạm vi huy động của kịch bản"
STARTS_ON = (date(2022, 8, 1), date(2022, 10, 3))
SEVEN: Mapping[Post, int] = {"chief": 1, "deputy": 2, "officer": 4}
SIX: Mapping[Post, int] = {"chief": 1, "deputy": 1, "officer": 4}
WANTED = ("Mường Lát 2022: mỗi xã bảy người", SEVEN, 1)
BESIDE = ("Mường Lát 2022: mỗi xã sáu người", SIX, 1)
TOO_MUCH = ("Mường Lát 2022: mỗi xã bảy người, ba người biết tiếng Mông", SEVEN, 3)


def leave_examples(ground: Ground, progress: Callable[[str], None]) -> dict[str, int]:
    """Make the three scenarios on the day of the review and solve them; answers how many."""
    actor, province_id = offices.planner(ground.province.id), ground.province.id
    progress("Kịch bản mẫu: tăng cường huyện Mường Lát")
    outside = _outside(ground)
    with at_work(FOCUS_ON):
        name, posts, speakers = WANTED
        settings = _settings(posts, speakers, outside)
        first = draft_plan(actor, under_id=province_id, name=name, on=FOCUS_ON, settings=settings)
        solve_plan(actor, plan_id=first.pk, time_limit=None)
        for name, posts, speakers in (BESIDE, TOO_MUCH):
            settings = _settings(posts, speakers, outside)
            other = vary_plan(actor, plan_id=first.pk, name=name, settings=settings)
            solve_plan(actor, plan_id=other.pk, time_limit=None)
    return {"scenarios": 3}


def _outside(ground: Ground) -> dict[str, str]:
    """Officers of donors nobody is asked from, each with the reason."""
    asked = {ground.districts[find(code, FOCUS_ON, Level.DISTRICT).id] for code in DRAWN_FROM}
    donors = {*ground.districts.values(), *ground.departments} - asked
    serving = force(offices.planner(ground.province.id), FOCUS_ON, under_id=ground.province.id)
    return {one.code: OUTSIDE for one in serving if one.police_unit_id in donors}


def _settings(posts: Mapping[Post, int], speakers: int, outside: Mapping[str, str]) -> Settings:
    """The communes of the district with so many posts in all and so many who speak Mông."""
    tree = structure(FOCUS_ON)
    district = find(DISTRICT_CODE, FOCUS_ON, Level.DISTRICT)
    communes = [unit for unit in tree.at_level(Level.COMMUNE, district.id) if unit.type != TOWNSHIP]
    return Settings(
        norm="explicit",
        waves=tuple(map(WaveSetting, STARTS_ON)),
        needs={"admin": 1, "lang_mong": speakers},
        complexity={unit.code: 5 for unit in communes},
        units={unit.code: UnitSetting(posts=posts) for unit in communes},
        excluded=outside,
    )
