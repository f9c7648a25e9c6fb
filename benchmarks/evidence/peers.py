"""The same pools by PyMARE and statsmodels; runs in a Python of its own, on numbers from stdin."""

# mypy: ignore-errors
import json
import sys
import time
import warnings

import numpy as np

warnings.simplefilter("ignore")


def timed(work, repeats=50):
    found = work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return found, 1000 * float(np.median(times))


def pymare(data):
    from pymare import Dataset
    from pymare.estimators import (
        DerSimonianLaird,
        Hedges,
        VarianceBasedLikelihoodEstimator,
        WeightedLeastSquares,
    )

    found = {}
    makers = {
        "FE": WeightedLeastSquares,
        "DL": lambda: DerSimonianLaird(small_sample_correction="wald"),
        "HE": lambda: Hedges(small_sample_correction="wald"),
        "ML": lambda: VarianceBasedLikelihoodEstimator(method="ml", small_sample_correction="wald"),
        "REML": lambda: VarianceBasedLikelihoodEstimator(
            method="reml", small_sample_correction="wald"
        ),
    }
    for name, numbers in data.items():
        y, v = np.array(numbers["y"]), np.array(numbers["v"])

        def fitted(maker, x=None, y=y, v=v):
            dataset = Dataset(y=y, v=v, X=x, X_names=None if x is None else ["x"])
            return maker().fit_dataset(dataset).summary()

        for method, maker in makers.items():
            result, ms = timed(lambda m=maker: fitted(m), 20)
            stats = result.get_fe_stats()
            tau2 = float(np.ravel(result.tau2)[0]) if result.tau2 is not None else 0.0
            found[f"{name}|{method}"] = [
                float(stats["est"][0, 0]), float(stats["se"][0, 0]), tau2, ms,
            ]  # fmt: skip
        result = fitted(makers["DL"])
        interval = result.get_re_stats()
        found[f"{name}|Q-profile"] = [
            float(np.ravel(interval["ci_l"])[0]) if "ci_l" in interval else float("nan"),
            float(np.ravel(interval["ci_u"])[0]) if "ci_u" in interval else float("nan"),
            float("nan"),
            float("nan"),  # kept from the first call, so its time says nothing
        ]
        if "x" in numbers:
            x = np.array(numbers["x"], dtype=float)[:, None]
            result, ms = timed(lambda x=x: fitted(makers["REML"], x), 20)
            stats = result.get_fe_stats()
            found[f"{name}|REML on latitude"] = [
                float(stats["est"][1, 0]), float(stats["se"][1, 0]),
                float(np.ravel(result.tau2)[0]), ms,
            ]  # fmt: skip
    return found


def statsmodels(data):
    from statsmodels.stats.meta_analysis import combine_effects

    found = {}
    for name, numbers in data.items():
        y, v = np.array(numbers["y"]), np.array(numbers["v"])
        for method, key in (("DL", "dl"), ("PM", "iterated")):
            one, ms = timed(lambda k=key, y=y, v=v: combine_effects(y, v, method_re=k))
            frame = one.summary_frame()
            row = frame.loc["random effect"]
            found[f"{name}|{method}"] = [
                float(row["eff"]), float(row["sd_eff"]), float(one.tau2), ms,
            ]  # fmt: skip
            row = frame.loc["fixed effect"]
            found[f"{name}|FE"] = [float(row["eff"]), float(row["sd_eff"]), 0.0, ms]
    return found


def main() -> None:
    data = json.load(sys.stdin)
    found = {}
    for name, work in (("PyMARE", pymare), ("statsmodels", statsmodels)):
        try:
            found[name] = work(data)
        except ImportError:
            found[name] = {}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
