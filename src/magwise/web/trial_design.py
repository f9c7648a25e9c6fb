"""Designing an experiment: what it could show, worked out in the background while a page waits."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData

from magwise.core.errors import InputError, Problem
from magwise.store import KeptExperiment
from magwise.text import numbers
from magwise.text.rendering import Language
from magwise.web.site import Site, ticked, typed, whole

if TYPE_CHECKING:
    from magwise.core.facts import Fact
    from magwise.followup.experiment import Permission
    from magwise.models.trial import Design
    from magwise.models.trial.records import Baseline, PowerRow

LARGEST_SEED = 2**48
_POWER_SEED = 1  # the same design gives the same table; it has nothing to do with the draw


class Simulations:
    """Simulations that run beside the pages: one at a time, each of a bounded size."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = Lock()
        self._done: dict[int, tuple[int, int]] = {}

    def progress(self, kept: KeptExperiment) -> tuple[int, int]:
        """How many rows are done of how many; begins when nobody did."""
        with self._lock:
            if kept.id not in self._done:
                self._done = {kept.id: (0, 1)}  # what was thought over before is forgotten
                Thread(target=self._run, args=(kept,), daemon=True).start()
            return self._done[kept.id]

    def _run(self, kept: KeptExperiment) -> None:
        from magwise.models import trial

        site, known = self._site, dict(kept.beforehand)

        def show(done: int, total: int) -> None:
            with self._lock:
                if kept.id not in self._done:
                    raise _ForgottenError
                self._done[kept.id] = (done, total)

        try:
            plan = designed(kept.design, site)
            rows = trial.power(
                trial.alternatives(plan, site.kb),
                start_of(plan, known, site),
                trial.tested_effects(plan.instrument, site.kb),
                site.kb,
                seed=_POWER_SEED,
                progress=show,
            )
            known["power"] = [asdict(row) for row in rows]
        except _ForgottenError:
            return
        except Exception:  # whatever it was, nobody may wait for ever
            known["power"] = []
            known["failed"] = True
        site.me.experiments.know_beforehand(kept.id, known)


class _ForgottenError(Exception):
    """Another design took the place of this one."""


def designed(record: Mapping[str, Any], site: Site, *, seed: int = 0) -> "Design":
    """A design with the order that a lot number draws; 0 while it is being thought over."""
    from magwise.models import trial

    return trial.design(
        str(record["instrument"]),
        site.kb,
        seed=seed,
        start=record.get("start"),
        blinded=record.get("blinded") is True,
        pairs=int(record["pairs"]),
        days_per_period=int(record["days_per_period"]),
        dropped_days=int(record["dropped_days"]),
        washout_days=int(record["washout_days"]),
        run_in_days=int(record["run_in_days"]),
    )


def start_of(plan: "Design", beforehand: Mapping[str, Any], site: Site) -> "Baseline":
    """How the person's days are before anything is tried."""
    from magwise.models import trial

    missing = float(beforehand.get("missing_share", 0.0))
    return trial.baseline(
        plan.instrument, site.kb, float(beforehand["mean"]), missing_share=missing
    )


def free(site: Site) -> None:
    """Nothing stands in the way: no stop rule that fired, no supplement of a plan that runs.

    Raises
    ------
    InputError
        That says which it is.
    """
    if site.watch().facts:
        raise InputError(Problem("error.trial-stop-first"))
    course = site.me.courses.current()
    if course is not None and course.start.regimen is not None:
        raise InputError(Problem("error.trial-beside-plan"))


def own_starts(site: Site) -> dict[str, Any]:
    """For each thing that can be measured, how the last weeks of the log were; None if unknown."""
    from magwise.followup.experiment_days import own_start

    log, today = site.me.logbook.log(), site.today()
    return {
        name: own_start(log, name, one.kind, today)
        for name, one in site.kb.trial_instruments.items()
    }


