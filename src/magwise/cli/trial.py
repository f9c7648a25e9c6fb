"""``magwise trial``: design an experiment on oneself, and read what it shows."""

import secrets
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import screen
from magwise.cli.advice import day
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.core.facts import Fact
    from magwise.knowledge import Knowledge
    from magwise.models.trial import Design
    from magwise.models.trial.records import PowerRow

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
_LARGEST_SEED = 2**48


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    """Add the commands to the program; ``h`` gives the words of the help."""
    group = typer.Typer(help=h("trial"), no_args_is_help=True)
    app.add_typer(group, name="trial")
    profile_ = Annotated[
        Path | None, typer.Option("--profile", metavar="PERSON", help=h("trial-profile"))
    ]
    regimen_ = Annotated[
        Path | None, typer.Option("--regimen", metavar="FILE", help=h("trial-regimen"))
    ]
    today_ = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=h("today"))]

    @command(group, "design", "trial-design")
    def design_(
        measure: Annotated[
            str, typer.Option("--measure", metavar="cramps|soreness", help=h("trial-measure"))
        ] = "cramps",
        baseline: Annotated[
            float | None, typer.Option("--baseline", metavar="N", help=h("trial-baseline"))
        ] = None,
        pairs: Annotated[int, typer.Option("--pairs", help=h("trial-pairs"))] = 6,
        days: Annotated[int | None, typer.Option("--days", help=h("trial-days"))] = None,
        drop: Annotated[int | None, typer.Option("--drop", help=h("trial-drop"))] = None,
        washout: Annotated[int, typer.Option("--washout", help=h("trial-washout"))] = 0,
        run_in: Annotated[int, typer.Option("--run-in", help=h("trial-run-in"))] = 7,
        start: Annotated[
            str | None, typer.Option("--start", metavar="YYYY-MM-DD", help=h("trial-start"))
        ] = None,
        seed: Annotated[int | None, typer.Option("--seed", help=h("trial-seed"))] = None,
        missing: Annotated[float, typer.Option("--missing", help=h("trial-missing"))] = 0.0,
        save: Annotated[
            Path | None, typer.Option("--save", metavar="FILE.json", help=h("trial-save"))
        ] = None,
        helper: Annotated[
            Path | None, typer.Option("--helper", metavar="FILE.txt", help=h("trial-helper"))
        ] = None,
        profile: profile_ = None,
        regimen: regimen_ = None,
        today: today_ = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import knowledge
        from magwise.cli.trial_running import permission
        from magwise.models import trial
        from magwise.report.writing import write_text

        kb, language = knowledge(), spoken(lang_)
        if helper is not None and save is None:
            raise InputError(Problem("error.trial-sheet"))
        plan = trial.design(
            measure,
            kb,
            seed=secrets.randbelow(_LARGEST_SEED) if seed is None else seed,
            pairs=pairs,
            days_per_period=days,
            dropped_days=drop,
            washout_days=washout,
            run_in_days=run_in,
            start=start,
            blinded=helper is not None,
        )
        allowed = permission(plan, profile, regimen, kb, language, today=day(today))
        if allowed is not None and allowed.regimen is None:  # the reason, and no design
            if as_json:
                facts = screen.fact_records(allowed.facts, kb, language)
                screen.write_json({"design": None, "power": [], "facts": facts})
            else:
                screen.write_facts(allowed.facts, kb, language)
            return
        safety = () if allowed is None else allowed.facts
        show_design(plan, baseline, missing, kb, language, safety=safety, as_json=as_json)
        if save is not None:
            write_text(save, screen.as_json(trial.as_record(plan)) + "\n")
        if helper is not None:
            write_text(helper, sheet(plan, kb, language))

    @command(group, "run", "trial-run")
    def run_(
        design: Annotated[Path, typer.Argument(metavar="DESIGN.json", help=h("trial-file"))],
        log: Annotated[
            Path | None, typer.Argument(metavar="[LOG.csv]", help=h("trial-log"))
        ] = None,
        profile: profile_ = None,
        regimen: regimen_ = None,
        ics: Annotated[
            Path | None, typer.Option("--ics", metavar="FILE", help=h("trial-ics"))
        ] = None,
        today: today_ = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli import trial_running
        from magwise.cli.app import knowledge

        trial_running.run(
            design, log, knowledge(), spoken(lang_), profile=profile, regimen=regimen, ics=ics,
            today=day(today), as_json=as_json,
        )  # fmt: skip

    @command(group, "analyse", "trial-analyse")
    def analyse_(
        design: Annotated[Path, typer.Argument(metavar="DESIGN.json", help=h("trial-file"))],
        log: Annotated[Path, typer.Argument(metavar="LOG.csv", help=h("trial-log"))],
        prior: Annotated[
            str | None, typer.Option("--prior", metavar="ID", help=h("trial-prior"))
        ] = None,
        seed: Annotated[int | None, typer.Option("--seed", help=h("trial-key"))] = None,
        guesses: Annotated[
            Path | None, typer.Option("--guesses", metavar="FILE.csv", help=h("trial-guesses"))
        ] = None,
        script: Annotated[
            Path | None, typer.Option("--script", metavar="FILE.py", help=h("trial-script"))
        ] = None,
        chart: Annotated[
            Path | None, typer.Option("--chart", metavar="FILE.svg", help=h("trial-chart"))
        ] = None,
        html: Annotated[
            Path | None, typer.Option("--html", metavar="FILE.html", help=h("trial-html"))
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli import trial_running
        from magwise.cli.app import knowledge

        trial_running.analyse(
            design, log, knowledge(), spoken(lang_), prior=prior, seed=seed, guesses=guesses,
            papers=trial_running.Papers(script, chart, html), as_json=as_json,
        )  # fmt: skip


def spoken(lang: str | None) -> Language:
    """The language that was asked, else that of the command."""
    from magwise.cli.app import STATE, chosen_language

    return chosen_language(lang) or STATE.language


def show_design(
    plan: "Design",
    baseline: float | None,
    missing: float,
    kb: "Knowledge",
    language: Language,
    *,
    safety: Sequence["Fact"] = (),
    as_json: bool,
) -> None:
    """The plan, what it can show for this person, and what it cannot."""
    from magwise.models import trial

    rows: tuple[PowerRow, ...] = ()
    base = None
    if baseline is not None:
        base = trial.baseline(plan.instrument, kb, baseline, missing_share=missing)
        rows = trial.power(
            trial.alternatives(plan, kb),
            base,
            trial.tested_effects(plan.instrument, kb),
            kb,
            seed=plan.seed,
            progress=_progress(kb, language),
        )
    facts = trial.design_facts(plan, base, rows, kb, safety=safety)
    if as_json:
        made = {
            "design": trial.as_record(plan),
            "power": [asdict(row) for row in rows],
            "facts": screen.fact_records(facts, kb, language),
        }
        screen.write_json(made)
        return
    screen.write_facts(facts, kb, language)
    if rows:
        screen.write(_table(rows, kb, language))
    if not plan.blinded:
        screen.write(_schedule(plan, kb, language))


def _progress(kb: "Knowledge", language: Language) -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None
    word = kb.text(language)["ui.trial-simulating"]

    def show(done: int, total: int) -> None:
        sys.stderr.write(f"\r{word} {done}/{total}" + ("\n" if done == total else ""))

    return show


def _table(rows: Iterable["PowerRow"], kb: "Knowledge", language: Language) -> str:
    from magwise.text import numbers

    ui = kb.text(language)
    heads = ("pairs", "days", "weeks", "effect", "helps", "harms")
    lines = ["", ui["ui.trial-power"], "".join(f"{ui[f'ui.trial-{one}']:>14}" for one in heads)]
    for row in rows:
        cells = (
            str(row.pairs),
            str(row.days_per_period),
            numbers.decimal(row.total_days / 7, language, 1),
            numbers.plain(row.true_effect, language),
            f"{numbers.decimal(100 * row.helps_share, language, 1)} %",
            f"{numbers.decimal(100 * row.harms_share, language, 1)} %",
        )
        lines.append("".join(f"{cell:>14}" for cell in cells))
    return "\n".join(lines)


def _schedule(plan: "Design", kb: "Knowledge", language: Language) -> str:
    """Which days with, which without."""
    from magwise.models.trial import helper_sheet
    from magwise.text import numbers

    ui = kb.text(language)
    heads = ("period", "from", "until", "give")
    lines = ["", "".join(f"{ui[f'ui.trial-{one}']:<20}" for one in heads).rstrip()]
    for row in helper_sheet(plan):
        if row.date is not None:
            first = date.fromisoformat(row.date)
            last = date.fromordinal(first.toordinal() + row.end - row.start - 1)
            ends = [numbers.day(one.isoformat(), language) for one in (first, last)]
        else:
            ends = [f"{ui['ui.trial-day']} {day}" for day in (row.start + 1, row.end)]
        without = "ui.trial-empty" if plan.blinded else "ui.trial-without"
        give = ui["ui.trial-with" if row.active else without]
        lines.append(f"{row.period:<20}{ends[0]:<20}{ends[1]:<20}{give}")
    return "\n".join(lines)


def sheet(plan: "Design", kb: "Knowledge", language: Language) -> str:
    """What the helper puts in the pots, with the lot number."""
    from magwise.core.facts import Fact
    from magwise.text import render

    told = render(Fact("trial.sheet", {"seed": str(plan.seed)}), kb, language)
    return f"{told}\n{_schedule(plan, kb, language)}\n"
