"""An experiment that runs, and what it shows: safety first, then what there is to say."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from magwise.cli import screen
from magwise.cli.doses import read_regimen
from magwise.cli.trial_log import read_days, read_guesses
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.core.facts import Fact
    from magwise.followup.experiment import Permission
    from magwise.knowledge import Knowledge
    from magwise.models.trial import Design, LogDay, Progress, TrialResult
    from magwise.person.log import LogDay as DailyDay
    from magwise.person.reading import Person


@dataclass(frozen=True, slots=True)
class Papers:
    """Where each paper of an analysis goes; None for those that were not asked."""

    script: Path | None = None
    chart: Path | None = None
    html: Path | None = None


def _today(day: date | None) -> date:
    return day or date.today()  # noqa: DTZ011 - the person's own calendar day


def permission(
    plan: "Design",
    profile: Path | None,
    regimen: Path | None,
    kb: "Knowledge",
    language: Language,
    *,
    today: date | None,
    days: Sequence["DailyDay"] = (),
) -> "Permission | None":
    """What safety says of this dose for this person; None when there is no profile."""
    from magwise.followup.experiment import may_try

    person = _person(profile, kb, language)
    if person is None:
        return None
    tried = None if regimen is None else read_regimen(regimen)
    return may_try(
        plan, person.profile, person.diary, kb, today=_today(today), regimen=tried, days=days
    )


def _person(profile: Path | None, kb: "Knowledge", language: Language) -> "Person | None":
    from magwise.person.reading import read_person

    if profile is None:
        return None
    person = read_person(profile)
    screen.complain(person.notices, kb, language)
    return person


def _design(
    path: Path, kb: "Knowledge", *, seed: int | None = None, hidden: bool = False
) -> "Design":
    from magwise.models import trial
    from magwise.person.files import read_json, read_text

    record = read_json(read_text(path)[0], path.name)
    if not isinstance(record, dict):
        raise InputError(Problem("error.trial-file", path.name, {"detail": "{}"}))
    return trial.from_record(record, kb, seed=seed, hidden=hidden)


def run(
    design: Path,
    log: Path | None,
    kb: "Knowledge",
    language: Language,
    *,
    profile: Path | None,
    regimen: Path | None,
    ics: Path | None,
    today: date | None,
    as_json: bool,
) -> None:
    """What to do today; a stop rule that fired, or a dose that is not cleared, goes first."""
    from magwise.followup.experiment import alarm
    from magwise.models import trial

    plan = _design(design, kb, hidden=True)
    on = _today(today)
    place = trial.day_of(plan, on)
    days, daily = ([], ()) if log is None else read_days(log, plan)
    seen = tuple(one for one in daily or () if date.fromisoformat(one.date) <= on)
    person = _person(profile, kb, language)
    found = alarm(seen, kb, today=on, profile=None if person is None else person.profile)
    allowed = None
    if not found.alone:
        allowed = permission(plan, profile, regimen, kb, language, today=on, days=seen)
    goes_on = not found.fired and not found.alone
    facts: list[Fact] = list(found.facts)
    if allowed is not None and (goes_on or allowed.alone):
        facts = list(allowed.facts) if allowed.alone else [*facts, *allowed.facts]
        goes_on = goes_on and allowed.regimen is not None
    now = trial.progress(plan, days, place, kb) if goes_on else None
    if now is not None:
        told = _running(plan, now, kb, checked=allowed is not None, unsaid=daily is None)
        facts += told if log is not None else _without_log(told)
        if ics is not None:
            _calendar(ics, plan, kb, language, on)
    _show_today(plan, now, facts, kb, language, as_json=as_json)


def _running(
    plan: "Design", now: "Progress", kb: "Knowledge", *, checked: bool, unsaid: bool
) -> list["Fact"]:
    """The day of today, and what is not known about safety."""
    from magwise.core.facts import Fact, Severity
    from magwise.models import trial

    doubts = [
        Fact(f"trial.{name}", {}, ("magwise-judgement",), Severity.WARN, "trial")
        for name, said_ in (("safety-first", not checked), ("side-effects-not-logged", unsaid))
        if said_
    ]
    return [*trial.progress_facts(plan, now, kb), *doubts]


def _without_log(facts: Sequence["Fact"]) -> list["Fact"]:
    """A log that was not given is not an empty one."""
    from magwise.core.facts import Fact, Severity

    about = ("trial.run-missing", "trial.run-progress", "trial.run-pairs", "trial.run-no-verdict")
    ask = Fact("trial.run-no-log", {}, ("magwise-computed",), Severity.INFO, "trial")
    return [*(one for one in facts if one.id not in about), ask]


def _show_today(
    plan: "Design",
    now: "Progress | None",
    facts: Sequence["Fact"],
    kb: "Knowledge",
    language: Language,
    *,
    as_json: bool,
) -> None:
    from magwise.models.trial import Phase

    asks = now is not None and now.phase not in (Phase.BEFORE, Phase.AFTER)
    ask = getattr(kb.trial_instruments[plan.instrument].ask, language) if asks else None
    if as_json:
        progress = None if now is None else asdict(now)
        screen.write_json(
            {"today": progress, "ask": ask, "facts": screen.fact_records(facts, kb, language)}
        )
        return
    screen.write_facts(facts, kb, language)
    if ask is not None:
        screen.write(f"\n{kb.text(language)['ui.trial-ask']} {ask}")


def _calendar(path: Path, plan: "Design", kb: "Knowledge", language: Language, today: date) -> None:
    from magwise.report.experiment_calendar import calendar
    from magwise.report.writing import write_bytes

    write_bytes(path, calendar(plan, kb, language, today=today))
    _written(path, kb, language)


def analyse(
    design: Path,
    log: Path,
    kb: "Knowledge",
    language: Language,
    *,
    prior: str | None,
    seed: int | None,
    guesses: Path | None,
    papers: Papers,
    as_json: bool,
) -> None:
    """What the experiment shows; what the log says against going on is said before it."""
    from magwise.followup.experiment import after_alarm, alarm
    from magwise.models import trial

    plan = _design(design, kb, seed=seed)
    days, daily = read_days(log, plan)
    last = date.fromisoformat(daily[-1].date) if daily else _today(None)
    found = alarm(daily or (), kb, today=last)
    if found.alone:  # someone has to be called; figures can wait
        if as_json:
            screen.write_json(
                {"verdict": None, "facts": screen.fact_records(found.facts, kb, language)}
            )
        else:
            screen.write_facts(found.facts, kb, language)
        return
    result = trial.analyse(plan, days, kb, prior=prior)
    told = [*result.facts, *_guessed(plan, guesses, result, kb)]
    facts = after_alarm(told, found)
    _write_papers(papers, plan, days, result, facts, kb, language)
    if as_json:
        made: dict[str, Any] = asdict(result)
        made["stopped"] = [one.rule.id for one in found.fired]
        made["facts"] = screen.fact_records(facts, kb, language)
        screen.write_json(made)
    else:
        screen.write_facts(facts, kb, language)


def _guessed(
    plan: "Design", guesses: Path | None, result: "TrialResult", kb: "Knowledge"
) -> tuple["Fact", ...]:
    """How well the person could tell the pots apart, in a blinded experiment."""
    from magwise.models import trial
    from magwise.models.trial.designing import figure

    if guesses is None and not plan.blinded:
        return ()
    given = {} if guesses is None else read_guesses(guesses)
    found = trial.guesses(plan, given, figure(kb, "level"))
    return trial.guess_facts(found, result.verdict, kb)


def _write_papers(
    papers: Papers,
    plan: "Design",
    days: Sequence["LogDay"],
    result: "TrialResult",
    facts: Sequence["Fact"],
    kb: "Knowledge",
    language: Language,
) -> None:
    """Everything is made before anything is written."""
    from magwise.report.experiment import course, course_svg
    from magwise.report.experiment_page import page
    from magwise.report.experiment_script import script
    from magwise.report.writing import write_text

    made: list[tuple[Path, str]] = []
    if papers.script is not None:
        made.append((papers.script, script(plan, days, kb)))
    if papers.chart is not None:
        made.append((papers.chart, course_svg(course(plan, days, kb, language))))
    if papers.html is not None:
        made.append((papers.html, page(plan, days, result, facts, kb, language)))
    for path, text in made:
        write_text(path, text)
        _written(path, kb, language)


def _written(path: Path, kb: "Knowledge", language: Language) -> None:
    screen.note(kb.text(language)["ui.written"].replace("{path}", str(path)))
