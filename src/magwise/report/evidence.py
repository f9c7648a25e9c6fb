"""What is known of an outcome, and a pool of trials, as text, as JSON and as a picture."""

import difflib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from magwise.core.errors import InputError, Problem
from magwise.models.evidence import analysis as whole
from magwise.models.evidence.indirectness import NOBODY, Asked, outcomes_for
from magwise.models.evidence.judgement import Judgement, judge, preferred
from magwise.models.evidence.pooling import Pooled
from magwise.models.evidence.saying import said, unit_key
from magwise.models.evidence.studies import read_studies
from magwise.report import forest
from magwise.text import numbers, render, word
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.knowledge.schema.evidence import Outcome, Synthesis
    from magwise.models.evidence.analysis import Analysis
    from magwise.models.evidence.effects import Measure
    from magwise.models.evidence.pooling import Model
    from magwise.person import Profile

_EXERCISE = ("exercise", "sport")


@dataclass(frozen=True, slots=True)
class Shown:
    """One pool in three forms."""

    text: str
    record: dict[str, Any]
    drawing: str


def asked_by(profile: "Profile", topic: str) -> Asked:
    """What of a profile decides whether evidence is about this person."""
    complaints = [one.id for one in profile.complaints or ()]
    at_sport = any(part in one for one in complaints for part in _EXERCISE)
    return Asked(
        age_years=profile.age_years,
        sex=profile.sex,
        pregnant=profile.pregnant if isinstance(profile.pregnant, bool) else None,
        conditions=None if profile.conditions is None else frozenset(profile.conditions),
        situation="exercise" if at_sport else None,
    )


def topics(kb: "Knowledge", language: Language) -> list[dict[str, str]]:
    """The topics there are, with the outcomes of each."""
    found: dict[str, list[str]] = {}
    for one in kb.outcomes.values():
        found.setdefault(one.topic, []).append(one.names.of(language))
    return [{"id": topic, "outcomes": "; ".join(names)} for topic, names in found.items()]


def outcomes_of(what: str, kb: "Knowledge", asked: Asked = NOBODY) -> tuple["Outcome", ...]:
    """The outcomes that a word means: an id, a topic, or an everyday word in either language.

    Raises
    ------
    InputError
        When nothing fits; the message names what looks like it.
    """
    wanted = what.strip().casefold()
    if wanted in kb.outcomes:
        return (kb.outcomes[wanted],)
    all_outcomes = kb.outcomes.values()
    of_topic = [one for one in all_outcomes if one.topic == wanted]
    if not of_topic:
        named = [
            one
            for one in all_outcomes
            if wanted in (word.casefold() for word in (*one.words.nl, *one.words.en))
        ]
        if len({one.topic for one in named}) == 1 and all(one.situation for one in named):
            return tuple(named)
        of_topic = [one for one in all_outcomes if one.topic in {one.topic for one in named}]
    if not of_topic:
        known = sorted({one.topic for one in all_outcomes} | set(kb.outcomes))
        close = difflib.get_close_matches(wanted, known, n=4, cutoff=0.5)
        listed = ", ".join(close or sorted({one.topic for one in all_outcomes}))
        raise InputError(
            Problem("error.evidence-unknown", values={"given": what, "suggestions": listed})
        )
    if asked is NOBODY:
        return tuple(of_topic)
    return outcomes_for(of_topic[0].topic, asked, of_topic)


def known(
    what: str, kb: "Knowledge", language: Language, asked: Asked = NOBODY
) -> list[dict[str, Any]]:
    """Each outcome with its leading synthesis in words, its grade step by step, and all others."""
    return [_outcome(one, kb, language, asked) for one in outcomes_of(what, kb, asked)]


def _outcome(
    outcome: "Outcome", kb: "Knowledge", language: Language, asked: Asked
) -> dict[str, Any]:
    leading = preferred(outcome.id, kb)
    judged = None if leading is None else judge(leading, kb, asked)
    others = [one for one in kb.syntheses.values() if one.outcome == outcome.id]
    return {
        "outcome": outcome.id,
        "topic": outcome.topic,
        "name": outcome.names.of(language),
        "preferred": None if leading is None else leading.id,
        "why_preferred": outcome.why_preferred.of(language) if outcome.why_preferred else None,
        "said": [render(one, kb, language) for one in said(judged, kb)] if judged else [],
        "certainty": str(judged.certainty) if judged and judged.certainty else None,
        "effect": str(judged.effect) if judged and judged.effect else None,
        "steps": _steps(judged, kb, language),
        "syntheses": [_synthesis(one, kb, language, asked) for one in others],
        "pools": [one.id for one in kb.pools.values() if one.outcome == outcome.id],
    }


def _steps(judged: Judgement | None, kb: "Knowledge", language: Language) -> list[dict[str, Any]]:
    if judged is None or judged.computed is None:
        return []
    return [
        {
            "domain": step.domain,
            "by": step.by,
            "reason": word(f"word.{step.reason}", kb, language),
        }
        for step in judged.computed.steps
    ]


