"""Everything one pool tells: the trials, every model side by side, scatter, small studies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from magwise.core.errors import NotApplicable
from magwise.models.evidence import pooling, sensitivity, smallstudies
from magwise.models.evidence.effects import COUNTS, Effects, Measure
from magwise.models.evidence.pooling import Model, Pooled, Prediction
from magwise.models.evidence.regression import Test
from magwise.models.evidence.scatter import Method, ScatterInterval
from magwise.models.evidence.smallstudies import Asymmetry
from magwise.models.evidence.studies import COUNT_COLUMNS, Study, counts_of, effects_of, of_trials

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_SHOWN: tuple[Method, ...] = ("FE", "DL", "REML", "ML", "PM", "SJ", "HE")


@dataclass(frozen=True, slots=True)
class Analysis:
    """One pool, worked out in full.

    Attributes
    ----------
    leading
        The pool of the chosen model.
    models
        The same trials by every model; a reader sees what the choice does.
    scatter, prediction, asymmetry
        None where there are too few trials.
    without, growing
        The chosen model without each trial, and after each trial by year.
    """

    effects: Effects
    years: tuple[int | None, ...]
    leading: Pooled
    models: tuple[Pooled, ...]
    scatter: ScatterInterval | None
    prediction: Prediction | None
    asymmetry: Asymmetry | None
    without: tuple[Pooled, ...]
    growing: tuple[Pooled, ...]


def pooled_by(
    studies: Sequence[Study], measure: Measure, model: Model, *, test: Test = "z"
) -> Pooled:
    """Pool studies by any model, on counts where the model needs them."""
    if model == "mantel-haenszel":
        return pooling.mantel_haenszel(counts_of(studies), measure)
    if model == "peto":
        return pooling.peto(counts_of(studies))
    return pooling.pool(effects_of(studies, measure), model, test=test)


def analyse(
    studies: Sequence[Study], measure: Measure, model: Model = "REML", *, test: Test = "z"
) -> Analysis:
    """Pool studies and look at the pool from every side.

    Raises
    ------
    NotApplicable, InputError
        When the studies do not fit the measure or the model.
    """
    effects = effects_of(studies, measure)
    leading = pooled_by(studies, measure, model, test=test)
    has_counts = measure in COUNTS and all(one.has(COUNT_COLUMNS) for one in studies)
    extra: tuple[Model, ...] = ("mantel-haenszel",) if has_counts else ()
    if has_counts and measure == "OR":
        extra = (*extra, "peto")
    models = [_or_none(studies, measure, one, "z") for one in (*extra, *_SHOWN)]
    models.append(_or_none(studies, measure, "REML", "knapp-hartung"))
    ordered = sorted(studies, key=lambda one: one.year or 0)
    k = len(studies)
    random = "REML" if model == "FE" else _method(model)
    return Analysis(
        effects=effects,
        years=tuple(one.year for one in studies),
        leading=leading,
        models=tuple(one for one in models if one is not None),
        scatter=pooling.scatter_interval(effects) if k > 1 else None,
        prediction=pooling.prediction(pooling.pool(effects, random)) if k > 2 else None,
        asymmetry=_asymmetry(effects),
        without=sensitivity_of(studies, measure, model, test) if k > 1 else (),
        growing=tuple(
            one
            for one in (_or_none(ordered[:upto], measure, model, test) for upto in range(1, k + 1))
            if one is not None
        ),
    )


def sensitivity_of(
    studies: Sequence[Study], measure: Measure, model: Model, test: Test = "z"
) -> tuple[Pooled, ...]:
    """The pool by any model without each trial in turn."""
    if model not in ("mantel-haenszel", "peto"):
        return sensitivity.leave_one_out(effects_of(studies, measure), _method(model), test=test)
    return tuple(
        pooled_by([one for one in studies if one is not left], measure, model) for left in studies
    )


def of_pool(pool: str, kb: "Knowledge", *, model: Model | None = None) -> Analysis:
    """The analysis of a pool of the knowledge base."""
    record = kb.pools[pool]
    studies = of_trials(one for one in kb.trials.values() if one.pool == pool)
    return analyse(studies, record.measure, model or record.model)


def _method(model: Model) -> Method:
    if model == "mantel-haenszel":
        return "REML"
    return "REML" if model == "peto" else model


def _or_none(studies: Sequence[Study], measure: Measure, model: Model, test: Test) -> Pooled | None:
    try:
        return pooled_by(studies, measure, model, test=test)
    except NotApplicable:
        return None


def _asymmetry(effects: Effects) -> Asymmetry | None:
    try:
        return smallstudies.egger(effects)
    except NotApplicable:
        return None
