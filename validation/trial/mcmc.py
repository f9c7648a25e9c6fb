"""The grid of the count model beside full MCMC (NumPyro, NUTS) of the same model.

python -m validation.trial.mcmc [--sets 50]     needs numpyro, which the product does not
Writes mcmc.json: for each data set how far the posterior mean and the ends of the interval of
the logarithm of the rate ratio lie apart, in posterior SDs.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import jax
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpyro.infer import MCMC, NUTS

from magwise.knowledge import Knowledge
from magwise.models.trial import design
from magwise.models.trial.posterior import count_posterior, spread_of
from magwise.models.trial.records import Baseline
from magwise.models.trial.simulation import World, days_of
from magwise.models.trial.totals import totals

HERE = Path(__file__).parent
jax.config.update("jax_enable_x64", True)


def model(events: Any, total: Any, shift: Any, mean: float, sd: float, pair_sd: float) -> None:
    effect = numpyro.sample("effect", dist.Normal(mean, sd))
    spread = numpyro.sample("spread", dist.HalfNormal(pair_sd))
    with numpyro.plate("pairs", len(events)):
        own = numpyro.sample("own", dist.Normal(0.0, 1.0))
        logits = effect + shift + spread * own
        numpyro.sample("events", dist.Binomial(total, logits=logits), obs=events)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=50)
    chosen = parser.parse_args()
    kb = Knowledge.load()
    prior, record = kb.trial_priors["count-group"], kb.trial_instruments["cramps"]
    random = np.random.default_rng(77)
    sampler = MCMC(
        NUTS(model, target_accept_prob=0.95),
        num_warmup=1000,
        num_samples=20_000,
        progress_bar=False,
        jit_model_args=True,
    )
    rows = []
    for number in range(chosen.sets):
        plan = design("cramps", kb, seed=number, pairs=8)
        mean = float(np.exp(random.uniform(0, 3)))
        world = World(float(np.exp(random.normal(-0.2, 0.5))))
        base = Baseline(mean, 0.6, float(random.choice([0.0, 0.5, 0.7])), 0.1)
        found = totals(days_of(plan, "count", base, world, 1, random)[0], plan)
        complete = np.ones(plan.pairs, dtype=bool)
        ours = count_posterior(found, complete, prior, record, 0.95).effect
        sampler.run(
            jax.random.PRNGKey(number), found.sums[:, 0], found.sums.sum(axis=1),
            np.log(found.days[:, 0] / found.days[:, 1]), prior.mean.value, spread_of(prior),
            prior.pair_sd.value,
        )  # fmt: skip
        draws = np.asarray(sampler.get_samples()["effect"])
        sd = float(draws.std())
        low, middle, high = np.quantile(draws, [0.025, 0.5, 0.975])
        rows.append(
            {
                "set": number,
                "per_week": round(mean, 2),
                "posterior_sd": round(sd, 4),
                "median": round(float((np.log(ours.best) - middle) / sd), 4),
                "low": round(float((np.log(ours.low) - low) / sd), 4),
                "high": round(float((np.log(ours.high) - high) / sd), 4),
            }
        )
        (HERE / "mcmc.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
