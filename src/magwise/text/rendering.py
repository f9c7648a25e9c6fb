"""Puts the values of a fact into the sentence of its language."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from magwise.core.errors import KnowledgeError, Problem
from magwise.core.facts import Certainty, Fact, Severity
from magwise.text import slots
from magwise.text.numbers import Language
from magwise.text.quoting import clean

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

SLOT = re.compile(r"\{([a-z0-9_]+)\}")
_SENTENCE_START = re.compile(r"(^|[.!?]\s+)$")

__all__ = [
    "SLOT",
    "Language",
    "certainty_words",
    "problem_text",
    "render",
    "severity_word",
    "slots_of",
    "word",
]


def slots_of(text: str) -> frozenset[str]:
    """The names of the slots in a text."""
    return frozenset(SLOT.findall(text))


def render(fact: Fact, kb: "Knowledge", language: Language = "en", *, strict: bool = False) -> str:
    """Say a fact in Dutch or English.

    Parameters
    ----------
    strict
        True refuses what is missing, as the tests do. False shows a marker in double brackets
        with the id and the values: something wrong may look odd, but it is never silent.

    Raises
    ------
    KnowledgeError
        With ``strict``, when the message, a slot or a name is missing.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> render(Fact("about.not-reviewed"), Knowledge.load(), "nl")[:4]
    'Nog '
    """
    try:
        return _filled(fact, kb, language)
    except (KnowledgeError, KeyError, TypeError, ValueError, AttributeError) as error:
        if strict:
            if isinstance(error, KnowledgeError):
                raise
            detail = f"{type(error).__name__}: {error}"
            raise KnowledgeError(Problem("error.text-slot", fact.id, {"detail": detail})) from error
        return _marker(fact)


def _filled(fact: Fact, kb: "Knowledge", language: Language) -> str:
    finding = kb.findings.get(fact.id)
    template = kb.text(language).get(fact.id)
    if finding is None or template is None:
        raise KnowledgeError(Problem("error.text-missing", fact.id, {"language": language}))
    writer = slots.Writer(kb, language)
    parts: list[str] = []
    position = 0
    for match in SLOT.finditer(template):
        before = template[position : match.start()]
        parts.append(before)
        name = match.group(1)
        kind = finding.slots[name]
        if name not in fact.values:
            raise KnowledgeError(
                Problem("error.text-slot", fact.id, {"detail": f"no value for {name}"})
            )
        written = slots.write(kind, fact.values[name], writer)
        if kind in slots.NAMED and _SENTENCE_START.search("".join(parts)):
            written = capitalised(written, language)
        parts.append(written)
        position = match.end()
    parts.append(template[position:])
    return "".join(parts)


def capitalised(text: str, language: Language) -> str:
    """The same with a capital first; a Dutch ij becomes IJ.

    >>> capitalised("ijsbergsla", "nl")
    'IJsbergsla'
    """
    if language == "nl" and text.startswith("ij"):
        return "IJ" + text[2:]
    return text[:1].upper() + text[1:]


def _marker(fact: Fact) -> str:
    values = ", ".join(f"{name}={clean(repr(value))}" for name, value in fact.values.items())
    return f"[[{fact.id}{': ' if values else ''}{values}]]"


def word(key: str, kb: "Knowledge", language: Language) -> str:
    """One entry of the catalogue by its full id; a visible marker when it is not there."""
    return kb.text(language).get(key, f"[[{key}]]")


def severity_word(severity: Severity, kb: "Knowledge", language: Language) -> str:
    """The word in front of a statement; empty for what is only good to know."""
    return "" if severity is Severity.INFO else word(f"word.severity-{severity}", kb, language)


def certainty_words(certainty: Certainty | None, kb: "Knowledge", language: Language) -> str:
    """How sure, in the fixed words; empty where the question does not arise."""
    if certainty is None:
        return ""
    return word(f"word.certainty-{certainty.replace('_', '-')}", kb, language)


def problem_text(problem: Problem, kb: "Knowledge", language: Language) -> str:
    """One problem of a file or a command: where, what, and what to do."""
    finding = kb.findings.get(problem.id)
    values: Mapping[str, Any] = problem.values
    if finding is None:
        return str(problem)
    text = render(Fact(problem.id, values, severity=finding.severity), kb, language)
    return f"{clean(problem.where, 300)}: {text}" if problem.where else text
