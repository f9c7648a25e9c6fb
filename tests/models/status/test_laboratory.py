"""Laboratory values: read with their unit, never guessed, and never taken for proof."""

from datetime import date

import pytest

from magwise.core.facts import Fact, Severity
from magwise.knowledge import Knowledge
from magwise.models.status import laboratory, laboratory_alert, recognise_test, serum_magnesium
from magwise.person import LaboratoryResult, Profile


def person(
    value: float, unit: str | None = "mmol/L", test: str = "serum", **more: object
) -> Profile:
    result = LaboratoryResult.model_validate({"test": test, "value": value, "unit": unit, **more})
    return Profile(laboratory=(result,))


def ids(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.id for fact in facts}


@pytest.mark.parametrize(
    ("mmol", "message"),
    [
        # NTvG 2002: parenteral treatment below 0.5 mmol/L; reference 0.70-1.00
        (0.30, "lab.serum-urgent-low"),
        (0.49, "lab.serum-urgent-low"),
        (0.50, "lab.serum-low"),
        (0.69, "lab.serum-low"),
        # no risk factor is known for this person, so the doubtful steps read as ordinary
        (0.70, "lab.serum-ordinary"),
        (0.80, "lab.serum-ordinary"),
        (0.85, "lab.serum-sufficient"),
        (1.05, "lab.serum-sufficient"),
        (1.06, "lab.serum-high"),
        (1.50, "lab.serum-high"),
        (1.51, "lab.serum-same-day-high"),
        (2.00, "lab.serum-same-day-high"),
        (2.10, "lab.serum-urgent-high"),
    ],
)
def test_serum_magnesium_reads_as_the_table_says(
    kb: Knowledge, today: date, mmol: float, message: str
) -> None:
    assert message in ids(laboratory(person(mmol), kb, today))


@pytest.mark.parametrize(("mmol", "message"), [(0.72, "lab.serum-low-normal"),
                                               (0.80, "lab.serum-not-proven")])  # fmt: skip
def test_with_a_risk_factor_a_normal_value_is_not_called_proof(
    kb: Knowledge, today: date, mmol: float, message: str
) -> None:
    risky = person(mmol).model_copy(update={"conditions": ("coeliac-disease",)})
    assert message in ids(laboratory(risky, kb, today))


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        # 1 mg/dL = 0.4114 mmol/L = 0.8229 mEq/L; each row is about 0.85 mmol/L in the printed table
        (0.85, "mmol/L"),
        (2.07, "mg/dL"),
        (1.70, "mEq/L"),
        (2.07, "MG/DL"),
        (850, "umol/L"),
    ],
)
def test_three_units_give_the_same_value(
    kb: Knowledge, today: date, value: float, unit: str
) -> None:
    reading = serum_magnesium(person(value, unit), kb, today)
    assert reading is not None
    assert reading.value == pytest.approx(0.85, abs=0.005)


@pytest.mark.parametrize("value", [9, 0.09, 4.5, 85])
def test_an_impossible_value_is_asked_back_and_not_read(
    kb: Knowledge, today: date, value: float
) -> None:
    facts = laboratory(person(value), kb, today)
    assert ids(facts) == {"ask.lab-unit-doubt"}
    assert laboratory_alert(person(value), kb) is Severity.ASK
    assert serum_magnesium(person(value), kb, today) is None


def test_a_value_without_unit_is_never_read(kb: Knowledge, today: date) -> None:
    for unit in (None, " "):
        assert ids(laboratory(person(0.8, unit), kb, today)) == {"ask.lab-unit"}
    assert laboratory_alert(person(0.8, None), kb) is Severity.ASK


def test_an_unknown_unit_is_asked_back(kb: Knowledge, today: date) -> None:
    assert ids(laboratory(person(0.8, "furlong"), kb, today)) == {"ask.lab-unit-unknown"}


