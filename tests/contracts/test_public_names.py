"""The names others build on: few, documented, and never changed by accident."""

import inspect

import pytest

import magwise

PUBLIC = (
    "Assessment",
    "Diary",
    "Knowledge",
    "MagwiseError",
    "Plan",
    "Profile",
    "assess",
    "propose",
)


def test_the_public_names_are_exactly_these() -> None:
    assert tuple(sorted(magwise.__all__)) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_each_public_name_can_be_imported_and_explains_itself(name: str) -> None:
    documentation = inspect.getdoc(getattr(magwise, name)) or ""
    first = documentation.split("\n\n")[0].strip()
    assert len(first) > 20
    assert first.endswith((".", "?", ":"))


def test_assess_and_propose_take_the_knowledge_base_and_the_day_as_arguments() -> None:
    assess = inspect.signature(magwise.assess).parameters
    propose = inspect.signature(magwise.propose).parameters
    assert list(assess)[:3] == ["profile", "diary", "kb"]
    assert assess["today"].kind is inspect.Parameter.KEYWORD_ONLY
    assert list(propose)[:3] == ["assessment", "wishes", "kb"]


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'advise_everyone'"):
        getattr(magwise, "advise_everyone")  # noqa: B009 - the point is that it is not there
