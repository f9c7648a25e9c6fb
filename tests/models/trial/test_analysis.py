"""What an experiment may say, and above all what it may not."""

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise.core.errors import InputError
from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.models import trial
from magwise.models.trial import LogDay, Verdict
from magwise.models.trial.analysing import decide
from magwise.models.trial.records import Baseline, Check, Outcome
from magwise.models.trial.simulation import World
from magwise.text import render
from tests.models.trial.building import constant, log_of, plan_of, simulated

KINDS = (("cramps", "count"), ("soreness", "score"))


def ids(result: trial.TrialResult) -> set[str]:
    return {one.id for one in result.facts}


def outcome(result: trial.TrialResult, name: str) -> Outcome:
    return next(one.outcome for one in result.checks if one.id == name)


@pytest.mark.parametrize("instrument", ["cramps", "soreness"])
def test_a_clear_effect_is_called_by_its_name(kb: Knowledge, instrument: str) -> None:
    plan = plan_of(kb, instrument)
    better = trial.analyse(plan, log_of(constant(plan, 1, 5)), kb)
    worse = trial.analyse(plan, log_of(constant(plan, 5, 1)), kb)
    same = trial.analyse(plan, log_of(constant(plan, 3, 3)), kb)
    assert better.verdict is Verdict.HELPS
    assert worse.verdict is Verdict.HARMS
    assert same.verdict is Verdict.NO_WORTHWHILE_EFFECT
    assert "trial.stop" in ids(worse)


@pytest.mark.parametrize("pairs", [1, 2, 3, 4, 5])
def test_fewer_than_six_pairs_give_no_verdict_however_clear(kb: Knowledge, pairs: int) -> None:
    plan = plan_of(kb, pairs=pairs)
    result = trial.analyse(plan, log_of(constant(plan, 0, 5)), kb)
    assert result.verdict is Verdict.CANNOT_TELL
    assert not result.exact
    assert (result.effect is not None) is (pairs >= 3)
    assert "trial.too-few-pairs" in ids(result)


def test_six_planned_pairs_of_which_one_was_not_filled_in_give_no_verdict(kb: Knowledge) -> None:
    plan = plan_of(kb, pairs=6)
    values = constant(plan, 0, 5)
    lost = plan.periods[3]
    kept = {day: one for day, one in values.items() if not lost.counted[0] <= day < lost.counted[1]}
    result = trial.analyse(plan, log_of(kept), kb)
    assert result.verdict is Verdict.CANNOT_TELL
    assert result.pairs[lost.pair].effect is None


@pytest.mark.parametrize(("instrument", "kind"), KINDS)
def test_a_missing_day_is_never_zero(kb: Knowledge, instrument: str, kind: str) -> None:
    """Absent and empty are the same, and neither is a day without complaints."""
    plan = plan_of(kb, instrument)
    values = constant(plan, 2, 4)
    dropped = {day for day in values if day % 5 == 0}
    absent = trial.analyse(plan, log_of({d: v for d, v in values.items() if d not in dropped}), kb)
    empty = trial.analyse(
        plan, [LogDay(d, None if d in dropped else v) for d, v in values.items()], kb
    )
    zero = trial.analyse(
        plan, [LogDay(d, 0.0 if d in dropped else v) for d, v in values.items()], kb
    )
    assert absent == empty
    assert zero.pairs != absent.pairs
    first = absent.pairs[0]
    assert first.control_mean == pytest.approx(4 * (7 if kind == "count" else 1))


def test_nothing_filled_in_is_cannot_tell(kb: Knowledge) -> None:
    result = trial.analyse(plan_of(kb), [], kb)
    assert result.verdict is Verdict.CANNOT_TELL
    assert result.effect is None
    assert result.posterior is None


def test_no_event_at_all_is_no_division_by_zero(kb: Knowledge) -> None:
    plan = plan_of(kb)
    result = trial.analyse(plan, log_of(constant(plan, 0, 0, wobble=1)), kb)
    assert result.verdict in (Verdict.CANNOT_TELL, Verdict.NO_WORTHWHILE_EFFECT)
    assert result.posterior is not None


