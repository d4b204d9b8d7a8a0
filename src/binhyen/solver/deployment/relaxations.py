"""A problem with some hard numbers given way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.solver.deployment.plan import Relaxation, RelaxKind
from binhyen.solver.deployment.problem import Donor, Problem, UnitNeed, Wave
from binhyen.solver.deployment.rules.ledger import holders

Given = Mapping[tuple[RelaxKind, str, str], int]
"""(kind, key1, key2) → how much all relaxations together give way."""


BOUNDLESS: Final = 10**9
"""Caps can be raised without end."""


def relaxed(problem: Problem, relaxations: Sequence[Relaxation]) -> Problem:
    """The problem after these numbers gave way; the same problem where there are none.

    posts: fewer posts of that kind; party, need, keep: fewer people asked; deadline: so many waves later;
    release, release_wave: so many officers more; capacity: so many posts more. `keep` counts from what the donor
    has where it asks for more than that.

    Raises:
        Invalid: an unknown kind or key, an amount below 1, or more than there is to give; one row each.
    """
    if not relaxations:
        return problem
    given: Counter[tuple[RelaxKind, str, str]] = Counter()
    for one in relaxations:
        given[one.kind, one.key1, one.key2] += one.amount
    refuse_relaxations(problem, given, relaxations)
    easing = {key1 for kind, key1, _ in given if kind == "keep"}
    has = {
        donor.id: holders((one for one in problem.candidates if one.donor == donor.id), donor.keep)
        for donor in problem.donors
        if donor.id in easing
    }
    return replace(
        problem,
        units=tuple(_unit(unit, given, problem.last_wave) for unit in problem.units),
        donors=tuple(_donor(donor, given, has.get(donor.id, {})) for donor in problem.donors),
        waves=tuple(_wave(wave, given) for wave in problem.waves),
    )


def refuse_relaxations(problem: Problem, given: Given, relaxations: Iterable[Relaxation]) -> None:
    """Raises: Invalid: as `relaxed` says."""
    rows = [
        RowProblem(None, "amount", str(one.amount), f"{_name(one)}: số nới phải từ 1 trở lên.")
        for one in relaxations
        if one.amount < 1
    ]
    most = hard_numbers(problem)
    for key, amount in given.items():
        name = " ".join(part for part in key if part)
        if key not in most:
            text = f"{name}: bài toán không có ràng buộc này; sửa hoặc bỏ dòng."
            rows.append(RowProblem(None, "kind", key[0], text))
        elif amount > most[key]:
            text = f"{name}: nới {amount}, nhiều nhất {most[key]}."
            rows.append(RowProblem(None, "amount", str(amount), text))
    if rows:
        raise Invalid(N_("Có {count} điều nới không hợp lệ."), rows=rows, count=len(rows))


def hard_numbers(problem: Problem) -> dict[tuple[RelaxKind, str, str], int]:
    """Every number that can give way, as (kind, key1, key2) → the most it can."""
    most: dict[tuple[RelaxKind, str, str], int] = {}
    for unit in problem.units:
        key = unit.key
        most |= {("posts", key, post): count for post, count in unit.posts.items()}
        most |= {("need", key, skill): count for skill, count in unit.needs.items()}
        most["party", key, ""] = unit.min_party
        most["deadline", key, ""] = problem.last_wave + 1 - problem.window(unit).stop
    for donor in problem.donors:
        most |= {("keep", donor.id, skill): count for skill, count in donor.keep.items()}
        if donor.max_release is not None:
            most["release", donor.id, ""] = BOUNDLESS
        if donor.max_release_per_wave is not None:
            for wave in problem.waves:
                most["release_wave", donor.id, str(wave.number)] = BOUNDLESS
    most |= {("capacity", str(wave.number), ""): BOUNDLESS for wave in problem.waves}
    return most


def _unit(unit: UnitNeed, given: Given, last_wave: int) -> UnitNeed:
    later = given.get(("deadline", unit.key, ""), 0)
    deadline = last_wave if unit.deadline_wave is None else unit.deadline_wave
    return replace(
        unit,
        posts={
            post: count - given.get(("posts", unit.key, post), 0)
            for post, count in unit.posts.items()
        },
        min_party=unit.min_party - given.get(("party", unit.key, ""), 0),
        needs={
            skill: count - given.get(("need", unit.key, skill), 0)
            for skill, count in unit.needs.items()
        },
        deadline_wave=deadline + later if later else unit.deadline_wave,
    )


def _donor(donor: Donor, given: Given, has: Mapping[str, int]) -> Donor:
    more = {
        int(wave): amount
        for (kind, key1, wave), amount in given.items()
        if kind == "release_wave" and key1 == donor.id
    }
    fewer = {skill: given.get(("keep", donor.id, skill), 0) for skill in donor.keep}
    cap = donor.max_release
    return replace(
        donor,
        max_release=None if cap is None else cap + given.get(("release", donor.id, ""), 0),
        more_in_wave={
            wave: donor.more_in_wave.get(wave, 0) + more.get(wave, 0)
            for wave in sorted({*donor.more_in_wave, *more})
        },
        keep={
            skill: max(0, min(kept, has.get(skill, kept)) - fewer[skill]) if fewer[skill] else kept
            for skill, kept in donor.keep.items()
        },
    )


def _wave(wave: Wave, given: Given) -> Wave:
    return replace(wave, capacity=wave.capacity + given.get(("capacity", str(wave.number), ""), 0))


def _name(one: Relaxation) -> str:
    return " ".join(part for part in (one.kind, one.key1, one.key2) if part)
