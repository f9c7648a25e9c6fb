"""How much true effects differ between trials: estimators of tau² and their intervals.

All estimators work with any number of moderators: a pool is a regression with only an intercept.
Formulas, starting values and the end of Fisher scoring are those of metafor, so that figures can
be compared digit by digit; root finding goes on until nothing changes in the tenth digit.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import chi2

from magwise.core.errors import NotApplicable, Problem
from magwise.models.evidence.effects import Array

Method = Literal["FE", "DL", "DLIT", "HE", "SJ", "SJIT", "PM", "ML", "REML"]
METHODS: tuple[Method, ...] = ("FE", "DL", "DLIT", "HE", "SJ", "SJIT", "PM", "ML", "REML")
_STEP_TOLERANCE = 1e-12
_MOST_STEPS = 5000


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Weighted least squares at one value of tau², with the traces the estimators need."""

    tau2: float
    weights: Array
    beta: Array
    covariance: Array
    residuals: Array
    trace_p: float
    trace_pp: float
    trace_pv: float

    @property
    def q(self) -> float:
        """Weighted sum of squared residuals."""
        return float(np.sum(self.weights * self.residuals**2))


def fit(y: Array, v: Array, x: Array, tau2: float) -> Fit:
    """Weighted least squares with weights 1 / (v + tau²); ``x`` has shape (k, p)."""
    w = 1.0 / (v + tau2)
    information = x.T @ (w[:, None] * x)
    covariance: Array = np.asarray(np.linalg.inv(information), dtype=np.float64)
    beta = covariance @ (x.T @ (w * y))
    second = covariance @ (x.T @ ((w**2)[:, None] * x))
    third = covariance @ (x.T @ ((w**3)[:, None] * x))
    with_v = covariance @ (x.T @ ((w**2 * v)[:, None] * x))
    return Fit(
        tau2=tau2,
        weights=w,
        beta=beta,
        covariance=covariance,
        residuals=y - x @ beta,
        trace_p=float(w.sum() - np.trace(second)),
        trace_pp=float((w**2).sum() - 2 * np.trace(third) + np.sum(second * second.T)),
        trace_pv=float((w * v).sum() - np.trace(with_v)),
    )


def log_likelihood(y: Array, v: Array, x: Array, tau2: float, method: Method) -> float:
    """Restricted (REML) or full log likelihood at one value of tau², as metafor counts it."""
    at = fit(y, v, x, tau2)
    k, p = x.shape
    n = k - p if method == "REML" else k
    found: float = (
        -0.5 * n * math.log(2 * math.pi) - 0.5 * float(np.log(v + tau2).sum()) - 0.5 * at.q
    )
    if method == "REML":
        found += 0.5 * float(np.linalg.slogdet(at.covariance)[1])
    return found


@dataclass(frozen=True, slots=True)
class Scatter:
    """tau² with its standard error; the standard error is NaN for a fixed effect."""

    tau2: float
    se: float
    method: Method

    @property
    def tau(self) -> float:
        """The standard deviation of true effects."""
        return math.sqrt(self.tau2)


def estimate(y: Array, v: Array, x: Array, method: Method) -> Scatter:
    """tau² by one of nine methods.

    Parameters
    ----------
    y, v
        Estimates and variances, shape (k,).
    x
        Moderators with the intercept, shape (k, p), of full rank.
    method
        FE is always zero; DLIT and SJIT repeat DL and SJ until they no longer change.

    Raises
    ------
    NotApplicable
        With an unknown method.
    """
    k, p = x.shape
    if method == "FE" or k <= p:
        return Scatter(0.0, math.nan, method)
    if method not in METHODS:
        raise NotApplicable(Problem("error.pool-method", values={"method": method}))
    return _ESTIMATORS[method](y, v, x)


def _dense_p(v: Array, x: Array, tau2: float) -> Array:
    w = 1.0 / (v + tau2)
    covariance = np.linalg.inv(x.T @ (w[:, None] * x))
    wx = w[:, None] * x
    dense: Array = np.diag(w) - wx @ covariance @ wx.T
    return dense


