"""The questionnaire: which question comes next, and how answers become a profile.

Questions, order and skips are records of the knowledge base. Answers are a plain mapping from
question id to value, fit for JSON: True or False, a choice id, a number, a list of ids or texts,
and None for "I don't know". A question that is not in the mapping was not answered yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from magwise.core.errors import InputError, Problem, collect
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.questionnaire import (
    AllOf,
    Answered,
    AnyOf,
    Choice,
    Holds,
    Measured,
    NotKnown,
    Predicate,
    Question,
)
from magwise.person.profile import Profile

Answers = Mapping[str, Any]

_UNKNOWN = ("unknown", "onbekend", "weet ik niet", "i don't know", "?")
_YES = ("yes", "ja", "y", "j", "true")
_NO = ("no", "nee", "neen", "n", "false")
_NONE = ("none", "geen", "geen van deze", "none of these")
_LONGEST_TEXT = 200


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
        if question.show_if is not None and not _holds(question.show_if, counted):
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


def answer(answers: Answers, question_id: str, value: Any, kb: Knowledge) -> dict[str, Any]:
    """The answers with one more, checked and in its plain form; the old mapping stays as it was.

    ``value`` may be typed text (``"ja"``, ``"72,5"``, ``"weet ik niet"``) or the value itself.

    Raises
    ------
    InputError
        When there is no such question or the value does not fit it.

    Examples
    --------
    >>> kb = Knowledge.load()
    >>> answer({}, "age", "34", kb)
    {'age': 34.0}
    >>> answer({}, "age", "weet ik niet", kb)
    {'age': None}
    """
    question = kb.questions.get(question_id)
    if question is None:
        raise InputError(
            Problem("error.answer-question", "questionnaire", {"question": question_id})
        )
    return {**answers, question_id: _checked(question, value, answers, kb)}


def read_answers(given: Mapping[Any, Any], kb: Knowledge) -> dict[str, Any]:
    """Answers from a file or a form, each checked; all problems come in one error.

    Raises
    ------
    InputError
        With one problem for each answer that does not fit its question.

    Examples
    --------
    >>> read_answers({"age": "34", "sex": "man"}, Knowledge.load())
    {'age': 34.0, 'sex': 'male'}
    """
    answers: dict[str, Any] = {}
    problems: list[Problem] = []
    known = [question.id for question in questions_in_order(kb) if question.id in given]
    for question_id in (*known, *(key for key in given if key not in kb.questions)):
        try:
            answers = answer(answers, str(question_id), given[question_id], kb)
        except InputError as error:
            problems.extend(error.problems)
    collect(problems)
    return answers


def options(
    question: Question, answers: Answers, kb: Knowledge, language: str
) -> tuple[Option, ...]:
    """The answers one can tick, in one language."""
    if question.choices_from is not None:
        return tuple(
            Option(key, str(record.names.of(language))) for key, record in _records(question, kb)
        )
    return tuple(
        Option(choice.id, kb.text(language)[choice.text])
        for choice in question.choices
        if choice.show_if is None or _holds(choice.show_if, answers)
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


def to_profile(answers: Answers, kb: Knowledge, *, id: str = "person") -> Profile:  # noqa: A002
    """What the answers say about a person; unknown and unanswered stay None.

    Raises
    ------
    InputError
        When an answer does not fit its question.
    """
    built: dict[str, Any] = {"id": id}
    open_lists: set[str] = set()
    for question in visible_questions(answers, kb):
        if question.id not in answers:
            continue
        value = _checked(question, answers[question.id], answers, kb)
        if question.sets is not None and question.kind in ("multi", "texts"):
            field = question.sets.partition("[]")[0]
            if value is None:
                open_lists.add(field)
        if value is not None:
            _apply(question, value, answers, built)
    # An unknown part of a list leaves the list unknown, unless something was ticked elsewhere.
    for field in open_lists:
        if built.get(field) == []:
            del built[field]
    return Profile.model_validate(built)


def from_profile(profile: Profile, kb: Knowledge) -> dict[str, Any]:
    """The answers that a profile already holds; what it does not say is asked again."""
    answers: dict[str, Any] = {}
    for question in questions_in_order(kb):
        value = _found(question, profile, kb)
        if value is not None:
            answers[question.id] = value
    shown = {question.id for question in visible_questions(answers, kb)}
    return {key: value for key, value in answers.items() if key in shown}


# --- predicates -----------------------------------------------------------------------------


def _holds(predicate: Predicate, answers: Answers) -> bool:
    """Whether a skip's condition holds; what is not known makes a comparison false."""
    if isinstance(predicate, AllOf):
        return all(_holds(part, answers) for part in predicate.all_of)
    if isinstance(predicate, AnyOf):
        return any(_holds(part, answers) for part in predicate.any_of)
    if not isinstance(predicate, (Answered, Holds, Measured, NotKnown)):
        return not any(_holds(part, answers) for part in predicate.none_of)
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


# --- checking an answer ---------------------------------------------------------------------


def _checked(question: Question, value: Any, answers: Answers, kb: Knowledge) -> Any:
    if value is None or (isinstance(value, str) and value.strip().casefold() in _UNKNOWN):
        return None
    if question.kind == "yes-no":
        return _yes_or_no(question, value)
    if question.kind == "number":
        return _number(question, value)
    if question.kind == "texts":
        return _texts(question, value)
    if question.kind == "choice":
        return _choice(question, value, answers, kb)
    if isinstance(value, str) and value.strip().casefold() in _NONE:
        return []
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise _problem("error.answer-list", question)
    chosen = [_choice(question, part, answers, kb) for part in value]
    return list(dict.fromkeys(chosen))


