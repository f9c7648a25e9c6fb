"""What the words may never do: sound surer than the evidence, or say what nobody checked."""

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magwise import Knowledge
from magwise.core.facts import Certainty
from magwise.core.sourced import How
from magwise.models.evidence.certainty import LADDER, Body, grade
from magwise.models.evidence.importance import EffectClass, Gain, effect_class
from magwise.models.evidence.indirectness import Asked, outcomes_for
from magwise.models.evidence.judgement import judge
from magwise.models.evidence.saying import message, said
from magwise.text import render

LEVELS = {one: rank for rank, one in enumerate(LADDER)}


@st.composite
def gains(draw: st.DrawFn) -> Gain:
    best = draw(st.floats(-5, 5))
    matters = draw(st.one_of(st.none(), st.floats(0.05, 3)))
    return Gain(
        best,
        best - draw(st.floats(0.01, 4)),
        best + draw(st.floats(0.01, 4)),
        matters,
        None if matters is None else 2 * matters,
    )


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    return Body(
        design=draw(st.sampled_from(["trials", "observations"])),
        gain=draw(gains()),
        trials=draw(st.one_of(st.none(), st.integers(1, 30))),
        people=draw(st.one_of(st.none(), st.integers(10, 3000))),
        risk_of_bias=draw(st.sampled_from(["low", "some", "high", "unknown"])),
        i2_share=draw(st.one_of(st.none(), st.floats(0, 1))),
        prediction=draw(st.one_of(st.none(), st.just((-1.0, 1.0)))),
        straddles=draw(st.booleans()),
        differences=draw(st.integers(0, 3)),
        funnel_p=draw(st.one_of(st.none(), st.floats(0, 1))),
        refuted_by_large_trial=draw(st.booleans()),
        dose_response=draw(st.booleans()),
    )


def spoken(body: Body) -> int:
    """The rank of what is said: an uncertain effect is never more than low."""
    rank = LEVELS[grade(body).certainty]
    assert body.gain is not None
    uncertain = effect_class(body.gain) is EffectClass.UNCERTAIN
    return min(rank, LEVELS[Certainty.LOW]) if uncertain else rank


@given(bodies(), st.floats(1, 8))
def test_a_wider_interval_never_raises_certainty(body: Body, factor: float) -> None:
    assert body.gain is not None
    wider = dataclasses.replace(body, gain=body.gain.widened(factor))
    assert LEVELS[grade(wider).certainty] <= LEVELS[grade(body).certainty]
    assert spoken(wider) <= spoken(body)


@given(bodies(), st.floats(0, 1), st.floats(0, 3))
def test_more_scatter_between_trials_never_raises_certainty(
    body: Body, i2: float, more: float
) -> None:
    scattered = dataclasses.replace(body, i2_share=max(body.i2_share or 0.0, i2))
    if body.prediction is not None:
        low, high = body.prediction
        scattered = dataclasses.replace(scattered, prediction=(low - more, high + more))
    assert LEVELS[grade(scattered).certainty] <= LEVELS[grade(body).certainty]


@given(bodies())
def test_every_step_of_a_grade_has_a_reason_and_they_add_up(body: Body) -> None:
    found = grade(body)
    start = 4 if body.design == "trials" else 2
    assert found.rank == max(1, min(4, start + sum(step.by for step in found.steps)))
    assert all(step.reason.startswith("grade-") for step in found.steps)
    domains = [step.domain for step in found.steps]
    assert len(set(domains)) == len(domains)


@given(gains())
def test_turning_the_effect_swaps_benefit_and_harm_and_nothing_else(gain: Gain) -> None:
    benefits = {EffectClass.LARGE, EffectClass.MODERATE, EffectClass.SMALL, EffectClass.BENEFIT}
    one, other = effect_class(gain), effect_class(gain.turned())
    if one in benefits:
        assert other is EffectClass.HARM
    elif one is EffectClass.HARM:
        assert other in benefits
    else:
        assert one is other
    for body in (Body("trials", gain, 4, 500), Body("trials", gain.turned(), 4, 500)):
        assert grade(body).certainty is grade(Body("trials", gain, 4, 500)).certainty


@given(gains())
def test_no_difference_is_only_said_when_the_interval_says_so(gain: Gain) -> None:
    if effect_class(gain) is EffectClass.TRIVIAL:
        assert gain.matters is not None
        assert -gain.matters <= gain.low <= 0 <= gain.high <= gain.matters


def test_every_reason_and_sentence_stands_in_both_languages_with_the_same_slots(
    kb: Knowledge,
) -> None:
    keys = [key for key in kb.text_nl if key.startswith(("evidence.", "word.grade-"))]
    assert sorted(keys) == sorted(
        k for k in kb.text_en if k.startswith(("evidence.", "word.grade-"))
    )
    slots = re.compile(r"\{(\w+)\}")
    for key in keys:
        assert set(slots.findall(kb.text_nl[key])) == set(slots.findall(kb.text_en[key])), key
    for certainty in (*LADDER, Certainty.NO_EVIDENCE, Certainty.MECHANISM, Certainty.ASSOCIATION):
        for effect in EffectClass:
            if effect is EffectClass.UNCERTAIN and LEVELS.get(certainty, 0) > 1:
                continue  # an uncertain effect is at most low
            assert message(certainty, effect) in kb.findings, (certainty, effect)


