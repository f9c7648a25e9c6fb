"""Medicines: hours apart, stops, somebody to ask; and what is not recognised is never silence."""

from typing import Any

import pytest

from magwise import Knowledge
from magwise.safety import Gap, Status
from magwise.safety.medicines import keeps_gap
from tests.safety.people import ids, judged


def gaps(kb: Knowledge, *names: str, **changes: Any) -> dict[str, Gap]:
    medicines = [{"name": name, "times": ["08:00"]} for name in names]
    return {gap.medicine: gap for gap in judged(kb, medicines=medicines, **changes).gaps}


@pytest.mark.parametrize(
    ("name", "after_medicine", "after_magnesium"),
    [
        # hours of knowledge.md section 3, the longest of the sources for each order
        ("ciprofloxacine", 2, 6),
        ("levothyroxine", 4, 4),
        ("Tivicay", 2, 6),
        ("Revolade", 4, 4),
    ],
)
def test_the_longest_hours_of_the_sources_count(
    kb: Knowledge, name: str, after_medicine: float, after_magnesium: float
) -> None:
    (gap,) = gaps(kb, name).values()
    assert gap.medicine_first_hours >= after_medicine
    assert gap.magnesium_first_hours >= after_magnesium
    assert gap.minutes == (480,)


def test_a_medicine_nobody_knows_gives_a_question_the_pharmacist_and_three_hours(
    kb: Knowledge,
) -> None:
    verdict = judged(kb, medicines=[{"name": "zyxobrinol", "times": ["08:00"]}])
    assert "ask.medicine-unknown" in ids(verdict.findings)
    (gap,) = verdict.gaps
    assert gap.medicine_first_hours == gap.magnesium_first_hours == 3
    assert verdict.status is Status.UNKNOWN  # no dose until somebody knows what it is


def test_a_known_medicine_without_a_rule_keeps_the_default_gap(kb: Knowledge) -> None:
    (gap,) = gaps(kb, "paracetamol").values()
    assert (gap.medicine_first_hours, gap.magnesium_first_hours) == (3, 3)


def test_an_everyday_word_gets_the_strictest_rule_of_all_it_may_mean(kb: Knowledge) -> None:
    verdict = judged(kb, medicines=[{"name": "plaspil", "times": ["08:00"]}])
    assert verdict.status is Status.STOP
    assert {"ask.medicine-which", "medicine.stop-unless"} <= ids(verdict.findings)
    about_it = {one.id for one in verdict.findings if one.subject.startswith("medicine:")}
    assert about_it == {"ask.medicine-which", "medicine.stop-unless"}  # and nothing beside it


@pytest.mark.parametrize("name", ["raltegravir", "spironolacton", "amiloride", "Resonium A"])
def test_some_medicines_stop_magnesium(kb: Knowledge, name: str) -> None:
    assert judged(kb, medicines=[{"name": name}]).status is Status.STOP


def test_a_potassium_sparing_tablet_opens_only_with_good_kidneys_and_a_doctor(
    kb: Knowledge,
) -> None:
    tablet = [{"name": "spironolacton", "times": ["08:00"]}]
    assert judged(kb, medicines=tablet, clinician_asked_supplement=True).status.allows_dose
    held: tuple[dict[str, Any], ...] = (
        {"egfr": None},
        {"egfr": 59},
        {"clinician_asked_supplement": None},
    )
    for changes in held:
        given = {"clinician_asked_supplement": True, **changes}
        assert not judged(kb, medicines=tablet, **given).status.allows_dose


def test_the_treating_team_decides_with_tacrolimus_and_hiv_medicines(kb: Knowledge) -> None:
    for name in ("tacrolimus", "Biktarvy", "cisplatine"):
        assert judged(kb, medicines=[{"name": name}]).status is Status.REFER


def test_a_code_counts_and_a_name_that_says_otherwise_is_asked(kb: Knowledge) -> None:
    verdict = judged(
        kb, medicines=[{"name": "levothyroxine", "atc": "N02BE01", "times": ["07:00"]}]
    )
    assert "ask.contradiction-medicine-code" in ids(verdict.findings)
    assert max(gap.medicine_first_hours for gap in verdict.gaps) >= 4
    assert verdict.status is Status.UNKNOWN


def test_a_former_code_still_works(kb: Knowledge) -> None:
    today = judged(kb, medicines=[{"name": "onleesbaar", "atc": "N02BF01", "times": ["08:00"]}])
    former = judged(kb, medicines=[{"name": "onleesbaar", "atc": "N03AX12", "times": ["08:00"]}])
    assert [gap.magnesium_first_hours for gap in today.gaps] == [
        gap.magnesium_first_hours for gap in former.gaps
    ]
    assert today.gaps[0].rule == former.gaps[0].rule != "di00-unlisted"


