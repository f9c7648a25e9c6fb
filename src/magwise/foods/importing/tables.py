"""A person's own food tables: kept one file each, and laid over the knowledge base at a start."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Certainty, Fact
from magwise.foods.folder import held, read_whole, write_whole
from magwise.foods.importing.records import OwnTable
from magwise.foods.index import bag_key, parts_of
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.foods import MAGNESIUM, NUTRIENTS, Figures, Food

FOLDER = "tables"
_ENERGY, _WATER = NUTRIENTS.index("energy_kcal"), NUTRIENTS.index("water_g")
# How unlike two rows of the same name may be and still be the same food [assumed].
_MOST_ENERGY_RATIO, _LEAST_ENERGY_KCAL, _MOST_WATER_G = 1.6, 25.0, 18.0
_MOST_MAGNESIUM_RATIO, _LEAST_MAGNESIUM_MG = 4.0, 12.0
# Words of a table that say nothing a diary says.
_AVERAGE = re.compile(r"(?i)\bgem(?:iddeld)?\b.*$")
_RAW = re.compile(r"(?i)\b(?:rauwe?|raw)\b")
_EMPTY_WORDS = frozenset({"gem", "gemiddeld", "average", "av", "bereid", "vers", "naturel"})


def keep(table: OwnTable, folder: Path) -> OwnTable:
    """Write a table whole; the same file read again gives the same bytes.

    A table replaces the one with its id. Products come one by one, so these are added to what
    was kept, each in the place of its earlier self.
    """
    path = folder / FOLDER / f"{table.id}.json"
    with held(path):
        if table.id == "open-food-facts":
            table = _joined(_read(path) if path.is_file() else table, table)
        data = table.model_dump(mode="json", exclude_defaults=True)
        write_whole(path, {"format": table.format, **data}, compact=True)
    return table


def own_tables(folder: Path) -> tuple[OwnTable, ...]:
    """All tables that are kept, in order of id; empty when there are none.

    Raises
    ------
    InputError
        Naming every file that is broken, and how to take it away.
    """
    problems: list[Problem] = []
    found: list[OwnTable] = []
    for path in _paths(folder):
        try:
            found.append(_read(path))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(*problems)
    return tuple(found)


def remove(key: str, folder: Path) -> None:
    """Erase a table.

    Raises
    ------
    InputError
        When there is none with this id.
    """
    for path in _paths(folder):
        if path.stem == key:
            path.unlink(missing_ok=True)
            path.with_name(f".{path.name}.lock").unlink(missing_ok=True)
            return
    known = ", ".join(path.stem for path in _paths(folder)) or "-"
    raise InputError(Problem("error.table-missing", values={"given": key[:60], "known": known}))


def with_own_tables(kb: Knowledge, tables: Sequence[OwnTable]) -> Knowledge:
    """The knowledge base with a person's own foods and figures in it; ours stay as they were.

    Figures of a table that goes first (NEVO for Dutch food) take the place of ours where the
    Dutch name is the same and the food is plainly the same one. What the table leaves empty is
    then filled from ours, and written down in ``filled``.
    """
    if not tables:
        return kb
    foods: dict[str, Food] = dict(kb.foods)
    figures: dict[str, Figures] = dict(kb.figures)
    for table in tables:
        rows = {row.id: row for row in table.figures}
        taken: set[str] = set()
        if table.prefer:
            chosen = same_foods(kb, table)
            for ours, theirs in chosen.items():
                density = kb.foods[ours].density_g_per_ml
                per_ml = any(f.id == theirs and f.density_g_per_ml for f in table.foods)
                weight = density or 1.0 if per_ml else 1.0
                figures[ours] = _over(kb.figures[ours], rows[theirs], weight)
            taken = set(chosen.values())
        foods.update((food.id, food) for food in table.foods if food.id not in taken)
        figures.update((key, row) for key, row in rows.items() if key not in taken)
    known = {table.id: table.source for table in tables}
    sources = {**known, **kb.sources}
    digest = ";".join(f"{table.id}:{table.sha256}:{len(table.foods)}" for table in tables)
    names = "+".join(table.id for table in tables)
    return kb.with_collections(names, digest, foods=foods, figures=figures, sources=sources)


def same_foods(kb: Knowledge, table: OwnTable) -> dict[str, str]:
    """Our food -> the row of a table with the same Dutch name, where the two plainly agree."""
    by_bag: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for food in table.foods:
        for rank, name in enumerate((food.names.nl, *food.aliases.nl)):
            for loose, bag in enumerate(_bags(name)):
                by_bag[bag].append((min(rank, 1) + loose, food.id))
    rows = {row.id: row for row in table.figures}
    best: dict[str, tuple[int, int, str, str]] = {}
    for ours in kb.foods.values():
        own = kb.figures.get(ours.id)
        if ours.is_dish or ours.imported or own is None:
            continue
        for rank, name in enumerate((ours.names.nl, *ours.aliases.nl)):
            for their_rank, theirs in by_bag.get(_bag(name), ()):
                if _agree(own, rows[theirs]):
                    option = (min(rank, 1) + their_rank, len(theirs), theirs, ours.id)
                    best[ours.id] = min(best.get(ours.id, option), option)
    # an everyday word must not bring a row that is another food's own name
    owner: dict[str, int] = {}
    for rank, _, theirs, _ours in best.values():
        owner[theirs] = min(rank, owner.get(theirs, rank))
    return {ours: o[2] for ours, o in sorted(best.items()) if o[0] <= owner[o[2]]}


def _bag(name: str) -> str:
    return bag_key(part for part in parts_of(name) if part not in _EMPTY_WORDS)


def _bags(name: str) -> tuple[str, ...]:
    """A printed name as such, and without what a diary leaves out: "gem v ...", "rauw"."""
    short = _RAW.sub(" ", _AVERAGE.sub("", name))
    return tuple(dict.fromkeys(bag for bag in (_bag(name), _bag(short)) if bag))


def _agree(own: Figures, theirs: Figures) -> bool:
    """Dry is not cooked and whole is not skimmed, whatever they are called."""
    magnesium = theirs.values[MAGNESIUM]
    if magnesium is None:
        return False
    ours = own.values[MAGNESIUM]
    return (
        _near(own.values[_ENERGY], theirs.values[_ENERGY], _MOST_ENERGY_RATIO, _LEAST_ENERGY_KCAL)
        and _near(ours, magnesium, _MOST_MAGNESIUM_RATIO, _LEAST_MAGNESIUM_MG)
        and abs((own.values[_WATER] or 0.0) - (theirs.values[_WATER] or own.values[_WATER] or 0.0))
        <= _MOST_WATER_G
    )


def _near(one: float | None, other: float | None, ratio: float, least: float) -> bool:
    if one is None or other is None:
        return True
    small, large = sorted((max(one, least), max(other, least)))
    return large <= small * ratio


def _over(own: Figures, theirs: Figures, g_per_ml: float) -> Figures:
    """Their values, with ours only where theirs are missing, which is written down."""
    scale = 1.0 / g_per_ml
    values: list[float | None] = []
    filled: list[str] = []
    for nutrient, printed, ours in zip(NUTRIENTS, theirs.values, own.values, strict=True):
        if printed is not None:
            values.append(printed * scale)
            continue
        values.append(ours)
        if ours is not None:
            filled.append(f"{nutrient}:{own.table}")
    best = values[MAGNESIUM]
    low, high = theirs.magnesium_low_mg, theirs.magnesium_high_mg
    return Figures(
        id=own.id,
        table=theirs.table,
        code=theirs.code,
        row_name=theirs.row_name,
        values=tuple(values),
        magnesium_low_mg=None if low is None or best is None else low * scale,
        magnesium_high_mg=None if high is None or best is None else high * scale,
        magnesium_tables="|".join(
            part for part in (theirs.magnesium_tables, own.magnesium_tables) if part
        ),
        filled="|".join(filled) or None,
        flags=theirs.flags,
    )


def acknowledgements(foods: Iterable[str | None], kb: Knowledge) -> tuple[Fact, ...]:
    """What the owners of the tables that were used want to stand with the result, each once."""
    tables = {kb.figures[key].table for key in foods if key is not None and key in kb.figures}
    facts = []
    for table in sorted(tables):
        source = kb.sources.get(table)
        if source is not None and source.credit:
            facts.append(
                Fact("about.own-table", {"credit": source.credit}, (table,), subject="about",
                     certainty=Certainty.OFFICIAL)
            )  # fmt: skip
    return tuple(facts)


def _paths(folder: Path) -> list[Path]:
    place = folder / FOLDER
    if not place.is_dir():
        return []
    return sorted(path for path in place.glob("*.json") if not path.name.startswith("."))


def _read(path: Path) -> OwnTable:
    raw = read_whole(path)
    try:
        return OwnTable.model_validate_json(raw or b"")
    except ValidationError as error:
        given = {"table": path.stem}
        raise InputError(Problem("error.own-table-broken", str(path), given)) from error


def _joined(before: OwnTable, now: OwnTable) -> OwnTable:
    foods: Mapping[str, Food] = {food.id: food for food in (*before.foods, *now.foods)}
    figures: Mapping[str, Figures] = {row.id: row for row in (*before.figures, *now.figures)}
    order = sorted(foods)
    content = "".join(figures[key].model_dump_json() for key in order)
    return now.model_copy(
        update={
            "foods": tuple(foods[key] for key in order),
            "figures": tuple(figures[key] for key in order),
            "sha256": hashlib.sha256(content.encode()).hexdigest(),
        }
    )
