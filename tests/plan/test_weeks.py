"""The coming weeks: one change at a time, a dose only when cleared, and always an end."""

from datetime import date
from typing import Any

import pytest

from magwise import Diary, Knowledge, Plan, Profile, assess, propose
from magwise.core.errors import InputError
from magwise.core.facts import Severity
from magwise.plan.endurance import sweat_loss_mg_per_hour
from magwise.plan.weeks import Programme, programme

KB = Knowledge.load()
DAY = date(2026, 11, 22)
POOR = (
    "4 witte boterhammen met boter en kaas, glas cola",
    "bord witte rijst met kip en een biertje",
    "3 witte boterhammen met boter en jam",
)
RICH = (
    "100 g havermout met 300 ml sojadrink en een banaan",
    "6 volkoren boterhammen met pindakaas",
    "handje amandelen en 2 eetlepels pompoenpitten",
    "bord volkoren pasta met linzen en 200 g spinazie",
)


def plan(lines: tuple[str, ...] = POOR, **changes: Any) -> Plan:
    profile = Profile.model_validate(
        {
            "country": "nl", "age_years": 40, "sex": "male", "weight_kg": 75, "height_cm": 180,
            "kidney_disease": False, "egfr": 95, "conditions": [], "medicines": [],
            "supplements": [], "red_flags": [], "complaints": [], "signs": [], **changes,
        }
    )  # fmt: skip
    days = [
        {"date": f"2026-11-{day:02d}", "complete": True, "entries": [{"text": t} for t in lines]}
        for day in (9, 10, 11, 14)
    ]
    diary = Diary.model_validate({"days": days if lines else []})
    return propose(assess(profile, diary, KB, today=DAY), None, KB)


def laid_out(lines: tuple[str, ...] = POOR, **changes: Any) -> Programme:
    return programme(plan(lines, **changes), KB)


def said(one: Programme) -> set[str]:
    return {fact.id for fact in one.facts()}


def test_eight_weeks_follow_each_other_without_a_hole() -> None:
    one = laid_out()
    assert [week.number for week in one.weeks] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert one.weeks[0].first_day == "2026-11-22"
    for earlier, later in zip(one.weeks, one.weeks[1:], strict=False):
        gap = date.fromisoformat(later.first_day) - date.fromisoformat(earlier.last_day)
        assert gap.days == 1
    assert one.review == "2027-01-17"


def test_each_week_brings_one_change_at_most_and_all_of_them_come() -> None:
    whole = plan()
    one = programme(whole, KB)
    begun = [[fact for fact in week.tasks if fact.id.endswith("-starts")] for week in one.weeks]
    assert max(len(some) for some in begun) == 1
    assert sum(len(some) for some in begun) == len(whole.food) > 0


def test_every_week_ends_with_a_look_and_the_last_with_the_diary() -> None:
    one = laid_out()
    assert all(week.check_in for week in one.weeks)
    assert "programme.diary-again" in {fact.id for fact in one.weeks[-1].tasks}


def test_no_dose_is_planned_before_the_food_weeks_are_done() -> None:
    one = laid_out()
    assert one.dose_starts is None
    assert "programme.trial-later" in said(one)
    assert "programme.trial-now" not in said(one)


def test_a_cleared_trial_has_a_start_a_step_and_an_end() -> None:
    one = laid_out(food_first_weeks_done=8)
    assert (one.dose_starts, one.dose_steps_up, one.dose_stops) == (
        "2026-11-22",
        "2026-12-06",
        "2027-01-17",
    )
    assert all("programme.check-in-dose" in {f.id for f in w.check_in} for w in one.weeks)


@pytest.mark.parametrize(
    "changes",
    [{"egfr": 25, "kidney_disease": True}, {"age_years": 15}, {"medicines": None}, {"egfr": 50}],
    ids=["kidneys", "child", "medicines unknown", "kidneys half"],
)
def test_who_is_not_cleared_hears_of_no_dose(changes: dict[str, Any]) -> None:
    one = laid_out(food_first_weeks_done=8, **changes)
    assert one.dose_starts is None
    assert not {"programme.trial-now", "programme.trial-later", "programme.trial-step-up"} & said(
        one
    )
    doses = [fact for fact in one.facts() if "dose" in fact.values]
    assert doses == []


def test_who_eats_enough_gets_no_weeks() -> None:
    one = laid_out(RICH)
    assert one.weeks == ()
    assert one.phases[0].id == "programme.nothing-needed"


def test_without_a_diary_the_diary_comes_first() -> None:
    one = laid_out(())
    assert one.weeks == ()
    assert one.phases[0].id == "programme.diary-first"


def test_an_emergency_has_no_programme() -> None:
    assert laid_out(red_flags=["pijn op de borst"]).facts() == ()


def test_short_sleepers_sleep_longer_and_others_keep_it() -> None:
    assert "task.sleep-longer" in said(laid_out(sleep_hours=6))
    assert "task.sleep-keep" in said(laid_out(sleep_hours=7))
    assert "task.sleep-measure" in said(laid_out())


@pytest.mark.parametrize("condition", ["hartfalen", "nierziekte"])
def test_nobody_with_a_weak_heart_or_kidneys_is_told_how_much_to_drink(condition: str) -> None:
    ids = said(laid_out(conditions=[condition]))
    assert "task.water-agreed" in ids
    assert not {"task.water-thirst", "task.water-ordinary"} & ids


def test_a_child_gets_no_advice_that_was_made_for_adults() -> None:
    ids = said(laid_out(age_years=12, sleep_hours=6, stress_high=True))
    assert not {i for i in ids if i.startswith(("task.sleep", "task.stress", "task.water"))}


def test_every_task_is_said_to_somebody() -> None:
    """A task whose condition can never hold is dead text."""
    people: list[dict[str, Any]] = [
        {"sleep_hours": 6, "stress_high": True},
        {"sleep_hours": 8, "training": {"hours_per_week": 4, "recent_increase": True}},
        {"conditions": ["hartfalen"]},
        {},
    ]
    heard = set().union(*(said(laid_out(**one)) for one in people))
    assert {task.finding for task in KB.tasks.values()} <= heard


@pytest.mark.parametrize("weeks", [0, 13, -1])
def test_a_plan_longer_than_any_advice_is_refused(weeks: int) -> None:
    with pytest.raises(InputError):
        programme(plan(), KB, weeks=weeks)


RUNNER = {"kinds": ["endurance"], "hours_per_week": 8, "longest_session_hours": 3}


def test_many_hours_of_endurance_get_the_verdict_and_the_loss() -> None:
    facts = {fact.id: fact for fact in laid_out(training=RUNNER).endurance}
    assert facts["endurance.verdict"].certainty == "no_evidence"
    assert facts["endurance.longest"].severity is Severity.WARN
    assert facts["endurance.longest"].values["total"] == 120


@pytest.mark.parametrize(
    "training",
    [{**RUNNER, "hours_per_week": 6}, {**RUNNER, "kinds": ["strength"]}, None],
    ids=["six hours", "strength", "none"],
)
def test_others_do_not_hear_it(training: dict[str, Any] | None) -> None:
    assert laid_out(training=training).endurance == ()


def test_a_litre_of_sweat_costs_what_was_measured_in_sweat() -> None:
    """Montain 2007: 1.3 mg/L; Beller 1975: up to 5.5 mg/L (abstracts)."""
    one = plan(training={**RUNNER, "sweat_litres_per_hour": 1.0})
    loss = sweat_loss_mg_per_hour(one.assessment, KB)
    assert loss is not None
    assert (round(loss.low, 6), round(loss.high, 6)) == (1.3, 5.5)
