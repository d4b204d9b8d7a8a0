"""From the least reach to the greatest: mend with idle officers, then within units, districts, everywhere."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from time import process_time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.build import build
from binhyen.solver.deployment.infeasibility import Infeasibility, why_infeasible
from binhyen.solver.deployment.layout import Layout
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.objective import objective
from binhyen.solver.deployment.plan import Plan
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.relaxing.opening import openings
from binhyen.solver.deployment.relaxing.prices import RelaxPrices
from binhyen.solver.deployment.relaxing.staffing import shortage
from binhyen.solver.deployment.replanning.changes import changes, moved
from binhyen.solver.deployment.replanning.repair import (
    MOVE,
    Freedom,
    Repaired,
    least_moves,
    repaired,
)
from binhyen.solver.deployment.replanning.rescheduling import rescheduled, shut_out
from binhyen.solver.deployment.replanning.standing import Standing, reopened, standing
from binhyen.solver.deployment.replanning.types import Replanned, Scope
from binhyen.solver.deployment.words import Said, points

Mask = NDArray[np.bool_]
DUST: Final = 1e-3
MANY: Final = 10
"""So many hard numbers missed after a modest repair call for the question whether any plan exists."""
MOST_REOPENED: Final = 100_000
"""Officers × waves of units, up to which every unit may choose its wave again."""

SCOPES: Final[tuple[Scope, ...]] = ("idle", "unit", "district", "all", "waves")


class Mending:
    """One changed problem and the plan that stood, ready to be mended within several reaches."""

    def __init__(
        self,
        problem: Problem,
        baseline: Plan,
        freeze_through: int,
        seed: int,
        model: Model | None = None,
    ) -> None:
        self.began = process_time()
        self.problem, self.baseline, self.freeze, self.seed = (
            problem,
            baseline,
            freeze_through,
            seed,
        )
        self.model = model or build(problem)
        self.layout = Layout(self.model)
        self.standing: Standing = standing(self.model, baseline)
        self.fewest_late = 0
        self.ways: tuple[Standing, ...] = (self.standing,)
        self._reschedule()

    def run(self, max_moves: int | None) -> Replanned:
        """Reach farther only when nothing nearer will do; then prove how many moves it takes."""
        best: Replanned | None = None
        for way in self.ways:
            self.standing = way
            told = self._reach(max_moves)
            if told is not None and (best is None or told.moves < best.moves):
                best = told
            if best is not None and best.moves <= best.moves_bound:
                break
        return self._refused() if best is None else best

    def _reach(self, max_moves: int | None) -> Replanned | None:
        asked = False
        for scope in SCOPES:
            if scope == "waves" and self._too_many():
                continue
            found = repaired(self.layout, self.standing, self.freedom(scope), seed=self.seed)
            if found.plan is not None:
                return self._told(scope, found, found.plan, max_moves)
            if not asked and (scope == "district" or found.misses > MANY):
                asked = True
                if self._is_hopeless():
                    return None
        return None

    def _is_hopeless(self) -> bool:
        """Whether no plan at all keeps the rules, whoever moves: sooner known than by searching everywhere."""
        prices = RelaxPrices()
        return openings(self.model, prices).bound > 0 or shortage(self.layout, prices).bound > DUST

    def freedom(self, scope: Scope) -> Freedom:
        """What this reach may touch; frozen waves only where posts were cut."""
        lines, surplus = self.standing.lines, self._surplus()
        troubled = self._troubled()
        thawed = self.standing.old_wave > self.freeze
        units = troubled.copy()
        if scope == "district":
            names = np.array([unit.district for unit in self.problem.units])
            units = np.isin(names, names[troubled])
        elif scope in ("all", "waves"):
            units = np.ones(len(troubled), dtype=bool)
        movable = surplus | (thawed & units[lines.unit]) if scope != "idle" else surplus
        return Freedom(
            movable=movable,
            options=self._options(reopen=scope == "waves"),
            units=units,
            own_unit_only=scope == "unit",
        )

    def _reschedule(self) -> None:
        """Before anybody is moved: units a wave no longer holds open in another."""
        found = rescheduled(self.layout, self.standing, self._options(reopen=True))
        if found is not None:
            self.ways = tuple(reopened(self.standing, way) for way in found.ways)
            self.standing, self.fewest_late = self.ways[0], found.least

    def _options(self, *, reopen: bool) -> list[tuple[int, ...]]:
        """Waves of each unit: its own, or what is left of its window; a wave gone by only if nothing else is."""
        options: list[tuple[int, ...]] = []
        for unit, wave in enumerate(self.standing.unit_wave.tolist()):
            if wave and not (reopen and wave > self.freeze):
                options.append((wave,))
                continue
            window = [int(at) + 1 for at in np.flatnonzero(self.model.window[unit])]
            later = tuple(at for at in window if at > self.freeze)
            options.append(later or tuple(window))
        return options

    def _surplus(self) -> Mask:
        """Lines in posts that hold more officers than are asked now."""
        lines = self.standing.lines
        over = -self.model.demand.astype(np.int64)
        np.add.at(over, (lines.unit, lines.post), 1)
        surplus: Mask = over[lines.unit, lines.post] > 0
        return surplus

    def _troubled(self) -> Mask:
        """Units with a post or a quota not met by what stands, and those of donors that gave too many."""
        lines, model = self.standing.lines, self.model
        left = model.demand.astype(np.int64)
        np.subtract.at(left, (lines.unit, lines.post), 1)
        troubled: Mask = np.any(left != 0, axis=1)
        short = np.array([one.amount for one in model.floors], dtype=np.int64)
        _, rows = self.layout.floor_entries(lines.officer, lines.unit)
        np.subtract.at(short, rows, 1)
        troubled[[one.unit for one, less in zip(model.floors, short, strict=True) if less > 0]] = (
            True
        )
        room = np.array([one.amount for one in model.ceilings], dtype=np.int64)
        at, caps = self.layout.cap_entries(lines.officer)
        np.subtract.at(room, caps, 1)
        troubled[lines.unit[at[room[caps] < 0]]] = True
        by_wave = self.layout.wave_cap[self.layout.owner[lines.officer], self.standing.wave - 1]
        capped = by_wave >= 0
        np.subtract.at(room, by_wave[capped], 1)
        troubled[lines.unit[capped][room[by_wave[capped]] < 0]] = True
        return troubled

    def _told(self, scope: Scope, found: Repaired, plan: Plan, max_moves: int | None) -> Replanned:
        moves = moved(self.standing, plan)
        least = self._least(moves)
        proof = [self._proof_of_moves(moves, least)]
        cost = objective(self.problem, plan).total
        bound = None
        if moves == 0 and not self.standing.displaced:
            bound = cost - floor(found.objective - found.bound + 1e-6) if not found.proven else cost
            proof.append(_proof_of_cost(cost, bound))
        refused = max_moves is not None and moves > max_moves
        if refused:
            proof.append(
                Said(
                    N_("Chỉ cho phép chuyển {allowed} người: chưa có phương án nào như vậy."),
                    allowed=max_moves,
                )
            )
        changed = () if refused else changes(self.problem, self.standing, plan)
        kept = set(self.baseline.postings)
        return Replanned(
            plan=None if refused else plan,
            changes=changed,
            unchanged=sum(line in kept for line in plan.postings),
            moves=moves,
            moves_bound=least,
            cost_before=objective(self.problem, Plan(self.standing.postings)).total,
            cost_after=None if refused else cost,
            bound=bound,
            proof=tuple(proof),
            scope=scope,
            seconds=process_time() - self.began,
        )

    def _least(self, moves: int) -> int:
        """Proven least number of moves, over everybody who may move at all."""
        sure = max(self._forced(), self.fewest_late)
        if moves <= sure or self.fewest_late:
            return min(moves, sure)
        widest = self.freedom("all" if self._too_many() else "waves")
        counting = replace(widest, points=False)
        linear = least_moves(self.layout, self.standing, counting, seed=self.seed)
        counted = ceil(linear / MOVE - 1e-6)
        if self._too_many():
            counted = min(counted, self._smallest_reopened())
        return min(moves, max(sure, counted))

    def _smallest_reopened(self) -> int:
        """Opening a unit in another wave touches all who stand in it: so many at least."""
        lines = self.standing.lines
        people = np.bincount(lines.unit, minlength=len(self.model.demand))
        thawed = people[(people > 0) & (self.standing.unit_wave > self.freeze)]
        return int(thawed.min(initial=len(lines)))

    def _too_many(self) -> bool:
        """Whether letting every unit choose its wave again would be too much for one search."""
        waves = sum(len(options) for options in self._options(reopen=True))
        return waves * len(self.layout.owner) > MOST_REOPENED

    def _forced(self) -> int:
        """Moves that are forced anyway: posts cut below those who hold them, waves a unit may no longer open in."""
        lines = self.standing.lines
        held = np.zeros(self.model.demand.shape, dtype=np.int64)
        np.add.at(held, (lines.unit, lines.post), 1)
        forced = np.maximum(held - self.model.demand, 0)
        cut = forced.sum(axis=1)
        anyway = np.maximum(cut, shut_out(self.model, self.standing))
        return max(int(anyway.sum()), self._over_caps())

    def _over_caps(self) -> int:
        """Lines that must go because their donors gave more than they now may; lines of two donors are never the same."""
        lines = self.standing.lines
        donors = np.zeros((2, len(self.layout.wave_cap)), dtype=np.int64)
        for one in self.model.ceilings:
            mine = one.members[lines.officer]
            if one.wave is not None:
                mine &= self.standing.old_wave == one.wave
            over = max(0, int(mine.sum()) - one.amount)
            if one.wave is not None:
                donors[0, one.donor] += over
            else:
                donors[1, one.donor] = max(int(donors[1, one.donor]), over)
        return int(donors.max(axis=0).sum())

    def _proof_of_moves(self, moves: int, least: int) -> str:
        if moves == 0:
            return Said(N_("Không ai đang được bố trí phải chuyển: không thể ít hơn."))
        if moves <= least:
            return Said(
                N_("Phải chuyển {moves} người; đã chứng minh không phương án nào chuyển ít hơn."),
                moves=moves,
            )
        return Said(
            N_("Phải chuyển {moves} người; đã chứng minh không thể dưới {least}."),
            moves=moves,
            least=least,
        )

    def _refused(self) -> Replanned:
        why: Infeasibility = why_infeasible(self.problem)
        if why.feasible:
            proof = Said(
                N_(
                    "Bài toán có phương án, nhưng không phương án nào giữ nguyên các đợt đến đợt "
                    "{wave}; hãy mở lại một đợt."
                ),
                wave=self.freeze,
            )
        else:
            proof = Said(N_("Sau thay đổi, không phương án nào giữ được mọi ràng buộc."))
        return Replanned(
            plan=None,
            changes=(),
            unchanged=0,
            moves=0,
            moves_bound=0,
            cost_before=objective(self.problem, Plan(self.standing.postings)).total,
            cost_after=None,
            bound=None,
            proof=(proof,),
            scope="waves",
            seconds=process_time() - self.began,
            infeasibility=why,
        )


def _proof_of_cost(cost: int, bound: int) -> str:
    if cost <= bound:
        return Said(
            N_("Giữ nguyên mọi dòng cũ thì không phương án nào rẻ hơn {cost} điểm."),
            cost=points(cost),
        )
    return Said(
        N_("Giữ nguyên mọi dòng cũ: tốn {cost} điểm, đã chứng minh không thể dưới {bound}."),
        cost=points(cost),
        bound=points(bound),
    )
