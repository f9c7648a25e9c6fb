"""One report as plain records: what is said, where it stands, how sure, and on which sources.

Every output (terminal, Markdown, HTML, JSON) is drawn from this and from nothing else, so that
they cannot say different things.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from magwise.core.facts import Fact, Severity
from magwise.core.records import Event, EventKind
from magwise.knowledge.claims import claim_lines
from magwise.knowledge.schema.message import Section as SectionName
from magwise.report.body import Course, course
from magwise.safety.records import Status
from magwise.text import names, numbers
from magwise.text.citations import address, citation, label
from magwise.text.quoting import clean
from magwise.text.rendering import (
    Language,
    capitalised,
    certainty_words,
    render,
    severity_word,
    word,
)

if TYPE_CHECKING:
    from magwise.assessment.records import Assessment
    from magwise.knowledge import Knowledge
    from magwise.models.need.records import ReferenceValue
    from magwise.plan.records import Plan

# Reading order is the register's, but questions come early: much of the rest hangs on them.
_REGISTER: tuple[str, ...] = get_args(SectionName)
SECTIONS: tuple[str, ...] = (
    "emergency", "verdict", "question",
    *(name for name in _REGISTER if name not in ("emergency", "verdict", "question")),
)  # fmt: skip
_STEPS = ("food", "supplement", "expect")


# Collections whose records a clinician signs and that an advice rests on.
RULES: tuple[str, ...] = (
    "interactions", "limits", "red_flags", "causes", "remedies", "bounds", "nutrient_limits",
    "food_rules", "laboratory", "laboratory_bands", "signs", "risk_factors", "scores", "tasks",
    "programme_figures", "stop_rules",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or a few, with what it rests on.

    ``notes`` are the numbers of its sources in the list at the end; ``severity_word`` is empty
    for what is only good to know, ``certainty`` empty where the question does not arise.
    """

    id: str
    text: str
    severity: Severity
    severity_word: str
    certainty: str
    notes: tuple[int, ...]
    subject: str
    fact: Fact
    claims: tuple[str, ...] = ()  # circulating claims it answers, each with its id


