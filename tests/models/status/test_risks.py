"""Risk factors, the depletion score and signs: information that never diagnoses or doses."""

import pytest

from magwise.core.facts import Severity
from magwise.knowledge import Knowledge
from magwise.models.status import (
    depletion_facts,
    depletion_score,
    present_factors,
    recognise_sign,
    risk_factors,
    signs,
)
from magwise.person import Profile


def profile(**values: object) -> Profile:
    return Profile.model_validate(values)


def ids(facts: tuple[object, ...]) -> list[str]:
    return [getattr(fact, "id", "") for fact in facts]


HEALTHY: dict[str, object] = {
    "age_years": 34, "sex": "male", "conditions": [], "medicines": [], "egfr": 100,
    "alcohol_units_per_week": 3, "kidney_disease": "no", "complaints": [], "signs": [],
}  # fmt: skip


def test_a_healthy_adult_hears_no_warning(kb: Knowledge) -> None:
    person = profile(**HEALTHY)
    said = [*risk_factors(person, kb), *depletion_facts(person, kb), *signs(person, kb)]
    assert {fact.severity for fact in said} == {Severity.INFO}
    assert [fact.id for fact in said if not fact.id.startswith("explain.")] == ["risk.none-found"]


def test_what_was_not_said_is_not_called_absent(kb: Knowledge) -> None:
    assert risk_factors(Profile(), kb) == ()
    assert risk_factors(profile(age_years=34, medicines=[]), kb) == ()


@pytest.mark.parametrize(
    ("name", "atc"),
    [("omeprazol", None), ("furosemide", None), ("hydrochloorthiazide", None),
     ("tacrolimus", None), ("cisplatin", None), ("onbekende merknaam", "A02BC05")],
)  # fmt: skip
def test_medicines_that_lower_magnesium_are_named(
    kb: Knowledge, name: str, atc: str | None
) -> None:
    person = profile(age_years=50, medicines=[{"name": name, "atc": atc}])
    facts = risk_factors(person, kb)
    assert ids(facts) == ["risk.medicine-lowers"]
    assert facts[0].sources


def test_a_potassium_sparing_tablet_is_said_to_hold_magnesium_back(kb: Knowledge) -> None:
    person = profile(age_years=50, medicines=[{"name": "spironolacton"}])
    assert ids(risk_factors(person, kb)) == ["risk.medicine-raises"]


def test_paracetamol_is_no_risk_factor(kb: Knowledge) -> None:
    person = profile(age_years=50, medicines=[{"name": "paracetamol"}], conditions=[])
    assert ids(risk_factors(person, kb)) == ["risk.none-found"]


@pytest.mark.parametrize(
    ("given", "factor"),
    [
        ({"conditions": ["ziekte van Crohn"]}, "gut-disease"),
        ({"conditions": ["coeliac-disease"]}, "gut-disease"),
        ({"conditions": ["gastric bypass"]}, "stomach-operation"),
        ({"conditions": ["diabetes type 2"]}, "diabetes"),
        ({"alcohol_units_per_week": 30}, "alcohol"),
        ({"age_years": 75}, "age"),
        ({"weight_loss_unwanted": "yes"}, "eating-little"),
        ({"weight_kg": 45, "height_cm": 175}, "eating-little"),
        ({"training": {"kinds": ["weight-class"]}}, "weight-class"),
        ({"egfr": 45}, "kidney-holds-back"),
    ],
)
def test_each_risk_factor_is_found(kb: Knowledge, given: dict[str, object], factor: str) -> None:
    assert present_factors(profile(**given), kb) == (factor,)
    (fact,) = risk_factors(profile(**given), kb)
    assert fact.sources


def test_a_low_egfr_is_told_as_holding_back_and_not_as_a_lack(kb: Knowledge) -> None:
    (fact,) = risk_factors(profile(egfr=25), kb)
    assert fact.id == "risk.held-back"


def test_the_published_maximum_of_the_depletion_score_is_five(kb: Knowledge) -> None:
    person = profile(
        age_years=70, sex="female", egfr=40, alcohol_units_per_week=30,
        medicines=[{"name": "omeprazol"}, {"name": "hydrochloorthiazide"}],
    )  # fmt: skip
    score = depletion_score(person, kb)
    assert score is not None
    assert (score.low, score.high) == (5, 5)


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ({}, 0),
        ({"egfr": 89}, 1),
        ({"egfr": 60}, 1),
        ({"egfr": 59}, 2),
        ({"medicines": [{"name": "furosemide"}]}, 1),
        ({"medicines": [{"name": "pantoprazol"}]}, 1),
        # more than 1 US drink (14 g) a day for women: ten Dutch glasses a week are 14.3 g a day
        ({"sex": "female", "alcohol_units_per_week": 10}, 1),
        ({"sex": "female", "alcohol_units_per_week": 9}, 0),
        # more than 2 drinks a day for men
        ({"alcohol_units_per_week": 19}, 0),
        ({"alcohol_units_per_week": 20}, 1),
        # a UK unit is 8 g, a US drink 14 g
        ({"alcohol_units_per_week": 20, "country": "gb"}, 0),
        ({"alcohol_units_per_week": 15, "country": "us"}, 1),
    ],
)
def test_points_follow_the_published_items(
    kb: Knowledge, change: dict[str, object], points: int
) -> None:
    score = depletion_score(profile(**{**HEALTHY, **change}), kb)
    assert score is not None
    assert (score.low, score.high) == (points, points)