def _synthesis(
    one: "Synthesis", kb: "Knowledge", language: Language, asked: Asked
) -> dict[str, Any]:
    judged = judge(one, kb, asked)
    found = one.estimate
    return {
        "id": one.id,
        "kind": one.kind,
        "design": one.design,
        "population": one.population.names.of(language),
        "trials": one.trials,
        "people": one.people,
        "measure": one.measure,
        "estimate": None if found is None else found.value,
        "low": None if found is None else found.low,
        "high": None if found is None else found.high,
        "unit": None if found is None else found.unit,
        "reversed": one.reversed,
        "printed": one.printed,
        "i2_share": one.i2_share,
        "effect": str(judged.effect) if judged.effect else None,
        "computed": str(judged.computed.certainty) if judged.computed else None,
        "reviewed": str(judged.reviewed) if judged.reviewed else None,
        "certainty": str(judged.certainty) if judged.certainty else None,
        "differences": list(judged.differences),
        "how": str(one.how),
        "sources": [citation.source for citation in one.citations],
        "note": one.note,
    }


def as_text(found: Sequence[Mapping[str, Any]], kb: "Knowledge", language: Language) -> str:
    """The same for people: words first, then the grade, then every synthesis beside the others."""
    lines: list[str] = []
    for outcome in found:
        name = str(outcome["name"])
        lines += ["", name[:1].upper() + name[1:], *(f"  {one}" for one in outcome["said"])]
        if outcome["why_preferred"]:
            lines.append(f"  {outcome['preferred']}: {outcome['why_preferred']}")
        for step in outcome["steps"]:
            moved = f"{step['by']:+d}" if step["by"] else "0"
            domain = word(f"word.grade-domain-{step['domain']}", kb, language)
            lines.append(f"    {moved:>2}  {domain}: {step['reason']}")
        for one in outcome["syntheses"]:
            star = "*" if one["id"] == outcome["preferred"] else " "
            how = word(f"word.how-{one['how']}", kb, language)
            kind = word(f"word.evidence-kind-{one['kind']}", kb, language)
            lines.append(f"  {star} {one['id']:<22} {_figure(one, kb, language)}  [{kind}; {how}]")
        lines += [f"    magwise evidence pool {one}" for one in outcome["pools"]]
    return "\n".join(lines).lstrip("\n")


def _figure(one: Mapping[str, Any], kb: "Knowledge", language: Language) -> str:
    if one["estimate"] is None:
        return str(one["printed"] or word(f"word.evidence-kind-{one['kind']}", kb, language))
    # Always magnesium minus control, whatever way the source printed it.
    sign = -1.0 if one["reversed"] else 1.0
    figure = f"{one['measure']} {numbers.plain(sign * one['estimate'], language)}"
    if one["low"] is not None:
        ends = sorted((sign * one["low"], sign * one["high"]))
        low, high = (numbers.plain(part, language) for part in ends)
        figure += f" ({low} {'tot' if language == 'nl' else 'to'} {high})"
    if one["unit"] == "1":
        return figure
    unit = kb.text(language).get(f"word.evidence-unit-{unit_key(one['unit'])}", one["unit"])
    return f"{figure} {unit}"


def pooled(what: str, kb: "Knowledge", language: Language, model: "Model | None" = None) -> Shown:
    """A pool of the knowledge base by its id, its outcome or its topic; else the stored ones.

    Raises
    ------
    InputError
        When nothing fits.
    """
    if what in kb.pools:
        chosen = kb.pools[what]
    else:
        outcomes = {one.id for one in outcomes_of(what, kb)}
        chosen_all = [one for one in kb.pools.values() if one.outcome in outcomes]
        if not chosen_all:
            return _stored(sorted(outcomes), kb, language)
        chosen = chosen_all[0]
    found = whole.of_pool(chosen.id, kb, model=model)
    words = forest_words(
        kb, language, chosen.control.of(language), chosen.treated.of(language),
        better=kb.outcomes[chosen.outcome].better,
    )  # fmt: skip
    title = chosen.names.of(language)
    return _shown(found, title, words, kb, language, chosen.id, chosen.why_model.of(language))


def pooled_rows(
    rows: Sequence[Mapping[str, str]],
    name: str,
    measure: "Measure",
    model: "Model",
    kb: "Knowledge",
    language: Language,
) -> Shown:
    """A pool of rows that someone brings along."""
    found = whole.analyse(read_studies(rows, where=name), measure, model)
    control, treated = word("word.forest-control", kb, language), "magnesium"
    words = forest_words(kb, language, control, treated, better="lower")
    return _shown(found, name, words, kb, language, name, "")


def _stored(outcomes: Sequence[str], kb: "Knowledge", language: Language) -> Shown:
    """The pools of others for the first outcome that has any; they are shown, not pooled again."""
    words = forest_words(
        kb, language, word("word.forest-control", kb, language), "magnesium", better="lower"
    )
    for outcome in outcomes:
        plot = forest.of_syntheses(outcome, kb, language, words)
        if plot.rows:
            table = [f"{label:<26} {figure}" for label, figure, _ in forest.rows(plot, language)]
            text = "\n".join([plot.title, words.stored, *table])
            record = {
                "outcome": outcome,
                "pooled_here": False,
                "rows": [
                    {
                        "id": row.label.rstrip(" *"),
                        "best": row.best,
                        "low": row.low,
                        "high": row.high,
                    }
                    for row in plot.rows
                ],
            }
            return Shown(text, record, forest.svg(plot, words, language))
    raise InputError(Problem("error.evidence-no-trials", values={"y": outcomes[0]}))


