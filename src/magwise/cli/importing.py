"""``magwise foods import``, ``tables``, ``remember``, ``forget`` and ``corrections``."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.foods.choices import Choices
    from magwise.foods.importing import Imported, Progress
    from magwise.foods.records import Corrections
    from magwise.knowledge import Knowledge
    from magwise.person.exports import Export

_Command = Callable[..., None]


def with_own_tables(kb: "Knowledge") -> "Knowledge":
    """The knowledge base with the tables a person imported; read only when there are any."""
    from magwise.foods.folder import data_folder

    folder = data_folder()
    if not (folder / "tables").is_dir():
        return kb
    from magwise.foods import importing

    return importing.with_own_tables(kb, importing.own_tables(folder))


def corrections(kb: "Knowledge", *, wanted: bool) -> "Corrections | None":
    """The person's own choices, or None when they are not to be used."""
    from magwise.foods.folder import data_folder

    folder = data_folder()
    if not wanted or not (folder / "corrections.json").is_file():
        return None
    from magwise.foods.choices import read_choices

    return read_choices(folder).used(kb)


def acknowledge(
    foods: "list[str | None]", kb: "Knowledge", language: Language, *, as_json: bool
) -> None:
    """The words that owners of imported tables want to stand with a result."""
    from magwise.foods.importing import acknowledgements
    from magwise.text import render

    for fact in acknowledgements(foods, kb):
        (screen.note if as_json else screen.write)(render(fact, kb, language))


