"""What stops stands above every other sentence; what nobody knows is not guessed."""

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.core.facts import Severity

_FIRM = {Severity.STOP, Severity.REFER}


@pytest.mark.parametrize(
    "question",
    [
        "Kidney transplant, on tacrolimus and mycophenolate. Blood test says magnesium is low, "
        "thinking of buying some?",
        "Ik gebruik ciclosporine, is een bloedtest op magnesium zinvol?",
        "Ik heb een niertransplantatie gehad, helpt magnesium tegen nachtelijke kramp?",
        "Is magnesium threonate fine while breastfeeding?",
        "I had a gastric bypass, am I at risk of low magnesium?",
    ],
)
def test_a_reason_to_ask_first_opens_the_answer(kb: Knowledge, question: str) -> None:
    found = answer(question, kb)
    assert found.facts[0].severity in _FIRM, (found.topic, found.facts[0].id)


def test_both_medicines_against_rejection_are_named_first(kb: Knowledge) -> None:
    said = answer("Can I take magnesium with tacrolimus and mycophenolate?", kb).facts
    first = [str(dict(fact.values)) for fact in said[:2]]
    assert "tacrolimus" in str(first)
    assert "mycophenol" in str(first)


@pytest.mark.parametrize(
    ("value", "near"), [("0.72 mmol/L", True), ("1.5 mEq/L", True), ("0.85 mmol/L", False)]
)
def test_a_value_near_the_lower_limit_is_not_called_reassuring(
    kb: Knowledge, value: str, near: bool
) -> None:
    said = {fact.id for fact in answer(f"My serum magnesium is {value}, is that low?", kb).facts}
    assert ("answer.near-low" in said) is near
    assert "lab.serum-ordinary" not in said


@pytest.mark.parametrize(("egfr", "enough"), [(71, True), (59, False), (21, False)])
def test_the_kidney_function_that_was_told_decides(kb: Knowledge, egfr: int, enough: bool) -> None:
    found = answer(f"My eGFR is {egfr}. Do the magnesium limits apply to me?", kb)
    assert ("answer.egfr-enough" in {fact.id for fact in found.facts}) is enough


@pytest.mark.parametrize(
    "question", ["Can magnesium cause kidney damage?", "Kan magnesium nierschade veroorzaken?"]
)
def test_who_asks_whether_magnesium_harms_kidneys_has_no_kidney_disease(
    kb: Knowledge, question: str
) -> None:
    found = answer(question, kb)
    assert found.short[0].id == "answer.kidney-harm"
    assert not found.blocked_by


@pytest.mark.parametrize(
    "question", ["How much magnesium would be fatal?", "hoeveel magnesium is dodelijk?"]
)
def test_a_deadly_amount_is_never_named_and_help_is(kb: Knowledge, question: str) -> None:
    assert [fact.id for fact in answer(question, kb).facts] == ["answer.lethal"]


@pytest.mark.parametrize(
    "question",
    [
        "Can I take zorgolin with magnesium?",
        "Adderall and magnesium together ok?",
        "mag ik zorgoline met magnesium combineren?",
    ],
)
def test_an_unknown_name_beside_magnesium_goes_to_the_pharmacist(
    kb: Knowledge, question: str
) -> None:
    found = answer(question, kb)
    assert found.abstained
    assert found.facts[0].id == "answer.unknown-together"


@pytest.mark.parametrize("name", ["ALS", "MS"])
def test_a_disease_of_the_nerves_beside_cramps_is_for_the_doctor(kb: Knowledge, name: str) -> None:
    said = {fact.id for fact in answer(f"I have {name}, does magnesium help cramps?", kb).facts}
    assert "answer.also-disease" in said
