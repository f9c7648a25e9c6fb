"""Somebody tells how it went, or lists what they eat: that is what is answered."""

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.answers.subjects.frames import tells_own_experience

TOLD = [
    "Started magnesium in March and my cramps went halved. Proof that it works on me?",
    "Sinds ik magnesium slik heb ik minder hoofdpijn. Komt dat daardoor?",
    "My ring says I sleep 20 minutes longer since I take it. Coincidence?",
    "Twee weken magnesium en ik slaap beter, maar drink ook minder koffie. Ligt dat daaraan?",
    "On magnesium since June. Cramps went from 12 a month to 10. Worth it?",
    "Bloeddruk voor magnesium 150/92, na een maand 141/88. Mooi resultaat?",
    "I feel calmer on magnesium. My wife says placebo.",
    "Gisteren mijn eerste tablet magnesium en vannacht doorgeslapen, komt dat daardoor?",
]
ASKED = [
    "Is there proof that magnesium helps against cramp?",
    "Is er bewijs voor magnesium bij migraine?",
    "How long before magnesium works?",
    "I have diarrhoea since I started magnesium. Is it because of the magnesium?",
]


@pytest.mark.parametrize("question", TOLD)
def test_own_experience_is_told_apart_from_evidence(question: str, kb: Knowledge) -> None:
    assert tells_own_experience(question)
    assert answer(question, kb).topic == "does-it-work"


@pytest.mark.parametrize("question", ASKED)
def test_a_question_on_evidence_or_a_side_effect_is_no_success_story(question: str) -> None:
    assert not tells_own_experience(question)


@pytest.mark.parametrize(
    "question",
    [
        "Porridge, lentils, almonds, wholemeal bread. Am I getting enough magnesium?",
        "Ik eet havermout, volkorenbrood, noten en bonen. Heb ik een supplement nodig?",
    ],
)
def test_who_lists_what_they_eat_hears_whether_it_is_enough(question: str, kb: Knowledge) -> None:
    assert answer(question, kb).topic == "own-diet-rich"


def test_a_shop_said_in_passing_is_not_what_is_asked(kb: Knowledge) -> None:
    assert (
        answer("The chemist said magnesium for my migraine. Any evidence?", kb).topic == "migraine"
    )


def test_a_low_blood_value_is_never_taken_for_a_success_story(kb: Knowledge) -> None:
    found = answer(
        "Six weeks sober after years of drinking. Mag came back 1.4 mg/dL. What does that mean?", kb
    )
    assert found.topic != "does-it-work"
    assert "lab.serum-low" in {fact.id for fact in found.facts}
