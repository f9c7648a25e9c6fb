"""Reads what someone wants of a plan, and says which foods that leaves."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from magwise.core.errors import InputError, Problem, collect
from magwise.core.words import plain
from magwise.knowledge import Knowledge
from magwise.models.diet import Wish, objections
from magwise.models.diet.acceptance import is_of_kind
from magwise.person import Profile
from magwise.person.files import JSON, TOML, YAML, in_order, read_file
from magwise.person.mistakes import problems_of
from magwise.plan.records import Wishes


def read_wishes(path: Path, kb: Knowledge) -> Wishes:
    """Wishes from YAML, TOML or JSON: all of them, or every problem at once.

    Raises
    ------
    InputError
        With every problem of the file; a food that is not in the table is one.
    """
    content = read_file(path, YAML + TOML + JSON)
    data = {} if content.data is None else content.data
    problems: list[Problem] = []
    wishes = Wishes()
    if not isinstance(data, dict):
        problems.append(Problem("error.wishes-shape", content.where))
    else:
        try:
            wishes = Wishes.model_validate(data)
        except ValidationError as error:
            problems.extend(problems_of(error, Wishes, content.place, (), lambda loc: loc))
    for key in ("foods_refused", "foods_wanted"):
        given = data.get(key) if isinstance(data, dict) else None
        for index, name in enumerate(given if isinstance(given, list) else ()):
            if isinstance(name, str) and not _understood(key, name, kb):
                place = content.place((key, index))
                problems.append(Problem("error.wishes-food", place, {"given": name}))
    collect(in_order(problems))
    return wishes


def _understood(key: str, name: str, kb: Knowledge) -> bool:
    if key == "foods_wanted":
        return bool(foods_named((name,), kb))
    try:
        return bool(foods_refused((name,), kb))
    except InputError:
        return False


def foods_named(names: Iterable[str], kb: Knowledge) -> frozenset[str]:
    """Food ids for ids or names in either language; a name may stand for several foods."""
    found: set[str] = set()
    asked = {plain(name) for name in names} - {""}
    if not asked:
        return frozenset()
    for food in kb.foods.values():
        texts = (food.id, food.names.nl, food.names.en, *food.aliases.nl, *food.aliases.en)
        if any(plain(text) in asked for text in texts):
            found.add(food.id)
    return frozenset(found)


def foods_refused(names: Iterable[str], kb: Knowledge) -> frozenset[str]:
    """Food ids that are refused: by id or name, every food so called, and a whole kind.

    Who refuses spinach means raw, boiled and frozen spinach.

    Raises
    ------
    InputError
        When a name stands for no food: what is refused must not be forgotten.
    """
    found: set[str] = set()
    for name in names:
        word = plain(name)
        meant = set(foods_named((name,), kb))
        for food in kb.foods.values() if word else ():
            texts = (food.names.nl, food.names.en, *food.aliases.nl, *food.aliases.en)
            if is_of_kind(food, word, kb) or any(f" {word}" in f" {plain(t)}" for t in texts):
                meant.add(food.id)
        if not meant:
            raise InputError(Problem("error.wishes-food", "wishes", {"given": name}))
        found |= meant
    return frozenset(found)


def one_food(name: str, kb: Knowledge) -> str:
    """The food that a name stands for; the first by id where it stands for several.

    Raises
    ------
    InputError
        When there is none: what is wanted and not understood must not be forgotten.
    """
    found = foods_named((name,), kb)
    if not found:
        raise InputError(Problem("error.wishes-food", "wishes", {"given": name}))
    return min(found)


def barred_foods(profile: Profile, wishes: Wishes, kb: Knowledge) -> dict[str, frozenset[Wish]]:
    """For each food that a wish speaks against, those wishes."""
    refused = {food: Wish("refused", food) for food in foods_refused(wishes.foods_refused, kb)}
    barred: dict[str, frozenset[Wish]] = {}
    for id_, food in kb.foods.items():
        against = objections(
            food,
            profile,
            kb,
            diet=wishes.ways_of_eating,
            budget=wishes.budget,
            cooking=wishes.cooking,
        )
        if id_ in refused:
            against |= {refused[id_]}
        if against:
            barred[id_] = against
    return barred
