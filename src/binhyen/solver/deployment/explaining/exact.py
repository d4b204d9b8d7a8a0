"""What forcing one choice really costs: the plan mended around it, waves as they are, everybody free to move."""

from __future__ import annotations

import numpy as np

from binhyen.solver.deployment.explaining.ledger import Ledger
from binhyen.solver.deployment.objective import objective
from binhyen.solver.deployment.plan import Plan, Posting
from binhyen.solver.deployment.problem import POSTS
from binhyen.solver.deployment.replanning.repair import Freedom, repaired
from binhyen.solver.deployment.replanning.standing import standing

SECONDS = 20.0


def forced_cost(ledger: Ledger, officer: int, place: tuple[int, int] | None) -> int | None:
    """Points the plan changes by when the officer goes to (unit, post), or stays behind (None); None if not proven.

    Waves of units stay as in the plan. Negative: the plan was not the best and the choice shows a better one.
    """
    problem, model = ledger.problem, ledger.model
    one = problem.candidates[officer]
    others = [line for line in ledger.plan.postings if line.officer != one.id]
    forced = None if place is None else _line(ledger, officer, place)
    kept = standing(model, Plan((*others, *([forced] if forced else []))))
    if place is not None and forced not in kept.postings:
        return None
    movable = np.array([line.officer != one.id for line in kept.postings], dtype=bool)
    freedom = Freedom(
        movable=movable,
        options=[
            (int(wave),) if wave else tuple(_window(ledger, unit))
            for unit, wave in enumerate(kept.unit_wave)
        ],
        units=np.ones(len(problem.units), dtype=bool),
        move=0.0,
        barred=frozenset({officer}) if place is None else frozenset(),
    )
    found = repaired(ledger.layout, kept, freedom, seconds=SECONDS)
    if found.plan is None or not found.proven:
        return None
    return objective(problem, found.plan).total - ledger.cost.total


def _line(ledger: Ledger, officer: int, place: tuple[int, int]) -> Posting | None:
    unit, post = place
    lines = ledger.members.get(unit)
    if not lines:
        return None
    key = ledger.problem.units[unit].key
    return Posting(ledger.problem.candidates[officer].id, key, POSTS[post], lines[0].wave)


def _window(ledger: Ledger, unit: int) -> list[int]:
    return [int(wave) + 1 for wave in np.flatnonzero(ledger.model.window[unit])]
