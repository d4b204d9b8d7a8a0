"""In worlds where every rule is met with nothing to spare, taking one away breaks exactly that rule, for checker and model alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.solver.deployment.api import POSTS, Plan, Problem, check
from binhyen.solver.deployment.build import build
from binhyen.solver.deployment.tests.tiny import tight

SEEDS = st.integers(0, 10**6)


@settings(max_examples=60)
@given(SEEDS)
def test_a_tight_world_is_valid_for_checker_and_model(seed: int) -> None:
    problem, plan = tight(seed)
    verdict = check(problem, plan)
    assert verdict.valid, verdict.violations
    assert model_accepts(problem, plan)


Plant = Callable[[Problem, Plan], tuple[Problem, Plan] | None]


def _first(items: tuple[Any, ...], change: Callable[[Any], Any]) -> tuple[Any, ...]:
    return (change(items[0]), *items[1:])


def one_post_more(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    def change(unit: Any) -> Any:
        return replace(unit, posts={**unit.posts, "officer": unit.posts["officer"] + 1})

    return replace(problem, units=_first(problem.units, change)), plan


def sent_twice(problem: Problem, plan: Plan) -> tuple[Problem, Plan] | None:
    """The line stands twice and the norm, caps and quotas take it twice: only the officer cannot."""
    line = next(one for one in plan.postings if one.post == "officer")
    roomy = [replace(wave, capacity=99) for wave in problem.waves]
    donors = [
        replace(one, max_release=99, max_release_per_wave=99, keep={}) for one in problem.donors
    ]
    units = [
        replace(one, posts={**one.posts, "officer": one.posts["officer"] + 1})
        if one.key == line.unit
        else one
        for one in problem.units
    ]
    eased = replace(problem, units=tuple(units), donors=tuple(donors), waves=tuple(roomy))
    return eased, Plan((*plan.postings, line))


def window_shut(problem: Problem, plan: Plan) -> tuple[Problem, Plan] | None:
    unit = problem.units[0]
    if problem.last_wave == 1:
        return None
    wave = (
        unit.earliest_wave + 1 if unit.earliest_wave < problem.last_wave else unit.earliest_wave - 1
    )
    roomy = tuple(replace(one, capacity=99) for one in problem.waves)
    shut = _first(problem.units, lambda one: replace(one, earliest_wave=wave, deadline_wave=wave))
    return replace(problem, units=shut, waves=roomy), plan


def capacity_less(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    wave = plan.postings[0].wave
    waves = tuple(
        replace(one, capacity=one.capacity - 1) if one.number == wave else one
        for one in problem.waves
    )
    return replace(problem, waves=waves), plan


def _donor(problem: Problem, plan: Plan, change: Callable[[Any], Any]) -> tuple[Problem, Plan]:
    sent = next(one.donor for one in problem.candidates if one.id == plan.postings[0].officer)
    donors = tuple(change(one) if one.id == sent else one for one in problem.donors)
    return replace(problem, donors=donors), plan


def release_less(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    return _donor(problem, plan, lambda one: replace(one, max_release=one.max_release - 1))


def release_per_wave_less(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    cap = "max_release_per_wave"
    return _donor(problem, plan, lambda one: replace(one, **{cap: getattr(one, cap) - 1}))


def party_more(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    units = _first(problem.units, lambda one: replace(one, min_party=one.min_party + 1))
    return replace(problem, units=units), plan


def need_more(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    def change(unit: Any) -> Any:
        return replace(unit, needs={**unit.needs, "admin": unit.needs.get("admin", 0) + 1})

    return replace(problem, units=_first(problem.units, change)), plan


def keep_more(problem: Problem, plan: Plan) -> tuple[Problem, Plan] | None:
    members = {one.id: one for one in problem.candidates}
    leaver = next((members[o.officer] for o in plan.postings if members[o.officer].party), None)
    if leaver is None:
        return None
    donors = tuple(
        replace(one, keep={**one.keep, "party": one.keep["party"] + 1})
        if one.id == leaver.donor
        else one
        for one in problem.donors
    )
    return replace(problem, donors=donors), plan


def _sent(problem: Problem, plan: Plan, **changes: Any) -> tuple[Problem, Plan]:
    """The first line's officer, changed."""
    who = plan.postings[0].officer
    people = tuple(replace(one, **changes) if one.id == who else one for one in problem.candidates)
    return replace(problem, candidates=people), plan


