"""A mixed-integer programme: rows, columns and HiGHS, solved to proven optimality."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int32]

_INFINITY = float("inf")
_SECONDS = 10.0  # of one solve; what is not proven by then says so in its gap


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
    costs: Array, rows: Sequence[Row], *, whole: int, upper: Array | None = None
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
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)  # the same path whatever the machine
    solver.setOptionValue("random_seed", 0)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("time_limit", _SECONDS)
    solver.passModel(model)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    info = solver.getInfo()
    if status != highspy.HighsModelStatus.kOptimal and not np.isfinite(info.mip_gap):
        return None
    values = np.array(solver.getSolution().col_value)
    return Solution(values, float(info.objective_function_value), float(info.mip_gap))
