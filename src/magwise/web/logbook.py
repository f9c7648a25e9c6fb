"""The log: how a day went, in a few taps; what was left open stays open."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError, MagwiseError, Problem
from magwise.person.log import Log, LogDay
from magwise.person.log_rows import as_table, log_from
from magwise.store import ChangedError
from magwise.store.logbook import Added
from magwise.text.rendering import Language
from magwise.web import log_form
from magwise.web.replies import attached, status_of
from magwise.web.site import Site, sent, to, typed, whole

_SHOWN_DAYS = 28
_TRAINING_BEFORE = 2  # days: soreness comes a day or two after
_COLUMNS = (
    "cramps", "soreness", "training", "sleep_hours", "sleep_quality", "energy", "stool",
    "side_effects", "doses",
)  # fmt: skip
# "Nothing special" fills in only these, and says so on its button.
_QUIET: dict[str, Any] = {"cramps": 0, "soreness": {}, "stool": "normal", "side_effects": ()}


def routes(site: Site) -> APIRouter:
    """The log, and a page for each day."""
    router = APIRouter()

    @router.get("/{language}/log")
    def log(request: Request, language: Language) -> Response:
        return _list(site, request, language)

    @router.post("/{language}/log")
    def open_day(language: Language, form: FormData = Depends(site.form)) -> Response:
        return to(language, f"log/{_date(site, typed(form, 'day', 10)).isoformat()}")

    @router.get("/{language}/log/{day}")
    def day_(request: Request, language: Language, day: str) -> Response:
        return _show(site, request, language, _date(site, day))

    @router.post("/{language}/log/{day}")
    def keep(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on = _date(site, day)
        try:
            given = log_form.day_of(form, on, site, language)
        except InputError as error:
            return _show(site, request, language, on, error=error, form=form)
        try:
            site.me.logbook.write(given, whole(form, "version"))
        except InputError as error:
            return _show(site, request, language, on, error=error, form=form, given=given)
        return to(language, f"log#d-{on.isoformat()}")

    @router.post("/{language}/log/{day}/quiet")
    def quiet(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on = _date(site, day)
        kept = site.me.logbook.day(on)
        if kept.version != whole(form, "version"):
            error = ChangedError(Problem("error.day-changed", values={"date": on.isoformat()}))
            return _list(site, request, language, error=error)
        open_ = {name: value for name, value in _QUIET.items() if getattr(kept.day, name) is None}
        try:
            site.me.logbook.write(kept.day.model_copy(update=open_), kept.version)
        except ChangedError as error:
            return _list(site, request, language, error=error)
        return to(language, f"log#d-{on.isoformat()}")

    @router.post("/{language}/log-table")
    def table(language: Language, _: FormData = Depends(site.form)) -> Response:
        name = f"magwise-log-{site.today().isoformat()}.csv"
        return attached(as_table(site.me.logbook.log()), "text/csv", name)

    @router.post("/{language}/log-import")
    async def import_(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        from starlette.concurrency import run_in_threadpool

        file = sent(form, "file")
        if file is None:
            return to(language, "log")
        content = await file.read()

        def read() -> Response:
            try:
                added = site.me.logbook.add(_log_in(content, site.today()))
            except MagwiseError as error:
                return _list(site, request, language, error=error)
            return _list(site, request, language, added=added)

        return await run_in_threadpool(read)

    return router


def _log_in(content: bytes, today: date) -> Log:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    log = log_from(text.replace("\x00", " "), "")
    late = [day.date for day in log.days if day.date > today.isoformat()]
    if late:
        raise InputError(Problem("error.log-future", values={"date": late[0]}))
    return log


def _date(site: Site, text: str) -> date:
    """A day that can be written down: it has begun."""
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise HTTPException(404) from error
    if text != found.isoformat() or not date(1990, 1, 1) <= found <= site.today():
        raise HTTPException(404)
    return found


def _list(
    site: Site, request: Request, language: Language, *, added: Added | None = None,
    error: MagwiseError | None = None,
) -> Response:  # fmt: skip
    today = site.today()
    book = site.me.logbook
    days = {day.date: day for day in book.log().days}
    dates = [(today - timedelta(days=n)).isoformat() for n in range(_SHOWN_DAYS)]
    older = sorted((one for one in days if one < dates[-1]), reverse=True)
    return site.page(
        request,
        "log",
        language,
        status=status_of(error),
        error=error,
        columns=_COLUMNS,
        days=[(one, _words(site, days.get(one), language)) for one in (*dates, *older)],
        today=today.isoformat(),
        yesterday=(today - timedelta(days=1)).isoformat(),
        version=book.day(today).version,
        quiet=all(getattr(book.day(today).day, name) is not None for name in _QUIET),
        added=added,
        labels={name: site.said(f"log-{name}", language) for name in log_form.FIELDS},
    )


def _words(site: Site, day: LogDay | None, language: Language) -> dict[str, str] | None:
    if day is None:
        return None
    return dict(log_form.in_words(day, site.kb, language, lambda key: site.said(key, language)))


def _show(
    site: Site, request: Request, language: Language, on: date, *,
    error: MagwiseError | None = None, form: FormData | None = None, given: LogDay | None = None,
) -> Response:  # fmt: skip
    kept = site.me.logbook.day(on)
    shown = log_form.filled_in(kept.day) if form is None else log_form.as_typed(form)
    known = site.kb.side_effects
    others = [one for one in shown.get("effect", ()) if one not in known]
    if others and "effects-other" not in shown:
        shown["effects-other"] = ["\n".join(others)]
    clash = given is not None and isinstance(error, ChangedError)
    return site.page(
        request,
        "logday",
        language,
        status=status_of(error),
        error=error,
        on=on.isoformat(),
        version=kept.version if clash or form is None else whole(form, "version"),
        value=lambda name: (shown.get(name) or [""])[0],
        chosen=lambda name: shown.get(name, []),
        details=log_form.rows(shown, "detail", log_form.DETAIL_ROWS),
        sore=log_form.rows(shown, "sore", log_form.SORE_ROWS),
        trained=log_form.rows(shown, "train", log_form.TRAINING_ROWS),
        effects=[(key, one.names.of(language)) for key, one in known.items()],
        form_of=log_form,
        clashes=_clashes(site, kept.day, given, language) if clash and given else [],
        training_before=_training_before(site, on, language),
        before=(on - timedelta(days=1)).isoformat(),
        after=(on + timedelta(days=1)).isoformat(),
        today=site.today().isoformat(),
        ask=_asked(site, language),
    )


def _clashes(
    site: Site, kept: LogDay, given: LogDay, language: Language
) -> Sequence[tuple[str, str, str]]:
    """Each field that another window kept otherwise: its name, what is kept, what was typed."""
    ours, theirs = (_words(site, one, language) or {} for one in (given, kept))
    empty = site.said("log-open", language)
    return [
        (site.said(f"log-{name}", language), theirs.get(name, empty), ours.get(name, empty))
        for name in log_form.FIELDS
        if ours.get(name) != theirs.get(name)
    ]


def _training_before(site: Site, on: date, language: Language) -> list[tuple[str, str]]:
    """What was trained in the days before: soreness comes after it."""
    found = []
    for back in range(1, _TRAINING_BEFORE + 1):
        day = on - timedelta(days=back)
        words = _words(site, site.me.logbook.day(day).day, language) or {}
        if "training" in words:
            found.append((day.isoformat(), words["training"]))
    return found


def _asked(site: Site, language: Language) -> str | None:
    """The question of the experiment that runs, in its own words; None without one."""
    kept = site.me.experiments.current()
    if kept is None or kept.state != "running":
        return None
    record = site.kb.trial_instruments.get(str(kept.design.get("instrument")))
    return None if record is None else record.ask.of(language)
