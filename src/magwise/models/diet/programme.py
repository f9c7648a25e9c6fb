"""A mixed-integer programme: rows, columns and HiGHS, solved to proven optimality."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import highspy

Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int32]

_INFINITY = float("inf")
_ROUND = 1e-7
# One thread and one seed give the same path on every machine. At some hundreds of columns the
# presolve and the searches for a first choice take longer than the proof itself (measured).
_OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "presolve": "off",
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_heuristic_effort": 0.0,
    "mip_allow_restart": False,
    # Of one solve, by the clock on the wall: far above what any takes, so that a busy machine gives
    # the same answer. What is not proven by then says so in its gap.
    "time_limit": 120.0,
}


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum(values * columns) <= high``; columns that are not named count zero."""

    at: Indices
    values: Array
    low: float = -_INFINITY
    high: float = _INFINITY

    @classmethod
    def dense(cls, values: Array, low: float = -_INFINITY, high: float = _INFINITY) -> "Row":
        """A row over all columns of the beginning."""
        at = np.flatnonzero(values).astype(np.int32)
        return cls(at, values[at], low, high)

    @classmethod
    def of(cls, at: Sequence[int], low: float = -_INFINITY, high: float = _INFINITY) -> "Row":
        """How many of these columns are chosen."""
        places = np.array(at, dtype=np.int32)
        return cls(places, np.ones(len(places)), low, high)


@dataclass(frozen=True, slots=True)
class Solution:
    """Values of the columns, the objective, and how far the optimum may be away [share]."""

    values: Array
    objective: float
    gap: float


def minimise(
    costs: Array,
    rows: Sequence[Row],
    *,
    whole: int,
    upper: Array | None = None,
    gap: float = 0.0,
    nodes: int | None = None,
    start: Array | None = None,
) -> Solution | None:
    """The cheapest choice of columns that keeps every row, or None when there is none.

    Parameters
    ----------
    costs
        Cost of each column; the first ``whole`` columns are chosen or not, the others are
        amounts between 0 and ``upper``.
    rows
        What must hold.
    upper
        Largest value of each column; 1 where not given.
    gap
        How far from the optimum is near enough [share]; 0 asks for the proof.
    nodes
        Stop after so many branches with the best that was found; unlike a clock this gives the
        same answer on every machine.
    start
        A choice that is known to keep every row.

    References
    ----------
    huangfu-hall-2018
    """
    import highspy

    most = np.ones(len(costs)) if upper is None else upper
    used = np.flatnonzero(most > 0).astype(np.int32)
    kept = _binding(rows, most, used)
    if kept is None:
        return None
    solver = _solver(costs[used], kept, most[used], int((used < whole).sum()))
    solver.setOptionValue("mip_rel_gap", gap)
    if nodes is not None:
        solver.setOptionValue("mip_max_nodes", nodes)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = list(start[used])
        solver.setSolution(known)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    info = solver.getInfo()
    if status != highspy.HighsModelStatus.kOptimal and not np.isfinite(info.mip_gap):
        return None
    values = np.zeros(len(costs))
    values[used] = solver.getSolution().col_value
    return Solution(values, float(info.objective_function_value), float(info.mip_gap))


def least_with(costs: Array, rows: Sequence[Row], *, whole: int, upper: Array) -> Array | None:
    """For each column a cost below which no choice with that column can come.

    The relaxation, in which columns may be chosen in part, is cheaper than any choice; its
    reduced cost is what one column more adds at least. An amount may be small, so it adds nothing.
    None when not even parts keep every row.
    """
    import highspy

    solver = _solver(costs, rows, upper, 0)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    reduced = np.array(solver.getSolution().col_dual)
    reduced[whole:] = 0.0
    least: Array = solver.getInfo().objective_function_value + np.maximum(reduced, 0.0)
    return least


def _binding(rows: Sequence[Row], upper: Array, used: Indices) -> list[Row] | None:
    """The rows over the columns in use, without those that always hold; None if one never can."""
    place = np.full(len(upper), -1, dtype=np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    kept = []
    for row in rows:
        inside = place[row.at] >= 0
        values = row.values[inside]
        reach = np.where(values == 0, 0.0, values) * upper[row.at[inside]]
        least, most = reach[reach < 0].sum(), reach[reach > 0].sum()
        if least > row.high + _ROUND or most < row.low - _ROUND:
            return None
        if least < row.low or most > row.high:
            kept.append(Row(place[row.at[inside]], values, row.low, row.high))
    return kept


def _solver(costs: Array, rows: Sequence[Row], upper: Array, whole: int) -> "highspy.Highs":
    import highspy

    count = len(costs)
    model = highspy.HighsLp()
    model.num_col_ = count
    model.num_row_ = len(rows)
    model.col_cost_ = costs
    model.col_lower_ = np.zeros(count)
    model.col_upper_ = upper
    model.row_lower_ = np.array([row.low for row in rows])
    model.row_upper_ = np.array([row.high for row in rows])
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row.at) for row in rows)]).astype(np.int32)
    matrix.index_ = np.concatenate([np.zeros(0, np.int32), *(row.at for row in rows)])
    matrix.value_ = np.concatenate([np.zeros(0), *(row.values for row in rows)])
    if whole:
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger] * whole + [kinds.kContinuous] * (count - whole)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(model)
    return solver