def test_dangerous_as_typed_but_ordinary_in_mg_per_dl_is_both_urgent_and_asked(
    kb: Knowledge, today: date
) -> None:
    facts = laboratory(person(1.9), kb, today)
    assert {"lab.serum-same-day-high", "ask.lab-unit-check"} <= ids(facts)
    asked = next(fact for fact in facts if fact.id == "ask.lab-unit-check")
    assert asked.values["other"] == "mg/dL"
    assert laboratory_alert(person(1.9), kb) is Severity.URGENT


def test_1_9_mg_per_dl_is_ordinary_and_no_question(kb: Knowledge, today: date) -> None:
    facts = laboratory(person(1.9, "mg/dL"), kb, today)
    assert "lab.serum-ordinary" in ids(facts)
    assert not any(fact.severity is Severity.ASK for fact in facts)
    assert laboratory_alert(person(1.9, "mg/dL"), kb) is None


def test_a_range_in_mg_per_dl_beside_mmol_per_l_is_asked_back(kb: Knowledge, today: date) -> None:
    mixed = person(1.9, "mmol/L", range_low=1.7, range_high=2.4)
    assert ids(laboratory(mixed, kb, today)) == {"ask.lab-range"}
    assert laboratory_alert(mixed, kb) is Severity.ASK


def test_a_range_too_wide_to_be_true_cannot_excuse_a_high_value(kb: Knowledge, today: date) -> None:
    assert "ask.lab-range" in ids(laboratory(person(1.4, range_low=0.7, range_high=3.0), kb, today))


def test_the_laboratorys_own_flag_wins(kb: Knowledge, today: date) -> None:
    low = person(0.72, range_low=0.75, range_high=1.0)
    assert "lab.flagged-low" in ids(laboratory(low, kb, today))
    inside = person(1.07, range_low=0.71, range_high=1.08)  # the Norwegian range
    assert "lab.in-own-range" in ids(laboratory(inside, kb, today))
    assert laboratory_alert(inside, kb) is None
    high = person(0.98, range_low=0.75, range_high=0.95)  # NHANES I
    assert "lab.serum-flagged-high" in ids(laboratory(high, kb, today))
    assert laboratory_alert(high, kb) is Severity.STOP


def test_no_range_makes_an_urgent_value_ordinary(kb: Knowledge, today: date) -> None:
    sure = person(0.45, range_low=0.62, range_high=1.0)
    assert "lab.serum-urgent-low" in ids(laboratory(sure, kb, today))
    assert laboratory_alert(sure, kb) is Severity.URGENT


def test_the_own_range_is_printed_beside_the_value(kb: Knowledge, today: date) -> None:
    facts = laboratory(person(0.9, range_low=0.7, range_high=1.0), kb, today)
    shown = next(fact for fact in facts if fact.id == "lab.own-range")
    assert (shown.values["low"], shown.values["high"]) == (0.7, 1.0)


@pytest.mark.parametrize(
    ("mmol", "alert"),
    [(0.45, Severity.URGENT), (0.60, Severity.REFER), (0.90, None), (1.20, Severity.STOP),
     (1.70, Severity.URGENT), (2.50, Severity.URGENT)],
)  # fmt: skip
def test_what_stands_in_the_way_of_a_dose(
    kb: Knowledge, mmol: float, alert: Severity | None
) -> None:
    assert laboratory_alert(person(mmol), kb) is alert


def test_without_laboratory_values_nothing_is_said(kb: Knowledge, today: date) -> None:
    for profile in (Profile(), Profile(laboratory=())):
        assert laboratory(profile, kb, today) == ()
        assert laboratory_alert(profile, kb) is None


@pytest.mark.parametrize("other", ["ferritin (serum)", "zinc, plasma", "vitamine D bloed"])
def test_another_serum_test_is_not_taken_for_magnesium(kb: Knowledge, other: str) -> None:
    assert recognise_test(other, kb) is None


@pytest.mark.parametrize(
    "test", ["hair", "magnesium in haar", "haaranalyse", "sublingual", "live blood analysis"]
)
def test_hair_and_tongue_tests_are_not_accepted(kb: Knowledge, today: date, test: str) -> None:
    facts = laboratory(person(3.0, "mg/kg", test), kb, today)
    assert ids(facts) == {"lab.not-accepted"}
    assert laboratory_alert(person(3.0, "mg/kg", test), kb) is None