def commands(
    group: typer.Typer,
    h: Callable[[str], str],
    command: Callable[[typer.Typer, str, str], Callable[[_Command], _Command]],
    lang: Any,
    json_: Any,
) -> None:
    """Add the commands for what a person keeps themselves."""
    from magwise.cli.app import STATE, chosen_language, knowledge, shipped_knowledge

    @command(group, "import", "foods-import")
    def import_(
        path: Annotated[Path, typer.Argument(metavar="FILE", help=h("foods-import-path"))],
        save: Annotated[
            Path | None, typer.Option("--save", metavar="FILE", help=h("foods-import-save"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        chosen_language(lang_)
        read(path, save, shipped_knowledge(), STATE.language, as_json=as_json)

    @command(group, "tables", "foods-tables")
    def tables(
        remove: Annotated[
            str | None, typer.Option("--remove", metavar="ID", help=h("foods-tables-remove"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        chosen_language(lang_)
        show_tables(remove, shipped_knowledge(), STATE.language, as_json=as_json)

    @command(group, "remember", "foods-remember")
    def remember(
        words: Annotated[str, typer.Argument(metavar="WORDS", help=h("foods-remember-words"))],
        meaning: Annotated[
            str, typer.Argument(metavar="FOOD|AMOUNT", help=h("foods-remember-meaning"))
        ],
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.foods import choices
        from magwise.foods.folder import data_folder

        chosen_language(lang_)
        kb = knowledge()
        kept = choices.remember(words, meaning, kb, data_folder())
        if as_json:
            screen.write_json(_choices_record(kept, kb))
            return
        said = _ui(kb, STATE.language, "ui.choice-kept")
        screen.write(said.format(words=words, meaning=_named(meaning, kb, STATE.language)))

    @command(group, "forget", "foods-forget")
    def forget(
        words: Annotated[
            str | None, typer.Argument(metavar="WORDS", help=h("foods-remember-words"))
        ] = None,
        everything: Annotated[bool, typer.Option("--all", help=h("foods-forget-all"))] = False,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.foods import choices
        from magwise.foods.folder import data_folder

        chosen_language(lang_)
        kb = shipped_knowledge()
        if (words is None) != everything:
            raise InputError(Problem("error.choice-what"))
        if everything:
            count = choices.forget_all(data_folder())
            said = _ui(kb, STATE.language, "ui.choices-forgotten").format(count=count)
            left = choices.Choices()
        else:
            left = choices.forget(words or "", data_folder())
            said = _ui(kb, STATE.language, "ui.choice-forgotten").format(words=words)
        if as_json:
            screen.write_json(_choices_record(left, knowledge()))
            return
        screen.write(said)

    @command(group, "corrections", "foods-corrections")
    def show(lang_: lang = None, as_json: json_ = False) -> None:
        from magwise.foods.choices import read_choices
        from magwise.foods.folder import data_folder

        chosen_language(lang_)
        kb = knowledge()
        show_choices(read_choices(data_folder()), kb, STATE.language, as_json=as_json)


def read(
    path: Path, save: Path | None, kb: "Knowledge", language: Language, *, as_json: bool
) -> None:
    """Import a table of foods into the person's folder, or a diary to a file or the screen."""
    from magwise.person.exports import kind_of as diary_kind

    if path.suffix.casefold() == ".csv" and path.is_file():
        from magwise.foods.importing.sheets import head_of
        from magwise.person.exports import read_export

        if diary_kind(head_of(path)) is not None:
            _tell_diary(read_export(path), save, kb, language, as_json=as_json)
            return
    if save is not None:
        raise InputError(Problem("error.diary-save"))
    from magwise.foods.folder import data_folder
    from magwise.foods.importing import keep, read_table

    with _progress(path.name) as progress:
        found = read_table(path, kb, progress=progress)
    keep(found.table, data_folder())
    _tell_table(found, kb, language, as_json=as_json)


def _tell_table(found: "Imported", kb: "Knowledge", language: Language, *, as_json: bool) -> None:
    from magwise.foods.importing.tables import same_foods

    table = found.table
    replaced = len(same_foods(kb, table)) if table.prefer else 0
    if as_json:
        screen.write_json(
            {
                "table": table.id,
                "title": table.source.title,
                "foods": len(table.foods),
                "with_magnesium": table.with_magnesium(),
                "figures_of_ours_replaced": replaced,
                "credit": table.source.credit,
                "problems": screen.problem_records(found.problems, kb, language),
            }
        )
        return
    screen.complain(found.problems, kb, language)
    values = {"title": table.source.title, "foods": len(table.foods)}
    known, problems = table.with_magnesium(), len(found.problems)
    said = _ui(kb, language, "ui.import-kept")
    screen.write(said.format(**values, known=known, problems=problems))
    if replaced:
        screen.write(_ui(kb, language, "ui.import-prefers").format(count=replaced))
    if table.source.credit:
        screen.write(table.source.credit)


def _tell_diary(
    found: "Export", save: Path | None, kb: "Knowledge", language: Language, *, as_json: bool
) -> None:
    data = found.diary.model_dump(mode="json", exclude_defaults=True)
    entries = [entry for day in found.diary.days for entry in day.entries]
    known = sum(
        entry.stated is not None and "magnesium_mg" in entry.stated.nutrients for entry in entries
    )
    if save is None:
        screen.write_json(data)
    else:
        from magwise.report.writing import write_text

        write_text(save, screen.as_json(data) + "\n")
    if as_json and found.problems:
        screen.complain(found.problems, kb, language, as_records=True)
        return
    screen.complain(found.problems, kb, language)
    counts = {"days": len(found.diary.days), "entries": len(entries), "known": known}
    screen.note(_ui(kb, language, "ui.import-diary").format(**counts))
    if found.kind == "cronometer-days":
        screen.note(_ui(kb, language, "ui.import-diary-days"))
    elif not known:
        screen.note(_ui(kb, language, "ui.import-diary-no-magnesium"))


def show_tables(remove: str | None, kb: "Knowledge", language: Language, *, as_json: bool) -> None:
    """The person's own tables, after one of them was taken away if that was asked."""
    from magwise.foods import importing
    from magwise.foods.folder import data_folder

    folder = data_folder()
    if remove is not None:
        importing.remove(remove, folder)
        if not as_json:
            screen.write(_ui(kb, language, "ui.table-removed").format(table=remove))
            return
    tables = importing.own_tables(folder)
    rows = [
        {
            "table": table.id,
            "title": table.source.title,
            "foods": len(table.foods),
            "with_magnesium": table.with_magnesium(),
            "licence": table.source.licence,
            "credit": table.source.credit,
        }
        for table in tables
    ]
    if as_json:
        screen.write_json(rows)
        return
    if not rows:
        screen.write(_ui(kb, language, "ui.tables-none"))
    for row in rows:
        screen.write(f"{row['table']:<24} {row['foods']:>6}  {row['title']}")
        if row["credit"]:
            screen.write(f"{'':<24}         {row['credit']}")


def show_choices(found: "Choices", kb: "Knowledge", language: Language, *, as_json: bool) -> None:
    """Every choice a person made; one whose food is gone says so."""
    if as_json:
        screen.write_json(_choices_record(found, kb))
        return
    if not found.foods and not found.measures:
        screen.write(_ui(kb, language, "ui.choices-none"))
    for words, food in sorted(found.foods.items()):
        if food in kb.foods:
            screen.write(f"{words:<24} {kb.foods[food].names.of(language)} ({food})")
        else:
            screen.write(_ui(kb, language, "ui.choice-stale").format(words=words) + f" ({food})")
    for words, amount in sorted(found.measures.items()):
        screen.write(f"{words:<24} {amount:g} ml/g")


def _choices_record(found: "Choices", kb: "Knowledge") -> dict[str, Any]:
    return {**found.model_dump(), "stale": list(found.stale(kb))}


def _named(meaning: str, kb: "Knowledge", language: Language) -> str:
    food = kb.foods.get(meaning.strip())
    return food.names.of(language) if food is not None else meaning.strip()


def _ui(kb: "Knowledge", language: Language, key: str) -> str:
    return kb.text(language)[key]


@contextlib.contextmanager
def _progress(name: str) -> "Iterator[Progress | None]":
    """A bar on a terminal; nothing where the output goes elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(name, total=None)

        def told(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield told
