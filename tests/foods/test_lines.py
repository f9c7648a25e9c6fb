"""What a person may expect from a diary line."""

import pytest

from magwise import Knowledge
from magwise.core.records import Origin
from magwise.foods import Corrections, Item, ParsedLine, parse_line


def ids(line: ParsedLine) -> list[str | None]:
    return [item.id for item in line.items]


def questions(line: ParsedLine) -> list[str]:
    return [question.id for question in line.questions]


def grams(item: Item) -> float:
    assert item.grams is not None
    return item.grams.best


def test_grams_are_taken_as_written(kb: Knowledge) -> None:
    (item,) = parse_line("30 g amandelen", kb).items
    assert item.id == "almond"
    assert grams(item) == pytest.approx(30)
    assert item.magnesium_mg is not None
    # USDA SR Legacy 12061 and CIQUAL 15000 give 270 mg per 100 g, the Dutch table 232
    assert item.magnesium_mg.low <= 0.3 * 270 <= item.magnesium_mg.high
    assert item.magnesium_mg.low <= 0.3 * 232 <= item.magnesium_mg.high


def test_a_line_of_many_foods_is_taken_apart(kb: Knowledge) -> None:
    line = parse_line("2 bammetjes pindakaas, halve liter karnemelk, bakje kwark m noten", kb)
    found = ids(line)
    assert found[1:3] == ["peanut-butter", "buttermilk"]
    assert any("quark" in str(food) for food in found)
    assert any("nuts" in str(food) for food in found)
    assert not line.questions
    assert grams(line.items[0]) == pytest.approx(70, abs=10)  # two slices, not two toppings
    assert grams(line.items[1]) < 50  # what goes on two slices
    assert 480 <= grams(line.items[2]) <= 530


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anderhalve liter water", 1500),
        ("1,5 l water", 1500),
        ("1 1/2 l water", 1500),
        ("½ liter water", 500),
        ("half a litre of water", 500),
        ("2 x 30 g cashewnoten", 60),
        ("30 g cashewnoten x 2", 60),
        ("2 dl water", 200),
        ("half pond spinazie", 250),
        ("een ons champignons", 100),
        ("200 à 300 g aardappelen", 250),
        ("twee keer 50 g kaas", 100),
    ],
)
def test_numbers_are_read_as_people_write_them(kb: Knowledge, text: str, expected: float) -> None:
    (item,) = parse_line(text, kb).items
    assert grams(item) == pytest.approx(expected, rel=0.04)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 bananen", "2 banaantjes"),
        ("een glas melk", "een glaasje melk"),
        ("30 g AMANDELEN", "amandelen 30 gr"),
        ("kwark mager 200 g", "200 g magere kwark"),
        ("pindakaas 1 el", "1 eetlepel pindakaas"),
        ("  2   bananen ", "2 bananen"),
        ("yoghurt 150 g", "youghurt 150 g"),
        ("amandelen 30 g", "amadelen 30 g"),
        ("2 slices wholemeal bread", "wholemeal bread 2 slices"),
    ],
)
def test_spelling_order_and_case_do_not_matter(kb: Knowledge, one: str, other: str) -> None:
    a, b = parse_line(one, kb), parse_line(other, kb)
    assert ids(a) == ids(b) != []
    assert [i.grams for i in a.items] == [i.grams for i in b.items]


def test_one_slice_of_three_gets_the_cheese(kb: Knowledge) -> None:
    line = parse_line("3 volkoren boterhammen, 1 met kaas, 2 met hummus", kb)
    bread, cheese, hummus = line.items
    assert bread.id == "bread-wholemeal"
    assert 90 <= grams(bread) <= 120
    assert grams(cheese) < 35
    assert grams(hummus) > grams(cheese)


def test_names_that_contain_and_stay_whole(kb: Knowledge) -> None:
    assert len(parse_line("fish and chips", kb).items) == 1
    assert len(parse_line("mac and cheese", kb).items) == 1


