"""What is told of a dish, what was not eaten, and words that mean two things."""

import pytest

from magwise import Knowledge
from magwise.foods import parse_line


@pytest.mark.parametrize(
    "text",
    [
        "de bananen waren op",
        "nog even langs de winkel voor melk",
        "gave the kids fish fingers",
        "Orange phone bill 30 euro",
        "de kaas laten staan",
        "ran out of milk",
    ],
)
def test_what_was_not_eaten_gives_no_number(text: str, kb: Knowledge) -> None:
    assert parse_line(text, kb).items == ()


def test_parts_of_a_dish_are_counted_once(kb: Knowledge) -> None:
    listed = parse_line("full english: 2 eggs, 2 rashers, sausage, beans, toast", kb)
    assert "full-english" not in [item.id for item in listed.items]
    whole = parse_line("roti met kip, kousenband en aardappel", kb)
    assert "potato-boiled" not in [item.id for item in whole.items]


def test_one_food_told_twice_is_one(kb: Knowledge) -> None:
    assert len(parse_line("bag of walkers ready salted", kb).items) == 1


def test_a_clock_time_is_no_amount(kb: Knowledge) -> None:
    (apple,) = parse_line("10u appel", kb).items
    assert apple.grams is not None
    assert apple.grams.best < 250


def test_a_name_of_two_foods_far_apart_is_asked(kb: Knowledge) -> None:
    """No ordinary meaning, and one portion has many times the magnesium of the other."""
    word = "zwierelballen"
    foods = dict(kb.foods)
    for food in ("pumpkin-seeds", "jam"):
        record = foods[food]
        aliases = record.aliases.model_copy(update={"nl": (*record.aliases.nl, word)})
        foods[food] = record.model_copy(update={"aliases": aliases})
    line = parse_line(word, kb.with_records(foods=foods))
    (question,) = line.questions
    assert question.id == "ask.which-food"
    assert set(question.values["foods"]) == {"pumpkin-seeds", "jam"}
