"""Both parts of a question are answered, and what is only said in passing is not."""

import pytest

from magwise import Knowledge
from magwise.answers import Answer, answer
from magwise.answers.reading.particulars import particulars
from magwise.answers.subjects.concepts import read


def _subjects(found: Answer) -> list[str | None]:
    return [found.topic, *(one.topic for one in found.also)]


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("Does magnesium help you sleep and when should I take it?", {"sleep", "timing"}),
        ("Helpt magnesium tegen spierpijn en hoe lang duurt dat?", {"soreness", "duration"}),
        ("hoeveel mg magnesium tegen stress", {"stress", "dose"}),
        ("which form is best for restless legs", {"restless-legs", "best-form"}),
        ("how much magnesium and what form should I take", {"dose", "best-form"}),
    ],
)
def test_the_complaint_and_how_to_take_it_are_both_told(
    question: str, subjects: set[str], kb: Knowledge
) -> None:
    """The answer on the complaint alone leaves half the question open, and so does the other."""
    assert subjects <= set(_subjects(answer(question, kb)))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Helpt magnesium tegen spierpijn na het sporten?", "soreness"),
        ("post workout magnesium for muscle recovery", "recovery"),
        ("I get cramps when I run, does magnesium help?", "exercise-cramps"),
        ("magnesium voor het slapen innemen of bij het ontbijt?", "timing"),
    ],
)
def test_a_moment_beside_a_complaint_does_not_ask_for_the_time(
    question: str, first: str, kb: Knowledge
) -> None:
    """ "After training" tells when it hurts; "morning or evening" asks when to take it."""
    assert answer(question, kb).topic == first


def test_a_time_of_going_to_bed_is_no_trouble_sleeping(kb: Knowledge) -> None:
    """Nobody who asks "before sleeping or at breakfast" gets an answer on insomnia."""
    found = answer("magnesium voor het slapen innemen of bij het ontbijt?", kb)
    assert "sleep" not in _subjects(found)


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("My bone density scan was poor, does magnesium help bones?", "scan"),
        ("Does a bath of warm water with epsom salt help?", "water"),
        ("Ik voel me slap, moet ik magnesium nemen?", "sleep"),
    ],
)
def test_words_in_passing_bring_no_subject(question: str, absent: str, kb: Knowledge) -> None:
    """A second block on something nobody asked about misleads."""
    assert absent not in _subjects(answer(question, kb))


def test_an_amount_beside_a_blood_value_is_held_against_the_limit(kb: Knowledge) -> None:
    """The blood value is read, and so is what somebody wants to take."""
    question = "my magnesium is 0.85 mmol/L, should I take 400 mg a day"
    assert particulars(question, kb).amount_mg == 400
    found = answer(question, kb)
    said = {fact.id for fact in found.facts}
    assert "answer.amount-above" in said
    assert any(fact.id.startswith("lab.") for fact in found.facts)


def test_the_figure_comes_first_where_an_amount_is_asked_about(kb: Knowledge) -> None:
    """ "May I take 300 mg?" is answered before anything general is said."""
    keys = [fact.id for fact in answer("mag ik 300 mg magnesium per dag", kb).short]
    assert keys.index("answer.amount-above") < keys.index("answer.dose")


@pytest.mark.parametrize(("question", "asks"), [("hoeveel %", True), ("hoeveel", False)])
def test_a_per_cent_sign_is_read_as_a_word(question: str, asks: bool, kb: Knowledge) -> None:
    """ "How much" alone does not ask for a percentage."""
    assert ("percent" in read(f"{question} magnesium", "nl", kb).concepts) is asks


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Voorkomt magnesium diabetes?", "diabetes-prevention"),
        ("is om de dag ook goed?", "every-day"),
        ("Does magnesium raise testosterone?", "testosterone"),
        ("Is Himalayan salt a good source of magnesium?", "salt-source"),
        ("waarom smaakt mijn magnesium zo bitter", "taste"),
        ("hoe test ik eerlijk bij mezelf of magnesium helpt", "self-trial"),
        ("waarom zit er zo weinig magnesium in mijn multivitamine", "multivitamin-little"),
        ("is magnesium chloride the same as table salt", "chloride"),
    ],
)
def test_more_subjects_have_their_own_answer(question: str, topic: str, kb: Knowledge) -> None:
    """A neighbouring subject would leave the question unanswered."""
    assert answer(question, kb).topic == topic


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("my magnesium keeps coming back low (0.61) and I only take omeprazole", 0.61),
        ("mijn magnesium was 0,66 door een plaspil, nu na 2 maanden 0,81, mag ik stoppen?", 0.81),
        ("magnesium gebruikt en mijn bloedwaarde ging van 0,70 naar 0,78, succes?", 0.78),
    ],
)
def test_the_latest_blood_value_is_read_whatever_else_is_asked(
    question: str, value: float, kb: Knowledge
) -> None:
    """A medicine or a wish to stop beside it does not leave the value unread."""
    assert [one.value for one in particulars(question, kb).laboratory] == [value]
    found = answer(question, kb)
    facts = [fact for part in (found, *found.also) for fact in part.facts]
    assert any(fact.id.startswith("lab.") for fact in facts)


def test_a_disease_with_a_question_of_permission_is_not_told_that_it_does_not_help(
    kb: Knowledge,
) -> None:
    """Whoever asks "may I" with gout did not ask whether magnesium treats gout."""
    said = [fact.id for fact in answer("ik heb jicht mag ik magnesium", kb).facts]
    assert said == ["answer.disease-permission"]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("is magnesium a sedative", "stress"),
        ("hoe werkt magnesium als laxeermiddel", "laxative"),
        ("is magnesium a natural muscle relaxant?", "calcium-story"),
    ],
)
def test_what_magnesium_is_called_is_no_medicine_beside_it(
    question: str, topic: str, kb: Knowledge
) -> None:
    """ "As a laxative" names what magnesium does, not a second medicine."""
    found = answer(question, kb)
    assert particulars(question, kb).medicines == ()
    assert found.topic == topic


def test_a_named_medicine_does_not_hide_another_kind(kb: Knowledge) -> None:
    """ "Antibiotics and levothyroxine": the antibiotic still needs its hours."""
    said = {
        fact.id for fact in answer("I take antibiotics and levothyroxine, magnesium ok?", kb).facts
    }
    assert "answer.which-antibiotic" in said
