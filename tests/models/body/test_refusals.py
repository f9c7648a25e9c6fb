"""What the model cannot be asked gets a clear refusal, and what lies beyond the data a label."""

import math

import numpy as np
import pytest

from magwise import Knowledge, Profile
from magwise.core.errors import InputError, NotApplicable
from magwise.core.interval import Interval
from magwise.core.records import Dose, Regimen
from magwise.models.body import Subject, doses, expect, expect_of_food, simulate, subject_of
from magwise.models.body.expectation import laxation
from magwise.models.body.profile import counted
from magwise.models.body.simulation import extrapolations
from magwise.person.profile import Medicine, Training
from magwise.text import render


@pytest.mark.parametrize(
    ("regimen", "weeks", "problem"),
    [
        (doses(-10, [480], "citrate"), 2, "error.body-range"),
        (doses(math.nan, [480], "citrate"), 2, "error.body-range"),
        (doses(10, [480], "kryptonite"), 2, "error.body-form"),
        (doses(10, [480], "citrate"), 27, "error.body-range"),
        (doses(10, [480], "citrate"), math.nan, "error.body-range"),
        (doses(10, [480], "citrate"), 0, "error.body-range"),
        (doses(10, [2000], "citrate"), 2, "error.body-range"),
        (Regimen((Dose(None, "citrate"),)), 2, "error.body-dose-unknown"),
    ],
)
def test_a_question_that_means_nothing_is_refused(
    kb: Knowledge, random: np.random.Generator, regimen: Regimen, weeks: float, problem: str
) -> None:
    with pytest.raises(InputError) as refused:
        simulate(Subject(), regimen, weeks, kb, random=random, draws=2, engine="numpy")
    assert problem in {one.id for one in refused.value.problems}


@pytest.mark.parametrize(
    "subject", [Subject(egfr=5), Subject(egfr=math.nan), Subject(age_years=12)]
)
def test_people_it_was_not_made_for_are_refused(
    kb: Knowledge, random: np.random.Generator, subject: Subject
) -> None:
    with pytest.raises(NotApplicable):
        simulate(subject, doses(10, [480], None), 1, kb, random=random, draws=2, engine="numpy")


@pytest.mark.parametrize(
    "subject",
    [Subject(serum_mmol_per_l=9.0), Subject(weight_kg=math.nan), Subject(factors={"moon": None})],
)
def test_values_that_cannot_be_are_refused(
    kb: Knowledge, random: np.random.Generator, subject: Subject
) -> None:
    with pytest.raises(InputError):
        simulate(subject, doses(10, [480], None), 1, kb, random=random, draws=2, engine="numpy")


def test_every_form_of_the_knowledge_base_has_one_class(kb: Knowledge) -> None:
    classes = [form for one in kb.form_classes.values() for form in one.forms]
    assert sorted(classes) == sorted(kb.forms)


def test_what_lies_beyond_the_data_is_labelled(kb: Knowledge) -> None:
    asked = Subject(egfr=20, intake_mg_per_day=Interval(80, 100, 110))
    assert extrapolations(asked, doses(600, [480], "citrate"), 25) == (
        "large-dose", "long", "kidneys", "intake",
    )  # fmt: skip
    for name in ("large-dose", "long", "kidneys", "intake", "age", "pregnancy"):
        assert f"word.body-{name}" in kb.text("nl")


def test_the_same_seed_gives_the_same_answer(kb: Knowledge) -> None:
    results = [
        simulate(
            Subject(), doses(100, [480], "citrate"), 2 / 7, kb,
            random=np.random.default_rng(5), draws=4, engine="numpy",
        ).serum_mmol_per_l.high.tolist()
        for _ in range(2)
    ]  # fmt: skip
    assert results[0] == results[1]


def test_the_facts_for_the_plan_can_be_spoken_in_both_languages(kb: Knowledge) -> None:
    profile = Profile(age_years=40, sex="female", weight_kg=65, height_cm=170)
    found = expect(
        subject_of(profile, kb), doses(100, [480], "citrate"), kb, weeks=1, draws=4, engine="numpy"
    )
    said = [fact.id for fact in found.facts if fact.id.startswith("expect.")]
    assert said == ["expect.absorbed", "expect.urine", "expect.serum", "expect.stores-unknown"]
    for language in ("nl", "en"):
        for fact in found.facts:
            said_of_it = render(fact, kb, language)
            assert "{" not in said_of_it
            assert "[[" not in said_of_it


def test_nobody_is_taken_for_a_healthy_adult(kb: Knowledge) -> None:
    for profile in (
        Profile(sex="male"),
        Profile(age_years=50, kidney_disease=True),
        Profile(age_years=50, dialysis=True, egfr=12),
    ):
        with pytest.raises(NotApplicable):
            subject_of(profile, kb)
    assert subject_of(Profile(age_years=50, kidney_disease=True, egfr=45), kb).egfr == 45


def test_medicines_count_by_name_or_code_and_a_doubtful_name_does_not(kb: Knowledge) -> None:
    def factors(*names: str) -> set[str]:
        taken = tuple(Medicine(name=name) for name in names)
        return set(subject_of(Profile(age_years=50, medicines=taken), kb).factors)

    assert factors("hydrochloorthiazide 12,5 mg", "omeprazol") == {"thiazide", "acid-blocker"}
    assert factors("plaspil") == set()
    coded = Profile(age_years=50, medicines=(Medicine(name="x", atc="A10BK03"),))
    assert set(subject_of(coded, kb).factors) == {"sglt2-inhibitor"}


def test_diabetes_drink_coffee_and_training_go_into_the_subject(kb: Knowledge) -> None:
    profile = Profile(
        age_years=50, conditions=("diabetes-type-2",), alcohol_units_per_week=14,
        caffeine_cups_per_day=3, training=Training(hours_per_week=7, sweat_litres_per_hour=1.0),
    )  # fmt: skip
    found = subject_of(profile, kb)
    assert "diabetes" in found.factors
    assert found.alcohol_g_per_day == pytest.approx(20)
    assert found.caffeine_mg_per_day == pytest.approx(255)
    assert found.sweat_litres_per_day == pytest.approx(1.0)
    what = counted(found, kb)
    assert what.assumed == ("alcohol", "caffeine")
    assert what.known == ("diabetes", "sweat")


def test_a_dose_that_most_guts_do_not_bear_is_said(kb: Knowledge) -> None:
    assert laxation(doses(500, [480], "citrate"), kb)[0].id == "expect.laxation"
    assert laxation(doses(500, [480], "oxide"), kb) == ()  # most of it does not dissolve
    assert laxation(doses(150, [480, 1140], "citrate"), kb) == ()


def test_more_from_food_has_its_own_sentences(kb: Knowledge) -> None:
    subject = Subject(sex="female", age_years=40, weight_kg=65)
    found = expect_of_food(subject, 93.0, kb, weeks=1, draws=4, engine="numpy")
    assert found.facts[0].id == "expect.food"
    assert found.facts[0].values["gain"] == 95
    assert "expect.absorbed" not in {fact.id for fact in found.facts}


def test_what_is_unknown_widens_the_answer(kb: Knowledge) -> None:
    def width(subject: Subject) -> float:
        found = simulate(
            subject, doses(200, [480], "citrate"), 1 / 7, kb,
            random=np.random.default_rng(1), draws=48, engine="numpy",
        )  # fmt: skip
        return found.serum_mmol_per_l.at(0).width

    known = Subject(serum_mmol_per_l=0.82, intake_mg_per_day=Interval(290, 300, 310), egfr=100)
    assert width(Subject()) > 1.3 * width(known)
