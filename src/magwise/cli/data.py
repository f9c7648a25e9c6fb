"""``magwise data``: where the app keeps its data, taking it along, erasing it, copies."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import BAD_INPUT, devices, screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    """Add ``magwise data ...``; ``h`` gives the words of the help."""
    from magwise.cli.app import STATE, chosen_language, shipped_knowledge

    group = typer.Typer(help=h("data"), no_args_is_help=True)
    app.add_typer(group, name="data")
    folder = Annotated[Path | None, typer.Option("--data", metavar="FOLDER", help=h("data-folder"))]

    @command(group, "path", "data-path")
    def path_(data: folder = None, lang_: lang = None, as_json: json_ = False) -> None:
        chosen_language(lang_)
        path = place(data)
        if as_json:
            size = path.stat().st_size if path.is_file() else None
            screen.write_json({"path": str(path), "exists": path.is_file(), "bytes": size})
            return
        screen.write(str(path))

    @command(group, "export", "data-export")
    def export_(
        target: Annotated[Path, typer.Argument(metavar="FOLDER", help=h("data-export-to"))],
        data: folder = None,
        lang_: lang = None,
    ) -> None:
        language = chosen_language(lang_) or STATE.language
        export(target, place(data), shipped_knowledge(), language)

    @command(group, "erase", "data-erase")
    def erase_(
        yes: Annotated[bool, typer.Option("--yes", help=h("data-erase-yes"))] = False,
        data: folder = None,
        lang_: lang = None,
    ) -> None:
        language = chosen_language(lang_) or STATE.language
        if not erase(place(data), shipped_knowledge(), language, sure=yes):
            STATE.code = BAD_INPUT

    @command(group, "backup", "data-backup")
    def backup_(
        target: Annotated[Path, typer.Argument(metavar="FILE", help=h("data-backup-to"))],
        data: folder = None,
        lang_: lang = None,
    ) -> None:
        language = chosen_language(lang_) or STATE.language
        _copies().backup(place(data), target)
        screen.write(_said("data-backup", shipped_knowledge(), language, path=str(target)))

    @command(group, "restore", "data-restore")
    def restore_(
        source: Annotated[Path, typer.Argument(metavar="FILE", help=h("data-restore-from"))],
        data: folder = None,
        lang_: lang = None,
    ) -> None:
        language = chosen_language(lang_) or STATE.language
        kept = _copies().restore(place(data), source)
        kb = shipped_knowledge()
        screen.write(_said("data-restored", kb, language, path=str(source)))
        if kept is not None:
            screen.write(_said("data-set-aside", kb, language, path=str(kept)))

    @command(group, "devices", "data-devices")
    def devices_(
        disconnect: Annotated[
            list[int] | None,
            typer.Option("--disconnect", metavar="NUMBER", help=h("data-devices-disconnect")),
        ] = None,
        disconnect_all: Annotated[
            bool, typer.Option("--disconnect-all", help=h("data-devices-all"))
        ] = False,
        data: folder = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        language = chosen_language(lang_) or STATE.language
        going = None if disconnect_all else (disconnect or [])
        kb = shipped_knowledge()
        devices.devices(place(data), kb, language, disconnect=going, as_json=as_json)


def place(folder: Path | None) -> Path:
    """The file that is kept, in the folder named or the usual one."""
    try:
        from magwise.store import store_path
    except ModuleNotFoundError as error:
        raise InputError(Problem("error.web-missing")) from error
    return store_path(folder)


def export(target: Path, path: Path, kb: "Knowledge", language: Language) -> None:
    """Write everything that is kept into a folder, as JSON and CSV.

    Raises
    ------
    InputError
        When nothing is kept, or the folder cannot be written.
    """
    from magwise.foods.choices import read_choices
    from magwise.report.writing import write_text
    from magwise.store import Store, exporting

    if not path.is_file():
        raise InputError(Problem("error.store-none", str(path)))
    store = Store(path)
    try:
        files = exporting.files_of(store.dossier(), kb, read_choices(path.parent).used(kb))
    finally:
        store.close()
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        values = {"detail": error.strerror or str(error)}
        raise InputError(Problem("error.write-failed", str(target), values)) from error
    written = kb.text(language)["ui.written"]
    for name, content in files.items():
        write_text(target / name, content)
        screen.write(written.replace("{path}", str(target / name)))


def erase(path: Path, kb: "Knowledge", language: Language, *, sure: bool) -> bool:
    """Erase everything that is kept, after asking; True when it is gone.

    Raises
    ------
    InputError
        When the app is running, or a file cannot be removed.
    """
    import sys

    from magwise.foods.choices import forget_all

    if not sure:
        sys.stderr.write(_said("data-erase-ask", kb, language, path=str(path.parent)))
        sys.stderr.flush()
        if not _yes(sys.stdin.readline()):
            screen.note(_said("data-erase-not", kb, language))
            return False
    gone = _copies().erase(path)
    choices = forget_all(path.parent) if path.parent.is_dir() else 0
    for one in gone:
        screen.write(_said("data-erased", kb, language, path=str(one)))
    if choices:
        own = path.parent / "corrections.json"
        screen.write(_said("data-erased", kb, language, path=str(own)))
    if not gone and not choices:
        screen.write(_said("data-nothing", kb, language))
    return True


def _yes(typed: str) -> bool:
    return typed.strip().casefold() in ("yes", "ja", "y", "j")


def _said(key: str, kb: "Knowledge", language: Language, **slots: str) -> str:
    text = kb.text(language)[f"ui.web-{key}"]
    for name, value in slots.items():
        text = text.replace("{" + name + "}", value)
    return text


def _copies() -> Any:
    try:
        from magwise.store import copies
    except ModuleNotFoundError as error:
        raise InputError(Problem("error.web-missing")) from error
    return copies
