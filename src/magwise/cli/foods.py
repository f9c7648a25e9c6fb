"""``magwise foods`` and ``magwise label``: how a diary line and a label are understood."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import importing, screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.foods.records import Corrections, ParsedLine
    from magwise.knowledge import Knowledge

_Command = Callable[..., None]


def commands(
    app: typer.Typer,
    h: Callable[[str], str],
    command: Callable[[typer.Typer, str, str], Callable[[_Command], _Command]],
    lang: Any,
    json_: Any,
    own: Any,
) -> None:
    """Add ``magwise foods``; ``h`` gives the words of the help."""
    from magwise.cli.app import STATE, chosen_language, knowledge

    group = typer.Typer(help=h("foods"), no_args_is_help=True)
    app.add_typer(group, name="foods")

    @command(group, "find", "foods-find")
    def find_(
        text: Annotated[str, typer.Argument(metavar="TEXT", help=h("foods-text"))],
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        find(text, knowledge(), chosen_language(lang_) or STATE.language, as_json=as_json)

    @command(group, "parse", "foods-parse")
    def parse_(
        text: Annotated[str | None, typer.Argument(metavar="TEXT", help=h("foods-text"))] = None,
        lines: Annotated[
            Path | None, typer.Option("--lines", metavar="FILE", help=h("foods-lines"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
        no_corrections: own = False,
    ) -> None:
        language = chosen_language(lang_)
        if (text is None) == (lines is None):
            raise InputError(Problem("error.text-or-lines"))
        parse(
            text,
            lines,
            knowledge(),
            language,
            spoken=STATE.language,
            as_json=as_json,
            corrections=importing.corrections(knowledge(), wanted=not no_corrections),
        )

    importing.commands(group, h, command, lang, json_)


def find(text: str, kb: "Knowledge", language: Language, *, as_json: bool) -> None:
    """Foods that a text may mean, the likeliest first, with magnesium per 100 g."""
    from magwise import foods
    from magwise.text import numbers

    found = foods.find(text, kb, language=language)
    rows = []
    for candidate in found:
        food = kb.foods[candidate.id]
        figures = kb.figures.get(candidate.id)
        magnesium = figures.magnesium_mg() if figures is not None else None
        rows.append(
            {
                "id": candidate.id,
                "name": food.names.of(language),
                "score": round(candidate.score, 3),
                "magnesium_mg_per_100g": magnesium.as_dict() if magnesium else None,
                "table": figures.table if figures is not None else None,
                "code": figures.code if figures is not None else None,
            }
        )
    used = [candidate.id for candidate in found]
    if as_json:
        screen.write_json(rows)
        importing.acknowledge([*used], kb, language, as_json=True)
        return
    if not rows:
        screen.write(kb.text(language)["ui.foods-none"])
    for row in rows:
        low_high: Any = row["magnesium_mg_per_100g"]
        amount = (
            f"{numbers.span(low_high['low'], low_high['high'], language, 0)} mg / 100 g"
            if low_high
            else kb.text(language)["word.unknown"]
        )
        screen.write(f"{row['id']:<32} {row['name']:<36} {amount}")
    importing.acknowledge([*used], kb, language, as_json=False)


def parse(
    text: str | None,
    lines: Path | None,
    kb: "Knowledge",
    language: Language | None,
    *,
    spoken: Language,
    as_json: bool,
    corrections: "Corrections | None" = None,
) -> None:
    """How one line, or each line of a file, is understood."""
    from magwise.foods import parse_line
    from magwise.report.result import line_result

    used: list[str | None] = []
    for line in (text,) if text is not None else _lines(lines):
        read = parse_line(line, kb, language=language, corrections=corrections)
        used.extend(item.id for item in read.items)
        if as_json:
            record = line_result(read, kb, spoken).model_dump(mode="json")
            if lines is None:
                screen.write_json(record)
            else:
                screen.write_json(record, compact=True)
        else:
            _show(read, kb, spoken)
    importing.acknowledge(used, kb, spoken, as_json=as_json)


def _lines(path: Path | None) -> Iterator[str]:
    from magwise.person.files import read_text

    if path is None:
        return
    text, _ = read_text(path)
    for line in text.splitlines():
        if line.strip():
            yield line


def _show(read: "ParsedLine", kb: "Knowledge", language: Language) -> None:
    from magwise.text import names, numbers, render
    from magwise.text.quoting import quoted

    unknown = kb.text(language)["word.unknown"]
    screen.write(quoted(read.text, language))
    for item in read.items:
        name = item.id or unknown
        if item.id in kb.foods:
            name = names.name(item.id, "food", kb, language)
        grams = (
            f"{numbers.span(item.grams.low, item.grams.high, language, 0)} g"
            if item.grams
            else unknown
        )
        magnesium = item.magnesium_mg
        mg = (
            f"{numbers.span(magnesium.low, magnesium.high, language, 0)} mg Mg"
            if magnesium
            else unknown
        )
        screen.write(f"  {name:<36} {grams:>14}  {mg:>16}   {item.confidence:.2f}")
    for question in read.questions:
        screen.write(f"  ? {render(question, kb, language)}")


def label(text: str, kb: "Knowledge", language: Language, *, as_json: bool) -> None:
    """What a label says: salt or element, per tablet or per day, and whether it can be right."""
    from magwise.foods.label import read_label
    from magwise.report.result import label_result

    result = label_result(read_label(text, kb, language), kb, language)
    if as_json:
        screen.write(result.model_dump_json(indent=2))
        return
    for finding in result.findings:
        sign = "?" if finding.severity == "ask" else "!" if finding.severity != "info" else "-"
        screen.write(f"{sign} {finding.text}")
