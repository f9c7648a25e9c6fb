"""``magwise body``: simulate one person, a population, the qualification report, SBML."""

import gc
import math
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import screen, words
from magwise.cli.doses import read_regimen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem
from magwise.core.facts import Fact
from magwise.core.units import MG_PER_MMOL

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.body import Simulation

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
_LINES = {  # a quantity: its level, its change, factor, steps in which both are said, unit
    "serum": ("serum_mmol_per_l", "serum_change", 1.0, 0.01, 0.001, "mmol/L"),
    "urine": ("urine_mmol_per_day", "urine_change", MG_PER_MMOL, 5.0, 1.0, "mg"),
    "pool": ("exchangeable_mmol", "exchangeable_change", MG_PER_MMOL, 50.0, 5.0, "mg"),
}


def simulate(
    path: Path,
    kb: "Knowledge",
    asked: Language | None,
    *,
    diary: Path | None,
    regimen: Path | None,
    weeks: float,
    seed: int,
    draws: int,
    chart: Path | None,
    engine: str | None,
    as_json: bool,
) -> None:
    """One person with a regimen, as table, JSON or chart; an emergency goes before all of it."""
    import numpy as np

    from magwise.assessment import assess
    from magwise.models import body
    from magwise.models.body.expectation import laxation, said_of
    from magwise.person.reading import read_person
    from magwise.plan.expecting import body_of
    from magwise.report.body import as_record
    from magwise.safety.records import Status
    from magwise.text import render

    taken = read_regimen(regimen)
    write_chart = chart_writer(chart)
    person = read_person(path, diary=diary)
    language = asked or person.profile.language or words.of_environment()
    screen.complain(person.notices, kb, language)
    assessment = assess(person.profile, person.diary, kb)
    if assessment.verdict.status is Status.EMERGENCY:
        for fact in assessment.findings:
            screen.write(render(fact, kb, language))
        return
    who = body_of(assessment, kb)
    found = body.simulate(
        who.subject, taken, weeks, kb, random=np.random.default_rng(abs(seed)), draws=draws,
        engine=engine, meals=who.meals,
    )  # fmt: skip
    facts = [*laxation(taken, kb), Fact("expect.stores-unknown")]
    if found.extrapolated:
        reasons = tuple(f"body-{reason}" for reason in found.extrapolated)
        facts.append(Fact("expect.extrapolated", {"reasons": reasons}))
    facts += said_of(who.subject, kb)
    sentences = [{"id": fact.id, "text": render(fact, kb, language)} for fact in facts]
    if write_chart is not None and chart is not None:
        from magwise.report.body import chart as drawn

        write_chart(drawn(found, kb, language))
        said = kb.text(language)["ui.written"]
        screen.note(said.replace("{path}", str(chart)))
    if as_json:
        inputs = {
            "subject": asdict(who.subject), "meals": [asdict(meal) for meal in who.meals],
            "doses": [asdict(dose) for dose in taken.doses], "weeks": weeks, "seed": seed,
        }  # fmt: skip
        version = {"knowledge_version": kb.version, "knowledge_hash": kb.hash}
        screen.write_json({**version, "inputs": inputs, **as_record(found), "said": sentences})
        return
    _show(found, kb, language)
    for sentence in sentences:
        screen.write("\n" + sentence["text"])


def _show(found: "Simulation", kb: "Knowledge", language: Language) -> None:
    from magwise.text import numbers

    said = kb.text(language)
    weeks = numbers.plain(float(found.serum_mmol_per_l.hours[-1]) / 168, language)
    heads = [said[f"ui.body-{name}"] for name in ("start", "end", "difference")]
    rows = [("", *(head.replace("{weeks}", weeks) for head in heads), "")]

    def span(low: float, high: float, step: float) -> str:
        places = max(0, -math.floor(math.log10(step)))
        return numbers.span(step * round(low / step), step * round(high / step), language, places)

    for name, (level, change, factor, coarse, fine, unit) in _LINES.items():
        line, rise = getattr(found, level), getattr(found, change).at(-1)
        cells = [
            span(factor * one.low, factor * one.high, step)
            for one, step in ((line.at(0), coarse), (line.at(-1), coarse), (rise, fine))
        ]
        rows.append((said[f"ui.body-{name}"], *cells, unit))
    if found.absorbed_share is not None:
        share = found.absorbed_share
        rows.append(
            (said["ui.body-absorbed"], "", span(100 * share.low, 100 * share.high, 1), "", "%")
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    screen.write(said["ui.body-interval"].replace("{draws}", str(found.draws)) + "\n")
    for name, *cells, unit in rows:
        placed = "   ".join(
            cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=False)
        )
        screen.write(f"{name.ljust(widths[0])}   {placed} {unit}".rstrip())


