"""The log that is kept: how each day went, with what was filled in and what was left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from magwise.core.errors import InputError, Problem
from magwise.person.log import Log, LogDay
from magwise.store.person import ChangedError, OfPerson, person_in, person_made
from magwise.store.tables import LogDayRow

MOST_DAYS = 5000


@dataclass(frozen=True, slots=True)
class KeptLogDay:
    """A day of the log; ``version`` 0 means that nothing is kept of it yet."""

    day: LogDay
    version: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """What came of reading a log: cells that are new, and cells that say something else.

    ``differing`` names them as (date, field); what was kept stayed.
    """

    new: int
    differing: tuple[tuple[str, str], ...]


class Logbook(OfPerson):
    """The log of one person."""

    def log(self) -> Log:
        """All days, as the rest of the program reads them."""
        with self._reading() as session:
            return Log(days=tuple(_day(row) for row in self._rows(session)))

    def day(self, on: date) -> KeptLogDay:
        """One day; with nothing filled in when nothing is kept of it."""
        with self._reading() as session:
            row = self._row(session, on)
            if row is None:
                return KeptLogDay(LogDay(date=on.isoformat()))
            return KeptLogDay(_day(row), row.version)

    def write(self, day: LogDay, version: int) -> KeptLogDay:
        """Keep a day as it is given; what it leaves open is open.

        Raises
        ------
        ChangedError
            When the day is no longer as it was in the window that asks this.
        """
        on = date.fromisoformat(day.date)
        try:
            with self._changing() as session:
                row = self._row(session, on)
                if row is None:
                    if version != 0:
                        raise _changed(on)
                    row = self._new(session, day)
                    return KeptLogDay(day, row.version)
                claim = (
                    update(LogDayRow)
                    .where(LogDayRow.id == row.id, LogDayRow.version == version)
                    .values(version=LogDayRow.version + 1, day=_record(day))
                    .execution_options(synchronize_session=False)
                )
                if getattr(session.execute(claim), "rowcount", 0) != 1:
                    raise _changed(on)
                return KeptLogDay(day, version + 1)
        except IntegrityError as error:  # another window made the same day first
            raise _changed(on) from error

    def merge(self, day: LogDay) -> KeptLogDay:
        """Put what this day fills in over what is kept of it; the rest stays."""
        on = date.fromisoformat(day.date)
        with self._changing() as session:
            row = self._row(session, on)
            if row is None:
                row = self._new(session, day)
            else:
                (merged,) = Log(days=(_day(row),)).with_day(day).days
                row.day = _record(merged)
                row.version += 1
            session.flush()
            return KeptLogDay(_day(row), row.version)

    def add(self, log: Log) -> Added:
        """Fill in what is open from a log that was kept elsewhere; what was kept stays."""
        new, differing = 0, list[tuple[str, str]]()
        with self._changing() as session:
            known = {row.date.isoformat(): row for row in self._rows(session)}
            for day in log.days:
                row = known.get(day.date)
                given = _record(day)
                if row is None:
                    if given:
                        self._new(session, day)
                        new += len(given)
                    continue
                fresh = {name: value for name, value in given.items() if name not in row.day}
                differing += [
                    (day.date, name)
                    for name, value in given.items()
                    if name in row.day and row.day[name] != value
                ]
                if fresh:
                    row.day = {**row.day, **fresh}
                    row.version += 1
                    new += len(fresh)
        return Added(new, tuple(differing))

    def _rows(self, session: Session) -> Sequence[LogDayRow]:
        person = person_in(session, self._person)
        if person is None:
            return ()
        return session.scalars(
            select(LogDayRow).where(LogDayRow.person_id == person.id).order_by(LogDayRow.date)
        ).all()

    def _row(self, session: Session, on: date) -> LogDayRow | None:
        person = person_in(session, self._person)
        if person is None:
            return None
        return session.scalar(
            select(LogDayRow).where(LogDayRow.person_id == person.id, LogDayRow.date == on)
        )

    def _new(self, session: Session, day: LogDay) -> LogDayRow:
        person = person_made(session, self._person)
        days = select(func.count(LogDayRow.id)).where(LogDayRow.person_id == person.id)
        if (session.scalar(days) or 0) >= MOST_DAYS:
            raise InputError(Problem("error.log-full", values={"limit": MOST_DAYS}))
        row = LogDayRow(
            person_id=person.id, date=date.fromisoformat(day.date), day=_record(day), version=1
        )
        session.add(row)
        session.flush()
        return row


def _record(day: LogDay) -> dict[str, Any]:
    """What is filled in: an open field is not there, an empty list is."""
    given = day.model_dump(mode="json", exclude_none=True)
    del given["date"]
    if not given.get("cramp_details"):
        given.pop("cramp_details", None)
    return given


def _day(row: LogDayRow) -> LogDay:
    return LogDay.model_validate({"date": row.date.isoformat(), **row.day})


def _changed(on: date) -> ChangedError:
    return ChangedError(Problem("error.day-changed", values={"date": on.isoformat()}))
