"""A report says each thing once, in reading order, with its source and how sure it is."""

from dataclasses import replace
from typing import Any

import pytest

from magwise import Knowledge
from magwise.assessment.records import Assessment
from magwise.core.facts import Fact, Severity
from magwise.plan.records import Plan
from magwise.report.document import SECTIONS, document

LANGUAGES: tuple[Any, ...] = ("nl", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_said_of_a_person_has_words(
    assessment: Assessment, plan: Plan, kb: Knowledge, language: Any
) -> None:
    written = document(assessment, plan, kb, language, explain=True)
    assert not [one.text for one in written.statements() if "[[" in one.text or "{" in one.text]
    said = {one.id for one in written.statements()}
    assert {fact.id for fact in (*assessment.findings, *plan.findings)} <= said


def test_the_sections_stand_in_reading_order(
    assessment: Assessment, plan: Plan, kb: Knowledge
) -> None:
    written = document(assessment, plan, kb, "nl", explain=True)
    places = [SECTIONS.index(section.name) for section in written.sections]
    assert places == sorted(places)


def test_within_a_section_the_most_urgent_comes_first(
    assessment: Assessment, kb: Knowledge
) -> None:
    facts = tuple(
        Fact("about.not-reviewed", severity=severity, subject=severity)
        for severity in reversed(Severity)
    )
    written = document(replace(assessment, findings=facts), None, kb, "en")
    about = next(section for section in written.sections if section.name == "about")
    ranks = [statement.severity.rank for statement in about.statements]
    assert ranks == sorted(ranks)


def test_nothing_is_said_twice(assessment: Assessment, plan: Plan, kb: Knowledge) -> None:
    doubled = replace(assessment, findings=assessment.findings * 2)
    again = replace(plan, findings=(*plan.findings, plan.verdict))
    written = document(doubled, again, kb, "nl", explain=True)
    keys = [one.fact.key() for one in written.statements()]
    assert len(keys) == len(set(keys))


def test_an_emergency_holds_that_and_nothing_else(emergency: Assessment, kb: Knowledge) -> None:
    ordinary = Fact("adequacy.ai-gives-no-probability", {"authority": "efsa"})
    both = replace(emergency, findings=(*emergency.findings, ordinary))
    written = document(both, None, kb, "nl", explain=True)
    assert written.emergency
    assert {one.severity for one in written.statements()} <= {
        Severity.EMERGENCY,
        Severity.URGENT,
    }
    assert written.chart is None
    assert written.day == ()


def test_how_a_number_came_about_is_shown_only_when_asked(
    assessment: Assessment, plan: Plan, kb: Knowledge
) -> None:
    short = document(assessment, plan, kb, "nl")
    full = document(assessment, plan, kb, "nl", explain=True)
    assert "explain" not in {section.name for section in short.sections}
    assert "explain" in {section.name for section in full.sections}


def test_every_note_is_numbered_once_in_the_order_of_the_text(
    assessment: Assessment, plan: Plan, kb: Knowledge
) -> None:
    written = document(assessment, plan, kb, "nl", explain=True)
    assert [note.number for note in written.notes] == list(range(1, len(written.notes) + 1))
    first = list(dict.fromkeys(n for one in written.statements() for n in one.notes))
    assert first == sorted(first)
    assert len({note.id for note in written.notes}) == len(written.notes)


def test_a_source_without_a_record_is_visible(assessment: Assessment, kb: Knowledge) -> None:
    fact = Fact("about.not-reviewed", sources=("nobody-2020",))
    written = document(replace(assessment, findings=(fact,)), None, kb, "nl")
    assert "[[nobody-2020]]" in {note.citation for note in written.notes}


def test_until_a_clinician_signed_every_rule_the_report_says_so(
    assessment: Assessment, plan: Plan, kb: Knowledge
) -> None:
    said = {one.id for one in document(assessment, plan, kb, "en").statements()}
    assert "about.not-reviewed" in said
    assert "about.reviewed" not in said


def test_what_it_is_for_and_what_it_was_made_with_stand_in_every_report(
    assessment: Assessment, plan: Plan, kb: Knowledge
) -> None:
    for language in LANGUAGES:
        written = document(assessment, plan, kb, language)
        said = {one.id: one.text for one in written.statements()}
        assert "about.intended-use" in said
        assert assessment.knowledge_hash[:12] in said["about.knowledge"]


def test_the_same_input_gives_the_same_report(
    assessment: Assessment, plan: Plan, kb: Knowledge
) -> None:
    assert document(assessment, plan, kb, "nl") == document(assessment, plan, kb, "nl")


def test_the_own_country_is_marked_in_the_chart(
    assessment: Assessment, plan: Plan, kb: Knowledge
) -> None:
    chart = document(assessment, plan, kb, "nl").chart
    assert chart is not None
    assert [line.leading for line in chart.lines].count(True) == 1
    assert chart.lines[0].leading


def test_without_an_intake_there_is_no_chart(assessment: Assessment, kb: Knowledge) -> None:
    unknown = replace(assessment, intake=replace(assessment.intake, usual=None))
    assert document(unknown, None, kb, "nl").chart is None
