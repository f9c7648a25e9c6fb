"""Random but plausible people with diaries, the same for the same number.

They are for promises that must hold for everybody: no two are alike, and many are awkward on
purpose (unknown age, medicines nobody knows, half-written days, contradictions).

    python -m tools.generate_people 3        the first three, as JSON lines
"""

import json
import random
import sys
from datetime import date, timedelta
from typing import Any

from magwise.person import Diary, Profile

FIRST_DAY = date(2026, 11, 2)

BREAKFAST = (
    "2 witte boterhammen met kaas",
    "3 volkoren boterhammen met pindakaas",
    "bakje yoghurt met muesli",
    "40 g havermout met 200 ml halfvolle melk en een banaan",
    "2 beschuiten met jam",
    "koffie",
    "2 slices of wholemeal bread with peanut butter",
    "bowl of cornflakes with semi-skimmed milk",
    "2 fried eggs with 2 slices of toast",
    "80 g oats with soy drink",
    "croissant en een cappuccino",
    "niets gegeten",
    "porridge with raisins",
)
LUNCH = (
    "3 boterhammen met ham en een appel",
    "kom tomatensoep met een bolletje",
    "broodje kroket",
    "salade met kikkererwten, feta en olijven",
    "wrap with hummus and falafel",
    "lentil soup",
    "2 slices of brown bread with cheese and a glass of milk",
    "tosti ham kaas",
    "sushi",
    "jacket potato with baked beans",
    "rest van gisteren",
    "2 bruine boterhammen met ei",
)
DINNER = (
    "bord spaghetti bolognese met geraspte kaas",
    "3 aardappelen, gehaktbal en 2 opscheplepels bloemkool",
    "nasi met kip en 2 opscheplepels sperziebonen",
    "pizza margherita",
    "boerenkoolstamppot met rookworst",
    "150 g tofu with brown rice and broccoli",
    "salmon with 200 g spinach and boiled potatoes",
    "chili sin carne with kidney beans and white rice",
    "friet met mayonaise en een frikandel",
    "fish and chips",
    "volkoren pasta met linzen en tomatensaus",
    "iets bij de buren",
)
SNACKS = (
    "handje ongezouten noten",
    "30 g amandelen",
    "appel",
    "2 bananen",
    "stroopwafel",
    "zak chips",
    "4 blokjes pure chocolade",
    "handful of pumpkin seeds",
    "2 biertjes",
    "glas wijn",
    "glas cola",
    "kop thee",
    "2 koppen koffie",
    "liter water",
    "packet of crisps",
    "eiwitreep",
    "gluhfrobel",
    "1/2 avocado",
    "bakje kwark met honing",
    "bakje aardbeien",
    "1 sinaasappel",
    "sportdrank 500 ml",
    "magnesiumtablet 200 mg",
    "2 rennies",
)
MORE_FOOD = ("30 g amandelen", "100 g spinazie", "2 slices of wholemeal bread", "1 banaan")

CONDITIONS = (
    "asthma",
    "hypertension",
    "diabetes",
    "hypothyroidism",
    "coeliac-disease",
    "migraine",
    "inflammatory-bowel-disease",
    "heart-failure",
    "restless-legs",
    "osteoporosis",
    "reflux",
    "iets vaags aan mijn heup",
    "kidney-stones",
    "bariatric-surgery",
    "eating-disorder",
)
STOP_CONDITIONS = (
    "myasthenia-gravis",
    "heart-conduction",
    "bowel-obstruction",
    "acute-diarrhoea",
    "dehydration",
    "hypermagnesaemia",
    "kidney-severe",
)
MEDICINES = (
    "omeprazol 20 mg",
    "hydrochloorthiazide 12,5 mg",
    "levothyroxine 75 mcg",
    "metformine 500 mg",
    "lisinopril 10 mg",
    "simvastatine",
    "alendroninezuur 70 mg",
    "doxycycline 100 mg",
    "ciprofloxacin",
    "spironolacton 25 mg",
    "digoxine",
    "paracetamol",
    "ibuprofen",
    "furosemide 40 mg",
    "ferrofumaraat",
    "gabapentin",
    "warfarin",
    "acenocoumarol",
    "tacrolimus",
    "magnesiumhydroxide",
    "lithium",
    "dolutegravir",
    "kwikzalverol forte",
    "de pil",
    "salbutamol",
)
SUPPLEMENTS: tuple[dict[str, Any], ...] = (
    {
        "name": "magnesium bisglycinate",
        "form": "bisglycinate",
        "amount_mg": 1000,
        "amount_is": "salt",
    },
    {"name": "magnesiumcitraat", "form": "citrate", "amount_mg": 200, "amount_is": "elemental"},
    {"name": "magnesium oxide", "form": "oxide", "amount_mg": 400, "amount_is": "unknown"},
    {"name": "multivitamine"},
    {"name": "vitamine D", "amount_mg": 0.025},
    {"name": "magnesium", "amount_mg": 375, "amount_is": "elemental"},
)
COMPLAINTS = ("cramps-night", "soreness", "fatigue", "poor-sleep", "restless-legs", "twitching")
COUNTRIES = ("nl", "nl", "nl", "be", "gb", "de", "us", "se", "other", None)
RED_FLAGS = ("chest-pain", "fainting", "one-leg-swollen", "paralysis", "dark-urine")


