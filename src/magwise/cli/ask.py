"""``magwise ask`` and ``magwise contradictions``: questions in plain words, advice that clashes."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import screen
from magwise.cli.words import Language

if TYPE_CHECKING:
    from magwise.answers import Answer
    from magwise.core.facts import Fact
    from magwise.knowledge import Knowledge

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
# Parts of an answer with a heading of their own, in reading order.
_PARTS = ("whom", "size", "others", "instead", "doctor")
_WIDTH = 84


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    """Add the commands to the program; ``h`` gives the words of the help."""

    @command(app, "ask", "ask")
    def ask_(
        question: Annotated[list[str], typer.Argument(metavar="QUESTION", help=h("ask-question"))],
        person: Annotated[
            Path | None, typer.Option("--profile", metavar="PERSON", help=h("person"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import chosen_language, knowledge

        ask(" ".join(question), person, knowledge(), chosen_language(lang_), as_json=as_json)

    @command(app, "contradictions", "contradictions")
    def contradictions_(lang_: lang = None, as_json: json_ = False) -> None:
        from magwise.cli.app import STATE, chosen_language, knowledge

        contradictions(knowledge(), chosen_language(lang_) or STATE.language, as_json=as_json)


def ask(
    question: str,
    person: Path | None,
    kb: "Knowledge",
    language: Language | None,
    *,
    as_json: bool,
) -> None:
    """Answer a question and show the answer."""
    from magwise.answers import answer
    from magwise.person.reading import read_person

    profile = None
    if person is not None:
        read = read_person(person)
        profile = read.profile
        screen.complain(read.notices, kb, language or profile.language or "en")
    found = answer(question, kb, profile=profile, language=language)
    if as_json:
        screen.write_json(record(found, kb))
        return
    screen.write("\n".join(_lines(found, kb)))


def record(found: "Answer", kb: "Knowledge") -> dict[str, Any]:
    """An answer as JSON has it: the words, the facts behind them, claims and sources."""
    from magwise.text import citation, label, word
    from magwise.text.citations import address

    spoken = found.language
    certainty = found.certainty

    def facts(some: Iterable["Fact"]) -> list[dict[str, Any]]:
        return [
            {
                "id": fact.id,
                "text": _said(fact, kb, spoken),
                "values": dict(fact.values),
                "severity": fact.severity.value,
                "certainty": fact.certainty.value if fact.certainty else None,
                "sources": list(fact.sources),
            }
            for fact in some
        ]

    return {
        "question": found.question,
        "language": spoken,
        "kind": found.kind,
        "topic": found.topic,
        "answer": "\n".join(_said(fact, kb, spoken) for fact in found.facts),
        "short": facts(found.short),
        "certainty": certainty.value if certainty else None,
        "certainty_text": word(f"word.certainty-{certainty.replace('_', '-')}", kb, spoken)
        if certainty
        else None,
        "calculated": facts(found.calculated),
        "blocked_by": facts(found.blocked_by),
        "indirect": facts(found.indirect),
        **{part: facts(getattr(found, part)) for part in _PARTS},
        "claims": [_claim(key, kb, spoken) for key in found.claims],
        "sources": [
            {
                "id": key,
                "label": label(kb.sources[key]),
                "citation": citation(kb.sources[key]),
                "url": address(kb.sources[key]),
            }
            for key in found.sources
            if key in kb.sources
        ],
        "also": [
            {
                "topic": one.topic,
                "answer": "\n".join(_said(fact, kb, spoken) for fact in one.facts),
                "certainty": one.certainty.value if one.certainty else None,
                "claims": list(one.claims),
            }
            for one in found.also
        ],
        "why": found.why,
        "abstained": found.abstained,
        "nearest": [
            {"topic": key, "name": kb.topics[key].names.of(spoken)} for key in found.nearest
        ],
        "score": round(found.score, 3),
        "knowledge": {"version": kb.version, "hash": kb.hash},
    }


def _claim(key: str, kb: "Knowledge", language: Language) -> dict[str, Any]:
    claim = kb.claim_catalogue[key]
    return {
        "id": key,
        "claim": claim.names.of(language),
        "said_by": list(claim.said_by),
        "opposed_by": list(claim.opposed_by),
        "verdict": claim.verdict,
        "verdict_text": kb.text(language)[claim.finding],
        "certainty": claim.certainty.value,
        "evidence": list(claim.evidence),
    }


def _said(fact: "Fact", kb: "Knowledge", language: Language) -> str:
    from magwise.text import render

    return render(fact, kb, language)


def _lines(found: "Answer", kb: "Knowledge") -> list[str]:
    """The answer for a terminal: the short answer first, sources last."""
    from magwise.text import label

    spoken = found.language
    words = kb.text(spoken)
    # "do not" and what was read from a laboratory come before anything general
    lab = any(
        fact.id.startswith(("lab.", "ask.lab", "answer.near-low")) for fact in found.calculated
    )
    stops = found.kind == "blocked" or found.stops
    first = (*(("blocked_by",) if stops else ()), *(("calculated",) if lab else ()))
    opening = (*(fact for part in first for fact in getattr(found, part)), *found.short)
    lines = _wrapped(_said(fact, kb, spoken) for fact in opening)
    if found.kind == "emergency":
        return lines
    if found.certainty is not None:
        sure = words[f"word.certainty-{found.certainty.replace('_', '-')}"]
        lines.append(f"({sure})")
    parts = [part for part in ("blocked_by", "calculated", "indirect") if part not in first]
    for part in parts:
        lines += _wrapped(_said(fact, kb, spoken) for fact in getattr(found, part))
    for part in _PARTS:
        some = getattr(found, part)
        if some:
            lines += ["", words[f"ui.ask-{part}"]]
            lines += _wrapped((_said(fact, kb, spoken) for fact in some), "  ")
    for one in found.also:
        name = kb.topics[one.topic or ""].names.of(spoken)
        lines += ["", f"{words['ui.ask-also']}: {name}"]
        told = (*one.short, *one.calculated, *one.blocked_by, *one.indirect, *one.doctor)
        lines += _wrapped((_said(fact, kb, spoken) for fact in told), "  ")
    if found.claims:
        lines += ["", words["ui.ask-claims"]]
        for key in found.claims:
            claim = kb.claim_catalogue[key]
            lines += _wrapped([f"- {claim.names.of(spoken)}"], "  ")
            lines += _wrapped([words[claim.finding]], "    ")
    if found.nearest:
        lines += ["", words["ui.ask-nearest"]]
        lines += [f"  - {kb.topics[key].names.of(spoken)}" for key in found.nearest]
    named = [label(kb.sources[key]) for key in found.sources if key in kb.sources]
    if named and not found.abstained:
        lines += ["", f"{words['ui.ask-sources']}: "]
        lines += _wrapped(["; ".join(dict.fromkeys(named)) + "."], "  ")
    return lines


def _wrapped(texts: Iterable[str], indent: str = "") -> list[str]:
    import textwrap

    return [
        line
        for text in texts
        for line in textwrap.wrap(
            text,
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=indent + "  " * ("- " in text[:2]),
        )
    ]


def contradictions(kb: "Knowledge", language: Language, *, as_json: bool) -> None:
    """Every subject on which the advice that circulates contradicts itself."""
    from magwise.text import label

    rows = [
        {
            "id": one.id,
            "kind": one.kind,
            "subject": one.names.of(language),
            "positions": [
                {"articles": list(side.articles), "says": side.says.of(language)}
                for side in one.positions
            ],
            "verdict": one.verdict.of(language),
            "claims": list(one.claims),
            "sources": list(one.sources),
        }
        for one in kb.contradictions.values()
    ]
    if as_json:
        screen.write_json(rows)
        return
    words = kb.text(language)
    lines: list[str] = []
    for one in kb.contradictions.values():
        subject = one.names.of(language)
        lines.append(subject[:1].upper() + subject[1:])
        for side in one.positions:
            numbers = ", ".join(key.removeprefix("article-") for key in side.articles)
            name = words["ui.ask-articles" if len(side.articles) > 1 else "ui.ask-article"]
            lines += _wrapped([f"- {name} {numbers}: {side.says.of(language)}"], "  ")
        named = "; ".join(label(kb.sources[key]) for key in one.sources if key in kb.sources)
        lines += _wrapped(
            [f"{words['ui.ask-verdict']}: {one.verdict.of(language)} ({named})"], "  "
        )
        lines.append("")
    screen.write("\n".join(lines))
