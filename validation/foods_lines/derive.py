"""Work out the reference ranges of lines.csv from the public food tables.

    python validation/foods_lines/derive.py --data ../shared/data

Reads what people write and what they will have eaten in grams (least, best, most) from the
`*_source.txt` files, and which table rows a food stands for from `reference_foods.csv`, and
writes a CSV for each set.
Nothing of Magwise is used: no names, no measures, no figures.

A component's best magnesium is the middle of its rows; the range runs over all rows and at
least 10 % to each side for natural variation. Within a component the error in grams and in
composition are independent (relative half-widths add as squares); across the components of one
line they are added as they stand, because one person estimates all portions of a meal.
"""

import argparse
import csv
import math
import statistics
from pathlib import Path

HERE = Path(__file__).parent
SETS = {
    "lines_source.txt": "lines.csv",
    "second_source.txt": "second.csv",
    "third_source.txt": "lines_third.csv",
}


def tables(data: Path) -> dict[str, float]:
    """Magnesium per 100 g of every row, `s` + SR code or `c` + CIQUAL code."""
    import openpyxl
    import xlrd

    found: dict[str, float] = {}
    with (data / "usda_sr_legacy/derived_sr_legacy_nutrients_per100g.csv").open() as file:
        for row in csv.DictReader(file):
            if row["Magnesium, Mg (mg)"]:
                found["s" + row["food_id"]] = float(row["Magnesium, Mg (mg)"])
    sheet = xlrd.open_workbook(
        str(data / "ciqual2020/Ciqual2020_ENG_2020-07-07.xls")
    ).sheet_by_index(0)
    column = next(i for i, x in enumerate(sheet.row_values(0)) if "Magnesium" in str(x))
    book = openpyxl.load_workbook(
        data / "ciqual2025/Table_Ciqual_2025_FR_2025_11_03.xlsx", read_only=True
    )
    lines = book["composition nutritionnelle"].iter_rows(values_only=True)
    heading = [str(text or "") for text in next(lines)]
    newer = next(i for i, x in enumerate(heading) if x.startswith("Magnésium"))
    pairs = [(sheet.cell_value(i, 6), sheet.cell_value(i, column)) for i in range(1, sheet.nrows)]
    pairs += [(line[6], line[newer]) for line in lines]
    for code, value in pairs:
        try:
            found["c" + str(int(float(code)))] = float(str(value).replace(",", "."))
        except (ValueError, TypeError):
            continue
    return found


def foods(found: dict[str, float]) -> dict[str, tuple[float, float, float]]:
    """Low, best and high magnesium per 100 g of each reference food."""
    result = {}
    with (HERE / "reference_foods.csv").open() as file:
        for row in csv.DictReader(file):
            values = []
            for code in row["rows"].split():
                if code.startswith("="):
                    values.append(float(code[1:]))
                    continue
                row_code, _, factor = code.partition(":")
                if row_code not in found:
                    raise SystemExit(f"{row['key']}: no row {row_code}")
                values.append(found[row_code] * float(factor or 1))
            best = statistics.median(values)
            result[row["key"]] = (min(*values, best * 0.9), best, max(*values, best * 1.1))
    return result


def component(grams: list[float], food: tuple[float, float, float]) -> tuple[float, float, float]:
    """Low, best and high magnesium of one component [mg]."""
    (g_low, g, g_high), (low, best, high) = grams, food
    value = g * best / 100
    if value == 0:
        return 0.0, 0.0, g_high * high / 100
    down = math.hypot(1 - g_low / g, 1 - low / best)
    up = math.hypot(g_high / g - 1, high / best - 1)
    return value * max(0.0, 1 - down), value, value * (1 + up)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    known = foods(tables(parser.parse_args().data))
    for name, target in SETS.items():
        derive(HERE / name, HERE / target, known)


def derive(source: Path, target: Path, known: dict[str, tuple[float, float, float]]) -> None:
    """Write the ranges of one set of lines."""
    out = []
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, language, expect, text, spec = (part.strip() for part in line.split("|", 4))
        row = {"id": f"l{len(out) + 1:03d}", "text": text, "language": language, "kind": kind}
        row |= {"low_mg": "", "best_mg": "", "high_mg": "", "expect": expect, "note": spec}
        if spec:
            total = [0.0, 0.0, 0.0]
            for part in spec.split(" + "):
                key, grams = part.split()
                each = component([float(g) for g in grams.split("/")], known[key])
                total = [a + b for a, b in zip(total, each, strict=True)]
            row |= dict(
                zip(("low_mg", "best_mg", "high_mg"), (f"{x:.1f}" for x in total), strict=True)
            )
        out.append(row)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(out[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(out)
    widths = [
        (float(r["high_mg"]) - float(r["low_mg"])) / float(r["best_mg"])
        for r in out
        if r["best_mg"] and float(r["best_mg"]) > 0
    ]
    width = statistics.median(widths)
    print(f"{target.name}: {len(out)} lines; median width of the reference {width:.2f}")


if __name__ == "__main__":
    main()
