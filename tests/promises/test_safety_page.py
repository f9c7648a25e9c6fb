"""SAFETY.md says what the program says and does."""

from pathlib import Path

import pytest

from magwise import Knowledge

PAGE = Path(__file__).parents[2] / "SAFETY.md"


def test_the_intended_use_on_the_page_is_the_text_that_is_shown(kb: Knowledge) -> None:
    assert kb.text("en")["about.intended-use"] in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "folder",
    [
        "redflags", "care", "conditions", "interactions", "bounds", "forms", "foodrules",
        "limits_nutrients", "allergens",
    ],
)  # fmt: skip
def test_every_folder_the_page_names_exists(folder: str) -> None:
    assert f"`{folder}/" in PAGE.read_text(encoding="utf-8")
    data = PAGE.parent / "src" / "magwise" / "knowledge" / "data"
    assert any((data / folder).glob("*.yaml"))


def test_the_figures_on_the_page_are_those_of_the_program(kb: Knowledge) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for bound, words in (
        ("advice-max-per-day", "{} mg a day"),
        ("advice-start", "{} mg to start"),
        ("advice-single-dose", "{} mg at once"),
    ):
        value = kb.bounds[bound].value.value
        assert value is not None
        assert words.format(f"{value:g}") in page


def test_the_page_says_that_no_clinician_reviewed_it_as_long_as_that_is_so(kb: Knowledge) -> None:
    reviewed = any(
        rule.review.status == "reviewed"
        for condition in kb.conditions.values()
        for rule in condition.rules
    )
    said = "No clinician has reviewed these rules yet" in PAGE.read_text(encoding="utf-8")
    assert said is not reviewed
