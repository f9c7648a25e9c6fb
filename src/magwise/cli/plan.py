"""``magwise plan``: what to eat and do in the coming weeks, on paper and in the calendar."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import importing, screen, words
from magwise.cli.advice import day, heeded
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.plan.records import Plan, Wishes
    from magwise.plan.weeks import Programme

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
_PAGE = (".html", ".htm", ".pdf")
_LIST = (*_PAGE, ".txt")


@dataclass(frozen=True, slots=True)
class Papers:
    """Where each paper goes; None for those that were not asked."""

    html: Path | None = None
    pdf: Path | None = None
    ics: Path | None = None
    card: Path | None = None
    race_card: Path | None = None
    letter: Path | None = None
    shopping: Path | None = None

    def named(self) -> dict[str, Path]:
        """The papers that were asked."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: path for name, path in found.items() if path is not None}


@dataclass(frozen=True, slots=True)
class _Clock:
    """How the calendar is made: its time zone, and whether medicines ring too."""

    zone: str | None
    medicines: bool


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any, own: Any
) -> None:
    """Add the command to the program; ``h`` gives the words of the help."""

    def paper(option: str) -> Any:
        return Annotated[
            Path | None,
            typer.Option(f"--{option}", metavar="FILE", help=h(f"plan-{option}")),
        ]

    @command(app, "plan", "plan")
    def plan_(
        person: Annotated[Path, typer.Argument(metavar="PERSON", help=h("person"))],
        diary: Annotated[
            Path | None, typer.Option("--diary", metavar="FILE", help=h("diary"))
        ] = None,
        wishes: Annotated[
            Path | None, typer.Option("--wishes", metavar="FILE", help=h("plan-wishes"))
        ] = None,
        weeks: Annotated[int, typer.Option("--weeks", help=h("plan-weeks"))] = 8,
        html: paper("html") = None,  # type: ignore[valid-type]
        pdf: paper("pdf") = None,  # type: ignore[valid-type]
        ics: paper("ics") = None,  # type: ignore[valid-type]
        card: paper("card") = None,  # type: ignore[valid-type]
        race_card: paper("race-card") = None,  # type: ignore[valid-type]
        letter: paper("letter") = None,  # type: ignore[valid-type]
        shopping: paper("shopping") = None,  # type: ignore[valid-type]
        medicines: Annotated[bool, typer.Option("--medicines", help=h("plan-medicines"))] = False,
        zone: Annotated[
            str | None, typer.Option("--zone", metavar="Europe/Amsterdam", help=h("plan-zone"))
        ] = None,
        today: Annotated[
            str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=h("today"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
        no_corrections: own = False,
    ) -> None:
        from magwise.cli.app import chosen_language, knowledge
        from magwise.plan.wishes import read_wishes

        kb = knowledge()
        make(
            person,
            kb,
            diary=diary,
            wishes=None if wishes is None else read_wishes(wishes, kb),
            weeks=weeks,
            papers=Papers(html, pdf, ics, card, race_card, letter, shopping),
            zone=zone,
            medicines=medicines,
            language=chosen_language(lang_),
            as_json=as_json,
            today=day(today),
            corrections=importing.corrections(kb, wanted=not no_corrections),
        )


def make(
    path: Path,
    kb: "Knowledge",
    *,
    diary: Path | None,
    wishes: "Wishes | None",
    weeks: int,
    papers: Papers,
    zone: str | None,
    language: Language | None,
    as_json: bool,
    medicines: bool = False,
    today: date | None,
    corrections: Any = None,
) -> None:
    """Plan for one person and write the papers that were asked; without any, show the plan.

    Everything is made before anything is written.
    """
    from magwise.assessment import assess
    from magwise.followup.watching import without_dose
    from magwise.person.reading import read_person
    from magwise.plan import Wishes, propose
    from magwise.plan.expecting import with_expectation
    from magwise.plan.weeks import programme
    from magwise.report.writing import write_bytes

    problems = [p for name, target in papers.named().items() for p in _place(name, target)]
    if problems:
        raise InputError(*problems)
    person = read_person(path, diary=diary)
    spoken = language or person.profile.language or words.of_environment()
    screen.complain(person.notices, kb, spoken)
    wanted = wishes or Wishes(wants_supplement=person.profile.wants_supplement)
    person, held = heeded(person, kb, spoken, today)
    profile = person.profile
    if wanted.hide_energy:  # what the assessment says keeps to it as well
        profile = profile.model_copy(update={"hide_calories": True})
    assessment = assess(profile, person.diary, kb, today=today, corrections=corrections)
    if held:
        assessment = without_dose(assessment)
    plan = with_expectation(propose(assessment, wanted, kb), kb)
    laid_out = programme(plan, kb, weeks=weeks)
    made, notices = _made(plan, laid_out, papers, _Clock(zone, medicines), kb, spoken)
    if as_json:
        from magwise.report.plan_result import plan_result

        screen.write(plan_result(plan, laid_out, kb, spoken).model_dump_json(indent=2))
    elif not papers.named():
        _show(plan, laid_out, kb, spoken)
    said = kb.text(spoken)["ui.written"]
    for target, content in made.items():
        write_bytes(target, content)
        screen.note(said.replace("{path}", str(target)))
    for notice in notices:
        screen.note(notice)


def _show(plan: "Plan", laid_out: "Programme", kb: "Knowledge", language: Language) -> None:
    from magwise.report.document import document
    from magwise.report.plan import as_report, paper
    from magwise.report.terminal import show
    from magwise.safety.records import Status

    if plan.assessment.verdict.status is Status.EMERGENCY:
        written = document(plan.assessment, plan, kb, language)
    else:
        written = as_report(paper(plan, laid_out, kb, language))
    show(written, screen.console())


def _made(
    plan: "Plan",
    laid_out: "Programme",
    papers: Papers,
    clock: _Clock,
    kb: "Knowledge",
    language: Language,
) -> tuple[dict[Path, bytes], list[str]]:
    """The content of every file, and what to say about papers that there are none of."""
    from magwise.report import plan_pages as pages
    from magwise.report import plan_sheets as sheets
    from magwise.report.plan import paper
    from magwise.safety.records import Status

    if plan.assessment.verdict.status is Status.EMERGENCY:
        return _emergency(plan, laid_out, papers, clock, kb, language)
    files: dict[Path, bytes] = {}
    notices: list[str] = []
    if papers.html is not None or papers.pdf is not None:
        written = paper(plan, laid_out, kb, language)
        if papers.html is not None:
            files[papers.html] = pages.plan_page(written).encode()
        if papers.pdf is not None:
            files[papers.pdf] = pages.plan_pdf(written)

    def put(target: Path | None, page: str | None, none: str) -> None:
        if target is None:
            return
        if page is None:
            notices.append(kb.text(language)[f"ui.written-nothing-{none}"])
        else:
            files[target] = _formed(target, page)

    if papers.card is not None:
        put(papers.card, pages.card_page(sheets.day_card(plan, laid_out, kb, language)), "card")
    if papers.race_card is not None:
        race = sheets.race_card(plan, kb, language)
        put(papers.race_card, pages.card_page(race) if race else None, "race")
    if papers.letter is not None:
        letter = sheets.letter(plan, kb, language)
        put(papers.letter, pages.letter_page(letter) if letter else None, "letter")
    if papers.shopping is not None:
        bought = sheets.shopping_list(plan, kb, language)
        if bought is not None and papers.shopping.suffix.casefold() == ".txt":
            files[papers.shopping] = sheets.shopping_text(bought).encode()
        else:
            put(papers.shopping, pages.shopping_page(bought) if bought else None, "shopping")
    if papers.ics is not None:
        made = _calendar(plan, laid_out, papers.ics, clock, kb, language)
        if made is None:
            notices.append(kb.text(language)["ui.written-nothing-calendar"])
        else:
            files[papers.ics] = made
    return files, notices


def _emergency(
    plan: "Plan",
    laid_out: "Programme",
    papers: Papers,
    clock: _Clock,
    kb: "Knowledge",
    language: Language,
) -> tuple[dict[Path, bytes], list[str]]:
    """Only the emergency, on every paper; an earlier calendar stops ringing."""
    from magwise.report.document import document
    from magwise.report.html import html

    page = html(document(plan.assessment, plan, kb, language))
    files: dict[Path, bytes] = {}
    notices: list[str] = []
    for name, target in papers.named().items():
        if name == "ics":
            made = _calendar(plan, laid_out, target, clock, kb, language)
            if made is not None:
                files[target] = made
                continue
        elif target.suffix.casefold() in _PAGE:
            files[target] = _formed(target, page)
            continue
        said = kb.text(language)["ui.written-nothing-emergency"]
        notices.append(said.replace("{path}", str(target)))
    return files, notices


def _calendar(
    plan: "Plan",
    laid_out: "Programme",
    target: Path,
    clock: _Clock,
    kb: "Knowledge",
    language: Language,
) -> bytes | None:
    from magwise.report.plan_calendar import calendar, entries, zone_of

    where = zone_of(plan.assessment.profile.country, clock.zone)
    before = target.read_bytes() if target.is_file() else None
    found = entries(plan, laid_out, kb, language, where, medicines=clock.medicines)
    return calendar(found, plan, kb, language, before=before)


def _formed(target: Path, page: str) -> bytes:
    """A page as the end of the file name asks: PDF or HTML."""
    if target.suffix.casefold() == ".pdf":
        from magwise.report.plan_pages import pdf

        return pdf(page)
    return page.encode()


def _place(name: str, target: Path) -> tuple[Problem, ...]:
    """What would keep a paper from being written, found before the work starts."""
    where = str(target)
    allowed = {"html": None, "pdf": (".pdf",), "ics": (".ics",), "shopping": _LIST}.get(name, _PAGE)
    if target.is_dir():
        return (Problem("error.write-directory", where),)
    if not target.parent.is_dir():
        return (Problem("error.write-no-folder", where, {"folder": str(target.parent)}),)
    if allowed is not None and target.suffix.casefold() not in allowed:
        values = {"given": target.name, "allowed": ", ".join(allowed)}
        return (Problem("error.plan-suffix", where, values),)
    return ()