def chart_writer(path: Path | None) -> Callable[[str], None] | None:
    """What writes a chart to this file, asked before the work starts.

    Raises
    ------
    InputError
        When it is neither .svg nor, with the extra ``charts``, .png.
    """
    from importlib.util import find_spec

    from magwise.report.writing import write_text

    if path is None:
        return None
    if path.suffix == ".svg":
        return lambda svg: write_text(path, svg)
    if path.suffix == ".png" and find_spec("vl_convert") is not None:
        import vl_convert

        def as_png(svg: str) -> None:
            white = svg.replace("<title", '<rect width="100%" height="100%" fill="#fff"/><title', 1)
            path.write_bytes(vl_convert.svg_to_png(white, scale=2))

        return as_png
    raise InputError(Problem("error.body-chart", str(path)))


def population(
    kb: "Knowledge",
    language: Language,
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

    gc.enable()  # a start turns it off; this run is long
    said = kb.text(language)
    live = sys.stderr.isatty()
    told = 0

    def tell(done: int, all_: int) -> None:
        nonlocal told
        line = said["ui.body-population"].replace("{done}", str(done)).replace("{all}", str(all_))
        if live:
            sys.stderr.write("\r" + line + ("\n" if done == all_ else ""))
            sys.stderr.flush()
        elif done == all_ or 10 * done // all_ > told:
            told = 10 * done // all_
            screen.note(line)

    try:
        write_population(
            output, people, seed, read_regimen(regimen), weeks, kb,
            batch=batch, engine=engine, progress=tell,
        )  # fmt: skip
    except KeyboardInterrupt:
        screen.note(("\n" if live else "") + said["ui.body-population-cut"])
        raise
    screen.note(said["ui.written"].replace("{path}", str(output)))


def validate(kb: "Knowledge", *, draws: int, seed: int, html: Path | None, as_json: bool) -> None:
    """The qualification report."""
    import numpy as np

    from magwise.models import body
    from magwise.report.writing import write_text

    rows = body.qualify(kb, np.random.default_rng(abs(seed)), draws=draws)
    if html is not None:
        from magwise.report.qualification import qualification_html

        write_text(html, qualification_html(rows, kb))
    if as_json:
        screen.write_json([asdict(row) for row in rows])
        return
    from magwise.report.qualification import tally

    screen.write(
        f"{'use':5}{'row':21}{'published':>9}  {'band':17}{'model':>8}  {'interval':17}unit"
    )
    for row in rows:
        screen.write(
            f"{row.use:5}{row.id:21}{row.observed:9.3f}  {_band(row.low, row.high):17}"
            f"{row.predicted:8.3f}  {_band(row.predicted_low, row.predicted_high):17}"
            f"{row.unit:9}{'passes' if row.passes else 'FAILS'}"
        )
    for row in rows:
        if row.because:
            screen.write(f"\n{row.id}: {row.because}")
    screen.write(f"\n{tally(rows)}")


def _band(low: float, high: float) -> str:
    return f"{low:.3f}–{high:.3f}" if low >= 0 else f"{low:.3f} – {high:.3f}"


def export(
    person: Path | None, kb: "Knowledge", *, sbml: Path, regimen: Path | None, weeks: float
) -> None:
    """One typical body with its course, as SBML."""
    from magwise.models import body
    from magwise.models.body.sbml import export_sbml
    from magwise.person.reading import read_person
    from magwise.report.writing import write_text

    subject = body.Subject()
    if person is not None:
        subject = body.subject_of(read_person(person).profile, kb)
    write_text(sbml, export_sbml(subject, read_regimen(regimen), weeks, kb))
    screen.note(kb.text("en")["ui.written"].replace("{path}", str(sbml)))


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    """Put ``magwise body ...`` among the commands."""

    def knowledge() -> "Knowledge":
        from magwise.cli import app as main

        return main.knowledge()

    def language(asked: str | None) -> Language | None:
        from magwise.cli import app as main

        return main.chosen_language(asked)

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
        diary: Annotated[
            Path | None, typer.Option("--diary", metavar="FILE", help=h("body-diary"))
        ] = None,
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
            person, knowledge(), language(lang_), diary=diary, regimen=regimen, weeks=weeks,
            seed=seed, draws=draws, chart=chart, engine=engine, as_json=as_json,
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
        population(
            knowledge(), language(lang_) or words.of_environment(), people=people, seed=seed,
            regimen=regimen, weeks=weeks, output=output, batch=batch, engine=engine,
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