@pytest.mark.parametrize(
    ("given", "test"),
    [("2601-3", "serum"), ("19123-9", "serum"), ("LOINC 2599-9", "urine-24h"),
     ("24447-5", "urine-24h"), ("2597-3", "red-cell"), ("Magnesium", "serum"),
     ("Magnesium (serum)", "serum"), ("RBC magnesium", "red-cell"), ("Kalium", "potassium"),
     ("eGFR (CKD-EPI)", "egfr"), ("24-uurs urine magnesium", "urine-24h")],
)  # fmt: skip
def test_a_test_is_known_by_code_and_by_name(kb: Knowledge, given: str, test: str) -> None:
    assert recognise_test(given, kb) == test


def test_a_code_for_mass_with_mmol_per_l_is_asked_back(kb: Knowledge, today: date) -> None:
    # 19123-9 is mass per volume, though one public data set prints mmol/L beside it
    assert ids(laboratory(person(0.8, "mmol/L", "19123-9"), kb, today)) == {"ask.lab-code-unit"}
    assert laboratory_alert(person(0.8, "mmol/L", "19123-9"), kb) is Severity.ASK


def test_an_unknown_test_is_asked_about_in_the_persons_words(kb: Knowledge, today: date) -> None:
    (fact,) = laboratory(person(3.0, "x", "zonulin"), kb, today)
    assert (fact.id, fact.values["test"]) == ("ask.lab-test-unknown", "zonulin")


def test_an_old_dangerous_value_sends_to_the_doctor_but_not_today(
    kb: Knowledge, today: date
) -> None:
    old = person(0.45, date="2024-01-10")
    facts = laboratory(old, kb, today)
    assert "lab.old-and-abnormal" in ids(facts)
    assert laboratory_alert(old, kb, today) is Severity.REFER


def test_a_newer_value_replaces_an_older_one(kb: Knowledge, today: date) -> None:
    profile = Profile.model_validate({"laboratory": [
        {"test": "serum", "value": 0.45, "unit": "mmol/L", "date": "2026-08-01"},
        {"test": "2601-3", "value": 0.88, "unit": "mmol/L", "date": "2026-11-01"},
    ]})  # fmt: skip
    facts = laboratory(profile, kb, today)
    assert ids(facts) == {"lab.serum-sufficient", "explain.lab-earlier"}
    assert laboratory_alert(profile, kb, today) is None


def test_a_date_in_the_future_is_asked_back(kb: Knowledge, today: date) -> None:
    assert ids(laboratory(person(0.9, date="2027-01-01"), kb, today)) == {"ask.lab-date"}


def test_low_magnesium_with_much_in_urine_points_to_the_kidneys(kb: Knowledge, today: date) -> None:
    # more than 24 mg a day with low serum suggests renal loss
    profile = Profile.model_validate({"laboratory": [
        {"test": "serum", "value": 0.6, "unit": "mmol/L"},
        {"test": "24447-5", "value": 60, "unit": "mg/24h"},
    ]})  # fmt: skip
    assert "lab.lost-through-kidneys" in ids(laboratory(profile, kb, today))
    small = profile.laboratory[1].model_copy(update={"value": 10}) if profile.laboratory else None
    assert small is not None
    assert profile.laboratory is not None
    less = Profile(laboratory=(profile.laboratory[0], small))
    assert "lab.lost-through-kidneys" not in ids(laboratory(less, kb, today))


def test_low_potassium_without_magnesium_asks_to_measure_magnesium(
    kb: Knowledge, today: date
) -> None:
    facts = laboratory(person(3.1, "mmol/L", "potassium"), kb, today)
    assert {"lab.potassium-low", "lab.measure-magnesium"} <= ids(facts)


