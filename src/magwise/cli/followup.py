"""``magwise log`` and ``magwise followup``: how it goes, check-ins, and the review."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import advice, screen
from magwise.cli.followup_papers import Papers, write_calendar, write_papers, written
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.followup import CheckIn, Review, Start
    from magwise.knowledge import Knowledge
    from magwise.person.log import Log, LogDay

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
_SHOWN_DAYS = 7


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    """Add the commands to the program; ``h`` gives the words of the help."""

    @command(app, "log", "log")
    def log_(
        file: Annotated[
            Path | None, typer.Argument(metavar="[LOG.csv]", help=h("log-file"))
        ] = None,
        day: Annotated[
            str | None, typer.Option("--date", metavar="YYYY-MM-DD", help=h("log-date"))
        ] = None,
        cramps: Annotated[str | None, typer.Option("--cramps", help=h("log-cramps"))] = None,
        cramp_details: Annotated[
            str | None, typer.Option("--cramp-details", help=h("log-cramp-details"))
        ] = None,
        soreness: Annotated[str | None, typer.Option("--soreness", help=h("log-soreness"))] = None,
        sleep_hours: Annotated[
            str | None, typer.Option("--sleep-hours", help=h("log-sleep-hours"))
        ] = None,
        sleep_quality: Annotated[
            str | None, typer.Option("--sleep-quality", help=h("log-sleep-quality"))
        ] = None,
        energy: Annotated[str | None, typer.Option("--energy", help=h("log-energy"))] = None,
        stool: Annotated[str | None, typer.Option("--stool", help=h("log-stool"))] = None,
        stools: Annotated[str | None, typer.Option("--stools", help=h("log-stools"))] = None,
        side_effects: Annotated[
            str | None, typer.Option("--side-effects", help=h("log-side-effects"))
        ] = None,
        doses: Annotated[str | None, typer.Option("--doses", help=h("log-doses"))] = None,
        training: Annotated[str | None, typer.Option("--training", help=h("log-training"))] = None,
        pulse_per_min: Annotated[str | None, typer.Option("--pulse", help=h("log-pulse"))] = None,
        new_medicines: Annotated[
            str | None, typer.Option("--new-medicines", help=h("log-new-medicines"))
        ] = None,
        note: Annotated[str | None, typer.Option("--note", help=h("log-note"))] = None,
        data: Annotated[
            Path | None, typer.Option("--data", metavar="FOLDER", help=h("log-data"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import knowledge
        from magwise.person.log_rows import COLUMNS

        cells = (
            cramps, cramp_details, soreness, sleep_hours, sleep_quality, energy, stool, stools,
            side_effects, doses, training, pulse_per_min, new_medicines, note,
        )  # fmt: skip
        pairs = zip(COLUMNS[1:], cells, strict=True)
        given = {name: value for name, value in pairs if value is not None}
        log(file, data, advice.day(day), given, knowledge(), _spoken(lang_), as_json=as_json)

    group = typer.Typer(help=h("followup"), no_args_is_help=True)
    app.add_typer(group, name="followup")
    today_ = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=h("today"))]
    diary_ = Annotated[Path | None, typer.Option("--diary", metavar="FILE", help=h("diary"))]
    ics_ = Annotated[Path | None, typer.Option("--ics", metavar="FILE", help=h("followup-ics"))]

    def paper(option: str) -> Any:
        told = h(f"followup-review-{option}")
        return Annotated[Path | None, typer.Option(f"--{option}", metavar="FILE", help=told)]

    @command(group, "start", "followup-start")
    def start_(
        person: Annotated[Path, typer.Argument(metavar="PERSON", help=h("person"))],
        save: Annotated[
            Path, typer.Option("--save", metavar="START.json", help=h("followup-save"))
        ],
        diary: diary_ = None,
        weeks: Annotated[int, typer.Option("--weeks", min=1, max=52, help=h("followup-weeks"))] = 8,
        ics: ics_ = None,
        today: today_ = None,
        lang_: lang = None,
    ) -> None:
        from magwise.cli.app import knowledge

        start(person, diary, save, weeks, ics, advice.day(today), knowledge(), lang_)

    @command(group, "check", "followup-check")
    def check_(
        begun: Annotated[Path, typer.Argument(metavar="START.json", help=h("followup-begun"))],
        person: Annotated[Path, typer.Argument(metavar="PERSON", help=h("person"))],
        log: Annotated[Path, typer.Argument(metavar="LOG.csv", help=h("log-file"))],
        ics: ics_ = None,
        today: today_ = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import knowledge

        check(begun, person, log, ics, advice.day(today), knowledge(), lang_, as_json=as_json)

    @command(group, "review", "followup-review")
    def review_(
        begun: Annotated[Path, typer.Argument(metavar="START.json", help=h("followup-begun"))],
        person: Annotated[Path, typer.Argument(metavar="PERSON", help=h("person"))],
        log: Annotated[Path, typer.Argument(metavar="LOG.csv", help=h("log-file"))],
        diary: diary_ = None,
        html: paper("html") = None,  # type: ignore[valid-type]
        pdf: paper("pdf") = None,  # type: ignore[valid-type]
        chart: paper("chart") = None,  # type: ignore[valid-type]
        today: today_ = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import knowledge

        look_back(
            begun, person, log, diary, Papers(html, pdf, chart), advice.day(today), knowledge(),
            lang_, as_json=as_json,
        )  # fmt: skip


def _spoken(lang: str | None, own: Language | None = None) -> Language:
    from magwise.cli.app import STATE, chosen_language

    return chosen_language(lang) or own or STATE.language


def _today(day: date | None) -> date:
    return day or date.today()  # noqa: DTZ011 - the person's own calendar day


def log(
    file: Path | None,
    data: Path | None,
    day: date | None,
    given: dict[str, str],
    kb: "Knowledge",
    language: Language,
    *,
    as_json: bool,
) -> None:
    """Write a day into the log, or show the last days; what must stop is said first.

    Without a file it is the log of the app.
    """
    from magwise.followup import signals
    from magwise.followup.telling import told_once, unsigned
    from magwise.person.log_rows import COLUMNS, cells_of, log_from

    if file is not None and data is not None:
        raise InputError(Problem("error.log-file-or-data"))
    added = None
    if given:
        head = ",".join(("date", *given))
        row = ",".join('"' + value.replace('"', '""') + '"' for value in given.values())
        (added,) = log_from(f"{head}\n{_today(day).isoformat()},{row}\n", "magwise log").days
    found = _in_store(data, added) if file is None else _in_file(file, added)
    fired = signals(found.days, kb)
    facts = (*told_once(fired), *unsigned(fired))
    if as_json:
        days = [one.model_dump(mode="json") for one in found.days]
        screen.write_json({"days": days, "facts": screen.fact_records(facts, kb, language)})
        return
    screen.write_facts(facts, kb, language)
    shown = found.days[-_SHOWN_DAYS:]
    filled = [name for name in COLUMNS if any(cells_of(one)[name] for one in shown)]
    rows = [filled, *([cells_of(one)[name] for name in filled] for one in shown)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(filled))]
    for cells in rows:
        padded = (one.ljust(width) for one, width in zip(cells, widths, strict=True))
        screen.write("  ".join(padded).rstrip())


def _in_file(file: Path, added: "LogDay | None") -> "Log":
    """The log in a table, with this day in it."""
    from magwise.person.log import Log
    from magwise.person.log_rows import as_table, read_log
    from magwise.report.writing import write_text

    found = read_log(file) if file.exists() else Log()
    if added is not None:
        found = found.with_day(added)
        write_text(file, as_table(found))
    return found


def _in_store(data: Path | None, added: "LogDay | None") -> "Log":
    """The log that the app keeps, with this day in it."""
    from magwise.cli.data import place
    from magwise.person.log import Log

    path = place(data)
    if added is None and not path.is_file():
        return Log()
    from magwise.store import Store

    store = Store(path)
    try:
        book = store.dossier().logbook
        if added is not None:
            book.merge(added)
        return book.log()
    finally:
        store.close()


def start(
    person: Path,
    diary: Path | None,
    save: Path,
    weeks: int,
    ics: Path | None,
    today: date | None,
    kb: "Knowledge",
    lang: str | None,
) -> None:
    """Keep where someone stands today, to compare with later."""
    from magwise.assessment import assess
    from magwise.followup.records import as_record, start_of
    from magwise.person.reading import read_person
    from magwise.plan import propose
    from magwise.report.writing import write_text
    from magwise.text import render

    read = read_person(person, diary=diary)
    language = _spoken(lang, read.profile.language)
    screen.complain(read.notices, kb, language)
    plan = propose(assess(read.profile, read.diary, kb, today=_today(today)), None, kb)
    screen.write(render(plan.verdict, kb, language))
    begun = start_of(plan, weeks=weeks)
    write_text(save, screen.as_json(as_record(begun)) + "\n")
    written(save, kb, language)
    write_calendar(ics, begun, read.profile.country, kb, language, _today(today))


def check(
    begun: Path,
    person: Path,
    log: Path,
    ics: Path | None,
    today: date | None,
    kb: "Knowledge",
    lang: str | None,
    *,
    as_json: bool,
) -> None:
    """A check-in: go on, up, down, or stop."""
    from magwise.followup import check_in
    from magwise.person.log_rows import read_log
    from magwise.person.reading import read_person

    read = read_person(person)
    language = _spoken(lang, read.profile.language)
    screen.complain(read.notices, kb, language)
    start = _begun(begun)
    found = check_in(start, read_log(log), read.profile, kb, today=_today(today))
    write_calendar(ics, start, read.profile.country, kb, language, _today(today))
    if as_json:
        screen.write_json(_check_record(found, kb, language))
        return
    screen.write_facts(found.facts, kb, language)


def look_back(
    begun: Path,
    person: Path,
    log: Path,
    diary: Path | None,
    papers: Papers,
    today: date | None,
    kb: "Knowledge",
    lang: str | None,
    *,
    as_json: bool,
) -> None:
    """Before against after, what may explain it, and the advice now."""
    from magwise.followup import review
    from magwise.person.log_rows import read_log
    from magwise.person.reading import read_person

    read = read_person(person, diary=diary)
    language = _spoken(lang, read.profile.language)
    screen.complain(read.notices, kb, language)
    start, days, on = _begun(begun), read_log(log), _today(today)
    found = review(start, days, read.profile, read.diary, kb, today=on)
    write_papers(papers, start, days, found, kb, language, on)
    if as_json:
        screen.write_json(_review_record(found, kb, language))
        return
    facts = list(found.facts)
    if found.plan is not None:
        facts += [found.plan.verdict, *(step.fact for step in found.plan.food)]
    screen.write_facts(facts, kb, language)


def _begun(path: Path) -> "Start":
    from magwise.followup.records import from_record
    from magwise.person.files import read_json, read_text

    return from_record(read_json(read_text(path)[0], path.name), path.name)


def _check_record(found: "CheckIn", kb: "Knowledge", language: Language) -> dict[str, Any]:
    return {
        "week": found.week,
        "due": found.due,
        "step": found.step.value,
        "alone": found.alone,
        "regimen": None if found.regimen is None else asdict(found.regimen),
        "facts": screen.fact_records(found.facts, kb, language),
    }


def _review_record(found: "Review", kb: "Knowledge", language: Language) -> dict[str, Any]:
    plan = found.plan
    return {
        "check": _check_record(found.check, kb, language),
        "changes": [asdict(change) for change in found.changes],
        "facts": screen.fact_records(found.facts, kb, language),
        "advice": None
        if plan is None
        else screen.fact_records([plan.verdict, *(step.fact for step in plan.food)], kb, language),
    }
