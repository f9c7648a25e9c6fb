"""Score the reading of diary lines against lines.csv, beside two plain look-ups.

    python validation/foods_lines/score.py [--show] [--kind bread] [--language nl]
    python validation/foods_lines/score.py --page      (scores in docs/method/foods.md)

A line of kind "number" is a hit when our best lies inside the reference range and the middle of
the reference lies inside ours; the total of a line is the plain sum of its items. The peers look
the whole line up among the same names (rapidfuzz WRatio; SQLite FTS5 with bm25) and count 100 g
of the best match, plus or minus 45 %, for every line, because they cannot say "no food".
"""

import argparse
import csv
import re
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from magwise import Knowledge
from magwise.core.interval import Interval
from magwise.foods import parse_line

HERE = Path(__file__).resolve().parent
SETS = {
    "first": "lines.csv",
    "second": "second.csv",
    "third": "lines_third.csv",
    "fourth": "lines_fourth.csv",
    "fifth": "lines_fifth.csv",
    "sixth": "lines_sixth.csv",
    "seventh": "lines_seventh.csv",
}


@dataclass
class Result:
    """What one reader made of one line."""

    total: Interval | None
    asked: bool
    kinds: tuple[str, ...] = ()
    milliseconds: float = 0.0


def magwise(kb: Knowledge) -> Callable[[str, str], Result]:
    def read(text: str, language: str) -> Result:
        start = time.perf_counter()
        line = parse_line(text, kb)
        took = (time.perf_counter() - start) * 1000
        parts = [item.magnesium_mg for item in line.items if item.magnesium_mg is not None]
        total = None
        if parts:
            total = parts[0]
            for part in parts[1:]:
                total = total + part
        return Result(total, bool(line.questions), tuple(i.kind for i in line.items), took)

    return read


def names_of(kb: Knowledge) -> list[tuple[str, str]]:
    return [
        (name, food.id)
        for food in kb.foods.values()
        for name in (food.names.nl, food.names.en, *food.aliases.nl, *food.aliases.en)
    ]


def hundred_grams(kb: Knowledge, food: str | None) -> Interval | None:
    figures = kb.figures.get(food or "")
    value = figures.magnesium_mg() if figures else None
    return Interval(value.best * 0.55, value.best, value.best * 1.45) if value else None


def fuzzy(kb: Knowledge) -> Callable[[str, str], Result]:
    from rapidfuzz import fuzz, process

    names = names_of(kb)
    choices = [name.lower() for name, _ in names]

    def read(text: str, language: str) -> Result:
        start = time.perf_counter()
        hit = process.extractOne(text.lower(), choices, scorer=fuzz.WRatio)
        total = hundred_grams(kb, names[hit[2]][1]) if hit else None
        return Result(total, total is None, ("food",), (time.perf_counter() - start) * 1000)

    return read


def full_text(kb: Knowledge) -> Callable[[str, str], Result]:
    names = names_of(kb)
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table names using fts5(name, food unindexed)")
    base.executemany("insert into names values (?, ?)", names)

    def read(text: str, language: str) -> Result:
        start = time.perf_counter()
        words = re.findall(r"\w+", text.lower())
        query = " OR ".join(f'"{word}"' for word in words)
        row = None
        if query:
            sql = "select food from names where names match ? order by bm25(names) limit 1"
            row = base.execute(sql, (query,)).fetchone()
        total = hundred_grams(kb, row[0]) if row else None
        return Result(total, total is None, ("food",), (time.perf_counter() - start) * 1000)

    return read


def is_right(row: dict[str, str], result: Result) -> bool:
    expect = row["expect"]
    if expect == "number":
        if result.total is None:
            return False
        low, best, high = (float(row[key]) for key in ("low_mg", "best_mg", "high_mg"))
        # a glass of cola is 0-8 mg: half a milligram is nobody's error
        slack = 0.5
        inside = low - slack <= result.total.best <= high + slack
        return inside and result.total.low - slack <= best <= result.total.high + slack
    if expect == "none":
        return result.total is None and not result.kinds
    if expect == "ask":
        return result.asked and result.total is None
    if expect == "question":  # of a supplement the salt may be guessed, but is asked as well
        return result.asked and not {"food", "drink"} & set(result.kinds)
    return expect in result.kinds and not {"food", "drink"} & set(result.kinds)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The lines of one set."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def measures(results: list[tuple[dict[str, str], Result]]) -> tuple[float, float, float]:
    """Share right and asked back of the lines with a number, and the median width."""
    numbers = [(row, result) for row, result in results if row["expect"] == "number"]
    right = sum(is_right(row, result) for row, result in numbers) / max(1, len(numbers))
    asked = sum(result.asked for _, result in numbers) / max(1, len(numbers))
    widths = [
        (r.total.high - r.total.low) / r.total.best for _, r in numbers if r.total and r.total.best
    ]
    return right, asked, statistics.median(widths) if widths else 0.0


