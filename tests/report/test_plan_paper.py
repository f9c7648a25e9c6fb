"""The plan on paper: whole, safe, two pages, and the same words in every form."""

import html
import re
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from magwise import Diary, Knowledge, Plan, Profile, assess, propose
from magwise.core.records import EventKind
from magwise.person.reading import read_person
from magwise.plan.weeks import Programme, programme
from magwise.report import plan_pages as pages
from magwise.report import plan_sheets as sheets
from magwise.report.plan import Paper, as_report, paper
from magwise.report.plan_result import plan_result
from magwise.text.rendering import Language, render

KB = Knowledge.load()
DAY = date(2026, 11, 22)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
LANGUAGES: tuple[Language, ...] = ("nl", "en")
HOSTILE = "<script>alert(1)</script>\r\nATTACH:http://x.example/<img src=x onerror=alert(1)>"
POOR = (
    ("08:00", "4 witte boterhammen met boter en kaas, glas cola"),
    ("13:00", "3 witte boterhammen met boter en jam"),
    ("18:30", "bord witte rijst met kip en een biertje"),
)


def plan(lines: tuple[tuple[str, str], ...] = POOR, **changes: Any) -> Plan:
    profile = Profile.model_validate(
        {
            "country": "nl", "age_years": 40, "sex": "male", "weight_kg": 75, "height_cm": 180,
            "kidney_disease": False, "egfr": 95, "conditions": [], "medicines": [],
            "supplements": [], "red_flags": [], "complaints": [], "signs": [],
            "food_first_weeks_done": 8, **changes,
        }
    )  # fmt: skip
    days = [
        {
            "date": f"2026-11-{day:02d}",
            "complete": True,
            "entries": [{"time": time, "text": text} for time, text in lines],
        }
        for day in (9, 10, 11, 14)
    ]
    return propose(assess(profile, Diary.model_validate({"days": days}), KB, today=DAY), None, KB)


def example(path: Path) -> tuple[Plan, Programme]:
    person = read_person(path)
    one = propose(assess(person.profile, person.diary, KB, today=DAY), None, KB)
    return one, programme(one, KB)


def written(one: Plan, language: Language = "nl") -> Paper:
    return paper(one, programme(one, KB), KB, language)


def text_of(page: str) -> str:
    bare = re.sub(r"<style>.*?</style>", " ", page, flags=re.S)
    bare = re.sub(r'<span class="behind">.*?</span>|</?span[^>]*>', "", bare)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_has_its_papers_in_both_languages(path: Path, language: Language) -> None:
    one, weeks = example(path)
    made = paper(one, weeks, KB, language)
    every = [pages.plan_page(made), pages.card_page(sheets.day_card(one, weeks, KB, language))]
    race, letter = sheets.race_card(one, KB, language), sheets.letter(one, KB, language)
    bought = sheets.shopping_list(one, KB, language)
    every += [pages.card_page(race)] if race else []
    every += [pages.letter_page(letter)] if letter else []
    every += [pages.shopping_page(bought)] if bought else []
    for page in every:
        assert "[[" not in page
        assert "{" not in text_of(page)
        assert "<script" not in page
        assert re.findall(r'src=|href="(?!#note-)', page) == []
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))
    assert as_report(made).sections


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_data_quality_stands_before_findings_before_the_plan_before_sources(path: Path) -> None:
    one, weeks = example(path)
    made = paper(one, weeks, KB, "en")
    page = text_of(pages.plan_page(made))
    ui = made.report.ui
    places = [page.index(ui[key]) for key in ("plan-quality", "plan-part")]
    places.insert(1, page.index(made.report.sections[0].title, places[0]))
    places.append(page.rindex(f" {ui['sources']} "))
    assert places == sorted(places)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_that_safety_asks_for_is_left_off_the_paper(path: Path) -> None:
    """What is only good to know may stand in the full advice alone; a warning may not."""
    one, weeks = example(path)
    page = html.unescape(re.sub(r"<[^>]+>", "", pages.plan_page(paper(one, weeks, KB, "nl"))))
    page = page.replace("\u00a0", " ")
    for fact in (*one.assessment.findings, *one.findings):
        if fact.severity.value != "info":
            assert render(fact, KB, "nl").replace("\u00a0", " ") in page, fact.id


def test_every_number_of_a_source_leads_to_a_source() -> None:
    made = written(plan())
    listed = {note.number for note in made.report.notes}
    said = [
        number
        for section in as_report(made).sections
        for one in section.statements
        for number in one.notes
    ]
    assert set(said) <= listed


BLOCKED: list[dict[str, Any]] = [
    {"egfr": 25, "kidney_disease": True},
    {"age_years": 15},
    {"medicines": None},
    {"medicines": [{"name": "spironolacton", "times": ["08:00"]}]},
]


@pytest.mark.parametrize("changes", BLOCKED, ids=["kidneys", "child", "unasked", "spironolactone"])
def test_who_is_not_cleared_gets_papers_without_any_dose(changes: dict[str, Any]) -> None:
    one = plan(**changes)
    made = written(one)
    card = sheets.day_card(one, programme(one, KB), KB, "nl")
    assert EventKind.DOSE not in {row.moment.kind for row in (*made.day, *card.day)}
    both = pages.plan_page(made) + pages.card_page(card)
    assert not re.search(r"(?:Begin met|begint op|mag het vanaf)[^<]*\d+.mg", both)
    letter = sheets.letter(one, KB, "nl")
    assert letter is None or "letter.no-dose" in {one.id for one in letter.opening}


