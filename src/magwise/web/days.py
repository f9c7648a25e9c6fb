"""The diary: lines in plain words, what was understood of them, and putting that right."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError, MagwiseError, Problem
from magwise.foods import find, parse_line
from magwise.foods.choices import food_of
from magwise.foods.records import Item
from magwise.person import Diary, DiaryEntry
from magwise.store import ChangedError, KeptDay
from magwise.store.dossier import KeptEntry
from magwise.text.rendering import Language
from magwise.web.dishes import own_dishes
from magwise.web.lines import changed_line, entries_of, named_line, plain_words, rows_of
from magwise.web.replies import status_of
from magwise.web.site import Site, sent, to, typed, whole

_SHOWN_DAYS = 60


def routes(site: Site) -> APIRouter:
    """The diary, and a page for each day."""
    router = APIRouter()

    @router.get("/{language}/diary")
    def diary(request: Request, language: Language) -> Response:
        return _list(site, request, language)

    @router.get("/{language}/diary/{day}")
    def day_(request: Request, language: Language, day: str) -> Response:
        return _show(site, request, language, _date(day))

    @router.post("/{language}/diary")
    def open_day(language: Language, form: FormData = Depends(site.form)) -> Response:
        return to(language, f"diary/{_date(typed(form, 'day', 10)).isoformat()}")

    def changed(
        request: Request, language: Language, on: date, change: Callable[[], object], *,
        at: str = "lines", words: str = "",
    ) -> Response:  # fmt: skip
        """Make one change to a day; what is wrong is told on its page, with what was typed."""
        try:
            change()
        except InputError as error:
            return _show(site, request, language, on, error=error, words=words)
        return to(language, f"diary/{on.isoformat()}#{at}")

    @router.post("/{language}/diary/{day}/add")
    def add(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on = _date(day)
        words = typed(form, "text") or typed(form, "favourite", 300)
        if not words:
            return to(language, f"diary/{on.isoformat()}")

        def put() -> None:
            site.me.add(on, entries_of(words, typed(form, "time", 5)))

        return changed(request, language, on, put, words=words)

    @router.post("/{language}/diary/{day}/change")
    def change(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on, words = _date(day), typed(form, "text", 2000)

        def replace() -> None:
            lines = entries_of(words, typed(form, "time", 5))
            if len(lines) != 1:
                raise InputError(Problem("error.text-or-lines"))
            (line,) = lines
            site.me.change(on, whole(form, "entry"), line.text, line.time, whole(form, "version"))

        return changed(request, language, on, replace, words=words)

    @router.post("/{language}/diary/{day}/correct")
    def correct(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on = _date(day)
        return changed(request, language, on, lambda: _correct(site, language, on, form))

    @router.post("/{language}/diary/{day}/name")
    def name(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on = _date(day)
        return changed(request, language, on, lambda: _name(site, language, on, form))

    @router.post("/{language}/diary/{day}/dish")
    def dish(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on, named = _date(day), typed(form, "dish", 80)

        def put() -> None:
            for one in own_dishes(site):
                if one.name == named and one.portion is not None:
                    site.me.add(on, [DiaryEntry(text=one.portion.line)])

        return changed(request, language, on, put)

    @router.post("/{language}/diary/{day}/remove")
    def remove(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on, line, version = _date(day), whole(form, "entry"), whole(form, "version")
        return changed(request, language, on, lambda: site.me.remove(on, line, version))

    @router.post("/{language}/diary/{day}/complete")
    def complete(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on, version = _date(day), whole(form, "version")
        said = {"yes": True, "no": False}.get(typed(form, "complete", 3))

        def say() -> None:
            site.me.say_complete(on, said, version)

        return changed(request, language, on, say, at="complete")

    @router.post("/{language}/diary/{day}/copy")
    def copy(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on, from_ = _date(day), _date(typed(form, "from", 10))
        return changed(request, language, on, lambda: site.me.copy(from_, on))

    @router.post("/{language}/diary/{day}/favourite")
    def favourite(
        request: Request, language: Language, day: str, form: FormData = Depends(site.form)
    ) -> Response:
        on, words = _date(day), typed(form, "words", 300)
        keep = site.me.forget if typed(form, "forget") else site.me.choose
        return changed(request, language, on, lambda: keep("favourite", words), at="add")

    @router.post("/{language}/import")
    async def import_(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        from starlette.concurrency import run_in_threadpool

        file = sent(form, "file")
        if file is None:
            return to(language, "diary")
        content = await file.read()
        try:
            new = await run_in_threadpool(_read_in, site, content)
        except MagwiseError as error:
            return _list(site, request, language, error=error)
        return _list(site, request, language, new=new)

    return router


def _claimed(site: Site, on: date, form: FormData) -> tuple[KeptDay, KeptEntry]:
    """The day and the line that a form is about, when both are as the form saw them.

    Raises
    ------
    ChangedError
        When they are not.
    """
    kept = site.me.day(on)
    entry = next((one for one in kept.entries if one.id == whole(form, "entry")), None)
    if kept.version != whole(form, "version") or entry is None:
        raise ChangedError(Problem("error.day-changed", values={"date": on.isoformat()}))
    return kept, entry


def _name(site: Site, language: Language, on: date, form: FormData) -> None:
    """Say what words mean that were not understood, and how much it was."""
    kept, entry = _claimed(site, on, form)
    food = _food(typed(form, "other", 80), site, language)
    grams = _grams(typed(form, "grams", 12), None)
    words = typed(form, "words", 300)
    text = named_line(entry.text, words, food, grams, site.kb, site.own_choices())
    site.me.change(on, entry.id, text, entry.time, kept.version)


def _correct(site: Site, language: Language, on: date, form: FormData) -> None:
    """Put one part of a line right: another amount, another food; perhaps from now on."""
    kept, entry = _claimed(site, on, form)
    read = parse_line(entry.text, site.kb, corrections=site.own_choices())
    place = whole(form, "item")
    if not 0 <= place < len(read.items):
        raise ChangedError(Problem("error.day-changed", values={"date": on.isoformat()}))
    item = read.items[place]
    named = typed(form, "other", 80)
    food = _food(named, site, language) if named else typed(form, "food", 80)
    if food not in site.kb.foods:
        food = item.id if item.id in site.kb.foods else ""
    if not food:
        raise InputError(Problem("error.food-not-known", values={"given": named, "near": ""}))
    if typed(form, "always") and food != item.id:
        site.me.choose("food", plain_words(item.words), food)
    grams = _grams(typed(form, "grams", 12), item)
    text = changed_line(entry.text, read.items, place, food, grams, site.kb, site.own_choices())
    site.me.change(on, entry.id, text, entry.time, kept.version)


def _food(named: str, site: Site, language: Language) -> str:
    """The food that somebody names; what comes near is told in words when there is none.

    Raises
    ------
    InputError
        When no food, or more than one, goes by that name.
    """
    try:
        return food_of(named, site.kb)
    except InputError as error:
        found = find(named, site.kb, language=language)[:5]
        near = ", ".join(site.kb.foods[one.id].names.of(language) for one in found)
        values = {"given": named, "near": near or "–"}
        raise InputError(Problem("error.food-not-known", values=values)) from error


def _grams(text: str, item: Item | None) -> float:
    given = text.replace(",", ".").strip()
    if not given and item is not None and item.grams is not None:
        return float(round(item.grams.best))
    try:
        grams = float(given)
    except ValueError:
        grams = -1.0
    if not 0 < grams <= 5000:
        values = {"question": "grams", "value": text[:20], "low": 1, "high": 5000}
        raise InputError(Problem("error.answer-range", values=values))
    return grams


def _read_in(site: Site, content: bytes) -> int:
    from magwise.core.errors import collect
    from magwise.person.rows import days_of

    problems: list[Problem] = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    found = days_of(text.replace("\x00", " "), "", problems)
    collect(problems[:20])
    try:
        diary = Diary.model_validate({"days": found})
    except ValueError as error:
        raise InputError(Problem("error.csv")) from error
    return site.me.add_diary(diary)


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise HTTPException(404) from error
    if text != found.isoformat() or not 1990 <= found.year <= 2200:
        raise HTTPException(404)
    return found


def _list(
    site: Site, request: Request, language: Language, *, new: int | None = None,
    error: MagwiseError | None = None,
) -> Response:  # fmt: skip
    kept: Sequence[KeptDay] = site.me.days()[::-1][:_SHOWN_DAYS]
    days = site.read_days(Diary(days=tuple(one.day() for one in kept)))
    sums = {one.date: one for one in days}
    today = site.today()
    return site.page(
        request,
        "diary",
        language,
        status=422 if error is not None else 200,
        error=error,
        days=[(one, sums.get(one.date)) for one in kept],
        today=today.isoformat(),
        yesterday=(today - timedelta(days=1)).isoformat(),
        new=new,
    )


def _show(
    site: Site, request: Request, language: Language, on: date, *,
    error: MagwiseError | None = None, words: str = "",
) -> Response:  # fmt: skip
    kept = site.me.day(on)
    other = [one for one in site.me.days() if one.entries and one.date != kept.date]
    sums = site.read_days(Diary(days=(kept.day(),)))
    day = sums[0] if sums else None
    favourites = [one for one, _ in site.me.choices("favourite")]
    return site.page(
        request,
        "day",
        language,
        status=status_of(error),
        error=error,
        kept=kept,
        day=day,
        rows=rows_of(kept, day, site.kb, language),
        words=words,
        favourites=favourites,
        dishes=own_dishes(site),
        others=other[::-1][:14],
        before=(on - timedelta(days=1)).isoformat(),
        after=(on + timedelta(days=1)).isoformat(),
        today=site.today().isoformat(),
    )
