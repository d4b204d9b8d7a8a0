"""A linear or mixed-integer programme put together from blocks of rows and columns, solved by HiGHS on one thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import highspy
import numpy as np
from numpy.typing import ArrayLike, NDArray

from binhyen.solver.deployment.facts import Indices, Reals

INFINITY: Final = float("inf")


class Outcome(StrEnum):
    """How a run ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"
    """A limit was reached; `Answer.values` may be empty."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When a run gives up. Nodes and gaps keep runs repeatable; seconds only honour a caller's own time limit.

    Attributes:
        gap: stop at this absolute distance between plan and bound (points); costs are whole, so 0.99 proves.
        nodes: most branch-and-bound nodes.
        seconds: wall time.
        cutoff: only solutions of less than this are of interest. target: one of this or less ends the run.
    """

    gap: float = 0.99
    nodes: int | None = None
    seconds: float | None = None
    cutoff: float | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What HiGHS found; arrays are empty without a solution, duals and reduced costs too for integer programmes."""

    outcome: Outcome
    objective: float
    bound: float
    values: Reals
    reduced: Reals
    duals: Reals

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return bool(self.values.size)


@dataclass(slots=True)
class Programme:
    """Minimise cost; rows and columns are numbered from 0 in the order they are added."""

    row_count: int = 0
    column_count: int = 0
    _lows: list[Reals] = field(default_factory=list)
    _highs: list[Reals] = field(default_factory=list)
    _costs: list[Reals] = field(default_factory=list)
    _floors: list[Reals] = field(default_factory=list)
    _ceilings: list[Reals] = field(default_factory=list)
    _whole: list[NDArray[np.bool_]] = field(default_factory=list)
    _rows: list[Indices] = field(default_factory=list)
    _columns: list[Indices] = field(default_factory=list)
    _values: list[Reals] = field(default_factory=list)

    def rows(self, count: int, low: ArrayLike, high: ArrayLike) -> Indices:
        """Add rows low ≤ … ≤ high; returns their numbers."""
        self._lows.append(_spread(low, count))
        self._highs.append(_spread(high, count))
        self.row_count += count
        return np.arange(self.row_count - count, self.row_count)

    def columns(
        self,
        cost: ArrayLike,
        count: int,
        *,
        low: ArrayLike = 0.0,
        high: ArrayLike = INFINITY,
        whole: bool = False,
    ) -> Indices:
        """Add variables; returns their numbers."""
        self._costs.append(_spread(cost, count))
        self._floors.append(_spread(low, count))
        self._ceilings.append(_spread(high, count))
        self._whole.append(np.full(count, whole))
        self.column_count += count
        return np.arange(self.column_count - count, self.column_count)

    def entries(self, rows: Indices, columns: Indices, values: ArrayLike = 1.0) -> None:
        """Add coefficients; a row and column may meet once only."""
        self._rows.append(np.asarray(rows, dtype=np.int64))
        self._columns.append(np.asarray(columns, dtype=np.int64))
        self._values.append(_spread(values, len(rows)))

    def solve(
        self, *, presolve: bool = True, seed: int = 0, limits: Limits | None = None
    ) -> Answer:
        """Solve to the end or to `limits`."""
        engine = _engine(presolve=presolve, seed=seed, limits=limits or Limits())
        mixed = any(flag.any() for flag in self._whole)
        engine.passModel(self._lp(mixed=mixed))
        engine.run()
        return _answer(engine, mixed=mixed)

    def _lp(self, *, mixed: bool) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.column_count, self.row_count
        lp.col_cost_ = _joined(self._costs)
        lp.col_lower_, lp.col_upper_ = _joined(self._floors), _joined(self._ceilings)
        lp.row_lower_, lp.row_upper_ = _joined(self._lows), _joined(self._highs)
        columns = _joined_whole(self._columns)
        order = np.argsort(columns, kind="stable")
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.searchsorted(columns[order], np.arange(self.column_count + 1))
        lp.a_matrix_.index_ = _joined_whole(self._rows)[order]
        lp.a_matrix_.value_ = _joined(self._values)[order]
        if mixed:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[int(flag)] for flag in np.concatenate(self._whole)]
        return lp


def _engine(*, presolve: bool, seed: int, limits: Limits) -> highspy.Highs:
    engine = highspy.Highs()
    options: dict[str, object] = {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed,
        "presolve": "on" if presolve else "off",
        "mip_rel_gap": 0.0,
        "mip_abs_gap": limits.gap,
    }
    if limits.nodes is not None:
        options["mip_max_nodes"] = limits.nodes
    if limits.seconds is not None:
        options["time_limit"] = max(limits.seconds, 0.1)
    if limits.cutoff is not None:
        options["objective_bound"] = limits.cutoff
    if limits.target is not None:
        options["objective_target"] = limits.target
    for name, value in options.items():
        engine.setOptionValue(name, value)
    return engine


def _answer(engine: highspy.Highs, *, mixed: bool) -> Answer:
    info, status = engine.getInfo(), engine.getModelStatus()
    outcome = {
        highspy.HighsModelStatus.kOptimal: Outcome.OPTIMAL,
        highspy.HighsModelStatus.kInfeasible: Outcome.INFEASIBLE,
    }.get(status, Outcome.STOPPED)
    found = outcome is Outcome.OPTIMAL or (
        mixed and info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    )
    solution, none = engine.getSolution(), np.zeros(0)
    return Answer(
        outcome,
        info.objective_function_value if found else INFINITY,
        info.mip_dual_bound if mixed else info.objective_function_value,
        np.array(solution.col_value) if found else none,
        np.array(solution.col_dual) if found and not mixed else none,
        np.array(solution.row_dual) if found and not mixed else none,
    )


def _spread(value: ArrayLike, count: int) -> Reals:
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (count,))


def _joined(parts: list[Reals]) -> Reals:
    return np.concatenate([np.zeros(0), *parts])


def _joined_whole(parts: list[Indices]) -> Indices:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])
