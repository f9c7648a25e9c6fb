"""Which question comes next: order, skips, and a question in words.

Questions, order and skips are records of the knowledge base. Answers are a plain mapping from
question id to value, fit for JSON: True or False, a choice id, a number, a list of ids or texts,
and None for "I don't know". A question that is not in the mapping was not answered yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from magwise.knowledge import Knowledge
from magwise.knowledge.schema.questionnaire import (
    AllOf,
    Answered,
    AnyOf,
    Holds,
    Measured,
    NotKnown,
    Predicate,
    Question,
)

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to tick, with its words in one language."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in one language, ready to be shown."""

    page: str
    text: str
    help: str | None
    why: str
    unit: str | None
    options: tuple[Option, ...]


def questions_in_order(kb: Knowledge) -> tuple[Question, ...]:
    """All questions, in the order they are asked."""
    return tuple(sorted(kb.questions.values(), key=lambda question: question.order))


def next_question(answers: Answers, kb: Knowledge) -> Question | None:
    """The first question that applies and has no answer yet; None at the end.

    Examples
    --------
    >>> kb = Knowledge.load()
    >>> next_question({}, kb).id
    'red-flags-emergency'
    >>> next_question({"red-flags-emergency": ["chest-pain"]}, kb) is None
    True
    """
    return next(
        (asked for asked in visible_questions(answers, kb) if asked.id not in answers), None
    )


def visible_questions(answers: Answers, kb: Knowledge) -> tuple[Question, ...]:
    """The questions that apply given the answers so far, answered ones included.

    A question counts on earlier answers only, and only on those that still apply themselves.
    """
    counted: dict[str, Any] = {}
    visible: list[Question] = []
    for question in questions_in_order(kb):
        if question.show_if is not None and not holds(question.show_if, counted):
            continue
        visible.append(question)
        if question.id in answers:
            counted[question.id] = answers[question.id]
            if question.ends_when_any and answers[question.id]:
                break
    return tuple(visible)


def ended_by(answers: Answers, kb: Knowledge) -> tuple[str, ...]:
    """Ids of the red flags that ended the questionnaire; only these are shown then."""
    last = visible_questions(answers, kb)[-1]
    if not last.ends_when_any:
        return ()
    return tuple(answers.get(last.id) or ())


def progress(answers: Answers, kb: Knowledge) -> tuple[int, int]:
    """How many questions are answered, and how many apply as things stand."""
    visible = visible_questions(answers, kb)
    return sum(question.id in answers for question in visible), len(visible)


def options(
    question: Question, answers: Answers, kb: Knowledge, language: str
) -> tuple[Option, ...]:
    """The answers one can tick, in one language."""
    if question.choices_from is not None:
        return tuple(
            Option(key, str(record.names.of(language))) for key, record in records_of(question, kb)
        )
    return tuple(
        Option(choice.id, kb.text(language)[choice.text])
        for choice in question.choices
        if choice.show_if is None or holds(choice.show_if, answers)
    )


def wording(question: Question, answers: Answers, kb: Knowledge, language: str) -> Wording:
    """A question with its help, its reason and its answers in one language (``nl``, ``en``)."""
    text = kb.text(language)
    unit = None
    if question.unit is not None:
        unit = text[f"question.unit.{_unit_id(question.unit)}"]
    return Wording(
        page=text[kb.question_pages[question.page].title],
        text=text[question.text],
        help=text[question.help] if question.help else None,
        why=text[question.why],
        unit=unit,
        options=options(question, answers, kb, language),
    )


def holds(predicate: Predicate, answers: Answers) -> bool:
    """Whether a skip's condition holds; what is not known makes a comparison false."""
    if isinstance(predicate, AllOf):
        return all(holds(part, answers) for part in predicate.all_of)
    if isinstance(predicate, AnyOf):
        return any(holds(part, answers) for part in predicate.any_of)
    if not isinstance(predicate, (Answered, Holds, Measured, NotKnown)):
        return not any(holds(part, answers) for part in predicate.none_of)
    if isinstance(predicate, NotKnown):
        return answers.get(predicate.question) is None
    value = answers.get(predicate.question)
    if value is None:
        return False
    if isinstance(predicate, Answered):
        return value in predicate.is_one_of
    if isinstance(predicate, Measured):
        return (predicate.at_least is None or value >= predicate.at_least) and (
            predicate.below is None or value < predicate.below
        )
    if predicate.exactly_entries is not None:
        return len(value) == predicate.exactly_entries
    return len(value) >= predicate.at_least_entries


def records_of(question: Question, kb: Knowledge) -> list[tuple[str, Any]]:
    """The records of the knowledge base that are the answers to tick."""
    source = question.choices_from
    if source is None:
        return []
    records: dict[str, Any] = getattr(kb, source.collection)
    if source.ids:
        return [(key, records[key]) for key in source.ids]
    return [
        (key, record)
        for key, record in records.items()
        if not source.levels or record.level in source.levels
    ]


def _unit_id(unit: str) -> str:
    return "-".join(unit.casefold().replace("/", " ").split())
