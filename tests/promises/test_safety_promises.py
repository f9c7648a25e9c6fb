"""What must never happen, one sentence a test, tried on people nobody made up by hand.

These tests may not be skipped or loosened without a second reader; see SAFETY.md.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from magwise import Knowledge, Profile
from magwise.core.facts import Severity
from magwise.core.records import Dose, Regimen
from magwise.safety import Status, Verdict, gate_after, gate_before, other_causes
from tests.safety.people import DAY, someone
from tests.strategies import (
    FORMS,
    HARMLESS_CONDITIONS,
    RED_FLAGS,
    RISKY_CONDITIONS,
    STOPPING_CONDITIONS,
    STOPPING_MEDICINES,
    healthy_adults,
    medicines,
    profile_fields,
    profiles,
)

STRICTEST_FIRST = list(Status)
MANY = settings(max_examples=250)


def verdict_of(profile: Profile, kb: Knowledge) -> Verdict:
    return gate_before(profile, kb, today=DAY)


def rank(verdict: Verdict) -> int:
    """0 is the strictest."""
    return STRICTEST_FIRST.index(verdict.status)


@MANY
@given(profile=profiles(), stop=st.sampled_from(STOPPING_CONDITIONS))
def test_no_dose_is_possible_through_a_condition_that_stops(
    kb: Knowledge, profile: Profile, stop: str
) -> None:
    ill = profile.model_copy(update={"conditions": (*(profile.conditions or ()), stop)})
    assert verdict_of(ill, kb).room_mg_per_day == 0


@MANY
@given(profile=profiles(), name=st.sampled_from(STOPPING_MEDICINES))
def test_no_dose_is_possible_beside_a_medicine_that_stops(
    kb: Knowledge, profile: Profile, name: str
) -> None:
    agreed = profile.model_copy(update={"clinician_asked_supplement": None})
    treated = agreed.model_validate(
        {**agreed.model_dump(), "medicines": [*(agreed.medicines or ()), {"name": name}]}
    )
    assert verdict_of(treated, kb).room_mg_per_day == 0


@MANY
@given(profile=profiles(egfr=st.integers(0, 29)))
def test_no_dose_is_possible_with_kidneys_below_thirty(kb: Knowledge, profile: Profile) -> None:
    assert verdict_of(profile, kb).status in (Status.STOP, Status.EMERGENCY)


@MANY
@given(profile=profiles(age_years=st.none() | st.integers(0, 17)))
def test_nobody_under_eighteen_or_of_unknown_age_gets_a_dose(
    kb: Knowledge, profile: Profile
) -> None:
    verdict = verdict_of(profile, kb)
    assert verdict.room_mg_per_day == 0
    assert not verdict.weight_loss_advice


RISKS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "a stopping condition": lambda f: _more(f, "conditions", STOPPING_CONDITIONS[0]),
    "a risky condition": lambda f: _more(f, "conditions", RISKY_CONDITIONS[0]),
    "an illness nobody knows": lambda f: _more(f, "conditions", "blauwe-knieënziekte"),
    "weak kidneys": lambda f: {**f, "egfr": 20},
    "kidney disease": lambda f: {**f, "kidney_disease": True},
    "dialysis": lambda f: {**f, "dialysis": True},
    "an alarm sign": lambda f: _more(f, "red_flags", RED_FLAGS[0]),
    "a medicine that stops": lambda f: _more(f, "medicines", {"name": "spironolacton"}),
    "a medicine nobody knows": lambda f: _more(f, "medicines", {"name": "zyxobrinol"}),
    "an antibiotic": lambda f: _more(f, "medicines", {"name": "ciprofloxacine"}),
    "a product without an amount": lambda f: _more(f, "supplements", {"name": "magnesium"}),
    "a gram of oxide": lambda f: _more(
        f, "supplements", {"form": "oxide", "amount_mg": 1000, "amount_is": "elemental"}
    ),
    "too young": lambda f: {
        **f,
        "age_years": 12 if f["age_years"] is None else min(12, f["age_years"]),
    },
    "pregnancy": lambda f: {**f, "pregnant": True},
    "high serum magnesium": lambda f: _more(
        f, "laboratory", {"test": "serum-magnesium", "value": 1.4, "unit": "mmol/L"}
    ),
}


def _more(fields: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    return {**fields, name: (*(fields.get(name) or ()), value)}


@settings(max_examples=400)
@given(fields=profile_fields(), risk=st.sampled_from(sorted(RISKS)))
def test_adding_a_risk_never_lowers_caution(
    kb: Knowledge, fields: dict[str, Any], risk: str
) -> None:
    listed = {"conditions", "medicines", "supplements", "red_flags"}
    changed = RISKS[risk](fields)
    # An empty list in place of "not said" is an answer; only the risk itself may change here.
    assume(all(fields[name] is not None for name in listed if changed[name] != fields[name]))
    before, after = verdict_of(Profile(**fields), kb), verdict_of(Profile(**changed), kb)
    assert rank(after) <= rank(before)
    assert after.room_mg_per_day <= before.room_mg_per_day
    assert after.weight_loss_advice <= before.weight_loss_advice


@MANY
@given(fields=profile_fields(), order=st.randoms(use_true_random=False))
def test_the_order_of_medicines_conditions_and_products_never_matters(
    kb: Knowledge, fields: dict[str, Any], order: Any
) -> None:
    shuffled = dict(fields)
    for name in ("conditions", "medicines", "supplements", "complaints"):
        if fields[name] is not None:
            items = list(fields[name])
            order.shuffle(items)
            shuffled[name] = tuple(items)
    first, second = Profile(**fields), Profile(**shuffled)
    assert verdict_of(first, kb) == verdict_of(second, kb)
    assert other_causes(first, kb) == other_causes(second, kb)


KNOWN_ANSWERS: dict[str, tuple[Any, ...]] = {
    "egfr": (20, 45, 75, 100),
    "kidney_disease": (True, False),
    "dialysis": (True, False),
    "age_years": (3, 12, 30, 70),
    "pregnant": (True, False),
    "breastfeeding": (True, False),
    "sex": ("female", "male"),
    "conditions": ((), ("AV-blok",), ("coeliakie",)),
    "medicines": ((), ({"name": "spironolacton"},)),
    "supplements": ((), ({"form": "citrate", "amount_mg": 200, "amount_is": "elemental"},)),
    "red_flags": ((), ("chest-pain",)),
}


@settings(max_examples=300)
@given(fields=profile_fields(), unknown=st.sampled_from(sorted(KNOWN_ANSWERS)))
def test_an_unknown_answer_is_never_more_lenient_than_the_safest_known_one(
    kb: Knowledge, fields: dict[str, Any], unknown: str
) -> None:
    without = verdict_of(Profile(**{**fields, unknown: None}), kb)
    known = [
        verdict_of(Profile(**{**fields, unknown: value}), kb) for value in KNOWN_ANSWERS[unknown]
    ]
    assert rank(without) <= max(rank(one) for one in known)
    assert without.room_mg_per_day <= max(one.room_mg_per_day for one in known)


doses = st.builds(
    Dose,
    elemental_mg=st.none() | st.floats(-50, 500),
    form=st.sampled_from((*FORMS, "orotate", "nonsense")),
    minute=st.none() | st.integers(0, 1439),
)
regimens = st.builds(
    Regimen,
    doses=st.lists(doses, max_size=3).map(tuple),
    first_day=st.integers(0, 20),
    last_day=st.none() | st.integers(20, 100),
)


@settings(max_examples=400)
@given(profile=profiles() | healthy_adults(), proposal=regimens, forged=st.booleans())
def test_nothing_above_the_limit_is_ever_cleared(
    kb: Knowledge, profile: Profile, proposal: Regimen, forged: bool
) -> None:
    verdict = verdict_of(someone() if forged else profile, kb)
    review = gate_after(
        verdict, regimen=proposal, schedule=None, food_changes=(), profile=profile, kb=kb
    )
    if not review.cleared:
        return
    own = verdict_of(profile, kb)
    total = proposal.elemental_mg_per_day
    assert own.status.allows_dose
    assert profile.is_adult is True
    assert total is not None
    assert own.limit_mg_per_day is not None
    assert own.other_mg_per_day is not None
    assert total + own.other_mg_per_day <= min(250, own.limit_mg_per_day) + 1e-6
    assert all(dose.elemental_mg is not None and dose.elemental_mg > 0 for dose in proposal.doses)


@MANY
@given(profile=healthy_adults())
def test_a_healthy_adult_who_answered_everything_hears_no_warning(
    kb: Knowledge, profile: Profile
) -> None:
    verdict = verdict_of(profile, kb)
    assert verdict.status is Status.CLEAR
    assert all(fact.severity is Severity.INFO for fact in verdict.findings)
    assert other_causes(profile, kb) == ()


@MANY
@given(profile=healthy_adults())
def test_a_small_split_dose_for_a_healthy_adult_is_cleared(kb: Knowledge, profile: Profile) -> None:
    proposal = Regimen((Dose(50, "citrate"), Dose(50, "citrate")), 0, 55)
    review = gate_after(
        verdict_of(profile, kb),
        regimen=proposal,
        schedule=None,
        food_changes=(),
        profile=profile,
        kb=kb,
    )
    assert review.cleared


@MANY
@given(profile=profiles(), name=st.text(min_size=1, max_size=30).filter(str.strip))
def test_no_medicine_is_met_with_silence(kb: Knowledge, profile: Profile, name: str) -> None:
    """Whatever is typed: it is asked about, kept apart, watched or known to be no matter."""
    treated = Profile.model_validate(
        {**someone().model_dump(), "medicines": [{"name": name}], "egfr": profile.egfr}
    )
    verdict = verdict_of(treated, kb)
    if verdict.status is Status.EMERGENCY:
        return
    assert any(
        fact.subject.startswith("medicine:") or fact.severity is not Severity.INFO
        for fact in verdict.findings
    )


@MANY
@given(taken=medicines())
def test_every_finding_can_be_said_in_both_languages(kb: Knowledge, taken: Any) -> None:
    from magwise.text import render

    person = someone(medicines=[taken.model_dump()], complaints=[{"id": "cramps-night"}])
    for fact in (*verdict_of(person, kb).findings, *other_causes(person, kb)):
        for language in ("nl", "en"):
            assert render(fact, kb, language).strip()


@MANY
@given(profile=profiles(conditions=st.tuples(st.sampled_from(HARMLESS_CONDITIONS))))
def test_the_same_person_gets_the_same_verdict_twice(kb: Knowledge, profile: Profile) -> None:
    assert verdict_of(profile, kb) == verdict_of(profile, kb)


@MANY
@given(profile=profiles())
def test_every_safety_fact_has_a_source_we_hold(kb: Knowledge, profile: Profile) -> None:
    for fact in (*verdict_of(profile, kb).findings, *other_causes(profile, kb)):
        assert fact.sources
        assert set(fact.sources) <= set(kb.sources)


@MANY
@given(words=st.text(max_size=40) | st.sampled_from(("geen", "🙃", "a" * 40, "\u202e")))
def test_nothing_that_is_typed_breaks_the_gate(kb: Knowledge, words: str) -> None:
    profile = someone(conditions=[words], allergies=[words], diet=[words], signs=[words])
    assert verdict_of(profile, kb).limit_mg_per_day == 250


@MANY
@given(words=st.text("qxzjw", min_size=4, max_size=20))
def test_an_illness_in_words_nobody_knows_is_never_a_clearance(kb: Knowledge, words: str) -> None:
    verdict = verdict_of(someone(conditions=[words]), kb)
    assert not verdict.status.allows_dose
    assert "ask.condition-unknown" in {fact.id for fact in verdict.findings}
