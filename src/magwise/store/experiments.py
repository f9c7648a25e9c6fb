"""Experiments on oneself that are kept: the design, what it could show, guesses, and its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from magwise.core.errors import Problem
from magwise.store.person import ChangedError, OfPerson, person_in, person_made
from magwise.store.tables import ExperimentRow

State = Literal["draft", "running", "ended", "dropped"]


@dataclass(frozen=True, slots=True)
class KeptExperiment:
    """An experiment as it is kept.

    Attributes
    ----------
    design
        As `magwise.models.trial.as_record` writes it; the lot number of a blinded one is missing
        until the helper gives it.
    beforehand
        What was known before: the person's own start, and what the design could show.
    guesses
        What the person thought was in each pot, by number of the period.
    """

    id: int
    state: str
    design: Mapping[str, Any]
    beforehand: Mapping[str, Any]
    guesses: Mapping[str, Any]
    ended: str | None
    version: int


class Experiments(OfPerson):
    """The experiments of one person."""

    def all(self) -> tuple[KeptExperiment, ...]:
        """Every experiment that was designed, the latest last."""
        with self._reading() as session:
            person = person_in(session, self._person)
            if person is None:
                return ()
            rows = session.scalars(
                select(ExperimentRow)
                .where(ExperimentRow.person_id == person.id)
                .order_by(ExperimentRow.id)
            )
            return tuple(_kept(row) for row in rows)

    def current(self) -> KeptExperiment | None:
        """The latest one that was not laid aside; None when there is none."""
        return next((one for one in reversed(self.all()) if one.state != "dropped"), None)

    def draft(self, design: Mapping[str, Any], beforehand: Mapping[str, Any]) -> KeptExperiment:
        """Keep a design that is being thought over; one that was thought over before goes.

        Raises
        ------
        ChangedError
            When one is running already.
        """
        with self._changing() as session:
            person = person_made(session, self._person)
            mine = ExperimentRow.person_id == person.id
            running = select(ExperimentRow.id).where(mine, ExperimentRow.state == "running")
            if session.scalar(running) is not None:
                raise ChangedError(Problem("error.experiment-changed"))
            for old in session.scalars(
                select(ExperimentRow).where(mine, ExperimentRow.state == "draft")
            ):
                session.delete(old)
            row = ExperimentRow(
                person_id=person.id,
                state="draft",
                design=dict(design),
                beforehand=dict(beforehand),
                guesses={},
                ended=None,
                version=1,
            )
            session.add(row)
            session.flush()
            return _kept(row)

    def know_beforehand(self, experiment: int, beforehand: Mapping[str, Any]) -> None:
        """Keep what a design could show; nothing happens when it is gone by then."""
        with self._changing() as session:
            session.execute(
                update(ExperimentRow)
                .where(ExperimentRow.id == experiment, ExperimentRow.state == "draft")
                .values(beforehand=dict(beforehand))
            )

    def begin(self, experiment: int, version: int, design: Mapping[str, Any]) -> None:
        """Start an experiment with the design as it was drawn; only once.

        Raises
        ------
        ChangedError
            When it was started or changed in another window.
        """
        self._move(experiment, version, "draft", {"state": "running", "design": dict(design)})

    def open(self, experiment: int, version: int, design: Mapping[str, Any]) -> None:
        """Put the lot number in, when a blinded experiment is over.

        Raises
        ------
        ChangedError
            When it was changed in another window.
        """
        self._move(experiment, version, "ended", {"design": dict(design)})

    def end(self, experiment: int, version: int, today: date) -> None:
        """Say that it is over.

        Raises
        ------
        ChangedError
            When it was changed in another window.
        """
        self._move(experiment, version, "running", {"state": "ended", "ended": today})

    def drop(self, experiment: int, version: int) -> None:
        """Lay an experiment aside, so that another can be designed; it stays in the export.

        Raises
        ------
        ChangedError
            When it was changed in another window, or is running.
        """
        self._move(experiment, version, "ended", {"state": "dropped"})

    def guess(self, experiment: int, guesses: Mapping[str, Any]) -> None:
        """Keep what the person thinks was in some of the pots."""
        with self._changing() as session:
            row = self._row(session, experiment)
            row.guesses = {**row.guesses, **guesses}

    def _move(self, experiment: int, version: int, state: State, values: dict[str, Any]) -> None:
        with self._changing() as session:
            self._row(session, experiment)
            claim = (
                update(ExperimentRow)
                .where(
                    ExperimentRow.id == experiment,
                    ExperimentRow.version == version,
                    ExperimentRow.state == state,
                )
                .values(version=ExperimentRow.version + 1, **values)
                .execution_options(synchronize_session=False)
            )
            if getattr(session.execute(claim), "rowcount", 0) != 1:
                raise ChangedError(Problem("error.experiment-changed"))

    def _row(self, session: Session, experiment: int) -> ExperimentRow:
        person = person_in(session, self._person)
        row = None if person is None else session.get(ExperimentRow, experiment)
        if row is None or person is None or row.person_id != person.id:
            raise ChangedError(Problem("error.experiment-changed"))
        return row


def _kept(row: ExperimentRow) -> KeptExperiment:
    return KeptExperiment(
        id=row.id,
        state=row.state,
        design=row.design,
        beforehand=row.beforehand,
        guesses=row.guesses,
        ended=None if row.ended is None else row.ended.isoformat(),
        version=row.version,
    )
