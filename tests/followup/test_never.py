"""Three promises: an empty day is never zero, harm never leads to go on, rules fire anyhow."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise import Knowledge, Profile, assess, propose
from magwise.cli.app import run
from magwise.core.records import Dose, Regimen
from magwise.followup import Start, Step, check_in, review, start_of
from magwise.followup.comparing import cramps_change, score_change
from magwise.followup.experiment import after_alarm, alarm
from magwise.followup.watching import heed
from magwise.models import trial
from magwise.person.diary import Diary, DiaryDay, DiaryEntry
from magwise.person.log import Log, LogDay
from magwise.person.log_rows import as_table

FIRST = date(2026, 9, 1)
END = FIRST + timedelta(weeks=8)
PERSON = Profile(
    age_years=45, sex="female", country="nl", weight_kg=68, height_cm=170, pregnant=False,
    breastfeeding=False, conditions=(), medicines=(), supplements=(), red_flags=(), signs=(),
    kidney_disease=False,
)  # fmt: skip
POOR = ("2 slices of white bread with jam", "300 g white rice with 100 g chicken", "1 apple")
DIARY = Diary(
    days=tuple(
        DiaryDay(
            date=(END - timedelta(3 - i)).isoformat(),
            complete=True,
            entries=tuple(DiaryEntry(text=line) for line in POOR),
        )
        for i in range(3)
    )
)
DOSE = Regimen((Dose(75.0, "citrate", minute=480), Dose(75.0, "citrate", minute=1200)))
UP = replace(DOSE, first_day=14)

# Each of these makes a rule fire that speaks against a dose, by itself.
HARM = st.sampled_from(
    [
        {"side_effects": ("rash",)}, {"side_effects": ("vomiting",)},
        {"side_effects": ("drowsy",)}, {"side_effects": ("palpitations",)},
        {"side_effects": ("chest pain",)}, {"pulse_per_min": 42.0},
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def start(kb: Knowledge) -> Start:
    plan = propose(assess(PERSON, DIARY, kb, today=FIRST), None, kb)
    return replace(start_of(plan), regimen=DOSE, step_up=UP)


def good_days(last: date, count: int) -> tuple[LogDay, ...]:
    return tuple(
        LogDay(
            date=(last - timedelta(i)).isoformat(), cramps=0, stool="normal", side_effects=(),
            doses=2,
        )
        for i in range(count)
    )  # fmt: skip


def when(number: int) -> str:
    return (FIRST + timedelta(number)).isoformat()


@given(
    counts=st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=12, max_size=28),
    empty=st.lists(st.integers(0, 27), max_size=20, unique=True),
)
def test_days_that_were_left_empty_change_nothing_that_is_computed(
    counts: list[int | None], empty: list[int]
) -> None:
    days = [LogDay(date=when(i), cramps=one, energy=one) for i, one in enumerate(counts)]
    more = [LogDay(date=when(40 + i)) for i in empty]
    known = [day for day in days if day.cramps is not None]
    other = [LogDay(date=when(i), cramps=3, energy=3) for i in range(14)]
    for compare in (cramps_change, lambda a, b: score_change("energy", a, b)):
        assert compare([*days, *more], other) == compare(known, other)


@settings(max_examples=15, deadline=None)
@given(empty=st.lists(st.integers(0, 100), min_size=1, max_size=40, unique=True))
def test_in_an_experiment_an_empty_day_is_as_if_it_was_not_there(
    kb: Knowledge, empty: list[int]
) -> None:
    plan = trial.design("cramps", kb, seed=3, pairs=6, days_per_period=7)
    days = [trial.LogDay(day, float(day % 3)) for day in range(plan.total_days) if day not in empty]
    hollow = [trial.LogDay(day, None) for day in empty if day < plan.total_days]
    with_, without = trial.analyse(plan, [*days, *hollow], kb), trial.analyse(plan, days, kb)
    assert (with_.effect, with_.posterior, with_.pairs) == (
        without.effect, without.posterior, without.pairs,
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(harm=HARM, at=st.integers(0, 55), asked=st.integers(0, 56))
def test_after_a_sign_of_harm_no_check_in_says_go_on(
    kb: Knowledge, start: Start, harm: dict[str, object], at: int, asked: int
) -> None:
    today = FIRST + timedelta(max(at, asked))
    log = Log(days=good_days(FIRST + timedelta(56), 57)).with_day(
        LogDay.model_validate({"date": when(at), **harm})
    )
    found = check_in(start, log, PERSON, kb, today=today)
    assert found.step is Step.STOP
    assert found.regimen is None
    said = {one.id for one in found.facts}
    assert not said & {"followup.hold", "followup.hold-until", "followup.step-up"}
    assert "followup.rules-not-reviewed" in said


@settings(max_examples=12, deadline=None)
@given(harm=HARM, at=st.integers(0, 55))
def test_a_review_after_a_sign_of_harm_proposes_no_dose(
    kb: Knowledge, start: Start, harm: dict[str, object], at: int
) -> None:
    """Also when food falls short: what went wrong on a dose is no reason for another one."""
    log = Log(days=(LogDay.model_validate({"date": when(at), **harm}),))
    found = review(start, log, PERSON, DIARY, kb, today=END)
    assert found.plan is None or found.plan.supplement is None
    assert found.plan is None or "supplement" not in found.plan.verdict.id


@settings(max_examples=20, deadline=None)
@given(harm=HARM, at=st.integers(0, 80))
def test_no_experiment_that_met_harm_says_that_it_helps(
    kb: Knowledge, harm: dict[str, object], at: int
) -> None:
    plan = trial.design("cramps", kb, seed=3, pairs=6, days_per_period=7)
    active = {day for one in plan.periods if one.active for day in range(*one.counted)}
    days = [trial.LogDay(day, 0.0 if day in active else 5.0) for day in range(plan.total_days)]
    result = trial.analyse(plan, days, kb)
    assert result.verdict == "helps"
    heard = alarm((LogDay.model_validate({"date": when(at), **harm}),), kb, today=END)
    said = [one.id for one in after_alarm(result.facts, heard)]
    assert "trial.helps" not in said
    assert said[0].startswith(("followup.", "emergency.", "redflag.")) or heard.alone


@settings(max_examples=20, deadline=None)
@given(harm=HARM, ago=st.integers(0, 13))
def test_a_rule_fires_for_whoever_only_asks_for_advice(
    kb: Knowledge, harm: dict[str, object], ago: int
) -> None:
    day = LogDay.model_validate({"date": (END - timedelta(ago)).isoformat(), **harm})
    found = heed(Log(days=(day,)), PERSON, kb, today=END)
    assert found.watch.facts
    assert found.held


ME = (
    "age_years: 45\nsex: female\ncountry: nl\nheight_cm: 170\nweight_kg: 68\npregnant: no\n"
    "breastfeeding: no\nkidney_disease: no\nconditions: []\nmedicines: []\nsupplements: []\n"
    "red_flags: []\n"
)


@pytest.mark.parametrize("command", ["advise", "plan"])
def test_a_log_named_in_the_profile_is_said_first_by_every_command(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody opened the plan, and nobody asked how it goes."""
    log = Log(days=(LogDay(date="2026-11-20", side_effects=("huiduitslag",)),))
    (tmp_path / "log.csv").write_text(as_table(log), encoding="utf-8")
    (tmp_path / "me.yaml").write_text(f"{ME}log: log.csv\n", encoding="utf-8")
    assert run([command, str(tmp_path / "me.yaml"), "--today", "2026-11-22", "--lang", "nl"]) == 0
    told = capsys.readouterr().err
    assert told.startswith("! Je kreeg huiduitslag of jeuk")
    assert "Nog geen arts" in told


def test_a_log_that_is_named_but_not_there_is_an_error_and_not_an_empty_log(
    tmp_path: Path,
) -> None:
    (tmp_path / "me.yaml").write_text(f"{ME}log: nowhere.csv\n", encoding="utf-8")
    assert run(["advise", str(tmp_path / "me.yaml")]) != 0
