"""Rows about trials: read with a reason for every refusal, merged without silent changes.

A row has one of three complete sets: counts of both arms, means with their spread and number, or
an estimate with its standard error (ratios as logarithms). Nothing here reads a file.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from magwise.core.errors import InputError, Problem, collect
from magwise.models.evidence import effects as single
from magwise.models.evidence.effects import Counts, Effects, Measure

if TYPE_CHECKING:
    from magwise.knowledge.schema.evidence import Trial

COUNT_COLUMNS = ("events_treated", "n_treated", "events_control", "n_control")
MEAN_COLUMNS = (
    "mean_treated", "sd_treated", "n_treated", "mean_control", "sd_control", "n_control",
)  # fmt: skip
EFFECT_COLUMNS = ("effect", "se")
_WHOLE = frozenset({*COUNT_COLUMNS, "year"})
_NUMBERS = frozenset({*COUNT_COLUMNS, *MEAN_COLUMNS, *EFFECT_COLUMNS, "year"})
_WORDS = frozenset(
    {"id", "label", "pool", "source", "locator", "how", "note", "reviewed_by", "reviewed_on"}
)


@dataclass(frozen=True, slots=True)
class Study:
    """One trial as it enters a pool; what is None was not given."""

    id: str
    label: str
    year: int | None = None
    events_treated: int | None = None
    n_treated: int | None = None
    events_control: int | None = None
    n_control: int | None = None
    mean_treated: float | None = None
    sd_treated: float | None = None
    mean_control: float | None = None
    sd_control: float | None = None
    effect: float | None = None
    se: float | None = None

    def has(self, columns: Sequence[str]) -> bool:
        """True when every one of these columns is filled."""
        return all(getattr(self, name) is not None for name in columns)


def read_studies(rows: Iterable[Mapping[str, str]], *, where: str = "row") -> tuple[Study, ...]:
    """Check rows as they come from a table of text; the first row after the head is row 2.

    Raises
    ------
    InputError
        With every malformed row and the reason, all at once.

    Examples
    --------
    >>> read_studies([{"id": "a", "effect": "-0.4", "se": "0.2"}])[0].effect
    -0.4
    """
    problems: list[Problem] = []
    found: list[Study] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        place = f"{where} {number}"
        study = _read_row(row, place, problems)
        if study is None:
            continue
        if study.id in seen:
            problems.append(Problem("error.study-double", place, {"id": study.id}))
        seen.add(study.id)
        found.append(study)
    if not found and not problems:
        problems.append(Problem("error.study-none", where))
    collect(problems, InputError)
    return tuple(found)


def _read_row(row: Mapping[str, str], place: str, problems: list[Problem]) -> Study | None:
    before = len(problems)
    values: dict[str, Any] = {}
    for name, given in row.items():
        if name is None or name not in _NUMBERS | _WORDS:
            problems.append(Problem("error.study-column", place, {"field": str(name)}))
            continue
        text = (given or "").strip()
        if text and name in _NUMBERS:
            values[name] = _number(name, text, place, problems)
        elif text and name in ("id", "label"):
            values[name] = text
    if "id" not in values and "label" not in values:
        problems.append(Problem("error.study-missing", place, {"field": "id"}))
    if len(problems) > before:
        return None
    label = values.pop("label", values.get("id"))
    study = Study(**{"id": label, **values, "label": label})
    _plausible(study, place, problems)
    return study if len(problems) == before else None


def _number(name: str, text: str, place: str, problems: list[Problem]) -> float | int | None:
    values = {"field": name, "given": text}
    try:
        value = float(text)
    except ValueError:
        problems.append(Problem("error.study-number", place, values))
        return None
    rule = None
    if not math.isfinite(value):
        rule = "study-rule-finite"
    elif name in _WHOLE and (value != int(value) or value < 0):
        rule = "study-rule-whole"
    elif name == "year" and not 1900 <= value <= 2100:
        rule = "study-rule-year"
    elif name in ("se", "sd_treated", "sd_control") and value <= 0:
        rule = "study-rule-above-zero"
    elif name in ("n_treated", "n_control") and value < 1:
        rule = "study-rule-people"
    if rule:
        problems.append(Problem("error.study-range", place, {**values, "rule": rule}))
        return None
    return int(value) if name in _WHOLE else value


def _plausible(study: Study, place: str, problems: list[Problem]) -> None:
    sets = (COUNT_COLUMNS, MEAN_COLUMNS, EFFECT_COLUMNS)
    if not any(study.has(columns) for columns in sets):
        started = [
            [name for name in columns if getattr(study, name) is None]
            for columns in sets
            if any(getattr(study, name) is not None for name in columns)
        ]
        for name in min(started, key=len, default=[]):
            problems.append(Problem("error.study-missing", place, {"field": name}))
        if not started:
            problems.append(Problem("error.study-kind", place))
    for arm in ("treated", "control"):
        events, people = getattr(study, f"events_{arm}"), getattr(study, f"n_{arm}")
        if events is not None and people is not None and events > people:
            values = {
                "field": f"events_{arm}", "given": str(events), "rule": "study-rule-events",
            }  # fmt: skip
            problems.append(Problem("error.study-range", place, values))


def of_trials(trials: Iterable["Trial"]) -> tuple[Study, ...]:
    """The rows of the knowledge base as studies, in their own order."""
    names = [name for name in Study.__dataclass_fields__ if name not in ("id", "label")]
    return tuple(
        Study(id=one.id, label=one.label, **{name: getattr(one, name) for name in names})
        for one in trials
    )


def counts_of(studies: Sequence[Study]) -> Counts:
    """The counts of studies that all have them.

    Raises
    ------
    InputError
        When a study has none.
    """
    _all_have(studies, COUNT_COLUMNS, "OR")
    a, n1, c, n2 = ([getattr(one, name) for one in studies] for name in COUNT_COLUMNS)
    return Counts.of(a, n1, c, n2, tuple(one.label for one in studies))


def effects_of(
    studies: Sequence[Study], measure: Measure, *, add: float = 0.5, drop_empty: bool = False
) -> Effects:
    """The effect of each study on the scale of a measure.

    For a mean difference, studies with means and studies with an estimate may be mixed.

    Raises
    ------
    InputError
        When a study lacks what the measure needs.
    """
    labels = tuple(one.label for one in studies)
    if measure in single.COUNTS and all(one.has(COUNT_COLUMNS) for one in studies):
        return single.from_counts(counts_of(studies), measure, add=add, drop_empty=drop_empty)
    if measure in single.MEANS and all(one.has(MEAN_COLUMNS) for one in studies):
        return _of_means(studies, measure)
    if measure == "MD":
        parts = [
            _of_means([one], "MD") if one.has(MEAN_COLUMNS) else _given([one], "MD")
            for one in studies
        ]
        return single.generic(
            np.concatenate([part.estimate for part in parts]),
            np.concatenate([part.variance for part in parts]),
            measure="MD",
            labels=labels,
        )
    return _given(studies, measure)


def _of_means(studies: Sequence[Study], measure: Measure) -> Effects:
    columns = {name: [getattr(one, name) for one in studies] for name in MEAN_COLUMNS}
    return single.from_means(**columns, measure=measure, labels=tuple(one.label for one in studies))


def _given(studies: Sequence[Study], measure: Measure) -> Effects:
    _all_have(studies, EFFECT_COLUMNS, measure)
    return single.generic(
        [one.effect for one in studies if one.effect is not None],
        [one.se**2 for one in studies if one.se is not None],
        measure=measure,
        labels=tuple(one.label for one in studies),
    )


def _all_have(studies: Sequence[Study], columns: Sequence[str], measure: Measure) -> None:
    collect(
        [
            Problem("error.study-mixed", one.label, {"measure": measure})
            for one in studies
            if not one.has(columns)
        ],
        InputError,
    )


def merged(
    existing: Mapping[str, "Trial"], incoming: Mapping[str, "Trial"], replace: Iterable[str] = ()
) -> tuple[dict[str, "Trial"], tuple[str, ...]]:
    """Existing rows with an import on top, and the ids that are new or changed.

    A row that someone reviewed and signed changes only when its id is named in ``replace``.

    Raises
    ------
    InputError
        With every reviewed row that would change.
    """
    named = frozenset(replace)
    changed = [key for key, row in incoming.items() if existing.get(key) != row]
    collect(
        [
            Problem("error.study-reviewed", key, {"id": key, "who": existing[key].reviewed_by})
            for key in changed
            if key in existing and existing[key].is_reviewed and key not in named
        ],
        InputError,
    )
    return {**existing, **incoming}, tuple(changed)
