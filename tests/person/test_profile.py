"""A profile takes the words people use for a country and a sex, and guesses nothing."""

import pytest
from pydantic import ValidationError

from magwise import Profile


@pytest.mark.parametrize("word", ["nl", "NL", "Nederland", "the Netherlands", " nl "])
def test_a_country_may_be_named_as_people_do(word: str) -> None:
    assert Profile.model_validate({"country": word}).country == "nl"


@pytest.mark.parametrize("word", ["female", "Female", "vrouw", "V", "woman"])
def test_a_sex_may_be_named_as_people_do(word: str) -> None:
    assert Profile.model_validate({"sex": word}).sex == "female"


@pytest.mark.parametrize("wrong", [{"country": "Narnia"}, {"sex": "x"}, {"country": 31}])
def test_a_word_that_is_not_known_is_refused_and_not_guessed(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Profile.model_validate(wrong)


@pytest.mark.parametrize(
    "given",
    [
        {"complaints": [{"id": "soreness", "per_week": True}]},
        {"age_years": False},
        {"pregnant": 0},
        {"pregnant": "on"},
        {"laboratory": [{"test": "magnesium", "value": 0.8, "date": "2026-13-40"}]},
    ],
)
def test_what_is_no_number_no_yes_and_no_date_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Profile.model_validate(given)