def test_raw_and_cooked_are_different_foods(kb: Knowledge) -> None:
    (raw,) = parse_line("100 g rauwe spinazie", kb).items
    (boiled,) = parse_line("100 g gekookte spinazie", kb).items
    assert raw.id != boiled.id


@pytest.mark.parametrize(
    "text",
    [
        "asdf qwer", "ik weeg 80 kg", "I weigh 75 kg", "morgen eet ik 3 bananen", "0612345678",
        "tomorrow I will eat salmon", "ik heb zin in chocolade", "geen brood vandaag",
        "no milk in it", "10 km hardgelopen", "wat een mooi weer zeg", "my cat ate the tuna",
        "SELECT * FROM foods; DROP TABLE foods;", "https://www.example.org/banaan",
        "<script>alert('banaan')</script>", "def eat(banana): return banana", "😀😀😀", "", "   ",
        "hoeveel magnesium zit er in amandelen?", "bloeddruk 130/80", "12/11/2026", "1000 kg",
        "I used to love cheese", "haha grapje 50 olifanten",
    ],
)  # fmt: skip
def test_what_is_not_eaten_never_gives_a_number(kb: Knowledge, text: str) -> None:
    line = parse_line(text, kb)
    assert line.items == ()
    assert not line.nothing_eaten


@pytest.mark.parametrize("text", ["niks gegeten", "nothing", "vandaag gevast", "skipped lunch"])
def test_nothing_is_only_nothing_when_said_outright(kb: Knowledge, text: str) -> None:
    line = parse_line(text, kb)
    assert line.nothing_eaten
    assert line.items == ()


def test_nothing_but_an_apple_is_an_apple(kb: Knowledge) -> None:
    line = parse_line("niks behalve een appel", kb)
    assert not line.nothing_eaten


def test_without_sugar_has_no_sugar(kb: Knowledge) -> None:
    assert ids(parse_line("koffie zonder suiker", kb)) == ids(parse_line("koffie", kb))


def test_thousands_or_decimals_are_asked(kb: Knowledge) -> None:
    line = parse_line("1.500 g amandelen", kb)
    assert line.items == ()
    assert questions(line) == ["ask.amount-thousands"]


@pytest.mark.parametrize("text", ["50 kg bananen", "300 boterhammen", "40 kg of rice"])
def test_impossible_amounts_are_asked(kb: Knowledge, text: str) -> None:
    line = parse_line(text, kb)
    assert line.items == ()
    assert questions(line) == ["ask.amount-implausible"]


def test_an_unknown_food_is_a_question_and_not_zero(kb: Knowledge) -> None:
    line = parse_line("een bordje flurk", kb)
    assert line.items == ()
    (question,) = line.questions
    assert question.id == "ask.food-unknown"
    assert "flurk" in question.values["words"]
    assert not line.nothing_eaten


def test_what_is_understood_stays_when_something_is_not(kb: Knowledge) -> None:
    line = parse_line("banaan, flurkbrei", kb)
    assert ids(line) == ["banana"]
    assert questions(line) == ["ask.food-unknown"]


def test_stated_mineral_water_counts_what_the_bottle_says(kb: Knowledge) -> None:
    (item,) = parse_line("water met 110 mg/l magnesium 1 liter", kb).items
    assert item.kind == "drink"
    assert item.magnesium_mg is not None
    assert item.magnesium_mg.best == pytest.approx(110, rel=0.01)


def test_a_salt_in_the_diary_is_asked_about(kb: Knowledge) -> None:
    line = parse_line("1 tablet magnesiumcitraat 400 mg", kb)
    (item,) = line.items
    assert item.kind == "supplement"
    assert item.origin is Origin.SUPPLEMENT
    assert item.id == "citrate"
    assert item.magnesium_mg is None
    assert item.amount_is == "unknown"
    assert questions(line) == ["ask.salt-or-element"]


def test_elemental_magnesium_is_counted_per_capsule(kb: Knowledge) -> None:
    (item,) = parse_line(
        "2 capsules magnesium bisglycinaat, 100 mg elementair per capsule", kb
    ).items
    assert item.magnesium_mg is not None
    assert item.magnesium_mg.best == 200
    assert item.amount_is == "elemental"


