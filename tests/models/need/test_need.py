"""What the authorities ask of a person, and which of them leads."""

import itertools

import pytest

from magwise import Knowledge, Profile
from magwise.core.facts import Severity
from magwise.models.need import Kind, Need, need, sweat_loss_mg_per_day


def who(**values: object) -> Profile:
    return Profile.model_validate(values)


def ids(found: Need) -> set[str]:
    return {fact.id for fact in found.facts}


def leading(kb: Knowledge, **values: object) -> tuple[str, str, float] | None:
    found = need(who(**values), kb).leading
    if found is None:
        return None
    assert found.mg_per_day.value is not None
    return found.authority, found.kind.value, found.mg_per_day.value


def test_an_unknown_age_is_not_an_adult(kb: Knowledge) -> None:
    found = need(who(country="nl", sex="male"), kb)
    assert found.leading is None
    assert found.values == ()
    assert [fact.id for fact in found.facts] == ["ask.age"]
    assert found.facts[0].severity is Severity.ASK


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({"country": "nl", "age_years": 41, "sex": "male"}, ("gezondheidsraad", "ai", 350)),
        ({"country": "nl", "age_years": 41, "sex": "female"}, ("gezondheidsraad", "ai", 300)),
        ({"country": "be", "age_years": 41, "sex": "female"}, ("efsa", "ai", 300)),
        ({"country": "de", "age_years": 16, "sex": "male"}, ("dach", "ai", 330)),
        ({"country": "se", "age_years": 30, "sex": "male"}, ("nnr", "ai", 350)),
        ({"country": "gb", "age_years": 30, "sex": "female"}, ("coma", "rni", 270)),
        ({"country": "us", "age_years": 30, "sex": "male"}, ("iom", "rda", 400)),
        ({"country": "us", "age_years": 31, "sex": "male"}, ("iom", "rda", 420)),
        ({"country": "us", "age_years": 13, "sex": "male"}, ("iom", "rda", 240)),
        ({"country": "other", "age_years": 70, "sex": "male"}, ("fao-who", "rni", 224)),
        ({"country": "us", "age_years": 25, "pregnant": True}, ("iom", "rda", 350)),
        ({"country": "us", "age_years": 17, "breastfeeding": True}, ("iom", "rda", 360)),
        ({"country": "nl", "age_years": 31, "pregnant": True}, ("gezondheidsraad", "ai", 300)),
    ],
)
def test_the_own_country_leads(
    profile: dict[str, object], expected: tuple[str, str, float], kb: Knowledge
) -> None:
    assert leading(kb, **profile) == expected


def test_unknown_dutch_child_figures_stay_unknown_and_efsa_stands_in_as_efsa(
    kb: Knowledge,
) -> None:
    found = need(who(country="nl", age_years=11, sex="male"), kb)
    assert found.leading is not None
    assert (found.leading.authority, found.leading.match) == ("efsa", "provisional")
    assert all(value.authority != "gezondheidsraad" for value in found.values)
    assert "need.own-figure-unknown" in ids(found)


def test_an_unknown_sex_takes_the_higher_figure_and_says_so(kb: Knowledge) -> None:
    found = need(who(country="nl", age_years=30), kb)
    assert found.leading is not None
    assert found.leading.mg_per_day.value == 350
    assert found.leading.match == "assumed-sex"
    assert {"need.assumed-sex", "ask.sex"} <= ids(found)


def test_where_the_sexes_do_not_differ_nothing_is_assumed(kb: Knowledge) -> None:
    assert "need.assumed-sex" not in ids(need(who(country="be", age_years=5), kb))


def test_pregnancy_asks_no_more_in_the_netherlands_and_that_is_said(kb: Knowledge) -> None:
    found = need(who(country="nl", age_years=31, sex="female", pregnant=True), kb)
    assert "need.no-extra-in-pregnancy" in ids(found)


def test_disagreement_is_shown_and_not_averaged(kb: Knowledge) -> None:
    found = need(who(country="nl", age_years=41, sex="male"), kb)
    others = next(fact for fact in found.facts if fact.id == "need.others")
    assert (others.values["low"], others.values["high"]) == (260, 420)
    assert len({value.authority for value in found.values}) == 7


