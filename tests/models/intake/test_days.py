"""Adding up a day: what counts as food, and what is missing."""

import math

from magwise import Diary, Knowledge, Profile
from magwise.core.facts import Fact, Severity
from magwise.core.interval import Interval
from magwise.core.records import Origin
from magwise.foods.records import Item, ParsedLine
from magwise.models.intake import DayIntake, day_intakes, estimate
from magwise.models.intake.days import of_lines, unread
from tests.models.intake.building import food

KB = Knowledge.load()
ASKED = Fact("ask.food-unknown", {"words": "blorp"}, severity=Severity.ASK)


def pill(mg: float | None, kind: str = "supplement") -> Item:
    return Item(
        words="pil",
        kind="supplement" if kind == "supplement" else "medicine",
        id="citrate",
        grams=None,
        magnesium_mg=None if mg is None else Interval.exact(mg),
        confidence=1.0,
        origin=Origin.SUPPLEMENT if kind == "supplement" else Origin.MEDICINE,
    )


def test_food_supplements_and_medicines_are_counted_apart() -> None:
    lines = (
        ParsedLine("a", items=(food(80.0, name="banana"), pill(150.0))),
        ParsedLine("b", items=(pill(400.0, "medicine"),)),
        ParsedLine("c", items=(food(40.0, name="banana", origin=Origin.FORTIFIED),)),
    )
    one = of_lines("2026-11-10", False, True, lines, KB)
    assert one.magnesium_mg.known.best == 80.0
    assert one.fortified_mg.known.best == 40.0
    assert one.supplement_mg.known.best == 150.0
    assert one.medicine_mg.known.best == 400.0


def test_a_line_that_was_not_understood_leaves_the_day_incomplete() -> None:
    lines = (
        ParsedLine("a", items=(food(80.0, name="banana"),)),
        ParsedLine("blorp", questions=(ASKED,)),
    )
    one = of_lines("2026-11-10", False, True, lines, KB)
    assert one.magnesium_mg.unresolved == 1
    assert not one.magnesium_mg.is_complete


def test_saying_that_nothing_was_eaten_is_understood() -> None:
    assert unread([ParsedLine("niets", nothing_eaten=True), ParsedLine("  ")]) == 0


def test_unknown_words_beside_a_known_food_are_still_unknown() -> None:
    line = ParsedLine("banaan en blorp", items=(food(31.0, name="banana"),), questions=(ASKED,))
    assert unread([line]) == 1


def test_a_pill_without_an_amount_is_unresolved_and_not_zero() -> None:
    one = of_lines("2026-11-10", False, True, (ParsedLine("p", items=(pill(None),)),), KB)
    assert one.supplement_mg.unresolved == 1
    assert one.supplement_mg.completeness == 0.0


def read(*texts: str, language: str = "nl") -> DayIntake:
    diary = Diary.model_validate(
        {"days": [{"date": "2026-11-10", "entries": [{"text": text} for text in texts]}]}
    )
    return day_intakes(diary, KB, language=language)[0]


def test_a_day_in_plain_words_becomes_magnesium_and_energy() -> None:
    dutch = read("2 volkoren boterhammen met pindakaas", "een banaan en een glas halfvolle melk")
    english = read(
        "2 slices of wholemeal bread with peanut butter",
        "a banana and a glass of semi-skimmed milk",
        language="en",
    )
    for one in (dutch, english):
        # bread 66-75, banana 27-28 mg per 100 g in the tables; the whole is some 110-190 mg
        assert 90 < one.magnesium_mg.known.best < 220
        assert one.nutrients["energy_kcal"].known.best > 300
        assert one.magnesium_mg.unresolved == 0


def test_words_that_mean_nothing_are_unresolved_and_never_zero_food() -> None:
    one = read("een banaan en flurbel", "blorp")
    assert one.magnesium_mg.unresolved == 2
    assert one.magnesium_mg.known.best > 0


def test_the_order_of_lines_never_matters() -> None:
    lines = ("een banaan", "2 boterhammen met kaas", "bord spaghetti", "glas melk")
    forward, backward = read(*lines), read(*reversed(lines))
    assert math.isclose(
        forward.magnesium_mg.known.best, backward.magnesium_mg.known.best, rel_tol=1e-12
    )
    assert forward.magnesium_mg.completeness == backward.magnesium_mg.completeness


def test_one_line_more_never_lowers_the_estimate() -> None:
    profile = Profile(age_years=40, sex="female", country="nl", diary_confirmed=True)
    lines = ["2 boterhammen met kaas", "bord macaroni met gehakt", "kom yoghurt"]
    before = estimate((read(*lines),), profile, KB).usual
    assert before is not None
    for extra in ("een appel", "klontje suiker", "glas water", "handje walnoten", "flurbel"):
        after = estimate((read(*lines, extra),), profile, KB).usual
        assert after is not None, extra
        assert after.mg_per_day.best >= before.mg_per_day.best - 1e-9, extra
