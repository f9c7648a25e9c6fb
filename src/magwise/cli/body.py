"""``magwise body``: simulate one person, a population, the qualification report, SBML."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem
from magwise.core.records import Dose, Regimen

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.body import Simulation

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
_KEYS = {"elemental_mg", "form", "time", "with_food"}


def read_regimen(path: Path | None) -> Regimen:
    """A regimen from a YAML or JSON file: a list of doses, or ``doses: [...]``.

    Raises
    ------
    InputError
        When it cannot be read or has a key that means nothing here.
    """
    from magwise.person.files import JSON, YAML, read_file
    from magwise.person.times import minutes_of

    if path is None:
        return Regimen(())
    data = read_file(path, (*YAML, *JSON)).data
    if isinstance(data, dict):
        data = data.get("doses")
    if not isinstance(data, list):
        raise _unread("no list of doses")
    doses = []
    for item in data:
        if not isinstance(item, dict) or set(item) - _KEYS:
            raise _unread(f"keys are {', '.join(sorted(_KEYS))}")
        try:
            amount = float(item["elemental_mg"])
            time = item.get("time")
            minute = minutes_of((str(time),))[0] if time is not None else None
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise _unread(f"{type(error).__name__}: {item}") from error
        doses.append(Dose(amount, item.get("form"), minute=minute, with_food=item.get("with_food")))
    return Regimen(tuple(doses))


def _unread(detail: str) -> InputError:
    return InputError(Problem("error.body-regimen", values={"detail": detail}))


def as_record(found: "Simulation") -> dict[str, Any]:
    """A simulation as JSON has it: by day, best and the middle 90 %."""
    record: dict[str, Any] = {
        "model_version": found.model_version,
        "draws": found.draws,
        "extrapolated": list(found.extrapolated),
        "absorbed_share": found.absorbed_share.as_dict() if found.absorbed_share else None,
    }
    for name in (
        "serum_mmol_per_l", "urine_mmol_per_day", "exchangeable_mmol", "serum_change",
        "urine_change", "exchangeable_change",
    ):  # fmt: skip
        line = getattr(found, name)
        record[name] = [
            {"hour": float(hour), **line.at(i).as_dict()} for i, hour in enumerate(line.hours)
        ]
    return record


def simulate(
    person: Path,
    kb: "Knowledge",
    language: Language,
    *,
    regimen: Path | None,
    weeks: float,
    seed: int,
    draws: int,
    chart: Path | None,
    engine: str | None,
    as_json: bool,
) -> None:
    """One person with a regimen, as table, JSON or chart."""
    import numpy as np

    from magwise.models import body
    from magwise.person.reading import read_person

    subject = body.subject_of(read_person(person).profile, kb)
    random = np.random.default_rng(abs(seed))
    found = body.simulate(
        subject, read_regimen(regimen), weeks, kb, random=random, draws=draws, engine=engine
    )
    if chart is not None:
        from magwise.report.body import chart_svg

        chart.write_text(chart_svg(found, kb, language), encoding="utf-8")
    if as_json:
        screen.write_json(as_record(found))
        return
    from magwise.core.facts import Fact
    from magwise.text import numbers, render

    said = kb.text(language)
    for name, key, digits, unit in (
        ("serum", "serum_mmol_per_l", 2, "mmol/L"),
        ("urine", "urine_mmol_per_day", 1, "mmol"),
        ("pool", "exchangeable_mmol", 0, "mmol"),
    ):
        lines = [getattr(found, key), getattr(found, _CHANGES[key])]
        end, change = (line.at(-1) for line in lines)
        label = said[f"ui.body-{name}"]
        screen.write(
            f"{label:<40} {numbers.span(end.low, end.high, language, digits)} {unit}"
            f"   ({said['ui.body-change']} "
            f"{numbers.span(change.low, change.high, language, digits + 1)})"
        )
    screen.write(render(Fact("expect.stores-unknown"), kb, language))
    if found.extrapolated:
        reasons = tuple(f"body-{reason}" for reason in found.extrapolated)
        screen.write(render(Fact("expect.extrapolated", {"reasons": reasons}), kb, language))


_CHANGES = {
    "serum_mmol_per_l": "serum_change",
    "urine_mmol_per_day": "urine_change",
    "exchangeable_mmol": "exchangeable_change",
}


def population(
    kb: "Knowledge",
    *,
    people: int,
    seed: int,
    regimen: Path | None,
    weeks: float,
    output: Path,
    batch: int,
    engine: str | None,
) -> None:
    """A virtual population to a file, with progress on standard error."""
    from magwise.cohort.storage import write_population

    def tell(done: int, all_: int) -> None:
        screen.note(f"{done}/{all_}")

    write_population(
        output, people, seed, read_regimen(regimen), weeks, kb,
        batch=batch, engine=engine, progress=tell,
    )  # fmt: skip


def validate(kb: "Knowledge", *, draws: int, seed: int, html: Path | None, as_json: bool) -> None:
    """The qualification report."""
    from dataclasses import asdict

    import numpy as np

    from magwise.models import body

    rows = body.qualify(kb, np.random.default_rng(abs(seed)), draws=draws)
    if html is not None:
        from magwise.report.body import qualification_html

        html.write_text(qualification_html(rows, kb), encoding="utf-8")
    if as_json:
        screen.write_json([asdict(row) for row in rows])
        return
    for row in rows:
        screen.write(
            f"{row.use:5}{row.id:22}{row.observed:9.3f} [{row.low:.3f}, {row.high:.3f}]"
            f"{row.predicted:9.3f} [{row.predicted_low:.3f}, {row.predicted_high:.3f}]  "
            f"{row.unit:9} {'ok' if row.passes else 'FAILS'}"
        )


def export(
    person: Path | None, kb: "Knowledge", *, sbml: Path, regimen: Path | None, weeks: float
) -> None:
    """One typical body with its course, as SBML."""
    from magwise.models import body
    from magwise.models.body.sbml import export_sbml
    from magwise.person.reading import read_person

    subject = body.Subject()
    if person is not None:
        subject = body.subject_of(read_person(person).profile, kb)
    sbml.write_text(export_sbml(subject, read_regimen(regimen), weeks, kb), encoding="utf-8")


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    """Put ``magwise body ...`` among the commands."""

    def knowledge() -> "Knowledge":
        from magwise.cli import app as main

        return main.knowledge()

    def language(asked: str | None) -> Language:
        from magwise.cli import app as main

        return main.chosen_language(asked) or main.STATE.language

    group = typer.Typer(help=h("body"), no_args_is_help=True)
    app.add_typer(group, name="body")
    regimen_ = Annotated[
        Path | None, typer.Option("--regimen", metavar="FILE", help=h("body-regimen"))
    ]
    weeks_ = Annotated[float, typer.Option("--weeks", help=h("body-weeks"))]
    seed_ = Annotated[int, typer.Option("--seed", help=h("body-seed"))]
    draws_ = Annotated[int, typer.Option("--draws", min=2, max=2000, help=h("body-draws"))]
    engine_ = Annotated[
        str | None, typer.Option("--engine", metavar="numpy|numba", help=h("body-engine"))
    ]

    @command(group, "simulate", "body-simulate")
    def simulate_(
        person: Annotated[Path, typer.Argument(metavar="PERSON", help=h("person"))],
        regimen: regimen_ = None,
        weeks: weeks_ = 8.0,
        seed: seed_ = 1,
        draws: draws_ = 64,
        chart: Annotated[
            Path | None, typer.Option("--chart", metavar="FILE", help=h("body-chart"))
        ] = None,
        engine: engine_ = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        simulate(
            person, knowledge(), language(lang_), regimen=regimen, weeks=weeks, seed=seed,
            draws=draws, chart=chart, engine=engine, as_json=as_json,
        )  # fmt: skip

    @command(group, "population", "body-population")
    def population_(
        output: Annotated[Path, typer.Option("-o", "--output", help=h("body-output"))],
        people: Annotated[int, typer.Option("-n", help=h("body-number"))] = 1000,
        seed: seed_ = 1,
        regimen: regimen_ = None,
        weeks: weeks_ = 8.0,
        batch: Annotated[int, typer.Option("--batch", min=1, help=h("body-batch"))] = 512,
        engine: engine_ = None,
        lang_: lang = None,
    ) -> None:
        language(lang_)
        population(
            knowledge(), people=people, seed=seed, regimen=regimen, weeks=weeks, output=output,
            batch=batch, engine=engine,
        )  # fmt: skip

    @command(group, "validate", "body-validate")
    def validate_(
        html: Annotated[
            Path | None, typer.Option("--html", metavar="FILE", help=h("body-html"))
        ] = None,
        draws: draws_ = 48,
        seed: seed_ = 1,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        language(lang_)
        validate(knowledge(), draws=draws, seed=seed, html=html, as_json=as_json)

    @command(group, "export", "body-export")
    def export_(
        sbml: Annotated[Path, typer.Option("--sbml", metavar="FILE", help=h("body-sbml"))],
        person: Annotated[Path | None, typer.Argument(metavar="PERSON", help=h("person"))] = None,
        regimen: regimen_ = None,
        weeks: weeks_ = 8.0,
        lang_: lang = None,
    ) -> None:
        language(lang_)
        export(person, knowledge(), sbml=sbml, regimen=regimen, weeks=weeks)