def leaves_later(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    return _sent(problem, plan, available_from_wave=plan.postings[0].wave + 1)


def unfit_chief(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    who = next(one.officer for one in plan.postings if one.post == "chief")
    people = tuple(
        replace(one, chief_ok=False) if one.id == who else one for one in problem.candidates
    )
    return replace(problem, candidates=people), plan


def at_home(problem: Problem, plan: Plan) -> tuple[Problem, Plan] | None:
    barred = [one for one in plan.postings if one.post in problem.weights.forbid_home]
    if not barred:
        return None
    home = barred[0].unit.split("/")[0]
    people = tuple(
        replace(one, home_unit=home) if one.id == barred[0].officer else one
        for one in problem.candidates
    )
    return replace(problem, candidates=people), plan


def forbidden(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    return _sent(problem, plan, forbidden_units=frozenset({plan.postings[0].unit.split("/")[0]}))


def too_far(problem: Problem, plan: Plan) -> tuple[Problem, Plan] | None:
    who = plan.postings[0].officer
    limit = next(one.max_km for one in problem.candidates if one.id == who)
    return _sent(problem, plan, max_km=limit - 1) if limit else None


def excluded(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    return _sent(problem, plan, excluded="đi học")


PLANTS: dict[str, Plant] = {
    "exact_norm": one_post_more,
    "one_post_each": sent_twice,
    "one_wave_per_unit": window_shut,
    "wave_capacity": capacity_less,
    "release_cap": release_less,
    "release_cap_per_wave": release_per_wave_less,
    "party_cell": party_more,
    "hard_needs": need_more,
    "donor_keeps": keep_more,
    "availability": leaves_later,
    "eligible_for_post": unfit_chief,
    "not_at_home": at_home,
    "not_forbidden": forbidden,
    "within_reach": too_far,
    "not_excluded": excluded,
}


@pytest.mark.parametrize("rule", PLANTS)
@settings(max_examples=25)
@given(seed=SEEDS)
def test_taking_one_away_breaks_exactly_that_rule(rule: str, seed: int) -> None:
    planted = PLANTS[rule](*tight(seed))
    if planted is None:
        return
    problem, plan = planted
    broken = check(problem, plan).violations
    assert {one.rule for one in broken} == {rule}
    if rule not in {"within_reach", "release_cap_per_wave", "one_wave_per_unit"}:
        assert [one.amount for one in broken] == [1]
    assert not model_accepts(problem, plan)


@settings(max_examples=40)
@given(SEEDS)
def test_home_is_no_bar_to_a_post_that_may_be_held_there(seed: int) -> None:
    problem, plan = tight(seed)
    free = [one for one in plan.postings if one.post not in problem.weights.forbid_home]
    home = {one.officer: one.unit.split("/")[0] for one in free}
    people = tuple(replace(one, home_unit=home.get(one.id, "")) for one in problem.candidates)
    local = replace(problem, candidates=people)
    assert check(local, plan).valid
    assert model_accepts(local, plan)


@settings(max_examples=25)
@given(SEEDS, st.sampled_from(["officer", "unit", "post", "wave"]))
def test_an_unknown_name_is_told(seed: int, field: str) -> None:
    problem, plan = tight(seed)
    strange = {"officer": "KHONG", "unit": "12345", "post": "boss", "wave": 9}[field]
    line = replace(plan.postings[0], **{field: strange})
    found = check(problem, Plan((line, *plan.postings[1:]))).violations
    names = [one for one in found if one.rule == "known_names"]
    assert [one.keys for one in names] == [(line.officer, line.unit, line.post, str(line.wave))]
    assert str(strange) in names[0].message


def model_accepts(problem: Problem, plan: Plan) -> bool:
    """Whether the arrays of the model allow the plan, looked up cell by cell."""
    model = build(problem)
    people = {one.id: row for row, one in enumerate(problem.candidates)}
    units = {one.key: row for row, one in enumerate(problem.units)}
    lines = [
        (people[one.officer], units[one.unit], POSTS.index(one.post), one.wave)
        for one in plan.postings
    ]
    fine = [
        model.allowed(post)[who, where]
        and model.available[who] <= wave
        and model.window[where, wave - 1]
        for who, where, post, wave in lines
    ]
    fine += [
        sum((where, post) == (row, column) for _, where, post, _ in lines) == amount
        for row, demand in enumerate(model.demand)
        for column, amount in enumerate(demand)
    ]
    fine += [
        sum(wave == number for *_, wave in lines) <= most
        for number, most in enumerate(model.capacity, 1)
    ]
    fine += [
        sum(bool(floor.members[who]) for who, where, *_ in lines if where == floor.unit)
        >= floor.amount
        for floor in model.floors
    ]
    fine += [
        sum(bool(cap.members[who]) for who, *_, wave in lines if cap.wave in {None, wave})
        <= cap.amount
        for cap in model.ceilings
    ]
    return all(fine) and len(people) >= len({who for who, *_ in lines}) == len(lines)
