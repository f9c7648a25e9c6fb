"""A wrong file is refused with its place and what to do; files that fit together pass."""

from pathlib import Path

import pytest

from magwise import Knowledge
from magwise.core.errors import KnowledgeError, Problem
from magwise.knowledge.check import NOTICES, check, longest_sentence, uses_of_sources
from magwise.text import problem_text

BROKEN = Path(__file__).parent / "broken_files"

# Folder -> the message, where it is, and a word of its values.
WHEN_READ = {
    "doubled-key": ("error.yaml", "findings/a.yaml", "stands here twice"),
    "unknown-key": ("error.record", "findings/a.yaml:about.x", "colour"),
    "unknown-section": ("error.record", "findings/a.yaml:about.x", "section"),
    "unknown-slot-kind": ("error.record", "findings/a.yaml:about.x", "slots.a"),
    "bad-id": ("error.record", "findings/a.yaml:About_X", "id"),
    "doubled-id": ("error.double-id", "findings/b.yaml:about.x", "about.x"),
    "not-yaml": ("error.yaml", "findings/a.yaml", "line"),
    "empty-text": ("error.text-empty", "text/nl/a.yaml:word.x", ""),
    "doubled-text": ("error.double-id", "text/nl/b.yaml:word.x", "word.x"),
    "figure-without-source": ("error.record", "requirements/a.yaml:r1", "value.source"),
    "figure-without-locator": ("error.record", "requirements/a.yaml:r1", "value.locator"),
    "wrong-how": ("error.record", "requirements/a.yaml:r1", "value.how"),
    "not-a-number": ("error.record", "requirements/a.yaml:r1", "value.value"),
    "range-out-of-order": ("error.record", "requirements/a.yaml:r1", "not in order"),
    "empty-age-band": ("error.record", "requirements/a.yaml:r1", "age band is empty"),
    "limit-that-counts-food": ("error.record", "limits/a.yaml:l1", "upper level for magnesium"),
    "signed-by-nobody": ("error.record", "limits/a.yaml:l1", "who and when"),
}
BETWEEN_FILES = {
    "unknown-source": ("error.source-unknown", "requirements:r1", "s2"),
    "unknown-authority": ("error.reference-unknown", "requirements:r1", "grr"),
    "overlapping-age-band": ("error.band-overlap", "requirements:r2", "r1"),
    "text-missing": ("error.text-missing", "text/en:about.x", "en"),
    "slot-too-many": ("error.slots-differ", "text/nl:about.x", "b"),
    "slots-differ-by-language": ("error.slots-differ", "text/nl:about.x", "a"),
    "text-without-finding": ("error.text-orphan", "text/nl:about.y", ""),
    "word-in-one-language": ("error.text-one-language", "text/nl:word.y", "en"),
    "stray-brace": ("error.text-braces", "text/nl:about.x", ""),
    "sentence-too-long": ("error.text-long", "text/nl:about.x", "27"),
    "source-nobody-names": ("error.source-unused", "sources:s1", "s1"),
}


def told(problem: Problem, expected: tuple[str, str, str]) -> bool:
    message, where, word = expected
    return problem.id == message and problem.where == where and word in str(problem)


@pytest.mark.parametrize("case", WHEN_READ)
def test_a_wrong_record_is_refused_when_it_is_read(case: str, kb: Knowledge) -> None:
    with pytest.raises(KnowledgeError) as caught:
        Knowledge.from_directory(BROKEN / case)
    assert [told(problem, WHEN_READ[case]) for problem in caught.value.problems] == [True]
    for language in ("nl", "en"):
        for problem in caught.value.problems:
            assert "[[" not in problem_text(problem, kb, language)


@pytest.mark.parametrize("case", BETWEEN_FILES)
def test_what_does_not_fit_together_is_found(case: str, kb: Knowledge) -> None:
    problems = check(Knowledge.from_directory(BROKEN / case))
    assert any(told(problem, BETWEEN_FILES[case]) for problem in problems)
    for language in ("nl", "en"):
        for problem in problems:
            assert "[[" not in problem_text(problem, kb, language)


def test_every_folder_of_broken_files_has_its_promise() -> None:
    assert {path.name for path in BROKEN.iterdir()} == set(WHEN_READ) | set(BETWEEN_FILES)


def test_the_knowledge_base_that_ships_is_in_order(kb: Knowledge) -> None:
    assert [str(problem) for problem in check(kb) if problem.id not in NOTICES] == []


def test_the_texts_are_short_enough_to_read(kb: Knowledge) -> None:
    for texts in (kb.text_nl, kb.text_en):
        long = [key for key, text in texts.items() if longest_sentence(text) > 25]
        assert len(long) <= 0.12 * len(texts)


def test_a_source_tells_who_rests_on_it(kb: Knowledge) -> None:
    uses = uses_of_sources(kb)
    assert any(place.startswith("requirements:") for place in uses["efsa-2015-magnesium"])


@pytest.mark.parametrize("removed", ["efsa-2015-magnesium", "gr-2018-voedingsnormen"])
def test_a_source_that_disappears_is_missed_everywhere(kb: Knowledge, removed: str) -> None:
    without = kb.with_records(sources={removed: None})
    missed = {p.where for p in check(without) if p.id == "error.source-unknown"}
    assert missed == set(uses_of_sources(kb)[removed])