def draft_of(form: FormData, site: Site) -> tuple["Design", dict[str, Any]]:
    """The design that is asked, and how the person starts.

    Raises
    ------
    MagwiseError
        With what cannot be.
    """
    from magwise.models import trial

    instrument, today = typed(form, "instrument", 40), site.today()
    start = typed(form, "start", 10)
    first = _date(start) if start else today + timedelta(days=1)
    if first is None or not today <= first <= today + timedelta(days=90):
        raise InputError(Problem("error.trial-first-day", values={"given": start}))
    days = whole(form, "days")
    plan = trial.design(
        instrument,
        site.kb,
        seed=0,
        pairs=whole(form, "pairs"),
        days_per_period=None if days < 0 else days,
        start=first.isoformat(),
        blinded="yes" in ticked(form, "blinded"),
    )
    own = own_starts(site).get(instrument)
    given = typed(form, "mean", 10).replace(",", ".")
    missing = 0.0
    if given:
        try:
            mean = float(given)
        except ValueError as error:
            raise InputError(Problem("error.trial-value", values={"given": given})) from error
    elif own is not None:
        mean, missing = own.mean, own.missing_share
    else:
        raise InputError(Problem("error.trial-mean"))
    beforehand = {"mean": mean, "missing_share": missing, "own": not given}
    start_of(plan, beforehand, site)  # a start that cannot be is told at once
    return plan, beforehand


def as_draft(plan: "Design") -> dict[str, Any]:
    """The design as it is kept while it is thought over: nothing is drawn yet."""
    from magwise.models import trial

    return {**trial.as_record(plan), "seed": None, "seal": None}


def permission(site: Site, plan: "Design") -> "Permission":
    """What safety says of the dose that is tried, today and with the log so far."""
    from magwise.followup.experiment import may_try

    today, log = site.today(), site.me.logbook.log()
    first = min(today, date.fromisoformat(plan.start)) if plan.start else today
    return may_try(
        plan, site.profile(), site.me.diary(), site.kb, today=today, days=log.between(first, today)
    )


def power_rows(beforehand: Mapping[str, Any]) -> "tuple[PowerRow, ...] | None":
    """The rows that were worked out; None when that is still to be done."""
    from magwise.models.trial.records import PowerRow

    rows = beforehand.get("power")
    return None if rows is None else tuple(PowerRow(**row) for row in rows)


def wanted(plan: "Design", site: Site) -> bool:
    """Whether there is something to work out: with too few pairs there is no verdict."""
    from magwise.models.trial.designing import figure

    return plan.pairs >= figure(site.kb, "pairs-for-verdict")


def facts_of(
    plan: "Design", beforehand: Mapping[str, Any], safety: "tuple[Fact, ...]", site: Site
) -> "list[Fact]":
    """What to know before it starts; the draw is still to come."""
    from magwise.models import trial

    rows = power_rows(beforehand) or ()
    found = trial.design_facts(plan, start_of(plan, beforehand, site), rows, site.kb, safety=safety)
    return [one for one in found if one.id != "trial.draw"]


def table(
    plan: "Design", beforehand: Mapping[str, Any], site: Site, language: Language
) -> list[dict[str, Any]]:
    """One row for each design: its shape, and how often it shows each true effect."""
    rows = power_rows(beforehand) or ()
    shapes: dict[tuple[int, int], dict[str, Any]] = {}
    kind = site.kb.trial_instruments[plan.instrument].kind
    none = 1.0 if kind == "count" else 0.0
    for row in rows:
        shape = shapes.setdefault(
            (row.pairs, row.days_per_period),
            {
                "pairs": row.pairs,
                "days": row.days_per_period,
                "weeks": numbers.decimal(row.total_days / 7, language, 1),
                "own": (row.pairs, row.days_per_period) == (plan.pairs, plan.days_per_period),
                "shares": [],
            },
        )
        share = row.helps_share + (row.harms_share if row.true_effect == none else 0.0)
        shape["shares"].append(f"{numbers.decimal(100 * share, language)} %")
    return list(shapes.values())


def effects(plan: "Design", site: Site, language: Language) -> list[str]:
    """The headings of that table: no effect, the smallest worthwhile, a large one."""
    from magwise.models import trial

    record = site.kb.trial_instruments[plan.instrument]
    heads = [site.said("trial-nothing", language)]
    for one in trial.tested_effects(plan.instrument, site.kb)[1:]:
        if record.kind == "count":
            left = numbers.plain(100 * one, language)
            heads.append(site.said("trial-left", language, left=left))
        else:
            points = numbers.plain(-one, language)
            heads.append(site.said("trial-points", language, points=points))
    return heads


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
