"""What a plan costs: by hand, and against sums made in two other ways."""

from __future__ import annotations

from math import asin, cos, floor, radians, sin, sqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.solver.deployment.api import POSTS, Plan, Problem, Weights, objective
from binhyen.solver.deployment.build import build
from binhyen.solver.deployment.tests.tiny import donor, officer, plan, problem, tight, unit


def test_every_part_by_hand() -> None:
    weights = Weights(
        detour=1.3, w_dist=1, far_hm=1400, w_far=2,
        want_rank={"chief": 5, "deputy": 4, "officer": 1}, rank_under=60,
        max_rank={"chief": 7, "deputy": 6, "officer": 5}, rank_over=40,
        want_years={"chief": 12, "deputy": 8, "officer": 0}, years_under=6,
        want_miss=25, wait_per_post=(5, 10, 20, 40, 80), thr_permille=(100, 200), slope=(40, 120),
    )  # fmt: skip
    people = (
        officer("An", rank=3, years=10, base_lat=21.0),  # 2 grades under 5, 2 years under 12
        officer("Binh", rank=7, skills=frozenset({"admin"})),  # 1 grade over 6
        officer("Chi"),
    )
    asked = problem(
        units=(unit(complexity=3, wants=("admin",)),),
        candidates=people,
        donors=(donor(payroll=10),),
        weights=weights,
    )
    made = plan("An 00001 chief 2", "Binh 00001 deputy 2", "Chi 00001 officer 2")
    cost = objective(asked, made)
    assert dict(cost.parts) == {
        "distance": 1446,  # one degree = 1446 hm, the others 0
        "far": 92,  # 2 × (1446 − 1400)
        "rank": 160,  # 2 × 60 + 1 × 40; Chi is exactly 5
        "years": 12,  # 2 × 6
        "wants": 50,  # An and Chi lack admin
        "waiting": 60,  # 3 posts × 20 × 1 wave
        "disruption": 200,  # payroll 10: 40 × (3 − 1) + 120 × (3 − 2)
    }
    assert cost.total == 1446 + 92 + 160 + 12 + 50 + 60 + 200
    assert cost.by_donor == {"D1": 200}
    assert [line.total for _, line in cost.by_line] == [1446 + 92 + 120 + 12 + 25 + 20, 60, 45]


def test_lines_nobody_understands_cost_nothing() -> None:
    assert objective(problem(), plan("Ma 00001 chief 1", "An 99999 chief 1")).total == 0


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_it_equals_a_naive_sum_and_the_model(seed: int) -> None:
    asked, made = tight(seed)
    total = objective(asked, made).total
    assert total == naive(asked, made)
    assert total == by_model(asked, made)


def naive(asked: Problem, made: Plan) -> int:
    """The formulas of the planning model, written once more."""
    w, total = asked.weights, 0
    people = {one.id: one for one in asked.candidates}
    for line in made.postings:
        one = people[line.officer]
        there = next(unit for unit in asked.units if unit.key == line.unit)
        p1, p2 = radians(one.base_lat), radians(there.lat)
        half = sin((p2 - p1) / 2) ** 2
        half += cos(p1) * cos(p2) * sin(radians(there.lon - one.base_lon) / 2) ** 2
        hm = floor(10 * w.detour * 2 * 6371.0088 * asin(sqrt(half)) + 0.5)
        total += w.w_dist * hm + w.w_far * max(0, hm - w.far_hm)
        total += w.rank_under * max(0, w.want_rank[line.post] - one.rank)
        total += w.rank_over * max(0, one.rank - w.max_rank[line.post])
        total += w.years_under * max(0, w.want_years[line.post] - one.years)
        if there.wants and not set(there.wants) & one.skills:
            total += w.want_miss
    for there in asked.units:
        wave = next(line.wave for line in made.postings if line.unit == there.key)
        total += w.wait_per_post[there.complexity - 1] * (wave - 1) * there.size
    for giver in asked.donors:
        taken = sum(people[line.officer].donor == giver.id for line in made.postings)
        for permille, slope in zip(w.thr_permille, w.slope, strict=True):
            total += slope * max(0, taken - floor(giver.payroll * permille / 1000))
    return total


def by_model(asked: Problem, made: Plan) -> int:
    """The arrays the solver reads, plus the donors' disruption."""
    model = build(asked)
    people = {one.id: row for row, one in enumerate(asked.candidates)}
    units = {one.key: row for row, one in enumerate(asked.units)}
    opened = {units[line.unit]: line.wave for line in made.postings}
    total = sum(objective(asked, made).by_donor.values())
    for line in made.postings:
        who = people[line.officer]
        total += int(model.pair[who, units[line.unit]] + model.match[who, POSTS.index(line.post)])
    return total + sum(int(model.wait[row, wave - 1]) for row, wave in opened.items())