def _hedges(y: Array, v: Array, x: Array) -> Scatter:
    k, p = x.shape
    hat = np.eye(k) - x @ np.linalg.inv(x.T @ x) @ x.T
    trace_pv = float(np.sum(np.diag(hat) * v))
    tau2 = max(0.0, (float(y @ hat @ y) - trace_pv) / (k - p))
    trace_pvpv = float(np.sum(hat**2 * np.outer(v, v)))
    se = math.sqrt(2 * trace_pvpv + 4 * tau2 * trace_pv + 2 * tau2**2 * (k - p)) / (k - p)
    return Scatter(tau2, se, "HE")


def _dersimonian_laird(y: Array, v: Array, x: Array) -> Scatter:
    k, p = x.shape
    at = fit(y, v, x, 0.0)
    tau2 = max(0.0, (at.q - (k - p)) / at.trace_p)
    return Scatter(tau2, _dl_se(at, tau2, k - p), "DL")


def _dl_se(at: Fit, tau2: float, df: int) -> float:
    total = 2 * df + 4 * tau2 * at.trace_p + 2 * tau2**2 * at.trace_pp
    return math.sqrt(total) / at.trace_p


def _iterated_dl(y: Array, v: Array, x: Array) -> Scatter:
    # Its fixed point is where Q at tau² equals its degrees of freedom: the Paule-Mandel root.
    tau2 = _paule_mandel_root(y, v, x)
    return Scatter(tau2, _dl_se(fit(y, v, x, tau2), tau2, x.shape[0] - x.shape[1]), "DLIT")


def _start_of_sj(y: Array) -> float:
    return float(np.var(y))


def _sidik_jonkman(y: Array, v: Array, x: Array) -> Scatter:
    k, p = x.shape
    start = _start_of_sj(y)
    if start == 0:
        return Scatter(0.0, math.nan, "SJ")
    tau2 = start * fit(y, v, x, start).q / (k - p)
    dense = _dense_p(v, x, start)
    pv = dense * v
    total = (
        2 * float(np.sum(pv * pv.T))
        + 4 * tau2 * float(np.sum(pv * dense))
        + 2 * tau2**2 * float(np.sum(dense**2))
    )
    return Scatter(tau2, start / (k - p) * math.sqrt(total), "SJ")


def _iterated_sj(y: Array, v: Array, x: Array) -> Scatter:
    # tau² · Q(tau²) / (k - p) = tau² has the same root; below it the iteration creeps to zero.
    tau2 = _paule_mandel_root(y, v, x)
    return Scatter(tau2, _pm_se(v, tau2, x), "SJIT")


def _paule_mandel(y: Array, v: Array, x: Array) -> Scatter:
    tau2 = _paule_mandel_root(y, v, x)
    return Scatter(tau2, _pm_se(v, tau2, x), "PM")


def _pm_se(v: Array, tau2: float, x: Array) -> float:
    k, p = x.shape
    return math.sqrt(2 * k**2 / (k - p)) / float(np.sum(1 / (v + tau2)))


def _paule_mandel_root(y: Array, v: Array, x: Array) -> float:
    return _root_of_q(y, v, x, float(x.shape[0] - x.shape[1])) or 0.0


def _root_of_q(y: Array, v: Array, x: Array, target: float) -> float | None:
    """The tau² at which Q equals the target; None when Q is below it everywhere."""

    def above(tau2: float) -> float:
        return fit(y, v, x, tau2).q - target

    if above(0.0) <= 0:
        return None
    return _root(above)


def _root(falling: Callable[[float], float]) -> float:
    """Where a falling function of tau² crosses zero, wherever that is."""
    top = 1.0
    while falling(top) > 0:
        top *= 10
        if top > 1e12:
            raise NotApplicable(Problem("error.pool-scatter"))
    return float(brentq(falling, 0.0, top, xtol=1e-16, rtol=1e-14, maxiter=500))


