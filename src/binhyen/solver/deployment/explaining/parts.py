"""The cost of a line in words, part by part."""

from __future__ import annotations

from decimal import Decimal

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_number
from binhyen.solver.deployment.explaining.types import CostPart
from binhyen.solver.deployment.objective import LineCost, line_cost
from binhyen.solver.deployment.problem import Candidate, Post, Problem, UnitNeed
from binhyen.solver.deployment.words import POST_WORDS, Said, kilometres, listed, points


def line_parts(
    problem: Problem, one: Candidate, unit: UnitNeed, post: Post
) -> tuple[CostPart, ...]:
    """Every part of what this officer in this post costs, wherever there is something to say; waiting is the unit's."""
    cost = line_cost(problem.weights, one, unit, post)
    parts = [_distance(cost, unit), _far(problem, cost), *_rank(problem, cost, one, post)]
    parts += [_years(problem, cost, one, post), _wants(cost, one, unit)]
    return tuple(part for part in parts if part is not None)


def surcharge_words(surcharge: int, rise: float, real: int | None = None) -> str:
    """What a choice costs the whole plan: exactly if known, else what is proven."""
    if real is not None:
        return Said(N_("cả phương án thay đổi đúng {points} điểm."), points=format_number(real))
    if surcharge:
        return Said(
            N_("cả phương án tốn thêm ít nhất {points} điểm ({km} km)."),
            points=points(surcharge),
            km=kilometres(surcharge),
        )
    return Said(
        N_("cận dưới tăng {points} điểm, chưa vượt sai số của phương án."), points=points(rise)
    )


def _distance(cost: LineCost, unit: UnitNeed) -> CostPart:
    km = cost.hm / 10
    text = Said(
        N_("Cách nơi ở {km} km đường bộ quy đổi đến {unit}: {points} điểm."),
        km=format_number(Decimal(cost.hm) / 10, 1),
        unit=unit.name,
        points=format_number(cost.distance),
    )
    return CostPart("distance", cost.distance, km, text)


def _far(problem: Problem, cost: LineCost) -> CostPart | None:
    if not cost.far:
        return None
    limit = problem.weights.far_hm
    over = max(0, cost.hm - limit)
    text = Said(
        N_("Xa quá {limit} km thêm {km} km: {points} điểm."),
        limit=format_number(Decimal(limit) / 10, 1),
        km=format_number(Decimal(over) / 10, 1),
        points=format_number(cost.far),
    )
    return CostPart("far", cost.far, over / 10, text)


def _rank(problem: Problem, cost: LineCost, one: Candidate, post: Post) -> list[CostPart]:
    weights = problem.weights
    want, most = weights.want_rank.get(post, 0), weights.max_rank.get(post, one.rank)
    if one.rank < want:
        template = N_("Cấp hàm thấp hơn mong muốn cho {post} {grades} bậc: {points} điểm.")
        code, grades = "rank_under", want - one.rank
    elif one.rank > most:
        template = N_("Cấp hàm cao hơn mức nên dùng cho {post} {grades} bậc: {points} điểm.")
        code, grades = "rank_over", one.rank - most
    else:
        template = N_("Cấp hàm đúng với {post}.")
        code, grades = "rank_under", 0
    text = Said(template, post=POST_WORDS[post], grades=grades, points=format_number(cost.rank))
    return [CostPart(code, cost.rank, float(grades), text)]


def _years(problem: Problem, cost: LineCost, one: Candidate, post: Post) -> CostPart | None:
    want = problem.weights.want_years.get(post, 0)
    if not want:
        return None
    missing = max(0, want - one.years)
    template = (
        N_("Thâm niên {years} năm, mong muốn {want} năm: {points} điểm.")
        if missing
        else N_("Thâm niên {years} năm, đủ {want} năm mong muốn.")
    )
    text = Said(template, years=one.years, want=want, points=format_number(cost.years))
    return CostPart("years_under", cost.years, float(missing), text)


def _wants(cost: LineCost, one: Candidate, unit: UnitNeed) -> CostPart | None:
    if not unit.wants:
        return None
    held = [skill for skill in unit.wants if one.holds(skill)]
    if held:
        text = Said(N_("Có năng lực đơn vị mong muốn: {skills}."), skills=listed(held))
    else:
        text = Said(
            N_("Không có năng lực nào đơn vị mong muốn ({skills}): {points} điểm."),
            skills=listed(unit.wants),
            points=format_number(cost.wants),
        )
    return CostPart("want_miss", cost.wants, 0.0 if held else 1.0, text)
