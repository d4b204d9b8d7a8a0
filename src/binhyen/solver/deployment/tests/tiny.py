"""Small deployment problems to reason about by hand, and random ones that are tight in every rule."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from binhyen.solver.deployment.api import (
    POSTS,
    Candidate,
    Donor,
    Plan,
    Posting,
    Problem,
    UnitNeed,
    Wave,
    Weights,
)
from binhyen.solver.deployment.distance import road_hm

SKILLS = ("admin", "criminal", "lang_mong")


def unit(code: str = "00001", **changes: Any) -> UnitNeed:
    facts: dict[str, Any] = {
        "name": f"Xã {code}", "kind": "xa", "district": "001", "province": "01", "lat": 20.0,
        "lon": 105.0, "complexity": 1, "posts": {"chief": 1, "deputy": 1, "officer": 1},
    }  # fmt: skip
    return UnitNeed(code=code, **{**facts, **changes})


def officer(name: str, **changes: Any) -> Candidate:
    facts: dict[str, Any] = {
        "donor": "D1", "rank": 5, "years": 12, "base_lat": 20.0, "base_lon": 105.0, "party": True,
        "chief_ok": True, "deputy_ok": True,
    }  # fmt: skip
    return Candidate(id=name, **{**facts, **changes})


def donor(name: str = "D1", **changes: Any) -> Donor:
    facts: dict[str, Any] = {"kind": "district", "lat": 20.0, "lon": 105.0, "payroll": 10}
    return Donor(id=name, name=f"Công an {name}", **{**facts, **changes})


def waves(*capacities: int) -> tuple[Wave, ...]:
    first = date(2022, 1, 1)
    return tuple(
        Wave(number, first + timedelta(days=60 * number), capacity)
        for number, capacity in enumerate(capacities, 1)
    )


def problem(**changes: Any) -> Problem:
    """One unit of three posts, four officers An, Bình, Chi, Dũng of one donor, two waves; no rule is tight."""
    facts: dict[str, Any] = {
        "units": (unit(),), "candidates": tuple(map(officer, ("An", "Binh", "Chi", "Dung"))),
        "donors": (donor(),), "waves": waves(10, 10), "weights": Weights(),
    }  # fmt: skip
    return Problem(**{**facts, **changes})


def plan(*lines: str) -> Plan:
    """Lines such as "An 00001 chief 1"; without any: An chief, Bình deputy, Chi officer, all in wave 1."""
    texts = lines or ("An 00001 chief 1", "Binh 00001 deputy 1", "Chi 00001 officer 1")
    split = [text.split() for text in texts]
    return Plan(tuple(Posting(who, where, post, int(wave)) for who, where, post, wave in split))


def tight(seed: int) -> tuple[Problem, Plan]:
    """A random problem and a plan that meets every rule with nothing to spare."""
    rng = random.Random(seed)  # noqa: S311 - test data, repeatable
    last = rng.randint(1, 3)
    openings = [_opening(rng, number, last) for number in range(rng.randint(1, 3))]
    lines, people = [], []
    for one in openings:
        wave = rng.randint(1, last)
        for post in POSTS:
            for _ in range(one.posts[post]):
                person = _person(rng, len(people), one.code, wave)
                people.append(person)
                lines.append(Posting(person.id, one.key, post, wave))
    people += [
        _person(rng, len(people) + extra, "99999", last) for extra in range(rng.randint(0, 4))
    ]
    rng.shuffle(people)
    draft = Problem(
        units=tuple(openings),
        candidates=tuple(people),
        donors=tuple(donor(f"D{number}", payroll=rng.randint(0, 20)) for number in (1, 2)),
        waves=waves(*[100] * last),
        weights=_weights(rng),
    )
    made = Plan(tuple(lines))
    return tightened(draft, made), made


def tightened(loose: Problem, made: Plan) -> Problem:
    """The same problem with every number as tight as the plan allows."""
    people = {one.id: one for one in loose.candidates}
    where = {line.officer: line for line in made.postings}
    return replace(
        loose,
        units=tuple(_tight_unit(one, made, people) for one in loose.units),
        candidates=tuple(_tight_person(one, where, loose) for one in loose.candidates),
        donors=tuple(_tight_donor(one, loose, where) for one in loose.donors),
        waves=tuple(
            replace(wave, capacity=sum(line.wave == wave.number for line in made.postings))
            for wave in loose.waves
        ),
    )


def _opening(rng: random.Random, number: int, last: int) -> UnitNeed:
    return unit(
        f"0000{number + 1}",
        lat=20 + rng.random(),
        lon=105 + rng.random(),
        complexity=rng.randint(1, 5),
        posts={"chief": 1, "deputy": rng.randint(0, 1), "officer": rng.randint(1, 3)},
        wants=tuple(rng.sample(SKILLS, rng.randint(0, 2))),
        stage=rng.choice(("", "", "one")),
    )


def _person(rng: random.Random, number: int, unit_code: str, wave: int) -> Candidate:
    return officer(
        f"P{number:03}",
        donor=rng.choice(("D1", "D2")),
        rank=rng.randint(1, 8),
        years=rng.randint(0, 20),
        base_lat=20 + rng.random(),
        base_lon=105 + rng.random(),
        home_unit=rng.choice(("88888", "")),
        forbidden_units=frozenset({"77777"}),
        skills=frozenset(rng.sample(SKILLS, rng.randint(0, 2))),
        party=rng.random() < 0.6,
        available_from_wave=wave,
    )


def _weights(rng: random.Random) -> Weights:
    posts = [dict(zip(POSTS, rng.sample(range(1, 9), 3), strict=True)) for _ in range(3)]
    return Weights(
        detour=1.3, w_dist=rng.randint(0, 2), far_hm=rng.randint(0, 500), w_far=rng.randint(0, 2),
        want_rank=posts[0], rank_under=rng.randint(0, 60), max_rank=posts[1],
        rank_over=rng.randint(0, 40), want_years=posts[2], years_under=rng.randint(0, 6),
        want_miss=rng.randint(0, 25), wait_per_post=tuple(rng.randint(0, 80) for _ in range(5)),
        thr_permille=(250, 350), slope=(rng.randint(0, 40), rng.randint(0, 120)),
        forbid_home=frozenset(rng.sample(POSTS, rng.randint(1, 3))),
    )  # fmt: skip


def _tight_unit(one: UnitNeed, made: Plan, people: dict[str, Candidate]) -> UnitNeed:
    sent = [line for line in made.postings if line.unit == one.key]
    wave = sent[0].wave
    here = [people[line.officer] for line in sent]
    held = {skill: sum(person.holds(skill) for person in here) for skill in SKILLS}
    return replace(
        one,
        earliest_wave=wave,
        deadline_wave=wave,
        min_party=sum(person.party for person in here),
        needs={skill: count for skill, count in held.items() if count},
    )


def _tight_person(one: Candidate, where: dict[str, Posting], loose: Problem) -> Candidate:
    line = where.get(one.id)
    if line is None:
        return replace(one, excluded="ốm")
    there = next(unit for unit in loose.units if unit.key == line.unit)
    hm = road_hm((one.base_lat, one.base_lon), (there.lat, there.lon), loose.weights.detour)
    return replace(
        one,
        max_km=-(-hm // 10),
        chief_ok=line.post == "chief",
        deputy_ok=line.post == "deputy",
    )


def _tight_donor(one: Donor, loose: Problem, where: dict[str, Posting]) -> Donor:
    staff = [person for person in loose.candidates if person.donor == one.id]
    gone = [person for person in staff if person.id in where]
    by_wave = [sum(where[person.id].wave == wave.number for person in gone) for wave in loose.waves]
    most = max(by_wave)
    return replace(
        one,
        max_release=len(gone),
        max_release_per_wave=most,
        keep={
            skill: sum(person.holds(skill) for person in staff)
            - sum(person.holds(skill) for person in gone)
            for skill in (*SKILLS, "party")
        },
    )
