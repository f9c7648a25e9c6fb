"""The product finds what full MCMC of the same models found; MCMC ran elsewhere."""

import pytest

from magwise.knowledge import Knowledge
from validation.trial.agreement import END_GOAL, MEAN_GOAL, gaps

MCMC_IS_SURE = 0.05  # error of an end in MCMC itself, in posterior SDs


@pytest.mark.parametrize("model", ["counts", "scores"])
def test_means_and_ends_lie_where_full_mcmc_has_them(kb: Knowledge, model: str) -> None:
    """At least fifty sets within the goal; one of the counts is not, and the docs show it."""
    found = list(gaps(model, kb))
    assert sum(one.within for one in found) >= 50
    for one in found:
        assert one.end_error < MCMC_IS_SURE, f"set {one.set}: run MCMC longer"
        assert abs(one.mean) <= 2 * MEAN_GOAL, one
        assert max(abs(one.low), abs(one.high)) <= 2 * END_GOAL, one
    bias = sum(one.mean for one in found) / len(found)
    assert abs(bias) < 0.03
