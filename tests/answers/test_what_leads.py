"""What a question is about when its story names more: the complaint, and nothing over a comma."""

import pytest

from magwise import Knowledge
from magwise.answers import answer


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        (
            "My husband has restless legs. He is not keen on more prescription tablets. Is there "
            "decent research behind magnesium for it?",
            "restless-legs",
        ),
        (
            "Ik krijg steeds de vraag of magnesium iets doet bij depressieve klachten. Wat is de "
            "stand van het onderzoek?",
            "mood",
        ),
        ("Any performance benefit from magnesium if you're not short of it?", "performance"),
        ("I get heart flutters at night and they go when I take magnesium. Should I see someone?",
         "heart-rhythm"),
        ("Can too little magnesium cause high blood pressure?", "blood-pressure"),
    ],
)  # fmt: skip
def test_the_complaint_leads_where_it_is_asked_whether_it_helps(
    question: str, topic: str, kb: Knowledge
) -> None:
    """A side word of the story does not choose the subject."""
    assert answer(question, kb).topic == topic


def test_no_phrase_steps_over_a_comma(kb: Knowledge) -> None:
    """The words "in mijn bloed, pillen geven diarree" gives no blood."""
    found = answer(
        "Ik heb de ziekte van Crohn en een laag magnesium in mijn bloed, pillen geven diarree. Wat "
        "kan ik doen?",
        kb,
    )
    assert found.topic == "gut-disease"


def test_a_child_hears_what_is_known_of_the_complaint_and_no_dose(kb: Knowledge) -> None:
    """The evidence on cramps in sport stands beside "no dose under 18"."""
    found = answer("My son of 15 gets cramp at football. Would a supplement help?", kb)
    assert found.kind == "blocked"
    assert [one.topic for one in found.also] == ["exercise-cramps"]
    assert not any("mg" in one.values for one in found.facts)


@pytest.mark.parametrize(
    "question",
    [
        "Mijn moeder heeft bijna een hele pot magnesium laxeerpoeder opgemaakt. Ze is heel suf en "
        "haar pols is heel langzaam.",
        "Grandad finished a bottle of milk of magnesia, he is confused and his pulse is slow",
    ],
)
def test_dull_with_a_slow_heart_after_magnesium_calls_the_emergency_number(
    question: str, kb: Knowledge
) -> None:
    """Two signs together do not wait for the doctor on duty."""
    found = answer(question, kb)
    assert found.kind == "emergency"
    assert "answer.excess-now" in [one.id for one in found.short]


def test_an_acid_blocker_with_complaints_means_a_blood_test_soon_and_no_stopping(
    kb: Knowledge,
) -> None:
    """Long omeprazole, tingling and tiredness: see the doctor this week, do not stop."""
    found = answer("Ik slik al 8 jaar omeprazol en heb tintelingen. Moet ik ermee stoppen?", kb)
    said = {one.id for one in found.facts}
    assert "answer.acid-blocker-signs" in said
    assert said & {"answer.acid-blocker-keep", "answer.stop-medicine"}


def test_a_serum_value_stays_one_where_another_test_is_offered(kb: Knowledge) -> None:
    """The value was measured in serum; the red cells are only what somebody sells."""
    found = answer(
        "My magnesium came back as 0.92 mmol/L and the GP says it's normal. Someone told me "
        "serum is useless and I should pay for a red blood cell test. Is it worth it?",
        kb,
    )
    said = " ".join(str(one.values) for one in found.facts)
    assert "red-cell" not in said


def test_a_low_blood_value_leads_whatever_else_is_told(kb: Knowledge) -> None:
    """A twitching eyelid is harmless; 0.61 mmol/L is not."""
    found = answer(
        "Ik slik omeprazol, ben moe en heb trillende oogleden. Nu staat er magnesium 0,61 mmol/l. "
        "Is dit laag?",
        kb,
    )
    assert found.topic == "blood-test"
