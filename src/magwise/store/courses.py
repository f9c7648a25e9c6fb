"""Plans that were started, and what was said at each check-in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from magwise.core.errors import Problem
from magwise.followup.records import Start, as_record, from_record
from magwise.store.person import ChangedError, OfPerson, person_in, person_made
from magwise.store.tables import CheckInRow, CourseRow


@dataclass(frozen=True, slots=True)
class KeptCheckIn:
    """What was said at one check-in."""

    date: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeptCourse:
    """A plan that was started; ``ended`` None while it runs."""

    id: int
    start: Start
    ended: str | None
    check_ins: tuple[KeptCheckIn, ...]


class Courses(OfPerson):
    """The plans of one person."""

    def all(self) -> tuple[KeptCourse, ...]:
        """Every plan that was started, the latest last."""
        with self._reading() as session:
            person = person_in(session, self._person)
            if person is None:
                return ()
            rows = session.scalars(
                select(CourseRow)
                .where(CourseRow.person_id == person.id)
                .order_by(CourseRow.id)
                .options(selectinload(CourseRow.check_ins))
            )
            return tuple(_kept(row) for row in rows)

    def current(self) -> KeptCourse | None:
        """The plan that runs; None when there is none."""
        return next((one for one in reversed(self.all()) if one.ended is None), None)

    def begin(self, start: Start, today: date) -> KeptCourse:
        """Start a plan; one that runs ends today."""
        with self._changing() as session:
            person = person_made(session, self._person)
            session.execute(
                update(CourseRow)
                .where(CourseRow.person_id == person.id, CourseRow.ended.is_(None))
                .values(ended=today)
            )
            row = CourseRow(person_id=person.id, start=as_record(start), ended=None, check_ins=[])
            session.add(row)
            session.flush()
            return _kept(row)

    def end(self, course: int, today: date) -> None:
        """End a plan; its log and check-ins stay."""
        with self._changing() as session:
            row = self._row(session, course)
            if row.ended is None:
                row.ended = today

    def keep_check_in(self, course: int, on: date, said: Mapping[str, Any]) -> None:
        """Keep what was said; the last of a day stays."""
        with self._changing() as session:
            row = self._row(session, course)
            for one in row.check_ins:
                if one.date == on:
                    one.said = dict(said)
                    return
            row.check_ins.append(CheckInRow(date=on, said=dict(said)))

    def _row(self, session: Session, course: int) -> CourseRow:
        person = person_in(session, self._person)
        row = None if person is None else session.get(CourseRow, course)
        if row is None or person is None or row.person_id != person.id:
            raise ChangedError(Problem("error.course-changed"))
        return row


def _kept(row: CourseRow) -> KeptCourse:
    return KeptCourse(
        id=row.id,
        start=from_record(row.start, ""),
        ended=None if row.ended is None else row.ended.isoformat(),
        check_ins=tuple(KeptCheckIn(one.date.isoformat(), one.said) for one in row.check_ins),
    )
