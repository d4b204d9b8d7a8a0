"""A linear or whole-number programme that grows while it is solved; the one door of this folder's small programmes to HiGHS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np
from numpy.typing import ArrayLike, NDArray

Reals = NDArray[np.float64]
Indices = NDArray[np.int32]

INF: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a solve gave.

    Attributes:
        found: whether `values` is a feasible point. proven: whether it is optimal (within the gap asked).
        objective, bound: of the point; least any point can have (−inf if unknown, +inf if none exists).
        duals, reduced: of the rows; of the columns; empty after a whole-number solve.
    """

    found: bool
    proven: bool
    objective: float
    bound: float
    values: Reals
    duals: Reals
    reduced: Reals


class Programme:
    """Minimise; rows and columns are only ever added, bounds and costs may change, so that each solve starts warm."""

    def __init__(self, *, seed: int = 0) -> None:
        self._highs = highspy.Highs()
        # One thread: HiGHS cannot change its number in a process, and provinces run side by side.
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", seed)):
            self._highs.setOptionValue(name, value)
        self.row_count = 0
        self.column_count = 0
        self._whole = False

    def rows(self, lower: ArrayLike, upper: ArrayLike) -> int:
        """Add empty rows lower ≤ row ≤ upper; returns the index of the first."""
        low, high = _pair(lower, upper)
        nothing = np.zeros(0, dtype=np.int32)
        starts = np.zeros(low.size, dtype=np.int32)
        if low.size:
            self._highs.addRows(low.size, low, high, 0, starts, nothing, np.zeros(0))
        first, self.row_count = self.row_count, self.row_count + low.size
        return first

    def columns(
        self,
        cost: ArrayLike,
        upper: ArrayLike,
        entries: tuple[ArrayLike, ArrayLike, ArrayLike],
        *,
        lower: ArrayLike = 0.0,
        whole: bool = False,
    ) -> int:
        """Add columns with `entries` = (column counted from 0 among these, row, value); returns the index of the first."""
        costs = np.atleast_1d(np.asarray(cost, dtype=np.float64))
        count = costs.size
        first, self.column_count = self.column_count, self.column_count + count
        if not count:
            return first
        at, row, value = (np.asarray(part) for part in entries)
        order = np.lexsort((row, at))
        starts = np.searchsorted(at[order], np.arange(count)).astype(np.int32)
        low = np.broadcast_to(np.asarray(lower, dtype=np.float64), costs.shape)
        high = np.broadcast_to(np.asarray(upper, dtype=np.float64), costs.shape)
        self._highs.addCols(
            count,
            costs,
            np.ascontiguousarray(low),
            np.ascontiguousarray(high),
            at.size,
            starts,
            row[order].astype(np.int32),
            value[order].astype(np.float64),
        )
        if whole:
            self._set_whole(np.arange(first, first + count, dtype=np.int32))
        return first

    def make_whole(self, columns: ArrayLike) -> None:
        """From now on these columns take whole values only."""
        self._set_whole(np.asarray(columns, dtype=np.int32))

    def bound(self, columns: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> None:
        """New bounds of columns."""
        index = np.atleast_1d(np.asarray(columns, dtype=np.int32))
        low = np.broadcast_to(np.asarray(lower, dtype=np.float64), index.shape)
        high = np.broadcast_to(np.asarray(upper, dtype=np.float64), index.shape)
        if index.size:
            self._highs.changeColsBounds(
                index.size, index, np.ascontiguousarray(low), np.ascontiguousarray(high)
            )

    def cost(self, columns: ArrayLike, cost: ArrayLike) -> None:
        """New costs of columns."""
        index = np.atleast_1d(np.asarray(columns, dtype=np.int32))
        costs = np.broadcast_to(np.asarray(cost, dtype=np.float64), index.shape)
        if index.size:
            self._highs.changeColsCost(index.size, index, np.ascontiguousarray(costs))

    def enter(self, rows: ArrayLike, columns: ArrayLike, values: ArrayLike) -> None:
        """Coefficients of columns that are in already; slow, for a handful."""
        parts = (np.asarray(part).tolist() for part in (rows, columns, values))
        for row, column, value in zip(*parts, strict=True):
            self._highs.changeCoeff(row, column, value)

    def limit_row(self, row: int, lower: float, upper: float) -> None:
        """New bounds of one row."""
        self._highs.changeRowBounds(row, lower, upper)

    def solve(
        self, *, seconds: float | None = None, gap: float = 0.0, slack: float = 1e-6
    ) -> Outcome:
        """Solve from where the last solve ended.

        Args:
            seconds: most wall time of this solve; None = none.
            gap, slack: relative and absolute gap at which a whole-number search ends.
        """
        # The clock of HiGHS runs on over solves; a limit is for this one.
        spent = self._highs.getRunTime()
        self._highs.setOptionValue("time_limit", INF if seconds is None else spent + seconds)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.setOptionValue("mip_abs_gap", slack)
        self._highs.run()
        return self._outcome()

    def _outcome(self) -> Outcome:
        status = self._highs.getModelStatus()
        told = self._highs.getInfo()
        solution = self._highs.getSolution()
        none = np.zeros(0)
        if status == highspy.HighsModelStatus.kInfeasible:
            return Outcome(
                found=False,
                proven=False,
                objective=INF,
                bound=INF,
                values=none,
                duals=none,
                reduced=none,
            )
        found = told.primal_solution_status == 2 and bool(solution.value_valid)
        optimal = status == highspy.HighsModelStatus.kOptimal
        bound = told.mip_dual_bound if self._whole else told.objective_function_value
        return Outcome(
            found=found,
            proven=optimal and found,
            objective=told.objective_function_value if found else INF,
            bound=float(bound) if optimal or self._whole else -INF,
            values=np.array(solution.col_value) if found else none,
            duals=none if self._whole else np.array(solution.row_dual),
            reduced=none if self._whole else np.array(solution.col_dual),
        )

    def _set_whole(self, index: Indices) -> None:
        if index.size:
            kinds = np.full(index.size, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
            self._highs.changeColsIntegrality(index.size, index, kinds)
            self._whole = True


def _pair(lower: ArrayLike, upper: ArrayLike) -> tuple[Reals, Reals]:
    low = np.atleast_1d(np.asarray(lower, dtype=np.float64))
    high = np.atleast_1d(np.asarray(upper, dtype=np.float64))
    low, high = np.broadcast_arrays(low, high)
    return np.ascontiguousarray(low), np.ascontiguousarray(high)
