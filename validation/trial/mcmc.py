"""Full MCMC (NumPyro, NUTS) of the models that the product approximates.

python -m validation.trial.mcmc counts|scores [--sets 52] [--draws 16000]
Needs numpyro, which the product does not. Writes mcmc_<model>.json: the data of each set, the
posterior of the effect, and how sure MCMC itself is of it. The product is not asked anything
here; `python -m validation.trial.agreement` puts the two side by side.

A set of which MCMC itself is not sure enough (an error of an end above 0.05 posterior SDs) is run
again with more draws (`--only`), whatever the product says of it.

- counts: days with a negative-binomial number, levels of pairs, a trend, the effect and a latent
  AR(1) process; everything is a parameter.
- scores: days with levels, trend, variance, autocorrelation and effect as parameters.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpyro.diagnostics import effective_sample_size
from numpyro.infer import MCMC, NUTS

from magwise.knowledge import Knowledge
from magwise.models.trial import design
from magwise.models.trial.posterior import spread_of
from magwise.models.trial.records import Baseline, Design
from magwise.models.trial.simulation import World, days_of

HERE = Path(__file__).parent
BATCHES = 20
jax.config.update("jax_enable_x64", True)


def scores(y: Any, active: Any, place: Any, pair: Any, gaps: Any, mean: float, sd: float) -> None:
    effect = numpyro.sample("effect", dist.Normal(mean, sd))
    flat = dist.ImproperUniform(dist.constraints.real, (), ())
    trend = numpyro.sample("trend", flat)
    with numpyro.plate("pairs", int(pair.max()) + 1):
        level = numpyro.sample("level", flat)
    log_sd = numpyro.sample("log_sd", flat)  # flat on the logarithm
    lag = numpyro.sample("lag", dist.Uniform(0.0, 0.95))
    rest = y - level[pair] - trend * place - effect * active
    keep = lag**gaps
    scale = jnp.exp(log_sd)
    numpyro.sample("first", dist.Normal(0.0, scale), obs=rest[0])
    numpyro.sample(
        "days", dist.Normal(keep * rest[:-1], scale * jnp.sqrt(1 - keep**2)), obs=rest[1:]
    )


def counts(
    y: Any, active: Any, place: Any, pair: Any, where: Any, mean: float, sd: float, base: float
) -> None:
    effect = numpyro.sample("effect", dist.Normal(mean, sd))
    trend = numpyro.sample("trend", dist.Normal(0.0, 1.0))
    with numpyro.plate("pairs", int(pair.max()) + 1):
        level = numpyro.sample("level", dist.Normal(0.0, 1.0))
    day_sd = numpyro.sample("day_sd", dist.HalfNormal(0.8))
    lag = numpyro.sample("lag", dist.Uniform(0.0, 0.95))
    extra = numpyro.sample("extra", dist.HalfNormal(0.5))  # variance mu + extra * mu^2
    noise = numpyro.sample("noise", dist.Normal(0.0, 1.0).expand([len(y)]).to_event(1))
    keep = jnp.exp(jnp.diff(where, prepend=where[0] - 10_000) * jnp.log(lag))

    def step(before: Any, one: tuple[Any, Any]) -> tuple[Any, Any]:
        now = one[0] * before + one[1]
        return now, now

    drift = day_sd * jax.lax.scan(step, 0.0, (keep, jnp.sqrt(1 - keep**2) * noise))[1]
    mu = jnp.exp(base + level[pair] + trend * place + effect * (active - 0.5) + drift)
    numpyro.sample("events", dist.NegativeBinomial2(mu, 1 / (extra + 1e-3)), obs=y)


def the_set(number: int, kind: str, kb: Knowledge) -> tuple[Design, np.ndarray[Any, Any], float]:
    """A made-up experiment: design, days and the true effect."""
    random = np.random.default_rng([77, number])
    pairs, days = [(6, 14), (8, 14), (12, 7), (9, 10)][number % 4]
    name = "cramps" if kind == "count" else "soreness"
    plan = design(name, kb, seed=number, pairs=pairs, days_per_period=days)
    lag = float(random.choice([0.0, 0.5, 0.7]))
    if kind == "count":
        base = Baseline(float(np.exp(random.uniform(0, 3))), 0.6, lag, 0.1)
        world = World(float(np.exp(random.normal(-0.2, 0.5))))
    else:
        base, world = Baseline(5.0, 1.8, lag, 0.1), World(float(random.normal(0, 1)))
    values = days_of(plan, kind, base, world, 1, random)[0]
    if kind == "score":
        values = np.round(np.clip(values, 0, 10), 1)
    return plan, values, world.effect


def given_to(model: str, plan: Design, values: np.ndarray[Any, Any], kb: Knowledge) -> Any:
    """The arguments of a model."""
    prior = kb.trial_priors["score-sceptical" if model == "scores" else "count-group"]
    believed = (prior.mean.value, spread_of(prior))
    if model == "scores":
        *days, where = days_given(plan, values)
        return (*days, np.diff(where), *believed)
    base = float(np.log((np.nansum(values) + 0.5) / max(1, np.isfinite(values).sum())))
    return (*days_given(plan, values), *believed, base)


def days_given(plan: Design, values: np.ndarray[Any, Any]) -> Any:
    """Logged days that count: value, with or without, place on the trend, pair and day."""
    rows = [
        (values[day], float(one.active), day / plan.total_days - 0.5, one.pair, day)
        for one in plan.periods
        for day in range(*one.counted)
        if np.isfinite(values[day])
    ]
    y, active, place, pair, where = map(np.array, zip(*rows, strict=True))
    return y, active, place, pair, where


def told(draws: np.ndarray[Any, Any]) -> dict[str, float]:
    """Mean, SD and quantiles of the draws, and the standard errors of MCMC in posterior SDs."""
    sd = float(draws.std())
    ends = (0.025, 0.5, 0.975)
    parts = draws.reshape(BATCHES, -1)
    errors = np.quantile(parts, ends, axis=1).std(axis=1, ddof=1) / BATCHES**0.5 / sd
    low, middle, high = np.quantile(draws, ends)
    return {
        "mean": float(draws.mean()), "sd": sd, "low": float(low), "median": float(middle),
        "high": float(high), "effective_draws": round(float(effective_sample_size(draws[None]))),
        "low_error": float(errors[0]), "high_error": float(errors[2]),
        "mean_error": float(parts.mean(axis=1).std(ddof=1) / BATCHES**0.5 / sd),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=("counts", "scores"))
    parser.add_argument("--sets", type=int, default=52)
    parser.add_argument("--draws", type=int, default=16_000)
    parser.add_argument("--only", type=int, nargs="*", help="run these sets again, with --draws")
    chosen = parser.parse_args()
    kb = Knowledge.load()
    models = {"counts": counts, "scores": scores}
    sampler = MCMC(
        NUTS(models[chosen.model], target_accept_prob=0.95), num_warmup=1000,
        num_samples=chosen.draws, progress_bar=False,
    )  # fmt: skip
    path = HERE / f"mcmc_{chosen.model}.json"
    rows: list[dict[str, Any]] = []
    if chosen.only:
        rows = [row for row in json.loads(path.read_text()) if row["set"] not in chosen.only]
    for number in chosen.only or range(chosen.sets):
        began = time.monotonic()
        plan, values, truth = the_set(number, "score" if chosen.model == "scores" else "count", kb)
        sampler.run(jax.random.PRNGKey(number), *given_to(chosen.model, plan, values, kb),
                    extra_fields=("diverging",))  # fmt: skip
        draws = np.asarray(sampler.get_samples()["effect"])
        rows.append(
            {
                "set": number, "pairs": plan.pairs, "days_per_period": plan.days_per_period,
                "truth": round(float(truth), 4),
                "diverging": int(np.asarray(sampler.get_extra_fields()["diverging"]).sum()),
                "values": [None if np.isnan(one) else float(one) for one in values],
                **{name: round(one, 5) for name, one in told(draws).items()},
            }
        )  # fmt: skip
        rows.sort(key=lambda row: int(row["set"]))
        lines = ",\n".join(" " + json.dumps(row) for row in rows)
        path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        print(number, round(time.monotonic() - began, 1), flush=True)


if __name__ == "__main__":
    main()
