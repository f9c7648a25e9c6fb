"""What an importer yields, and how a printed row becomes a food and its figures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from magwise.core.errors import InputError, Problem
from magwise.foods.importing.cells import BadCell, Cell, cell_of
from magwise.foods.words import readable
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.foods import MAGNESIUM, NUTRIENTS, Figures, Food
from magwise.knowledge.schema.message import Source

Language = Literal["nl", "en", "fr"]

MOST_ERRORS = 1000  # a file with more is another kind of file
LONGEST_NAME = 300
# No food holds more per 100 g [by mass, or judged]: what is above it is a slip of the unit.
_MOST_G = 101.0
_MOST = {"energy_kcal": 905.0, "magnesium_mg": 4000.0}
_MOST_MG, _MOST_UG = 60_000.0, 1_000_000.0
# Natural variation of magnesium [share, assumed]; the same as in the table that ships.
_PLANT, _ANIMAL, _MIXED = 0.15, 0.10, 0.20
_ANIMALS = frozenset({"dairy", "egg", "meat", "fish"})
_MIXTURES = frozenset({"dish", "soup", "sauces", "snacks", "sweets", "bakery", "spreads", "cereals",
                       "sport", "meat-alternative", "dairy-alternative", "other"})  # fmt: skip


@dataclass(slots=True)
class TableRow:
    """One food as a table prints it: names, amounts per 100 g or 100 ml, weights of measures."""

    code: str
    name: str
    where: str
    group: str = "other"
    names: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    measures: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    per_ml: bool = False
    fortified: bool = False
    flags: list[str] = field(default_factory=list)


class OwnTable(BaseModel):
    """A person's own food table as it is kept: where it came from, and records of our own kind.

    ``prefer`` tells that its figures go before ours where the name is the same.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    source: Source
    sha256: str
    prefer: bool = False
    foods: tuple[Food, ...]
    figures: tuple[Figures, ...]

    @property
    def id(self) -> str:
        """The id of the table, which is that of its source."""
        return self.source.id

    def with_magnesium(self) -> int:
        """How many foods have a magnesium figure."""
        return sum(row.values[MAGNESIUM] is not None for row in self.figures)


@dataclass(slots=True)
class Errors:
    """Everything wrong with the rows of a file; the reading goes on until there is too much."""

    where: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: str, place: str, **values: object) -> None:
        """Note what is wrong with one row or cell.

        Raises
        ------
        InputError
            When so much is wrong that it must be another kind of file.
        """
        self.problems.append(Problem(problem, place, values))
        if len(self.problems) > MOST_ERRORS:
            raise InputError(
                *self.problems[:20],
                Problem("error.import-too-many", self.where, {"limit": MOST_ERRORS}),
            )

    def cell(self, given: object, place: str, column: str, *, decimal: str = ".") -> Cell | None:
        """One cell; None when it cannot be used, which is noted and leaves the value missing."""
        try:
            return cell_of(given, decimal=decimal)
        except BadCell as reason:
            values = {"column": column, "given": str(given)[:60]}
            self.add(f"error.import-cell-{reason}", place, **values)
            return None


def most_of(nutrient: str) -> float:
    """The most that 100 g of a food can hold of a nutrient, in its own unit."""
    if nutrient in _MOST:
        return _MOST[nutrient]
    unit = nutrient.rsplit("_", 1)[1]
    return _MOST_G if unit == "g" else _MOST_MG if unit == "mg" else _MOST_UG


def plausible(row: TableRow, errors: Errors) -> None:
    """Take away amounts that no food can hold, and say so."""
    for nutrient, cell in list(row.cells.items()):
        most = most_of(nutrient)
        amount = cell.value if cell.value is not None else cell.below
        if amount is not None and amount > most:
            values = {"name": row.name[:60], "column": nutrient, "given": f"{amount:g}"}
            errors.add("error.import-implausible", row.where, **values, limit=f"{most:g}")
            del row.cells[nutrient]


def tidy(name: object) -> str:
    """A name on one line, without odd characters."""
    return " ".join(readable(str(name if name is not None else "")[:2000]).split())[:LONGEST_NAME]


def code_of(given: object) -> str:
    """A code as text; a spreadsheet may hold it as a number."""
    if isinstance(given, float) and given.is_integer():
        return str(int(given))
    return str(given if given is not None else "").strip()


