"""A person's own choices go first, are shown, are erased, and are never lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from magwise import Knowledge
from magwise.core.errors import InputError
from magwise.foods import parse_line
from magwise.foods.choices import (
    NAME,
    Choices,
    amount_of,
    forget,
    forget_all,
    read_choices,
    remember,
)

WRITER = """
import sys
from pathlib import Path
from magwise.foods import choices
for n in range(12):
    choices._changed(Path(sys.argv[1]), foods={f"{sys.argv[2]}-{n}": "banana"})
"""


def test_a_choice_is_used_before_anything_else(kb: Knowledge, tmp_path: Path) -> None:
    remember("Kwark", "quark-full", kb, tmp_path)
    own = read_choices(tmp_path).used(kb)
    assert parse_line("bakje kwark", kb).items[0].id == "quark-low-fat"
    assert parse_line("bakje kwark", kb, corrections=own).items[0].id == "quark-full"
    asked = parse_line("bakje magere kwark", kb, corrections=own)
    assert asked.items[0].id == "quark-low-fat"  # who says which one means it


def test_my_mug_holds_what_i_say(kb: Knowledge, tmp_path: Path) -> None:
    remember("mijn mok", "3 dl", kb, tmp_path)
    own = read_choices(tmp_path).used(kb)
    grams = parse_line("2 mokken thee", kb, corrections=own).items[0].grams
    assert grams is not None
    assert grams.best == pytest.approx(600)


def test_a_food_may_be_named_in_words(kb: Knowledge, tmp_path: Path) -> None:
    name = kb.foods["quark-full"].names.nl
    assert remember("mijn kwark", name, kb, tmp_path).foods == {"mijn kwark": "quark-full"}


def test_an_unknown_food_is_refused_with_what_comes_near(kb: Knowledge, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        remember("kwark", "quarkk", kb, tmp_path)
    assert "quark" in str(caught.value.problems[0].values["near"])
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize("words", ["", "   ", "!!!", "x" * 200])
def test_words_that_name_nothing_are_refused(kb: Knowledge, tmp_path: Path, words: str) -> None:
    with pytest.raises(InputError):
        remember(words, "banana", kb, tmp_path)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("300 ml", 300), ("0,3 l", 300), ("3dl", 300), ("25 g", 25), ("0 ml", None), ("300", None),
     ("-3 ml", None), ("99999 l", None)],
)  # fmt: skip
def test_an_amount_needs_its_unit(text: str, amount: float | None) -> None:
    assert amount_of(text) == amount


def test_choices_are_forgotten_one_by_one_or_all(kb: Knowledge, tmp_path: Path) -> None:
    remember("kwark", "quark-full", kb, tmp_path)
    remember("mijn mok", "300 ml", kb, tmp_path)
    assert forget("KWARK", tmp_path).foods == {}
    with pytest.raises(InputError):
        forget("kwark", tmp_path)
    assert forget_all(tmp_path) == 1
    assert not (tmp_path / NAME).exists()
    assert read_choices(tmp_path) == Choices()
    assert forget_all(tmp_path) == 0


def test_a_broken_file_is_told_and_never_written_over(kb: Knowledge, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"foods": 3}', encoding="utf-8")
    with pytest.raises(InputError):
        read_choices(tmp_path)
    with pytest.raises(InputError):
        remember("a b", "banana", kb, tmp_path)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == '{"foods": 3}'
    forget_all(tmp_path)
    assert read_choices(tmp_path) == Choices()


def test_a_choice_whose_food_is_gone_is_shown_and_not_used(kb: Knowledge) -> None:
    found = Choices(foods={"kwark": "nevo-123"})
    assert found.stale(kb) == ("kwark",)
    item = parse_line("kwark", kb, corrections=found.used(kb)).items[0]
    assert item.id == parse_line("kwark", kb).items[0].id


def test_two_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name]) for name in "ab"
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    assert len(read_choices(tmp_path).foods) == 24