def _yes_or_no(question: Question, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise _problem("error.answer-yes-no", question, value=str(value))


def _number(question: Question, value: Any) -> float:
    try:
        if isinstance(value, bool):
            raise ValueError
        number = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except (TypeError, ValueError, AttributeError):
        raise _problem("error.answer-number", question, value=str(value)) from None
    low, high = question.minimum or 0.0, question.maximum or 0.0
    if not low <= number <= high:  # also refuses "nan"
        raise _problem("error.answer-range", question, value=number, low=low, high=high)
    return number


def _texts(question: Question, value: Any) -> list[str]:
    if isinstance(value, str):
        value = [] if value.strip().casefold() in _NONE else [value]
    if not isinstance(value, Iterable):
        raise _problem("error.answer-list", question)
    texts = [part.strip() for part in value if isinstance(part, str) and part.strip()]
    if len(texts) < sum(1 for _ in value) or any(len(text) > _LONGEST_TEXT for text in texts):
        raise _problem("error.answer-list", question)
    return texts


def _choice(question: Question, value: Any, answers: Answers, kb: Knowledge) -> str:
    """The id of a choice, from its id or its words in either language."""
    allowed = {
        option.id: option.label
        for language in ("en", "nl")
        for option in options(question, answers, kb, language)
    }
    if value in allowed:
        return str(value)
    word = str(value).strip().casefold()
    for language in ("nl", "en"):
        for option in options(question, answers, kb, language):
            if word == option.label.casefold():
                return option.id
    raise _problem("error.answer-choice", question, value=str(value), allowed=tuple(allowed))


def _problem(id: str, question: Question, **values: Any) -> InputError:  # noqa: A002
    return InputError(
        Problem(id, f"questionnaire:{question.id}", {"question": question.id, **values})
    )


# --- answers to profile and back ------------------------------------------------------------


def _apply(question: Question, value: Any, answers: Answers, built: dict[str, Any]) -> None:
    if question.kind in ("choice", "multi"):
        ticked = value if isinstance(value, list) else [value]
        for choice in question.choices:
            offered = choice.show_if is None or _holds(choice.show_if, answers)
            for path, given in choice.sets.items():
                if choice.id in ticked:
                    _put(built, path, given, {})
                elif question.kind == "multi" and offered:
                    _put(built, path, not given, {})
    if question.sets is not None:
        _put(built, question.sets, _as_profile(question, value), question.creates)


def _as_profile(question: Question, value: Any) -> Any:
    """Choice ids in the words of the profile (``mmol-per-l`` is ``mmol/L``)."""
    values = {choice.id: choice.value or choice.id for choice in question.choices}
    if question.kind == "choice":
        return values.get(value, value)
    if question.kind == "multi":
        return [values.get(part, part) for part in value]
    return value


def _put(built: dict[str, Any], path: str, value: Any, creates: Mapping[str, str]) -> None:
    """Put a value at ``field``, ``part.field`` or ``list[].field``."""
    name, dot, inner = path.partition(".")
    if not dot:
        if isinstance(value, list):
            value = [*built.get(name, []), *value]
        built[name] = value
    elif not name.endswith("[]"):
        built.setdefault(name, {})[inner] = value
    elif isinstance(value, list):
        built[name[:-2]] = [{**creates, inner: part} for part in value]
    else:
        parts = built.setdefault(name[:-2], [])
        if not parts and creates:
            parts.append(dict(creates))
        for part in parts:
            part[inner] = value


def _found(question: Question, profile: Profile, kb: Knowledge) -> Any:
    """The answer a profile holds to one question; None when it does not say."""
    if question.sets is None:
        return _found_in_choices(question, profile)
    value = _get(profile, question.sets, question)
    if value is None:
        return None
    if question.kind not in ("choice", "multi"):
        return list(value) if isinstance(value, tuple) else value
    ids = {choice.value or choice.id: choice.id for choice in question.choices}
    if question.choices_from is not None:
        ids = {key: key for key, _ in _records(question, kb)}
    if question.kind == "choice":
        return ids.get(value)
    return [ids[part] for part in value if part in ids]


def _found_in_choices(question: Question, profile: Profile) -> Any:
    def holds(choice: Choice) -> bool:
        return all(_get(profile, path, question) == given for path, given in choice.sets.items())

    matching = [choice.id for choice in question.choices if choice.sets and holds(choice)]
    if question.kind == "choice":
        return matching[0] if matching else None
    told = any(
        _get(profile, path, question) is not None
        for choice in question.choices
        for path in choice.sets
    )
    return matching if told else None


def _get(profile: Profile, path: str, question: Question) -> Any:
    name, dot, inner = path.partition(".")
    if not dot:
        return getattr(profile, name)
    if not name.endswith("[]"):
        part = getattr(profile, name)
        return None if part is None else getattr(part, inner)
    parts = getattr(profile, name[:-2])
    if parts is None:
        return None
    made = [
        part
        for part in parts
        if all(getattr(part, key) == value for key, value in question.creates.items())
    ]
    values = [getattr(part, inner) for part in made]
    if question.kind in ("multi", "texts"):
        return tuple(values)
    return values[0] if values and all(value == values[0] for value in values) else None


def _records(question: Question, kb: Knowledge) -> list[tuple[str, Any]]:
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
