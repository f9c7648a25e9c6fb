"""Diaries of other programs: what they state is kept, and what they leave out stays unknown."""

from pathlib import Path

import pytest

from magwise import Diary, Knowledge
from magwise.core.errors import InputError
from magwise.models.intake import day_intakes
from magwise.person.diary import DiaryEntry, StatedAmounts
from magwise.person.exports import read_export
from magwise.person.reading import read_diary

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "importing"


def stated(entry: DiaryEntry) -> StatedAmounts:
    assert entry.stated is not None
    return entry.stated


def test_servings_of_cronometer_keep_words_time_and_stated_amounts() -> None:
    found = read_export(FIXTURES / "servings.csv")
    first, second = found.diary.days
    oats, bowl, tablet = first.entries
    assert (oats.text, oats.time) == ("40 g Oats, Rolled, Dry", "08:05")
    assert stated(oats).nutrients["magnesium_mg"] == 55.2
    assert stated(oats).nutrients["selenium_ug"] == 11.6
    assert stated(oats).grams == 40
    assert "magnesium_mg" not in stated(bowl).nutrients
    assert stated(tablet).of == "supplement"
    assert stated(second.entries[0]).grams == 118
    assert "magnesium_mg" not in stated(second.entries[0]).nutrients  # a formula is no amount
    assert [(one.id, one.where) for one in found.problems] == [
        ("error.import-cell-formula", "servings.csv:5"),
        ("error.date-impossible", "servings.csv:6"),
        ("error.import-cell-negative", "servings.csv:7"),
    ]


def test_a_serving_without_magnesium_is_unknown_and_not_zero(kb: Knowledge) -> None:
    days = day_intakes(read_export(FIXTURES / "servings.csv").diary, kb)
    assert days[0].magnesium_mg.known.best == pytest.approx(55.2)
    assert days[0].magnesium_mg.unresolved == 1  # the bowl from the canteen
    assert not days[0].magnesium_mg.is_complete


def test_a_supplement_in_the_export_counts_toward_the_upper_level(kb: Knowledge) -> None:
    days = day_intakes(read_export(FIXTURES / "servings.csv").diary, kb)
    assert days[0].supplement_mg.known.best == 200
    assert days[0].magnesium_mg.known.best < 100


def test_daily_summaries_keep_whole_days_and_whether_they_are_complete(kb: Knowledge) -> None:
    found = read_export(FIXTURES / "dailysummary.csv")
    assert [day.complete for day in found.diary.days] == [True, False]
    known, unknown = day_intakes(found.diary, kb)
    assert known.magnesium_mg.known.best == pytest.approx(312.4)
    assert known.nutrients["energy_kcal"].known.best == pytest.approx(2100.5)
    assert unknown.magnesium_mg.unresolved == 1
    assert unknown.magnesium_mg.known.best == 0


def test_myfitnesspal_knows_meals_and_no_magnesium(kb: Knowledge) -> None:
    found = read_export(FIXTURES / "myfitnesspal.csv")
    assert [len(day.entries) for day in found.diary.days] == [2, 1]
    assert "calcium_mg" not in stated(found.diary.days[0].entries[0]).nutrients  # a percentage
    day = day_intakes(found.diary, kb)[0]
    assert day.magnesium_mg.unresolved == 2
    assert day.magnesium_mg.known.best == 0
    assert day.nutrients["energy_kcal"].known.best == pytest.approx(1200.5)


def test_an_imported_diary_is_a_diary_that_can_be_read_again(tmp_path: Path) -> None:
    diary = read_export(FIXTURES / "servings.csv").diary
    path = tmp_path / "diary.json"
    path.write_text(diary.model_dump_json(exclude_defaults=True), encoding="utf-8")
    assert read_diary(path) == diary


@pytest.mark.parametrize("name", ["nevo.csv", "README.md"])
def test_another_file_is_no_export(name: str) -> None:
    with pytest.raises(InputError):
        read_export(FIXTURES / name)


def test_a_column_that_is_needed_is_named(tmp_path: Path) -> None:
    path = tmp_path / "servings.csv"
    path.write_text("Day,Food Name\n2026-11-02,Banana\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_export(path)
    assert [one.values["column"] for one in caught.value.problems] == ["amount"]


def test_only_nutrients_we_know_can_be_stated() -> None:
    with pytest.raises(ValueError, match="not a nutrient"):
        StatedAmounts(nutrients={"magnesium": 3.0})
    with pytest.raises(ValueError, match="greater than or equal"):
        StatedAmounts(nutrients={"magnesium_mg": -3.0})
    assert Diary().days == ()
