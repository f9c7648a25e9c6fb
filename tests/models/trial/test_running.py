"""While it runs: what to do today, and never a zero for a day that was not filled in."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise.core.errors import InputError
from magwise.knowledge import Knowledge
from magwise.models import trial
from magwise.models.trial import LogDay, Phase, Verdict
from magwise.models.trial.records import Baseline
from magwise.models.trial.simulation import World
from magwise.text import render
from tests.models.trial.building import constant, log_of, plan_of, simulated


def test_every_day_has_its_place(kb: Knowledge) -> None:
    plan = plan_of(kb, pairs=6, washout_days=3, run_in_days=5, days_per_period=10)
    active = {
        day: one.active
        for one in plan.periods
        for day in range(one.start, one.start + plan.days_per_period)
    }
    for day in range(-2, plan.total_days + 2):
        now = trial.progress(plan, [], day, kb)
        expected = (
            Phase.BEFORE if day < 0
            else Phase.AFTER if day >= plan.total_days
            else Phase.PERIOD if day in active
            else Phase.RUN_IN if day < 5
            else Phase.WASHOUT
        )  # fmt: skip
        assert now.phase is expected
        assert now.active == active.get(day)
        assert now.counts is any(one.counted[0] <= day < one.counted[1] for one in plan.periods)


def test_a_blinded_experiment_never_says_what_is_in_the_pot(kb: Knowledge) -> None:
    plan = trial.design("cramps", kb, seed=991, start="2026-12-01", blinded=True)
    hidden = trial.from_record(trial.as_record(plan), kb, hidden=True)
    assert not hidden.order_known
    for day in range(plan.total_days):
        for one in (plan, hidden):
            now = trial.progress(one, [], day, kb)
            assert now.active is None
            ids = {fact.id for fact in trial.progress_facts(one, now, kb)}
            assert not ids & {"trial.run-with", "trial.run-without"}


def test_an_experiment_whose_order_is_with_the_helper_cannot_be_read(kb: Knowledge) -> None:
    plan = trial.design("cramps", kb, seed=991, blinded=True)
    hidden = trial.from_record(trial.as_record(plan), kb, hidden=True)
    with pytest.raises(InputError, match="trial-hidden"):
        trial.analyse(hidden, [], kb)
    with pytest.raises(InputError, match="trial-file"):
        trial.from_record(trial.as_record(plan), kb)


def test_without_a_first_day_there_is_no_today(kb: Knowledge) -> None:
    with pytest.raises(InputError, match="trial-no-start"):
        trial.day_of(plan_of(kb), date(2026, 12, 1))


@settings(max_examples=40, deadline=None)
@given(
    filled=st.lists(st.sampled_from([None, 0.0, 1.0, 3.0]), min_size=0, max_size=120),
    day=st.integers(-3, 130), blinded=st.booleans(),
)  # fmt: skip
def test_an_empty_day_is_missing_and_a_zero_is_not(
    kb: Knowledge, filled: list[float | None], day: int, blinded: bool
) -> None:
    plan = plan_of(kb, days_per_period=7, start="2026-12-01", blinded=blinded)
    log = [LogDay(number, value) for number, value in enumerate(filled)]
    absent = [one for one in log if one.value is not None]
    now = trial.progress(plan, log, day, kb)
    assert now == trial.progress(plan, absent, day, kb)
    known = {one.day for one in absent}
    assert not set(now.missing_lately) & known
    recent = set(range(max(0, day - 7), min(day, plan.total_days)))
    assert set(now.missing_lately) == recent - known
    facts = trial.progress_facts(plan, now, kb)
    for language in ("nl", "en"):
        said = [render(one, kb, language, strict=True) for one in facts]
        assert all(said)
    missing = [one for one in facts if one.id == "trial.run-missing"]
    if missing:
        assert "not zero" in render(missing[0], kb, "en")
        assert "niet nul" in render(missing[0], kb, "nl")


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 5000), gaps=st.sets(st.integers(0, 118), max_size=60))
def test_filling_an_empty_day_with_zero_is_another_log(
    kb: Knowledge, seed: int, gaps: set[int]
) -> None:
    """The means of the pairs are those of the days that were filled in, and of no others."""
    plan = plan_of(kb, days_per_period=7, seed=seed)
    values = simulated(plan, "count", Baseline(8, 0.6, 0.5), World(0.7), seed)
    kept = {day: one for day, one in values.items() if day not in gaps}
    result = trial.analyse(plan, log_of(kept), kb)
    for row in result.pairs:
        for active, mean, days in (
            (True, row.active_mean, row.active_days), (False, row.control_mean, row.control_days),
        ):  # fmt: skip
            period = next(
                one for one in plan.periods if one.pair == row.pair and one.active is active
            )
            seen = [kept[day] for day in range(*period.counted) if day in kept]
            assert days == len(seen)
            assert mean == (pytest.approx(7 * sum(seen) / len(seen)) if seen else None)


def test_a_pair_that_was_left_empty_is_said_to_be_lost(kb: Knowledge) -> None:
    plan = plan_of(kb, pairs=6, days_per_period=7, start="2026-12-01")
    later = plan.periods[4].start
    now = trial.progress(plan, [], later, kb)
    assert (now.complete_pairs, now.possible_pairs) == (0, 4)
    facts = {one.id: one for one in trial.progress_facts(plan, now, kb)}
    assert facts["trial.run-no-verdict"].values == {"pairs": 4, "needed": 6}


def test_looking_before_the_end_gives_no_verdict(kb: Knowledge) -> None:
    """Eight pairs planned, seven lived: a clear difference, and still no verdict."""
    plan = plan_of(kb, pairs=8)
    values = constant(plan, 0, 5)
    until = plan.periods[14].start
    early = trial.analyse(plan, log_of({d: v for d, v in values.items() if d < until}), kb)
    whole = trial.analyse(plan, log_of(values), kb)
    assert early.verdict is Verdict.CANNOT_TELL
    assert "trial.finished-poor" in {one.id for one in early.facts}
    assert whole.verdict is Verdict.HELPS


def test_who_does_not_know_the_period_takes_a_capsule_every_day(kb: Knowledge) -> None:
    plan = plan_of(kb, blinded=True)
    taken = dict.fromkeys(range(plan.total_days), True)
    result = trial.analyse(plan, log_of(constant(plan, 3, 3), taken), kb)
    adherence = next(one for one in result.checks if one.id == "adherence")
    assert adherence.share == 1.0
