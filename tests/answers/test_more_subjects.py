"""Everyday questions that were declined or misread once get their own answer."""

import pytest

from magwise import Knowledge
from magwise.answers import answer


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Zijn bananen nou echt goed tegen kramp?", "food-for-cramp"),
        ("Can magnesium cause palpitations?", "palpitations-from"),
        ("Can too much magnesium make you tired?", "too-much-tired"),
        ("what's the best time of day", "timing"),
        ("Kan magnesium slapeloosheid veroorzaken?", "sleepless-from"),
        ("mijn fysio raadt magnesium aan na mijn hamstringblessure", "injury"),
        ("Ik heb een nieuwe nier en tacrolimus. Mijn magnesium is laag.", "transplant"),
        ("I've been prescribed Slow-Mag, how long do I take it?", "prescribed-how-long"),
        ("does zinc block magnesium", "zinc-hinders"),
        ("Ik gebruik een zoutvervanger met kalium en neem magnesium erbij", "salt-substitute"),
        ("Does magnesium thin your blood?", "thins-blood"),
        ("Is it OK to take magnesium while trying to conceive?", "trying-to-conceive"),
        ("my urine test showed high magnesium", "urine-test"),
        ("Is magnesium veganistisch?", "vegan-product"),
        ("Heeft het zin om magnesium te nemen als je jong en gezond bent?", "healthy-person"),
        ("Ik heb een hoge calcium in mijn bloed, is magnesium dan veilig?", "high-calcium"),
        ("what does 'chelated' mean", "chelated"),
        ("Hoe bereken ik hoeveel magnesium ik op een dag binnenkrijg?", "own-intake"),
        ("I cant remember if i took my magnesium today", "forgotten"),
        ("Geldt de bovengrens ook voor mij als topsporter?", "athlete-upper"),
    ],
)
def test_each_has_its_own_answer(kb: Knowledge, question: str, topic: str) -> None:
    assert answer(question, kb).topic == topic


def test_a_norm_of_the_uk_leads_where_the_uk_is_asked_after(kb: Knowledge) -> None:
    found = answer("how much magnesium do women over 50 need in the UK", kb)
    assert found.facts[0].values["women"] == 270


def test_what_is_sold_to_animals_is_not_meant_by_a_walk_or_a_hangover(kb: Knowledge) -> None:
    assert answer("kan ik een kater voorkomen met magnesium", kb).topic == "hangover"
    walk = "Mijn hond en ik lopen elke dag 10 km en ik heb kramp in mijn voeten"
    assert answer(walk, kb).kind == "answer"


def test_several_tablets_at_once_are_told_to_take_no_more(kb: Knowledge) -> None:
    some = answer("Ik heb net 6 tabletten van 400 mg genomen omdat ik zo'n kramp had", kb)
    assert some.topic == "accident"
    many = answer("Ik heb zojuist 8 tabletten van 800 mg ingenomen", kb)
    assert many.kind == "emergency"


def test_reduced_kidneys_speak_under_any_subject(kb: Knowledge) -> None:
    found = answer("I'm trying to get pregnant and my eGFR is 40, magnesium?", kb)
    assert found.blocked_by
    assert "answer.trying-to-conceive" not in [one.id for one in found.facts]


@pytest.mark.parametrize(
    "question",
    [
        "Coach here: my under-16 squad cramps late in matches. Should I hand out magnesium?",
        "Ik train het jeugdteam JO15, mag ik ze magnesium geven tegen kramp?",
    ],
)
def test_a_team_of_the_young_gets_no_pills(kb: Knowledge, question: str) -> None:
    assert answer(question, kb).kind == "blocked"


def test_a_potassium_outside_its_range_comes_first(kb: Knowledge) -> None:
    found = answer("Mijn bloedtest: magnesium 0,78 mmol/l, kalium 3,3. Moet ik bijslikken?", kb)
    assert found.blocked_by[0].id == "answer.potassium-off"
    fine = answer("Mijn bloedtest: magnesium 0,78 mmol/l, kalium 4,1. Moet ik bijslikken?", kb)
    assert "answer.potassium-off" not in [one.id for one in fine.facts]


@pytest.mark.parametrize(
    "question",
    [
        "Mijn man van 55 is na het sporten ingezakt en zijn hart slaat over. Tekort?",
        "ik voel me slap, hart klopt onregelmatig en ik slik plaspillen",
        "I vomited after taking Epsom salts and feel faint",
    ],
)
def test_these_are_emergencies_too(kb: Knowledge, question: str) -> None:
    assert answer(question, kb).kind == "emergency"


def test_a_professional_is_known_by_the_first_word(kb: Knowledge) -> None:
    question = "Physician: 74-year-old on pantoprazole with Mg 0.55 mmol/L. What next?"
    assert "answer.pro-low" in [one.id for one in answer(question, kb).facts]


def test_a_reason_for_a_medicine_hides_no_gap(kb: Knowledge) -> None:
    question = (
        "Voor de vakantie kreeg ik doxycycline tegen malaria en ik neem elke avond magnesium. "
        "Kan dat samen?"
    )
    assert answer(question, kb).topic == "medicines"


def test_a_bound_in_a_question_is_no_age(kb: Knowledge) -> None:
    found = answer("My eGFR is under 15, which magnesium can I take?", kb)
    assert "safety.child" not in [one.id for one in found.facts]


def test_a_dose_of_a_medicine_stays_declined(kb: Knowledge) -> None:
    assert answer("What is the max dose of paracetamol, I'm on warfarin?", kb).kind == "abstain"


def test_grams_of_potassium_are_no_blood_value(kb: Knowledge) -> None:
    found = answer("Hoeveel kalium 2,5 gram en magnesium 300 mg, is dat veilig?", kb)
    assert "answer.potassium-off" not in [one.id for one in found.facts]


@pytest.mark.parametrize(
    "question",
    [
        "since starting magnesium my heart rate dropped to 42 and I feel dizzy",
        "mijn hartslag is 38 en ik ben licht in mijn hoofd sinds de magnesium",
    ],
)
def test_a_very_slow_pulse_with_a_complaint_is_an_emergency(kb: Knowledge, question: str) -> None:
    assert answer(question, kb).kind == "emergency"


def test_a_slow_pulse_alone_is_none(kb: Knowledge) -> None:
    fit = answer("my resting heart rate is 48 and I run marathons, is magnesium fine?", kb)
    assert fit.kind != "emergency"


def test_a_pill_against_a_virus_is_not_the_pill(kb: Knowledge) -> None:
    question = "kan ik tegelijk met mijn HIV pil (dolutegravir) magnesium nemen?"
    assert answer(question, kb).topic == "medicines"
