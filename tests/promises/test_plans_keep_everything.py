"""A plan keeps every gap, level, allergy and wish, recomputed here from the knowledge base."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from magwise import Diary, Knowledge, Plan, Profile, assess, propose
from magwise.core.errors import InputError
from magwise.plan import Wishes
from magwise.plan.meals import meal_ideas

KB = Knowledge.load()
DAY = date(2026, 11, 22)
NUTRIENT = {
    "selenium": "selenium_ug", "zinc": "zinc_mg", "calcium": "calcium_mg", "iron": "iron_mg",
    "vitamin-d": "vitamin_d_ug", "vitamin-b6": "vitamin_b6_mg", "iodine": "iodine_ug",
    "copper": "copper_mg", "vitamin-a": "vitamin_a_rae_ug",
}  # fmt: skip
DINNERS = (
    "bord witte rijst met kip", "bord macaroni met tomatensaus",
    "100 g gebakken runderlever met aardappelpuree", "portie friet met een frikandel",
)  # fmt: skip
NOONS = ("3 witte boterhammen met kaas", "blikje tonijn met wit brood", "4 paranoten en een appel")


def diary(noon: str, dinner: str, days: int, *, halves: bool = False) -> Diary:
    lines = ("2 witte boterhammen met jam", noon, dinner, "2 koekjes")
    told: list[dict[str, Any]] = [
        {"date": f"2026-11-{9 + number:02d}", "complete": True,
         "entries": [{"time": clock, "text": text}
                     for clock, text in zip(("08:00", "12:30", "18:00", "20:30"), lines,
                                            strict=True)]}
        for number in range(days)
    ]  # fmt: skip
    if halves:
        told += [
            {"date": f"2026-11-{17 + n:02d}", "complete": False, "entries": [{"text": "thee"}]}
            for n in range(3)
        ]
    return Diary.model_validate({"days": told})


def plan(eaten: Diary, wishes: Wishes | None = None, **changes: Any) -> Plan:
    profile = Profile.model_validate(
        {
            "country": "nl", "age_years": 44, "sex": "female", "weight_kg": 66, "height_cm": 168,
            "pregnant": False, "breastfeeding": False, "egfr": 95, "kidney_disease": False,
            "dialysis": False, "conditions": [], "medicines": [], "supplements": [],
            "red_flags": [], "signs": [], "complaints": [], "diet": [], "allergies": [], **changes,
        }
    )  # fmt: skip
    return propose(assess(profile, eaten, KB, today=DAY), wishes, KB)


def offered(one: Plan) -> set[str]:
    """Every food that is advised, recipes and what is in dishes included."""
    foods = {step.change.food for way in one.alternatives for step in way}
    ideas = meal_ideas(one.assessment, KB, one.wishes)
    foods |= {part.food for idea in ideas for part in idea.recipe.ingredients}
    waiting = list(foods)
    while waiting:
        inside = {part.food for part in KB.foods[waiting.pop()].recipe} - foods
        foods |= inside
        waiting += inside
    return foods


def holding(one: Plan, allergen: str) -> set[str]:
    return {food for food in offered(one) if allergen in (KB.foods[food].allergens or ())}


def hours(atc: str) -> tuple[float, float]:
    """The longest wait after a medicine, and before it, over every row that names it [h]."""
    after = before = 0.0
    for row in KB.interactions.values():
        if not any(atc.startswith(code) for code in row.atc_prefixes):
            continue
        own = [s for s in row.spacings if any(atc.startswith(c) for c in s.atc_prefixes)]
        for spacing in own or [s for s in row.spacings if not s.atc_prefixes]:
            after = max(after, spacing.medicine_first_hours.value or 0.0)
            before = max(before, spacing.magnesium_first_hours.value or 0.0)
    return after, before


MEDICINES = {
    "doxycycline": "J01AA02", "levothyroxine": "H03AA01", "ciprofloxacin": "J01MA02",
    "moxifloxacin": "J01MA14", "gabapentin": "N02BF01", "dolutegravir": "J05AJ03",
    "alendronic acid": "M05BA04", "rosuvastatin": "C10AA07",
}  # fmt: skip
CLOCK = st.integers(0, 95).map(lambda n: (n // 4, 15 * (n % 4)))
SLOW_IS_FINE = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@SLOW_IS_FINE
@given(
    st.dictionaries(
        st.sampled_from(sorted(MEDICINES)),
        st.lists(CLOCK, min_size=1, max_size=3, unique=True),
        min_size=1,
        max_size=3,
    )
)
def test_no_dose_breaks_a_gap_not_even_through_midnight(
    taken: dict[str, list[tuple[int, int]]],
) -> None:
    medicines = [
        {"name": name, "atc": MEDICINES[name], "times": [f"{h:02d}:{m:02d}" for h, m in clocks]}
        for name, clocks in taken.items()
    ]
    known = {"mg_per_day": 200, "low": 180, "high": 240}
    one = plan(Diary(), medicines=medicines, clinician_asked_supplement=True, usual_intake=known)
    for regimen in (one.supplement, one.step_up):
        for dose in regimen.doses if regimen is not None else ():
            assert dose.minute is not None
            for name, clocks in taken.items():
                after, before = hours(MEDICINES[name])
                for hour, minute in clocks:
                    medicine = 60 * hour + minute
                    assert (dose.minute - medicine) % 1440 >= 60 * after, (name, medicine)
                    assert (medicine - dose.minute) % 1440 >= 60 * before, (name, medicine)
        assert regimen is None or (regimen.elemental_mg_per_day or 999) <= 250


@SLOW_IS_FINE
@given(
    st.sampled_from(NOONS),
    st.sampled_from(DINNERS),
    st.integers(2, 5),
    st.sampled_from([{}, {"pregnant": True}, {"weight_kg": 47}, {"age_years": 16}]),
    st.booleans(),
)
def test_changes_keep_energy_salt_and_every_upper_level(
    noon: str, dinner: str, days: int, who: dict[str, Any], halves: bool
) -> None:
    one = plan(diary(noon, dinner, days, halves=halves), Wishes(max_changes=5), **who)
    counted = [d for d in one.assessment.intake.days if d.date in one.assessment.intake.counted]
    for way in one.alternatives:
        rise = {
            name: sum(step.change.nutrients_per_day.get(name, 0.0) for step in way)
            for name in (*NUTRIENT.values(), "energy_kcal", "sodium_mg", "alcohol_g")
        }
        now = {n: sum(d.nutrients[n].known.best for d in counted) / len(counted) for n in rise}
        assert len(way) <= 5
        assert rise["energy_kcal"] <= 0.05 * now["energy_kcal"] + 0.5
        least = 0.02 if who else 0.05
        assert rise["energy_kcal"] >= -least * now["energy_kcal"] - 0.5
        assert rise["sodium_mg"] <= max(100.0, 0.05 * now["sodium_mg"]) + 0.5
        assert rise["alcohol_g"] <= 0.01
        for nutrient, level in levels(one.assessment.profile):
            name = NUTRIENT[nutrient]
            more = sum(
                step.change.nutrients_per_day.get(name, 0.0)
                for step in way
                if not (nutrient == "vitamin-a" and KB.foods[step.change.food].diet.vegan)
            )
            assert more <= 1e-6 or now[name] + more <= level + 1e-3, (nutrient, now[name], more)
    for first, second in combinations(one.alternatives, 2):
        shared = {s.change.food for s in first} & {s.change.food for s in second}
        assert len(shared) <= max(len(first), len(second)) / 2


def levels(profile: Profile) -> Iterator[tuple[str, float]]:
    for limit in KB.nutrient_limits.values():
        value, group = limit.value.value, limit.group
        if limit.nutrient not in NUTRIENT or value is None or group.state != "ordinary":
            continue
        if group.holds(profile.age_years or 0.0):
            yield limit.nutrient, value


EATEN = diary(NOONS[0], DINNERS[0], 4)


@pytest.mark.parametrize(
    ("changes", "allergen"),
    [
        ({"conditions": ["coeliakie"]}, "gluten"),
        ({"conditions": ["coeliac-disease"]}, "gluten"),
        ({"conditions": ["glutenintolerantie"]}, "gluten"),
        ({"diet": ["glutenvrij"]}, "gluten"),
        ({"diet": ["gluten-free"]}, "gluten"),
        ({"conditions": ["lactose-intolerantie"]}, "milk"),
        ({"diet": ["lactosevrij"]}, "milk"),
        ({"allergies": ["noten"], "diet": ["vegan"]}, "nuts"),
        ({"dislikes": ["noten"]}, "nuts"),
        ({"dislikes": ["fish"]}, "fish"),
    ],
    ids=str,
)
def test_nobody_is_offered_what_they_cannot_or_will_not_eat(
    changes: dict[str, Any], allergen: str
) -> None:
    one = plan(EATEN, **changes)
    assert one.food, "there is something to judge"
    assert not holding(one, allergen)


@pytest.mark.parametrize(
    ("refused", "begins"), [("spinazie", "spinach"), ("almonds", "almond"), ("noten", "cashew")]
)
def test_a_food_that_is_refused_is_refused_in_every_form(refused: str, begins: str) -> None:
    one = plan(EATEN, Wishes(foods_refused=(refused,)))
    assert one.food
    assert not {food for food in offered(one) if food.startswith(begins)}


def test_a_refusal_that_is_not_understood_is_not_forgotten() -> None:
    with pytest.raises(InputError):
        plan(EATEN, Wishes(foods_refused=("zyxofruit",)))


def test_recipes_keep_to_the_wishes_as_well() -> None:
    wishes = Wishes(ways_of_eating=("vegan",), budget="low", cooking="little")
    one = plan(EATEN, wishes)
    ideas = meal_ideas(one.assessment, KB, wishes)
    assert ideas
    for idea in ideas:
        assert idea.recipe.cost == "low"
        assert idea.recipe.effort in ("none", "low")
        assert all(KB.foods[part.food].diet.vegan is True for part in idea.recipe.ingredients)
