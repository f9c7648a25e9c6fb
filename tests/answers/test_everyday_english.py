"""How English speakers type: short, without apostrophes, with words of their own place."""

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.answers.reading.everyday import spelled_out
from magwise.answers.reading.particulars import particulars


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("mg deficiency and preg", "magnesium deficiency and pregnant"),
        ("mag tabs for T2D", "magnesium tablets for type 2 diabetes"),
        ("is palak ok, i dont know", "is spinach ok, i don't know"),
        ("my op is in 2 wks", "my operation is in 2 weeks"),
    ],
)
def test_what_people_type_short_is_read_in_full(short: str, full: str) -> None:
    """Every later step meets the ordinary word."""
    assert spelled_out(short) == full


@pytest.mark.parametrize(
    "amount",
    ["400 mg for sleep", "how many mg for me", "250mg a day", "2 x 200 mg tablets", "mag phos"],
)
def test_milligrams_stay_milligrams(amount: str) -> None:
    """Only "mg" that cannot be a unit is magnesium; a cell salt is none either."""
    assert spelled_out(amount) == amount


@pytest.mark.parametrize(
    "question", ["Max dose of magnesium? not pregnant, 30", "ik ben niet zwanger"]
)
def test_who_says_not_to_be_pregnant_is_not(question: str, kb: Knowledge) -> None:
    """A denial is no pregnancy; being about to become pregnant still counts."""
    assert not particulars(question, kb).pregnant
    assert particulars("planning a pregnancy, 400 mg ok?", kb).pregnant


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("19 weeks preg. calf cramps at night. safe to take mag", "pregnancy-cramps"),
        ("got doxy for my chest, keep taking my mag?", "medicines"),
        ("who is at risk of being low", "risk-groups"),
        ("loose poos since i started, does it settle", "side-effects"),
        ("is tap water in london a decent source", "water"),
        ("having a knee op tuesday, do i stop mag", "surgery"),
        ("calcium is low after an op, the doctor also mentioned magnesium", "low-calcium"),
        ("statin is giving me muscle aches would magnesium sort it", "statin-aches"),
    ],
)
def test_everyday_english_reaches_its_subject(question: str, topic: str, kb: Knowledge) -> None:
    """Slang and short forms decide nothing by themselves."""
    assert answer(question, kb, language="en").topic == topic


def test_vomiting_for_days_with_tingling_is_urgent(kb: Knowledge) -> None:
    """Lost salts need a doctor today, in whatever words."""
    question = "been chucking up 3 days and now my fingers tingle"
    assert answer(question, kb, language="en").kind == "emergency"


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "gave my baby half a magnesium tablet by mistake"),
        ("nl", "mijn baby per ongeluk een halve magnesiumtablet gegeven"),
    ],
)
def test_a_baby_that_was_given_a_tablet_is_no_slip_of_a_grown_up(
    language: str, question: str, kb: Knowledge
) -> None:
    """Nobody is told to go on tomorrow."""
    assert answer(question, kb, language=language).kind == "emergency"
