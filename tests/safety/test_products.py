"""Magnesium that someone already takes: what a label means, added up and held to the limit."""

from typing import Any

import pytest

from magwise import Knowledge
from magwise.core.interval import Interval
from magwise.core.records import Origin
from magwise.foods.records import Item
from magwise.safety import Status, gate_before
from tests.safety.people import DAY, ids, judged, someone


def product(amount: float | None, **more: Any) -> dict[str, Any]:
    return {"form": "citrate", "amount_mg": amount, "amount_is": "elemental", **more}


def test_a_gram_of_bisglycinate_is_141_mg_of_magnesium(kb: Knowledge) -> None:
    salt = {"form": "bisglycinate", "amount_mg": 1000, "amount_is": "salt"}
    verdict = judged(kb, supplements=[salt])
    assert verdict.other_mg_per_day == pytest.approx(141, abs=0.5)
    assert "safety.salt-is-element" in ids(verdict.findings)


def test_more_magnesium_than_the_pure_salt_can_hold_is_questioned(kb: Knowledge) -> None:
    for label in (
        {"form": "bisglycinate", "amount_mg": 250, "amount_is": "elemental", "salt_mg": 1000},
        {"form": "bisglycinate", "amount_mg": 1000, "amount_is": "elemental"},
        {"name": "Magnesium citraat 400 mg", "amount_mg": 400, "amount_is": "elemental"},
    ):
        assert "ask.supplement-too-much-for-salt" in ids(
            judged(kb, supplements=[label]).findings
        ), label


def test_a_label_that_adds_up_is_not_questioned(kb: Knowledge) -> None:
    label = {"form": "bisglycinate", "amount_mg": 141, "amount_is": "elemental", "salt_mg": 1000}
    assert "ask.supplement-too-much-for-salt" not in ids(judged(kb, supplements=[label]).findings)


def test_salt_or_element_unknown_is_asked_and_the_larger_counts(kb: Knowledge) -> None:
    verdict = judged(kb, supplements=[{"form": "citrate", "amount_mg": 200}])
    assert verdict.other_mg_per_day == 200
    assert "ask.supplement-salt-or-element" in ids(verdict.findings)


def test_an_unknown_amount_leaves_no_room(kb: Knowledge) -> None:
    verdict = judged(kb, supplements=[{"name": "magnesium"}])
    assert verdict.other_mg_per_day is None
    assert verdict.status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("country", "amount", "status", "finding"),
    [
        ("nl", 250, Status.CLEAR, "safety.product-within-limit"),
        ("nl", 251, Status.RESTRICT, "safety.product-above-limit"),
        ("us", 350, Status.CLEAR, "safety.product-within-limit"),
        ("us", 351, Status.RESTRICT, "safety.product-above-limit"),
        ("gb", 400, Status.CLEAR, "safety.product-within-limit"),
        (None, 251, Status.RESTRICT, "safety.product-above-limit"),
        ("nl", 500, Status.STOP, "safety.product-far-above-limit"),
    ],
)
def test_products_in_use_are_held_to_the_country_s_own_level(
    kb: Knowledge, country: str | None, amount: float, status: Status, finding: str
) -> None:
    verdict = judged(kb, country=country, supplements=[product(amount / 2, per_day=2)])
    assert verdict.status is status
    assert finding in ids(verdict.findings)


def test_our_own_advice_never_fills_more_than_250_in_any_country(kb: Knowledge) -> None:
    for country in ("us", "gb", "no", "nl", None):
        assert judged(kb, country=country).room_mg_per_day <= 250
        taking = judged(kb, country=country, supplements=[product(200)])
        assert taking.room_mg_per_day <= 50


def test_an_antacid_and_a_laxative_are_added_to_a_supplement(kb: Knowledge) -> None:
    rennie = {"name": "Rennie", "per_day": 4, "times": ["12:00"]}
    alone = judged(kb, supplements=[product(100)])
    both = judged(kb, supplements=[product(100)], medicines=[rennie])
    assert alone.other_mg_per_day is not None
    assert both.other_mg_per_day is not None
    assert both.other_mg_per_day > alone.other_mg_per_day
    assert {"medicine.duplicate", "safety.added-up"} <= ids(both.findings)


def test_a_prescribed_amount_is_told_and_left_to_the_prescriber(kb: Knowledge) -> None:
    verdict = judged(kb, supplements=[product(243, per_day=2, on_prescription=True)])
    found = ids(verdict.findings)
    assert "safety.prescribed-left" in found
    assert not found & {"safety.product-above-limit", "safety.product-far-above-limit"}
    assert verdict.room_mg_per_day == 0


def test_a_product_in_use_has_to_stop_with_weak_kidneys(kb: Knowledge) -> None:
    assert "safety.product-stop" in ids(judged(kb, egfr=20, supplements=[product(100)]).findings)
    prescribed = judged(kb, egfr=20, supplements=[product(100, on_prescription=True)])
    assert "safety.prescribed-call" in ids(prescribed.findings)


def test_threonate_in_use_in_pregnancy_is_pointed_out(kb: Knowledge) -> None:
    verdict = judged(
        kb,
        sex="female",
        pregnant=True,
        breastfeeding=False,
        supplements=[{"form": "threonate", "amount_mg": 140, "amount_is": "elemental"}],
    )
    assert "safety.product-form-not-for-you" in ids(verdict.findings)


def test_vitamins_hold_none_and_a_multivitamin_is_asked(kb: Knowledge) -> None:
    assert judged(kb, supplements=[{"name": "Vitamine D3 25 mcg"}]).other_mg_per_day == 0
    assert judged(kb, supplements=[{"name": "multivitamine"}]).other_mg_per_day is None
    assert judged(kb, supplements=[{"name": "Nachtrust Compleet"}]).other_mg_per_day is None


def diary(words: str, mg: float | None, form: str | None = None) -> Item:
    amount = None if mg is None else Interval.exact(mg)
    return Item(words, "supplement", form, None, amount, 1.0, origin=Origin.SUPPLEMENT)


def test_a_product_of_the_diary_that_may_be_the_same_is_counted_once(kb: Knowledge) -> None:
    person = someone(supplements=[product(150)])
    verdict = gate_before(
        person, kb, diary_items=(diary("magnesiumcitraat 200 mg", 200, "citrate"),), today=DAY
    )
    assert verdict.other_mg_per_day == 200


def test_another_form_in_the_diary_is_another_product(kb: Knowledge) -> None:
    person = someone(supplements=[product(150)])
    verdict = gate_before(person, kb, diary_items=(diary("oxide", 50, "oxide"),), today=DAY)
    assert verdict.other_mg_per_day == 200


def test_a_product_on_the_skin_is_not_counted(kb: Knowledge) -> None:
    spray = [form.id for form in kb.forms.values() if form.route == "skin"]
    verdict = judged(kb, supplements=[{"form": spray[0], "amount_mg": 300}])
    assert verdict.other_mg_per_day == 0
