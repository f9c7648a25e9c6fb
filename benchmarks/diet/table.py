"""The optimiser beside a greedy adviser and a diet from scratch, and its time.

    python -m benchmarks.diet.table [--people 20]

The first table compares on the same people, with the same limits for the greedy one. The second
shows time against days of diary and against the size of the food table (copies of every food).
"""

import argparse
import math
import statistics
import time
from dataclasses import replace

from benchmarks.diet.peers import from_scratch, greedy
from benchmarks.diet.people import person
from magwise import Knowledge
from magwise.models.diet import Conflict, Diet, Request, optimise

MISSING_MG_PER_DAY = 140.0
SD = 0.18
_FAR_MG_PER_DAY = 400.0


def request(diet: Diet, alternatives: int, chance: float = 0.5) -> Request:
    """So much more a day than the diary holds."""
    now = diet.nutrients_per_day["magnesium_mg"]
    return Request(
        now + MISSING_MG_PER_DAY,
        math.log(now),
        SD,
        chance=chance,
        max_changes=5,
        alternatives=alternatives,
    )


def beyond(diet: Diet) -> Request:
    """More than any three changes bring, with a gut that bears little."""
    asked = request(diet, 3)
    far = asked.target_mg_per_day + _FAR_MG_PER_DAY
    return replace(asked, target_mg_per_day=far, max_changes=3, tender_gut=True)


def larger(kb: Knowledge, times: int) -> Knowledge:
    """The knowledge base with every food so many times, under other ids."""
    foods, figures = dict(kb.foods), dict(kb.figures)
    for copy in range(1, times):
        for id_, food in kb.foods.items():
            # The copy goes behind, so that rules on the beginnings of ids hold for it too.
            foods[f"{id_}-copy{copy}"] = food.model_copy(update={"id": f"{id_}-copy{copy}"})
            figures[f"{id_}-copy{copy}"] = kb.figures[id_]
    return kb.with_records(foods=foods, figures=figures)


def seconds(diet: Diet, asked: Request, kb: Knowledge) -> float:
    """Processor time, which a busy machine changes least."""
    start = time.process_time()
    optimise(diet, asked, kb)
    return time.process_time() - start


def compare(kb: Knowledge, people: int) -> None:
    """Changes and grams of all three on the same people."""
    found: dict[str, list[tuple[int, float]]] = {"optimiser": [], "greedy": [], "from scratch": []}
    for seed in range(people):
        diet = person(seed, 7, kb)
        asked = request(diet, 1)
        answer = optimise(diet, asked, kb)
        if not isinstance(answer, Conflict):
            changes = answer[0].changes
            problem_grams = sum(
                one.grams_per_day + _old_grams(diet, one.replaces, one.share) for one in changes
            )
            found["optimiser"].append((len(changes), problem_grams))
        for name, (number, grams, reached) in (
            ("greedy", greedy(diet, asked, MISSING_MG_PER_DAY, kb)),
            ("from scratch", from_scratch(diet, asked.target_mg_per_day, kb)),
        ):
            if reached:
                found[name].append((number, grams))
    print(
        f"| {people} people, 7 days, +{MISSING_MG_PER_DAY:.0f} mg "
        "| reached | changes | grams moved a day |"
    )
    print("| --- | --- | --- | --- |")
    for name, rows in found.items():
        if rows:
            number_of = statistics.mean(row[0] for row in rows)
            moved = statistics.mean(row[1] for row in rows)
            print(f"| {name} | {len(rows)} | {number_of:.1f} | {moved:.0f} |")


def _old_grams(diet: Diet, food: str | None, share: float) -> float:
    return share * sum(one.grams for one in diet.eaten if one.food == food) / diet.days


def times(kb: Knowledge) -> None:
    """Seconds against days and against the size of the table."""
    print("\n| | one | three | three, chance 80 % | three, chance 90 % | nothing does it |")
    print("| --- | --- | --- | --- | --- | --- |")
    for label, days, copies in (
        ("2 days", 2, 1), ("7 days", 7, 1), ("14 days", 14, 1),
        ("28 days", 28, 1), ("7 days, table x 2", 7, 2), ("7 days, table x 4", 7, 4),
    ):  # fmt: skip
        table = larger(kb, copies) if copies > 1 else kb
        each: list[list[float]] = [[], [], [], [], []]
        for seed in range(3):
            diet = person(seed, days, table)
            for place, asked in enumerate(
                (
                    request(diet, 1),
                    request(diet, 3),
                    request(diet, 3, 0.8),
                    request(diet, 3, 0.9),
                    beyond(diet),
                )
            ):
                each[place].append(seconds(diet, asked, table))
        cells = [f"{statistics.median(one):.2f} s (most {max(one):.2f})" for one in each]
        print(f"| {label} | " + " | ".join(cells) + " |")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    chosen = parser.parse_args()
    kb = Knowledge.load()
    compare(kb, chosen.people)
    times(kb)


if __name__ == "__main__":
    main()
