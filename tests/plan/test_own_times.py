"""Times that someone chose are checked at once, and taken over only when every gap is kept."""

from datetime import date
from itertools import product

import pytest

from magwise import Diary, Knowledge, Plan, Profile, assess, propose
from magwise.models.timing import check
from magwise.person.own_day import OwnDay
from magwise.plan.own_times import check_times, with_own_times
from magwise.plan.placing import apart_of

DAY = OwnDay.of({"meals": "07:30 12:30 18:00", "medicine levothyroxine": "07:00"})


def plan(kb: Knowledge, today: date, day: OwnDay = DAY) -> Plan:
    person = Profile.model_validate(
        {
            "country": "nl", "age_years": 34, "sex": "male", "kidney_disease": False,
            "medicines": [{"name": "Levothyroxine"}], "conditions": [], "supplements": [],
            "red_flags": [], "food_first_weeks_done": 8, "usual_intake": {"mg_per_day": 200},
        }
    )  # fmt: skip
    return propose(assess(day.put_in(person), Diary(), kb, today=today), None, kb)


def test_a_time_too_close_to_a_medicine_is_said_with_the_next_that_is_not(
    kb: Knowledge, today: date
) -> None:
    checked = check_times((480,), plan(kb, today).assessment)
    close, next_ = checked.facts
    assert close.id == "timing.own-too-close"
    assert close.values["kept"] == 1.0
    assert close.values["needed"] == 4.0
    assert next_.values == {"time": 480, "next": 660}
    assert checked.instead == (660,)


def test_what_is_proposed_instead_keeps_every_gap(kb: Knowledge, today: date) -> None:
    assessment = plan(kb, today).assessment
    for minutes in product(range(0, 1440, 97), repeat=2):
        checked = check_times(minutes, assessment)
        assert checked.kept or checked.instead
        assert check_times(checked.instead, assessment).kept


def test_chosen_times_stand_in_the_plan_and_are_cleared(kb: Knowledge, today: date) -> None:
    first = plan(kb, today)
    changed = with_own_times(first, (1260, 780), kb)
    assert changed.supplement is not None
    assert changed.schedule is not None
    assert [dose.minute for dose in changed.supplement.doses] == [780, 1260]
    assert check(changed.schedule, apart_of(changed.assessment.verdict.gaps)) == ()
    assert changed.clearance.fingerprint != first.clearance.fingerprint
    said = [fact.id for fact in changed.findings]
    assert "supplement.own-times" in said
    assert "supplement.times" not in said


@pytest.mark.parametrize("minutes", [(480, 1260), (780, 800), (780,)])
def test_chosen_times_that_do_not_fit_leave_the_plan_as_it_was_and_are_told(
    kb: Knowledge, today: date, minutes: tuple[int, ...]
) -> None:
    first = plan(kb, today)
    changed = with_own_times(first, minutes, kb)
    assert changed.schedule == first.schedule
    assert changed.supplement == first.supplement
    assert changed.findings[-1].id == "timing.own-left-out"


def test_without_the_time_of_a_medicine_it_is_asked(kb: Knowledge, today: date) -> None:
    checked = check_times((780,), plan(kb, today, OwnDay()).assessment)
    assert [fact.id for fact in checked.facts] == ["timing.own-unknown"]
    assert checked.instead == ()


def test_a_day_is_kept_as_lines_and_comes_back_the_same() -> None:
    kept = {
        "meals": "7:45 12:30 nonsense", "training": "19:00", "doses": "21:00 13:00", "weeks": "8",
        "medicine maag tablet": "08:00", "supplement ijzer": "22:00", "other": "1",
    }  # fmt: skip
    day = OwnDay.of(kept)
    assert day.meals == ("07:45", "12:30")
    assert day.medicines == {"maag tablet": ("08:00",)}
    assert OwnDay.of(day.lines()) == day
    person = Profile.model_validate({"medicines": [{"name": "Maag  Tablet", "times": ["09:00"]}]})
    changed = day.put_in(person)
    assert changed.medicines is not None
    assert changed.medicines[0].times == ("08:00",)
    assert changed.meal_times == ("07:45", "12:30")
    assert changed.food_first_weeks_done == 8
    assert OwnDay().put_in(person) is person