@dataclass(frozen=True, slots=True)
class Section:
    """Statements under one heading."""

    name: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One numbered source."""

    number: int
    id: str
    label: str
    citation: str
    address: str | None
    read: str


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A reference value beside the intake [mg/day]; ``short`` leaves out the country."""

    label: str
    short: str
    kind: str
    meaning: str
    mg: float
    leading: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IntakeChart:
    """Usual intake as a range beside the reference values [mg/day]."""

    low: float
    best: float
    high: float
    lines: tuple[ReferenceLine, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A row of the day: when, and what."""

    time: str
    what: str
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report in one language. On an emergency it holds that and nothing else."""

    language: Language
    title: str
    date: str
    emergency: bool
    verdict_title: str
    verdict: Statement | None
    sections: tuple[Section, ...]
    chart: IntakeChart | None
    day: tuple[Moment, ...]
    notes: tuple[Note, ...]
    ui: Mapping[str, str]
    expected: Course | None = None

    def statements(self) -> tuple[Statement, ...]:
        """All statements in reading order."""
        first = () if self.verdict is None else (self.verdict,)
        return (*first, *(s for section in self.sections for s in section.statements))


class _Notes:
    """Numbers sources in the order in which they are first named."""

    def __init__(self, kb: "Knowledge", language: Language) -> None:
        self._kb = kb
        self._language = language
        self._numbers: dict[str, int] = {}

    def of(self, sources: Iterable[str]) -> tuple[int, ...]:
        unique = dict.fromkeys(sources)
        return tuple(self._numbers.setdefault(one, len(self._numbers) + 1) for one in unique)

    def listed(self) -> tuple[Note, ...]:
        return tuple(self._note(number, key) for key, number in self._numbers.items())

    def _note(self, number: int, key: str) -> Note:
        source = self._kb.sources.get(key)
        if source is None:
            return Note(number, key, f"[[{key}]]", f"[[{key}]]", None, "")
        read = word(f"word.how-{source.read}", self._kb, self._language)
        own = self._kb.text(self._language).get(f"word.source-{key}")  # our own, in both languages
        return Note(number, key, label(source), own or citation(source), address(source), read)


class Speech:
    """Says facts in one language and numbers the sources as they are first named."""

    def __init__(self, kb: "Knowledge", language: Language) -> None:
        self.kb = kb
        self.language = language
        self.notes = _Notes(kb, language)

    def say(self, fact: Fact, section: str) -> Statement:
        """One fact as it stands in a section of a report."""
        kb, language = self.kb, self.language
        # a question under "Questions" or as the short answer needs no word in front
        open_ = fact.severity is Severity.ASK and section in ("question", "verdict")
        # an emergency says itself whom to call: the number depends on the country
        open_ = open_ or section == "emergency"
        return Statement(
            id=fact.id,
            text=render(fact, kb, language),
            severity=fact.severity,
            severity_word="" if open_ else severity_word(fact.severity, kb, language),
            certainty=certainty_words(fact.certainty, kb, language),
            notes=self.notes.of(fact.sources),
            subject=fact.subject,
            fact=fact,
            claims=claim_lines(fact.id, kb, language),
        )


def document(
    assessment: "Assessment",
    plan: "Plan | None",
    kb: "Knowledge",
    language: Language = "en",
    *,
    explain: bool = False,
) -> Document:
    """Put an assessment and a plan into words and in reading order.

    Parameters
    ----------
    plan
        None leaves out what to do.
    explain
        True adds how each number came about.
    """
    speech = Speech(kb, language)
    notes, say = speech.notes, speech.say
    emergency = assessment.verdict.status is Status.EMERGENCY
    facts = list(assessment.findings)
    verdict: Fact | None = None
    if plan is not None:
        facts += plan.findings
        verdict = plan.verdict
    if emergency:
        facts = [fact for fact in facts if is_emergency(fact, kb)] or facts
    else:
        facts += about(assessment, kb)
    known = {verdict.key()} if verdict is not None else set()
    by_section: dict[str, list[Fact]] = {name: [] for name in SECTIONS}
    for fact in facts:
        if fact.key() in known:
            continue
        known.add(fact.key())
        by_section[section_of(fact, kb)].append(fact)
    if not explain:
        by_section["explain"] = []

    order = reading_order(kb)
    charted = assessment.intake.usual is not None and not emergency
    said_verdict = say(verdict, "verdict") if verdict is not None else None
    sections = tuple(
        Section(
            name,
            word(f"word.section-{name}", kb, language),
            tuple(say(fact, name) for fact in sorted(some, key=order)),
        )
        for name, some in by_section.items()
        if some or (name == "intake" and charted)
    )
    chart = intake_chart(assessment, kb, language, notes) if charted else None
    ui = {key[3:]: text for key, text in kb.text(language).items() if key.startswith("ui.")}
    name = clean(assessment.profile.name or "", 80)
    return Document(
        language=language,
        title=ui["title-for"].replace("{name}", name) if name else ui["title"],
        date=numbers.day(assessment.today, language),
        emergency=emergency,
        verdict_title=word("word.section-verdict", kb, language),
        verdict=said_verdict,
        sections=sections,
        chart=chart,
        day=_day(plan, kb, language, ui) if plan is not None and not emergency else (),
        notes=notes.listed(),
        ui=ui,
        expected=course(plan.expected.simulation, kb, language) if plan and plan.expected else None,
    )


def reading_order(kb: "Knowledge") -> Callable[[Fact], tuple[int, int]]:
    """How the statements of a section follow each other."""
    place = {key: number for number, key in enumerate(kb.findings)}

    def order(fact: Fact) -> tuple[int, int]:
        """Most urgent first, then as the register has them: its writers put them to be read.

        Steps of a plan are read one after the other, so there a "take care" stays in its place.
        """
        rank = fact.severity.rank
        if section_of(fact, kb) in _STEPS and rank > Severity.PHARMACIST.rank:
            rank = Severity.INFO.rank
        return rank, place.get(fact.id, len(place))

    return order


def about(assessment: "Assessment", kb: "Knowledge") -> tuple[Fact, ...]:
    """What goes with every result: what it is for, whether it was reviewed, and with what made."""
    open_reviews, signed = reviews(kb)
    review = (
        Fact("about.reviewed", {"rules": signed}, subject="about")
        if signed and not open_reviews
        else Fact("about.not-reviewed", subject="about")
    )
    made = Fact(
        "about.knowledge",
        {
            "version": assessment.knowledge_version,
            "fingerprint": assessment.knowledge_hash[:12],
            "model": assessment.model_version,
        },
        subject="about",
    )
    return Fact("about.intended-use", subject="about"), review, made


def reviews(kb: "Knowledge") -> tuple[int, int]:
    """How many rules and limits still wait for a clinician, and how many are signed."""
    waiting = signed = 0
    for name in RULES:
        records: dict[str, Any] = getattr(kb, name)
        for record in records.values():
            if record.review.status == "reviewed":
                signed += 1
            else:
                waiting += 1
    return waiting, signed


def section_of(fact: Fact, kb: "Knowledge") -> str:
    """Where a fact is read; by its area where the register does not know it."""
    finding = kb.findings.get(fact.id)
    if finding is not None:
        return finding.section
    area = fact.id.split(".")[0]
    return area if area in SECTIONS else "data"


def is_emergency(fact: Fact, kb: "Knowledge") -> bool:
    """Whether a fact belongs to the little that is shown in an emergency."""
    return (
        fact.severity in (Severity.EMERGENCY, Severity.URGENT)
        or section_of(fact, kb) == "emergency"
    )


def intake_chart(
    assessment: "Assessment", kb: "Knowledge", language: Language, notes: _Notes
) -> IntakeChart | None:
    """Usual intake and the reference values, ready to be drawn; None without an intake."""
    usual = assessment.intake.usual
    if usual is None:
        return None
    leading = assessment.need.leading
    values = list(assessment.need.values)
    if leading is not None and leading not in values:
        values.insert(0, leading)
    lines = tuple(
        _line(value, value == leading, kb, language, notes)
        for value in values
        if value.mg_per_day.value is not None
    )
    one = usual.mg_per_day
    return IntakeChart(one.low, one.best, one.high, lines)


def _line(
    value: "ReferenceValue", leading: bool, kb: "Knowledge", language: Language, notes: _Notes
) -> ReferenceLine:
    label = names.title(value.authority, kb, language)
    return ReferenceLine(
        label=label,
        short=label.split(" (")[0],
        kind=word(f"word.kind-{value.kind}", kb, language),
        meaning=word(f"word.kind-{value.kind}-long", kb, language),
        mg=value.mg_per_day.value or 0.0,
        leading=leading,
        notes=notes.of((value.mg_per_day.source,)),
    )


def _day(
    plan: "Plan", kb: "Knowledge", language: Language, ui: Mapping[str, str]
) -> tuple[Moment, ...]:
    if plan.schedule is None:
        return ()
    return tuple(
        Moment(numbers.clock(event.minute), event_words(event, kb, language, ui), event.kind)
        for event in plan.schedule.events
    )


def event_words(event: Event, kb: "Knowledge", language: Language, ui: Mapping[str, str]) -> str:
    """A meal, a medicine or a dose by its own name where it has one."""
    kind = ui[f"event-{event.kind}"]
    if event.kind is EventKind.DOSE:
        form = kb.forms[event.subject].names.of(language) if event.subject in kb.forms else ""
        amount = (
            ""
            if event.elemental_mg is None
            else f", {numbers.decimal(event.elemental_mg, language)} mg"
        )
        written = form if kind in form else " ".join(part for part in (kind, form) if part)
        return capitalised(written, language) + amount
    if event.kind is EventKind.MEDICINE:
        records: Any = getattr(kb, "medicines", {})
        found = records.get(event.subject)
        # a medicine we do not know stands in the schedule under the person's own name for it
        return found.names.of(language) if found is not None else clean(event.subject, 60)
    named = kb.text(language).get(f"word.{event.kind}-{event.subject}", kind)
    return capitalised(named, language)
