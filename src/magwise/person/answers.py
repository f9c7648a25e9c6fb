"""Answers as people type or tick them, checked and brought to their plain form."""

from collections.abc import Iterable, Mapping
from typing import Any

from magwise.core.errors import InputError, Problem, collect
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.questionnaire import Question
from magwise.person.questions import Answers, options, questions_in_order

_UNKNOWN = ("unknown", "onbekend", "weet ik niet", "i don't know", "?")
_YES = ("yes", "ja", "y", "j", "true")
_NO = ("no", "nee", "neen", "n", "false")
_NONE = ("none", "geen", "geen van deze", "none of these")
_LONGEST_TEXT = 200


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
    return {**answers, question_id: checked(question, value, answers, kb)}


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


def checked(question: Question, value: Any, answers: Answers, kb: Knowledge) -> Any:
    """One answer in its plain form; InputError when it does not fit the question."""
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
