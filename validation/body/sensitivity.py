"""Which constants decide what happens: Sobol's indices of the effect of 300 mg citrate.

    python -m validation.body.sensitivity [--base 64]

Each constant is drawn over its doubt and the differences between people together (two standard
deviations of the logarithm). The tubular maximum is solved, as always. Needs SALib.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np

from magwise import Knowledge
from magwise.models.body import Subject, doses, run
from magwise.models.body.simulation import NO_DOSES
from magwise.models.body.subject import NOT_DRAWN, people_like, typical

HERE = Path(__file__).parent


def main() -> None:
    """Sample, run 4 weeks with and without the dose, and write the indices."""
    from SALib.analyze import sobol
    from SALib.sample import sobol as sampling

    parser = argparse.ArgumentParser()
    parser.add_argument("--base", type=int, default=64)
    base = parser.parse_args().base
    kb = Knowledge.load()
    spreads = {
        name: math.hypot(one.doubt, one.between)
        for name, one in kb.body_parameters.items()
        if name not in NOT_DRAWN and (one.doubt or one.between)
        and not name.startswith(("age-", "uptake-at", "phytate", "sweat"))
    }  # fmt: skip
    names = list(spreads)
    problem = {"num_vars": len(names), "names": names, "bounds": [[-2.0, 2.0]] * len(names)}
    sample = sampling.sample(problem, base, calc_second_order=False)
    people = people_like(Subject(), kb, len(sample), np.random.default_rng(1))
    one = people_like(Subject(), kb, 1, np.random.default_rng(1))
    people = type(people)(
        **{name: np.repeat(getattr(one, name), len(sample)) for name in type(people).__slots__}
    )
    values = typical(kb, len(sample))
    for i, name in enumerate(names):
        key, known = name.replace("-", "_"), kb.body_parameters[name]
        drawn = values[key] * np.exp(spreads[name] * sample[:, i])
        values[key] = np.clip(
            drawn,
            -np.inf if known.low is None else known.low,
            np.inf if known.high is None else known.high,
        )
    taken = run(people, values, doses(150, [480, 1140], "citrate"), 4, kb)
    none = run(people, values, NO_DOSES, 4, kb)
    outcomes = {
        "serum": (taken.serum() - none.serum())[-1],
        "urine": (taken.per_day("urine") - none.per_day("urine"))[-1],
        "exchangeable pool": (taken.exchangeable() - none.exchangeable())[-1],
    }
    found = {}
    for outcome, y in outcomes.items():
        indices = sobol.analyze(problem, y, calc_second_order=False, seed=1)
        order = np.argsort(-indices["ST"])[:8]
        found[outcome] = [
            {"constant": names[i], "first": round(float(indices["S1"][i]), 3),
             "total": round(float(indices["ST"][i]), 3),
             "total_90": round(float(indices["ST_conf"][i]), 3)}
            for i in order
        ]  # fmt: skip
        print(outcome, [(one["constant"], one["total"]) for one in found[outcome]])
    text = json.dumps({"base": base, "runs": len(sample), "indices": found}, indent=1)
    (HERE / "sensitivity.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
