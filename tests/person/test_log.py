"""The log: nothing happened is not the same as not filled in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise.core.errors import InputError
from magwise.person.log import Cramp, Log, LogDay, Session
from magwise.person.log_rows import as_table, log_from


def test_zero_is_none_happened_and_empty_is_not_filled_in() -> None:
    log = log_from("date,cramps\n2026-11-01,0\n2026-11-02,\n", "log.csv")
    assert [day.cramps for day in log.days] == [0, None]


def test_dutch_columns_and_words_are_read() -> None:
    text = "datum;krampen;spierpijn;ontlasting;training;bijwerkingen;innames\n"
    text += "2026-11-01;2;kuit 4,5; dun ;60x5; 30;geen;2\n".replace("60x5; 30", "60x5")
    (day,) = log_from(text, "logboek.csv").days
    assert day.cramps == 2
    assert day.soreness == {"kuit": 4.5}
    assert day.stool == "loose"
    assert day.training == (Session(minutes=60, effort=5),)
    assert day.side_effects == ()
    assert day.doses == 2


def test_every_wrong_cell_is_told_at_once() -> None:
    text = "date,cramps,stool\n2026-11-01,many,normal\n2026-11-02,-1,\n2026-11-03,,blue\n"
    with pytest.raises(InputError) as caught:
        log_from(text, "log.csv")
    assert [problem.where for problem in caught.value.problems] == [
        "log.csv:2",
        "log.csv:3",
        "log.csv:4",
    ]


def test_a_day_twice_is_refused() -> None:
    with pytest.raises(InputError, match=r"log\.csv:3"):
        log_from("date,cramps\n2026-11-01,1\n2026-11-01,2\n", "log.csv")


def test_an_unknown_column_is_refused_and_not_dropped() -> None:
    with pytest.raises(InputError):
        log_from("date,crams\n2026-11-01,1\n", "log.csv")


def test_days_come_in_order_whatever_the_order_in_the_file() -> None:
    log = log_from("date,cramps\n2026-11-03,1\n2026-11-01,2\n", "log.csv")
    assert [day.date for day in log.days] == ["2026-11-01", "2026-11-03"]


def test_a_second_entry_of_a_day_keeps_what_it_leaves_open() -> None:
    log = Log(days=(LogDay(date="2026-11-01", cramps=2, note="walked"),))
    changed = log.with_day(LogDay(date="2026-11-01", energy=6))
    (day,) = changed.days
    assert (day.cramps, day.energy, day.note) == (2, 6, "walked")


def test_an_effort_that_is_not_filled_in_gives_no_load() -> None:
    assert Session(minutes=30).load is None
    assert Session(minutes=30, effort=4).load == 120


def test_the_sorest_part_counts_and_no_part_is_zero() -> None:
    assert LogDay(date="2026-11-01").worst_soreness is None
    assert LogDay(date="2026-11-01", soreness={}).worst_soreness == 0
    assert LogDay(date="2026-11-01", soreness={"calf": 3, "back": 6}).worst_soreness == 6


def test_a_cramp_may_be_described() -> None:
    day = LogDay(date="2026-11-01", cramps=1, cramp_details=(Cramp(when="night", where="calf"),))
    assert day.cramp_details[0].severity is None


def test_details_of_cramps_are_read_in_both_languages_and_written_back() -> None:
    (day,) = log_from(
        "datum,krampen,krampen_details\n2026-11-01,3,nacht linker kuit 6; sport; 4\n", "log.csv"
    ).days
    assert day.cramp_details == (
        Cramp(when="night", where="linker kuit", severity=6),
        Cramp(when="exercise"),
        Cramp(severity=4),
    )
    assert log_from(as_table(Log(days=(day,))), "log.csv").days == (day,)


_cramps = st.builds(
    Cramp,
    when=st.none() | st.sampled_from(["day", "night", "exercise"]),
    where=st.none() | st.sampled_from(["calf", "left foot"]),
    severity=st.none() | st.integers(0, 10).map(float),
).filter(lambda one: one != Cramp())
_days = st.builds(
    LogDay,
    date=st.dates().map(lambda day: day.isoformat()),
    cramp_details=st.lists(_cramps, max_size=3).map(tuple),
    cramps=st.none() | st.integers(0, 200),
    energy=st.none() | st.integers(0, 10).map(float),
    stool=st.none() | st.sampled_from(["hard", "normal", "loose", "watery"]),
    side_effects=st.none() | st.just(()) | st.just(("nausea", "rash")),
    training=st.none() | st.just(()) | st.just((Session(minutes=45, effort=3),)),
    doses=st.none() | st.integers(0, 5).map(float),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_days, max_size=6, unique_by=lambda day: day.date))
def test_a_log_written_and_read_again_is_the_same(days: list[LogDay]) -> None:
    log = Log(days=tuple(days))
    assert log_from(as_table(log), "log.csv") == log


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_whatever_crashes_the_reader(text: str) -> None:
    try:
        assert isinstance(log_from(text, "log.csv"), Log)
    except InputError:
        return  # a clear refusal
