"""The plan as a paper of two pages: how good the data are, what was found, what to do, sources.

The web page, the PDF, the cards, the letter and the terminal are drawn from this one record.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from magwise.core.facts import Fact, Severity
from magwise.report.document import (
    Document,
    Section,
    Speech,
    Statement,
    about,
    intake_chart,
    reading_order,
    section_of,
)
from magwise.report.plan_rows import (
    DayRow,
    MealRow,
    Purchase,
    WeekRow,
    data_rows,
    day_rows,
    meal_rows,
    shopping,
    week_rows,
    who,
)
from magwise.text import numbers
from magwise.text.quoting import clean
from magwise.text.rendering import Language, word

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.plan.records import Plan
    from magwise.plan.weeks import Programme

_QUALITY = ("emergency", "data")
_FINDINGS = ("intake", "need", "adequacy", "risk", "laboratory", "signs", "safety", "causes")
_TO_DO = ("food", "supplement", "expect")
# Of what is only good to know, this much; `magwise advise` has the rest.
_MOST_INFORMATION = {"causes": 2, "signs": 2, "intake": 3}


@dataclass(frozen=True, slots=True)
class Paper:
    """The plan in one language.

    Attributes
    ----------
    report
        Title, short answer, chart and numbered sources; its sections are what was found.
    who
        Age, sex, weight and the like in one line, as far as they are known.
    data, quality, questions
        How complete the data are, in figures and in words, and what is still asked.
    to_do
        Food, supplement and what to expect; ``otherwise`` are other ways to the same end.
    day, weeks, looks
        The day; what to do in which weeks; what to look at every week.
    phases, besides, endurance
        What the weeks are for; what holds without weeks; endurance sport.
    shopping, meals
        What the changes of food ask for in a week; recipes by moment of the day.
    small_print
        What this is, whether it was reviewed, and with what it was made.
    """

    report: Document
    who: str
    data: tuple[tuple[str, str], ...]
    quality: tuple[Statement, ...]
    questions: tuple[Statement, ...]
    to_do: tuple[Section, ...]
    otherwise: tuple[tuple[Statement, ...], ...]
    day: tuple[DayRow, ...]
    weeks: tuple[WeekRow, ...]
    looks: tuple[Statement, ...]
    phases: tuple[Statement, ...]
    besides: tuple[Statement, ...]
    endurance: tuple[Statement, ...]
    shopping: tuple[Purchase, ...]
    meals: tuple[MealRow, ...]
    small_print: tuple[Statement, ...]


def paper(plan: "Plan", programme: "Programme", kb: "Knowledge", language: Language) -> Paper:
    """Put a plan and its weeks into words, in the order in which a professional reads them.

    An emergency has no paper: there the report shows the emergency and nothing else.
    """
    speech = Speech(kb, language)
    assessment = plan.assessment
    ui = interface_words(kb, language)
    order = reading_order(kb)
    facts = {fact.key(): fact for fact in (*assessment.findings, *plan.findings)}
    facts.pop(plan.verdict.key(), None)
    by_section: dict[str, list[Fact]] = {}
    for fact in facts.values():
        by_section.setdefault(section_of(fact, kb), []).append(fact)

    def say(some: Iterable[Fact], section: str) -> tuple[Statement, ...]:
        return tuple(speech.say(fact, section) for fact in some)

    def section(name: str) -> tuple[Statement, ...]:
        return say(_chosen(name, sorted(by_section.get(name, ()), key=order)), name)

    def sections(wanted: Sequence[str]) -> tuple[Section, ...]:
        found = ((name, section(name)) for name in wanted)
        return tuple(
            Section(name, word(f"word.section-{name}", kb, language), said)
            for name, said in found
            if said
        )

    verdict = speech.say(plan.verdict, "verdict")
    quality = tuple(one for name in _QUALITY for one in section(name))
    questions = section("question")
    chart = intake_chart(assessment, kb, language, speech.notes)
    findings = sections(_FINDINGS)
    to_do = sections(_TO_DO)
    otherwise = tuple(say(_way(plan, place), "food") for place in range(1, len(plan.alternatives)))
    weeks, looks = week_rows(programme.weeks, speech)
    phases, besides = say(programme.phases, "programme"), say(programme.tasks, "programme")
    endurance = say(programme.endurance, "evidence")
    small_print = say(about(assessment, kb), "about")
    return Paper(
        report=Document(
            language=language,
            title=titled("plan-title", plan, ui),
            date=numbers.day(assessment.today, language),
            emergency=False,
            verdict_title=word("word.section-verdict", kb, language),
            verdict=verdict,
            sections=findings,
            chart=chart,
            day=(),
            notes=speech.notes.listed(),
            ui=ui,
        ),
        who=who(plan, kb, language, ui),
        data=data_rows(plan, kb, speech.notes.listed(), language, ui),
        quality=quality,
        questions=questions,
        to_do=to_do,
        otherwise=otherwise,
        day=day_rows(plan, kb, language, ui),
        weeks=weeks,
        looks=looks,
        phases=phases,
        besides=besides,
        endurance=endurance,
        shopping=shopping(plan, kb, language),
        meals=meal_rows(plan, kb, language, ui),
        small_print=small_print,
    )


def _way(plan: "Plan", place: int) -> list[Fact]:
    """An alternative: its changes, and where most of the magnesium it brings will go."""
    facts = [step.fact for step in plan.alternatives[place]]
    found = plan.expected_ways[place] if plan.expected_ways else None
    if found is not None:
        facts += [fact for fact in found.facts if fact.id == "expect.urine"]
    return facts


def interface_words(kb: "Knowledge", language: Language) -> dict[str, str]:
    """The words of the page itself."""
    return {key[3:]: text for key, text in kb.text(language).items() if key.startswith("ui.")}


def titled(key: str, plan: "Plan", ui: Mapping[str, str]) -> str:
    """A title, with the person's name where it was given."""
    name = clean(plan.assessment.profile.name or "", 80)
    return ui[f"{key}-for"].replace("{name}", name) if name else ui[key]