def test_creatinine_asks_for_egfr_unless_it_is_known(kb: Knowledge, today: date) -> None:
    given = person(80, "umol/L", "creatinine")
    assert "ask.lab-egfr" in ids(laboratory(given, kb, today))
    known = given.model_copy(update={"egfr": 90.0})
    assert "ask.lab-egfr" not in ids(laboratory(known, kb, today))


def test_an_egfr_among_the_values_is_used_without_a_question(kb: Knowledge, today: date) -> None:
    given = person(55, None, "eGFR")
    assert ids(laboratory(given, kb, today)) == {"lab.egfr"}


def test_the_steps_of_a_test_join_without_gap_or_overlap(kb: Knowledge) -> None:
    for test in ("serum", "potassium", "calcium"):
        record = kb.laboratory[test]
        assert record.plausible_low is not None
        assert record.plausible_high is not None
        steps = [band for band in kb.laboratory_bands.values() if band.test == test]
        value = record.plausible_low
        while value <= record.plausible_high:
            assert sum(step.holds(round(value, 3)) for step in steps) == 1, (test, value)
            value += 0.005


def test_a_higher_value_is_never_less_urgent_above_and_lower_never_below(
    kb: Knowledge, today: date
) -> None:
    def rank(mmol: float) -> int:
        alert = laboratory_alert(person(mmol), kb)
        return 99 if alert is None else alert.rank

    low_side = [rank(0.20 + step / 100) for step in range(70)]
    high_side = [rank(0.90 + step / 100) for step in range(210)]
    assert low_side == sorted(low_side)
    assert high_side == sorted(high_side, reverse=True)


def test_every_value_ordinary_enough_says_it_is_no_proof(kb: Knowledge) -> None:
    assert "sluit een tekort niet" in kb.text_nl["lab.serum-ordinary"]
    assert "does not fully exclude" in kb.text_en["lab.serum-ordinary"]
    assert "does not prove that you have enough" in kb.text_en["lab.serum-not-proven"]


def test_the_printed_unit_table_holds(kb: Knowledge) -> None:
    from magwise.core.units import convert

    # mmol/L, mg/dL, mEq/L as printed
    for mmol, mg_dl, meq in [(0.50, 1.22, 1.00), (0.70, 1.70, 1.40), (0.75, 1.82, 1.50),
                             (1.00, 2.43, 2.00), (1.05, 2.55, 2.10)]:  # fmt: skip
        assert convert(mg_dl, "mg/dL", "magnesium_mmol_per_l") == pytest.approx(mmol, abs=0.003)
        assert convert(meq, "mEq/L", "magnesium_mmol_per_l") == pytest.approx(mmol)


def test_eighteen_kinds_of_test_are_known_with_their_codes(kb: Knowledge) -> None:
    assert len(kb.laboratory) == 18
    codes = {loinc.code for test in kb.laboratory.values() for loinc in test.loinc}
    # the magnesium codes of the LOINC table
    assert {"2601-3", "19123-9", "2597-3", "26746-8", "2593-2", "2598-1", "2599-9", "24447-5",
            "19124-7", "13474-2", "74696-6", "73573-8"} <= codes  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "test", "dose_possible"),
    [(0.90, "mmol/L", "serum", True), (0.60, "mmol/L", "2601-3", False),
     (0.45, "mmol/L", "serum", False), (1.20, "mmol/L", "Magnesium (serum)", False),
     (1.90, "mmol/L", "2601-3", False), (9, "mmol/L", "serum", False),
     (0.90, None, "serum", False), (2.2, "mg/dL", "19123-9", True)],
)  # fmt: skip
def test_the_gate_listens_to_laboratory_values(
    kb: Knowledge, today: date, value: float, unit: str | None, test: str, dose_possible: bool
) -> None:
    from magwise.safety import gate_before

    clear = {
        "age_years": 40, "sex": "male", "country": "nl", "egfr": 100, "conditions": (),
        "medicines": (), "supplements": (), "red_flags": (),
    }  # fmt: skip
    verdict = gate_before(person(value, unit, test).model_copy(update=clear), kb, today=today)
    assert verdict.status.allows_dose is dose_possible