@given(
    low=st.floats(-2, 2), width=st.floats(0, 3), place=st.floats(0, 1), chance=st.floats(0, 1),
    failed=st.sampled_from(["", "missing-days", "adherence", "carry-over", "trend"]),
)  # fmt: skip
def test_no_effect_is_never_said_while_a_worthwhile_one_fits(
    kb: Knowledge, low: float, width: float, place: float, chance: float, failed: str
) -> None:
    record = kb.trial_instruments["soreness"]
    interval = Interval(low, min(low + place * width, low + width), low + width)
    verdict = decide(chance, interval, record, (Check(failed, Outcome.FAIL),), 0.05)
    if verdict is Verdict.NO_WORTHWHILE_EFFECT:
        assert low > -1
        assert low + width < 1
        assert failed not in ("missing-days", "adherence", "carry-over")
    if verdict in (Verdict.HELPS, Verdict.HARMS):
        assert chance <= 0.05 + 1e-9
        assert (interval.best > 0) is (verdict is Verdict.HARMS)
    if failed == "missing-days":
        assert verdict is Verdict.CANNOT_TELL


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10_000), effect=st.floats(0.3, 3.0), mean=st.floats(1, 20),
    pairs=st.integers(1, 12),
)  # fmt: skip
def test_going_on_is_never_suggested_when_the_signs_point_to_harm(
    kb: Knowledge, seed: int, effect: float, mean: float, pairs: int
) -> None:
    plan = plan_of(kb, pairs=pairs, days_per_period=7, seed=seed)
    base = Baseline(mean, 0.6, 0.5, 0.1)
    result = trial.analyse(plan, log_of(simulated(plan, "count", base, World(effect), seed)), kb)
    if result.posterior is None:
        return
    worse = 1 - result.posterior.probability_better
    stops = ids(result) & {"trial.stop", "trial.stop-on-signal"}
    assert bool(stops) is (worse >= 0.8 or result.verdict is Verdict.HARMS)
    for one, language in itertools.product(result.facts, ("nl", "en")):
        assert render(one, kb, language, strict=True)  # type: ignore[arg-type]


def test_the_prior_moves_the_chances_and_never_the_verdict(kb: Knowledge) -> None:
    plan = plan_of(kb)
    log = log_of(simulated(plan, "count", Baseline(6, 0.6, 0.5), World(0.6), 4))
    results = [
        trial.analyse(plan, log, kb, prior=prior)
        for prior, record in kb.trial_priors.items()
        if record.kind == "count"
    ]
    assert len({one.verdict for one in results}) == 1
    assert len({one.effect for one in results}) == 1
    chances = [one.posterior.probability_worthwhile for one in results if one.posterior]
    assert len(set(chances)) == len(results)


def test_a_prior_of_another_kind_is_refused(kb: Knowledge) -> None:
    with pytest.raises(InputError, match="trial-prior"):
        trial.analyse(plan_of(kb), [], kb, prior="score-wide")


def test_with_little_to_go_on_the_posterior_is_the_prior(kb: Knowledge) -> None:
    plan = plan_of(kb)
    result = trial.analyse(plan, log_of(constant(plan, 0, 0, wobble=1)), kb)
    assert result.posterior is not None
    before, after = result.posterior.prior_effect, result.posterior.effect
    assert after.best == pytest.approx(before.best, rel=0.05)
    assert after.high == pytest.approx(before.high, rel=0.05)


def test_every_wrong_day_is_named_at_once(kb: Knowledge) -> None:
    log = [LogDay(0, 1.5), LogDay(1, -1), LogDay(2, 1), LogDay(2, 1), LogDay(9999, 1)]
    with pytest.raises(InputError) as error:
        trial.analyse(plan_of(kb), log, kb)
    assert [one.id for one in error.value.problems] == [
        "error.trial-count", "error.trial-count", "error.trial-day-double",
        "error.trial-day-outside",
    ]  # fmt: skip
    with pytest.raises(InputError, match="trial-score"):
        trial.analyse(plan_of(kb, "soreness"), [LogDay(0, 11)], kb)


def test_days_left_empty_mostly_with_the_supplement_take_the_verdict_away(kb: Knowledge) -> None:
    plan = plan_of(kb)
    active = {d for one in plan.periods if one.active for d in range(*one.counted)}
    values = {d: v for d, v in constant(plan, 0, 5).items() if not (d in active and d % 3 == 0)}
    result = trial.analyse(plan, log_of(values), kb)
    assert outcome(result, "missing-days") is Outcome.FAIL
    assert result.verdict is Verdict.CANNOT_TELL


