"""The probability of too low an intake, against the worked example of IOM 2000."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magwise import Knowledge, Profile
from magwise.core.errors import NotApplicable
from magwise.core.interval import Interval
from magwise.core.records import UsualIntake
from magwise.models.need import Kind, adequacy_by_iom, need, probability_low

# IOM 2000, p. 54: 26.5 squared (702) + SD squared / 3 = 3,162, so the SD of daily intake is
# 85.9 mg; the printed 3,162 and 702 are rounded to 1, the SD to about 0.1.
WITHIN_SD = math.sqrt(3 * (3162 - 702))


def usual(log_mean: float, log_sd: float, **extra: object) -> UsualIntake:
    best = math.exp(log_mean)
    return UsualIntake(
        Interval(best * math.exp(-1.645 * log_sd), best, best * math.exp(1.645 * log_sd)),
        log_mean,
        log_sd,
        3,
        None,
        tuple(extra.get("alternatives", ())),  # type: ignore[arg-type]
    )


def test_the_woman_of_forty_in_iom_2000() -> None:
    assert pytest.approx(85.9, abs=0.05) == WITHIN_SD
    # D / SD_D = 55 / 56, "just slightly less than 1 ... an 85 percent probability"
    assert adequacy_by_iom(320, 3, WITHIN_SD, 265) == pytest.approx(0.85, abs=0.02)


@pytest.mark.parametrize(
    ("days", "factor", "printed"),
    # p. 54 and 56: intakes needed for 97.5 % confidence; the report takes 2 SD for 97.5 %
    [(1, 1.0, 445), (3, 1.0, 377), (7, 1.0, 349), (1, 1.25, 486), (7, 1.25, 362)],
)
def test_intakes_needed_for_97_5_percent_in_iom_2000(
    days: int, factor: float, printed: float
) -> None:
    found = adequacy_by_iom(printed, days, factor * WITHIN_SD, 265)
    assert found == pytest.approx(0.9772, abs=0.0015)  # two standard deviations


def test_the_integral_meets_the_iom_formula_when_the_days_are_all_that_is_known() -> None:
    # without a starting distribution the mean of 28 days is nearly normal around the truth
    sd = WITHIN_SD / math.sqrt(28)
    for mean in (230, 265, 300, 340):
        spread = math.sqrt(math.log1p((sd / mean) ** 2))
        found = probability_low(usual(math.log(mean) - spread**2 / 2, spread), 265)
        assert found.best == pytest.approx(1 - adequacy_by_iom(mean, 28, WITHIN_SD, 265), abs=0.005)


def test_the_integral_is_exact_to_many_digits() -> None:
    from scipy.integrate import quad
    from scipy.stats import norm

    for log_mean, log_sd, ear in ((5.5, 0.3, 265), (5.9, 0.05, 350), (5.2, 0.6, 255)):
        expected, _ = quad(
            lambda z, m=log_mean, s=log_sd, e=ear: (
                norm.pdf(z) * norm.sf(math.exp(m + s * z), e, 0.1 * e)
            ),
            -9,
            9,
            limit=400,
            epsabs=1e-12,
        )
        assert probability_low(usual(log_mean, log_sd), ear).best == pytest.approx(
            expected, abs=1e-9
        )


def test_an_intake_at_the_average_requirement_is_even_odds() -> None:
    assert probability_low(usual(math.log(265), 0.0), 265).best == pytest.approx(0.5)


def test_no_probability_is_ever_computed_from_anything_but_an_average_requirement(
    kb: Knowledge,
) -> None:
    woman = need(Profile(age_years=40, sex="female", country="nl"), kb)
    for value in woman.values:
        if value.kind is Kind.EAR:
            assert 0 < probability_low(usual(5.6, 0.2), value).best < 1
        else:
            with pytest.raises(NotApplicable):
                probability_low(usual(5.6, 0.2), value)


@given(
    log_mean=st.floats(3.5, 7.5),
    more=st.floats(0, 1),
    log_sd=st.floats(0, 0.8),
    ear=st.floats(30, 400),
)
def test_eating_more_never_makes_too_little_more_likely(
    log_mean: float, more: float, log_sd: float, ear: float
) -> None:
    less = probability_low(usual(log_mean, log_sd), ear).best
    assert probability_low(usual(log_mean + more, log_sd), ear).best <= less + 1e-12


def test_the_interval_holds_the_other_assumptions() -> None:
    found = probability_low(usual(5.6, 0.2, alternatives=((5.5, 0.2), (5.7, 0.25))), 265)
    assert found.low < found.best < found.high
    assert found.high == probability_low(usual(5.5, 0.2), 265).best


@pytest.mark.parametrize("requirement", [0.0, -1.0, float("nan")])
def test_impossible_requirements_are_refused(requirement: float) -> None:
    with pytest.raises(NotApplicable):
        probability_low(usual(5.6, 0.2), requirement)
