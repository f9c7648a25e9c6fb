"""The calendar: opens, rings on time, replaces what it had, and takes back what is withdrawn."""

import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil import tz  # type: ignore[import-untyped]

from magwise import Diary, Knowledge, Plan, Profile, assess, propose
from magwise.core.errors import InputError
from magwise.plan.weeks import programme
from magwise.report.plan_calendar import calendar, entries, zone_of

KB = Knowledge.load()
DAY = date(2026, 11, 22)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LINES = (
    ("08:00", "4 witte boterhammen met boter en kaas, glas cola"),
    ("13:00", "3 witte boterhammen met boter en jam"),
    ("18:30", "bord witte rijst met kip en een biertje"),
)


def plan(today: date = DAY, **changes: Any) -> Plan:
    profile = Profile.model_validate(
        {
            "country": "nl", "age_years": 40, "sex": "male", "weight_kg": 75, "height_cm": 180,
            "kidney_disease": False, "egfr": 95, "conditions": [], "medicines": [],
            "supplements": [], "red_flags": [], "complaints": [], "signs": [],
            "food_first_weeks_done": 8, **changes,
        }
    )  # fmt: skip
    days = [
        {
            "date": (today - timedelta(days=shift)).isoformat(),
            "complete": True,
            "entries": [{"time": time, "text": text} for time, text in LINES],
        }
        for shift in (8, 9, 10, 12)
    ]
    return propose(assess(profile, Diary.model_validate({"days": days}), KB, today=today), None, KB)


def made(one: Plan, before: bytes | None = None, zone: Any = AMSTERDAM) -> bytes:
    found = entries(one, programme(one, KB), KB, "nl", zone)
    written = calendar(found, one, KB, "nl", before=before)
    assert written is not None
    return written


def events(written: bytes) -> dict[str, Any]:
    read = icalendar.Calendar.from_ical(written)
    return {str(event["UID"]): event for event in read.walk("VEVENT")}


def test_it_keeps_the_rules_of_the_format() -> None:
    """RFC 5545: CRLF, lines of 75 octets at most, what every calendar and event must have."""
    written = made(plan())
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    text = written.decode()
    for name in ("VERSION:2.0", "PRODID:", "METHOD:PUBLISH", "BEGIN:VTIMEZONE"):
        assert name in text
    for event in events(written).values():
        assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY"} <= set(event)
        assert event["DTSTAMP"].to_ical().endswith(b"Z")


def test_every_zone_that_is_named_is_in_the_file() -> None:
    text = made(plan()).decode()
    assert set(re.findall(r"TZID=([^:;]+):", text)) == set(re.findall(r"TZID:(.+?)\r", text))


def test_doses_ring_every_day_until_the_last_and_stop_after_it() -> None:
    one = plan()
    doses = {uid: e for uid, e in events(made(one)).items() if uid.startswith("dose-")}
    assert len(doses) == 4
    for uid, event in doses.items():
        assert event.walk("VALARM")
        until = event["RRULE"]["UNTIL"][0].astimezone(AMSTERDAM)
        last = date(2026, 12, 5) if "start" in uid else date(2027, 1, 16)
        assert until.date() == last
        assert until.time() == event["DTSTART"].dt.time()


def test_a_plan_made_again_replaces_and_counts_on() -> None:
    first = made(plan())
    again = made(plan(), before=first)
    later = made(plan(DAY + timedelta(days=3)))
    assert events(first).keys() == events(again).keys() == events(later).keys()
    for uid, event in events(first).items():
        assert int(events(again)[uid]["SEQUENCE"]) > int(event["SEQUENCE"])
        assert int(events(later)[uid]["SEQUENCE"]) > int(event["SEQUENCE"])


def test_the_same_plan_is_the_same_file() -> None:
    assert made(plan()) == made(plan())


@pytest.mark.parametrize(
    "changes",
    [{"egfr": 25, "kidney_disease": True}, {"red_flags": ["pijn op de borst"]}],
    ids=["kidneys", "emergency"],
)
def test_a_dose_that_is_withdrawn_rings_no_more(changes: dict[str, Any]) -> None:
    before = made(plan())
    after = events(made(plan(**changes), before=before))
    for uid, event in events(before).items():
        if uid.startswith("dose-"):
            assert after[uid]["STATUS"] == "CANCELLED"
            assert after[uid].walk("VALARM") == []
            assert int(after[uid]["SEQUENCE"]) > int(event["SEQUENCE"])


def test_someone_elses_calendar_is_not_cancelled() -> None:
    other = made(plan(id="other"))
    mine = events(made(plan(), before=other))
    assert not [event for event in mine.values() if event["STATUS"] == "CANCELLED"]


def test_nothing_to_plan_is_no_calendar() -> None:
    one = plan(egfr=25, kidney_disease=True)
    found = entries(one, programme(one, KB), KB, "nl", AMSTERDAM)
    assert calendar(found, one, KB, "nl") is None


