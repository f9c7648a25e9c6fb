"""Sums on a compound, on pieces within the limit, and on labels of two countries."""

import pytest

from magwise import Knowledge
from magwise.answers import Answer, answer
from magwise.core.facts import Fact


def _fact(found: Answer, key: str) -> Fact:
    return next(one for one in found.facts if one.id == key)


def test_pieces_of_a_compound_are_multiplied_before_the_share_is_taken(kb: Knowledge) -> None:
    """Three capsules of 700 mg pure bisglycinate hold about 14 % of 2100 mg."""
    found = answer("Bisglycinate capsule 700 mg pure, I take 3. Elemental total?", kb)
    best = float(str(_fact(found, "answer.salt").values["best"]))
    assert best == pytest.approx(0.141 * 2100, rel=0.01)


def test_the_limit_is_held_against_the_figure_that_was_just_told(kb: Knowledge) -> None:
    """Epsom salt with its water is 9.9 % magnesium; the dry salt is not meant."""
    question = "A scoop of 5 g epsom salt heptahydrate, how many mg is that and over the limit?"
    found = answer(question, kb)
    held = float(str(_fact(found, "answer.salt-hydrate").values["best"]))
    assert held == pytest.approx(493, abs=2)
    assert _fact(found, "answer.amount-above").values["amount"] == pytest.approx(held)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Hoeveel magnesiumoxide is nodig voor 300 mg magnesium?", 300 / 0.603),
        ("how much magnesium oxide to get 120 mg?", 120 / 0.603),
    ],
)
def test_a_compound_is_weighed_for_an_amount_of_magnesium(
    question: str, best: float, kb: Knowledge
) -> None:
    """The reverse of reading a label: the amount is divided by the share."""
    told = _fact(answer(question, kb), "answer.compound-for-one").values["best"]
    assert told == pytest.approx(best, rel=0.01)


def test_as_many_pieces_as_stay_within_the_limit(kb: Knowledge) -> None:
    """Two tablets of 100 mg stay below 250 mg; a third does not."""
    values = _fact(answer("hoeveel tabletten van 100 mg mag ik per dag", kb), "answer.most-pieces")
    assert (values.values["pieces"], values.values["over"]) == (2, 300)


@pytest.mark.parametrize(
    "question",
    [
        "ik heb nierfalen, hoeveel tabletten van 100 mg mag ik",
        "my son of 9, how many 50 mg gummies can he have",
    ],
)
def test_no_number_of_pieces_where_no_dose_may_be_given(question: str, kb: Knowledge) -> None:
    """Kidney failure and childhood stop the count as they stop a dose."""
    found = answer(question, kb)
    assert "answer.most-pieces" not in {one.id for one in found.facts}


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("A US bottle says 24% DV and a UK one 27% NRV, the same?", True),
        ("A US bottle says 50% DV and a UK one 27% NRV, the same?", False),
    ],
)
def test_labels_of_two_countries_are_compared_in_milligrams(
    question: str, same: bool, kb: Knowledge
) -> None:
    """100 % is 420 mg on one label and 375 mg on the other."""
    said = {one.id for one in answer(question, kb).facts}
    assert ("answer.labels-alike" in said) is same


def test_fewer_pieces_than_the_label_counts_bring_their_share(kb: Knowledge) -> None:
    """Two of three capsules that together hold 144 mg bring 96 mg."""
    question = (
        "Label: 3 capsules = 2,000 mg magnesium L-threonate giving 144 mg magnesium. "
        "I only take two. How many mg is that"
    )
    assert _fact(answer(question, kb), "answer.pieces-total").values["amount"] == pytest.approx(96)


@pytest.mark.parametrize(
    "question",
    [
        "Tablet met 250 mg magnesiumoxide (niet elementair). Hoeveel tabletten mag ik dan onder "
        "de 250 mg grens?",
        "A tablet has 250 mg magnesium oxide (the compound, not elemental). How many fit under "
        "the 250 mg limit?",
    ],
)
def test_the_limit_in_a_question_is_no_product(kb: Knowledge, question: str) -> None:
    found = {one.id: dict(one.values) for one in answer(question, kb).facts}
    assert found["answer.most-pieces"]["pieces"] == 1
    assert found["answer.most-pieces"]["each"] == pytest.approx(151, abs=1)
