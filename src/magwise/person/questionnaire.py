"""The questionnaire: from answers to a profile and back.

`magwise.person.questions` says which question comes next, `magwise.person.answers` checks what
is answered; all of it can be had from here.
"""

from collections.abc import Mapping
from typing import Any

from magwise.knowledge import Knowledge
from magwise.knowledge.schema.questionnaire import Choice, Question
from magwise.person.answers import answer, checked, read_answers
from magwise.person.profile import Profile
from magwise.person.questions import (
    Answers,
    Option,
    Wording,
    ended_by,
    holds,
    next_question,
    options,
    progress,
    questions_in_order,
    records_of,
    visible_questions,
    wording,
)

__all__ = [
    "Answers",
    "Option",
    "Wording",
    "answer",
    "ended_by",
    "from_profile",
    "next_question",
    "options",
    "progress",
    "questions_in_order",
    "read_answers",
    "to_profile",
    "visible_questions",
    "wording",
]


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
        value = checked(question, answers[question.id], answers, kb)
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


def _apply(question: Question, value: Any, answers: Answers, built: dict[str, Any]) -> None:
    if question.kind in ("choice", "multi"):
        ticked = value if isinstance(value, list) else [value]
        for choice in question.choices:
            offered = choice.show_if is None or holds(choice.show_if, answers)
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
        ids = {key: key for key, _ in records_of(question, kb)}
    if question.kind == "choice":
        return ids.get(value)
    return [ids[part] for part in value if part in ids]


def _found_in_choices(question: Question, profile: Profile) -> Any:
    def fits(choice: Choice) -> bool:
        return all(_get(profile, path, question) == given for path, given in choice.sets.items())

    matching = [choice.id for choice in question.choices if choice.sets and fits(choice)]
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
