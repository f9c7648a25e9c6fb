"""``magwise evidence``: studies and pools, how sure they are, and a forest plot."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from magwise.cli import screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.evidence.effects import Measure
    from magwise.models.evidence.pooling import Model

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
_MEASURES = "OR|RR|RD|MD|SMD|GEN"
_MODELS = "REML|DL|ML|PM|SJ|HE|FE|mantel-haenszel|peto"


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    """Add the commands to the program; ``h`` gives the words of the help."""
    group = typer.Typer(help=h("evidence"), no_args_is_help=True)
    app.add_typer(group, name="evidence")

    @command(group, "show", "evidence-show")
    def show_(
        what: Annotated[
            str | None, typer.Argument(metavar="[TOPIC]", help=h("evidence-what"))
        ] = None,
        person: Annotated[
            Path | None, typer.Option("--profile", metavar="PERSON", help=h("person"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import knowledge

        show(what, person, knowledge(), _spoken(lang_), as_json=as_json)

    @command(group, "claims", "evidence-claims")
    def claims_(lang_: lang = None, as_json: json_ = False) -> None:
        from magwise.cli.app import knowledge

        claims(knowledge(), _spoken(lang_), as_json=as_json)

    @command(group, "pool", "evidence-pool")
    def pool_(
        what: Annotated[
            str | None, typer.Argument(metavar="[OUTCOME]", help=h("evidence-what"))
        ] = None,
        studies: Annotated[
            Path | None, typer.Option("--studies", metavar="FILE.csv", help=h("evidence-studies"))
        ] = None,
        measure: Annotated[
            str, typer.Option("--measure", metavar=_MEASURES, help=h("evidence-measure"))
        ] = "GEN",
        model: Annotated[
            str | None, typer.Option("--model", metavar=_MODELS, help=h("evidence-model"))
        ] = None,
        chart: Annotated[
            Path | None, typer.Option("--chart", metavar="FILE.svg", help=h("evidence-chart"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import knowledge

        pool(
            what,
            knowledge(),
            _spoken(lang_),
            studies=studies,
            measure=measure,
            model=model,
            chart=chart,
            as_json=as_json,
        )

    @command(group, "merge", "evidence-merge")
    def merge_(
        new: Annotated[Path, typer.Argument(metavar="NEW.csv", help=h("evidence-new"))],
        into: Annotated[Path, typer.Argument(metavar="TRIALS.csv", help=h("evidence-into"))],
        replace: Annotated[
            list[str] | None, typer.Option("--replace", metavar="ID", help=h("evidence-replace"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.report.trials import merge

        _spoken(lang_)
        changed = merge(new, into, replace or ())
        if as_json:
            screen.write_json({"changed": list(changed)})
        else:
            screen.write("\n".join(changed) or "-")


def _spoken(lang: str | None) -> Language:
    from magwise.cli.app import STATE, chosen_language

    return chosen_language(lang) or STATE.language


def show(
    what: str | None,
    person: Path | None,
    kb: "Knowledge",
    language: Language,
    *,
    as_json: bool,
) -> None:
    """What is known of a topic or outcome, how sure, and why; without one, the topics."""
    from magwise.models.evidence.indirectness import NOBODY
    from magwise.report import evidence

    if what is None:
        topics = evidence.topics(kb, language)
        if as_json:
            screen.write_json(topics)
        else:
            screen.write("\n".join(f"{one['id']:<18} {one['outcomes']}" for one in topics))
        return
    asked = NOBODY
    if person is not None:
        from magwise.person.reading import read_person

        asked = evidence.asked_by(read_person(person).profile, what)
    found = evidence.known(what, kb, language, asked)
    if as_json:
        screen.write_json(found)
    else:
        screen.write(evidence.as_text(found, kb, language))


def claims(kb: "Knowledge", language: Language, *, as_json: bool) -> None:
    """Every claim that circulates, with its verdict and the evidence it is judged by."""
    rows = [
        {
            "id": one.id,
            "group": one.group,
            "claim": one.names.of(language),
            "verdict": one.verdict,
            "certainty": str(one.certainty),
            "said_by": list(one.said_by),
            "opposed_by": list(one.opposed_by),
            "evidence": list(one.evidence),
            "sources": list(one.sources),
        }
        for one in kb.claim_catalogue.values()
    ]
    if as_json:
        screen.write_json(rows)
        return
    from magwise.text import word

    for row in rows:
        sure = word(f"word.certainty-{str(row['certainty']).replace('_', '-')}", kb, language)
        screen.write(f"{row['id']}  {row['claim']}\n      {row['verdict']}; {sure}")


def pool(
    what: str | None,
    kb: "Knowledge",
    language: Language,
    *,
    studies: Path | None,
    measure: str,
    model: str | None,
    chart: Path | None,
    as_json: bool,
) -> None:
    """Pool trials of the knowledge base or of a file, and draw them."""
    from magwise.report import evidence

    if chart is not None and chart.suffix.lower() != ".svg":
        raise InputError(Problem("error.chart-kind", values={"given": str(chart)}))
    if model is not None and model not in _MODELS.split("|"):
        raise InputError(Problem("error.pool-method", values={"method": model}))
    if measure not in _MEASURES.split("|"):
        raise InputError(Problem("error.pool-measure", values={"measure": measure}))
    if studies is not None:
        rows = _rows(studies)
        found = evidence.pooled_rows(
            rows,
            studies.name,
            cast("Measure", measure),
            cast("Model", model or "REML"),
            kb,
            language,
        )
    elif what is not None:
        found = evidence.pooled(what, kb, language, cast("Model | None", model))
    else:
        raise InputError(Problem("error.usage-missing", values={"name": "OUTCOME"}))
    if chart is not None:
        try:
            chart.write_text(found.drawing, encoding="utf-8")
        except OSError as error:
            raise InputError(Problem("error.chart-file", values={"file": str(chart)})) from error
    if as_json:
        screen.write_json(found.record)
    else:
        screen.write(found.text)


def _rows(path: Path) -> list[dict[str, str]]:
    import csv

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Problem("error.file-missing", str(path))) from error
