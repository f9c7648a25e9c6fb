"""The commands and their options; each hands over to the module that knows its subject."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from magwise.cli import (
    BAD_INPUT,
    FAULT,
    INTERRUPTED,
    OK,
    ask,
    body,
    data,
    evidence,
    followup,
    foods,
    importing,
    plan,
    recipes,
    screen,
    serve,
    trial,
    words,
)
from magwise.cli.words import Language
from magwise.core.errors import InputError, MagwiseError, Problem

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_FILE_ENDS = (".yaml", ".yml", ".toml", ".json")
_SHELL_COMPLETION = ("--install-completion", "--show-completion")
_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]


class _State:
    """What a command needs besides its options: language, and how to report problems."""

    def __init__(self) -> None:
        self.language: Language = "en"
        self.as_records = False
        self.shipped: Knowledge | None = None
        self.kb: Knowledge | None = None
        self.code = OK


STATE = _State()


def shipped_knowledge() -> "Knowledge":
    """The knowledge base as it ships, loaded once."""
    from magwise.knowledge import Knowledge

    if STATE.shipped is None:
        STATE.shipped = Knowledge.load()
    return STATE.shipped


def knowledge() -> "Knowledge":
    """The knowledge base with the food tables that the person imported."""
    if STATE.kb is None:
        STATE.kb = importing.with_own_tables(shipped_knowledge())
    return STATE.kb


def run(arguments: Sequence[str]) -> int:
    """Run one command; every problem that can be foreseen is told in words, without a trace."""
    given = with_standard_output(arguments)
    STATE.language = words.of_arguments(given)
    STATE.as_records = "--json" in given
    STATE.code = OK
    try:
        app = build(STATE.language, with_help=_asks_help(given))
        app(args=given, prog_name="magwise", standalone_mode=False)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except MagwiseError as error:
        screen.complain(error.problems, _kb_or_none(), STATE.language, as_records=STATE.as_records)
        return BAD_INPUT
    except BrokenPipeError:
        raise
    except Exception as error:  # nobody should meet a trace of the program
        problem = _usage_problem(error)
        code = BAD_INPUT if problem else FAULT
        problem = problem or Problem("error.internal", values={"detail": _where_it_broke(error)})
        screen.complain([problem], _kb_or_none(), STATE.language, as_records=STATE.as_records)
        return code
    return STATE.code


def _asks_help(arguments: Sequence[str]) -> bool:
    """Whether help may be shown; reading its words costs time that an advice does not have."""
    return (
        list(arguments) in ([], ["kb"], ["foods"], ["evidence"], ["trial"], ["body"], ["followup"])
        or bool({"--help", "-h", *_SHELL_COMPLETION} & set(arguments))
        or "_MAGWISE_COMPLETE" in os.environ
    )


def with_standard_output(arguments: Sequence[str]) -> list[str]:
    """``--markdown`` without a file name means standard output, written ``-``."""
    found: list[str] = []
    for place, word in enumerate(arguments):
        found.append(word)
        if word == "--markdown":
            after = arguments[place + 1] if place + 1 < len(arguments) else None
            if after is None or after.startswith("--") or after.endswith(_FILE_ENDS):
                found.append("-")
    return found


def _kb_or_none() -> "Knowledge | None":
    """The words for problems; when the knowledge base itself is broken there are none."""
    try:
        return shipped_knowledge()
    except MagwiseError:
        return None


def _where_it_broke(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" {Path(trace.tb_frame.f_code.co_filename).stem}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{place}"


def _usage_problem(error: Exception) -> Problem | None:
    """What is wrong with the command as typed, from the parser's own exceptions."""
    if not hasattr(error, "format_message"):
        return None
    kind = type(error).__name__
    option = str(getattr(error, "option_name", "") or "")
    parameter = getattr(error, "param", None)
    names = [*getattr(parameter, "opts", ())] or [str(getattr(parameter, "name", "") or "")]
    if kind == "NoSuchOption":
        close = ", ".join(getattr(error, "possibilities", None) or ()) or "--help"
        return Problem("error.usage-option", values={"option": option, "suggestion": close})
    if kind == "BadOptionUsage":
        return Problem("error.usage-needs-value", values={"option": option})
    if kind == "MissingParameter":
        return Problem("error.usage-missing", values={"name": max(names, key=len)})
    if kind == "BadParameter":
        return Problem("error.usage-value", values={"name": max(names, key=len)})
    message = str(getattr(error, "message", kind))
    quoted = re.findall(r"'([^']*)'|\(([^()]*)\)$", message)
    given = next((one or two for one, two in quoted), "")
    if message.startswith("No such command"):
        close = quoted[-1][0] if len(quoted) > 1 else "--help"
        return Problem("error.usage-command", values={"given": given, "suggestion": close})
    if "unexpected extra argument" in message:
        return Problem("error.usage-extra", values={"given": given})
    return Problem("error.usage", values={"detail": message})


