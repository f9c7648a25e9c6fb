"""The loose papers of a plan: day card, race-day card, letter to the doctor, shopping list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from magwise.core.facts import Certainty, Fact, Severity
from magwise.plan.endurance import race_day
from magwise.report.document import Note, Speech, Statement, about, section_of
from magwise.report.plan import interface_words, titled
from magwise.report.plan_rows import DayRow, Purchase, day_rows, shopping, who
from magwise.text import names, numbers
from magwise.text.quoting import clean
from magwise.text.rendering import Language, capitalised, word
from magwise.text.slots import Writer, write

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.plan.records import Plan
    from magwise.plan.weeks import Programme

# What somebody at the kitchen door must see beside the day itself.
_ON_THE_CARD = ("programme.trial-now", "programme.trial-step-up")
_STOP_RULES = ("supplement.stop-rules",)
_WITHOUT_TIMES = ("supplement.times-unknown", "timing.meal-near-fasting")
_HOLDS_BACK = (
    Severity.STOP, Severity.REFER, Severity.PHARMACIST, Severity.SEPARATE, Severity.ASK,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with what stands under it."""

    title: str
    statements: tuple[Statement, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card in large print."""

    language: Language
    title: str
    line: str
    day: tuple[DayRow, ...]
    blocks: tuple[Block, ...]
    small_print: tuple[Statement, ...]
    ui: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """A blood test and what gives occasion to it."""

    test: str
    occasions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A short letter to the doctor: which blood tests, and why."""

    language: Language
    title: str
    line: str
    name: str
    opening: tuple[Statement, ...]
    requests: tuple[Request, ...]
    reasons: tuple[Statement, ...]
    notes: tuple[Note, ...]
    small_print: tuple[Statement, ...]
    ui: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shopping:
    """What to buy for a week of the plan."""

    language: Language
    title: str
    line: str
    purchases: tuple[Purchase, ...]
    ui: Mapping[str, str]


def day_card(plan: "Plan", programme: "Programme", kb: "Knowledge", language: Language) -> Card:
    """The day for the kitchen door: meals, medicines, training and cleared doses, nothing else.

    Somebody who is not cleared for a dose gets a card without one, and reads why.
    """
    speech = Speech(kb, language)
    ui = interface_words(kb, language)
    blocks = []
    food = tuple(_portion(step.fact, step.change.food, kb, language) for step in plan.food)
    if food:
        blocks.append(Block(ui["card-food"], lines=food))
    if plan.supplement is not None:
        wanted = (*_ON_THE_CARD, *_WITHOUT_TIMES, *_STOP_RULES)
        facts = [fact for fact in (*programme.phases, *plan.findings) if fact.id in wanted]
    else:
        facts = _held_back(plan, kb)
    if facts:
        said = tuple(speech.say(fact, "supplement") for fact in facts)
        blocks.append(Block(ui["card-magnesium"], said))
    return Card(
        language,
        titled("card-title", plan, ui),
        ui["card-from"].replace("{date}", numbers.day(programme.start, language)),
        day_rows(plan, kb, language, ui),
        tuple(blocks),
        _small_print(plan, kb, speech),
        ui,
    )


def _held_back(plan: "Plan", kb: "Knowledge") -> list[Fact]:
    """Why there is no magnesium on the card; nothing where none is needed."""
    if plan.verdict.severity not in _HOLDS_BACK:
        return []
    stops = [
        fact
        for fact in plan.assessment.findings
        if fact.severity is Severity.STOP and section_of(fact, kb) == "safety"
    ]
    choices = [
        fact
        for fact in plan.findings
        if fact.id == "supplement.no-safe-slot" or fact.id.startswith("timing.choice")
    ]
    return [plan.verdict, *stops, *choices]


def race_card(plan: "Plan", kb: "Knowledge", language: Language) -> Card | None:
    """What a runner takes along; None for who does no endurance sport or is not an adult."""
    facts = race_day(plan.assessment, kb, with_dose=plan.supplement is not None)
    if not facts:
        return None
    speech, ui = Speech(kb, language), interface_words(kb, language)
    said = tuple(speech.say(fact, "programme") for fact in facts)
    return Card(
        language,
        titled("race-title", plan, ui),
        ui["date"].replace("{date}", numbers.day(plan.assessment.today, language)),
        (),
        (Block("", said),),
        _small_print(plan, kb, speech),
        ui,
    )


def letter(plan: "Plan", kb: "Knowledge", language: Language) -> Letter | None:
    """The letter to the doctor; None when nothing in the report asks for a blood test."""
    speech, ui = Speech(kb, language), interface_words(kb, language)
    asked: dict[str, dict[str, None]] = {}
    reasons: list[Fact] = []
    by_finding = {reason.finding: reason for reason in kb.letter_reasons.values()}
    for fact in plan.assessment.findings:
        reason = by_finding.get(fact.id)
        if reason is None:
            continue
        reasons.append(fact)
        for test in reason.tests or tuple(fact.values.get("tests", ())):
            asked.setdefault(_for_the_doctor(test, kb), {})[_occasion(fact, kb, language, ui)] = (
                None
            )
    if not asked:
        return None
    tests = {test: word(f"word.{test}", kb, language) for test in asked}
    return Letter(
        language,
        ui["letter-title"],
        " · ".join(
            part
            for part in (
                numbers.day(plan.assessment.today, language),
                clean(plan.assessment.profile.name or "", 80),
                who(plan, kb, language, ui),
            )
            if part
        ),
        clean(plan.assessment.profile.name or "", 80),
        tuple(speech.say(fact, "programme") for fact in _opening(plan, tuple(asked))),
        tuple(
            Request(capitalised(tests[test], language), tuple(occasions))
            for test, occasions in asked.items()
        ),
        tuple(speech.say(fact, "programme") for fact in reasons),
        speech.notes.listed(),
        _small_print(plan, kb, speech),
        ui,
    )


def _for_the_doctor(test: str, kb: "Knowledge") -> str:
    """The word for a test in a letter, where the report's own word speaks to the person."""
    return f"letter-{test}" if f"word.letter-{test}" in kb.text("en") else test


def _opening(plan: "Plan", tests: tuple[str, ...]) -> list[Fact]:
    assessment = plan.assessment
    facts = [Fact("letter.please", {"tests": tests})]
    usual, leading = assessment.intake.usual, assessment.need.leading
    if usual is not None and leading is not None and leading.mg_per_day.value is not None:
        values = {
            "intake": usual.mg_per_day.as_dict(),
            "days": usual.days_used,
            "reference": leading.mg_per_day.value,
            "authority": leading.authority,
        }
        facts.append(Fact("letter.intake", values, certainty=Certainty.COMPUTED))
    last = plan.step_up or plan.supplement
    until = [fact.values["date"] for fact in plan.findings if fact.id == "supplement.until"]
    if last is not None and until:
        form = last.doses[0].form
        dose = {"dose": last.elemental_mg_per_day, "form": form, "date": until[0]}
        facts.append(Fact("letter.dose", dose))
    else:
        facts.append(Fact("letter.no-dose"))
    return facts


def _occasion(fact: Fact, kb: "Knowledge", language: Language, ui: Mapping[str, str]) -> str:
    """In a few words what gives occasion to a test."""
    for kind in ("medicine", "condition", "cause"):
        if kind in fact.values:
            return names.name(str(fact.values[kind]), kind, kb, language)
    if fact.id == "risk.depletion-score":
        points = write("interval", fact.values["points"], Writer(kb, language))
        return ui["letter-score"].replace("{points}", points)
    if "signs" in fact.values:
        return write("signs", fact.values["signs"], Writer(kb, language))
    return word(f"word.section-{fact.subject}", kb, language) if fact.subject else fact.id


def shopping_list(plan: "Plan", kb: "Knowledge", language: Language) -> Shopping | None:
    """What to buy for a week; None when the plan changes nothing on the plate."""
    purchases = shopping(plan, kb, language)
    if not purchases:
        return None
    ui = interface_words(kb, language)
    return Shopping(
        language,
        titled("shopping-title", plan, ui),
        ui["date"].replace("{date}", numbers.day(plan.assessment.today, language)),
        purchases,
        ui,
    )


def shopping_text(sheet: Shopping) -> str:
    """The shopping list as plain text, to be sent to a telephone."""
    lines = [sheet.title, ""]
    for one in sheet.purchases:
        household = f" ({one.household})" if one.household else ""
        lines.append(f"[ ] {one.food}: {one.weight}{household}")
    return "\n".join([*lines, "", sheet.ui["shopping-note"], ""])


def _portion(fact: Fact, food: str, kb: "Knowledge", language: Language) -> str:
    """A food with its portion."""
    named = capitalised(names.name(food, "food", kb, language), language)
    return f"{named}: {write('portion', fact.values['portion'], Writer(kb, language))}"


def _small_print(plan: "Plan", kb: "Knowledge", speech: Speech) -> tuple[Statement, ...]:
    return tuple(speech.say(fact, "about") for fact in about(plan.assessment, kb))
