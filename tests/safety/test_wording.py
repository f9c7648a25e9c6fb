"""Illnesses and complaints are recognised in what people type; the rest stays a question."""

import pytest

from magwise import Knowledge
from magwise.core.words import plain
from magwise.safety import wording


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("Hoge bloeddruk (al jaren)", "hypertension"),
        ("hypothyreoïdie", "hypothyroidism"),
        ("Crohn", "inflammatory-bowel-disease"),
        ("type 2 diabetes", "diabetes-type-2"),
        ("nierziekte in de familie", "family-kidney-disease"),
        ("calciumoxalaatstenen", "kidney-stones-oxalate"),
        ("chronische nierschade stadium 3", "kidney-moderate"),
        ("A-V block", "heart-conduction"),
        ("mysthenia gravis", "myasthenia-gravis"),
        ("chronic-kidney-disease", "kidney-disease"),
    ],
)
def test_the_longest_name_wins(kb: Knowledge, words: str, condition: str) -> None:
    assert wording.read(words, wording.vocabulary(kb.conditions)).ids == (condition,)


@pytest.mark.parametrize("words", ["geen nierziekte", "no kidney disease", "sikkelcelziekte", "x"])
def test_what_is_denied_or_unknown_names_nothing(kb: Knowledge, words: str) -> None:
    reading = wording.read(words, wording.vocabulary(kb.conditions))
    assert reading.ids == ()
    assert not reading.says_nothing


@pytest.mark.parametrize("words", ["geen", "None", " nee ", "n.v.t.", "geen aandoeningen"])
def test_an_outright_none_is_an_answer(kb: Knowledge, words: str) -> None:
    assert wording.read(words, wording.vocabulary(kb.conditions)).says_nothing


def test_two_illnesses_in_one_line_are_two(kb: Knowledge) -> None:
    reading = wording.read("astma en suikerziekte", wording.vocabulary(kb.conditions))
    assert set(reading.ids) == {"asthma", "diabetes"}


def test_no_word_stands_for_two_conditions(kb: Knowledge) -> None:
    seen: dict[str, str] = {}
    for condition in kb.conditions.values():
        for word in {plain(w) for w in (*condition.words.nl, *condition.words.en)}:
            assert seen.setdefault(word, condition.id) == condition.id, word
