"""The truth about problems of a handful of people: every plan is tried; and random problems of that size."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from binhyen.solver.deployment.api import POSTS, Plan, Posting, Problem, check, objective
from binhyen.solver.deployment.tests.tiny import SKILLS, _person, _weights, donor, unit, waves


def cheapest_by_trying(problem: Problem) -> int | None:
    """The objective of the best valid plan; None if there is none. Only for tiny problems."""
    best: int | None = None
    for choice in product(*(problem.window(one) for one in problem.units)):
        places = Counter[int]()
        for one, wave in zip(problem.units, choice, strict=True):
            places[wave] += one.size
        if any(places[wave.number] > wave.capacity for wave in problem.waves):
            continue
        for lines in _fillings(problem, choice, 0, frozenset()):
            plan = Plan(tuple(lines))
            cost = objective(problem, plan).total
            if (best is None or cost < best) and check(problem, plan).valid:
                best = cost
    return best


def random_problem(seed: int) -> Problem:
    """Two or three small units, up to eight people of two donors, up to three waves; some of them cannot be solved."""
    rng = random.Random(seed)  # noqa: S311 - test data, repeatable
    last = rng.randint(1, 3)
    units = tuple(_unit(rng, number, last) for number in range(rng.randint(1, 3)))
    wanted = sum(one.size for one in units)
    people = tuple(
        replace(
            _person(rng, number, rng.choice(("00001", "99999")), rng.randint(1, last)),
            chief_ok=rng.random() < 0.6,
            deputy_ok=rng.random() < 0.8,
            available_from_wave=rng.choice((1, 1, last)),
            max_km=rng.choice((None, None, 150)),
            excluded=rng.choice(("", "", "", "ốm")),
        )
        for number in range(min(8, wanted + rng.randint(0, 3)))
    )
    return Problem(
        units=units,
        candidates=people,
        donors=tuple(_donor(rng, name) for name in ("D1", "D2")),
        waves=waves(*(rng.randint(max(1, wanted // last), wanted + 1) for _ in range(last))),
        weights=_weights(rng),
    )


def _unit(rng: random.Random, number: int, last: int):
    earliest = rng.randint(1, last)
    posts = {post: rng.randint(0, 1) for post in POSTS}
    size = sum(posts.values())
    return unit(
        f"0000{number + 1}",
        lat=20 + rng.random(),
        lon=105 + rng.random(),
        complexity=rng.randint(1, 5),
        posts=posts,
        min_party=min(size, rng.choice((0, 0, 1))),
        needs={rng.choice(SKILLS): 1} if size and rng.random() < 0.4 else {},
        wants=tuple(rng.sample(SKILLS, rng.randint(0, 2))),
        earliest_wave=rng.choice((1, earliest)),
        deadline_wave=rng.choice((None, max(earliest, last))),
    )


def _donor(rng: random.Random, name: str):
    return donor(
        name,
        payroll=rng.randint(0, 8),
        max_release=rng.choice((None, 2, 4)),
        max_release_per_wave=rng.choice((None, 1, 2)),
        keep=rng.choice(({}, {}, {"party": 1}, {"admin": 1, "chief_ok": 1})),
    )


def _fillings(
    problem: Problem, choice: tuple[int, ...], number: int, busy: frozenset[str]
) -> Iterator[list[Posting]]:
    slots = [(index, post) for index, one in enumerate(problem.units) for post in POSTS]
    if number == len(slots):
        yield []
        return
    index, post = slots[number]
    one = problem.units[index]
    free = [who.id for who in problem.candidates if who.id not in busy and not who.excluded]
    for group in combinations(free, one.posts[post]):
        lines = [Posting(who, one.key, post, choice[index]) for who in group]
        for rest in _fillings(problem, choice, number + 1, busy | set(group)):
            yield lines + rest
