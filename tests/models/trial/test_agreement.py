"""The integration on grids finds what full MCMC of the same models found; MCMC ran elsewhere."""

import pytest

from magwise.knowledge import Knowledge
from validation.trial.agreement import END_GOAL, MEAN_GOAL, gaps

MCMC_IS_SURE = 0.06  # error of an end in MCMC itself, in posterior SDs


@pytest.mark.parametrize("model", ["periods", "scores"])
def test_means_and_ends_lie_where_full_mcmc_has_them_on_fifty_data_sets(
    kb: Knowledge, model: str
) -> None:
    found = list(gaps(model, kb))
    assert len(found) >= 50
    for one in found:
        assert one.end_error < MCMC_IS_SURE, f"set {one.set}: run MCMC longer"
        assert abs(one.mean) <= MEAN_GOAL, one
        assert max(abs(one.low), abs(one.high)) <= END_GOAL, one
    bias = sum(one.mean for one in found) / len(found)
    assert abs(bias) < 0.01


def test_beside_a_model_of_days_the_model_of_periods_is_the_more_careful_one(
    kb: Knowledge,
) -> None:
    """It throws away what days say about their own spread: wider, and closer to the prior."""
    found = list(gaps("daily", kb))
    wider = [one.sd_ratio for one in found]
    assert len(found) >= 50
    assert 1.0 < sum(wider) / len(wider) < 1.2
    assert abs(sum(one.mean for one in found) / len(found)) < 0.25
