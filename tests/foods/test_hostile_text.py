"""Whatever is typed, reading it never crashes, hangs or invents."""

import math
import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise import Knowledge
from magwise.foods import ParsedLine, find, parse_line, read_label

FOODS = ("banaan", "appel", "30 g amandelen", "een glas melk", "2 eieren", "150 g kwark",
         "boterham", "100 g broccoli", "an orange", "a cup of tea", "40 g oats")  # fmt: skip


def sound(line: ParsedLine, kb: Knowledge) -> None:
    for item in line.items:
        if item.kind in ("food", "drink"):
            assert item.id in kb.foods
            assert item.grams is not None
            assert 0 <= item.grams.low <= item.grams.best <= item.grams.high < 10_000
        if item.magnesium_mg is not None:
            assert item.magnesium_mg.low >= 0
            assert math.isfinite(item.magnesium_mg.high)
        assert 0 <= item.confidence <= 1


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_read_without_fail(kb: Knowledge, text: str) -> None:
    sound(parse_line(text, kb), kb)
    find(text, kb)
    read_label(text, kb)


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(
        st.sampled_from([*FOODS, "met", "en", "zonder", "x", "2", "½", "1.500", "kg", "g", "(", "%",
                         "1/0", "-", "glas", "half", "een paar", "magnesium", "mg", "tablet"]),
        max_size=25,
    )
)  # fmt: skip
def test_any_mix_of_known_words_is_sound(kb: Knowledge, words: list[str]) -> None:
    sound(parse_line(" ".join(words), kb), kb)


@settings(max_examples=60, deadline=None)
@given(
    foods=st.lists(st.sampled_from(FOODS), min_size=1, max_size=5, unique=True),
    more=st.sampled_from(FOODS),
)
def test_adding_a_food_never_lowers_the_total(kb: Knowledge, foods: list[str], more: str) -> None:
    def total(parts: list[str]) -> float:
        line = parse_line(", ".join(parts), kb)
        return sum(item.magnesium_mg.best for item in line.items if item.magnesium_mg)

    assert total([*foods, more]) >= total(foods) - 1e-9


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(["2 bananen", "30 g amandelen", "een glas melk", "100 g broccoli"]))
def test_the_order_of_foods_does_not_matter(kb: Knowledge, order: list[str]) -> None:
    def content(parts: list[str]) -> list[tuple[str | None, float]]:
        items = parse_line(", ".join(parts), kb).items
        return sorted((i.id, i.magnesium_mg.best) for i in items if i.magnesium_mg)

    assert content(list(order)) == content(sorted(order))


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01\x02banaan\x7f", "ba\u200bnaan", "\u202ebanaan\u202c", "banaan\ufeff",
        "🍌 banaan 🍌", "b\u0301anaan", "بنان 100 g", "100 g バナナ", "\ud800",
        "'; DROP TABLE foods; --", "{{7*7}}", "%s%s%s%n", "../../etc/passwd", "\\N{BULLET}",
        "1e309 g banaan", "9" * 400 + " g banaan", "-5 g banaan", "NaN g banaan", "0 g banaan",
        "1/0 banaan", "½½½ banaan", ",,,,;;;;", "met met met", "a" * 5000, "x " * 3000, "1" * 2000,
        string.printable,
    ],
)  # fmt: skip
def test_strange_characters_do_no_harm(kb: Knowledge, text: str) -> None:
    sound(parse_line(text, kb), kb)


def test_invisible_characters_do_not_hide_a_food(kb: Knowledge) -> None:
    for text in ("ba\u200bnaan", "\u202ebanaan\u202c", "🍌 banaan 🍌", "banaan\ufeff"):
        assert [item.id for item in parse_line(text, kb).items] == ["banana"]


@pytest.mark.parametrize(
    "unit", ["banaan ", "a", "é", "1", "🍌", "met ", "(", "\n", "xyzzy ", "1 g "]
)
def test_ten_megabytes_take_no_longer_than_a_line(kb: Knowledge, unit: str) -> None:
    parse_line("banaan", kb)
    text = unit * (10_000_000 // len(unit))
    start = time.perf_counter()
    line = parse_line(text, kb)
    took = time.perf_counter() - start
    assert took < 1.0  # cut to a bounded length; the rest is asked for
    assert "ask.line-too-long" in [question.id for question in line.questions]
    sound(line, kb)


def test_a_zero_amount_is_not_a_portion(kb: Knowledge) -> None:
    for item in parse_line("0 g banaan", kb).items:
        assert item.magnesium_mg is not None
        assert item.magnesium_mg.high == 0
