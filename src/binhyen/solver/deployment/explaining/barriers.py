"""Which hard rule stands between an officer and a unit or post."""

from __future__ import annotations

from collections.abc import Iterator

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.distance import road_hm
from binhyen.solver.deployment.explaining.types import Barrier
from binhyen.solver.deployment.problem import Candidate, Post, Problem, UnitNeed
from binhyen.solver.deployment.words import POST_WORDS, Said, kilometres


def barriers(
    problem: Problem, one: Candidate, unit: UnitNeed, posts: tuple[Post, ...]
) -> Iterator[Barrier]:
    """Rules about the pair, one after the other; those about one post only for `posts` the unit asks for.

    Source: planning.md (11) and (10), by the rules of the same codes.
    """
    yield from _pair(problem, one, unit)
    for post in posts:
        if unit.posts.get(post, 0):
            yield from _post(problem, one, unit, post)


def _pair(problem: Problem, one: Candidate, unit: UnitNeed) -> Iterator[Barrier]:
    if one.excluded:
        text = Said(N_("Không được cử đi: {reason}."), reason=one.excluded)
        yield Barrier("not_excluded", unit.key, None, text)
    if unit.code in one.forbidden_units:
        text = Said(
            N_("Phải tránh {unit} (quan hệ gia đình hoặc xung đột lợi ích)."), unit=unit.name
        )
        yield Barrier("not_forbidden", unit.key, None, text)
    hm = road_hm((one.base_lat, one.base_lon), (unit.lat, unit.lon), problem.weights.detour)
    if one.max_km is not None and hm > 10 * one.max_km:
        text = Said(
            N_("{unit} cách {km} km, chỉ được cử trong {limit} km."),
            unit=unit.name,
            km=kilometres(hm),
            limit=one.max_km,
        )
        yield Barrier("within_reach", unit.key, None, text)
    last = problem.window(unit).stop - 1
    if one.available_from_wave > last:
        text = Said(
            N_("Chỉ đi được từ đợt {first}, {unit} phải ra quân chậm nhất đợt {last}."),
            first=one.available_from_wave,
            unit=unit.name,
            last=last,
        )
        yield Barrier("availability", unit.key, None, text)


def _post(problem: Problem, one: Candidate, unit: UnitNeed, post: Post) -> Iterator[Barrier]:
    if unit.code == one.home_unit and post in problem.weights.forbid_home:
        text = Said(
            N_("{unit} là nơi quê quán: không giữ chức {post} tại quê."),
            unit=unit.name,
            post=POST_WORDS[post],
        )
        yield Barrier("not_at_home", unit.key, post, text)
    if (post == "chief" and not one.chief_ok) or (post == "deputy" and not one.deputy_ok):
        text = Said(N_("Chưa đủ điều kiện làm {post}."), post=POST_WORDS[post])
        yield Barrier("eligible_for_post", unit.key, post, text)
