"""After it ended: the effect with its interval, how sure we are, and what may be said."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from magwise.core.errors import InputError, Problem, collect
from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.trial import TrialInstrument, TrialPrior
from magwise.models.trial import saying
from magwise.models.trial.checks import checks
from magwise.models.trial.designing import figure
from magwise.models.trial.exact import sign_flip, sign_flip_interval
from magwise.models.trial.posterior import count_posterior, score_posterior
from magwise.models.trial.records import (
    Check,
    Design,
    LogDay,
    Outcome,
    PairResult,
    Posterior,
    TrialResult,
    Verdict,
)
from magwise.models.trial.totals import Totals, totals

Array = NDArray[np.float64]


def analyse(
    plan: Design, log: Sequence[LogDay], kb: Knowledge, *, prior: str | None = None
) -> TrialResult:
    """What this experiment says: by the draw, whatever was really taken.

    Parameters
    ----------
    log
        Days in any order; a day that is absent, or has no value, is missing and never zero.
    prior
        Id of what is believed before; the leading one of this kind of outcome when None. It
        moves the probabilities, never the verdict.

    Returns
    -------
    TrialResult
        A verdict other than "cannot tell" only with the exact test and enough complete pairs.

    Raises
    ------
    InputError
        With every day of the log that cannot be right.

    References
    ----------
    hartigan-1969
    """
    if not plan.order_known:
        raise InputError(Problem("error.trial-hidden"))
    record = kb.trial_instruments[plan.instrument]
    believed = _prior(prior, record.kind, kb)
    values, taken = _days(plan, log, record)
    found = totals(values, plan)
    complete = found.complete(figure(kb, "logged-share"))
    differences = found.differences(record.kind)
    kept = differences[complete]
    level = figure(kb, "level")
    interval, exact = _interval(kept, level, kb)
    chance = float(sign_flip(kept)) if exact else None
    looked_at = checks(values, taken, plan, found, record.kind, kb)
    verdict = decide(chance, interval, record, looked_at, 1 - level)
    posterior: Posterior | None = None
    if len(kept):
        posterior = (
            count_posterior(values, plan, complete, believed, record, level, kb)
            if record.kind == "count"
            else score_posterior(values, plan, complete, believed, record, level)
        )
    effect = _in_unit(interval, record.kind)
    result = TrialResult(
        verdict, effect, exact, chance, posterior,
        _pairs(found, differences, complete, record.kind), looked_at, (),
        {"instrument": plan.instrument, "prior": believed.id, "seed": plan.seed,
         "knowledge": kb.hash},
    )  # fmt: skip
    return saying.with_facts(result, plan, values, int(complete.sum()), record, believed, kb)


def decide(
    chance: float | None,
    interval: Interval | None,
    record: TrialInstrument,
    looked_at: Sequence[Check],
    alpha: float,
) -> Verdict:
    """One of four words; "no worthwhile effect" only when the interval leaves no room for one.

    Parameters
    ----------
    chance
        Exact probability; None without an exact test.
    interval
        Log rate ratio, or points.
    """
    failed = {one.id for one in looked_at if one.outcome is Outcome.FAIL}
    if chance is None or interval is None or failed & {"missing-days", "finished"}:
        return Verdict.CANNOT_TELL
    worthwhile = record.worthwhile.value or 0.0
    room = abs(float(np.log(worthwhile))) if record.kind == "count" else worthwhile
    sure = chance <= alpha + 1e-12
    if sure and interval.best > 0:
        return Verdict.HARMS
    nothing = -room < interval.low and interval.high < room
    if nothing:  # an effect that was diluted cannot be ruled out
        hidden = failed & {"adherence", "carry-over"}
        return Verdict.CANNOT_TELL if hidden else Verdict.NO_WORTHWHILE_EFFECT
    return Verdict.HELPS if sure else Verdict.CANNOT_TELL


def _prior(name: str | None, kind: str, kb: Knowledge) -> TrialPrior:
    fitting = {key: one for key, one in kb.trial_priors.items() if one.kind == kind}
    if name is None:
        return next(one for one in fitting.values() if one.leading)
    if name not in fitting:
        values = {"given": name, "allowed": ", ".join(sorted(fitting))}
        raise InputError(Problem("error.trial-prior", values=values))
    return fitting[name]


def _days(plan: Design, log: Sequence[LogDay], record: TrialInstrument) -> tuple[Array, Array]:
    """Values and doses by day; NaN where nothing was filled in."""
    values, taken = np.full(plan.total_days, np.nan), np.full(plan.total_days, np.nan)
    problems, seen = [], set()
    for one in log:
        where = f"day {one.day + 1}"
        if not 0 <= one.day < plan.total_days:
            problems.append(Problem("error.trial-day-outside", where, {"days": plan.total_days}))
            continue
        if one.day in seen:
            problems.append(Problem("error.trial-day-double", where))
        seen.add(one.day)
        if one.value is not None:
            fits = (
                one.value >= 0 and one.value == int(one.value) and one.value <= 500
                if record.kind == "count"
                else 0 <= one.value <= 10
            ) if np.isfinite(one.value) else False  # fmt: skip
            if not fits:
                given = {"given": str(one.value)}
                problems.append(Problem(f"error.trial-{record.kind}", where, given))
            values[one.day] = one.value
        if one.taken is not None:
            taken[one.day] = float(one.taken)
    collect(problems)
    return values, taken


def _interval(kept: Array, level: float, kb: Knowledge) -> tuple[Interval | None, bool]:
    """The interval of the exact test; with too few pairs a rough one of their spread."""
    if len(kept) < figure(kb, "pairs-for-estimate"):
        return None, False
    mean = float(kept.mean())
    if len(kept) >= figure(kb, "pairs-for-verdict"):
        ends = sign_flip_interval(kept, level)
        if ends is not None:
            return Interval(min(ends[0], mean), mean, max(ends[1], mean)), True
    half = float(stats.t.ppf((1 + level) / 2, len(kept) - 1) * kept.std(ddof=1) / len(kept) ** 0.5)
    return Interval(mean - half, mean, mean + half), False


def _in_unit(interval: Interval | None, kind: str) -> Interval | None:
    if interval is None or kind == "score":
        return interval
    low, best, high = (
        float(np.exp(min(end, 50.0))) for end in (interval.low, interval.best, interval.high)
    )
    return Interval(low, best, high)


def _pairs(
    found: Totals, differences: Array, complete: NDArray[np.bool_], kind: str
) -> tuple[PairResult, ...]:
    per_day = 7.0 if kind == "count" else 1.0  # counts are told per week
    rows = []
    for pair, whole in enumerate(complete):
        days = found.days[pair]
        means = [
            float(found.sums[pair, side] / days[side] * per_day) if days[side] else None
            for side in (0, 1)
        ]
        effect = float(differences[pair]) if whole else None
        if effect is not None and kind == "count":
            effect = float(np.exp(effect))
        rows.append(PairResult(pair, means[0], means[1], int(days[0]), int(days[1]), effect))
    return tuple(rows)