def test_unknown_times_are_asked(kb: Knowledge) -> None:
    verdict = judged(kb, medicines=[{"name": "levothyroxine"}])
    assert "ask.medicine-times" in ids(verdict.dose_facts)  # asked once a dose is proposed
    taking = [{"name": "magnesium", "form": "citrate", "amount_mg": 100, "amount_is": "elemental"}]
    verdict = judged(kb, medicines=[{"name": "levothyroxine"}], supplements=taking)
    assert "ask.medicine-times" in ids(verdict.findings)


def test_an_injection_needs_no_hours_apart(kb: Knowledge) -> None:
    assert gaps(kb, "enoxaparine") == {}


def test_iron_among_the_supplements_needs_hours_apart(kb: Knowledge) -> None:
    verdict = judged(kb, supplements=[{"name": "ijzertabletten", "times": ["09:00"]}])
    assert max(gap.magnesium_first_hours for gap in verdict.gaps) >= 3
    assert verdict.other_mg_per_day == 0


def test_a_magnesium_product_too_near_a_medicine_is_pointed_out(kb: Knowledge) -> None:
    verdict = judged(
        kb,
        medicines=[{"name": "levothyroxine", "times": ["07:00"]}],
        supplements=[
            {"form": "citrate", "amount_mg": 100, "amount_is": "elemental", "times": ["08:00"]}
        ],
    )
    assert "safety.gap-too-short-now" in ids(verdict.findings)


def test_a_gap_binds_in_both_orders_and_across_midnight() -> None:
    gap = Gap("m", medicine_first_hours=2, magnesium_first_hours=6, rule="r", minutes=(60,))
    assert keeps_gap(gap, 3 * 60)  # two hours after the medicine at 01:00
    assert not keeps_gap(gap, 3 * 60 - 1)
    assert keeps_gap(gap, 19 * 60)  # six hours before it, the evening before
    assert not keeps_gap(gap, 19 * 60 + 1)


@pytest.mark.parametrize("name", ["levothyroxine", "digoxine", "ciclosporine", "CellCept"])
def test_a_reason_is_told_once_for_each_medicine(kb: Knowledge, name: str) -> None:
    verdict = judged(kb, medicines=[{"name": name, "times": ["08:00"]}])
    reasons = [one.values["reason"] for one in verdict.findings if "reason" in one.values]
    assert len(reasons) == len(set(reasons)) == 1


def test_where_no_product_may_be_taken_no_hours_are_named(kb: Knowledge) -> None:
    both = [{"name": "spironolacton"}, {"name": "levothyroxine", "times": ["07:00"]}]
    found = ids(judged(kb, medicines=both).findings)
    assert not {"medicine.separate", "ask.medicine-times"} & found


def test_someone_without_magnesium_hears_no_general_gap(kb: Knowledge) -> None:
    verdict = judged(kb, medicines=[{"name": "paracetamol", "times": ["08:00"]}])
    assert "medicine.default-gap" not in ids(verdict.findings)
    assert "medicine.default-gap" in ids(verdict.dose_facts)


def test_digoxin_waits_for_the_prescriber(kb: Knowledge) -> None:
    verdict = judged(kb, medicines=[{"name": "digoxine", "times": ["08:00"]}])
    assert verdict.status is Status.REFER


def test_the_pill_is_not_the_emergency_pill(kb: Knowledge) -> None:
    found = ids(judged(kb, medicines=[{"name": "de pil", "times": ["08:00"]}]).findings)
    assert not {"medicine.separate", "medicine.no-antacid-salts"} & found


def test_a_code_that_is_another_medicine_never_speaks_in_the_name_given(kb: Knowledge) -> None:
    verdict = judged(kb, medicines=[{"name": "omeprazole", "atc": "C03DA01"}])
    stop = next(one for one in verdict.findings if one.id == "medicine.stop-unless")
    assert stop.values["medicine"] != "omeprazole"


def test_a_guess_at_a_misspelt_medicine_is_confirmed_before_any_dose(kb: Knowledge) -> None:
    verdict = judged(kb, medicines=[{"name": "levotyroxin 100", "times": ["07:00"]}])
    assert "ask.medicine-confirm" in ids(verdict.findings)
    assert verdict.status is Status.UNKNOWN