def _chosen(section: str, facts: Sequence[Fact]) -> list[Fact]:
    """Everything that asks for something, and the first of what is only good to know."""
    most = _MOST_INFORMATION.get(section)
    if most is None:
        return list(facts)
    plain = [fact for fact in facts if fact.severity is Severity.INFO][:most]
    return [fact for fact in facts if fact.severity is not Severity.INFO or fact in plain]


def as_report(paper: Paper) -> Document:
    """The paper as a report for the terminal: the same sentences, one section after another."""
    ui = paper.report.ui
    tasks = (
        replace(row.said, text=f"{ui['plan-week']} {row.weeks} ({row.begins}): {row.said.text}")
        for row in paper.weeks
    )
    weeks = (*paper.phases, *tasks, *paper.looks, *paper.besides)
    sections = (
        Section("data", ui["plan-quality"], (*paper.quality, *paper.questions)),
        *paper.report.sections,
        Section("evidence", ui["plan-endurance"], paper.endurance),
        *paper.to_do,
        Section("meals", ui["plan-meals"], tuple(_of_meals(row) for row in paper.meals)),
        Section("programme", ui["plan-weeks"], weeks),
        Section("about", "Magwise", paper.small_print),
    )
    return replace(
        paper.report,
        sections=tuple(section for section in sections if section.statements),
        day=tuple(row.moment for row in paper.day),
    )


def _of_meals(row: MealRow) -> Statement:
    """Recipes of a moment as a line of the terminal."""
    text = f"{row.place}: {'; '.join(row.recipes)}."
    fact = Fact("ui.plan-meals", {}, subject="food")
    return Statement(fact.id, text, Severity.INFO, "", "", (), "food", fact)
