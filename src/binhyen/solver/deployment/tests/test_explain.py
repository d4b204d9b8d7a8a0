"""Reasons: parts add up, prices prove what they say, rules are named, and every surcharge told is a true minimum."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.kernel.errors import NotFound
from binhyen.solver.deployment.api import (
    Plan,
    Prices,
    Problem,
    Weights,
    certified,
    check,
    objective,
    solve,
)
from binhyen.solver.deployment.explaining import (
    Reasons,
    explain_officer,
    explain_plan,
    explain_unit,
)
from binhyen.solver.deployment.tests.brute import _fillings, random_problem
from binhyen.solver.deployment.tests.tiny import donor, officer, plan, problem, unit, waves

FAR = Weights(
    far_hm=500,
    w_far=2,
    want_rank={"chief": 6},
    rank_under=60,
    want_years={"chief": 15},
    years_under=6,
    want_miss=25,
    wait_per_post=(5, 10, 20, 40, 80),
)


def test_the_cost_of_a_line_is_told_part_by_part():
    # 1° of latitude: 111.195 km × 1.3 = 144.554 km = 1 446 hm; beyond 500: 946 × 2 = 1 892;
    # rank 5 of 6: 60; 12 of 15 years: 18; none of the wanted skills: 25.
    far = problem(units=(unit(lat=21.0, wants=("drugs",)),), weights=FAR)
    reason = explain_officer(far, plan(), Prices(), "An")
    told = {part.code: part.points for part in reason.parts}
    assert told == {
        "distance": 1446, "far": 1892, "rank_under": 60, "years_under": 18, "want_miss": 25,
    }  # fmt: skip
    assert reason.points == sum(told.values())
    assert reason.parts[0].sentence == (
        "Cách nơi ở 144,6 km đường bộ quy đổi đến Xã 00001: 1.446 điểm."
    )


def test_why_in_this_wave():
    # Unit 1 (complexity 5) takes all 3 places of wave 1; unit 2 opens in wave 2 and waits 5 points per post.
    units = (unit("00001", complexity=5), unit("00002"))
    people = tuple(officer(name) for name in "ABCDEF")
    now = problem(units=units, candidates=people, waves=waves(3, 3), weights=FAR)
    both = plan(
        "A 00001 chief 1", "B 00001 deputy 1", "C 00001 officer 1",
        "D 00002 chief 2", "E 00002 deputy 2", "F 00002 officer 2",
    )  # fmt: skip
    prices = Prices(capacity={1: 5.0})
    reason = explain_officer(now, both, prices, "D")
    assert reason.waves[0].endswith("ra quân đợt 2 tốn 15 điểm chờ.")
    assert reason.waves[1] == "Được ra quân từ đợt 1 đến đợt 2."
    assert reason.waves[2] == (
        "Đợt 1 chỉ còn 0 chỗ, đơn vị cần 3. Mỗi chỗ trong đợt ấy đáng giá 5 điểm."
    )


def test_rules_that_keep_an_officer_from_home_and_elsewhere_are_named():
    units = (
        unit("00001", lat=20.5),
        unit("00002"),
        unit("00003", lat=20.1),
        unit("00004", lat=20.2),
    )
    one = officer("An", home_unit="00002", forbidden_units=frozenset({"00003"}), chief_ok=False)
    now = problem(units=units, candidates=(one, *(officer(n) for n in "BCDEFGHIJKLM")))
    reason = explain_officer(now, plan("An 00001 officer 1"), Prices(), "An")
    assert [(one.rule, one.unit) for one in reason.barriers] == [
        ("not_at_home", "00002"),
        ("not_forbidden", "00003"),
    ]
    asked = explain_officer(now, plan("An 00001 officer 1"), Prices(), "An", unit="00002").asked
    assert asked[0] == "Xã 00002 là nơi quê quán: không giữ chức trưởng công an xã tại quê."
    assert "Chưa đủ điều kiện làm trưởng công an xã." in asked


def test_an_officer_left_out_hears_why():
    people = (officer("An"), officer("Binh"), officer("Chi"), officer("Dung", excluded="kỷ luật"))
    now = problem(candidates=people, donors=(donor(max_release=3),))
    reason = explain_officer(now, plan(), Prices(), "Dung", unit="00001")
    assert reason.posting is None
    assert reason.why == ("Không được bố trí: kỷ luật.",)
    assert reason.asked[0] == "Không được cử đi: kỷ luật."
    # Three of three released: the cap binds.
    assert [(one.kind, one.slack) for one in reason.limits] == [("release", 0)]


def test_a_unit_tells_whom_it_got_and_what_it_still_wants():
    people = (
        officer("An", skills=frozenset({"admin"})),
        officer("Binh", party=False),
        officer("Chi", skills=frozenset({"drugs"})),
        officer("Dung"),
    )
    now = problem(
        units=(unit(needs={"admin": 1}, min_party=2, wants=("drugs", "security")),),
        candidates=people,
        weights=FAR,
    )
    reason = explain_unit(now, plan(), Prices(), "00001")
    assert [(one.officer, one.post, one.wanted) for one in reason.members] == [
        ("An", "chief", ()),
        ("Binh", "deputy", ()),
        ("Chi", "officer", ("drugs",)),
    ]
    assert [(one.skill, one.needed, one.got) for one in reason.quotas] == [
        ("party", 2, 2),
        ("admin", 1, 1),
    ]
    assert reason.wishes == (
        "Chưa có ai có năng lực: security.",
        "2 người không có năng lực nào trong số mong muốn: An, Binh.",
    )
    assert {one.officer for one in reason.next_best} == {"Dung"}


def test_a_plan_tells_what_each_rule_costs():
    prices = Prices(capacity={1: 12.0}, release={"D1": 30.0}, need={("00001", "admin"): 7.0})
    now = problem(
        units=(unit(needs={"admin": 1}),),
        candidates=tuple(officer(n, skills=frozenset({"admin"})) for n in ("An", "Binh", "Chi")),
        donors=(donor(max_release=3),),
        waves=waves(3, 10),
    )
    reason = explain_plan(now, plan(), prices)
    assert [(one.kind, one.price, one.slack) for one in reason.rules] == [
        ("release", 30.0, 0),
        ("capacity", 12.0, 0),
        ("need", 7.0, 2),
    ]
    assert reason.rules[0].sentence == (
        "Công an D1 (D1) còn được cho điều 0 người: bớt một người thì cận dưới tăng 30 điểm (3,0 km), "
        "thêm một người đỡ được nhiều nhất chừng ấy."
    )
    assert reason.objective == objective(now, plan()).total
    assert reason.bound == certified(now, prices)


@pytest.mark.parametrize("ask", [lambda r: r.officer("Nobody"), lambda r: r.unit("99999")])
def test_who_is_not_there_is_not_found(ask):
    with pytest.raises(NotFound):
        ask(Reasons(problem(), plan(), Prices()))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_every_surcharge_is_a_true_minimum(seed: int):
    now = random_problem(seed)
    found = solve(now)
    if found.plan is None or sum(one.size for one in now.units) > 5:
        return
    reasons = Reasons(now, found.plan, found.prices)
    cost, truth = objective(now, found.plan).total, forced_costs(now)
    for one in now.candidates:
        for other in reasons.officer(one.id, exact=True).alternatives:
            real = truth.get((one.id, other.unit, other.post))
            if real is not None:
                assert cost + other.surcharge <= real
            if real is not None and other.exact is not None:
                # Waves stay as they are in a re-solve, so it may be dearer than the truth, never cheaper.
                assert cost + other.exact >= real


def forced_costs(now: Problem) -> dict[tuple[str, str | None, str | None], int]:
    """(officer, unit, post) → cost of the best valid plan with that line; unit and post None: without the officer."""
    best: dict[tuple[str, str | None, str | None], int] = {}
    for choice in product(*(now.window(one) for one in now.units)):
        for lines in _fillings(now, choice, 0, frozenset()):
            made = Plan(tuple(lines))
            if not check(now, made).valid:
                continue
            cost = objective(now, made).total
            placed = {line.officer for line in made.postings}
            keys = [(line.officer, line.unit, line.post) for line in made.postings]
            keys += [(one.id, None, None) for one in now.candidates if one.id not in placed]
            for key in keys:
                best[key] = min(cost, best.get(key, cost))
    return best
