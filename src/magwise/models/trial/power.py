"""Before it starts: how often would this design show an effect in a person like this one?"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from magwise.core.errors import NotApplicable, Problem
from magwise.knowledge import Knowledge
from magwise.models.trial.designing import draw, figure
from magwise.models.trial.exact import sign_flip
from magwise.models.trial.records import Baseline, Design, PowerRow
from magwise.models.trial.simulation import World, days_of
from magwise.models.trial.totals import totals

Progress = Callable[[int, int], None]
_PERIODS = (7, 10, 14)  # days, for comparison
_DRAWS = 20  # orders drawn for one row: power must not hang on one draw


def baseline(
    instrument: str,
    kb: Knowledge,
    mean: float,
    *,
    missing_share: float = 0.0,
    day_sd: float | None = None,
    autocorrelation: float | None = None,
) -> Baseline:
    """How someone's days are when nothing is tried.

    Parameters
    ----------
    mean
        Events a week for counts, mean points for scores.
    day_sd, autocorrelation
        How days differ and resemble each other; those of the instrument when None, because a
        few weeks cannot tell.

    Raises
    ------
    NotApplicable
        When the numbers cannot be of a person.
    """
    record = kb.trial_instruments[instrument]
    sd = (record.day_sd.value or 0.0) if day_sd is None else day_sd
    lag = (record.autocorrelation.value or 0.0) if autocorrelation is None else autocorrelation
    positive = mean > 0 if record.kind == "count" else 0 <= mean <= 10
    if not (positive and mean <= 200 and sd > 0 and 0 <= lag < 1 and 0 <= missing_share < 0.9):
        raise NotApplicable(Problem("error.trial-baseline", values={"mean": mean}))
    return Baseline(mean, sd, lag, missing_share)


def alternatives(plan: Design, kb: Knowledge) -> tuple[Design, ...]:
    """The design itself and others that take no longer: shorter periods, more pairs."""
    found = [plan]
    dropped = int(kb.trial_instruments[plan.instrument].dropped_days.value or 0)
    for days in _PERIODS:
        fit = (plan.total_days - plan.run_in_days + plan.washout_days) // (
            2 * (days + plan.washout_days)
        )
        pairs = min(fit, int(figure(kb, "pairs-at-most")))
        if pairs >= figure(kb, "pairs-for-verdict") and days != plan.days_per_period:
            found.append(
                replace(
                    plan,
                    pairs=pairs,
                    days_per_period=days,
                    dropped_days=min(dropped, days // 3),
                    active_first=draw(plan.seed, pairs),
                )
            )
    return tuple(found)


def tested_effects(instrument: str, kb: Knowledge) -> tuple[float, ...]:
    """No effect, the smallest worthwhile and a large one, as they stand in the power table."""
    record = kb.trial_instruments[instrument]
    worthwhile, large = record.worthwhile.value or 0.0, record.large.value or 0.0
    return (1.0, worthwhile, large) if record.kind == "count" else (0.0, -worthwhile, -large)


def power(
    designs: Sequence[Design],
    base: Baseline,
    effects: Sequence[float],
    kb: Knowledge,
    *,
    seed: int,
    runs: int = 2000,
    progress: Progress | None = None,
) -> tuple[PowerRow, ...]:
    """How often each design would give the verdict "helps" or "harms", for each true effect.

    Parameters
    ----------
    designs
        Their own draw is not used: the power of a design is over all draws.
    effects
        True effects: rate ratios for counts, points for scores.
    runs
        Simulated experiments for each row.
    progress
        Called with (rows done, rows in all).

    Returns
    -------
    tuple of PowerRow
        Designs in order, effects within.
    """
    random = np.random.default_rng(seed)
    rows: list[PowerRow] = []
    for plan in designs:
        for effect in effects:
            helps, harms = _shares(plan, base, effect, kb, runs, random)
            rows.append(
                PowerRow(
                    plan.pairs, plan.days_per_period, plan.dropped_days, plan.total_days,
                    effect, helps, harms,
                )
            )  # fmt: skip
            if progress is not None:
                progress(len(rows), len(designs) * len(effects))
    return tuple(rows)


def _shares(
    plan: Design,
    base: Baseline,
    effect: float,
    kb: Knowledge,
    runs: int,
    random: np.random.Generator,
) -> tuple[float, float]:
    """Share of runs with a significant difference for the better, and for the worse."""
    kind = kb.trial_instruments[plan.instrument].kind
    verdict_pairs = int(figure(kb, "pairs-for-verdict"))
    alpha = 1 - figure(kb, "level")
    least = figure(kb, "logged-share")
    better = worse = done = 0
    each = max(1, runs // _DRAWS)
    for _ in range(_DRAWS):
        drawn = replace(plan, active_first=draw(int(random.integers(2**53)), plan.pairs))
        values = days_of(drawn, kind, base, World(effect), each, random)
        found = totals(values, drawn)
        complete = found.complete(least)
        differences = found.differences(kind)
        done += each
        for number in range(verdict_pairs, plan.pairs + 1):
            rows = complete.sum(axis=-1) == number
            if not rows.any():
                continue
            kept = differences[rows][complete[rows]].reshape(-1, number)
            sure = sign_flip(kept) <= alpha + 1e-12
            better += int((sure & (kept.mean(axis=-1) < 0)).sum())
            worse += int((sure & (kept.mean(axis=-1) > 0)).sum())
    return better / done, worse / done