def test_a_cleared_dose_stands_on_the_card_at_its_minute_with_its_end() -> None:
    one = plan(medicines=[{"name": "Euthyrox 100", "times": ["07:00"], "fasting": True}])
    card = sheets.day_card(one, programme(one, KB), KB, "nl")
    assert one.supplement is not None
    doses = [row.moment.time for row in card.day if row.moment.kind is EventKind.DOSE]
    assert len(doses) == len(one.supplement.doses)
    page = text_of(pages.card_page(card))
    assert "17 januari 2027" in page
    assert "stop" in page.casefold()


def test_hostile_words_are_only_words() -> None:
    one = plan(
        (("08:00", HOSTILE), *POOR),
        name=HOSTILE[:100],
        medicines=[{"name": HOSTILE[:150], "times": ["08:00"]}],
        complaints=[{"id": HOSTILE[:70]}],
    )
    weeks = programme(one, KB)
    made = paper(one, weeks, KB, "nl")
    letter = sheets.letter(one, KB, "nl")
    every = [pages.plan_page(made), pages.card_page(sheets.day_card(one, weeks, KB, "nl"))]
    every += [pages.letter_page(letter)] if letter else []
    for page in every:
        assert "<script" not in page
        assert "<img" not in page


def test_a_letter_is_made_only_when_something_asks_for_a_blood_test() -> None:
    assert sheets.letter(plan(), KB, "nl") is None
    long_user = {"name": "omeprazol", "since_weeks": 150, "times": ["08:00"]}
    letter = sheets.letter(plan(medicines=[long_user]), KB, "nl")
    assert letter is not None
    assert [request.test for request in letter.requests] == ["Magnesium"]
    assert "omeprazol" in letter.requests[0].occasions


def test_every_reason_for_a_letter_is_a_finding_with_tests() -> None:
    for reason in KB.letter_reasons.values():
        assert reason.finding in KB.findings
        assert reason.tests or "tests" in KB.findings[reason.finding].slots


def test_the_race_card_is_for_grown_endurance_athletes_and_says_no_magnesium() -> None:
    runner = {"kinds": ["endurance"], "hours_per_week": 7, "longest_session_hours": 3}
    card = sheets.race_card(plan(training=runner), KB, "nl")
    assert card is not None
    assert card.blocks[0].statements[0].id == "race.no-magnesium"
    assert "112" in pages.card_page(card)
    assert sheets.race_card(plan(training=runner, age_years=16), KB, "nl") is None
    assert sheets.race_card(plan(training={"kinds": ["strength"]}), KB, "nl") is None


def test_a_runner_with_a_weak_heart_is_not_told_how_much_to_drink() -> None:
    runner = {"kinds": ["endurance"], "hours_per_week": 7}
    card = sheets.race_card(plan(training=runner, conditions=["hartfalen"]), KB, "nl")
    assert card is not None
    assert "race.drink" not in {one.id for one in card.blocks[0].statements}


def test_the_shopping_list_has_every_food_of_the_plan_once_and_a_weeks_weight() -> None:
    one = plan()
    bought = sheets.shopping_list(one, KB, "nl")
    assert bought is not None
    foods = {step.change.food for step in one.food if step.change.kind != "less"}
    assert len(bought.purchases) == len(foods)
    weights = sum(float(p.weight.split()[0].replace(".", "")) for p in bought.purchases)
    grams = sum(7 * step.change.grams_per_day for step in one.food if step.change.kind != "less")
    assert weights == pytest.approx(grams, abs=3 * len(foods))
    assert sheets.shopping_text(bought).count("[ ]") == len(foods)


def test_the_json_says_what_the_paper_says() -> None:
    one = plan()
    weeks = programme(one, KB)
    result = plan_result(one, weeks, KB, "nl").model_dump(mode="json")
    page = text_of(pages.plan_page(paper(one, weeks, KB, "nl"))).replace("\u00a0", " ")
    assert result["programme"]["dose_stops"] == "2027-01-17"
    for phase in result["programme"]["phases"]:
        assert phase["text"] in page


def test_an_emergency_has_no_programme_in_json() -> None:
    one = plan(red_flags=["pijn op de borst"])
    result = plan_result(one, programme(one, KB), KB, "nl")
    assert result.programme is None


def test_making_the_words_of_a_plan_takes_no_time_to_speak_of() -> None:
    one, weeks = example(EXAMPLES[0])
    spent = []
    for _ in range(3):
        start = process_time()  # of this process alone, however busy the machine is
        paper(one, weeks, KB, "nl")
        spent.append(process_time() - start)
    assert min(spent) < 0.2


def test_the_card_of_someone_who_must_stop_says_so_by_itself() -> None:
    powder = {"name": "magnesiumcitraat poeder", "amount_mg": 200, "amount_is": "elemental"}
    one = plan(egfr=22, kidney_disease=True, supplements=[powder])
    card = sheets.day_card(one, programme(one, KB), KB, "nl")
    said = [statement for block in card.blocks for statement in block.statements]
    assert said[0].id == one.verdict.id
    assert {statement.severity for statement in said} == {"stop"}
    assert "hierboven" not in text_of(pages.card_page(card))