def table_of(
    rows: Iterable[TableRow],
    source: Source,
    *,
    prefix: str,
    language: Language,
    kb: Knowledge,
    errors: Errors,
    sha256: str,
    prefer: bool = False,
) -> OwnTable:
    """Foods and figures of the rows that can be used, in order of their code.

    Raises
    ------
    InputError
        When not one row can be used.
    """
    portions = _portions(kb)
    foods: dict[str, Food] = {}
    figures: dict[str, Figures] = {}
    for row in rows:
        plain = re.sub(r"[^a-z0-9]+", "-", row.code.casefold()).strip("-")
        if not plain or len(plain) > 40 or not row.name:
            errors.add("error.import-row-nameless", row.where, code=row.code[:40])
            continue
        key = f"{prefix}-{plain}"
        if key in foods:
            errors.add("error.import-row-double", row.where, code=row.code[:40])
            continue
        plausible(row, errors)
        foods[key] = _food(key, row, language, portions)
        figures[key] = _figures(key, row, source.id)
    if not foods:
        raise InputError(*errors.problems[:50], Problem("error.import-no-rows", errors.where))
    order = sorted(foods)
    return OwnTable(
        source=source,
        sha256=sha256,
        prefer=prefer,
        foods=tuple(foods[key] for key in order),
        figures=tuple(figures[key] for key in order),
    )


def _food(
    key: str, row: TableRow, language: Language, portions: Mapping[str, Mapping[str, float]]
) -> Food:
    names = {"nl": row.names.get("nl") or row.name, "en": row.names.get("en") or row.name}
    spoken: list[str] = [lang for lang in ("nl", "en") if row.names.get(lang)] or [language]
    measures = {
        measure: _size(grams)
        for measure, grams in sorted(row.measures.items())
        if grams and all(0 < g <= 20_000 for g in grams)
    }
    drink = row.group in _DRINKS
    return Food.model_validate(
        {
            "id": key,
            "kind": "drink" if drink else "food",
            "group": row.group,
            "names": names,
            "aliases": {lang: words for lang, words in row.aliases.items() if words},
            "codes": {},
            "portion_g": portions.get(row.group, portions["other"]),
            "measures": measures,
            "density_g_per_ml": 1.0 if row.per_ml else None,
            "fortified": row.fortified,
            "imported": tuple(spoken),
        }
    )


def _size(grams: Sequence[float]) -> dict[str, object]:
    low, high = min(grams), max(grams)
    middle = min(max(round(median(grams), 2), low), high)
    return {"g": middle, "low": low, "high": high, "how": "primary"}


_DRINKS = frozenset({"water", "coffee-tea", "juice", "soft-drink", "alcohol"})


def _figures(key: str, row: TableRow, table: str) -> Figures:
    values = [row.cells.get(nutrient, Cell()).value for nutrient in NUTRIENTS]
    flags = list(row.flags)
    for nutrient, cell in sorted(row.cells.items()):
        if cell.traces:
            flags.append(f"{nutrient}:traces")
        if cell.below is not None:
            flags.append(f"{nutrient}:<{cell.below:g}")
    magnesium = row.cells.get("magnesium_mg", Cell())
    low = high = None
    if magnesium.below is not None:  # somewhere between nothing and the limit of detection
        values[MAGNESIUM], low, high = magnesium.below / 2, 0.0, magnesium.below
    elif magnesium.value is not None:
        share = variation(row.group)
        low, high = magnesium.value * (1 - share), magnesium.value * (1 + share)
    return Figures(
        id=key,
        table=table,
        code=row.code,
        row_name=row.name,
        values=tuple(values),
        magnesium_low_mg=low,
        magnesium_high_mg=high,
        magnesium_tables=f"{table}:{magnesium.value:g}" if magnesium.value is not None else None,
        flags="|".join(flags) or None,
    )


def variation(group: str) -> float:
    """Natural variation of magnesium in a group of foods, as a share [assumed]."""
    return _ANIMAL if group in _ANIMALS else _MIXED if group in _MIXTURES else _PLANT


def _portions(kb: Knowledge) -> dict[str, dict[str, float]]:
    """What one person usually has at one time of a group, from the foods that ship [g]."""
    by_group: dict[str, list[Any]] = defaultdict(list)
    for food in kb.foods.values():
        if not food.imported:
            by_group[food.group].append(food.portion_g)
    portions = {}
    for group, found in by_group.items():
        usual = median(p.usual for p in found)
        portions[group] = {
            "usual": usual,
            "low": min(usual, median(p.low for p in found)),
            "high": max(usual, median(p.high for p in found)),
            "max": max(usual, median(p.max for p in found)),
        }
    portions.setdefault("other", {"usual": 100.0, "low": 40.0, "high": 200.0, "max": 400.0})
    return portions


def columns_of(
    heading: Sequence[object], wanted: Mapping[str, str], where: str, needed: Sequence[str]
) -> dict[str, int]:
    """Place of each column by the words its heading starts with.

    Raises
    ------
    InputError
        Naming every needed column that is not there.
    """
    plain = [_plain(name) for name in heading]
    found: dict[str, int] = {}
    for field_, pattern in wanted.items():
        test = re.compile(pattern)
        for place, name in enumerate(plain):
            if test.match(name):
                found[field_] = place
                break
    missing = [name for name in needed if name not in found]
    if missing:
        raise InputError(
            *(Problem("error.import-column", f"{where}:1", {"column": name}) for name in missing)
        )
    return found


def _plain(heading: object) -> str:
    return " ".join(str(heading if heading is not None else "").strip().strip("~\ufeff").split())