def test_every_reason_that_can_be_given_is_worded(kb: Knowledge) -> None:
    for one in kb.syntheses.values():
        judged = judge(one, kb)
        for step in judged.computed.steps if judged.computed else ():
            assert f"word.{step.reason}" in kb.text_nl


def test_no_sentence_stands_without_a_source(kb: Knowledge) -> None:
    for one in kb.syntheses.values():
        for fact in said(judge(one, kb), kb):
            assert fact.sources
            assert all(source in kb.sources for source in fact.sources)


def test_what_is_from_memory_or_only_quoted_is_never_said(kb: Knowledge) -> None:
    unsure = [one for one in kb.syntheses.values() if one.how not in (How.PRIMARY, How.DERIVED)]
    assert len(unsure) >= 4
    for one in unsure:
        facts = said(judge(one, kb), kb)
        assert {fact.id for fact in facts} <= {"evidence.not-checked"}, one.id
    recalled = kb.syntheses["cochrane-2020-ae"]
    text = " ".join(render(fact, kb, "nl") for fact in said(judge(recalled, kb), kb))
    assert "37" not in text


def test_probably_is_kept_for_moderate_certainty(kb: Knowledge) -> None:
    for language, probably, maybe in (
        ("nl", "waarschijnlijk", "misschien"),
        ("en", "probably", "may "),
    ):
        for key, text in kb.text(language).items():
            if key.startswith("evidence.") and key in kb.findings:
                assert (probably in text) == key.startswith("evidence.moderate-"), key
                if maybe in text and not key.startswith("evidence.size"):
                    assert key.startswith("evidence.low-"), key


def test_very_low_certainty_tells_neither_number_nor_direction(kb: Knowledge) -> None:
    seen = 0
    for one in kb.syntheses.values():
        judged = judge(one, kb)
        if judged.certainty is Certainty.VERY_LOW and judged.speakable:
            seen += 1
            ids = {fact.id for fact in said(judged, kb)}
            assert not any(key.startswith(("evidence.size", "evidence.of-hundred")) for key in ids)
    assert seen >= 8


def test_a_young_runner_with_cramps_at_sport_gets_the_evidence_on_sport(kb: Knowledge) -> None:
    runner = Asked(age_years=25, pregnant=False, situation="exercise")
    found = outcomes_for("cramps", runner, kb.outcomes.values())
    assert [one.id for one in found] == ["cramps-exercise"]
    judged = judge(kb.syntheses["cochrane-2020-eamc"], kb, runner)
    assert judged.certainty is Certainty.NO_EVIDENCE


def test_a_pregnant_woman_gets_the_evidence_on_pregnancy(kb: Knowledge) -> None:
    found = outcomes_for("cramps", Asked(sex="female", pregnant=True), kb.outcomes.values())
    assert "cramps-pregnancy" in [one.id for one in found]
    assert "cramps-rest-per-week" not in [one.id for one in found]


def test_evidence_in_other_people_is_less_sure_for_this_person(kb: Knowledge) -> None:
    synthesis = kb.syntheses["cochrane-2020-wk"]
    older = judge(synthesis, kb, Asked(age_years=70, pregnant=False))
    young = judge(synthesis, kb, Asked(age_years=25, pregnant=False))
    assert older.certainty is Certainty.MODERATE
    assert young.certainty is Certainty.LOW
    assert young.differences == ("population",)
    assert "evidence.other-people" in {fact.id for fact in said(young, kb)}


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        (
            "cochrane-2020-wk",
            ("maakt waarschijnlijk weinig of geen verschil", "nachtelijke krampen"),
        ),
        ("cochrane-2020-eamc", ("geen gerandomiseerd onderzoek gevonden", "kramp tijdens sport")),
        ("tarsitano-2024", ("We weten niet of magnesium iets doet", "spierpijn")),
        ("mah-2021-sol", ("geeft misschien een verbetering", "de tijd tot het inslapen")),
        ("zhang-2016-bp-s", ("misschien een kleine verbetering", "de meeste mensen niet merken")),
    ],
)
def test_the_worked_examples_of_the_method_are_said(
    kb: Knowledge, key: str, parts: tuple[str, ...]
) -> None:
    sentence = render(said(judge(kb.syntheses[key], kb), kb)[0], kb, "nl", strict=True)
    assert all(part in sentence for part in parts), sentence


def test_of_a_hundred_people_is_said_with_and_without(kb: Knowledge) -> None:
    facts = {fact.id: fact for fact in said(judge(kb.syntheses["cochrane-2020-resp"], kb), kb)}
    values = facts["evidence.of-hundred"].values
    assert (values["without"], values["with_"]) == (64, 67)


def test_a_grade_far_from_the_reviewers_is_noticed(kb: Knowledge) -> None:
    noticed = {one.id for one in kb.syntheses.values() if judge(one, kb).disagrees}
    assert "veronese-2020" in noticed  # an umbrella review that calls it strong, without a number
    assert "cochrane-2020-wk" not in noticed
