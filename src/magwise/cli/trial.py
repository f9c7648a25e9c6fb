"""``magwise trial``: design an experiment on oneself, and read what it shows."""

import csv
import io
import secrets
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem, collect

if TYPE_CHECKING:
    from magwise.core.facts import Fact
    from magwise.knowledge import Knowledge
    from magwise.models.trial import Design, LogDay
    from magwise.models.trial.records import PowerRow

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
_TAKEN = {"yes": True, "ja": True, "1": True, "no": False, "nee": False, "0": False, "": None}
_LARGEST_SEED = 2**48


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    """Add the commands to the program; ``h`` gives the words of the help."""
    group = typer.Typer(help=h("trial"), no_args_is_help=True)
    app.add_typer(group, name="trial")

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
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import knowledge
        from magwise.models import trial

        kb, language = knowledge(), _spoken(lang_)
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
        show_design(plan, baseline, missing, kb, language, as_json=as_json)
        if save is not None:
            save.write_text(screen.as_json(trial.as_record(plan)) + "\n", encoding="utf-8")
        if helper is not None:
            helper.write_text(sheet(plan, kb, language), encoding="utf-8")

    @command(group, "analyse", "trial-analyse")
    def analyse_(
        design: Annotated[Path, typer.Argument(metavar="DESIGN.json", help=h("trial-file"))],
        log: Annotated[Path, typer.Argument(metavar="LOG.csv", help=h("trial-log"))],
        prior: Annotated[
            str | None, typer.Option("--prior", metavar="ID", help=h("trial-prior"))
        ] = None,
        seed: Annotated[int | None, typer.Option("--seed", help=h("trial-key"))] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import knowledge
        from magwise.models import trial
        from magwise.person.files import read_json, read_text

        kb, language = knowledge(), _spoken(lang_)
        record = read_json(read_text(design)[0], design.name)
        if not isinstance(record, dict):
            raise InputError(Problem("error.trial-file", design.name, {"detail": "{}"}))
        plan = trial.from_record(record, kb, seed=seed)
        days = read_log(read_text(log)[0], log.name, plan)
        result = trial.analyse(plan, days, kb, prior=prior)
        if as_json:
            made = asdict(result)
            made["facts"] = _said(result.facts, kb, language)
            screen.write_json(made)
        else:
            _write(result.facts, kb, language)


def _spoken(lang: str | None) -> Language:
    from magwise.cli.app import STATE, chosen_language

    return chosen_language(lang) or STATE.language


def show_design(
    plan: "Design",
    baseline: float | None,
    missing: float,
    kb: "Knowledge",
    language: Language,
    *,
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
    facts = trial.design_facts(plan, base, rows, kb)
    if as_json:
        made = {
            "design": trial.as_record(plan),
            "power": [asdict(row) for row in rows],
            "facts": _said(facts, kb, language),
        }
        screen.write_json(made)
        return
    _write(facts, kb, language)
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


def _said(facts: Iterable["Fact"], kb: "Knowledge", language: Language) -> list[dict[str, Any]]:
    from magwise.text import render

    return [
        {
            "id": one.id,
            "severity": one.severity,
            "values": dict(one.values),
            "sources": list(one.sources),
            "text": render(one, kb, language),
        }
        for one in facts
    ]


def _write(facts: Iterable["Fact"], kb: "Knowledge", language: Language) -> None:
    """Facts in the order in which they were said, what is urgent with a sign before it."""
    from magwise.text import render

    for one in facts:
        sign = "-" if one.severity == "info" else "!"
        screen.write(f"{sign} {render(one, kb, language)}")


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
        give = ui["ui.trial-with" if row.active else "ui.trial-without"]
        lines.append(f"{row.period:<20}{ends[0]:<20}{ends[1]:<20}{give}")
    return "\n".join(lines)


def sheet(plan: "Design", kb: "Knowledge", language: Language) -> str:
    """What the helper puts in the pots, with the lot number."""
    from magwise.core.facts import Fact
    from magwise.text import render

    told = render(Fact("trial.sheet", {"seed": str(plan.seed)}), kb, language)
    return f"{told}\n{_schedule(plan, kb, language)}\n"


def read_log(text: str, where: str, plan: "Design") -> list["LogDay"]:
    """The days of a log; an absent row or an empty value is missing, never zero.

    Raises
    ------
    InputError
        With every row that cannot be read.
    """
    from magwise.models.trial import LogDay

    rows = csv.DictReader(io.StringIO(text, newline=""))
    names = {name.strip().casefold() for name in rows.fieldnames or () if name}
    by_date = "date" in names
    if "value" not in names or not (by_date or "day" in names):
        raise InputError(Problem("error.trial-columns", where, {"columns": "day,value,taken"}))
    found, problems = [], []
    for line, raw in enumerate(rows, start=2):
        row = {
            str(key).strip().casefold(): value.strip()
            for key, value in raw.items()
            if isinstance(value, str)
        }
        place = f"{where}:{line}"
        day = _day_of(row, plan, by_date=by_date)
        if day is None:
            given = {"given": row.get("date" if by_date else "day", "")}
            problems.append(Problem("error.trial-date", place, given))
            continue
        value: float | None = None
        if row.get("value"):
            try:
                value = float(row["value"].replace(",", "."))
            except ValueError:
                problems.append(Problem("error.trial-value", place, {"given": row["value"]}))
        taken = row.get("taken", "").casefold()
        if taken not in _TAKEN:
            problems.append(Problem("error.trial-taken", place, {"given": taken}))
        found.append(LogDay(day, value, _TAKEN.get(taken)))
    collect(problems)
    return found


def _day_of(row: dict[str, str], plan: "Design", *, by_date: bool) -> int | None:
    """The day of the experiment, from 0; None when it cannot be known."""
    try:
        if by_date and plan.start is not None:
            return (date.fromisoformat(row["date"]) - date.fromisoformat(plan.start)).days
        return int(row["day"]) - 1
    except (ValueError, KeyError):
        return None
