"""Food that is named and not eaten: plans, refusals, other people, sayings, other things."""

from pathlib import Path

import pytest

from magwise import Knowledge
from magwise.foods import parse_line

LINES = Path(__file__).resolve().parents[2] / "validation" / "foods_lines" / "not_eaten.txt"


def _written() -> list[str]:
    lines = LINES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_no_food_comes_from_lines_in_which_nobody_eats(kb: Knowledge) -> None:
    lines = _written()
    assert len(lines) >= 400
    given = {
        line: [item.id for item in parse_line(line, kb).items if item.kind in ("food", "drink")]
        for line in lines
    }
    assert {line: foods for line, foods in given.items() if foods} == {}


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("wanted pizza but had a bowl of porridge", "porridge-milk"),
        ("geen zin om te koken, dus friet gehaald", "french-fries"),
        ("watched a film and ate a bag of popcorn", "popcorn-salted"),
        ("lunch was a ham sandwich", "sandwich-ham-cheese"),
        ("een appel in de trein", "apple"),
        ("a pear and nothing else", "pear"),
        ("um so i had like two slices of toast", "bread-white"),
    ],
)
def test_a_story_around_a_meal_leaves_the_meal(text: str, food: str, kb: Knowledge) -> None:
    assert food in [item.id for item in parse_line(text, kb).items]


def _grams(text: str, kb: Knowledge) -> float:
    (item,) = parse_line(text, kb).items
    assert item.grams is not None
    return item.grams.best


@pytest.mark.parametrize(
    ("whole", "part", "share"),
    [
        ("pizza margherita", "pizza margherita gedeeld met mijn vrouw", 0.5),
        ("pizza margherita", "pizza margherita, shared between 3", 1 / 3),
        ("lamb biryani", "lamb biryani, ate about two thirds", 0.7),
        ("zak chips van 300 gram", "met z'n vieren een zak chips van 300 gram", 0.25),
        ("bord lasagne", "bord lasagne, half laten staan", 0.5),
    ],
)
def test_a_shared_or_half_eaten_plate_is_a_part(
    whole: str, part: str, share: float, kb: Knowledge
) -> None:
    assert _grams(part, kb) == pytest.approx(share * _grams(whole, kb), rel=0.02)


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("flesje 180 ml melk", 185.0),
        ("portie bitterballen (8 stuks)", 160.0),
        ("reep Tony's melkchocolade van 180 gram", 180.0),
        ("half a dozen oysters", 84.0),
        ("cola, 330 ml", 343.0),
    ],
)
def test_an_amount_after_or_inside_the_food_is_its_amount(
    text: str, grams: float, kb: Knowledge
) -> None:
    assert _grams(text, kb) == pytest.approx(grams, rel=0.05)


def test_a_slice_told_afterwards_counts_the_bread(kb: Knowledge) -> None:
    line = parse_line("volkorenbrood met pindakaas, 1 snee", kb)
    assert [item.id for item in line.items] == ["bread-wholemeal", "peanut-butter"]
    bread = line.items[0].grams
    assert bread is not None
    assert bread.best < 45


def test_counted_eggs_say_how_large_the_omelette_is(kb: Knowledge) -> None:
    two = _grams("cheese omelette, 2 eggs", kb)
    assert _grams("cheese omelette, 4 eggs", kb) == pytest.approx(2 * two)


def test_a_clock_time_begins_another_moment(kb: Knowledge) -> None:
    line = parse_line("7u30 kwark 10:15 appel 12u30 banaan", kb)
    assert [item.id for item in line.items] == ["quark-low-fat", "apple", "banana"]


def test_what_is_taken_back_is_not_counted(kb: Knowledge) -> None:
    line = parse_line("toast - actually no toast, just a banana", kb)
    assert [item.id for item in line.items] == ["banana"]


@pytest.mark.parametrize("word", ["floor", "eastern", "exam", "bride", "hoping"])
def test_frequent_words_are_not_put_right_into_food(word: str, kb: Knowledge) -> None:
    assert parse_line(f"{word} 2 bananas", kb).items[-1].id == "banana"
    assert len(parse_line(f"{word} 2 bananas", kb).items) == 1