def maybe(chance: random.Random, share: float, value: Any) -> Any:
    """The value in a share of cases; otherwise not said."""
    return value if chance.random() < share else None


def yes_no_unknown(chance: random.Random, yes: float) -> bool | None:
    """Mostly no, sometimes yes, sometimes not said."""
    return chance.choices((True, False, None), (yes, 0.85 - yes, 0.15))[0]


def some(
    chance: random.Random, pool: tuple[Any, ...], empty: float = 0.5
) -> tuple[Any, ...] | None:
    """A few of a list; often none, sometimes not said."""
    draw = chance.random()
    if draw < 0.1:
        return None
    if draw < 0.1 + empty:
        return ()
    return tuple(chance.sample(pool, chance.choice((1, 1, 2, 3))))


def time(chance: random.Random, hour: int) -> str:
    """A time of day near an hour."""
    return f"{(hour + chance.choice((-1, 0, 0, 1))) % 24:02d}:{chance.choice((0, 15, 30, 45)):02d}"


def medicine(chance: random.Random, name: str) -> dict[str, Any]:
    """A medicine as somebody writes it down."""
    return {
        "name": name,
        "times": maybe(chance, 0.6, (time(chance, chance.choice((8, 8, 12, 18, 22))),)),
        "since_weeks": maybe(chance, 0.5, float(chance.choice((1, 3, 20, 150)))),
        "fasting": maybe(chance, 0.2, True),
    }


def is_simple(seed: int) -> bool:
    """Every third person is healthy and tells everything, so that a dose is possible at all."""
    return seed % 3 == 0


def simple(chance: random.Random) -> dict[str, Any]:
    """Answers of an adult without anything in the way, but for one medicine at times."""
    medicines = (medicine(chance, chance.choice(MEDICINES)),) if chance.random() < 0.3 else ()
    return {
        "age_years": chance.randint(18, 69),
        "sex": chance.choice(("female", "male")),
        "weight_kg": chance.randint(58, 95),
        "height_cm": chance.randint(160, 190),
        "pregnant": False,
        "breastfeeding": False,
        "egfr": chance.choice((None, 80, 95, 110)),
        "kidney_disease": False,
        "dialysis": False,
        "conditions": (),
        "medicines": medicines,
        "supplements": (),
        "red_flags": (),
        "food_first_weeks_done": chance.choice((None, 9, 20)),
        "clinician_asked_supplement": chance.random() < 0.3,
    }


