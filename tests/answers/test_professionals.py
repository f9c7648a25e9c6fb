"""A professional who asks about a patient is not answered as the patient."""

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.answers.professional import is_professional


@pytest.mark.parametrize(
    "question",
    [
        "GP here: a patient's serum Mg is 0.62 mmol/L, what should I do?",
        "Als huisarts zie ik veel mensen met omeprazol. Moet ik magnesium meten?",
        "Dietitian here. Client with a high-output ileostomy, magnesium 0.58 mmol/L.",
        "Mijn patiënt gebruikt furosemide en omeprazol, moet ik magnesium prikken?",
    ],
)
def test_the_part_for_the_professional_comes_first(kb: Knowledge, question: str) -> None:
    found = answer(question, kb)
    assert found.facts[0].id.startswith("answer.pro-")
    said = [one.id for one in found.facts]
    assert said.index("answer.pro-below") < said.index(found.short[0].id)


@pytest.mark.parametrize(
    "question",
    [
        "My GP put me on omeprazole and my magnesium is 0.62 mmol/L.",
        "De huisarts zegt dat mijn magnesium 0,62 mmol/L is.",
        "I am a runner and my doctor found magnesium 0.62 mmol/L.",
        "Ik ben patiënt en mijn magnesium is 0,48 mmol/l",
        "I'm a kidney patient with magnesium 0.62 mmol/L.",
    ],
)
def test_a_patient_is_told_to_see_the_doctor(kb: Knowledge, question: str) -> None:
    assert not is_professional(question)
    assert not any(one.id.startswith("answer.pro-") for one in answer(question, kb).facts)


def test_a_severe_value_is_called_severe_to_a_professional(kb: Knowledge) -> None:
    found = answer("Huisarts hier: patiënt met magnesium 0,41 mmol/l. Wat nu?", kb)
    assert found.facts[0].id == "answer.pro-very-low"
    found = answer("Huisarts hier: patiënt met magnesium 0,66 mmol/l. Wat nu?", kb)
    assert found.facts[0].id == "answer.pro-low"


def test_an_emergency_stays_an_emergency_for_a_professional(kb: Knowledge) -> None:
    question = (
        "Nurse here: my patient with eGFR 15 took a magnesium laxative and is now drowsy "
        "with a pulse of 40."
    )
    assert answer(question, kb).kind == "emergency"


@pytest.mark.parametrize(
    "question",
    [
        "My client is 15 and on omeprazole, should he take magnesium?",
        "Mijn patiënt van 9 slaapt slecht, mag magnesium?",
    ],
)
def test_a_young_client_is_no_adult(kb: Knowledge, question: str) -> None:
    said = [one.id for one in answer(question, kb).facts]
    assert not any(one.startswith("answer.pro-") for one in said)
    assert any("child" in one for one in said)