def test_a_thousand_mg_of_bisglycinate_is_asked_about_with_141_mg_as_salt(kb: Knowledge) -> None:
    line = parse_line("magnesium bisglycinaat 1000 mg", kb)
    assert [item.magnesium_mg for item in line.items] == [None]
    (question,) = line.questions
    assert question.values["as_salt"] == pytest.approx(141, abs=1)  # 24.305 / 172.42


@pytest.mark.parametrize("text", ["magnesiumtablet 400 mg", "magnesium 375 mg tablets"])
def test_a_tablet_of_so_many_mg_may_be_its_salt(text: str, kb: Knowledge) -> None:
    line = parse_line(text, kb)
    assert [item.magnesium_mg for item in line.items] == [None]
    assert questions(line) == ["ask.salt-or-element"]


def test_so_many_mg_of_magnesium_is_magnesium_itself(kb: Knowledge) -> None:
    (item,) = parse_line("supplement, 250 mg magnesium per capsule", kb).items[-1:]
    assert item.magnesium_mg is not None
    assert item.magnesium_mg.best == 250


@pytest.mark.parametrize("text", ["40 boterhammen met kaas", "30 eieren", "200 bananas"])
def test_a_count_that_nobody_eats_is_asked_about(text: str, kb: Knowledge) -> None:
    line = parse_line(text, kb)
    assert line.items == ()
    assert questions(line) == ["ask.amount-implausible"]


@pytest.mark.parametrize(
    "text", ["had some of the usual", "dinner out, can't remember what it was called"]
)
def test_a_meal_without_a_name_is_asked_about(text: str, kb: Knowledge) -> None:
    line = parse_line(text, kb)
    assert line.items == ()
    assert questions(line) == ["ask.food-unknown"]


def test_medicines_stay_apart_from_food(kb: Knowledge) -> None:
    line = parse_line("2 boterhammen met kaas, omeprazol 20 mg en een glas melk", kb)
    medicines = [item for item in line.items if item.kind == "medicine"]
    assert [item.id for item in medicines] == ["omeprazole"]
    assert medicines[0].grams is None
    assert len(line.items) == 4


def test_an_antacid_brings_its_magnesium(kb: Knowledge) -> None:
    (item,) = parse_line("2 rennies", kb).items
    assert item.kind == "medicine"
    assert item.magnesium_mg is not None
    assert item.magnesium_mg.best == pytest.approx(40, rel=0.1)  # 2 x 80 mg heavy carbonate
    assert item.origin is Origin.MEDICINE


def test_own_choices_go_first(kb: Knowledge) -> None:
    own = Corrections(foods={"mijn shake": "buttermilk"}, measures={"mok": 300})
    line = parse_line("mijn shake", kb, corrections=own)
    assert ids(line) == ["buttermilk"]
    (tea,) = parse_line("een mok thee", kb, corrections=own).items
    assert grams(tea) == pytest.approx(300, rel=0.05)
    assert ids(parse_line("mijn shake", kb)) != ["buttermilk"]


def test_a_food_without_amount_is_less_sure(kb: Knowledge) -> None:
    (vague,) = parse_line("yoghurt", kb).items
    (exact,) = parse_line("150 g yoghurt", kb).items
    assert vague.confidence < exact.confidence
    assert vague.grams is not None
    assert vague.grams.low < vague.grams.best < vague.grams.high


def test_a_line_that_is_too_long_is_cut_and_said(kb: Knowledge) -> None:
    line = parse_line("banaan, " * 100_000, kb)
    assert "ask.line-too-long" in questions(line)
    assert all(item.id == "banana" for item in line.items)


def test_every_question_has_a_wording_in_both_languages(kb: Knowledge) -> None:
    for message, finding in kb.findings.items():
        if message.startswith(("ask.food", "ask.amount", "ask.which-food", "ask.line", "label.")):
            for language in ("nl", "en"):
                text = kb.text(language)[message]
                for slot in finding.slots:
                    assert "{" + slot + "}" in text, (message, language, slot)
