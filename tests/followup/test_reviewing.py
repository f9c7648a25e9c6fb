"""The review: what changed, what that can mean, and the advice now."""

from datetime import date, timedelta

from magwise import Diary, Knowledge, Profile, assess, propose
from magwise.core.interval import Interval
from magwise.core.records import Dose, Regimen, UsualIntake
from magwise.followup import Start, review, start_of
from magwise.followup.reviewing import intake_difference
from magwise.person.diary import DiaryDay, DiaryEntry
from magwise.person.log import Log, LogDay

FIRST = date(2026, 9, 1)
TODAY = FIRST + timedelta(weeks=8)
PERSON = Profile(
    age_years=45, sex="female", country="nl", weight_kg=68, height_cm=170, pregnant=False,
    breastfeeding=False, conditions=(), medicines=(), supplements=(), red_flags=(), signs=(),
    kidney_disease=False,
)  # fmt: skip
POOR = ("2 slices of white bread with jam", "300 g white rice with 100 g chicken", "1 apple")
RICH = ("100 g oats with 300 ml milk", "200 g spinach", "60 g almonds", "4 slices wholemeal bread")


def _diary(lines: tuple[str, ...], first: date) -> Diary:
    return Diary(
        days=tuple(
            DiaryDay(
                date=(first + timedelta(i)).isoformat(),
                complete=True,
                entries=tuple(DiaryEntry(text=line) for line in lines),
            )
            for i in range(4)
        )
    )


def _start(kb: Knowledge, regimen: Regimen | None = None) -> Start:
    plan = propose(assess(PERSON, _diary(POOR, FIRST), kb, today=FIRST), None, kb)
    start = start_of(plan)
    if regimen is None:
        return start
    return Start(
        start.date, start.weeks, start.usual, start.reference_mg_per_day, start.authority,
        regimen, None, start.knowledge_hash, start.model_version,
    )  # fmt: skip


def _log(before: int, after: int) -> Log:
    days = [
        LogDay(date=(FIRST - timedelta(14) + timedelta(i)).isoformat(), cramps=before)
        for i in range(14)
    ]
    days += [
        LogDay(date=(TODAY - timedelta(14) + timedelta(i)).isoformat(), cramps=after)
        for i in range(14)
    ]
    return Log(days=tuple(days))


def test_an_intake_that_rose_is_told_with_both_intervals(kb: Knowledge) -> None:
    found = review(_start(kb), Log(), PERSON, _diary(RICH, TODAY), kb, today=TODAY)
    (fact,) = [fact for fact in found.facts if fact.id.startswith("followup.intake")]
    assert fact.id == "followup.intake-rose"
    assert fact.values["after"]["best"] > fact.values["before"]["best"]
    assert found.plan is not None


def test_the_same_diary_shows_no_change(kb: Knowledge) -> None:
    found = review(_start(kb), Log(), PERSON, _diary(POOR, TODAY), kb, today=TODAY)
    assert "followup.intake-unclear" in {fact.id for fact in found.facts}


def test_without_a_new_diary_intake_is_unknown_and_not_unchanged(kb: Knowledge) -> None:
    found = review(_start(kb), Log(), PERSON, Diary(), kb, today=TODAY)
    assert "followup.intake-unknown" in {fact.id for fact in found.facts}


def test_fewer_cramps_never_come_without_the_other_explanation(kb: Knowledge) -> None:
    found = review(_start(kb), _log(2, 0), PERSON, _diary(RICH, TODAY), kb, today=TODAY)
    ids = {fact.id for fact in found.facts}
    assert "followup.cramps-better" in ids
    assert {"followup.regression-to-the-mean", "followup.placebo", "followup.experiment"} <= ids


def test_a_small_difference_is_not_called_better(kb: Knowledge) -> None:
    found = review(_start(kb), _log(1, 1), PERSON, _diary(RICH, TODAY), kb, today=TODAY)
    assert "followup.cramps-unclear" in {fact.id for fact in found.facts}


def test_without_a_baseline_nothing_is_said_about_complaints(kb: Knowledge) -> None:
    found = review(_start(kb), Log(), PERSON, _diary(RICH, TODAY), kb, today=TODAY)
    assert "followup.no-baseline" in {fact.id for fact in found.facts}
    assert found.changes == ()


def test_enough_from_food_means_stop_the_supplement(kb: Knowledge) -> None:
    regimen = Regimen((Dose(50, "citrate"), Dose(50, "citrate")), 0, 55)
    found = review(_start(kb, regimen), Log(), PERSON, _diary(RICH, TODAY), kb, today=TODAY)
    assert "followup.food-is-enough" in {fact.id for fact in found.facts}
    assert found.plan is not None
    assert found.plan.supplement is None


def test_danger_in_the_log_is_shown_alone(kb: Knowledge) -> None:
    log = Log(days=(LogDay(date=TODAY.isoformat(), side_effects=("pijn op de borst",)),))
    found = review(_start(kb), log, PERSON, _diary(RICH, TODAY), kb, today=TODAY)
    assert found.plan is None
    assert found.check.alone
    assert found.changes == ()


def test_the_difference_carries_the_doubt_of_both_diaries() -> None:
    def usual(low: float, best: float, high: float) -> UsualIntake:
        return UsualIntake(Interval(low, best, high), 5.5, 0.2, 4)

    found = intake_difference(usual(200, 250, 300), usual(240, 320, 380))
    assert found.best == 70
    assert found.low < 0 < found.high
