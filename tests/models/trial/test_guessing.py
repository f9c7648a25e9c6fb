"""Could the person tell? Chances are those of the lot, and nothing is read into too little."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from magwise.core.errors import InputError
from magwise.knowledge import Knowledge
from magwise.models import trial
from magwise.models.trial import Verdict
from magwise.text import render
from tests.models.trial.building import plan_of


def of_pairs(plan: trial.Design, right: int) -> dict[int, bool | None]:
    """Guesses that have the first pairs right and the others wrong."""
    return {
        number: one.active is (one.pair < right) for number, one in enumerate(plan.periods, start=1)
    }


@pytest.mark.parametrize("right", [0, 3, 6, 8])
def test_the_chance_is_the_share_of_all_draws_that_do_as_well(kb: Knowledge, right: int) -> None:
    plan = plan_of(kb, pairs=8)
    found = trial.guesses(plan, of_pairs(plan, right), 0.95)
    assert (found.telling, found.telling_right) == (8, right)
    orders = itertools.product((0, 1), repeat=8)
    share = sum(sum(one) >= right for one in orders) / 2**8
    assert found.probability_by_chance == pytest.approx(share)
    reference = stats.binomtest(right, 8).proportion_ci(0.95, "exact")
    assert found.share is not None
    assert (found.share.low, found.share.high) == pytest.approx((reference.low, reference.high))


def test_twice_the_same_guess_tells_nothing(kb: Knowledge) -> None:
    plan = plan_of(kb, pairs=6)
    found = trial.guesses(plan, dict.fromkeys(range(1, 13), True), 0.95)
    assert (found.guessed, found.right, found.telling) == (12, 6, 0)
    assert [one.id for one in trial.guess_facts(found, Verdict.HELPS, kb)] == ["trial.guess-few"]
    nothing = trial.guesses(plan, {}, 0.95)
    assert [one.id for one in trial.guess_facts(nothing, Verdict.HELPS, kb)] == ["trial.guess-none"]


def test_a_person_who_knew_is_told_that_expectation_may_play_a_part(kb: Knowledge) -> None:
    plan = plan_of(kb, pairs=6)
    knew = trial.guess_facts(trial.guesses(plan, of_pairs(plan, 6), 0.95), Verdict.HELPS, kb)
    assert {"trial.guess-knew", "trial.guess-knew-helps"} <= {one.id for one in knew}
    blind = trial.guess_facts(trial.guesses(plan, of_pairs(plan, 3), 0.95), Verdict.HELPS, kb)
    assert "trial.guess-blind" in {one.id for one in blind}


def test_a_period_that_does_not_exist_is_refused(kb: Knowledge) -> None:
    with pytest.raises(InputError, match="trial-guess-period"):
        trial.guesses(plan_of(kb, pairs=6), {13: True}, 0.95)


@given(
    st.dictionaries(st.integers(1, 16), st.sampled_from([True, False, None])), st.integers(0, 999)
)
def test_every_way_of_guessing_can_be_told(
    kb: Knowledge, given_: dict[int, bool | None], seed: int
) -> None:
    plan = plan_of(kb, seed=seed)
    found = trial.guesses(plan, given_, 0.95)
    assert found.telling_right <= found.telling <= plan.pairs
    assert found.right <= found.guessed
    for fact in trial.guess_facts(found, Verdict.CANNOT_TELL, kb):
        assert render(fact, kb, "nl", strict=True)
        assert render(fact, kb, "en", strict=True)


def test_blind_guesses_are_called_telling_at_most_as_often_as_promised(kb: Knowledge) -> None:
    """One fixed way to guess, all draws of six pairs: at most one in twenty looks like knowing."""
    plan = plan_of(kb, pairs=6)
    truths = [
        trial.guesses(plan, of_pairs(plan, sum(order)), 0.95).probability_by_chance or 0.0
        for order in itertools.product((0, 1), repeat=6)
    ]
    assert sum(one <= 0.05 for one in truths) / len(truths) <= 0.05
