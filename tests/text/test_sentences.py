"""Every sentence can be said in both languages, and each is written like its language."""

import re
from typing import Any, get_args

import pytest

from magwise import Knowledge
from magwise.core.errors import KnowledgeError, Problem
from magwise.core.facts import Certainty, Fact, Severity
from magwise.knowledge.schema.message import SlotKind
from magwise.text import problem_text, render
from magwise.text.names import COLLECTIONS
from magwise.text.rendering import certainty_words, severity_word
from magwise.text.slots import FORMATTERS

LANGUAGES = ("nl", "en")
# Words that would betray a piece of program in a Dutch sentence.
MACHINE_WORDS = re.compile(
    r"\b(emergency|refer|separate|monitor|warn|info|none|null|true|false|unknown"
    r"|very_low|mechanism_only|computed|per day|and|the)\b"
)
INTERVALS = {
    "percent_interval": (0.2, 0.5, 0.8),
    "mmol_per_l_interval": (0.7, 0.8, 0.9),
}
PLAIN: dict[str, Any] = {
    "number": 12.5, "count": 3, "mg": 240.0, "g": 30.0, "percent": 0.62, "hours": 4.0,
    "minutes": 30.0, "days": 3.0, "weeks": 8.0, "years": 41.0, "time": 450, "times": (450, 1110),
    "date": "2026-11-22", "mmol_per_l": 0.82, "ml_per_min": 45.0, "ml": 250.0, "litres": 1.5,
    "text": "twee bammetjes", "texts": ("dit", "dat"), "unit": "mg/dL", "code": "age_years",
    "country": "nl",
}  # fmt: skip


def an_id(kind: str, kb: Knowledge) -> str:
    for collection in COLLECTIONS.get(kind, ()):
        records = getattr(kb, collection, {})
        if records:
            return str(next(iter(records)))
    return {"nutrient": "potassium_mg"}[kind]


def sample(kind: str, kb: Knowledge) -> Any:
    """A value of a kind of slot, as a model would give it."""
    singular = {"authorities": "authority"}.get(kind, kind.removesuffix("s"))
    if kind == "portion":
        return {"measure": an_id("measure", kb), "count": 2.0, "grams": 60.0}
    if kind == "interval" or kind.endswith("_interval"):
        low, best, high = INTERVALS.get(kind, (210.0, 255.0, 320.0))
        return {"low": low, "best": best, "high": high}
    if kind in PLAIN:
        return PLAIN[kind]
    if kind in ("word", "words"):
        word = "unknown"
        return word if kind == "word" else (word, word)
    return an_id(kind, kb) if kind == singular else (an_id(singular, kb),) * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said_without_a_gap(kb: Knowledge, language: Any) -> None:
    broken = {}
    for finding in kb.findings.values():
        values = {name: sample(kind, kb) for name, kind in finding.slots.items()}
        try:
            said = render(Fact(finding.id, values), kb, language, strict=True)
        except KnowledgeError as error:
            broken[finding.id] = str(error)
            continue
        if "{" in said or "}" in said or "[[" in said or "  " in said:
            broken[finding.id] = said
    assert not broken


def test_a_dutch_sentence_holds_no_english_machine_word(kb: Knowledge) -> None:
    found = {
        key: match.group()
        for key, text in kb.text_nl.items()
        if (
            match := MACHINE_WORDS.search(re.sub(r"\{[^}]*\}|`[^`]*`|--\w+|https?://\S+", "", text))
        )
        and not key.startswith(("help.", "question."))
    }
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_severity_and_certainty_has_words(kb: Knowledge, language: Any) -> None:
    for severity in Severity:
        assert "[[" not in severity_word(severity, kb, language)
    for certainty in Certainty:
        assert certainty_words(certainty, kb, language).strip("[]")
        assert "[[" not in certainty_words(certainty, kb, language)


def test_only_moderate_evidence_is_called_probable(kb: Knowledge) -> None:
    for language, word in (("nl", "redelijk"), ("en", "moderate")):
        using = [c for c in Certainty if word in certainty_words(c, kb, language)]  # type: ignore[arg-type]
        assert using == [Certainty.MODERATE]


def test_every_kind_of_slot_has_a_formatter_and_no_formatter_is_idle() -> None:
    assert set(FORMATTERS) == set(get_args(SlotKind))


def test_dutch_and_english_use_the_same_slots(kb: Knowledge) -> None:
    slot = re.compile(r"\{([a-z0-9_]+)\}")
    different = [
        key
        for key in kb.text_nl
        if set(slot.findall(kb.text_nl[key])) != set(slot.findall(kb.text_en.get(key, "")))
    ]
    assert not different


def test_a_message_nobody_wrote_is_visible_and_never_silent(kb: Knowledge) -> None:
    fact = Fact("intake.nobody-wrote-this", {"amount": 12})
    assert render(fact, kb, "nl") == "[[intake.nobody-wrote-this: amount=12]]"
    with pytest.raises(KnowledgeError):
        render(fact, kb, "nl", strict=True)


def test_a_slot_without_a_value_is_visible_and_never_silent(kb: Knowledge) -> None:
    fact = Fact("about.knowledge", {"version": "1"})
    assert render(fact, kb, "en").startswith("[[about.knowledge")
    with pytest.raises(KnowledgeError, match="no value for"):
        render(fact, kb, "en", strict=True)


def test_a_name_at_the_start_of_a_sentence_gets_a_capital(kb: Knowledge) -> None:
    words = kb.with_records(
        text_nl={"about.knowledge": "{version} is oud. {fingerprint} ook. {model}"},
        findings={
            "about.knowledge": kb.findings["about.knowledge"].model_copy(
                update={"slots": {"version": "food", "fingerprint": "food", "model": "text"}}
            )
        },
        foods={
            "ijsbergsla": next(iter(kb.foods.values())).model_copy(
                update={"names": next(iter(kb.foods.values())).names.model_copy(
                    update={"nl": "ijsbergsla"})}
            )
        },
    )  # fmt: skip
    fact = Fact(
        "about.knowledge", {"version": "ijsbergsla", "fingerprint": "ijsbergsla", "model": "ik"}
    )
    assert render(fact, words, "nl") == "IJsbergsla is oud. IJsbergsla ook. ‘ik’"


def test_a_problem_says_where_and_what_to_do(kb: Knowledge) -> None:
    problem = Problem(
        "error.key-suggest", "ik.yaml:3", {"key": "leeftijd", "suggestion": "age_years"}
    )
    assert problem_text(problem, kb, "nl") == (
        "ik.yaml:3: De sleutel ‘leeftijd’ kennen we niet. Bedoel je `age_years`?"
    )