def test_a_broken_earlier_file_is_no_obstacle() -> None:
    assert events(made(plan(), before=b"no calendar at all"))


def test_a_country_with_several_zones_keeps_the_readers_own_clock() -> None:
    assert zone_of("us") is None
    assert zone_of("us", "America/New_York") is not None
    starts = [event["DTSTART"].dt for event in events(made(plan(), zone=None)).values()]
    assert all(start.tzinfo is None for start in starts if isinstance(start, datetime))


@pytest.mark.parametrize("name", ["Europe/Nowhere", "../../etc/passwd", "x" * 300])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        zone_of("nl", name)


def test_the_dose_before_the_short_night_is_left_out() -> None:
    """Dolutegravir at 03:00: 20:30 keeps 6.5 hours by the clock, and 5.5 on 27 March 2027."""
    medicine = {"name": "dolutegravir", "times": ["03:00"]}
    one = plan(date(2027, 3, 7), medicines=[medicine], meal_times=["12:30", "20:30"])
    assert one.supplement is not None
    assert 1230 in [dose.minute for dose in one.supplement.doses]
    assert one.assessment.verdict.gaps[0].magnesium_first_hours == 6
    left_out = [
        (uid, event["EXDATE"].dts[0].dt.date())
        for uid, event in events(made(one)).items()
        if "EXDATE" in event
    ]
    assert [day for _, day in left_out] == [date(2027, 3, 27)]
    assert "klok vooruit" in made(one).decode().replace("\r\n ", "")


def test_hostile_words_cannot_make_an_event_of_their_own() -> None:
    wicked = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil"
    one = plan(name=wicked[:100], medicines=[{"name": wicked, "times": ["08:00"]}])
    found = entries(one, programme(one, KB), KB, "nl", AMSTERDAM)
    written = calendar(found, one, KB, "nl")
    if written is not None:
        assert b"SUMMARY:evil" not in written


def test_medicines_ring_only_when_asked_and_keep_their_identity() -> None:
    one = plan(medicines=[{"name": "levothyroxine", "times": ["07:00"]}])
    weeks = programme(one, KB)
    plain = entries(one, weeks, KB, "nl", AMSTERDAM)
    ringing = entries(one, weeks, KB, "nl", AMSTERDAM, medicines=True)
    (medicine,) = [entry for entry in ringing if entry not in plain]
    assert medicine.alarm
    assert medicine.start == datetime(2026, 11, 22, 7, tzinfo=AMSTERDAM)
    assert medicine.until == date.fromisoformat(weeks.weeks[-1].last_day)
    again = entries(one, programme(one, KB), KB, "en", AMSTERDAM, medicines=True)
    assert medicine.name in [entry.name for entry in again]


@pytest.mark.parametrize("name", ["Europe/Amsterdam", "Europe/London", "America/New_York"])
def test_another_reader_finds_the_same_clock_in_the_file(name: str) -> None:
    """dateutil reads the rules of the zone by itself; the clock of the system is the answer."""
    zone = ZoneInfo(name)
    read = tz.tzical(StringIO(made(plan(), zone=zone).decode())).get(name)
    assert read is not None
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    while moment < datetime(2027, 11, 23, tzinfo=UTC):
        right = moment.astimezone(zone)
        twice = right.replace(fold=0).utcoffset() != right.replace(fold=1).utcoffset()
        if not twice:  # the hour that comes twice has no single answer
            assert right.replace(tzinfo=read).utcoffset() == right.utcoffset(), right
        moment += timedelta(hours=1)
    spring: Any = icalendar.Calendar.from_ical(made(plan())).walk("DAYLIGHT")
    assert [part["DTSTART"].dt.isoformat() for part in spring] == ["2026-03-29T02:00:00"]


def test_the_file_has_what_google_apple_and_outlook_ask() -> None:
    """RFC 5545: one identity, stamp and start each, CRLF, lines of at most 75 octets."""
    written = made(plan())
    lines = written.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 for line in lines)
    read = icalendar.Calendar.from_ical(written)
    assert str(read["METHOD"]) == "PUBLISH"
    found: Any = read.walk("VEVENT")
    uids = [str(event["UID"]) for event in found]
    assert len(set(uids)) == len(uids)
    zones = {str(zone["TZID"]) for zone in read.walk("VTIMEZONE")}
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS"} <= set(event)
        assert event["DTSTAMP"].dt.tzinfo is UTC or event["DTSTAMP"].dt.utcoffset() == timedelta(0)
        assert str(event["DTSTART"].params.get("TZID", "")) in {"", *zones}
        rule: Any = event.get("RRULE")
        if rule is not None:  # in universal time where the start has a zone
            assert rule["UNTIL"][0].utcoffset() == timedelta(0)