def test_missing_answers_widen_the_score_and_never_count_as_zero(kb: Knowledge) -> None:
    known = profile(age_years=50, sex="male", medicines=[])
    score = depletion_score(known, kb)
    assert score is not None
    assert (score.low, score.high) == (0, 3)
    unclear = profile(**{**HEALTHY, "medicines": [{"name": "xyzzynol"}]})
    score = depletion_score(unclear, kb)
    assert score is not None
    assert (score.low, score.high) == (0, 2)


@pytest.mark.parametrize("age", [None, 12, 17.9])
def test_the_score_is_for_adults_only(kb: Knowledge, age: float | None) -> None:
    assert depletion_score(profile(**{**HEALTHY, "age_years": age}), kb) is None
    assert depletion_facts(profile(**{**HEALTHY, "age_years": age}), kb) == ()


def test_nothing_known_gives_no_score(kb: Knowledge) -> None:
    assert depletion_score(profile(age_years=50), kb) is None


def test_the_score_asks_for_a_blood_test_and_says_it_sets_no_dose(kb: Knowledge) -> None:
    person = profile(**{**HEALTHY, "medicines": [{"name": "furosemide"}, {"name": "omeprazol"}]})
    (fact,) = depletion_facts(person, kb)
    assert fact.id == "risk.depletion-score"
    assert kb.scores["depletion"].never_sets_a_dose
    for text in (kb.text_nl, kb.text_en):
        for key in ("risk.depletion-score", "risk.depletion-score-high"):
            assert "mg" not in text[key].split()
    assert "not" in kb.text_en["risk.depletion-score-high"]


def test_common_complaints_never_prove_a_lack(kb: Knowledge) -> None:
    person = profile(signs=["fatigue", "headache", "poor-sleep", "eyelid-twitch", "cramps"])
    (fact,) = signs(person, kb)
    assert (fact.id, fact.severity) == ("sign.non-specific", Severity.INFO)


def test_complaints_are_told_the_same(kb: Knowledge) -> None:
    (fact,) = signs(profile(complaints=[{"id": "cramps-night"}]), kb)
    assert fact.id == "sign.non-specific"


def test_no_number_of_signs_says_deficient(kb: Knowledge) -> None:
    said = signs(profile(signs=list(kb.signs)), kb)
    for fact in said:
        for text in (kb.text_nl, kb.text_en):
            assert "je hebt een tekort" not in text[fact.id].casefold()
            assert "you are deficient" not in text[fact.id].casefold()
            assert "you have a deficiency" not in text[fact.id].casefold()


def test_palpitations_go_to_the_doctor_whatever_magnesium_does(kb: Knowledge) -> None:
    (fact,) = signs(profile(signs=["hartkloppingen"]), kb)
    assert (fact.id, fact.severity) == ("sign.see-doctor", Severity.REFER)


def test_tetany_is_for_today(kb: Knowledge) -> None:
    (fact,) = signs(profile(signs=["tetany"]), kb)
    assert fact.severity is Severity.URGENT


def test_thirst_is_no_sign_of_magnesium(kb: Knowledge) -> None:
    (fact,) = signs(profile(signs=["veel dorst"]), kb)
    assert fact.id == "sign.not-a-sign"


def test_low_potassium_that_stays_low_is_a_strong_clue(kb: Knowledge) -> None:
    (fact,) = signs(profile(signs=["refractory-low-potassium"]), kb)
    assert fact.id == "sign.strong-clue"


def test_an_unknown_sign_is_asked_back(kb: Knowledge) -> None:
    (fact,) = signs(profile(signs=["groene oren"]), kb)
    assert (fact.id, fact.values["sign"]) == ("ask.sign-unknown", "groene oren")


@pytest.mark.parametrize(("words", "sign"), [("trillend ooglid", "eyelid-twitch"),
                                             ("restless legs", "restless-legs")])  # fmt: skip
def test_signs_are_known_in_both_languages(kb: Knowledge, words: str, sign: str) -> None:
    assert recognise_sign(words, kb) == sign


def test_adding_a_risk_never_silences_another(kb: Knowledge) -> None:
    one = set(ids(risk_factors(profile(age_years=75, conditions=["coeliac-disease"]), kb)))
    two = set(
        ids(
            risk_factors(
                profile(
                    age_years=75,
                    conditions=["coeliac-disease", "diabetes"],
                    medicines=[{"name": "omeprazol"}],
                ),
                kb,
            )
        )
    )
    assert one < two


def test_the_limits_of_adults_say_nothing_about_a_childs_weight(kb: Knowledge) -> None:
    child = profile(age_years=8, weight_kg=27, height_cm=130)  # an ordinary weight at that age
    assert "eating-little" not in present_factors(child, kb)


def test_a_word_for_opposite_medicines_says_nothing_of_magnesium_lost(kb: Knowledge) -> None:
    told = {fact.id for fact in risk_factors(profile(medicines=[{"name": "plaspil"}]), kb)}
    assert "risk.medicine-may-lower" not in told


@pytest.mark.parametrize("held", [{"egfr": 28}, {"egfr": 55}, {"dialysis": True, "egfr": None}])
def test_weak_kidneys_are_no_reason_to_look_for_too_little(
    kb: Knowledge, held: dict[str, object]
) -> None:
    told = {fact.id for fact in depletion_facts(profile(**{**HEALTHY, **held}), kb)}
    assert told == {"explain.depletion-score"}
