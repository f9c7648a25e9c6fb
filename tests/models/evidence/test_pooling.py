"""Pools agree with the formulas written out once more, also where there is little to go on."""

import math
from collections.abc import Callable
from typing import cast

import numpy as np
import pytest
from scipy import stats

from magwise.core.errors import NotApplicable
from magwise.models.evidence import (
    METHODS,
    Counts,
    Effects,
    Measure,
    Method,
    begg,
    cumulative,
    egger,
    from_counts,
    from_means,
    generic,
    leave_one_out,
    mantel_haenszel,
    peto,
    pool,
    prediction,
    regress,
    scatter_interval,
)
from magwise.models.evidence.effects import hedges_correction
from magwise.models.evidence.scatter import profile_likelihood
from tests.models.evidence import derivation
from validation.evidence.reference import counts

SEEDS = range(12)


def made(
    seed: int, k: int | None = None, moderators: int = 0
) -> tuple[Effects, dict[str, list[float]]]:
    """Trials with more or less scatter; every third set has none."""
    rng = np.random.default_rng(seed)
    k = k or int(rng.integers(4, 20))
    v = rng.uniform(0.005, 0.6, k)
    tau = 0.0 if seed % 3 == 0 else float(rng.uniform(0.05, 1.0))
    columns = {f"m{i}": list(rng.normal(50, 20, k)) for i in range(moderators)}
    slopes = sum((0.01 * np.array(column) for column in columns.values()), np.zeros(k))
    y = rng.normal(-0.4 + slopes, np.sqrt(v + tau**2))
    return generic(y, v), columns


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("moderators", [0, 1, 3])
def test_tau2_and_coefficients_are_those_of_the_textbook(
    method: Method, seed: int, moderators: int
) -> None:
    effects, columns = made(seed, k=None if moderators < 3 else 14, moderators=moderators)
    x = np.column_stack([np.ones(effects.k), *columns.values()])
    expected = derivation.tau2(method, effects.estimate, effects.variance, x)
    found = regress(effects, columns, method=method)
    # Likelihoods stop where metafor stops, at a change of 1e-5; the others are exact.
    loose = method in ("ML", "REML")
    assert found.tau2 == pytest.approx(expected, abs=1e-4 if loose else 1e-9 * (1 + expected))
    beta, covariance = derivation.coefficients(effects.estimate, effects.variance, x, found.tau2)
    assert [one.estimate for one in found.coefficients] == pytest.approx(beta, rel=1e-7, abs=1e-9)
    assert [one.se for one in found.coefficients] == pytest.approx(
        np.sqrt(np.diag(covariance)), rel=1e-7
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_no_other_tau2_is_likelier_than_the_one_found(seed: int) -> None:
    effects, _ = made(seed)
    x = np.ones((effects.k, 1))
    for method, restricted in (("REML", True), ("ML", False)):
        best = pool(effects, cast(Method, method)).tau2
        top = derivation.minus_log_likelihood(
            effects.estimate, effects.variance, x, best, restricted=restricted
        )
        for other in np.concatenate([[0.0], np.geomspace(1e-5, 20, 60)]):
            there = derivation.minus_log_likelihood(
                effects.estimate, effects.variance, x, other, restricted=restricted
            )
            assert there >= top - 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_knapp_hartung_is_the_weighted_spread_of_the_residuals(seed: int) -> None:
    effects, columns = made(seed, k=12, moderators=2)
    plain = regress(effects, columns, method="REML")
    adjusted = regress(effects, columns, method="REML", test="knapp-hartung")
    x = np.column_stack([np.ones(12), *columns.values()])
    q = derivation.q_at(effects.estimate, effects.variance, x, plain.tau2)
    for one, other in zip(plain.coefficients, adjusted.coefficients, strict=True):
        assert other.se == pytest.approx(one.se * math.sqrt(q / 9))
        assert other.ci_high - other.estimate == pytest.approx(stats.t.ppf(0.975, 9) * other.se)
    assert adjusted.moderators_df2 == 9
    wide = regress(effects, columns, method="REML", test="knapp-hartung-adhoc")
    assert all(
        w.se >= p.se - 1e-12 for w, p in zip(wide.coefficients, plain.coefficients, strict=True)
    )


def test_moderators_are_tested_together_without_the_intercept() -> None:
    effects, columns = made(4, k=14, moderators=2)
    found = regress(effects, columns, method="DL")
    covariance = np.array(found.covariance)[1:, 1:]
    beta = np.array([one.estimate for one in found.coefficients[1:]])
    q = float(beta @ np.linalg.inv(covariance) @ beta)
    assert found.moderators_q == pytest.approx(q)
    assert found.moderators_df == 2
    assert found.moderators_p == pytest.approx(stats.chi2.sf(q, 2))
    before = pool(effects, "DL").tau2
    assert found.r2 == pytest.approx(max(0, (before - found.tau2) / before))


def test_on_a_small_scale_the_likelihood_is_searched_more_finely() -> None:
    """Serum magnesium in mmol/L: all of tau² may be smaller than the step metafor stops at."""
    rng = np.random.default_rng(3)
    v = rng.uniform(2e-5, 9e-5, 12)
    y = rng.normal(0.04, np.sqrt(v + 3e-5))
    small, large = pool(generic(y, v), "REML"), pool(generic(y * 100, v * 1e4), "REML")
    assert small.tau2 * 1e4 == pytest.approx(large.tau2, rel=2e-3)


TABLES = {
    "zero cells": [(0, 20, 3, 20), (5, 50, 0, 48), (2, 30, 4, 29), (7, 7, 3, 9)],
    "no events in both arms": [(0, 20, 0, 25), (2, 30, 4, 29), (1, 40, 6, 41)],
    "one trial": [(4, 40, 9, 38)],
    "two trials": [(4, 40, 9, 38), (1, 12, 0, 15)],
    "unequal arms": [(3, 200, 5, 40), (1, 150, 4, 30), (0, 90, 2, 15)],
}


@pytest.mark.parametrize("name", TABLES)
def test_mantel_haenszel_is_the_one_of_the_textbook(name: str) -> None:
    table = TABLES[name]
    a, n1, c, n2 = (np.array(column) for column in zip(*table, strict=True))
    data = Counts.of(a, n1, c, n2)
    for measure, formula in (
        ("OR", derivation.mantel_haenszel_or),
        ("RR", derivation.mantel_haenszel_rr),
        ("RD", derivation.mantel_haenszel_rd),
    ):
        found = mantel_haenszel(data, cast(Measure, measure))
        assert (found.estimate, found.se) == pytest.approx(formula(table))
        assert sum(found.weights) == pytest.approx(1)


def test_peto_of_one_trial_is_observed_minus_expected_over_its_variance() -> None:
    found = peto(Counts.of([4], [40], [9], [38]))
    expected = 13 * 40 / 78
    variance = 13 * 65 * 40 * 38 / (78**2 * 77)
    assert found.estimate == pytest.approx((4 - expected) / variance)
    assert found.se == pytest.approx(1 / math.sqrt(variance))


def test_trials_without_any_event_say_nothing_to_peto_and_mantel_haenszel() -> None:
    with_empty = Counts.of([0, 2, 1], [20, 30, 40], [0, 4, 6], [25, 29, 41])
    without = with_empty.take([1, 2])
    assert peto(with_empty).estimate == pytest.approx(peto(without).estimate)
    assert peto(with_empty).heterogeneity.q_df == 1
    for measure in ("OR", "RR"):
        one, other = (mantel_haenszel(data, measure) for data in (with_empty, without))
        assert one.estimate == pytest.approx(other.estimate)
        assert one.heterogeneity == other.heterogeneity
    with pytest.raises(NotApplicable):
        peto(with_empty.take([0]))


def test_half_an_event_is_added_only_where_a_cell_is_empty() -> None:
    effects = from_counts(Counts.of([0, 5], [75, 50], [1, 9], [75, 50]), "OR")
    assert effects.estimate[0] == pytest.approx(math.log(0.5 * 74.5 / (75.5 * 1.5)))
    assert effects.variance[0] == pytest.approx(1 / 0.5 + 1 / 75.5 + 1 / 1.5 + 1 / 74.5)
    assert effects.estimate[1] == pytest.approx(math.log(5 * 41 / (45 * 9)))
    dropped = from_counts(Counts.of([0, 5], [75, 50], [0, 9], [75, 50]), "OR", drop_empty=True)
    assert dropped.k == 1


def test_hedges_g_has_the_exact_correction() -> None:
    """J(10) = 0.9228 and J(2) = 0.5642 (Hedges 1981); the usual approximation gives 0.9231."""
    assert hedges_correction([2, 10]) == pytest.approx([0.56419, 0.92275], abs=5e-6)
    found = from_means(
        mean_treated=[5], sd_treated=[2], n_treated=[6], mean_control=[3], sd_control=[2],
        n_control=[6], measure="SMD",
    )  # fmt: skip
    assert found.estimate[0] == pytest.approx(0.92275, abs=5e-6)
    assert found.variance[0] == pytest.approx(2 / 6 + 0.922746**2 / 24, abs=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_one_trial_is_its_own_pool(method: Method) -> None:
    found = pool(generic([-0.4], [0.04]), method, test="knapp-hartung")
    assert (found.estimate, found.se, found.tau2) == pytest.approx((-0.4, 0.2, 0.0))
    assert found.heterogeneity.q_df == 0


@pytest.mark.parametrize("method", METHODS)
def test_two_trials_that_agree_have_no_scatter(method: Method) -> None:
    found = pool(generic([-0.38, 0.175], [0.888**2, 0.322**2]), method)
    if method == "SJ":  # by construction never zero
        assert found.tau2 > 0
        return
    assert found.tau2 == 0
    assert (found.estimate, found.se) == pytest.approx((0.110, 0.303), abs=6e-4)
    assert found.heterogeneity.q == pytest.approx(0.345, abs=1e-3)


def test_two_trials_that_differ_have_dersimonian_and_laird_s_tau2() -> None:
    """Cochrane 2020 and Barna 2021: fixed -0.52 (-0.97 to -0.07), random -0.51 (-1.11 to 0.10)."""
    effects = generic([-0.18, -0.8], [0.3393**2, 0.3106**2])
    fixed, random = pool(effects, "FE"), pool(effects, "DL")
    assert (fixed.estimate, fixed.ci_low, fixed.ci_high) == pytest.approx(
        (-0.52, -0.97, -0.07), abs=6e-3
    )
    assert (random.estimate, random.ci_low, random.ci_high) == pytest.approx(
        (-0.51, -1.11, 0.10), abs=6e-3
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_q_profile_interval_is_where_q_meets_its_quantiles(seed: int) -> None:
    effects, _ = made(seed)
    x = np.ones((effects.k, 1))
    found = scatter_interval(effects)
    df = effects.k - 1
    q0 = derivation.q_at(effects.estimate, effects.variance, x, 0.0)
    if found.low > 0:
        q = derivation.q_at(effects.estimate, effects.variance, x, found.low)
        assert q == pytest.approx(stats.chi2.ppf(0.975, df))
    else:
        assert q0 <= stats.chi2.ppf(0.975, df) + 1e-9
    if found.high > 0:
        q = derivation.q_at(effects.estimate, effects.variance, x, found.high)
        assert q == pytest.approx(stats.chi2.ppf(0.025, df))
    else:
        assert found.empty
        assert q0 <= stats.chi2.ppf(0.025, df) + 1e-9


def test_the_bcg_q_profile_interval_is_the_printed_one() -> None:
    """Viechtbauer 2007, BCG, REML: 0.1197 to 1.1115 (also metafor's confint documentation)."""
    found = scatter_interval(from_counts(counts("bcg"), "RR"))
    assert (found.low, found.high) == pytest.approx((0.1197, 1.1115), abs=5e-5)


@pytest.mark.parametrize("seed", [1, 2, 4])
def test_the_profile_likelihood_falls_by_half_a_chi_square_at_its_ends(seed: int) -> None:
    effects, _ = made(seed, k=10)
    x = np.ones((10, 1))
    for method in ("REML", "ML"):
        best = pool(effects, method).tau2
        found = profile_likelihood(effects.estimate, effects.variance, x, method)
        ends = [found.high] + ([found.low] if found.low > 0 else [])
        for end in ends:
            fall = derivation.minus_log_likelihood(
                effects.estimate, effects.variance, x, end, restricted=method == "REML"
            ) - derivation.minus_log_likelihood(
                effects.estimate, effects.variance, x, best, restricted=method == "REML"
            )
            assert fall == pytest.approx(3.841459, abs=1e-4)


def test_a_prediction_interval_names_its_quantile() -> None:
    found = pool(from_counts(counts("li2007"), "OR"), "REML")
    widths = [prediction(found, by).high - found.estimate for by in ("z", "t(k-1)", "t(k-2)")]
    total = math.sqrt(found.se**2 + found.tau2)
    assert widths == pytest.approx(
        [1.959964 * total, stats.t.ppf(0.975, 21) * total, stats.t.ppf(0.975, 20) * total]
    )
    with pytest.raises(NotApplicable):
        prediction(pool(generic([0.1, 0.2], [0.1, 0.1]), "REML"))


def test_egger_is_a_weighted_regression_on_the_standard_error() -> None:
    effects, _ = made(5, k=9)
    se = np.sqrt(effects.variance)
    # The same test in Egger's own form: effect / se on 1 / se; its intercept is the slope on se.
    line = stats.linregress(1 / se, effects.estimate / se)
    found = egger(effects)
    assert found.slope == pytest.approx(line.intercept)
    assert found.statistic == pytest.approx(line.intercept / line.intercept_stderr)
    assert found.limit == pytest.approx(line.slope)


def test_tests_of_the_funnel_need_three_trials_of_different_size() -> None:
    with pytest.raises(NotApplicable):
        egger(generic([0.1, 0.2], [0.1, 0.2]))
    with pytest.raises(NotApplicable):
        egger(generic([0.1, 0.2, 0.3], [0.1, 0.1, 0.1]))
    assert -1 <= begg(generic([0.1, 0.2, 0.35], [0.1, 0.2, 0.3])).tau <= 1


def test_leaving_a_trial_out_and_adding_one_by_one_are_pools_of_the_rest() -> None:
    effects, _ = made(7, k=6)
    left = leave_one_out(effects, "DL")
    assert left[2].estimate == pytest.approx(pool(effects.take([0, 1, 3, 4, 5]), "DL").estimate)
    grown = cumulative(effects, [2004, 2001, 2003, 2002, 2006, 2005], "DL")
    assert grown[2].estimate == pytest.approx(pool(effects.take([1, 3, 2]), "DL").estimate)
    assert grown[-1].estimate == pytest.approx(pool(effects, "DL").estimate)
    with pytest.raises(NotApplicable):
        leave_one_out(effects.take([0]))


def test_what_cannot_be_computed_is_refused() -> None:
    effects, _ = made(1, k=4)
    refused: list[Callable[[], object]] = [
        lambda: regress(effects, {"a": [1, 2, 3, 4], "b": [2, 4, 6, 8]}),
        lambda: regress(effects, {"a": [1, 1, 1, 1]}),
        lambda: regress(effects, {"a": [1, 2, math.nan, 4]}),
        lambda: regress(effects, {f"m{i}": list(np.eye(4)[i]) for i in range(3)}),
        lambda: pool(generic([0.1], [0.0])),
        lambda: mantel_haenszel(Counts.of([0, 0], [10, 20], [0, 0], [10, 20]), "RD"),
        lambda: mantel_haenszel(Counts.of([0, 0], [10, 20], [1, 2], [10, 20]), "OR"),
        lambda: pool(generic([math.inf], [0.1])),
        lambda: Counts.of([5], [4], [1], [4]),
        lambda: Counts.of([-1], [4], [1], [4]),
        lambda: pool(effects, cast(Method, "NONE")),
    ]
    for one in refused:
        with pytest.raises(NotApplicable):
            one()