def summary(results: list[tuple[dict[str, str], Result]]) -> str:
    """One row of the table of readers."""
    right, asked, width = measures(results)
    invented = sum(row["expect"] == "none" and r.total is not None for row, r in results)
    took = statistics.median(result.milliseconds for _, result in results)
    return f"{right:>8.1%}{width:>8.2f}{asked:>8.1%}{invented:>10}{took:>11.2f}"


PAGE = HERE.parents[1] / "docs" / "method" / "foods.md"
BEGIN, END = "<!-- scores: begin -->", "<!-- scores: end -->"


def write_page(kb: Knowledge) -> None:
    """Put the scores by kind and language between the marks of the method page."""
    read = magwise(kb)
    out = [BEGIN, "", "| lines | kind | language | number | right | asked back | width / best |"]
    out.append("|---|---|---|---:|---:|---:|---:|")
    for name, file in SETS.items():
        results = [(row, read(row["text"], row["language"])) for row in rows_of(HERE / file)]
        groups: dict[tuple[str, str], list[tuple[dict[str, str], Result]]] = defaultdict(list)
        for row, result in results:
            if row["expect"] == "number":
                groups["all", "all"].append((row, result))
            groups[row["kind"], row["language"]].append((row, result))
        for (kind, language), group in groups.items():
            right, asked, width = measures(group)
            if group[0][0]["expect"] != "number":
                right = sum(is_right(row, result) for row, result in group) / len(group)
                asked = sum(result.asked for _, result in group) / len(group)
            shown = f"{width:.2f}" if width else ""
            out.append(
                f"| {name} | {kind} | {language} | {len(group)} | {right:.0%} | {asked:.0%} "
                f"| {shown} |"
            )
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(before + "\n".join([*out, "", END]) + after, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true", help="print every line that is wrong")
    parser.add_argument("--kind")
    parser.add_argument("--language")
    parser.add_argument("--file", type=Path, default=HERE / "lines.csv")
    parser.add_argument("--page", action="store_true", help="write docs/method/foods.md")
    options = parser.parse_args()
    kb = Knowledge.load()
    if options.page:
        write_page(kb)
        return
    rows = [
        row
        for row in rows_of(options.file)
        if options.kind in (None, row["kind"]) and options.language in (None, row["language"])
    ]
    readers = {"Magwise": magwise(kb)}
    if not options.show:
        readers |= {"rapidfuzz": fuzzy(kb), "FTS5": full_text(kb)}
    for name, read in readers.items():
        results = [(row, read(row["text"], row["language"])) for row in rows]
        report(name, results)
        if options.show:
            for row, result in results:
                if not is_right(row, result):
                    ours = result.total and (result.total.low, result.total.best, result.total.high)
                    print(
                        f"{row['id']} {row['kind']:<10} {row['text']!r} reference "
                        f"{row['low_mg']}-{row['best_mg']}-{row['high_mg']} ours "
                        f"{ours and '-'.join(f'{x:.1f}' for x in ours)} {result.kinds} "
                        f"{'asked' if result.asked else ''}"
                    )


def report(name: str, results: list[tuple[dict[str, str], Result]]) -> None:
    print(f"\n{name}")
    print(f"{'kind':<12}{'language':<10}{'lines':>6}{'right':>8}{'asked':>8}{'width':>8}")
    groups: dict[tuple[str, str], list[tuple[dict[str, str], Result]]] = defaultdict(list)
    for row, result in results:
        groups[(row["kind"], row["language"])].append((row, result))
        if row["expect"] == "number":
            groups[("all numbers", row["language"])].append((row, result))
            groups[("all numbers", "both")].append((row, result))
        groups[("everything", "both")].append((row, result))
    for (kind, language), group in groups.items():
        right = sum(is_right(row, result) for row, result in group) / len(group)
        asked = sum(result.asked for _, result in group) / len(group)
        widths = [
            (r.total.high - r.total.low) / r.total.best
            for row, r in group
            if r.total and r.total.best > 0 and row["expect"] == "number"
        ]
        width = f"{statistics.median(widths):8.2f}" if widths else f"{'':>8}"
        print(f"{kind:<12}{language:<10}{len(group):>6}{right:>8.1%}{asked:>8.1%}{width}")
    invented = [row["text"] for row, r in results if row["expect"] == "none" and r.total]
    print(f"numbers for nonsense: {len(invented)} {invented[:8]}")
    times = sorted(result.milliseconds for _, result in results)
    print(f"time per line: median {times[len(times) // 2]:.2f} ms, slowest {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()
