"""How likely someone's usual intake lies below that same person's requirement.

Only an average requirement (EAR) allows this question. Both sides are distributions: usual
intake as a lognormal posterior, the requirement as a normal with the EAR as its mean and a
coefficient of variation of 10 %. The probability is the integral of one over the other.
"""

import math

from magwise.core.errors import NotApplicable, Problem
from magwise.core.interval import Interval
from magwise.core.records import UsualIntake
from magwise.models.need.records import Kind, ReferenceValue

REQUIREMENT_CV = 0.10  # [src.iom-2000-assessment] p. 53-54
_REACH = 8.0  # standard deviations on either side; beyond lies less than 1e-14
_STEP = 0.1  # the trapezium rule on a Gaussian is exact to far below what is printed


def probability_low(
    usual: UsualIntake, requirement: float | ReferenceValue, cv: float = REQUIREMENT_CV
) -> Interval:
    """How likely usual intake is below the person's own requirement [0-1].

    Parameters
    ----------
    usual
        Usual intake from food.
    requirement
        An average requirement (EAR) [mg/day]; pass the `ReferenceValue` itself where you have
        it, because then anything but an EAR is refused.
    cv
        How much requirements differ between people, as a share of the EAR.

    Returns
    -------
    Interval
        ``best`` is the probability under our best assumptions. ``low`` and ``high`` are the
        lowest and highest under each of ``usual.alternatives``: another day-to-day variation,
        another starting distribution, food tables that all read too low or too high.

    Raises
    ------
    NotApplicable
        For an adequate intake (AI), a recommended amount or a floor, and for impossible input.

    Examples
    --------
    >>> usual = UsualIntake(Interval(250, 300, 360), math.log(300), 0.11, 3)
    >>> round(probability_low(usual, 265).best, 2)
    0.19

    References
    ----------
    iom-2000-assessment
    """
    ear = _average_requirement(requirement)
    if not cv > 0:
        raise NotApplicable(Problem("error.no-requirement-spread", values={"cv": cv}))
    best = _probability(usual.log_mean, usual.log_sd, ear, cv)
    around = [_probability(log_mean, log_sd, ear, cv) for log_mean, log_sd in usual.alternatives]
    return Interval(min([best, *around]), best, max([best, *around]))


def adequacy_by_iom(
    mean_mg_per_day: float,
    days: int,
    within_sd_mg: float,
    ear_mg_per_day: float,
    cv: float = REQUIREMENT_CV,
) -> float:
    """Confidence that an observed mean intake is adequate, by the formula of IOM 2000 [0-1].

    The mean of some days minus the EAR, over the standard deviation of that difference. It knows
    nothing but these days (a flat prior), and is here as the reference our own is checked with.

    Raises
    ------
    NotApplicable
        Without a day.

    Examples
    --------
    >>> round(adequacy_by_iom(320, 3, 85.9, 265), 2)
    0.84

    References
    ----------
    iom-2000-assessment
    """
    if days < 1:
        raise NotApplicable(Problem("error.no-days"))
    spread = math.hypot(cv * ear_mg_per_day, within_sd_mg / math.sqrt(days))
    return _normal((mean_mg_per_day - ear_mg_per_day) / spread)


def _average_requirement(requirement: float | ReferenceValue) -> float:
    value: float | None
    if isinstance(requirement, ReferenceValue):
        if requirement.kind is not Kind.EAR:
            raise NotApplicable(
                Problem("error.no-probability-from-kind", values={"kind": requirement.kind.value})
            )
        value = requirement.mg_per_day.value
    else:
        value = requirement
    if value is None or not math.isfinite(value) or value <= 0:
        raise NotApplicable(Problem("error.no-average-requirement"))
    return value


def _probability(log_mean: float, log_sd: float, ear: float, cv: float) -> float:
    """Integrate P(requirement > intake) over the distribution of usual intake."""
    spread = cv * ear
    if log_sd <= 0:
        return _normal((ear - math.exp(log_mean)) / spread)
    total = 0.0
    weight = 0.0
    count = round(2 * _REACH / _STEP)
    for index in range(count + 1):
        z = -_REACH + index * _STEP
        density = math.exp(-0.5 * z * z)
        total += density * _normal((ear - math.exp(log_mean + log_sd * z)) / spread)
        weight += density
    return total / weight


def _normal(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))
