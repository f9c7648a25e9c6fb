"""One table: how right, how wide, how often asked back and how fast, beside two plain look-ups.

    python -m benchmarks.foods.table [--data ../shared/data]

The peers, rapidfuzz (WRatio) and SQLite FTS5 (bm25), look a whole line up among the same names.
The second table shows what more names cost, up to those of USDA SR Legacy and CIQUAL together;
without the tables at hand the names are made up.
"""

import argparse
import csv
import random
import statistics
import time
import tracemalloc
from pathlib import Path

from magwise import Knowledge
from magwise.foods import parse_line
from magwise.foods.index import build, index_of
from magwise.knowledge.schema.foods import Figures, Food

ROOT = Path(__file__).resolve().parents[2]
LINES = ROOT / "validation" / "foods_lines"
SETS = ("lines.csv", "second.csv", "lines_third.csv")


def table_names(data: Path) -> list[str]:
    """English names of the two public tables, or made-up ones of the same length."""
    found: list[str] = []
    sr = data / "usda_sr_legacy" / "derived_sr_legacy_nutrients_per100g.csv"
    if sr.exists():
        with sr.open(encoding="utf-8") as file:
            found += [row["food_name"] for row in csv.DictReader(file)]
    ciqual = data / "ciqual2020" / "Ciqual2020_ENG_2020-07-07.xls"
    if ciqual.exists():
        import xlrd

        sheet = xlrd.open_workbook(str(ciqual)).sheet_by_index(0)
        found += [str(sheet.cell_value(row, 7)) for row in range(1, sheet.nrows)]
    if found:
        return list(dict.fromkeys(found))
    rng = random.Random(7)
    parts = ["ka", "lo", "mi", "ter", "sun", "vel", "po", "ring", "da", "ex", "ul", "bo"]
    return [
        ", ".join("".join(rng.choices(parts, k=rng.randint(2, 4))) for _ in range(3))
        for _ in range(10_900)
    ]


def larger(kb: Knowledge, names: list[str]) -> Knowledge:
    """The knowledge base with so many foods more, as an import of a table adds them."""
    pattern = kb.foods["almond"]
    foods, figures = {}, {}
    for place, name in enumerate(names):
        each = f"table-{place}"
        row = pattern.model_dump(exclude={"id", "names", "aliases", "default_for", "imported"})
        foods[each] = Food.model_validate(
            row | {"id": each, "names": {"nl": name, "en": name}, "imported": ("en",)}
        )
        figures[each] = Figures.model_construct(
            **(kb.figures["almond"].model_dump() | {"id": each})
        )
    return kb.with_records(foods={**kb.foods, **foods}, figures={**kb.figures, **figures})


def main() -> None:
    from validation.foods_lines import score

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options = parser.parse_args()
    kb = Knowledge.load()
    index_of(kb)
    rows = [row for name in SETS for row in score.rows_of(LINES / name)]
    print(f"{len(rows)} lines, {len(kb.foods)} foods, {len(score.names_of(kb))} names\n")
    print(f"{'':<12}{'right':>8}{'width':>8}{'asked':>8}{'invented':>10}{'ms a line':>11}")
    readers = {"Magwise": score.magwise(kb)}
    readers |= {"rapidfuzz": score.fuzzy(kb), "FTS5": score.full_text(kb)}
    for name, read in readers.items():
        read("banana", "en")
        print(f"{name:<12}{score.summary([(row, read(row['text'], '')) for row in rows])}")
    print(f"\n{'names':>8}{'index s':>9}{'index MB':>10}{'median ms':>11}{'p95 ms':>9}")
    names = table_names(options.data)
    for more in (0, 1000, 3000, len(names)):
        one = larger(kb, names[:more]) if more else kb
        tracemalloc.start()
        held = build(one)
        used = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        start = time.perf_counter()
        held = build(one)
        built = time.perf_counter() - start
        assert held.phrases
        index_of(one)
        parse_line("banan", one)
        times = []
        for row in rows:
            start = time.perf_counter()
            parse_line(row["text"], one)
            times.append((time.perf_counter() - start) * 1000)
        times.sort()
        print(
            f"{len(score.names_of(one)):>8}{built:>9.2f}{used:>10.1f}"
            f"{statistics.median(times):>11.2f}{times[int(0.95 * len(times))]:>9.2f}"
        )


if __name__ == "__main__":
    main()
