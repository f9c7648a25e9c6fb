"""Runs the comparisons and writes ``results.json``.

Run as ``python -m validation.usual_intake.regenerate --nhanes FOLDER``. The folder holds
derived_DEMO.csv and derived_NUTRIENT.csv of NHANES 2017-2018; without it the NHANES part of the
last run is kept.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from magwise import Knowledge, Profile
from validation.usual_intake.nhanes import groups
from validation.usual_intake.simulation import DAYS, World, calibrate, simulate

RESULTS = Path(__file__).with_name("results.json")
PERSON = Profile(age_years=40, sex="female", country="nl")
WORLDS = {
    "as the model believes": World(),
    "population 20 % lower": World(mean_factor=0.8),
    "population 20 % higher": World(mean_factor=1.2),
    "people differ 30 % more": World(between_factor=1.3),
    "people differ 30 % less": World(between_factor=0.7),
    "days differ 30 % more": World(within_factor=1.3),
    "days differ 30 % less": World(within_factor=0.7),
    "weekend 25 % higher": World(weekend=1.25),
    "days with heavy tails": World(heavy_tails=True),
    "days scatter evenly in mg": World(normal_days=True),
    "15 % of each day forgotten": World(forgotten=0.15),
    "portions guessed (log SD 0.2)": World(portion_error=0.2),
}


def main() -> None:
    """Simulate, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nhanes", type=Path)
    parser.add_argument("--people", type=int, default=4000)
    chosen = parser.parse_args()
    kb = Knowledge.load()
    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results = {
        "people": chosen.people,
        "coverage": {
            name: {
                str(days): {
                    key: round(value, 3)
                    for key, value in asdict(
                        simulate(world, PERSON, kb, days=days, people=chosen.people, seed=days)
                    ).items()
                }
                for days in DAYS
            }
            for name, world in WORLDS.items()
        },
        "calibration": {
            str(days): asdict(
                calibrate(PERSON, kb, ear=265, days=days, people=2 * chosen.people, seed=days)
            )
            for days in (1, 3, 7)
        },
        "nhanes": (
            [asdict(group) for group in groups(chosen.nhanes, kb)]
            if chosen.nhanes
            else before.get("nhanes", [])
        ),
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
