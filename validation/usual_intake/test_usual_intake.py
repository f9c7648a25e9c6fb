"""The long form of the coverage test, and published figures the start must agree with."""

import math

import pytest

from magwise import Knowledge, Profile
from magwise.core.interval import Interval
from magwise.core.records import UsualIntake
from magwise.models.intake.prior import prior_of
from magwise.models.need import probability_low
from validation.usual_intake.regenerate import PERSON, WORLDS
from validation.usual_intake.simulation import DAYS, simulate


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


@pytest.mark.parametrize("days", DAYS)
def test_coverage_is_ninety_percent_when_the_model_is_right(days: int, kb: Knowledge) -> None:
    found = simulate(
        WORLDS["as the model believes"], PERSON, kb, days=days, people=10_000, seed=100 + days
    )
    assert 0.885 <= found.coverage <= 0.915


# Habitual intakes of magnesium, share below the EAR of IOM 1997 [%], nutriR (Passarelli 2022).
# Our spread between Dutch people was chosen to fit these shares together, the means are theirs.
SHARES = [
    ("male", 17, 340, 67), ("male", 22, 330, 46), ("male", 42, 350, 31),
    ("male", 67, 350, 37), ("male", 82, 350, 66), ("female", 17, 300, 77),
    ("female", 22, 255, 41), ("female", 52, 265, 26), ("female", 77, 265, 39),
    ("female", 82, 265, 45),
]  # fmt: skip


@pytest.mark.parametrize(("sex", "age", "ear", "share"), SHARES)
def test_shares_of_the_population_below_the_requirement_agree_within_five_points(
    sex: str, age: float, ear: float, share: float, kb: Knowledge
) -> None:
    profile = Profile.model_validate({"age_years": age, "sex": sex, "country": "nl"})
    prior = prior_of(profile, kb)
    people = UsualIntake(Interval(1, 1, 1), prior.log_mean, prior.people_log_sd, 0)
    assert 100 * probability_low(people, ear).best == pytest.approx(share, abs=5)


def test_american_men_agree_with_another_survey_and_method(kb: Knowledge) -> None:
    # Luo 2019: men, NHANES 2011-14, NCI method: median 338, quartiles 268 and 420 mg/day
    prior = prior_of(Profile(age_years=40, sex="male", country="us"), kb)
    quartile = 0.6745 * prior.people_log_sd
    assert prior.median_mg == pytest.approx(338, rel=0.05)
    assert math.exp(prior.log_mean - quartile) == pytest.approx(268, rel=0.05)
    assert math.exp(prior.log_mean + quartile) == pytest.approx(420, rel=0.05)
