"""Everything that is kept of one person, read and changed as a whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from magwise.core.errors import InputError, Problem
from magwise.foods.records import Corrections
from magwise.person import Diary, DiaryDay, DiaryEntry
from magwise.store.courses import Courses
from magwise.store.experiments import Experiments
from magwise.store.logbook import Logbook
from magwise.store.person import ChangedError, OfPerson, person_in, person_made
from magwise.store.tables import ChoiceRow, DayRow, EntryRow

MOST_ENTRIES = 200  # a day; nobody eats more by hand
MOST_DAYS = 5000
MOST_CHOICES = 5000
ANSWERS_FORMAT = 1
ChoiceKind = Literal["food", "measure", "favourite", "dish", "day"]


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """A line of a day, with the number it is kept under."""

    id: int
    text: str
    time: str | None
    stated: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class KeptDay:
    """A diary day; ``version`` 0 means that nothing is kept of it yet."""

    date: str
    complete: bool | None = None
    version: int = 0
    entries: tuple[KeptEntry, ...] = ()

    def day(self) -> DiaryDay:
        """The day as the rest of the program reads it."""
        entries = [
            {"text": one.text, "time": one.time, "stated": one.stated} for one in self.entries
        ]
        return DiaryDay.model_validate(
            {"date": self.date, "complete": self.complete, "entries": entries}
        )


class Dossier(OfPerson):
    """What is kept of one person."""

    # ------------------------------------------------------------------ answers

    def answers(self) -> dict[str, Any]:
        """The answers to the questionnaire so far; None is the answer "I don't know"."""
        with self._reading() as session:
            found = person_in(session, self._person)
            return {} if found is None else dict(found.answers)

    def answer(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Keep some answers beside the others, and give them all."""
        with self._changing() as session:
            person = person_made(session, self._person)
            person.answers = {**person.answers, **changes}
            person.answers_format = ANSWERS_FORMAT
            person.version += 1
            return dict(person.answers)

    def forget_answers(self) -> None:
        """Start the questionnaire anew; diary and log stay."""
        with self._changing() as session:
            person = person_made(session, self._person)
            person.answers = {}
            person.version += 1

    def wishes(self) -> dict[str, Any]:
        """What the person wants of the plan."""
        with self._reading() as session:
            found = person_in(session, self._person)
            return {} if found is None else dict(found.wishes)

    def wish(self, wishes: Mapping[str, Any]) -> None:
        """Keep what the person wants of the plan."""
        with self._changing() as session:
            person_made(session, self._person).wishes = dict(wishes)

    # -------------------------------------------------------------------- diary

    def diary(self) -> Diary:
        """The whole diary, as the rest of the program reads it."""
        return Diary(days=tuple(kept.day() for kept in self.days()))

    def days(self) -> tuple[KeptDay, ...]:
        """All days that are kept, in order of date."""
        with self._reading() as session:
            person = person_in(session, self._person)
            if person is None:
                return ()
            rows = session.scalars(
                select(DayRow)
                .where(DayRow.person_id == person.id)
                .order_by(DayRow.date)
                .options(selectinload(DayRow.entries))
            )
            return tuple(_kept(row) for row in rows)

    def day(self, on: date) -> KeptDay:
        """One day; an empty one when nothing is kept of it."""
        with self._reading() as session:
            row = self._day(session, on)
            return KeptDay(on.isoformat()) if row is None else _kept(row)

    def add(self, on: date, entries: Sequence[DiaryEntry]) -> KeptDay:
        """Put lines at the end of a day. It takes nothing away, so it never clashes."""
        try:
            return self._add(on, entries)
        except IntegrityError:  # another window made the same day first
            return self._add(on, entries)

    def _add(self, on: date, entries: Sequence[DiaryEntry]) -> KeptDay:
        with self._changing() as session:
            row = self._day(session, on) or self._new_day(session, on)
            _append(row, entries)
            row.version += 1
            session.flush()
            return _kept(row)

    def change(self, on: date, entry: int, text: str, time: str | None, version: int) -> KeptDay:
        """Replace the words of one line.

        Raises
        ------
        ChangedError
            When the day is no longer as it was in the window that asks this.
        """
        with self._changing() as session:
            row = self._claimed(session, on, version)
            for line in row.entries:
                if line.id == entry:
                    line.text, line.time, line.stated = text, time, None
                    break
            else:
                raise _changed(on)
            session.flush()
            return _kept(row)

    def remove(self, on: date, entry: int, version: int) -> KeptDay:
        """Take one line away.

        Raises
        ------
        ChangedError
            When the day is no longer as it was in the window that asks this.
        """
        with self._changing() as session:
            row = self._claimed(session, on, version)
            kept = [line for line in row.entries if line.id != entry]
            if len(kept) == len(row.entries):
                raise _changed(on)
            row.entries = kept
            session.flush()
            return _kept(row)

    def say_complete(self, on: date, complete: bool | None, version: int) -> KeptDay:
        """Keep whether this is all that was eaten that day; None is "not said".

        Raises
        ------
        ChangedError
            When the day is no longer as it was in the window that asks this.
        """
        with self._changing() as session:
            row = self._day(session, on)
            if row is None and version == 0:
                row = self._new_day(session, on)
            else:
                row = self._claimed(session, on, version)
            row.complete = complete
            session.flush()
            return _kept(row)

    def copy(self, from_: date, to: date) -> KeptDay:
        """Put the lines of one day at the end of another."""
        return self.add(to, self.day(from_).day().entries)

    def add_diary(self, diary: Diary) -> int:
        """Put a whole diary beside what is kept; says how many lines are new.

        A line that already stands in its day, with the same time, is not put there twice: the
        same file can be read again without harm.
        """
        with self._changing() as session:
            new = 0
            for day in diary.days:
                on = date.fromisoformat(day.date)
                row = self._day(session, on) or self._new_day(session, on)
                there = [(line.text, line.time) for line in row.entries]
                fresh = []
                for entry in day.entries:
                    if (entry.text, entry.time) in there:
                        there.remove((entry.text, entry.time))
                    else:
                        fresh.append(entry)
                _append(row, fresh)
                if day.complete is not None:
                    row.complete = day.complete
                row.version += 1
                new += len(fresh)
            return new

    # ------------------------------------------------------------------ choices

    def corrections(self) -> Corrections:
        """The person's own choices, as the reader of diary lines takes them."""
        foods = dict(self.choices("food"))
        measures = {words: float(meaning) for words, meaning in self.choices("measure")}
        return Corrections(foods, measures)

    def choices(self, kind: ChoiceKind) -> tuple[tuple[str, str], ...]:
        """Choices of one kind, words and meaning, in the order they were made."""
        with self._reading() as session:
            person = person_in(session, self._person)
            if person is None:
                return ()
            rows = session.scalars(
                select(ChoiceRow)
                .where(ChoiceRow.person_id == person.id, ChoiceRow.kind == kind)
                .order_by(ChoiceRow.id)
            )
            return tuple((row.words, row.meaning) for row in rows)

    def choose(self, kind: ChoiceKind, words: str, meaning: str = "") -> None:
        """Keep what some words mean to this person, or a line to use again."""
        said = " ".join(words.split())
        said = said if kind == "favourite" else said.casefold()
        if not said or len(said) > 300 or len(meaning) > 300:
            given = {"given": words[:80], "limit": 300}
            raise InputError(Problem("error.choice-words", values=given))
        with self._changing() as session:
            person = person_made(session, self._person)
            mine = ChoiceRow.person_id == person.id
            row = session.scalar(
                select(ChoiceRow).where(mine, ChoiceRow.kind == kind, ChoiceRow.words == said)
            )
            if row is not None:
                row.meaning = meaning
                return
            if (session.scalar(select(func.count(ChoiceRow.id)).where(mine)) or 0) >= MOST_CHOICES:
                raise InputError(Problem("error.choices-full", values={"limit": MOST_CHOICES}))
            session.add(ChoiceRow(person_id=person.id, kind=kind, words=said, meaning=meaning))

    def say(self, kind: ChoiceKind, meanings: Mapping[str, str]) -> None:
        """Keep these choices in the place of all that were kept of this kind."""
        with self._changing() as session:
            id_ = person_made(session, self._person).id
            session.execute(
                delete(ChoiceRow).where(ChoiceRow.person_id == id_, ChoiceRow.kind == kind)
            )
            for words, meaning in meanings.items():
                row = ChoiceRow(person_id=id_, kind=kind, words=words[:300], meaning=meaning[:300])
                session.add(row)

    def forget(self, kind: ChoiceKind, words: str) -> None:
        """Erase a choice; nothing happens when there was none."""
        said = " ".join(words.split())
        said = said if kind == "favourite" else said.casefold()
        with self._changing() as session:
            person = person_made(session, self._person)
            session.execute(
                delete(ChoiceRow).where(
                    ChoiceRow.person_id == person.id,
                    ChoiceRow.kind == kind,
                    ChoiceRow.words == said,
                )
            )

    # ------------------------------------------------------------------ following up

    @property
    def logbook(self) -> Logbook:
        """How the days went."""
        return Logbook(self._reading, self._changing, self._person)

    @property
    def courses(self) -> Courses:
        """Plans that were started, with their check-ins."""
        return Courses(self._reading, self._changing, self._person)

    @property
    def experiments(self) -> Experiments:
        """Experiments on oneself."""
        return Experiments(self._reading, self._changing, self._person)

    # --------------------------------------------------------------------- rows

    def _day(self, session: Session, on: date) -> DayRow | None:
        person = person_in(session, self._person)
        if person is None:
            return None
        return session.scalar(
            select(DayRow)
            .where(DayRow.person_id == person.id, DayRow.date == on)
            .options(selectinload(DayRow.entries))
        )

    def _new_day(self, session: Session, on: date) -> DayRow:
        person = person_made(session, self._person)
        days = session.scalar(select(func.count(DayRow.id)).where(DayRow.person_id == person.id))
        if (days or 0) >= MOST_DAYS:
            raise InputError(Problem("error.diary-full", values={"limit": MOST_DAYS}))
        row = DayRow(person_id=person.id, date=on, complete=None, version=1, entries=[])
        session.add(row)
        session.flush()
        return row

    def _claimed(self, session: Session, on: date, version: int) -> DayRow:
        """The day, when nobody changed it since; from here on this change owns it."""
        row = self._day(session, on)
        if row is None:
            raise _changed(on)
        claim = (
            update(DayRow)
            .where(DayRow.id == row.id, DayRow.version == version)
            .values(version=DayRow.version + 1)
            .execution_options(synchronize_session="fetch")
        )
        if getattr(session.execute(claim), "rowcount", 0) != 1:
            raise _changed(on)
        return row


def _append(row: DayRow, entries: Sequence[DiaryEntry]) -> None:
    if len(row.entries) + len(entries) > MOST_ENTRIES:
        given = {"date": row.date.isoformat(), "limit": MOST_ENTRIES}
        raise InputError(Problem("error.day-full", values=given))
    place = max((line.position for line in row.entries), default=0)
    for number, entry in enumerate(entries, start=place + 1):
        stated = entry.stated.model_dump() if entry.stated is not None else None
        row.entries.append(
            EntryRow(position=number, time=entry.time, text=entry.text, stated=stated)
        )


def _kept(row: DayRow) -> KeptDay:
    entries = tuple(KeptEntry(one.id, one.text, one.time, one.stated) for one in row.entries)
    return KeptDay(row.date.isoformat(), row.complete, row.version, entries)


def _changed(on: date) -> ChangedError:
    return ChangedError(Problem("error.day-changed", values={"date": on.isoformat()}))