def profile(seed: int) -> Profile:
    """The profile of person number ``seed``."""
    chance = random.Random(seed)
    age = maybe(chance, 0.96, chance.choice((chance.uniform(18, 65), chance.uniform(8, 95))))
    sex = maybe(chance, 0.96, chance.choice(("female", "male")))
    fertile = sex == "female" and age is not None and 18 <= age <= 48
    flags = maybe(chance, 0.9, ())
    if chance.random() < 0.03:
        flags = (chance.choice(RED_FLAGS),)
    conditions = some(chance, CONDITIONS, empty=0.65)
    if chance.random() < 0.06:
        conditions = (*(conditions or ()), chance.choice(STOP_CONDITIONS))
    supplements = some(chance, SUPPLEMENTS, empty=0.7)
    medicines = some(chance, MEDICINES, empty=0.5)
    complaints = some(chance, COMPLAINTS, empty=0.3)
    told: dict[str, Any] = {
        "id": f"person-{seed}",
        "country": chance.choice(COUNTRIES),
        "language": chance.choice(("nl", "en")),
        "age_years": None if age is None else round(age),
        "sex": sex,
        "weight_kg": maybe(chance, 0.9, round(chance.uniform(48, 110))),
        "height_cm": maybe(chance, 0.9, round(chance.uniform(155, 198))),
        "pregnant": yes_no_unknown(chance, 0.08) if fertile else maybe(chance, 0.5, False),
        "breastfeeding": yes_no_unknown(chance, 0.05) if fertile else None,
        "egfr": maybe(chance, 0.2, round(chance.choice((95, 80, 70, 50, 35, 25, 12)))),
        "kidney_disease": yes_no_unknown(chance, 0.05),
        "dialysis": maybe(chance, 0.3, chance.random() < 0.03),
        "conditions": conditions,
        "medicines": None if medicines is None else tuple(medicine(chance, m) for m in medicines),
        "supplements": None
        if supplements is None
        else tuple({**s, "per_day": chance.choice((1, 1, 2))} for s in supplements),
        "red_flags": flags,
        "complaints": None
        if complaints is None
        else tuple({"id": c, "since_weeks": maybe(chance, 0.7, 5.0)} for c in complaints),
        "training": maybe(
            chance,
            0.7,
            {
                "kinds": (chance.choice(("endurance", "strength", "team", "heavy-work")),),
                "hours_per_week": round(chance.uniform(0, 16), 1),
                "recent_increase": yes_no_unknown(chance, 0.2),
            },
        ),
        "sleep_hours": maybe(chance, 0.7, round(chance.uniform(4.5, 9), 1)),
        "alcohol_units_per_week": maybe(chance, 0.7, chance.choice((0, 0, 4, 10, 30))),
        "diet": maybe(chance, 0.8, chance.choice(((), (), (), ("vegetarian",), ("vegan",)))),
        "allergies": maybe(chance, 0.8, chance.choice(((), (), (), ("nuts",), ("milk",)))),
        "food_first_weeks_done": maybe(chance, 0.4, chance.choice((0, 4, 9, 20))),
        "clinician_asked_supplement": maybe(chance, 0.3, chance.random() < 0.2),
        "wants_supplement": maybe(chance, 0.4, chance.random() < 0.7),
    }
    if is_simple(seed):
        told |= simple(chance)
    return Profile.model_validate(told)


def diary(seed: int) -> Diary:
    """The diary of person number ``seed``: no day up to six days."""
    chance = random.Random(seed + 1_000_003)
    many = (3, 4, 6) if is_simple(seed) else (0, 1, 2, 3, 3, 3, 4, 6)
    offsets = sorted(chance.sample(range(14), chance.choice(many)))
    days = []
    for offset in offsets:
        entries = [
            {"time": maybe(chance, 0.9, time(chance, 8)), "text": chance.choice(BREAKFAST)},
            {"time": maybe(chance, 0.9, time(chance, 13)), "text": chance.choice(LUNCH)},
            {"time": maybe(chance, 0.9, time(chance, 18)), "text": chance.choice(DINNER)},
        ]
        for snack in chance.sample(SNACKS, chance.choice((0, 1, 2, 3, 4))):
            entries.append({"time": maybe(chance, 0.6, time(chance, 15)), "text": snack})
        days.append(
            {
                "date": (FIRST_DAY + timedelta(days=offset)).isoformat(),
                "complete": is_simple(seed) or yes_no_unknown(chance, 0.75),
                "entries": entries[: 9 if is_simple(seed) else chance.choice((2, 9, 9, 9))],
            }
        )
    return Diary.model_validate({"days": days})


def person(seed: int) -> tuple[Profile, Diary]:
    """Person number ``seed``: the same every time."""
    return profile(seed), diary(seed)


def main() -> int:
    for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10):
        someone, days = person(seed)
        line = {**someone.model_dump(mode="json", exclude_none=True)}
        line["diary"] = days.model_dump(mode="json", exclude_none=True)["days"]
        print(json.dumps(line, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
