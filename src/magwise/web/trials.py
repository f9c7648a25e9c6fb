"""An experiment on oneself: thinking it over, starting it, each day, and its end."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError, MagwiseError, Problem
from magwise.store import ChangedError, KeptExperiment
from magwise.text.rendering import Language
from magwise.web import trial_design, trial_result
from magwise.web.replies import attached, status_of
from magwise.web.site import Site, ticked, to, typed, whole
from magwise.web.wording import in_app

if TYPE_CHECKING:
    from magwise.models.trial import Design
    from magwise.person.log import LogDay

_GUESSES = {"with": True, "without": False, "unknown": None}


def routes(site: Site) -> APIRouter:
    """The experiment."""
    router = APIRouter()
    simulations = trial_design.Simulations(site)

    @router.get("/{language}/trial")
    def trial_(request: Request, language: Language) -> Response:
        return _show(site, request, language, simulations)

    @router.post("/{language}/trial/design")
    def design(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        try:
            trial_design.free(site)
            plan, beforehand = trial_design.draft_of(form, site)
            allowed = trial_design.permission(site, plan)
            if allowed.regimen is None:  # the reason, and no design
                return _refused(site, request, language, allowed.facts)
            site.me.experiments.draft(trial_design.as_draft(plan), beforehand)
        except MagwiseError as error:
            return _form(site, request, language, error=error, form=form)
        return to(language, "trial")

    @router.post("/{language}/trial/begin")
    def begin(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        """Draw the order; of a blinded experiment the helper sees it once, and nobody keeps it."""
        from magwise.models import trial

        try:
            kept = _current(site, form, "draft")
            trial_design.free(site)
            first = date.fromisoformat(str(kept.design["start"]))
            if first < site.today():
                raise InputError(Problem("error.trial-first-day", values={"given": str(first)}))
            plan = trial_design.designed(
                kept.design, site, seed=secrets.randbelow(trial_design.LARGEST_SEED)
            )
            allowed = trial_design.permission(site, plan)
            if allowed.regimen is None:
                return _refused(site, request, language, allowed.facts)
            told = trial_design.facts_of(plan, kept.beforehand, allowed.facts, site)
            if any(one.id == "trial.hopeless" for one in told) and "sure" not in ticked(
                form, "sure"
            ):
                raise InputError(Problem("error.trial-sure"))
            site.me.experiments.begin(kept.id, kept.version, trial.as_record(plan))
        except MagwiseError as error:
            return _show(site, request, language, simulations, error=error)
        if plan.blinded:
            return _sheet(site, request, language, plan)
        return to(language, "trial")

    @router.post("/{language}/trial/sheet")
    def sheet(language: Language, form: FormData = Depends(site.form)) -> Response:
        """The helper's sheet as a file, for who has the lot number."""
        plan = _opened(site, _current(site, form, "running"), whole_number(form, "lot"))
        content = trial_result.sheet_text(plan, site, language)
        return attached(content, "text/plain", "magwise-helper.txt")

    @router.post("/{language}/trial/guess")
    def guess(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        try:
            kept = _current(site, form, "running", "ended")
            given = {
                name.removeprefix("pot-"): _GUESSES[value]
                for name, value in form.items()
                if name.startswith("pot-") and name[4:].isdigit() and value in _GUESSES
            }
            periods = 2 * int(kept.design["pairs"])
            site.me.experiments.guess(
                kept.id, {key: one for key, one in given.items() if 1 <= int(key) <= periods}
            )
        except InputError as error:
            return _show(site, request, language, simulations, error=error)
        return to(language, "trial#guesses")

    @router.post("/{language}/trial/end")
    def end(request: Request, language: Language, form: FormData = Depends(site.form)) -> Response:
        try:
            kept = _current(site, form, "running")
            if not _over(site, kept) and "sure" not in ticked(form, "sure"):
                raise InputError(Problem("error.trial-end-sure"))
            site.me.experiments.end(kept.id, kept.version, site.today())
        except InputError as error:
            return _show(site, request, language, simulations, error=error)
        return to(language, "trial")

    @router.post("/{language}/trial/open")
    def open_(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        from magwise.models import trial

        try:
            kept = _current(site, form, "ended")
            plan = _opened(site, kept, whole_number(form, "lot"))
            record = {**trial.as_record(plan), "seed": plan.seed}
            site.me.experiments.open(kept.id, kept.version, record)
        except InputError as error:
            return _show(site, request, language, simulations, error=error)
        return to(language, "trial")

    @router.post("/{language}/trial/drop")
    def drop(request: Request, language: Language, form: FormData = Depends(site.form)) -> Response:
        try:
            kept = _current(site, form, "ended", "draft")
            site.me.experiments.drop(kept.id, kept.version)
        except InputError as error:
            return _show(site, request, language, simulations, error=error)
        return to(language, "trial")

    @router.post("/{language}/trial/prior")
    def prior(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        name = typed(form, "prior", 80) or None
        return _show(site, request, language, simulations, prior=name)

    @router.post("/{language}/trial/file/{name}")
    def file(language: Language, name: str, _: FormData = Depends(site.form)) -> Response:
        return trial_result.paper(site, language, name)

    return router


def whole_number(form: FormData, name: str) -> int:
    """A lot number as it is typed, with spaces or points between the digits."""
    digits = "".join(one for one in typed(form, name, 40) if one not in " .,-")
    return int(digits) if digits.isascii() and digits.isdigit() else -1


def _current(site: Site, form: FormData, *states: str) -> KeptExperiment:
    """The experiment that a form is about, when it is still as that window saw it."""
    kept = site.me.experiments.current()
    if kept is None or kept.state not in states or kept.id != whole(form, "experiment"):
        raise ChangedError(Problem("error.experiment-changed"))
    return kept


def _opened(site: Site, kept: KeptExperiment, lot: int) -> "Design":
    from magwise.models import trial

    try:
        return trial.from_record(kept.design, site.kb, seed=lot)
    except InputError as error:
        raise InputError(Problem("error.trial-lot")) from error


def _over(site: Site, kept: KeptExperiment) -> bool:
    from magwise.models import trial

    plan = trial.from_record(kept.design, site.kb, hidden=True)
    return trial.day_of(plan, site.today()) >= plan.total_days


def _refused(site: Site, request: Request, language: Language, facts: Any) -> Response:
    return site.page(
        request, "trial", language, state="refused", facts=in_app(facts, site.kb), kept=None
    )


def _form(
    site: Site, request: Request, language: Language, *, error: MagwiseError | None = None,
    form: FormData | None = None, given: Mapping[str, Any] | None = None,
) -> Response:  # fmt: skip
    shown = {
        "instrument": "cramps", "mean": "", "pairs": "12", "days": "7", "blinded": "",
        "start": (site.today() + timedelta(days=1)).isoformat(), **(given or {}),
    }  # fmt: skip
    if form is not None:
        shown = {name: typed(form, name, 40) for name in shown}
    return site.page(
        request,
        "trial",
        language,
        status=422 if error is not None else 200,
        error=error,
        state="form",
        kept=None,
        **_fields(site, language, shown),
    )


def _fields(site: Site, language: Language, shown: Mapping[str, Any]) -> dict[str, Any]:
    from magwise.models.trial.designing import figure

    kinds = site.kb.trial_instruments
    return {
        "given": shown,
        "instruments": [(name, one.names.of(language), one.kind) for name, one in kinds.items()],
        "own": trial_design.own_starts(site),
        "most_pairs": int(figure(site.kb, "pairs-at-most")),
        "earliest": site.today().isoformat(),
    }


def _show(
    site: Site, request: Request, language: Language, simulations: trial_design.Simulations, *,
    error: MagwiseError | None = None, prior: str | None = None,
) -> Response:  # fmt: skip
    kept = site.me.experiments.current()
    if kept is None:
        return _form(site, request, language, error=error)
    if kept.state == "draft":
        values = _draft(site, language, kept, simulations)
    elif kept.state == "running":
        values = _running(site, language, kept)
    else:
        values = trial_result.result(site, language, kept, prior)
    return site.page(
        request, "trial", language, status=status_of(error), error=error, kept=kept, **values
    )


def _draft(
    site: Site, language: Language, kept: KeptExperiment, simulations: trial_design.Simulations
) -> dict[str, Any]:
    plan = trial_design.designed(kept.design, site)
    known = kept.beforehand
    given = {
        "instrument": plan.instrument, "mean": "" if known.get("own") else f"{known['mean']:g}",
        "pairs": str(plan.pairs), "days": str(plan.days_per_period), "start": plan.start,
        "blinded": "yes" if plan.blinded else "",
    }  # fmt: skip
    shown = _fields(site, language, given)
    if trial_design.wanted(plan, site) and trial_design.power_rows(known) is None:
        done, of = simulations.progress(kept)
        return {"state": "waiting", "done": done, "of": of, "plan": plan, **shown}
    allowed = trial_design.permission(site, plan)
    if allowed.regimen is None:
        return {"state": "refused", "facts": in_app(allowed.facts, site.kb), **shown}
    facts = in_app(trial_design.facts_of(plan, known, allowed.facts, site), site.kb)
    return {
        "state": "draft",
        "plan": plan,
        "facts": facts,
        "failed": bool(known.get("failed")),
        "hopeless": any(one.id == "trial.hopeless" for one in facts),
        "late": str(plan.start) < site.today().isoformat(),
        "rows": trial_design.table(plan, known, site, language),
        "effects": trial_design.effects(plan, site, language),
        **shown,
    }


def _sheet(site: Site, request: Request, language: Language, plan: "Design") -> Response:
    return site.page(
        request,
        "sheet",
        language,
        plan=plan,
        rows=trial_result.periods(plan, site, reveal=True),
        kept=site.me.experiments.current(),
    )


def _running(site: Site, language: Language, kept: KeptExperiment) -> dict[str, Any]:
    """Today; a stop rule that fired, or a dose that is not cleared, leaves nothing else."""
    from magwise.followup.experiment import alarm
    from magwise.followup.experiment_days import trial_days
    from magwise.models import trial

    plan = trial.from_record(kept.design, site.kb, hidden=True)
    today = site.today()
    days = _days(site, plan, today)
    values: dict[str, Any] = {
        "state": "running", "plan": plan, "ask": None, "today_": today.isoformat(), "now": None,
        "over": trial.day_of(plan, today) >= plan.total_days, "missing": [],
        "periods": trial_result.periods(plan, site, reveal=not plan.blinded),
        "guesses": kept.guesses, "facts": [],
    }  # fmt: skip
    values["past"] = [one for one in values["periods"] if one["last"] < today.isoformat()]
    found = alarm(days, site.kb, today=today, profile=site.profile())
    if found.fired or found.alone or site.watch().facts:  # said above, on every page
        return values
    if values["over"]:
        now = trial.progress(plan, trial_days(plan, days), trial.day_of(plan, today), site.kb)
        values["facts"] = in_app(trial.progress_facts(plan, now, site.kb), site.kb)
        return values
    allowed = trial_design.permission(site, plan)
    if allowed.regimen is None:
        values["facts"] = in_app(allowed.facts, site.kb)
        return values
    now = trial.progress(plan, trial_days(plan, days), trial.day_of(plan, today), site.kb)
    values["now"] = asdict(now)
    facts = (*trial.progress_facts(plan, now, site.kb), *found.facts, *allowed.facts)
    values["facts"] = in_app(facts, site.kb)
    values["missing"] = [trial.date_of(plan, one).isoformat() for one in now.missing_lately]
    values["ask"] = site.kb.trial_instruments[plan.instrument].ask.of(language)
    return values


def _days(site: Site, plan: "Design", today: date) -> "tuple[LogDay, ...]":
    """The days of the log since the experiment began."""
    assert plan.start is not None
    return site.me.logbook.log().between(date.fromisoformat(plan.start), today)