def test_the_label_value_never_becomes_a_personal_target(kb: Knowledge) -> None:
    assert kb.label_values["eu-nrv"].value.value == 375
    for age, sex, country in itertools.product(
        (3, 12, 16, 30, 70), ("male", "female"), ("nl", "us")
    ):
        values = need(who(age_years=age, sex=sex, country=country), kb).values
        assert all(value.mg_per_day.value != 375 for value in values)


def test_retired_figures_are_never_used(kb: Knowledge) -> None:
    retired = {record.id for record in kb.requirements.values() if record.retired}
    assert len(retired) > 20
    for age, sex in itertools.product(range(0, 100), ("male", "female")):
        for state in ({}, {"pregnant": True}, {"breastfeeding": True}):
            values = need(who(age_years=age, sex=sex, country="nl", **state), kb).values
            assert not retired & {value.record for value in values}


def test_an_adequate_intake_is_never_called_a_minimum(kb: Knowledge) -> None:
    assert "need.ai-not-a-minimum" in ids(need(who(country="nl", age_years=41, sex="male"), kb))
    assert "need.ai-not-a-minimum" not in ids(need(who(country="us", age_years=41, sex="male"), kb))


def test_dutch_adults_hear_that_their_group_gets_enough(kb: Knowledge) -> None:
    said = "need.dutch-adults-sufficient"
    assert said in ids(need(who(country="nl", age_years=41, sex="male"), kb))
    assert said not in ids(need(who(country="nl", age_years=16, sex="male"), kb))
    assert said not in ids(need(who(country="be", age_years=41, sex="male"), kb))


def test_dutch_children_hear_it_only_at_the_ages_the_survey_judged(kb: Knowledge) -> None:
    said = "need.dutch-children-sufficient"
    for age, sex, expected in (
        (11, "male", True), (13.9, "male", True), (14, "male", False), (9.9, "female", True),
        (10, "female", False), (11, None, False), (0.9, "male", False),
    ):  # fmt: skip
        assert (said in ids(need(who(country="nl", age_years=age, sex=sex), kb))) is expected


def test_the_extra_for_athletes_is_theoretical_and_only_for_heavy_daily_training(
    kb: Knowledge,
) -> None:
    heavy = who(country="nl", age_years=30, sex="male", training={"hours_per_week": 10})
    light = who(country="nl", age_years=30, sex="male", training={"hours_per_week": 5})
    child = who(country="nl", age_years=15, sex="male", training={"hours_per_week": 10})
    fact = next(f for f in need(heavy, kb).facts if f.id == "need.athlete-theoretical")
    assert (fact.values["low"], fact.values["high"]) == (350, pytest.approx(420))
    assert "need.athlete-theoretical" not in ids(need(light, kb))
    assert "need.athlete-theoretical" not in ids(need(child, kb))
    # the leading value itself never moves
    assert need(heavy, kb).leading == need(light, kb).leading


def test_sweat_costs_milligrams_and_not_tens_of_percents(kb: Knowledge) -> None:
    # two litres a day at 1.3-5.5 mg/L: 2.6-11 mg (knowledge base, sweat concentrations)
    runner = who(age_years=30, training={"hours_per_week": 14, "sweat_litres_per_hour": 1})
    loss = sweat_loss_mg_per_day(runner, kb)
    assert loss is not None
    assert loss.low == pytest.approx(2.6)
    assert loss.high == pytest.approx(11.0)
    assert sweat_loss_mg_per_day(who(age_years=30), kb) is None


def test_every_fact_is_listed_with_exactly_its_slots(kb: Knowledge) -> None:
    spoken = set()
    for country, age, sex, pregnant, hours in itertools.product(
        (None, "nl", "gb", "us", "other"), (None, 0.2, 7, 11, 17, 30), (None, "female"),
        (None, True), (None, 3, 12),
    ):  # fmt: skip
        profile = who(
            country=country, age_years=age, sex=sex, pregnant=pregnant,
            training=None if hours is None else {"hours_per_week": hours},
        )  # fmt: skip
        found = need(profile, kb)
        assert found.leading is None or found.leading.kind not in (Kind.EAR, Kind.LRNI)
        for fact in found.facts:
            spoken.add(fact.id)
            assert set(fact.values) == set(kb.findings[fact.id].slots), fact.id
            assert fact.id in kb.text_nl
            assert fact.id in kb.text_en
            assert all(source in kb.sources for source in fact.sources), fact.sources
    listed = {name for name in kb.findings if name.startswith("need.")}
    assert listed == {name for name in spoken if name.startswith("need.")}
