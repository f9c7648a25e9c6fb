"""A mixed-integer programme: rows, columns and HiGHS, solved to proven optimality."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int32]

_INFINITY = float("inf")
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
    "time_limit": 20.0,  # of one solve; what is not proven by then says so in its gap
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

    count = len(costs)
    model = highspy.HighsLp()
    model.num_col_ = count
    model.num_row_ = len(rows)
    model.col_cost_ = costs
    model.col_lower_ = np.zeros(count)
    model.col_upper_ = np.ones(count) if upper is None else upper
    model.row_lower_ = np.array([row.low for row in rows])
    model.row_upper_ = np.array([row.high for row in rows])
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row.at) for row in rows)]).astype(np.int32)
    matrix.index_ = np.concatenate([row.at for row in rows])
    matrix.value_ = np.concatenate([row.values for row in rows])
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger] * whole + [kinds.kContinuous] * (count - whole)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.setOptionValue("mip_rel_gap", gap)
    if nodes is not None:
        solver.setOptionValue("mip_max_nodes", nodes)
    solver.passModel(model)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = list(start)
        solver.setSolution(known)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    info = solver.getInfo()
    if status != highspy.HighsModelStatus.kOptimal and not np.isfinite(info.mip_gap):
        return None
    values = np.array(solver.getSolution().col_value)
    return Solution(values, float(info.objective_function_value), float(info.mip_gap))
