"""Check-ins: a stop rule fires whatever else is true, and nothing missing counts as good."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise import Knowledge, Profile
from magwise.core.errors import InputError
from magwise.core.records import Dose, Regimen
from magwise.followup import CheckIn, Start, Step, check_in
from magwise.followup.records import as_record, from_record
from magwise.person.log import Log, LogDay

FIRST = date(2026, 9, 1)
PERSON = Profile(
    age_years=45, sex="female", country="nl", weight_kg=68, height_cm=170, pregnant=False,
    breastfeeding=False, conditions=(), medicines=(), supplements=(), red_flags=(), signs=(),
    kidney_disease=False, egfr=95,
)  # fmt: skip


def _dose(mg: float, portions: int, first: int = 0, last: int = 55) -> Regimen:
    each = tuple(Dose(mg / portions, "citrate", minute=480 + 600 * i) for i in range(portions))
    return Regimen(each, first, last)


def _start(regimen: Regimen | None = None, step_up: Regimen | None = None) -> Start:
    return Start(
        date=FIRST.isoformat(), weeks=8, usual=None, reference_mg_per_day=300, authority="gr",
        regimen=regimen, step_up=step_up, knowledge_hash="0" * 64, model_version="0",
    )  # fmt: skip


START = _start(_dose(100, 2, 0, 13), _dose(200, 2, 14))


def _day(offset: int, **values: object) -> LogDay:
    return LogDay.model_validate({"date": (FIRST + timedelta(offset)).isoformat(), **values})


def _good(first: int, last: int) -> tuple[LogDay, ...]:
    return tuple(
        _day(i, stool="normal", side_effects=(), doses=2, cramps=0) for i in range(first, last)
    )


def _check(kb: Knowledge, days: tuple[LogDay, ...], week: float, **changes: object) -> CheckIn:
    profile = PERSON.model_copy(update=changes)
    today = FIRST + timedelta(days=int(7 * week))
    return check_in(START, Log(days=days), profile, kb, today=today)


def _ids(found: CheckIn) -> set[str]:
    return {fact.id for fact in found.facts}


def test_with_two_good_weeks_the_dose_may_go_up(kb: Knowledge) -> None:
    found = _check(kb, _good(0, 15), 2)
    assert found.step is Step.STEP_UP
    assert found.regimen == START.step_up


def test_before_the_day_of_stepping_up_the_dose_stays(kb: Knowledge) -> None:
    found = _check(kb, _good(0, 8), 1)
    assert found.step is Step.HOLD
    assert "followup.hold-until" in _ids(found)


def test_an_empty_log_never_raises_the_dose(kb: Knowledge) -> None:
    found = _check(kb, (), 3)
    assert found.step is Step.HOLD
    assert {"followup.hold-log", "followup.log-thin"} <= _ids(found)


def test_doses_that_were_not_logged_never_raise_the_dose(kb: Knowledge) -> None:
    days = tuple(_day(i, stool="normal", side_effects=()) for i in range(15))
    assert _check(kb, days, 2).step is Step.HOLD


def test_two_days_of_watery_stools_stop_it(kb: Knowledge) -> None:
    days = (*_good(0, 10), _day(10, stool="watery"), _day(12, side_effects=("diarree",)))
    found = _check(kb, days, 3)
    assert found.step is Step.STOP
    assert found.regimen is None
    assert {"followup.stop-diarrhoea", "followup.stop"} <= _ids(found)


def test_a_stop_rule_still_stands_weeks_later_when_nobody_looked(kb: Knowledge) -> None:
    days = (_day(3, stool="watery"), _day(4, stool="watery"), *_good(6, 40))
    assert _check(kb, days, 5).step is Step.STOP


def test_loose_stools_take_the_dose_down_and_a_second_time_away(kb: Knowledge) -> None:
    loose = tuple(_day(i, stool="loose", doses=2) for i in (3, 4, 5))
    once = _check(kb, loose, 1)
    assert once.step is Step.STEP_DOWN
    assert once.regimen is not None
    assert once.regimen.elemental_mg_per_day == 50
    again = (*loose, *(_day(i, stool="loose") for i in (12, 13, 14)))
    assert _check(kb, again, 3).step is Step.STOP


def test_after_stepping_up_a_step_down_is_the_first_dose_again(kb: Knowledge) -> None:
    loose = tuple(_day(i, stool="loose", doses=2) for i in (18, 19, 20))
    assert _check(kb, (*_good(0, 18), *loose), 3).regimen == START.regimen


@pytest.mark.parametrize("word", ["suf", "drowsy", "trage hartslag", "vomiting", "spierzwakte"])
def test_signs_of_too_much_are_shown_alone_with_whom_to_call(kb: Knowledge, word: str) -> None:
    found = _check(kb, (*_good(0, 5), _day(5, side_effects=(word,))), 1)
    assert found.alone
    assert found.step is Step.STOP
    assert "followup.stop-signs" in _ids(found)
    assert any(name.startswith("emergency.") for name in _ids(found))


def test_a_slow_pulse_is_shown_alone(kb: Knowledge) -> None:
    assert _check(kb, (_day(2, pulse_per_min=44),), 1).alone
    assert not _check(kb, (_day(2, pulse_per_min=58),), 1).alone


def test_a_new_medicine_pauses_the_supplement(kb: Knowledge) -> None:
    found = _check(kb, (*_good(0, 6), _day(6, new_medicines=("ibuprofen",))), 1)
    assert found.step in (Step.CHECK_AGAIN, Step.STOP)
    assert found.regimen is None
    assert "followup.new-medicine" in _ids(found)


def test_a_medicine_that_forbids_magnesium_stops_it_and_says_why(kb: Knowledge) -> None:
    found = _check(kb, (_day(6, new_medicines=("doxycycline", "digoxine")),), 1)
    assert found.regimen is None


def test_kidneys_that_became_weak_stop_it(kb: Knowledge) -> None:
    found = _check(kb, _good(0, 15), 2, egfr=25, kidney_disease=True)
    assert found.step is Step.STOP
    assert found.regimen is None


def test_a_side_effect_we_do_not_know_is_told_and_never_raises_the_dose(kb: Knowledge) -> None:
    found = _check(kb, (*_good(0, 14), _day(14, side_effects=("blauwe oren",), doses=2)), 2)
    assert found.step is Step.HOLD
    assert "followup.side-effect-unknown" in _ids(found)


def test_after_the_last_day_the_supplement_ends(kb: Knowledge) -> None:
    found = _check(kb, _good(0, 57), 8.3)
    assert found.step is Step.STOP
    assert {"followup.course-over", "followup.review-due"} <= _ids(found)


def test_without_a_supplement_there_is_nothing_to_step(kb: Knowledge) -> None:
    log = Log(days=(_day(1, stool="watery"), _day(2, stool="watery")))
    found = check_in(_start(), log, PERSON, kb, today=FIRST + timedelta(7))
    assert found.step is Step.NONE
    assert found.regimen is None


def test_a_day_before_the_start_is_refused(kb: Knowledge) -> None:
    with pytest.raises(InputError):
        check_in(START, Log(), PERSON, kb, today=FIRST - timedelta(1))


def test_the_check_in_that_is_due_follows_the_weeks(kb: Knowledge) -> None:
    assert _check(kb, (), 0.5).due is None
    assert _check(kb, (), 1).due == "week-1"
    assert _check(kb, (), 5).due == "week-4"


def test_a_start_survives_saving(kb: Knowledge) -> None:
    assert from_record(as_record(START), "start.json") == START


@pytest.mark.parametrize("record", [None, [], {}, {"date": "soon"}, "x"])
def test_something_else_than_a_start_is_refused(record: object) -> None:
    with pytest.raises(InputError):
        from_record(record, "start.json")


_any_day = st.builds(
    lambda offset, stool, effects, pulse, doses: _day(
        offset, stool=stool, side_effects=effects, pulse_per_min=pulse, doses=doses
    ),
    st.integers(0, 27),
    st.none() | st.sampled_from(["hard", "normal", "loose", "watery"]),
    st.none() | st.lists(st.sampled_from(["nausea", "suf", "rash", "jeuk", "??"])).map(tuple),
    st.none() | st.floats(30, 120),
    st.none() | st.integers(0, 3).map(float),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_any_day, max_size=20, unique_by=lambda day: day.date), st.integers(0, 80))
def test_more_bad_news_never_gives_a_higher_dose(days: list[LogDay], offset: int) -> None:
    kb = Knowledge.load()
    today = FIRST + timedelta(offset)
    before = check_in(START, Log(days=tuple(days)), PERSON, kb, today=today)
    others = [day for day in days if day.date not in (_day(28).date, _day(29).date)]
    worse = (*others, _day(28, stool="watery"), _day(29, stool="watery"))
    after = check_in(START, Log(days=worse), PERSON, kb, today=today)

    def dose(found: CheckIn) -> float:
        regimen = found.regimen
        return 0.0 if regimen is None else regimen.elemental_mg_per_day or 0.0

    assert dose(after) <= dose(before)
    assert dose(before) <= 200
