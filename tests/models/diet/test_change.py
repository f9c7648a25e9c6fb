"""Small changes: own foods first, nothing the person does not eat, energy and salt kept."""

import pytest

from magwise.core.interval import Interval, Total
from magwise.foods.records import Item, ParsedLine
from magwise.knowledge import Knowledge
from magwise.models.diet import small_changes
from magwise.models.diet.acceptance import allergens, eats
from magwise.models.intake.records import DayIntake
from magwise.person import Profile

NOTHING = Total(Interval.exact(0.0), 1.0)


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


def day(date: str, kb: Knowledge, **grams: float) -> DayIntake:
    items = []
    energy = 0.0
    for name, weight in grams.items():
        food = name.replace("_", "-")
        figures = kb.figures[food]
        magnesium = figures.magnesium_mg()
        assert magnesium is not None
        energy += (figures.value("energy_kcal") or 0.0) * weight / 100
        items.append(
            Item(food, "food", food, Interval.exact(weight), magnesium.scaled(weight / 100), 1.0)
        )
    return DayIntake(
        date=date,
        is_weekend=False,
        complete=True,
        magnesium_mg=NOTHING,
        fortified_mg=NOTHING,
        supplement_mg=NOTHING,
        medicine_mg=NOTHING,
        nutrients={"energy_kcal": Total(Interval.exact(max(energy, 2000.0)), 1.0)},
        lines=(ParsedLine(date, tuple(items)),),
    )


def test_white_bread_becomes_wholemeal_bread_first(kb: Knowledge) -> None:
    days = [day("2026-11-02", kb, bread_white=140, rice_white=50)]
    first = small_changes(days, Profile(), kb, wanted_mg_per_day=200, most=1)[0]
    assert (first.kind, first.replaces, first.food) == ("swap", "bread-white", "bread-wholemeal")


def test_the_gain_is_the_difference_of_both_foods_by_hand(kb: Knowledge) -> None:
    days = [day("2026-11-02", kb, bread_white=100)]
    change = small_changes(days, Profile(), kb, wanted_mg_per_day=200, most=1)[0]
    new = kb.figures["bread-wholemeal"].value("magnesium_mg")
    old = kb.figures["bread-white"].value("magnesium_mg")
    assert new is not None
    assert old is not None
    assert change.gain_mg_per_day.best == pytest.approx(new - old)
    assert change.gain_mg_per_day.low < change.gain_mg_per_day.best < change.gain_mg_per_day.high


def test_the_order_of_days_and_foods_never_matters(kb: Knowledge) -> None:
    one = day("2026-11-02", kb, bread_white=140, rice_white=180)
    two = day("2026-11-03", kb, rice_white=200, bread_white=70)
    assert small_changes([one, two], Profile(), kb, wanted_mg_per_day=300) == small_changes(
        [two, one], Profile(), kb, wanted_mg_per_day=300
    )


def test_nothing_is_offered_when_nothing_is_wanted(kb: Knowledge) -> None:
    days = [day("2026-11-02", kb, bread_white=140)]
    assert small_changes(days, Profile(), kb, wanted_mg_per_day=0) == ()


def test_a_refused_food_is_not_offered(kb: Knowledge) -> None:
    days = [day("2026-11-02", kb, bread_white=140)]
    foods = {
        change.food
        for change in small_changes(
            days, Profile(), kb, wanted_mg_per_day=500, most=10, refused={"bread-wholemeal"}
        )
    }
    assert "bread-wholemeal" not in foods


def test_energy_stays_within_five_percent(kb: Knowledge) -> None:
    days = [day("2026-11-02", kb, bread_white=140, rice_white=180)]
    changes = small_changes(days, Profile(), kb, wanted_mg_per_day=1000, most=12)
    total = sum(change.nutrients_per_day["energy_kcal"] for change in changes)
    assert abs(total) <= 0.05 * 2000 + 1e-9


@pytest.mark.parametrize("word", ["nuts", "noten", "Tree nuts"])
def test_someone_with_a_nut_allergy_is_never_offered_nuts(kb: Knowledge, word: str) -> None:
    profile = Profile(allergies=(word, "peanut"))
    days = [day("2026-11-02", kb, bread_white=140)]
    for change in small_changes(days, profile, kb, wanted_mg_per_day=1000, most=20):
        stated = kb.foods[change.food].allergens
        assert stated is not None
        assert not {"nuts", "peanut"} & set(stated)


def test_an_unknown_allergy_word_excludes_foods_of_that_name(kb: Knowledge) -> None:
    assert allergens(Profile(allergies=("banaan",))) == (frozenset(), ("banaan",))
    spinach = kb.foods["spinach-boiled"]
    assert eats(spinach, Profile(), kb)
    assert not eats(spinach, Profile(allergies=("spinazie",)), kb)


def test_a_vegan_is_offered_only_what_is_known_to_be_vegan(kb: Knowledge) -> None:
    profile = Profile(diet=("vegan",))
    days = [day("2026-11-02", kb, bread_white=140, rice_white=180)]
    for change in small_changes(days, profile, kb, wanted_mg_per_day=1000, most=20):
        assert kb.foods[change.food].diet.vegan is True


def test_disliked_food_is_not_offered(kb: Knowledge) -> None:
    assert not eats(kb.foods["spinach-boiled"], Profile(dislikes=("spinazie",)), kb)
