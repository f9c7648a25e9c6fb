"""What a supplement label is understood to say."""

import pytest

from magwise import Knowledge
from magwise.foods import read_label
from magwise.foods.label import LabelReading


def messages(label: LabelReading) -> list[str]:
    return [fact.id for fact in label.facts]


def test_of_which_magnesium_is_the_element(kb: Knowledge) -> None:
    label = read_label("Magnesiumcitraat 1.500 mg, waarvan magnesium 240 mg", kb)
    assert label.forms == ("citrate",)
    assert label.salt_mg == 1500
    assert label.elemental_mg is not None
    assert label.elemental_mg.best == 240
    assert label.amount_is == "elemental"
    assert label.nrv_share == pytest.approx(240 / 375)
    assert "label.per-what" in messages(label)


def test_more_than_the_pure_salt_can_hold_is_noticed(kb: Knowledge) -> None:
    label = read_label("Magnesium taurate 500 mg of which magnesium 120 mg per capsule", kb)
    (fact,) = [fact for fact in label.facts if fact.id == "label.too-much-for-salt"]
    assert fact.values["most"] == pytest.approx(500 * 0.0892, rel=0.01)  # 24.305 / 272.57


def test_a_salt_alone_is_asked_about(kb: Knowledge) -> None:
    label = read_label("magnesiumcitraat 400 mg per tablet", kb)
    assert label.amount_is == "unknown"
    assert "label.salt-or-element" in messages(label)
    assert label.nrv_share is None


def test_a_printed_percentage_settles_which_was_weighed(kb: Knowledge) -> None:
    as_salt = read_label("Magnesiumoxide 500 mg (80% RI) per tablet", kb)
    assert as_salt.amount_is == "salt"
    assert as_salt.elemental_mg is not None
    assert as_salt.elemental_mg.best == pytest.approx(301.5, abs=1)
    as_element = read_label("Magnesiumcitraat 200 mg (53% RI) per tablet", kb)
    assert as_element.amount_is == "elemental"


def test_a_percentage_that_does_not_fit_is_pointed_out(kb: Knowledge) -> None:
    label = read_label("Magnesium 150 mg per tablet (80% RI)", kb)
    assert "label.nrv-mismatch" in messages(label)
    assert "label.nrv-mismatch" not in messages(
        read_label("Magnesium 150 mg per tablet (40% RI)", kb)
    )


def test_how_many_fit_under_the_upper_level(kb: Knowledge) -> None:
    assert read_label("Magnesium (als bisglycinaat) 100 mg per tablet", kb).fit_per_day == 2
    assert read_label("Magnesium 400 mg per tablet", kb).fit_per_day == 0
    label = read_label(
        "500 mg magnesiumcitraat levert 75 mg elementair magnesium per 2 capsules", kb
    )
    assert label.fit_per_day == 6  # 37.5 mg each, 250 mg a day


def test_a_daily_dose_above_the_level_is_said(kb: Knowledge) -> None:
    label = read_label("Magnesium 375 mg (100% NRV) per dagdosering (3 tabletten)", kb)
    assert label.per == "day"
    assert "label.day-above-limit" in messages(label)


def test_tested_athletes_are_pointed_to_their_own_list(kb: Knowledge) -> None:
    assert "label.tested-athletes" in messages(read_label("Magnesium 100 mg per tablet", kb))


def test_a_text_without_magnesium_gives_a_question(kb: Knowledge) -> None:
    label = read_label("vitamine C 1000 mg", kb)
    assert label.elemental_mg is None
    assert "label.no-amount" in messages(label)