def test_a_plan_that_was_not_followed_cannot_show_that_it_does_nothing(kb: Knowledge) -> None:
    plan = plan_of(kb)
    values = constant(plan, 3, 3)
    never = dict.fromkeys(values, False)
    result = trial.analyse(plan, log_of(values, never), kb)
    assert outcome(result, "adherence") is Outcome.FAIL
    assert result.verdict is Verdict.CANNOT_TELL
    unknown = trial.analyse(plan, log_of(values), kb)
    assert outcome(unknown, "adherence") is Outcome.NOT_APPLICABLE


def test_a_steep_trend_is_seen_and_a_flat_log_is_not_called_one(kb: Knowledge) -> None:
    plan = plan_of(kb, "soreness")
    random = np.random.default_rng(2)
    steep = {
        day: float(np.clip(8 - 6 * day / plan.total_days + random.normal(0, 0.3), 0, 10))
        for day in range(plan.total_days)
    }
    flat = {day: float(5 + random.normal(0, 0.3)) for day in range(plan.total_days)}
    assert outcome(trial.analyse(plan, log_of(steep), kb), "trend") is Outcome.FAIL
    assert outcome(trial.analyse(plan, log_of(flat), kb), "trend") is Outcome.PASS


def test_an_effect_that_fades_slowly_is_seen_as_carry_over(kb: Knowledge) -> None:
    plan = plan_of(kb, "soreness", pairs=12, dropped_days=0)
    base = Baseline(6, 0.4, 0.0)
    slow = simulated(plan, "score", base, World(-3, half_life_days=4), 1)
    quick = simulated(plan, "score", base, World(-3), 1)
    assert outcome(trial.analyse(plan, log_of(slow), kb), "carry-over") is Outcome.FAIL
    assert outcome(trial.analyse(plan, log_of(quick), kb), "carry-over") is Outcome.PASS


def test_swapping_the_labels_mirrors_the_result(kb: Knowledge) -> None:
    plan = plan_of(kb)
    log = log_of(simulated(plan, "count", Baseline(6, 0.6, 0.5), World(0.6), 4))
    other = replace(plan, active_first=tuple(not one for one in plan.active_first))
    one, two = (trial.analyse(each, log, kb, prior="count-wide") for each in (plan, other))
    assert one.effect is not None
    assert two.effect is not None
    assert one.effect.best * two.effect.best == pytest.approx(1)
    assert one.probability_by_chance == two.probability_by_chance


def test_the_score_model_finds_what_generalised_least_squares_finds(kb: Knowledge) -> None:
    """Independent days, a wide prior: the posterior is that of ordinary regression."""
    plan = plan_of(kb, "soreness")
    values = simulated(plan, "score", Baseline(5, 1.0, 0.0), World(-1.0), 6)
    counted = {d: one for one in plan.periods for d in range(*one.counted)}
    kept = {d: min(max(v, 0.0), 10.0) for d, v in values.items() if d in counted}
    result = trial.analyse(plan, log_of(kept), kb, prior="score-wide")
    rows = [
        [float(counted[d].active), d / plan.total_days, *np.eye(plan.pairs)[counted[d].pair]]
        for d in kept
    ]
    x, y = np.array(rows), np.array(list(kept.values()))
    beta = np.linalg.lstsq(x, y, rcond=None)[0]
    assert result.posterior is not None
    assert result.posterior.effect.best == pytest.approx(beta[0], abs=0.08)


def test_an_analysis_of_half_a_year_takes_less_than_a_second(kb: Knowledge) -> None:
    for instrument, kind in KINDS:
        plan = plan_of(kb, instrument, pairs=12, days_per_period=14)
        values = simulated(plan, kind, Baseline(5, 0.6, 0.5), World(0.8), 1)
        log = log_of({d: min(max(v, 0.0), 10.0) for d, v in values.items()})
        trial.analyse(plan, log, kb)
        before = time.process_time()
        trial.analyse(plan, log, kb)
        assert time.process_time() - before < 1
