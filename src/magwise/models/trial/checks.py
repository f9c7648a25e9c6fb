"""What could make the result misleading; each is looked at by itself.

A check never makes a verdict, it can only take one away. "Pass" means nothing was seen, not
that there is nothing: these tests are weak in one person.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from magwise.knowledge import Knowledge
from magwise.models.trial.designing import figure
from magwise.models.trial.records import Check, Design, Outcome
from magwise.models.trial.totals import Totals

Array = NDArray[np.float64]
_SAME = 1e-9  # numbers that differ by less are the same


def checks(
    values: Array, taken: Array, plan: Design, found: Totals, kind: str, kb: Knowledge
) -> tuple[Check, ...]:
    """Whether it is over, missing days, adherence, trend and carry-over.

    Parameters
    ----------
    values, taken
        Each day's value, and 1 where the supplement was taken, 0 where not; NaN where unknown.
    """
    return (
        finished(found, plan),
        missing_days(found, kb),
        adherence(taken, plan, kb),
        trend(found, plan, kind, kb),
        carry_over(values, plan, kind, kb),
    )


def finished(found: Totals, plan: Design) -> Check:
    """Fails when nothing was filled in for the last period.

    Who may look again and again, and stop when it looks good, will see an effect in the end: the
    5 % hold for one look, after the last day.
    """
    last = plan.periods[-1]
    days = found.days[last.pair, 0 if last.active else 1]
    return Check("finished", Outcome.PASS if days > 0 else Outcome.FAIL)


def missing_days(found: Totals, kb: Knowledge) -> Check:
    """Fails when days are missing much more often in one kind of period than in the other."""
    possible = found.possible_days * found.days.shape[0]
    shares = 1 - found.days.sum(axis=0) / possible
    gap = float(abs(shares[0] - shares[1]))
    outcome = Outcome.FAIL if gap >= figure(kb, "missing-difference") else Outcome.PASS
    return Check("missing-days", outcome, share=gap)


def adherence(taken: Array, plan: Design, kb: Knowledge) -> Check:
    """Fails when the plan was followed on too few of the days for which we know it."""
    right = known = 0.0
    for period in plan.periods:
        days = taken[period.start : period.start + plan.days_per_period]
        seen = days[np.isfinite(days)]
        known += len(seen)
        # Who does not know the period takes a capsule every day, also an empty one.
        right += float((seen == float(period.active or plan.blinded)).sum())
    if known < 0.5 * 2 * plan.pairs * plan.days_per_period:
        return Check("adherence", Outcome.NOT_APPLICABLE)
    share = right / known
    passed = share >= figure(kb, "adherence")
    return Check("adherence", Outcome.PASS if passed else Outcome.FAIL, share=share)


def trend(found: Totals, plan: Design, kind: str, kb: Knowledge) -> Check:
    """Fails when periods get better or worse over time, apart from the supplement."""
    level, time, active = [], [], []
    for period in plan.periods:
        column = 0 if period.active else 1
        days = found.days[period.pair, column]
        if days > 0:
            total = found.sums[period.pair, column]
            level.append(np.log((total + 0.5) / days) if kind == "count" else total / days)
            time.append(float(period.start))
            active.append(float(period.active))
    freedom = len(level) - 3
    if freedom < 3 or len(set(active)) < 2:
        return Check("trend", Outcome.NOT_APPLICABLE)
    x = np.column_stack([np.array(time) - np.mean(time), np.ones(len(time)), active])
    y = np.array(level)
    fitted, *_ = np.linalg.lstsq(x, y, rcond=None)
    rest = float(((y - x @ fitted) ** 2).sum()) / freedom
    error = np.sqrt(max(rest, 1e-12) * np.linalg.pinv(x.T @ x)[0, 0])
    probability = float(2 * stats.t.sf(abs(fitted[0]) / error, freedom))
    return Check("trend", _outcome(probability, kb), probability=probability)


def carry_over(values: Array, plan: Design, kind: str, kb: Knowledge) -> Check:
    """Fails when the first counted days after a change still look like the period before.

    In each period after a change, late days are compared with early days. An effect that fades
    slowly makes periods without drift one way and periods with drift the other way; a trend
    moves both alike.
    """
    drifts: dict[bool, list[float]] = {True: [], False: []}
    before: bool | None = None
    for period in plan.periods:
        changed, before = before is not None and before != period.active, period.active
        days = values[slice(*period.counted)]
        early, late = np.array_split(days, 2)
        early, late = early[np.isfinite(early)], late[np.isfinite(late)]
        if not changed or min(len(early), len(late)) < 2:
            continue
        half = len(days) / 2
        drifts[period.active].append(_level(late, kind, half) - _level(early, kind, half))
    if min(len(one) for one in drifts.values()) < 3:
        return Check("carry-over", Outcome.NOT_APPLICABLE)
    on, off = np.array(drifts[True]), np.array(drifts[False])
    if np.ptp(np.concatenate([on, off])) < _SAME:
        return Check("carry-over", Outcome.PASS, probability=1.0)
    if max(np.ptp(on), np.ptp(off)) < _SAME:  # days without any spread give no chance to compare
        return Check("carry-over", Outcome.NOT_APPLICABLE)
    probability = float(stats.ttest_ind(on, off, equal_var=False).pvalue)
    return Check("carry-over", _outcome(probability, kb), probability=probability)


def _level(days: Array, kind: str, half: float) -> float:
    """Mean, for counts its logarithm; half an event a half period, however many days are left."""
    mean = float(days.mean())
    return float(np.log(mean + 0.5 / half)) if kind == "count" else mean


def _outcome(probability: float, kb: Knowledge) -> Outcome:
    return Outcome.FAIL if probability < figure(kb, "check-level") else Outcome.PASS