def build(language: Language, *, with_help: bool = True) -> typer.Typer:
    """All commands, with their help in one language."""
    said = words.help_words(language) if with_help else {}
    if with_help:
        _panel_titles(said)

    def h(key: str) -> str:
        return said[f"help.{key}"] if with_help else ""

    app = typer.Typer(
        name="magwise",
        help=h("magwise"),
        epilog=h("epilog"),
        no_args_is_help=True,
        rich_markup_mode=None if not sys.stdout.isatty() else "rich",
        pretty_exceptions_enable=False,
        add_completion=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    lang = Annotated[str | None, typer.Option("--lang", metavar="nl|en", help=h("lang"))]
    json_ = Annotated[bool, typer.Option("--json", help=h("json"))]
    own = Annotated[bool, typer.Option("--no-corrections", help=h("no-corrections"))]

    def command(group: typer.Typer, name: str, key: str) -> Callable[[_Command], _Command]:
        return group.command(name, help=h(key), epilog=said.get(f"help.{key}-examples"))

    @command(app, "advise", "advise")
    def advise(
        person: Annotated[Path | None, typer.Argument(metavar="PERSON", help=h("person"))] = None,
        people: Annotated[
            str | None, typer.Option("--people", metavar="FILE.jsonl", help=h("people"))
        ] = None,
        diary: Annotated[
            Path | None, typer.Option("--diary", metavar="FILE", help=h("diary"))
        ] = None,
        lang_: lang = None,
        html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help=h("html"))] = None,
        markdown: Annotated[
            str | None, typer.Option("--markdown", metavar="[FILE]", help=h("markdown"))
        ] = None,
        as_json: json_ = False,
        explain: Annotated[bool, typer.Option("--explain", help=h("explain"))] = False,
        today: Annotated[
            str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=h("today"))
        ] = None,
        no_corrections: own = False,
    ) -> None:
        from magwise.cli import advice

        language_ = chosen_language(lang_)
        on = advice.day(today)
        if people is not None:
            if person or diary or html or markdown:
                raise InputError(Problem("error.people-alone"))
            kb = knowledge()  # many people: the choices of one are not theirs
            good = advice.many(people, kb, language=language_, explain=explain, today=on)
            STATE.code = OK if good else BAD_INPUT
            return
        if person is None:
            raise InputError(Problem("error.no-person"))
        advice.one(
            person,
            knowledge(),
            diary=diary,
            language=language_,
            html=html,
            markdown=markdown,
            as_json=as_json,
            explain=explain,
            today=on,
            corrections=importing.corrections(knowledge(), wanted=not no_corrections),
        )

    @command(app, "test", "test")
    def test(
        lang_: lang = None,
        save: Annotated[Path | None, typer.Option("--save", metavar="FILE", help=h("save"))] = None,
        diary: Annotated[
            Path | None, typer.Option("--diary", metavar="FILE", help=h("diary"))
        ] = None,
        html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help=h("html"))] = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli import questions

        STATE.code = questions.ask(
            knowledge(),
            chosen_language(lang_) or STATE.language,
            save=save,
            diary=diary,
            html=html,
            as_json=as_json,
        )

    @command(app, "label", "label")
    def label(
        text: Annotated[str, typer.Argument(metavar="TEXT", help=h("label-text"))],
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        foods.label(text, knowledge(), chosen_language(lang_) or STATE.language, as_json=as_json)

    @command(app, "findings", "findings")
    def findings(lang_: lang = None, as_json: json_ = False) -> None:
        from magwise.cli import kb

        chosen_language(lang_)
        kb.findings(knowledge(), STATE.language, as_json=as_json)

    @command(app, "schema", "schema")
    def schema(
        what: Annotated[
            Literal["profile", "diary", "assessment", "plan", "advice"],
            typer.Argument(metavar="profile|diary|assessment|plan|advice", help=h("schema-what")),
        ],
        lang_: lang = None,
        as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
    ) -> None:
        from magwise.cli import schemas

        chosen_language(lang_)
        screen.write_json(schemas.schema(what))

    @command(app, "version", "version")
    def version(lang_: lang = None, as_json: json_ = False) -> None:
        import magwise

        chosen_language(lang_)
        base = knowledge()
        if as_json:
            made = {"version": magwise.__version__, "knowledge": base.version, "hash": base.hash}
            screen.write_json(made)
            return
        screen.write(f"magwise {magwise.__version__}, {base.version} ({base.hash[:12]})")

    _knowledge_commands(app, h, command, lang, json_)
    foods.commands(app, h, command, lang, json_, own)
    recipes.commands(app, h, command, lang, json_)
    evidence.commands(app, h, command, lang, json_)
    followup.commands(app, h, command, lang, json_)
    trial.commands(app, h, command, lang, json_)
    ask.commands(app, h, command, lang, json_)
    body.commands(app, h, command, lang, json_)
    serve.commands(app, h, command, lang)
    data.commands(app, h, command, lang, json_)
    plan.commands(app, h, command, lang, json_, own)
    return app


def _knowledge_commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    group = typer.Typer(help=h("kb"), no_args_is_help=True)
    app.add_typer(group, name="kb")

    @command(group, "check", "kb-check")
    def check(
        lang_: lang = None,
        as_json: json_ = False,
        directory: Annotated[
            Path | None, typer.Option("--directory", metavar="FOLDER", help=h("kb-directory"))
        ] = None,
    ) -> None:
        from magwise.cli import kb

        chosen_language(lang_)
        good = kb.check(directory, STATE.language, as_json=as_json)
        STATE.code = OK if good else BAD_INPUT

    @command(group, "show", "kb-show")
    def show(
        key: Annotated[str, typer.Argument(metavar="ID", help=h("kb-id"))],
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli import kb

        chosen_language(lang_)
        kb.show(key, knowledge(), as_json=as_json)

    @command(group, "cite", "kb-cite")
    def cite(
        key: Annotated[str, typer.Argument(metavar="SOURCE", help=h("kb-source"))],
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli import kb

        chosen_language(lang_)
        kb.cite(key, knowledge(), STATE.language, as_json=as_json)


def chosen_language(asked: str | None) -> Language | None:
    """The language of ``--lang``.

    Raises
    ------
    InputError
        When it is not one we write.
    """
    if asked is None:
        return None
    found = words.chosen(asked)
    if found is None:
        values = {"field": "--lang", "given": asked, "allowed": "nl, en"}
        raise InputError(Problem("error.value-unknown", "--lang", values))
    STATE.language = found
    return found


def _panel_titles(said: dict[str, str]) -> None:
    """Headings of the help screens in its language."""
    from typer import rich_utils

    for name in ("ARGUMENTS", "OPTIONS", "COMMANDS"):
        setattr(rich_utils, f"{name}_PANEL_TITLE", said[f"help.panel-{name.lower()}"])
