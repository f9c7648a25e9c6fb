"""Wishes from a file: all of them, or every problem at once."""

from pathlib import Path

import pytest

from magwise import Knowledge
from magwise.core.errors import InputError
from magwise.plan import Wishes
from magwise.plan.wishes import foods_named, one_food, read_wishes


def write(folder: Path, text: str) -> Path:
    path = folder / "wishes.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_wish_can_be_written_down(tmp_path: Path, kb: Knowledge) -> None:
    path = write(
        tmp_path,
        "max_changes: 2\ntarget_mg_per_day: 320\nchance: 0.8\nfoods_refused: [spinazie]\n"
        "foods_wanted: [banana]\nways_of_eating: [vegetarian]\nbudget: low\ncooking: little\n"
        "gut: tender\neat_less: true\nhide_energy: true\n",
    )
    assert read_wishes(path, kb) == Wishes(
        max_changes=2,
        target_mg_per_day=320,
        chance=0.8,
        foods_refused=("spinazie",),
        foods_wanted=("banana",),
        ways_of_eating=("vegetarian",),
        budget="low",
        cooking="little",
        gut="tender",
        eat_less=True,
        hide_energy=True,
    )


def test_all_problems_come_at_once_each_with_its_line(tmp_path: Path, kb: Knowledge) -> None:
    path = write(
        tmp_path,
        "max_changes: 40\nchance: 1.5\nbudget: free\nmax_change: 2\nfoods_wanted: [xyzzy]\n",
    )
    with pytest.raises(InputError) as caught:
        read_wishes(path, kb)
    places = {problem.where for problem in caught.value.problems}
    assert len(caught.value.problems) == 5
    assert {place.rsplit(":", 1)[-1].split(" ")[0] for place in places} >= {"1", "2", "3", "4"}


def test_a_list_is_no_set_of_wishes(tmp_path: Path, kb: Knowledge) -> None:
    with pytest.raises(InputError) as caught:
        read_wishes(write(tmp_path, "- vegan\n"), kb)
    assert caught.value.problems[0].id == "error.wishes-shape"


def test_a_file_without_wishes_leaves_the_ordinary_plan(tmp_path: Path, kb: Knowledge) -> None:
    assert read_wishes(write(tmp_path, "# nothing yet\n{}\n"), kb) == Wishes()


def test_foods_are_known_by_id_and_by_name_in_both_languages(kb: Knowledge) -> None:
    for name in ("almond", "amandelen", "Almonds"):
        assert "almond" in foods_named((name,), kb)
    assert foods_named(("xyzzy", ""), kb) == frozenset()


def test_a_wanted_food_that_nobody_knows_is_not_forgotten(kb: Knowledge) -> None:
    assert one_food("banaan", kb) == "banana"
    with pytest.raises(InputError):
        one_food("xyzzy", kb)
