"""What a design and a result say, as facts."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.trial import TrialInstrument, TrialPrior
from magwise.models.trial.designing import figure
from magwise.models.trial.records import (
    Baseline,
    Check,
    Design,
    Outcome,
    PowerRow,
    TrialResult,
    Verdict,
)

_SUBJECT = "trial"
_SUFFIX = {Outcome.PASS: "good", Outcome.FAIL: "poor", Outcome.NOT_APPLICABLE: "unknown"}


def _fact(name: str, severity: Severity = Severity.INFO, **values: object) -> Fact:
    return Fact(
        f"trial.{name}", values, ("magwise-computed",), severity, _SUBJECT, Certainty.COMPUTED
    )


def _judged(name: str, severity: Severity = Severity.INFO, **values: object) -> Fact:
    return Fact(
        f"trial.{name}", values, ("magwise-judgement",), severity, _SUBJECT, Certainty.JUDGEMENT
    )


def what(record_id: str) -> str:
    """The word for what is written down."""
    return f"trial-{record_id}"


def design_facts(
    plan: Design, base: Baseline | None, rows: Sequence[PowerRow], kb: Knowledge,
    *, safety: Sequence[Fact] = (),
) -> tuple[Fact, ...]:  # fmt: skip
    """What a person should know before starting: the plan, what it can show, what it cannot.

    Parameters
    ----------
    safety
        What the safety gate said of the dose that is tried; without it the design says that
        nobody looked, and names no dose.
    rows
        Power of this very design for the worthwhile and the large effect, and of others of the
        same length for comparison.
    """
    record = kb.trial_instruments[plan.instrument]
    facts = [
        _fact(
            "design", pairs=plan.pairs, period=float(plan.days_per_period),
            total=round(plan.total_days / 7, 1),
        ),
        *(safety or (_judged("safety-first", Severity.WARN),)),
        _judged("stop-rules", Severity.WARN),
        Fact(
            "trial.stores-not-tested", {}, ("zhang-2016-status",), Severity.INFO, _SUBJECT,
            Certainty.LOW,
        ),
        _judged("write-every-day"),
        _judged("blinded" if plan.blinded else "not-blinded"),
    ]  # fmt: skip
    if plan.dropped_days or plan.run_in_days:
        dropped, run_in = float(plan.dropped_days), float(plan.run_in_days)
        facts.append(_fact("days-that-do-not-count", dropped=dropped, run_in=run_in))
    if plan.washout_days:
        facts.append(_fact("washout", washout=float(plan.washout_days)))
    if not plan.blinded:
        facts.append(_fact("draw", seed=str(plan.seed)))
    needed = int(figure(kb, "pairs-for-verdict"))
    if plan.pairs < needed:
        facts.append(_fact("estimate-only", Severity.WARN, pairs=plan.pairs, needed=needed))
    elif base is not None and rows:
        facts += _power_facts(plan, base, rows, record, kb)
    return tuple(facts)


def _power_facts(
    plan: Design, base: Baseline, rows: Sequence[PowerRow], record: TrialInstrument, kb: Knowledge
) -> list[Fact]:
    own = {row.true_effect: row for row in rows if _same(row, plan)}
    worthwhile, large, nothing = (
        own.get(sign * (value or 0.0))
        for value, sign in (
            (record.worthwhile.value, _sign(record)),
            (record.large.value, _sign(record)),
            (1.0 if record.kind == "count" else 0.0, 1),
        )
    )
    facts = []
    if worthwhile is not None and large is not None:
        facts.append(
            _fact(
                f"power-{record.kind}", base=base.mean, what=what(plan.instrument),
                worthwhile=worthwhile.helps_share, large=large.helps_share,
                points=record.worthwhile.value, large_points=record.large.value,
            )
        )  # fmt: skip
        if large.helps_share < figure(kb, "hopeless"):
            facts.append(_fact("hopeless", Severity.WARN, large=large.helps_share))
        better = [
            row
            for row in rows
            if row.true_effect == large.true_effect and not _same(row, plan)
            and row.total_days <= plan.total_days
            and row.helps_share > large.helps_share + 0.05
        ]  # fmt: skip
        if better:
            best = max(better, key=lambda row: row.helps_share)
            facts.append(
                _fact(
                    "better-design", pairs=best.pairs, period=float(best.days_per_period),
                    total=round(best.total_days / 7, 1), share=best.helps_share,
                )
            )  # fmt: skip
    if nothing is not None:
        facts.append(_fact("false-alarm", share=nothing.helps_share + nothing.harms_share))
    return facts


def _sign(record: TrialInstrument) -> int:
    return 1 if record.kind == "count" else -1


def _same(row: PowerRow, plan: Design) -> bool:
    return (row.pairs, row.days_per_period, row.dropped_days) == (
        plan.pairs, plan.days_per_period, plan.dropped_days,
    )  # fmt: skip


def with_facts(
    result: TrialResult, plan: Design, values: NDArray[np.float64], complete: int,
    record: TrialInstrument, prior: TrialPrior, kb: Knowledge,
) -> TrialResult:  # fmt: skip
    """The result with everything it says."""
    word = what(plan.instrument)
    facts = [
        _verdict_fact(result, word),
        *_effect_facts(result, record, word),
        *_stop_facts(result, kb),
        *_belief_facts(result, record, prior),
        *(_check_fact(one) for one in result.checks),
        Fact(
            "trial.stores-not-tested", {}, ("zhang-2016-status",), Severity.INFO, _SUBJECT,
            Certainty.LOW,
        ),
    ]  # fmt: skip
    counted = sum(plan.days_per_period - plan.dropped_days for _ in plan.periods)
    logged = sum(int(np.isfinite(values[slice(*one.counted)]).sum()) for one in plan.periods)
    facts.append(_fact("days-used", logged=logged, counted=counted))
    needed = int(figure(kb, "pairs-for-verdict"))
    if complete < needed:
        facts.append(_fact("too-few-pairs", Severity.WARN, pairs=complete, needed=needed))
    return replace(result, facts=tuple(facts))


def _verdict_fact(result: TrialResult, word: str) -> Fact:
    severity = Severity.STOP if result.verdict is Verdict.HARMS else Severity.INFO
    return _fact(result.verdict.value.replace("_", "-"), severity, what=word)


def _effect_facts(result: TrialResult, record: TrialInstrument, word: str) -> list[Fact]:
    if result.effect is None:
        return []
    scale = 100 if record.kind == "count" else 1
    places = 0 if record.kind == "count" else 1
    low, best, high = (
        round(scale * end, places)
        for end in (result.effect.low, result.effect.best, result.effect.high)
    )
    facts = [
        _fact(
            f"effect-{record.kind}" if result.exact else f"effect-{record.kind}-rough",
            what=word, low=low, best=best, high=high,
        )
    ]  # fmt: skip
    if result.probability_by_chance is not None:
        values = {"share": result.probability_by_chance}
        facts.append(
            Fact(
                "trial.exact-test",
                values,
                ("hartigan-1969",),
                Severity.INFO,
                _SUBJECT,
                Certainty.COMPUTED,
            )
        )
    if result.exact and result.verdict is Verdict.CANNOT_TELL and _no_benefit(result, record):
        facts.append(_fact("benefit-excluded", what=word))
    return facts


def _no_benefit(result: TrialResult, record: TrialInstrument) -> bool:
    """Whether a worthwhile benefit lies outside the interval, though harm may lie inside."""
    bound = record.worthwhile.value or 0.0
    low = result.effect.low if result.effect else -np.inf
    return bool(low > (bound if record.kind == "count" else -bound))


def _stop_facts(result: TrialResult, kb: Knowledge) -> list[Fact]:
    """Never go on when the signs point to harm, whatever the verdict."""
    worse = 1 - result.posterior.probability_better if result.posterior else 0.0
    if result.verdict is Verdict.HARMS:
        return [_fact("stop", Severity.STOP)]
    if worse >= figure(kb, "harm-signal"):
        return [_fact("stop-on-signal", Severity.STOP, share=worse)]
    return []


def _belief_facts(result: TrialResult, record: TrialInstrument, prior: TrialPrior) -> list[Fact]:
    found = result.posterior
    if found is None:
        return []
    sources = tuple(sorted({prior.mean.source, prior.mean_se.source, prior.between_sd.source}))
    before, after = _rounded(found.prior_effect, record), _rounded(found.effect, record)
    return [
        _fact(
            f"probabilities-{record.kind}", worthwhile=found.probability_worthwhile,
            better=found.probability_better, worse=1 - found.probability_better,
            harm=found.probability_worthwhile_harm, points=record.worthwhile.value,
        ),
        Fact(
            f"trial.prior-{record.kind}",
            {"prior": f"trial-prior-{prior.id}", "before_low": before.low,
             "before_high": before.high, "after_low": after.low, "after_high": after.high},
            sources, Severity.INFO, _SUBJECT, Certainty.JUDGEMENT,
        ),
    ]  # fmt: skip


def _rounded(found: Interval, record: TrialInstrument) -> Interval:
    scale, places = (100, 0) if record.kind == "count" else (1, 1)
    return Interval(*(round(scale * end, places) for end in (found.low, found.best, found.high)))


def _check_fact(one: Check) -> Fact:
    severity = Severity.WARN if one.outcome is Outcome.FAIL else Severity.INFO
    values: dict[str, object] = {}
    if one.share is not None:
        values["share"] = one.share
    if one.probability is not None:
        values["chance"] = one.probability
    return _fact(f"{one.id}-{_SUFFIX[one.outcome]}", severity, **values)
