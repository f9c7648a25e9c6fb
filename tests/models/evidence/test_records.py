"""The stored figures: whole, sourced, and with their arithmetic repeated."""

import math

import pytest

from magwise import Knowledge
from magwise.core.sourced import How
from magwise.core.units import elemental_share
from magwise.models.evidence import generic, pool, se_from_interval, se_from_p
from magwise.models.evidence.analysis import of_pool, pooled_by
from magwise.models.evidence.pooling import share_of_normal_below
from magwise.models.evidence.regression import two_sided
from magwise.models.evidence.studies import Study, effects_of, of_trials


def p_of(kb: Knowledge, key: str) -> float:
    """The p that a printed interval implies."""
    one = kb.syntheses[key]
    assert one.estimate is not None
    parts = [one.estimate.low or 0.0, one.estimate.value or 0.0, one.estimate.high or 0.0]
    if one.measure in ("OR", "RR"):
        parts = [math.log(part) for part in parts]
    return two_sided(parts[1] / se_from_interval(parts[0], parts[2]), None)


@pytest.mark.parametrize(
    ("key", "p", "tolerance"),
    [
        ("mah-2021-sol", 0.0006, 5e-5),
        ("mah-2021-tst", 0.154, 5e-4),
        ("liu-2021-freq", 0.169, 1e-3),
        ("liu-2021-recov", 0.215, 1e-3),
        ("liu-2021-ae", 0.096, 1e-3),
        ("song-2006-fpg", 0.044, 5e-4),
        ("moabedi-2023", 0.0006, 5e-5),
    ],
)
def test_the_p_that_an_interval_implies_is_the_published_one(
    kb: Knowledge, key: str, p: float, tolerance: float
) -> None:
    assert p_of(kb, key) == pytest.approx(p, abs=tolerance)


def test_roguin_maor_s_printed_error_does_not_follow_from_its_arms(kb: Knowledge) -> None:
    studies = of_trials([kb.trials["roguin-maor-2017.change"]])
    found = pool(effects_of(studies, "MD"), "FE")
    assert (found.estimate, found.se, found.p) == pytest.approx((-0.38, 0.888, 0.67), abs=3e-3)
    treated, control = (one for one in kb.trial_arms.values() if one.source == "roguin-maor-2017")
    at_the_end = Study(
        "end", "end", None, None, treated.n, None, control.n,
        treated.mean_end, treated.sd_end, control.mean_end, control.sd_end,
    )  # fmt: skip
    ends = effects_of([at_the_end], "MD")
    at_end = pool(ends, "FE")
    assert at_end.natural == pytest.approx((-1.04, -3.18, 1.10), abs=6e-3)


def test_frusso_s_standard_error_follows_from_its_p(kb: Knowledge) -> None:
    assert se_from_p(11.8 - 11.1, 0.59, 41) == pytest.approx(1.29, abs=5e-3)
    assert kb.trials["frusso-1999.crossover"].se == pytest.approx(1.29 / 4, abs=1e-3)


def test_elemental_doses_of_the_sleep_trials_follow_from_magnesium_oxide() -> None:
    share = elemental_share("MgO")
    assert share == pytest.approx(0.6030, abs=5e-5)
    assert 2 * 414 * share == pytest.approx(499, abs=0.5)
    assert 3 * 403 * share == pytest.approx(729, abs=0.5)
    assert 500 * share == pytest.approx(302, abs=0.5)
    assert pytest.approx(13.7, abs=0.05) == 0.565 * 24.305


def test_cochrane_2012_with_roguin_s_end_values_lands_at_minus_0_05(kb: Knowledge) -> None:
    old = kb.syntheses["cochrane-2012-wk"].estimate
    assert old is not None
    both = generic([0.01, -1.04], [se_from_interval(-0.52, 0.55) ** 2, 1.092**2])
    found = pool(both, "FE")
    assert (found.estimate, found.se) == pytest.approx((-0.05, 0.26), abs=6e-3)