def forest_words(
    kb: "Knowledge", language: Language, control: str, treated: str, *, better: str
) -> forest.ForestWords:
    """The words of a plot; left of the line is less of the outcome."""
    less = treated if better == "lower" else control
    more = control if better == "lower" else treated
    favours = word("word.forest-favours", kb, language)
    return forest.ForestWords(
        pool=word("word.forest-pool", kb, language),
        left=f"{favours} {less}",
        right=f"{favours} {more}",
        stored=word("word.forest-stored", kb, language),
        weight=word("word.forest-weight", kb, language),
        effect=word("word.forest-effect", kb, language),
        models={"mantel-haenszel": "Mantel-Haenszel", "peto": "Peto"},
    )


def _shown(
    found: "Analysis",
    title: str,
    words: forest.ForestWords,
    kb: "Knowledge",
    language: Language,
    name: str,
    why: str,
) -> Shown:
    plot = forest.of_analysis(found, title, words)
    lines = [title, *([why] if why else [])]
    lines += [
        f"  {label:<34} {figure:>26}  {weight}"
        for label, figure, weight in forest.rows(plot, language)
    ]
    lines += ["", word("word.forest-models", kb, language)]
    for one in found.models:
        best, low, high = (numbers.plain(part, language) for part in one.natural)
        test = " + Knapp-Hartung" if one.test == "knapp-hartung" else ""
        extra = f"  tau² {one.tau2:.4f}" if one.tau2 else ""
        lines.append(f"  {one.model + test:<34} {f'{best} ({low} - {high})':>26}{extra}")
    lines += ["", *_scatter_lines(found)]
    return Shown("\n".join(lines), _record(found, name), forest.svg(plot, words, language))


def _scatter_lines(found: "Analysis") -> list[str]:
    reml = next((one for one in found.models if one.model == "REML"), found.leading)
    between = reml.heterogeneity
    lines = [
        f"  Q {between.q:.2f} (df {between.q_df}, p {between.q_p:.4f}); "
        f"I2 (Q) {100 * between.i2_from_q:.1f} %; "
        f"I2 (tau2, REML) {100 * between.i2_from_tau2:.1f} %"
    ]
    if found.scatter is not None:
        lines.append(f"  tau2 95 % (Q-profile) {found.scatter.low:.4f} - {found.scatter.high:.4f}")
    if found.prediction is not None:
        low, high = found.prediction.low, found.prediction.high
        if found.effects.is_log:
            low, high = math.exp(low), math.exp(high)
        lines.append(f"  95 % prediction ({found.prediction.by}) {low:.3f} - {high:.3f}")
    if found.asymmetry is not None:
        test = found.asymmetry
        lines.append(f"  Egger t {test.statistic:.2f} (df {test.df}), p {test.p:.5f}")
    return lines


def _record(found: "Analysis", name: str) -> dict[str, Any]:
    effects = found.effects
    return {
        "pool": name,
        "pooled_here": True,
        "measure": effects.measure,
        "scale": "log" if effects.is_log else "natural",
        "studies": [
            {"label": label, "year": year, "estimate": float(y), "se": math.sqrt(float(v))}
            for label, year, y, v in zip(
                effects.labels, found.years, effects.estimate, effects.variance, strict=True
            )
        ],
        "leading": _pooled_record(found.leading),
        "models": [_pooled_record(one) for one in found.models],
        "tau2_interval": None
        if found.scatter is None
        else {"by": found.scatter.by, "low": found.scatter.low, "high": found.scatter.high},
        "prediction": None
        if found.prediction is None
        else {
            "by": found.prediction.by,
            "low": found.prediction.low,
            "high": found.prediction.high,
        },
        "egger": None
        if found.asymmetry is None
        else {
            "t": found.asymmetry.statistic,
            "df": found.asymmetry.df,
            "p": found.asymmetry.p,
            "limit": found.asymmetry.limit,
        },
        "leave_one_out": [_pooled_record(one) for one in found.without],
        "cumulative": [_pooled_record(one) for one in found.growing],
    }


def _pooled_record(one: Pooled) -> dict[str, Any]:
    between = one.heterogeneity
    best, low, high = one.natural
    return {
        "model": one.model,
        "test": one.test,
        "k": one.k,
        "estimate": one.estimate,
        "se": one.se,
        "ci_low": one.ci_low,
        "ci_high": one.ci_high,
        "natural": {"best": best, "low": low, "high": high},
        "p": one.p,
        "tau2": one.tau2,
        "tau2_se": None if math.isnan(one.tau2_se) else one.tau2_se,
        "q": between.q,
        "q_df": between.q_df,
        "q_p": between.q_p,
        "i2_from_q": between.i2_from_q,
        "i2_from_tau2": between.i2_from_tau2,
    }
