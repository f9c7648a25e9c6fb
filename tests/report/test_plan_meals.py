"""Recipes on the plan: only for those who are to eat more, or who train."""

from pathlib import Path

import pytest

from magwise import Knowledge, Plan, assess, propose
from magwise.person.reading import read_person
from magwise.plan.weeks import programme
from magwise.report.plan import paper
from magwise.report.plan_pages import plan_page

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def _plan(name: str, kb: Knowledge) -> Plan:
    read = read_person(EXAMPLES / f"{name}.yaml")
    return propose(assess(read.profile, read.diary, kb), None, kb)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_somebody_who_is_to_eat_more_gets_recipes_for_the_day(kb: Knowledge, language: str) -> None:
    plan = _plan("office-worker", kb)
    made = paper(plan, programme(plan, kb), kb, language)  # type: ignore[arg-type]
    assert len(made.meals) >= 4
    page = plan_page(made)
    names = [recipe.rpartition(" (")[0] for row in made.meals for recipe in row.recipes]
    assert all(name in page for name in names)


def test_weak_kidneys_get_no_recipes_on_paper(kb: Knowledge) -> None:
    plan = _plan("kidney", kb)
    assert paper(plan, programme(plan, kb), kb, "nl").meals == ()


def test_no_recipe_stands_there_twice(kb: Knowledge) -> None:
    plan = _plan("office-worker", kb)
    named = [r for row in paper(plan, programme(plan, kb), kb, "en").meals for r in row.recipes]
    assert len(named) == len(set(named))