def test_under_a_flat_prior_one_cramp_a_week_fewer_is_very_unlikely() -> None:
    se = se_from_interval(-0.84, 0.49)
    assert share_of_normal_below(-1, -0.18, se) == pytest.approx(0.008, abs=5e-4)


def test_what_we_say_we_recomputed_comes_out_of_the_trials(kb: Knowledge) -> None:
    models = {
        "li-2007-fe": "mantel-haenszel",
        "li-2007-re": "DL",
        "cramps-two-trials": "REML",
        "cramps-with-barna": "DL",
    }
    recomputed = {one.id for one in kb.syntheses.values() if one.kind == "recomputed"}
    assert recomputed == set(models)
    for key, model in models.items():
        one = kb.syntheses[key]
        assert one.pool is not None
        assert one.estimate is not None
        record = kb.pools[one.pool]
        studies = of_trials(row for row in kb.trials.values() if row.pool == one.pool)
        best, low, high = pooled_by(studies, record.measure, model).natural  # type: ignore[arg-type]
        printed = (one.estimate.value, one.estimate.low, one.estimate.high)
        assert (best, low, high) == pytest.approx(printed, abs=7e-3), key


def test_one_huge_trial_decides_which_model_sees_a_benefit(kb: Knowledge) -> None:
    """Heart attack: nothing with a fixed effect, a third fewer deaths with a random one."""
    found = of_pool("heart-attack-2007", kb)
    by_model = {one.model: one.natural for one in found.models if one.test == "z"}
    assert by_model["mantel-haenszel"][2] > 1 > by_model["mantel-haenszel"][1]
    assert by_model["DL"][2] < 1
    assert found.asymmetry is not None
    assert found.asymmetry.p < 0.001
    without = found.without[
        [label.startswith("ISIS-4") for label in found.effects.labels].index(True)
    ]
    assert without.natural[0] < 0.9


def test_conflicting_pools_are_all_there_with_one_preferred_and_a_reason(kb: Knowledge) -> None:
    systolic = {one.id for one in kb.syntheses.values() if one.outcome == "blood-pressure-systolic"}
    assert systolic == {
        "jee-2002-s", "dickinson-2006-s", "zhang-2016-bp-s", "xu-2023-s", "kass-2012-s",
        "rosanoff-2021",
    }  # fmt: skip
    crp = {one.id for one in kb.syntheses.values() if one.outcome == "crp"}
    assert {"crp-simental-2017", "crp-mazidi-2018"} <= crp
    many: dict[str, list[str]] = {}
    for one in kb.syntheses.values():
        many.setdefault(one.outcome, []).append(one.id)
    for outcome, ids in many.items():
        record = kb.outcomes[outcome]
        if len(ids) > 1:
            assert record.preferred in ids, outcome
            assert record.why_preferred is not None, outcome


def test_the_preferred_pool_is_not_the_most_flattering(kb: Knowledge) -> None:
    for outcome in ("blood-pressure-systolic", "fasting-glucose", "hba1c", "crp"):
        ours = kb.syntheses[kb.outcomes[outcome].preferred or ""].estimate
        assert ours is not None
        values = [
            one.estimate.value or 0.0
            for one in kb.syntheses.values()
            if one.outcome == outcome and one.measure == "MD" and one.estimate
        ]
        assert ours.value != min(values), outcome


def test_three_kinds_of_evidence_stay_apart(kb: Knowledge) -> None:
    for one in kb.syntheses.values():
        if one.kind == "mechanism":
            assert one.estimate is None
        if one.kind == "recomputed":
            assert one.pool in kb.pools
    assert len(kb.syntheses) == 68
    assert all(one.how is not How.ASSUMED for one in kb.syntheses.values())


def test_every_topic_of_the_evidence_has_words_people_type(kb: Knowledge) -> None:
    topics = {one.topic for one in kb.outcomes.values()}
    worded = {one.topic for one in kb.outcomes.values() if one.words.nl and one.words.en}
    assert topics - worded == {"norms"}
