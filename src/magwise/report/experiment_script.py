"""An experiment as a small Python script: the raw days, the lot number and the whole test.

The script needs nothing but Python. It draws the order again, adds up the periods and counts the
orders, written out apart from this program, so that it checks the program as well.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import magwise

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.trial import Design, LogDay

_SCRIPT = '''"""Redoes the analysis of an experiment on one person; Python 3.9+, nothing else.

Made with Magwise {version}, knowledge base {hash}.
None is a day that was not filled in; it is never counted as zero.
"""

import hashlib
import itertools
import math

KIND = "{kind}"  # "count": events a day; "score": 0 to 10
PAIRS, DAYS, DROPPED, WASHOUT, RUN_IN = {pairs}, {days}, {dropped}, {washout}, {run_in}
SEED = {seed}
LEAST = {least}  # share of counted days that must be filled in
LEVEL = {level}  # of the interval
VALUES = [
{values}
]


def supplement_first(pair):
    """The draw: one bit of SHA-256 for each pair."""
    return hashlib.sha256(f"magwise trial {{SEED}} pair {{pair}}".encode()).digest()[0] % 2 == 1


def differences():
    """With minus without for each complete pair: log of the rate ratio, or points."""
    found, start = [], RUN_IN
    for pair in range(PAIRS):
        level = {{}}
        for active in (supplement_first(pair), not supplement_first(pair)):
            days = [v for v in VALUES[start + DROPPED : start + DAYS] if v is not None]
            if len(days) >= max(1, LEAST * (DAYS - DROPPED)):
                if KIND == "count":
                    level[active] = math.log((sum(days) + 0.5) / len(days))
                else:
                    level[active] = sum(days) / len(days)
            start += DAYS + WASHOUT
        if len(level) == 2:
            found.append(level[True] - level[False])
    return found


def chance(values):
    """How many of all orders give a difference at least as large."""
    seen = abs(sum(values))
    orders = list(itertools.product((-1, 1), repeat=len(values)))
    far = sum(abs(sum(s * v for s, v in zip(signs, values))) >= seen - 1e-9 for signs in orders)
    return far / len(orders)


def interval(values):
    """What the exact test does not reject (Hartigan 1969); None with too few pairs."""
    drop = int((1 - LEVEL) / 2 * 2 ** len(values) + 1e-9)
    if drop < 1:
        return None
    means = sorted(
        sum(some) / len(some)
        for size in range(1, len(values) + 1)
        for some in itertools.combinations(values, size)
    )
    return means[drop - 1], means[-drop]


found = differences()
unit = (lambda one: math.exp(one)) if KIND == "count" else (lambda one: one)
print("complete pairs:", len(found))
if found:
    print("effect:", round(unit(sum(found) / len(found)), 6))
    print("probability by chance:", chance(found))
    ends = interval(found)
    print("interval:", ends and [round(unit(end), 6) for end in ends])
'''


def script(plan: "Design", log: Sequence["LogDay"], kb: "Knowledge") -> str:
    """The script; it holds the days of one person, so it is as private as the log."""
    values: list[float | None] = [None] * plan.total_days
    for one in log:
        values[one.day] = one.value
    cells = ["None" if one is None else f"{one:g}" for one in values]
    week = [", ".join(cells[i : i + 7]) for i in range(0, len(cells), 7)]
    least, level = (kb.trial_figures[name].value.value for name in ("logged-share", "level"))
    return _SCRIPT.format(
        version=magwise.__version__, hash=kb.hash[:12],
        kind=kb.trial_instruments[plan.instrument].kind, pairs=plan.pairs,
        days=plan.days_per_period, dropped=plan.dropped_days, washout=plan.washout_days,
        run_in=plan.run_in_days, seed=plan.seed, least=least, level=level,
        values="\n".join(f"    {one}," for one in week),
    )  # fmt: skip