def _likelihood(method: Method) -> Callable[[Array, Array, Array], Scatter]:
    def estimator(y: Array, v: Array, x: Array) -> Scatter:
        tau2 = _hedges(y, v, x).tau2
        for _ in range(_MOST_STEPS):
            at = fit(y, v, x, tau2)
            score = float(np.sum((at.weights * at.residuals) ** 2))
            if method == "ML":
                step = (score - at.weights.sum()) / np.sum(at.weights**2)
            else:
                step = (score - at.trace_p) / at.trace_pp
            while tau2 + step < 0:
                step /= 2
                if abs(step) < _STEP_TOLERANCE:
                    step = -tau2
                    break
            tau2 += float(step)
            if abs(step) <= _smallest_step(tau2):
                break
        else:
            tau2 = _highest(y, v, x, tau2, method)
        # Fisher scoring may end on a hill that is lower than zero itself.
        at_zero, here = (log_likelihood(y, v, x, one, method) for one in (0.0, tau2))
        if at_zero - here > 1e-8 or tau2 < 1e-8 * float(np.median(v)):
            tau2 = 0.0
        at = fit(y, v, x, tau2)
        spread = float(np.sum(at.weights**2)) if method == "ML" else at.trace_pp
        return Scatter(tau2, math.sqrt(2 / spread), method)

    return estimator


def _smallest_step(tau2: float) -> float:
    """Where Fisher scoring stops: as metafor does, at 1e-5, and finer where tau² itself is small.

    Stopping where metafor stops makes our digits the published ones; but on a scale such as
    mmol/L a tau² of 1e-5 can be all there is.
    """
    return max(_STEP_TOLERANCE, min(1e-5, 1e-3 * tau2))


def _highest(y: Array, v: Array, x: Array, start: float, method: Method) -> float:
    """The top of the likelihood by search, where Fisher scoring keeps stepping over it."""
    top = max(10 * start, 10 * float(np.var(y)), 1e-6)
    found = minimize_scalar(
        lambda tau2: -log_likelihood(y, v, x, tau2, method),
        bounds=(0.0, top),
        method="bounded",
        options={"xatol": 1e-12},
    )
    return float(found.x)


_ESTIMATORS: dict[Method, Callable[[Array, Array, Array], Scatter]] = {
    "DL": _dersimonian_laird,
    "DLIT": _iterated_dl,
    "HE": _hedges,
    "SJ": _sidik_jonkman,
    "SJIT": _iterated_sj,
    "PM": _paule_mandel,
    "ML": _likelihood("ML"),
    "REML": _likelihood("REML"),
}


@dataclass(frozen=True, slots=True)
class ScatterInterval:
    """An interval of tau²; ``empty`` when even tau² = 0 leaves less scatter than chance would."""

    low: float
    high: float
    by: Literal["Q-profile", "profile likelihood"]
    empty: bool = False


def q_profile(y: Array, v: Array, x: Array, level: float = 0.95) -> ScatterInterval:
    """The exact interval of tau² that inverts the Q test.

    References
    ----------
    viechtbauer-2007
    """
    df = x.shape[0] - x.shape[1]
    if df < 1:
        raise NotApplicable(Problem("error.pool-too-few", values={"k": x.shape[0]}))
    tail = (1 - level) / 2
    low = _root_of_q(y, v, x, float(chi2.isf(tail, df)))
    high = _root_of_q(y, v, x, float(chi2.ppf(tail, df)))
    if high is None:
        return ScatterInterval(0.0, 0.0, "Q-profile", empty=True)
    return ScatterInterval(low or 0.0, high, "Q-profile")


def profile_likelihood(
    y: Array, v: Array, x: Array, method: Method = "REML", level: float = 0.95
) -> ScatterInterval:
    """The interval of tau² in which the (restricted) likelihood is not much below its top."""
    if method not in ("ML", "REML"):
        raise NotApplicable(Problem("error.pool-method", values={"method": method}))
    if x.shape[0] <= x.shape[1]:
        raise NotApplicable(Problem("error.pool-too-few", values={"k": x.shape[0]}))
    best = estimate(y, v, x, method).tau2
    floor = log_likelihood(y, v, x, best, method) - 0.5 * float(chi2.ppf(level, 1))

    def above(tau2: float) -> float:
        return log_likelihood(y, v, x, tau2, method) - floor

    low = 0.0
    if best > 0 and above(0.0) < 0:
        low = float(brentq(above, 0.0, best, xtol=1e-15, rtol=1e-13))
    top = max(best, 1e-4)
    while above(top) > 0:
        top *= 2
        if top > 1e12:
            raise NotApplicable(Problem("error.pool-scatter"))
    high = float(brentq(above, best, top, xtol=1e-15, rtol=1e-13))
    return ScatterInterval(low, high, "profile likelihood")
