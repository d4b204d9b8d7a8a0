"""Differences between two plans, person by person."""

from __future__ import annotations

from typing import Final

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.plan import Plan, Posting
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.replanning.standing import Standing
from binhyen.solver.deployment.replanning.types import Change, ChangeKind
from binhyen.solver.deployment.words import POST_WORDS, Said

ORDER: Final[tuple[ChangeKind, ...]] = ("lost", "gone", "moved", "rescheduled", "released", "new")


def changes(problem: Problem, standing: Standing, plan: Plan) -> tuple[Change, ...]:
    """Everybody whose line is not what it was, by kind in the order of `ORDER`, then by officer."""
    after = {line.officer: line for line in plan.postings}
    fallen = {line.officer: (line, why) for line, why in standing.fallen}
    before = {line.officer: line for line in standing.postings}
    able = {problem.candidates[row].id for row in standing.displaced}
    names = {unit.key: unit.name for unit in problem.units}
    found = [
        _of_fallen(line, why, after.get(officer), gone=officer in able and line.unit not in names)
        for officer, (line, why) in fallen.items()
        if officer not in before
    ]
    for officer, line in before.items():
        now = after.get(officer)
        if now != line:
            found.append(_of_standing(line, now))
    filled = {(line.unit, line.post): line.officer for line, _ in standing.fallen}
    for officer, now in after.items():
        if officer not in before and officer not in fallen:
            found.append(_called(now, filled.get((now.unit, now.post)), names))
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.kind), one.officer)))


def moved(standing: Standing, plan: Plan) -> int:
    """Standing officers whose line is not what it was."""
    after = {line.officer: line for line in plan.postings}
    return sum(after.get(line.officer) != line for line in standing.postings)


def _of_fallen(line: Posting, why: str, now: Posting | None, *, gone: bool) -> Change:
    if now is not None:
        kind: ChangeKind = "moved"
        text = Said(N_("{why}; nay về {unit}"), why=why, unit=now.unit)
        return Change(kind, line.officer, line, now, text)
    return Change("gone" if gone else "lost", line.officer, line, None, why)


def _of_standing(line: Posting, now: Posting | None) -> Change:
    if now is None:
        text = Said(
            N_("nhường chỗ ở {unit} (bớt chức danh hoặc phải đổi người); ở lại đơn vị cử"),
            unit=line.unit,
        )
        return Change("released", line.officer, line, None, text)
    if (now.unit, now.post) == (line.unit, line.post):
        text = Said(
            N_("{unit} chuyển từ đợt {old} sang đợt {new}"),
            unit=line.unit,
            old=line.wave,
            new=now.wave,
        )
        return Change("rescheduled", line.officer, line, now, text)
    text = Said(
        N_("chuyển sang làm {post} ở {unit}, nơi không ai đang rảnh thay được"),
        post=POST_WORDS[now.post],
        unit=now.unit,
    )
    return Change("moved", line.officer, line, now, text)


def _called(now: Posting, gone: str | None, names: dict[str, str]) -> Change:
    name = names.get(now.unit, now.unit)
    if gone is None:
        text = Said(N_("bổ sung {post} cho {unit}"), post=POST_WORDS[now.post], unit=name)
    else:
        text = Said(
            N_("thay {officer} làm {post} ở {unit}"),
            officer=gone,
            post=POST_WORDS[now.post],
            unit=name,
        )
    return Change("new", now.officer, None, now, text)
